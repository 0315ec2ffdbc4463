"""What one sees of a sheet besides its values, put together from the parts that tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from pipelines.book import MARK_SCHEMA, column_letter
from pipelines.raw.comments import Comments
from pipelines.raw.conditional import Area, Rule, filled
from pipelines.raw.look import Look
from pipelines.raw.styles import Styles
from pmo.ledger import Issue

LISTED_AREAS = 5


@dataclass(frozen=True)
class Dress:
    """What the parts of a workbook say of one worksheet, values aside."""

    look: Look = field(default_factory=Look)
    comments: Comments = field(default_factory=dict)
    styles: Styles = field(default_factory=Styles)


@dataclass(frozen=True)
class Marks:
    """The marks of a sheet within the range of its values, and what could not be told."""

    marks: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=MARK_SCHEMA))
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    outline: Mapping[int, int] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()


def marks_of(cells: pl.DataFrame, dress: Dress, sheet: str) -> Marks:
    """The marks of a sheet, in row and column order."""
    if cells.is_empty():
        return Marks()
    look = dress.look
    last_row, last_column = cells.select(pl.max("row", "column")).row(0)
    ruled, unread = filled(cells, look.rules, dress.styles.rules)
    within = Area(1, 1, last_row, last_column).holds()
    marks = _joined(_styled(look.styled.filter(within), dress.styles), ruled)
    return Marks(
        marks=_with_comments(marks, dress.comments).sort("row", "column"),
        hidden_rows=tuple(sorted(row for row in look.hidden_rows if row <= last_row)),
        hidden_columns=tuple(sorted(each for each in look.hidden_columns if each <= last_column)),
        outline=_outline(look, dress.styles, last_row),
        issues=(*_unread_rules(unread, sheet), *_unkept(look, sheet)),
    )


def _styled(styled: pl.DataFrame, styles: Styles) -> pl.DataFrame:
    """A mark for each cell whose style shows on it; a format shows on numbers only."""
    seen = pl.DataFrame(
        [
            (number, style.format, style.fill, style.ink, style.is_struck)
            for number, style in styles.cells.items()
        ],
        {"style": pl.Int32} | {name: MARK_SCHEMA[name] for name in list(MARK_SCHEMA)[2:-1]},
        orient="row",
    )
    shows = pl.col("format").is_not_null() | pl.col("fill").is_not_null()
    return (
        styled.join(seen, on="style", how="inner", maintain_order="left")
        .with_columns(format=pl.when("is_number").then("format"))
        .filter(shows | pl.col("ink").is_not_null() | pl.col("is_struck"))
        .with_columns(comment=pl.lit(None, pl.String))
        .select(*MARK_SCHEMA)
    )


def _outline(look: Look, styles: Styles, last_row: int) -> dict[int, int]:
    """Level of each row: its own, or else by how far its text is moved in.

    The column of such texts is the first; amounts are moved in for looks alone.
    """
    if look.outline:
        return {row: level for row, level in look.outline.items() if row <= last_row}
    indents = {number: style.indent for number, style in styles.cells.items() if style.indent}
    texts = look.styled.filter(pl.col("style").is_in(list(indents)), ~pl.col("is_number"))
    texts = texts.filter(pl.col("row") <= last_row, column=pl.col("column").min())
    return {row: indents[style] for row, style in texts.select("row", "style").iter_rows()}


def _joined(marks: pl.DataFrame, ruled: pl.DataFrame) -> pl.DataFrame:
    """The marks with the fills of rules, which lie over those of the cells."""
    if ruled.is_empty():
        return marks
    return (
        _merged(marks, ruled.rename({"fill": "over"}))
        .with_columns(fill=pl.coalesce("over", "fill"))
        .select(*MARK_SCHEMA)
    )


def _with_comments(marks: pl.DataFrame, comments: Comments) -> pl.DataFrame:
    if not comments:
        return marks
    written = pl.DataFrame(
        [(row, column, text) for (row, column), text in comments.items()],
        {"row": pl.Int32, "column": pl.Int32, "written": pl.String},
        orient="row",
    )
    return _merged(marks, written).with_columns(comment="written").select(*MARK_SCHEMA)


def _merged(marks: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    joined = marks.join(more, on=["row", "column"], how="full", coalesce=True)
    return joined.with_columns(pl.col("is_struck").fill_null(value=False))


def _unread_rules(rules: list[Rule], sheet: str) -> list[Issue]:
    if not rules:
        return []
    areas = [_address(area) for rule in rules for area in rule.areas]
    kinds = ", ".join(dict.fromkeys(rule.kind for rule in rules))
    more = ", ..." if len(areas) > LISTED_AREAS else ""
    places = ", ".join(areas[:LISTED_AREAS]) + more
    return [
        Issue(
            sheet=sheet,
            cell=areas[0] if areas else "",
            rule="conditional_format",
            value=kinds,
            message=f"Rules colour the cells {places}; their colours were not read, only the "
            "values. If a colour says more than the value, write it in a column of its own.",
        )
    ]


def _unkept(look: Look, sheet: str) -> list[Issue]:
    if look.is_whole:
        return []
    last = look.styled["row"][-1]
    return [
        Issue(
            sheet=sheet,
            cell="",
            rule="formats_not_read",
            value="",
            message=f"So many cells have formats that only those down to row {last:,} were read. "
            "Send the sheet in parts if number formats or colours matter further below.",
        )
    ]


def _address(area: Area) -> str:
    first = f"{column_letter(area.left)}{area.top}"
    last = f"{column_letter(area.right)}{area.bottom}"
    return first if first == last else f"{first}:{last}"
