"""Variance by project: which projects will end over their budget, and which under it?"""

import polars as pl

from pmo.charts import ADVERSE, FAVOURABLE, GREY, Bars, Chart, Mark, source_line
from pmo.readings.reading import Reading
from pmo.readings.words import in_words, major_units, scale

MOST_ROWS = 20
MEASURE = "amount"


def describe(variance: Reading) -> Bars:
    """One bar per project, the most over budget first, unknown at the end.

    Amounts of several currencies share no scale: the bars are those of the commonest, and the
    table holds the others too.
    """
    rows = variance.at(measure=MEASURE).sort("value", nulls_last=True)
    currency = next(iter(rows["currency"].drop_nulls().mode().sort()), None)
    is_comparable = pl.col("currency").eq_missing(currency) | (
        pl.col("currency").is_null() & pl.col("value").is_null()
    )
    shown, others = _ends(rows.filter(is_comparable)), rows.filter(~is_comparable)
    size, letter = scale(shown["value"].drop_nulls().abs().max(), currency)
    names, words = _names(shown), _words(variance, shown)
    return Bars(
        title=_title(rows),
        subtitle=f"{variance.metric.title} of each project; right is under budget"
        + _left_out(others.height),
        source=source_line(
            variance.selection, shown=shown.height, total=rows.height, units="projects"
        ),
        alt=f"Bars of {shown.height} projects, the most over budget first. {_title(rows)}.",
        table=pl.DataFrame(
            {
                "Project": names + _names(others),
                variance.metric.title: words + _words(variance, others),
            },
            schema={"Project": pl.String, variance.metric.title: pl.String},
        ),
        labels=tuple(names),
        marks=tuple(
            Mark(
                None if row["value"] is None else float(major_units(row["value"], currency)) / size,
                said,
                _role(row["value"]),
            )
            for row, said in zip(shown.iter_rows(named=True), words, strict=True)
        ),
        unit=" ".join(part for part in (currency, letter) if part),
    )


def _names(rows: pl.DataFrame) -> list[str]:
    return rows.select(pl.coalesce("name", "key")).to_series().to_list()


def _words(variance: Reading, rows: pl.DataFrame) -> list[str]:
    return [
        in_words(variance.metric, row["value"], measure=MEASURE, currency=row["currency"],
                 reason=row["reason"])
        for row in rows.iter_rows(named=True)
    ]  # fmt: skip


def _left_out(count: int) -> str:
    if not count:
        return ""
    which = (
        "1 project in another currency is"
        if count == 1
        else (f"{count} projects in other currencies are")
    )
    return f"; {which} in the table"


def _ends(rows: pl.DataFrame) -> pl.DataFrame:
    """All rows, or the most over and the most under budget."""
    if rows.height <= MOST_ROWS:
        return rows
    known = rows.filter(pl.col("value").is_not_null())
    if known.height <= MOST_ROWS:
        return rows.head(MOST_ROWS)
    return pl.concat([known.head(MOST_ROWS * 3 // 4), known.tail(MOST_ROWS // 4)])


def _role(value: float | None) -> str:
    if value is None:
        return GREY
    return ADVERSE if value < 0 else FAVOURABLE


def _title(rows: pl.DataFrame) -> str:
    over = rows.filter(pl.col("value") < 0)
    unknown = rows["value"].null_count()
    if unknown == rows.height:
        return f"Not known for any of {rows.height} projects"
    rest = f"; {unknown} not known" if unknown else ""
    if over.is_empty():
        return f"No project is over its budget{rest}"
    return f"{over.height} of {rows.height} projects are over budget by this measure{rest}"


CHART = Chart(
    question="Which projects will end over their budget, and which under it?",
    reads=("variance_at_completion",),
    describe=describe,
)
