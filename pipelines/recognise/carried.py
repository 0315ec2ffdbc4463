"""Cells that stand for more records than their own: merged and suppressed names, headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.recognise.columns import Field
from pipelines.recognise.grid import Grid
from pipelines.recognise.mapping import Recognised, in_words
from pipelines.recognise.questions import IGNORE, MUST_BE_NAMED, Decided, is_said
from pipelines.recognise.roles import HEADING
from pipelines.region import CARRIED_SCHEMA, DATA, NOTHING_CARRIED, RegionColumn, Target
from pmo.ledger import Issue, Question
from pmo.tables import COUNT, MINUTES, MONEY, NUMBER, column_of

NUMERIC = {MONEY, MINUTES, COUNT, NUMBER}  # an amount that stands once is counted once
OF_HEADINGS = 0  # place of the column that the headings of sections make up
SECTIONS = "Heading of the section"
OWNER_WORDS = r"(?i)\b(?:dept|department|division|directorate|abteilung|bereich|direction|área)\b"
DELIVERY_WORDS = r"(?i)\b(?:programme|program|portfolio|programm|programa)\b"
LEVELS = {
    "department": (("axis", "owner"), ("level", "department")),
    "programme": (("axis", "delivery"), ("level", "programme")),
    "portfolio": (("axis", "delivery"), ("level", "portfolio")),
}
NAMES = ("project_id", "project_name", "person_id", "group_id", "portfolio", "role", "category")


@dataclass(frozen=True)
class Carried:
    """Cells that other records take, the column that headings make up, and what is said of it."""

    cells: pl.DataFrame  # CARRIED_SCHEMA, by record
    columns: tuple[RegionColumn, ...] = ()
    issues: tuple[Issue, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Records:
    """Records of a table with their roles, and what tells names that stand once for several."""

    grid: Grid
    roles: pl.DataFrame  # record, role, mark, written
    decided: Decided
    table: Recognised
    columns: Sequence[RegionColumn]

    @property
    def name(self) -> str:
        """Name of the principal table."""
        return self.table.reading.table.name

    def field_of(self, *names: str) -> int | None:
        """Position of the field that fills the first of these columns which any field fills."""
        filled = {t.column: c.position for c in self.columns for t in c.targets}
        return next((filled[name] for name in names if name in filled), None)

    @property
    def data(self) -> list[int]:
        """Records that are data."""
        return self.roles.filter(role=DATA)["record"].to_list()


def together(parts: Sequence[Carried]) -> Carried:
    """Everything that records take from cells beside their own, and all that is said of it."""
    return Carried(
        pl.concat([NOTHING_CARRIED, *(part.cells for part in parts)]),
        tuple(column for part in parts for column in part.columns),
        tuple(issue for part in parts for issue in part.issues),
        tuple(question for part in parts for question in part.questions),
    )


def filled_down(records: Records) -> Iterator[Carried]:
    """Names that are merged over several records, or written at the first of them only."""
    mapped = {column.position: column for column in records.columns if _may_be_shared(column)}
    is_leading, is_inner = True, False
    for one in records.table.fields:
        column, merged = mapped.get(one.position), _merged(records, one)
        if not merged and not is_leading:
            continue
        texts = _texts(records, one)
        if column and merged:
            taken = _taken(_own_cells(records, one), merged, records)
            yield _stated(records, column, taken, "merged cells")
        elif column and is_leading and _is_suppressed(texts, is_inner=is_inner):
            yield from _suppressed(records, column, _own_cells(records, one))
        is_leading = is_leading and (texts == "").any()
        is_inner = is_leading


def _may_be_shared(column: RegionColumn) -> bool:
    """Whether one cell may speak for several records: names and dates may, amounts may not."""
    types = {column_of(target.name).type for target in column.targets}
    return bool(types) and not types & NUMERIC


def _own_cells(records: Records, one: Field) -> dict[int, tuple[str, str]]:
    """Kind and text of the field's cells, by record."""
    cells = records.grid.cells.filter(pl.col("column") == one.position)
    found = cells.select("row", pl.col("kind").cast(pl.String), "text").iter_rows()
    return {row: (kind, text) for row, kind, text in found if text.strip()}


def _texts(records: Records, one: Field) -> pl.Series:
    """Text of the field in each data record; nothing where it is blank."""
    cells = records.grid.cells.filter(pl.col("column") == one.position)
    filled = cells.filter(pl.col("text").str.strip_chars() != "").select(record="row", own="text")
    data = records.roles.filter(role=DATA).select("record")
    if filled["record"].equals(data["record"]):  # a field without gaps: the usual case
        return filled["own"]
    return data.join(filled, on="record", how="left", maintain_order="left")["own"].fill_null("")


def _merged(records: Records, one: Field) -> dict[int, int]:
    """First record of the merged cell that each record lies in."""
    return {
        record: first
        for first, left, last, right in records.grid.merged
        if left <= one.position <= right and last > first
        for record in range(first + 1, last + 1)
    }


def _taken(
    own: dict[int, tuple[str, str]], source: dict[int, int], records: Records
) -> dict[int, int]:
    """Record from which each data record without a cell of its own takes one."""
    blank = (record for record in records.data if record not in own)
    return {record: source[record] for record in blank if source.get(record) in own}


def _is_suppressed(texts: pl.Series, *, is_inner: bool) -> bool:
    """Whether each name stands once, at the first of the records that it holds for.

    The names of an inner column may come again below another outer name.
    """
    names = texts.filter(texts != "")
    if not 1 < names.len() < texts.len() or names[0] != texts[0]:
        return False
    if is_inner:
        return not (names == names.shift()).any()
    return names.n_unique() == names.len()


def _suppressed(
    records: Records, column: RegionColumn, own: dict[int, tuple[str, str]]
) -> Iterator[Carried]:
    """Names written once: taken where most cells are blank, else asked about."""
    source: dict[int, int] = {}
    last = None
    for record in records.roles["record"]:
        last = record if record in own else last
        if last is not None:
            source[record] = last
    taken = _taken(own, source, records)
    is_name = any(target.column in NAMES for target in column.targets)
    is_plain = len(taken) >= len(records.data) - len(taken)
    answer = records.decided.answer("fill_down", column.header)
    if answer == "no" or not is_name:
        return
    found = _stated(records, column, taken, "each name is written once")
    asked = () if is_plain else (_about_blanks(records.decided, column, len(taken)),)
    yield Carried(found.cells, (), found.issues, asked)


def _about_blanks(decided: Decided, column: RegionColumn, count: int) -> Question:
    return Question(
        decided.id_of("fill_down", column.header),
        decided.sheet,
        column.header,
        f'{count} cells under "{column.header}" are blank. Does the name above hold for them?',
        ("yes", "no"),
        "yes",
    )


def _stated(records: Records, column: RegionColumn, taken: dict[int, int], because: str) -> Carried:
    """Cells that records take from above, with one note about the column."""
    own = _own_cells(
        records, next(o for o in records.table.fields if o.position == column.position)
    )
    rows = [
        (record, column.position, *own[source], records.grid.cell(source, column.position))
        for record, source in taken.items()
    ]
    text = f'{len(rows)} blank cells under "{column.header}" take the name above them: {because}.'
    sheet, cell = records.decided.sheet, column.header_cell
    issues = (Issue(sheet, cell, "filled_down", column.header, text),) if rows else ()
    return Carried(frame_of(rows), (), issues)


def frame_of(rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Carried cells: record, place, kind, text and address of each."""
    return pl.DataFrame(rows, CARRIED_SCHEMA, orient="row")


def under_headings(records: Records) -> Iterator[Carried]:
    """The heading of a section as a column of the records below it."""
    headings = records.roles.filter(mark=HEADING)
    if headings.is_empty():
        return
    target, question = _meaning(records, headings["written"].to_list())
    if target is None:
        return
    rows: list[tuple[object, ...]] = []
    above = None
    for record, role, mark, text in records.roles.select(
        "record", "role", "mark", "written"
    ).iter_rows():
        above = (
            (text, records.grid.cell(record, _place(records, record))) if mark == HEADING else above
        )
        if role == DATA and above:
            rows.append((record, OF_HEADINGS, "text", *above))
    where = records.grid.cell(headings["record"][0], _place(records, headings["record"][0]))
    why = f"headings of sections ({headings.height}) name the {in_words(_said(target))}"
    column = RegionColumn(SECTIONS, OF_HEADINGS, where, (target,), "", 0.9, why)
    text = f"Rows that take the {in_words(_said(target))} from the heading above them: {len(rows)}."
    note = Issue(records.decided.sheet, where, "heading_as_column", column.header, text)
    yield Carried(frame_of(rows), (column,), (note,), (question,) if question else ())


def _place(records: Records, record: int) -> int:
    """Field in which a heading is written."""
    return int(records.grid.cells.filter(pl.col("row") == record)["column"][0])


def _said(target: Target) -> str:
    return dict(target.fixed).get("level", target.column.removesuffix("_id"))


def _meaning(records: Records, headings: Sequence[str]) -> tuple[Target | None, Question | None]:
    """What headings name: a key that the rows lack, else the group of their projects."""
    name = records.table.reading.table.name
    for column in MUST_BE_NAMED.get(name, ()):
        if column.endswith("_id") and not is_said(records.columns, f"{name}.{column}"):
            return Target(name, column), None
    has_groups = any(t.table == "project_groups" for c in records.columns for t in c.targets)
    if name != "projects" or has_groups:
        return None, None
    return _group(records.decided, headings)


def _group(decided: Decided, headings: Sequence[str]) -> tuple[Target | None, Question | None]:
    """Kind of group that the headings of a register name: by their words, else by an answer."""
    texts = pl.Series(headings)
    for level, words in (("department", OWNER_WORDS), ("programme", DELIVERY_WORDS)):
        if texts.str.contains(words).any():
            return Target("project_groups", "group_id", LEVELS[level]), None
    answer = decided.answer("sections")
    if answer == IGNORE:
        return None, None
    question = Question(
        decided.id_of("sections"),
        decided.sheet,
        "",
        f'Lines such as "{headings[0]}" stand above groups of rows. What do they name?',
        (*LEVELS, IGNORE),
        "department",
    )
    level = answer if answer in LEVELS else "department"
    return Target("project_groups", "group_id", LEVELS[level]), question
