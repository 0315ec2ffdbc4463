"""Names of people in two columns, first and last, which together say who a row is about."""

from collections.abc import Iterator, Sequence

import polars as pl

from pipelines.recognise.carried import Carried, Records, frame_of
from pipelines.recognise.columns import Field
from pipelines.recognise.own_keys import has_column
from pipelines.region import ROWS, RegionColumn, Target
from pmo.tables import TABLES

FULL_NAME = -3  # place of the column that both make up
SCORE = 0.9
FIRST = frozenset(
    (
        *("first name", "firstname", "forename", "given name", "christian name", "vorname"),
        *("prénom", "nombre de pila", "primeiro nome", "voornaam"),
    )
)
LAST = frozenset(
    (
        *("last name", "lastname", "surname", "family name", "nachname", "familienname", "nom"),
        *("nom de famille", "apellido", "apellidos", "sobrenome", "achternaam", "name"),
    )
)


def joined(records: Records) -> Iterator[Carried]:
    """First and last name of each record as one, where nothing else names its person."""
    target = _wanted(records)
    first, last = (_field(records.table.fields, words) for words in (FIRST, LAST))
    if target is None or first is None or last is None or records.grid.orientation != ROWS:
        return
    given, family = (_texts(records, one.position) for one in (first, last))
    rows = [
        (
            record,
            FULL_NAME,
            "text",
            " ".join(text for text in (given.get(record, ""), family.get(record, "")) if text),
            records.grid.cell(record, last.position),
        )
        for record in records.data
        if record in given or record in family
    ]
    if not rows:
        return
    header = f"{first.header.shown} + {last.header.shown}"
    why = f'"{first.header.shown}" and "{last.header.shown}" name the person together'
    where = rows[0][-1]
    column = RegionColumn(header, FULL_NAME, where, (target,), "", SCORE, why)
    yield Carried(frame_of(rows), (column,))


def _wanted(records: Records) -> Target | None:
    """Column that the whole names fill, unless another column of the sender fills it."""
    table = TABLES[records.name]
    for column in ("person_name", "person_id"):
        if has_column(table, column):
            taken = records.field_of(column)
            return Target(table.name, column) if taken is None else None
    return None


def _field(fields: Sequence[Field], words: frozenset[str]) -> Field | None:
    return next((one for one in fields if one.header.name in words), None)


def _texts(records: Records, field: int) -> dict[int, str]:
    cells = records.grid.cells.filter(pl.col("column") == field)
    return {row: " ".join(text.split()) for row, text in cells.select("row", "text").iter_rows()}
