"""A file held against its template's rows of the status date before.

Rows that say nothing new are the file of another month, sent again; numbers a thousand times as
large are in another unit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from statistics import median

import polars as pl

from pmo.ledger import Issue, RegionRecord
from pmo.tables import COUNT, MINUTES, MONEY, STATE, STATUS_DATE, TABLES, Table
from pmo.warehouse import StagedPart, Warehouse

MOST_COMPARED = 200_000  # rows of a part; larger ones are no status reports
THOUSANDFOLD = (500, 2_000)  # times that say another unit rather than another month
LEAST_PAIRS = 2  # of amounts that jumped alike
SUMMED = {MONEY, MINUTES, COUNT}
DAY = STATUS_DATE.name


def with_earlier(
    regions: Sequence[RegionRecord],
    parts: Sequence[StagedPart],
    warehouse: Warehouse,
    organisation: str,
) -> tuple[RegionRecord, ...]:
    """Regions with what the status date before tells of them.

    Args:
        regions: records of the file.
        parts: its staged rows.
        warehouse: holds the rows of earlier loads.
        organisation: whose they are.
    """
    pairs = [pair for part in parts if (pair := _pair(part, warehouse, organisation))]
    states = [part for part in parts if TABLES[part.table].kind == STATE]
    issues: dict[str, list[Issue]] = {}
    if pairs and len(pairs) == len(states) and all(pair.is_unchanged for pair in pairs):
        pair = max(pairs, key=lambda each: each.new.height)
        issues.setdefault(pair.table.name, []).append(pair.unchanged())
    for pair in pairs:
        issues.setdefault(pair.table.name, []).extend(pair.jumps())
    return tuple(_with_issues(regions, issues))


def _with_issues(
    regions: Sequence[RegionRecord], issues: dict[str, list[Issue]]
) -> Iterator[RegionRecord]:
    """Regions with the issues of each table listed at the first that fills it."""
    for region in regions:
        mine = [each for name in region.written for each in issues.pop(name, ())]
        placed = [replace(each, sheet=region.sheet, cell=region.range) for each in mine]
        yield replace(region, issues=(*region.issues, *placed)) if placed else region


class _Pair:
    """Rows of one template and table, now and on the status date before."""

    def __init__(self, table: Table, new: pl.DataFrame, old: pl.DataFrame) -> None:
        self.table = table
        self.new = new
        self.old = old

    @property
    def before(self) -> date:
        """Status date of the earlier rows."""
        return self.old[DAY].item(0)

    @property
    def is_unchanged(self) -> bool:
        """Whether every row says what it said before."""
        names = [column.name for column in self.table.columns]
        new, old = self.new.select(names), self.old.select(names)
        is_as_many = new.height == old.height
        return is_as_many and new.join(old, on=names, how="anti", nulls_equal=True).is_empty()

    def unchanged(self) -> Issue:
        """Warn of rows that say nothing new."""
        count = self.new.height
        message = (
            f"{'The only row says' if count == 1 else f'All {count:,} rows say'} what this "
            f"template said on {self.before}. Check that the file of the right month was sent."
        )
        return Issue("", "", "unchanged_since", self.before.isoformat(), message)

    def jumps(self) -> Iterator[Issue]:
        """Warn of numbers that are about a thousand times those before, or a thousandth."""
        for column in self.table.columns:
            if column.type in SUMMED:
                yield from self._jumps_of(column.name)

    def _jumps_of(self, name: str) -> Iterator[Issue]:
        measure = ["measure"] if "measure" in self.new.columns else []
        key = [each for each in self.table.key if each in self.new.columns]
        both = self.new.select(*key, name).join(
            self.old.select(*key, pl.col(name).alias("before")), on=key, nulls_equal=True
        )
        both = both.filter(pl.col(name) != 0, pl.col("before") != 0)
        for group in both.partition_by(measure) if measure else [both]:
            times = [new / old for new, old in group.select(name, "before").iter_rows()]
            what = group["measure"].item(0) if measure and group.height else name.replace("_", " ")
            yield from self._jump(what, times)

    def _jump(self, what: str, times: Sequence[float]) -> Iterator[Issue]:
        if len(times) < LEAST_PAIRS:
            return
        typical = median(times)
        least, most = THOUSANDFOLD
        words = "as large as" if typical > 1 else "smaller than"
        size = typical if typical > 1 else 1 / typical if typical > 0 else 0
        if least <= size <= most:
            message = (
                f"The numbers of {what} are about {size:,.0f} times {words} those of "
                f"{self.before}. They are loaded as they stand; check the unit of the file."
            )
            yield Issue("", "", "unit_jump", f"{typical:g}", message)


def _pair(part: StagedPart, warehouse: Warehouse, organisation: str) -> _Pair | None:
    """Rows of a part and those before; None for events, several dates, or the first."""
    table = TABLES[part.table]
    if table.kind != STATE:
        return None
    new = pl.read_parquet(part.rows, glob=False)
    days = new[DAY].drop_nulls().unique().to_list()
    if len(days) != 1 or new.height > MOST_COMPARED:
        return None
    columns = [column.name for column in table.all_columns]
    old = warehouse.in_force(organisation, table.name, columns).filter(
        pl.col("family") == part.family, pl.col(DAY) < days[0]
    )
    newest = old.filter(pl.col(DAY) == pl.col(DAY).max())
    return _Pair(table, new, newest) if newest.height else None
