"""What a page asks of the warehouse, found by drawing it."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from unittest.mock import patch

import polars as pl
import streamlit as st
from streamlit.testing.v1 import AppTest

from pmo import metrics
from pmo.selection import Selection
from pmo.warehouse import Snapshot

ROWS = "rows"  # in place of a level: the rows at the metric's own grain
PAGES = ("overview", "milestone_slippage", "budget_variance", "utilization")
SECONDS = 120


@dataclass(frozen=True)
class Ask:
    """One question of a page."""

    metric: str
    level: str
    dates: tuple[date, ...]
    selection: Selection

    def answer(self, snapshot: Snapshot) -> pl.DataFrame:
        """Rows that the page is given."""
        if self.level == ROWS:
            return metrics.rows(self.metric, snapshot, self.selection, dates=self.dates)
        return metrics.read(
            self.metric, snapshot, self.selection, by=self.level, dates=self.dates
        ).rows


def asked_by(page: str) -> tuple[Ask, ...]:
    """Every question of a page that is drawn for the first time, in its order.

    Raises:
        RuntimeError: the page failed.
    """
    st.cache_data.clear()
    st.cache_resource.clear()
    with _recording() as asks:
        app = AppTest.from_function(draw, args=(page,), default_timeout=SECONDS).run()
    if app.exception or not asks:
        message = f"The page {page} could not be drawn: {[e.value for e in app.exception]}"
        raise RuntimeError(message)
    return tuple(asks)


def draw(address: str) -> None:
    """Draw the page at an address under the frame's filters."""
    from pages import pages
    from pages.parts import filters

    found = {stem: page for section in pages().values() for stem, page in section.items()}
    found[address].draw(filters.choose())


@contextmanager
def _recording() -> Generator[list[Ask]]:
    asks: list[Ask] = []
    read, rows = metrics.read, metrics.rows

    def noted_read(
        name: str,
        snapshot: Snapshot,
        selection: Selection,
        *,
        by: str = "organisation",
        dates: tuple[date, ...] = (),
    ) -> object:
        asks.append(Ask(name, by, tuple(dates), selection))
        return read(name, snapshot, selection, by=by, dates=dates)

    def noted_rows(
        name: str, snapshot: Snapshot, selection: Selection, *, dates: tuple[date, ...] = ()
    ) -> pl.DataFrame:
        asks.append(Ask(name, ROWS, tuple(dates), selection))
        return rows(name, snapshot, selection, dates=dates)

    with patch.object(metrics, "read", noted_read), patch.object(metrics, "rows", noted_rows):
        yield asks
