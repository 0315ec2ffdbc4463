"""One figure as a card: words, change, history, health, definition, coverage, and where from."""

from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from pages.parts.readings import dates_so_far, kept, read
from pages.parts.text import plain
from pages.parts.where_from import where_from
from pmo.charts import HEALTH, HEALTH_WORDS, SYMBOLS
from pmo.readings.change import change_in_words, day_in_words
from pmo.readings.metric import Metric
from pmo.readings.reading import Reading
from pmo.readings.words import REASONS, in_words
from pmo.selection import Selection

CARD_WIDTH = 290
BADGES: dict[str, Literal["green", "orange", "red", "gray"]] = {
    "green": "green",
    "amber": "orange",
    "red": "red",
    "grey": "gray",
}
UNITS = {
    "milestone": "milestones",
    "task": "tasks",
    "person": "people",
    "role": "roles",
    "request": "requests",
    "transfer": "transfers",
}


@dataclass(frozen=True)
class Card:
    """Which value of which metric is shown, and under which name."""

    metric: str
    label: str = ""  # the metric's title, if empty
    measure: str | None = None  # of a metric with several values, or one category of a count
    mix: bool = False  # show the count of every health colour below


def cards(selection: Selection, *shown: Card) -> None:
    """Show cards side by side, as many in a row as there is room for."""
    across = 4 if len(shown) % 4 == 0 else 3
    with st.grid(across, min_column_width=CARD_WIDTH, gap="small"):
        for card in shown:
            reading_card(selection, card)


def reading_card(selection: Selection, card: Card) -> None:
    """Show one figure of the whole selection."""
    said = _said(selection, card)
    name = f"{card.metric}_{card.measure}" if card.measure else card.metric
    with st.container(border=True, height="stretch", gap="small", key=f"card_{name}"):
        st.metric(
            plain(said.label),
            plain(said.words),
            delta=plain(said.change) if said.change else None,
            delta_color="primary",
            delta_arrow="off",
            delta_description=said.note if said.change else None,
            help=said.definition,
            chart_data=said.history if len(said.history) > 1 else None,
        )
        if said.change is None and said.note:
            st.caption(said.note)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            if said.mix:
                st.caption(said.mix, width="content")
            elif said.colour is not None:
                health_badge(said.colour, help_text=said.limit)
            if said.coverage:
                st.caption(said.coverage, width="content")
            st.space("stretch")
            if st.button(
                "Where from",
                key=f"from_{name}",
                type="tertiary",
                icon=":material/account_tree:",
                help="The cells that this figure rests on, and what it leaves out",
            ):
                where_from(selection, card.metric, card.measure, said.label)


@dataclass(frozen=True)
class _Said:
    """Everything that a card says."""

    label: str
    words: str
    change: str | None
    note: str | None  # since when it changed, or why nothing is known
    history: tuple[float, ...]
    definition: str
    colour: str | None
    limit: str | None
    mix: str
    coverage: str


@kept
def _said(selection: Selection, card: Card) -> _Said:
    reading = read(card.metric, selection, dates=dates_so_far(selection))
    row = reading.row(measure=card.measure)
    if row["value"] is not None or row["word"] is not None:
        words = value_in_words(reading.metric, row)
        change, note = _change(reading, card, row)
    else:
        words = "Not known"
        change, note = None, REASONS.get(row["reason"], REASONS["no_report"])
    return _Said(
        label=card.label or reading.metric.title,
        words=words,
        change=change,
        note=note,
        history=tuple(reading.series(measure=card.measure)["value"].drop_nulls()),
        definition=definition(reading.metric, row["limit"]),
        colour=row["colour"],
        limit=row["limit"],
        mix=_mix(reading) if card.mix else "",
        coverage=coverage(reading.metric, row),
    )


def value_in_words(metric: Metric, row: dict[str, Any]) -> str:
    """The value of a reading's row; of a count, also the whole that it is part of."""
    if row["word"] is not None and row["value"] is None:
        return str(row["word"])
    if metric.headline.unit == "colour" and row["value"] is not None:
        return f"{row['value']:.0f} {row['measure']}"
    is_part = row["measure"] in metric.categories or metric.headline.unit == "part"
    if is_part and row["value"] is not None:
        return f"{row['numerator']:.0f} of {row['denominator']:.0f}"
    return in_words(
        metric,
        row["value"],
        measure=row["measure"],
        currency=row["currency"],
        reason=row["reason"],
    )


def _change(reading: Reading, card: Card, row: dict[str, Any]) -> tuple[str | None, str | None]:
    """What moved since the status date before, and which date that was."""
    days = dates_so_far(reading.selection)
    if len(days) < 2 or row["value"] is None:  # noqa: PLR2004 - the date before
        return None, None
    before = reading.at(days[-2], measure=row["measure"])
    if before.height != 1 or before["value"][0] is None:
        return None, f"not known on {day_in_words(days[-2])}"
    change = change_in_words(
        reading.metric,
        row["value"],
        before["value"][0],
        measure=card.measure or row["measure"],
        currency=row["currency"],
    )
    if change == "unchanged":
        return change, f"since {day_in_words(days[-2])}"
    return change, f"than on {day_in_words(days[-2])}"


def _mix(reading: Reading) -> str:
    """The count of each health colour, as symbol and word."""
    counts = ((colour, reading.row(measure=colour)["value"]) for colour in HEALTH)
    return "  ".join(f"{SYMBOLS[colour]} {count or 0:.0f} {colour}" for colour, count in counts)


def health_badge(colour: str, *, help_text: str | None = None) -> None:
    """Show a health colour as symbol and word."""
    st.badge(
        f"{SYMBOLS[colour]} {HEALTH_WORDS[colour]}",
        color=BADGES[colour],
        help=plain(help_text) if help_text else None,
    )


def definition(metric: Metric, limit: str | None) -> str:
    """What a figure means, for the tooltip."""
    lines = [f"**{plain(metric.question)}**", plain(metric.definition)]
    if limit:
        lines.append(f"Limits: {plain(limit)}.")
    lines.append(f"Source: {plain(metric.source)}.")
    return "\n\n".join(lines)


def coverage(metric: Metric, row: dict[str, Any]) -> str:
    """How much of the population a figure rests on; empty where it is all of it."""
    used, missing, hidden = (row[part] or 0 for part in ("used", "missing", "hidden"))
    if not missing and not hidden:
        return ""
    text = f"{used} of {used + missing} {UNITS.get(metric.grain, 'projects')}"
    return f"{text}, {hidden} hidden from you" if hidden else text
