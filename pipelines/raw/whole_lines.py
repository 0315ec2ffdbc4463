"""Lines of text that are a record each, cut into fields by the thousand.

The fields are those that the strict reader of the csv module gives; a line that is no record of
its own, or no sound one, is left to it.
"""

import re
from dataclasses import dataclass
from functools import cache

import polars as pl

from pipelines.book import CELL_SCHEMA
from pmo.settings import Limits

PLAIN_DELIMITERS = "\t;|,"
PIECE_CHARACTERS = 2**20
LINE_CHARACTERS = 2**20
FEWEST_LINES = 50  # fewer are not worth the trouble
QUOTE = '"'

_KIND = CELL_SCHEMA["kind"]


@dataclass(frozen=True)
class Block:
    """Records that follow each other in a text."""

    rows: pl.Series  # first physical line of each record, from 1
    widths: pl.Series  # fields of each record
    texts: pl.Series  # all fields, one after the other
    characters: int
    lines: int

    def cells(self) -> pl.DataFrame:
        """Non-empty cells: row, column, kind and text."""
        return (
            self._places()
            .with_columns(pl.lit("text", _KIND).alias("kind"), self.texts.alias("text"))
            .filter(pl.col("text") != "")
            .select(*CELL_SCHEMA)
        )

    def _places(self) -> pl.DataFrame:
        """Row and column of each field."""
        width = self.widths[0] if self.widths.len() else 0
        if width and (self.widths == width).all():
            field = pl.int_range(self.texts.len(), eager=True)
            row = self.rows.gather(field // width).alias("row")
            return pl.DataFrame([row, (field % width + 1).cast(pl.Int32).alias("column")])
        return (
            pl.DataFrame([self.rows.alias("row"), self.widths.alias("width")])
            .filter(pl.col("width") > 0)  # an empty line has no fields
            .select("row", column=pl.int_ranges(1, pl.col("width") + 1, dtype=pl.Int32))
            .explode("column")
        )


def whole_lines(
    text: str, at: int, *, lines_before: int, delimiter: str, limits: Limits
) -> Block | None:
    """The lines from a place on that are a record each; None where there are but a few.

    Args:
        text: of the whole file.
        at: where a record begins.
        lines_before: physical lines before that place.
        delimiter: between fields.
        limits: of the characters of a cell.
    """
    end = text.find("\n", at + PIECE_CHARACTERS) + 1 or len(text)
    piece = text[at:end]
    if delimiter not in PLAIN_DELIMITERS or piece.count("\r") != piece.count("\r\n"):
        return None
    whole = pl.Series("line", [piece]).str.split("\n").explode()
    whole = whole.head(whole.len() - piece.endswith("\n"))
    lines = whole.str.strip_suffix("\r") if "\r" in piece else whole
    if QUOTE in piece:
        lines = lines.head(_before_first(~lines.str.contains(_record_of(delimiter))))
    if lines.len() < FEWEST_LINES or _has_longer(lines, LINE_CHARACTERS):
        return None
    fields = _fields(lines, delimiter)
    texts = fields.explode()
    if _has_longer(texts, limits.cell_characters):
        return None
    characters = int(whole.head(lines.len()).str.len_chars().sum()) + lines.len()
    return Block(
        rows=_numbers(lines_before, lines.len()),
        widths=fields.list.len().alias("width"),
        texts=texts.alias("text"),
        characters=min(characters, len(piece)),  # the last line may have no end
        lines=lines.len(),
    )


def _numbers(before: int, count: int) -> pl.Series:
    first = before + 1
    return pl.int_range(first, first + count, dtype=pl.Int32, eager=True).alias("row")


def _has_longer(texts: pl.Series, characters: int) -> bool:
    return (texts.str.len_chars() > characters).any()


def _before_first(found: pl.Series) -> int:
    return int(found.arg_max() or 0) if found.any() else found.len()


@cache
def _field_of(delimiter: str) -> str:
    return rf'(?:"(?:[^"]|"")*"|[^"{delimiter}][^{delimiter}]*|)'


@cache
def _record_of(delimiter: str) -> str:
    field = _field_of(delimiter)
    return rf"^{field}(?:{re.escape(delimiter)}{field})*$"


def _fields(lines: pl.Series, delimiter: str) -> pl.Series:
    """The fields of each line; an empty line has one, which is empty."""
    is_quoted = lines.str.contains(QUOTE, literal=True)
    if not is_quoted.any():
        return lines.str.split(delimiter)
    apart = [
        lines.filter(~is_quoted).str.split(delimiter),
        _quoted_fields(lines.filter(is_quoted), delimiter),
    ]
    places = pl.concat([(~is_quoted).arg_true(), is_quoted.arg_true()])
    return pl.concat(apart).gather(places.arg_sort())


def _quoted_fields(lines: pl.Series, delimiter: str) -> pl.Series:
    raw = (delimiter + lines).str.extract_all(rf"{re.escape(delimiter)}{_field_of(delimiter)}")
    field = pl.element().str.slice(1)
    inside = field.str.slice(1, field.str.len_chars() - 2).str.replace_all('""', '"', literal=True)
    return raw.list.eval(pl.when(field.str.starts_with(QUOTE)).then(inside).otherwise(field))
