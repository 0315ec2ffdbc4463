"""What a person may decide about each region of a file, and under which ids it is answered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.inspection import Inspection
from pipelines.recognise.principal import COMPANIONS, ESSENTIALS
from pipelines.recognise.questions import IGNORE, LIKE, Decided
from pipelines.recognise.set_aside import SET_ASIDE
from pipelines.region import DATA, Region
from pipelines.spoken import spoken
from pmo.ledger import ColumnMatch, RegionRecord
from pmo.tables import BUDGET_LINES, CANONICAL

TABLES = tuple(ESSENTIALS)  # those that recognition can make of a sheet
# What a column of these tables is follows from a header: of which level, of which measure.
NAMED_BY_HEADERS = {
    "project_groups": ("programme", "portfolio", "department"),
    "budget_lines": tuple(BUDGET_LINES["measure"].words),
}


@dataclass(frozen=True)
class Meaning:
    """What one column of the sender's is read as, and what else it may be read as."""

    answer_id: str  # under which another meaning is answered
    match: ColumnMatch
    said: tuple[str, ...]  # beside the match's columns, in words: "Department of the projects"
    choices: tuple[str, ...]  # "projects.health", "like programme", and to leave it alone


@dataclass(frozen=True)
class Choices:
    """What may be decided about one region."""

    table_id: str  # under which another table is answered
    tables: tuple[str, ...]  # what the rows may be a list of, and to leave them alone
    set_aside_id: str  # before the reason for which rows are set aside
    data: frozenset[int]  # records that are data: rows, or columns on a transposed sheet
    meanings: tuple[Meaning, ...]
    why: str  # how the region was understood


def choices(inspection: Inspection) -> Iterator[Choices]:
    """What may be decided about each region, in their order."""
    for region, record in zip(inspection.regions, inspection.records, strict=True):
        yield _choices(region, record, Decided(region.sheet, {}, region.place))


def _choices(region: Region, record: RegionRecord, decided: Decided) -> Choices:
    columns = (*_columns(region.tables), IGNORE) if region.tables else ()
    return Choices(
        table_id=decided.id_of("table"),
        tables=(*TABLES, IGNORE),
        set_aside_id=decided.id_of(SET_ASIDE),
        data=_data(region),
        meanings=tuple(
            Meaning(
                decided.id_of("column", match.header),
                match,
                tuple(spoken(target.name, dict(target.fixed)) for target in column.targets),
                columns,
            )
            for column, match in zip(region.columns, record.columns, strict=True)
            if columns and match.header
        ),
        why=region.why,
    )


def _columns(tables: Sequence[str]) -> Iterator[str]:
    """Canonical columns of the tables that the rows fill, or could fill besides."""
    companions = COMPANIONS.get(tables[0], {})
    for table in dict.fromkeys((*(name for name in tables if name in CANONICAL), *companions)):
        if table == tables[0] or table not in NAMED_BY_HEADERS:
            yield from (f"{table}.{column.name}" for column in CANONICAL[table].columns)
        if table in companions:
            yield from (f"{LIKE}{header}" for header in NAMED_BY_HEADERS.get(table, ()))


def _data(region: Region) -> frozenset[int]:
    """Records of a table that are data."""
    return frozenset(region.records.filter(role=DATA)["position"] if region.tables else ())
