"""What one text of a column means, and a whole column read by its distinct texts."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

LONGEST_QUOTE = 60


@dataclass(frozen=True)
class Meaning:
    """A typed value, or the reading rule that the text met; some texts give both."""

    value: object = None
    rule: str = ""
    message: str = ""
    factor: str = "1"  # units of the value in one unit of the sender's, as a fraction


Reader = Callable[[str, str, object], Meaning]  # kind, text and context of a cell


def quoted(text: str) -> str:
    """Text in quotes on one line, cut where it is long."""
    line = " ".join(text.split())
    short = line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1] + "…"
    return f'"{short}"'


def read_cells(cells: pl.DataFrame, reader: Reader, value_type: pl.DataType) -> pl.DataFrame:
    """Meaning of each cell: ``value``, ``rule``, ``message`` and ``factor`` beside the cell.

    Args:
        cells: columns ``kind``, ``text`` and perhaps ``context``, such as the row's currency.
        reader: asked once for each distinct cell.
        value_type: Polars type of the values.
    """
    if "context" not in cells.columns:
        cells = cells.with_columns(context=pl.lit(None, pl.String))
    key = ["text", *(name for name in ("kind", "context") if _varies(cells[name]))]
    distinct = cells.unique(key, keep="first", maintain_order=True).select(
        "kind", "text", "context"
    )
    meanings = [reader(kind, text, context) for kind, text, context in distinct.iter_rows()]
    distinct = distinct.select(key)
    known = distinct.with_columns(
        pl.Series("value", [meaning.value for meaning in meanings], value_type),
        pl.Series("rule", [meaning.rule for meaning in meanings], pl.String),
        pl.Series("message", [meaning.message for meaning in meanings], pl.String),
        pl.Series("factor", [meaning.factor for meaning in meanings], pl.String),
    )
    return cells.join(known, on=key, how="left", maintain_order="left", nulls_equal=True)


def _varies(values: pl.Series) -> bool:
    """Whether not all values are the same; a join by those that are takes time for nothing."""
    return values.len() > 0 and not values.eq_missing(values.head(1)).all()
