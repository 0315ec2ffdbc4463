"""Mapping files back in: answers and templates, or one sentence on what is wrong and where."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipelines.answers import lasting, plain, question_id
from pipelines.check.conventions import POINTS, SHARES
from pipelines.check.dates import ORDERS
from pipelines.check.effort import UNITS
from pipelines.check.numbers import MARKS
from pipelines.check.units import SCALE_CHOICES
from pipelines.mapping_file import ENTRIES, OF_A_COLUMN, OF_A_TABLE
from pipelines.region import COLUMNS, ROWS
from pipelines.remembered import Template
from pmo.errors import UsageError
from pmo.ledger import ColumnMatch
from pmo.tables import CANONICAL

CONVENTIONS = {
    "date_order": tuple(ORDERS),
    "decimal": tuple(MARKS),
    "percent": (SHARES, POINTS),
    "unit": (*UNITS, *SCALE_CHOICES),
}
COLUMN_NAMES = tuple(
    f"{table.name}.{column.name}" for table in CANONICAL.values() for column in table.columns
)


@dataclass(frozen=True)
class MappingFile:
    """What a mapping file says: answers by question id, and the tables as they are to be read."""

    answers: Mapping[str, str] = field(default_factory=dict)
    templates: tuple[Template, ...] = ()


@dataclass(frozen=True)
class _Place:
    """Where in the mapping file something stands, for messages."""

    file: str
    words: str = ""  # 'table 1, column 2'
    line: int | None = None

    def refusal(self, what: str) -> UsageError:
        """Refusal of the file: where, what, and what to do."""
        line = f"line {self.line}" if self.line else ""
        where = ", ".join(part for part in (self.file, line, self.words) if part)
        return UsageError(f"{where}: {what}")


def read_mapping_file(path: Path) -> MappingFile:
    """Mapping of a file on disk.

    Raises:
        UsageError: the file cannot be read, or is no mapping file.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read. Name a mapping file in UTF-8.") from error
    return read_mapping(content, file=path.name)


def read_mapping(content: bytes, *, file: str) -> MappingFile:
    """Mapping of the bytes of a file.

    Args:
        content: TOML in UTF-8, with ``[answers]``, ``[[tables]]`` or both.
        file: its name, for messages.

    Raises:
        UsageError: it is no mapping file; says where, what, and what to do.
    """
    try:
        text = content.decode("utf-8-sig")
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} cannot be read. Name a mapping file in UTF-8.") from error
    except ValueError as error:  # also what is TOML and too large for a number
        raise UsageError(
            f"{file} is no TOML: {error}. Mend that place and name the file again."
        ) from error
    except RecursionError as error:
        raise UsageError(
            f"{file} is nested too deeply for a mapping file. Write a mapping anew and name it."
        ) from error
    _only_known(document, ENTRIES, _Place(file))
    answers = dict(_answers(document.get("answers", {}), file))
    tables = _list_of_tables(document.get("tables", []), _Place(file), "tables")
    places = _places(text, tables, file)
    templates = tuple(
        _template(table, answers, place, columns)
        for table, (place, columns) in zip(tables, places, strict=True)
    )
    _refuse_doubles(templates, [place for place, _ in places])
    return MappingFile(answers, templates)


def _only_known(entries: Mapping[str, Any], known: Sequence[str], place: _Place) -> None:
    for key in entries:
        if key not in known:
            raise place.refusal(f'holds "{key}". {_meant(key, known)}Write {" or ".join(known)}.')


def _meant(name: str, known: Sequence[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    return f'Did you mean "{nearest[0]}"? ' if nearest else ""


def _answers(answers: object, file: str) -> Iterator[tuple[str, str]]:
    if not isinstance(answers, dict):
        raise UsageError(f"{file} holds answers that are no table. Write one table, [answers].")
    for key, value in answers.items():
        yield plain(key), _as_text(file, key, value)


def _as_text(file: str, key: str, value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise UsageError(f'{file}, answer "{key}": write text, a whole number or a date.')


def _list_of_tables(found: object, place: _Place, name: str) -> list[dict[str, Any]]:
    if isinstance(found, list) and all(isinstance(each, dict) for each in found):
        return found
    raise place.refusal(f'"{name}" is no list of tables. Write [[{name}]] before each.')


def _places(
    text: str, tables: Sequence[Mapping[str, Any]], file: str
) -> list[tuple[_Place, list[_Place]]]:
    """Place of each table and of its columns, with lines where each has a heading of its own."""
    lines = {"tables": [], "tables.columns": []}
    for number, line in enumerate(text.splitlines(), start=1):
        heading = re.match(r"\s*\[\[\s*(tables(?:\.columns)?)\s*\]\]", line)
        if heading:
            lines[heading[1]].append(number)
    counts = [len(table.get("columns", ())) for table in tables]
    has_headings = len(lines["tables"]) == len(tables)
    has_headings = has_headings and len(lines["tables.columns"]) == sum(counts)
    of_tables = iter(lines["tables"] if has_headings else [None] * len(tables))
    of_columns = iter(lines["tables.columns"] if has_headings else [None] * sum(counts))
    return [
        (
            _Place(file, f"table {nth}", next(of_tables)),
            [
                _Place(file, f"table {nth}, column {number}", next(of_columns))
                for number in range(1, count + 1)
            ],
        )
        for nth, count in enumerate(counts, start=1)
    ]


def _template(
    table: Mapping[str, Any],
    answers: Mapping[str, str],
    place: _Place,
    places: Sequence[_Place],
) -> Template:
    _only_known(table, OF_A_TABLE, place)
    sheet = _text(table, "sheet", place, default="")
    found = _list_of_tables(table.get("columns", []), place, "tables.columns")
    columns = tuple(_column(*each) for each in zip(found, places, strict=True))
    if not columns:
        raise place.refusal('has no columns. Write [[tables.columns]] with "header" and "fills".')
    _refuse_double_headers(columns, places)
    filled = [name.partition(".")[0] for column in columns for name in column.columns]
    tables = _names(table.get("fills", filled), tuple(CANONICAL), place, "table")
    if not tables:
        raise place.refusal('fills no table. Write "fills" with its tables, such as ["projects"].')
    orientation = _text(table, "orientation", place, default=ROWS)
    if orientation not in {ROWS, COLUMNS}:
        raise place.refusal(
            f'orientation "{orientation}" is unknown. Write "{ROWS}" or "{COLUMNS}".'
        )
    nth = _nth(table, place)
    conventions = {
        question_id(kind, sheet, column["header"], place=nth): _convention(column, kind, where)
        for column, where in zip(found, places, strict=True)
        for kind in CONVENTIONS
        if kind in column
    }
    return Template(
        origin=place.file,
        sheet=sheet,
        orientation=orientation,
        tables=tuple(dict.fromkeys(tables)),
        columns=columns,
        answers=conventions | lasting(answers),
        place=nth,
        is_stated=True,
    )


def _column(column: Mapping[str, Any], place: _Place) -> ColumnMatch:
    _only_known(column, OF_A_COLUMN, place)
    header = _text(column, "header", place, default="")
    if not header.strip():
        raise place.refusal('has no "header". Write the text that stands above the column.')
    fills = _names(column.get("fills", ()), COLUMN_NAMES, place, "column")
    cell = _text(column, "cell", place, default="")
    return ColumnMatch(header, cell, fills, 1.0, f"stated in {place.file}")


def _text(entries: Mapping[str, Any], key: str, place: _Place, *, default: str) -> str:
    found = entries.get(key, default)
    if not isinstance(found, str):
        raise place.refusal(f'"{key}" is no text. Write it in quotes.')
    return found


def _nth(table: Mapping[str, Any], place: _Place) -> int:
    """Which table of its sheet is meant."""
    found = table.get("place", 1)
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise place.refusal('"place" is no number. Write 1 for the first table of the sheet.')
    return found


def _names(found: object, known: Sequence[str], place: _Place, kind: str) -> tuple[str, ...]:
    """Names of tables or columns; one name may stand without brackets."""
    names = [found] if isinstance(found, str) else found
    if not isinstance(names, list | tuple):
        raise place.refusal(f'"fills" is no list. Write the {kind}s in brackets and quotes.')
    for name in names:
        if name not in known:
            shown = known[0] if kind == "column" else ", ".join(known)
            raise place.refusal(
                f'there is no {kind} "{name}". {_meant(str(name), known)}'
                f"Write the name of a canonical {kind}, such as {shown}."
            )
    return tuple(names)


def _convention(column: Mapping[str, Any], kind: str, place: _Place) -> str:
    said = column[kind]
    spellings = {plain(choice): choice for choice in CONVENTIONS[kind]}
    if plain(str(said)) not in spellings:
        choices = ", ".join(f'"{choice}"' for choice in CONVENTIONS[kind])
        raise place.refusal(f'{kind} "{said}" is unknown. Write one of {choices}.')
    return spellings[plain(str(said))]


def _refuse_double_headers(columns: Sequence[ColumnMatch], places: Sequence[_Place]) -> None:
    """Refuse a header that stands twice; two columns of one name are told apart by their cells."""
    seen: dict[tuple[str, str], int] = {}
    for number, (column, place) in enumerate(zip(columns, places, strict=True), start=1):
        first = seen.setdefault((plain(column.header), column.cell), number)
        if first != number:
            raise place.refusal(
                f'header "{plain(column.header)}" stands in column {first} too. Keep one of them, '
                'or give each its "cell".'
            )


def _refuse_doubles(templates: Sequence[Template], places: Sequence[_Place]) -> None:
    """Refuse a table that stands twice."""
    seen: dict[tuple[str, int, tuple[str, ...]], int] = {}
    for number, (template, place) in enumerate(zip(templates, places, strict=True), start=1):
        headers = tuple(sorted(plain(column.header) for column in template.columns))
        first = seen.setdefault((plain(template.sheet), template.place, headers), number)
        if first != number:
            raise place.refusal(
                f"is table {first} again, with the same sheet and headers. Keep one."
            )
