"""What exports of trackers and service desks give away: rows cut off, closed but still active."""

from collections.abc import Iterator, Mapping

import polars as pl

from pipelines.check.inquiry import Field, Inquiry
from pipelines.check.plausible import field_of, trouble_of
from pipelines.check.rows import Filled
from pipelines.check.words import folded, read_boolean
from pipelines.headers import read_header
from pipelines.region import DATA

EXPORTED = {"tasks", "service_requests"}  # tables that people export from trackers
ROW_CAPS = (1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000)  # rows at which exports stop
ACTIVE = ("active", "is active", "aktiv", "actif", "activo", "ativo")
OPEN_STATES = (
    "1", "2", "3", "new", "open", "active", "assigned", "in progress", "work in progress",
    "on hold", "pending", "reopened", "neu", "offen", "in bearbeitung", "nouveau", "ouvert",
    "en cours", "nuevo", "abierto", "en curso", "novo", "aberto", "em andamento",
)  # fmt: skip
CLOSED = "closed_datetime"
MESSAGE = "The request has a closing date and is said to be active. Both are loaded; check it."


def note_row_cap(inquiry: Inquiry) -> None:
    """Say that an export with exactly as many records as trackers give may be cut off."""
    region = inquiry.region
    count = region.records.filter(role=DATA).height
    if region.columns and region.tables[0] in EXPORTED and count in ROW_CAPS:
        message = (
            f"The file has exactly {count:,} records, a number at which trackers stop. Compare "
            "it with the tracker; export the rest too, if it holds more."
        )
        inquiry.note("maybe_truncated", region.columns[0], f"{count}", message)


def closed_but_active(filled: Filled, fields: Mapping[int, Field]) -> Iterator[pl.DataFrame]:
    """Yield the closing dates of requests that are open by their state, or said to be active."""
    field = field_of(filled, CLOSED, fields)
    if filled.block.table != "service_requests" or field is None:
        return
    state = pl.col("state").map_elements(folded, return_dtype=pl.String)
    is_open = state.is_in(OPEN_STATES) | pl.col("position").is_in(_active(fields))
    rows = filled.rows.filter(pl.col(CLOSED).is_not_null() & is_open.fill_null(value=False))
    yield trouble_of(rows, field, rule="closed_but_active", message=MESSAGE)


def _active(fields: Mapping[int, Field]) -> list[int]:
    """Positions of the records that a column of its own calls active."""
    named = (each for each in fields.values() if read_header(each.column.header).name in ACTIVE)
    field = next(named, None)
    if field is None:
        return []
    return [
        position
        for position, kind, text in field.cells.select("position", "kind", "text").iter_rows()
        if read_boolean(kind, text).value is True
    ]
