"""What was decided about a region without a question, for those who want to know why."""

from collections.abc import Iterator

from pipelines.answers import STATUS_DATE, question_id
from pipelines.region import Region
from pmo.ledger import Decision

NO_TABLE = "no table"
PROVEN = 1.0


def decisions_about(region: Region) -> Iterator[Decision]:
    """What the region is, where its header stands, and which date it speaks for."""
    tables = ", ".join(region.tables) or NO_TABLE
    table = question_id("table", region.sheet, place=region.place)
    yield Decision(table, "", tables, region.score, region.why)
    if region.header_row:
        reason = region.why.partition(";")[0]
        line = str(region.header_row)
        header_row = question_id("header_row", region.sheet, place=region.place)
        yield Decision(header_row, "", line, region.score, reason)
    if region.status_date:
        reason = f"stated in {region.status_date_from}"
        yield Decision(STATUS_DATE, "", region.status_date, PROVEN, reason)
