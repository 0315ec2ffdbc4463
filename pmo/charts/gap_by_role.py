"""Gap by role: which skills run short?"""

import polars as pl

from pmo.charts import ADVERSE, FAVOURABLE, GREY, Bars, Chart, Mark, source_line
from pmo.readings.reading import Reading
from pmo.readings.words import in_words

MEASURE = "fte"
MOST_ROWS = 20


def describe(gap: Reading) -> Bars:
    """One bar per role in full-time people, the shortest first."""
    rows = gap.at(measure=MEASURE).sort("value", descending=True, nulls_last=True)
    shown = rows.head(MOST_ROWS)
    words = [
        in_words(gap.metric, row["value"], measure=MEASURE, reason=row["reason"])
        for row in shown.iter_rows(named=True)
    ]
    names = shown.select(pl.coalesce("name", "key")).to_series().to_list()
    title = _title(rows)
    return Bars(
        title=title,
        subtitle="Planned work less net capacity over the next three months, full-time people",
        source=source_line(gap.selection, shown=shown.height, total=rows.height, units="roles"),
        alt=f"Bars of {shown.height} roles, the shortest first. {title}.",
        table=pl.DataFrame(
            {"Role": names, "Gap": words}, schema={"Role": pl.String, "Gap": pl.String}
        ),
        labels=tuple(names),
        marks=tuple(
            Mark(value, said, _role(value))
            for value, said in zip(shown["value"], words, strict=True)
        ),
        unit="FTE",
    )


def _role(value: float | None) -> str:
    if value is None:
        return GREY
    return ADVERSE if value > 0 else FAVOURABLE


def _title(rows: pl.DataFrame) -> str:
    short = rows.filter(pl.col("value") > 0)
    if short.is_empty():
        return "No role is short of people"
    worst = short.row(0, named=True)
    return f"{short.height} of {rows.height} roles are short of people, {worst['key']} most"


CHART = Chart(question="Which skills run short?", reads=("role_gap",), describe=describe)
