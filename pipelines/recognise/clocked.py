"""Times of coming and going: two columns of clock times between which the work was done."""

from collections.abc import Sequence

from pipelines.recognise.columns import Field
from pipelines.recognise.content import ENOUGH

CLOCKS = {
    "in": "in|clock in|time in|start|start time|from|begin|arrival|arrived|on|von|kommen|anfang|"
    "de|début|heure de début|entrada|inicio|hora inicio|início|desde",
    "out": "out|clock out|time out|end|end time|finish|finish time|to|until|till|leave|left|off|"
    "bis|gehen|ende|à|fin|heure de fin|salida|hora fin|saída|fim|hasta|até",
}
CLOCK_OF = {name: clock for clock, names in CLOCKS.items() for name in names.split("|")}
BREAKS = ("break", "breaks", "lunch", "pause", "pausa", "descanso")  # to be taken off


def clocks(fields: Sequence[Field]) -> dict[int, str]:
    """Column of coming, "in", and of going, "out", by position; none where either is unsure.

    Where a column says how long the work took, or how long the breaks were, the clocks alone do
    not tell the time booked.
    """
    found = {one.position: clock for one in fields if (clock := _clock(one))}
    is_pair = sorted(found.values()) == ["in", "out"]
    is_told = any(_tells_time(one) for one in fields if one.position not in found)
    return found if is_pair and not is_told else {}


def _clock(one: Field) -> str | None:
    times = one.profile.share(one.profile.durations)
    return CLOCK_OF.get(one.header.name) if one.settled is None and times >= ENOUGH else None


def _tells_time(one: Field) -> bool:
    """Whether a column holds the time booked, or a break."""
    is_break = bool({*one.header.name.split()} & {*BREAKS})
    names = (each.target.name for each in one.meanings if each.score >= ENOUGH)
    return is_break or (bool(one.profile.cells) and "time_entries.booked_minutes" in names)
