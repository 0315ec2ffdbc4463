"""Plan as a table: predecessors in one cell, and the outline as a level or a number.

Microsoft Project's maps to CSV and Excel, GanttProject's CSV and Smartsheet's sheets write links
as "12FS+2d,15SS". Where the rows have no number of their own, as in Smartsheet, links count the
rows of the sheet. The names of the kinds are those that Microsoft Project writes in English,
German, French, Spanish and Portuguese.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from pipelines.book import Book, Sheet, address
from pipelines.headers import normalise
from pipelines.lists import ROW, List
from pipelines.region import NTH, Target
from pipelines.schedules import parents
from pipelines.sources import Source, columns_of
from pmo.ledger import Issue
from pmo.tables import PEOPLE, TASK_LINKS, TASKS

SEARCHED = 30  # rows in which the header is looked for
MOST = 40  # links of one task that are read
PREDECESSORS = ("predecessors", "vorgänger", "prédécesseurs", "predecesoras", "predecessoras")
IDS = ("id", "task id", "nr", "nr.", "n°")
TASK_NAMES = ("task name", "vorgangsname", "nom de la tâche", "nombre de tarea", "nome da tarefa")
NAMES = ("name", "task", "primary", "primary column", "nom", "nombre", "nome")
DURATIONS = ("duration", "dauer", "durée", "duración", "duração")  # only a plan has both
LEVELS = ("outline level", "gliederungsebene")
NUMBERS = ("outline number", "gliederungsnummer")
PARENTS = ("parent", "parent id")
KINDS = {
    "FS": ("FS", "EA", "FD", "FC", "TI"),
    "SS": ("SS", "AA", "DD", "CC", "II"),
    "FF": ("FF", "EE", "TT"),
    "SF": ("SF", "AE", "DF", "CF", "IT"),
}
KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}
LINK = re.compile(
    rf"(?P<task>\d+)\s*(?P<kind>{'|'.join(KIND_OF)})?\s*(?P<lag>[+-]\s*\d[\d.,]*\s*\w+\??)?",
    re.IGNORECASE,
)
IN_GANTT_PROJECT = re.compile(  # "2-FS=P2D=HARD"; the last word says whether it may be stretched
    r"(?P<task>\d+)-(?P<kind>FS|SS|FF|SF)(?:=P(?P<lag>-?\d+)D)?(?:=\w+)?", re.IGNORECASE
)
SEPARATOR = re.compile(r"[;,](?=\s*\d+\s*(?:[A-Za-z]{2}\b|[A-Za-z]{2}[+-]|[;,+-]|$))|;")
PARENT = "Parent of the task"
FILLED = {
    "Predecessor": "predecessor_id",
    "Link type of predecessor": "link_kind",
    "Lag of predecessor": "lag_minutes",
}


def arrange(book: Book) -> Book:
    """Put each predecessor and the parent of a task into columns of their own."""
    plans = {sheet.name: header for sheet in book.sheets if (header := _header(sheet))}
    if not plans:
        return book
    notes: list[Issue] = []
    sheets = tuple(
        _arranged(sheet, plans[sheet.name], notes) if sheet.name in plans else sheet
        for sheet in book.sheets
    )
    return replace(book, sheets=sheets, notes=(*book.notes, *notes))


@dataclass(frozen=True)
class _Header:
    """Header of a plan: its row, and the header texts that matter."""

    row: int
    links: str
    key: str = ""
    name: str = ""
    level: str = ""
    number: str = ""
    has_parent: bool = False


def _arranged(sheet: Sheet, header: _Header, notes: list[Issue]) -> Sheet:
    plan = List(sheet, header.row)
    keys = header.key or header.name
    rows = plan.frame(header.links, keys, *filter(None, (header.level, header.number)))
    added = rows.select(ROW)
    for frame in _columns_of_links(plan, rows, header, notes):
        added = added.join(frame, on=ROW, how="left", maintain_order="left")
    if not header.has_parent and (header.level or header.number):
        added = added.with_columns(_parents(rows, header))
    return plan.widened(added)


def _columns_of_links(
    plan: List, rows: pl.DataFrame, header: _Header, notes: list[Issue]
) -> Iterator[pl.DataFrame]:
    """Columns of the first, the second predecessor and so on; what is beyond them is noted."""
    by_number = None if header.key else _by_number(rows, header.row, header.name)
    found: dict[int, list[tuple[int, str, str, str | None]]] = {}
    for row, text in rows.select(ROW, header.links).drop_nulls().iter_rows():
        links = list(_links(text, by_number))
        for nth, link in enumerate(links[:MOST], 1):
            found.setdefault(nth, []).append((row, *link))
        if len(links) > MOST:
            cell = address(row, plan.places[header.links])
            message = (
                f"The task has {len(links)} predecessors, of which the first {MOST} are read. "
                "Send the plan as XML or XER, where all are."
            )
            notes.append(Issue(plan.sheet.name, cell, "links_not_read", text, message))
    for nth, own in sorted(found.items()):
        names = [f"{name} {nth}" for name in FILLED]
        yield pl.DataFrame(own, {ROW: pl.Int32, **dict.fromkeys(names, pl.String)}, orient="row")


def _header(sheet: Sheet) -> _Header | None:
    """Header of a plan of tasks; None where a list of other things names predecessors, or none."""
    top = sheet.cells.filter(pl.col(ROW) <= SEARCHED)
    for (row,), cells in top.group_by(ROW, maintain_order=True):
        named = {normalise(text): text for text in reversed(cells["text"].to_list())}
        links = _first(named, PREDECESSORS)
        key, task = _first(named, IDS), _first(named, TASK_NAMES)
        name = task or (_first(named, NAMES) if _first(named, DURATIONS) else "")
        if links and name:
            return _Header(
                row=int(str(row)),
                links=links,
                key=key,
                name=name,
                level=_first(named, LEVELS),
                number=_first(named, NUMBERS),
                has_parent=bool(_first(named, PARENTS)),
            )
    return None


def _first(named: Mapping[str, str], words: Sequence[str]) -> str:
    return next((named[word] for word in words if word in named), "")


def _by_number(rows: pl.DataFrame, header_row: int, name: str) -> dict[str, str]:
    """Name of the task in each row of the sheet, counted from the first below the header."""
    named = rows.select(ROW, name).drop_nulls()
    return {str(row - header_row): text for row, text in named.iter_rows()}


def _links(text: str, by_number: Mapping[str, str] | None) -> Iterator[tuple[str, str, str | None]]:
    """Task, kind and lag of each predecessor in a cell; what is none stays as it is written."""
    for part in (each.strip() for each in SEPARATOR.split(text)):
        match = LINK.fullmatch(part)
        of_program = IN_GANTT_PROJECT.fullmatch(part)
        if of_program is not None:
            lag = of_program["lag"]
            days = f"{lag}d" if lag and lag != "0" else None
            yield of_program["task"], of_program["kind"].upper(), days
            continue
        if match is None:
            if part:
                yield part, "FS", None
            continue
        task = match["task"]
        kind = KIND_OF[(match["kind"] or "FS").upper()]
        lag = match["lag"].replace(" ", "") if match["lag"] else None
        yield (by_number.get(task, task) if by_number else task), kind, lag


def _parents(rows: pl.DataFrame, header: _Header) -> pl.Series:
    """Parent of each row, by the level or the number of its outline."""
    is_number = not header.level
    places = rows[header.level or header.number]
    levels = [_depth(text, is_number=is_number) for text in places]
    return pl.Series(PARENT, parents(rows[header.key or header.name], levels), pl.String)


def _depth(text: str | None, *, is_number: bool) -> int:
    """Depth that a level or an outline number such as 1.2.3 states."""
    if text is None:
        return 0
    if is_number:
        return len(text.strip(".").split("."))
    return int(float(text)) if re.fullmatch(r"\d+(?:\.0+)?", text) else 0


def _targets() -> dict[str, tuple[Target, ...]]:
    """What the columns of each predecessor fill: a link of their own."""
    links = {
        f"{name} {nth}": (Target(TASK_LINKS.name, column, ((NTH, str(nth)),)),)
        for nth in range(1, MOST + 1)
        for name, column in FILLED.items()
    }
    return links | {PARENT: (Target(TASKS.name, "parent_id"),)}


SOURCE = Source(
    name="Plan as a table",
    fills=(TASKS, TASK_LINKS),
    signs=("|".join(PREDECESSORS), f"Predecessor 1|{PARENT}"),
    headers=_targets()
    | dict.fromkeys((*PREDECESSORS, "Assignments", "Coordinator", "Cost", "Task color"), ())
    | columns_of(
        TASKS,
        {
            "Begin date": "start_date",
            "End date": "finish_date",
            "Completion": "percent_complete_share",
            "Resources": "assignee",
        },
    ),
    units=dict.fromkeys(DURATIONS, "d"),  # where no unit is written, programs mean days
    parts=(
        Source(
            name="Resources of a plan",
            fills=(PEOPLE,),
            is_secondary=True,
            signs=("ID", "Name", "Default role", "e-mail"),
            headers=columns_of(
                PEOPLE,
                {"Name": "person_id", "Default role": "role"},
                left=("ID", "e-mail", "Phone", "Standard rate", "Total cost", "Total load"),
            ),
        ),
    ),
    arrange=arrange,
)
