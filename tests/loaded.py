"""Warehouses that real or embedded files were loaded into, and figures asked of them."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import load
from pmo import metrics
from pmo.figures import figures_of
from pmo.readings.reading import Reading
from pmo.selection import Selection
from pmo.settings import Settings
from pmo.warehouse import Snapshot, open_warehouse


def settings_in(folder: Path) -> Settings:
    """Settings of a data folder of its own."""
    return Settings(data=folder, organisation=None)


def load_into(folder: Path, *files: Path, **instructions) -> tuple[FileRecord, ...]:
    """Load files as the command line does with ``--accept``."""
    return load(files, Instructions(accept=True, by="tester", **instructions), settings_in(folder))


@dataclass(frozen=True)
class Figures:
    """Figures of one organisation in one open snapshot."""

    snapshot: Snapshot
    organisation: str
    cells: Path  # raw cells of the files, for traces

    def selection(self, day: date, **more) -> Selection:
        """What is asked: this organisation on a status date."""
        return Selection(self.organisation, self.snapshot.name, day, **more)

    def reading(self, metric: str, day: date, *, by: str = "organisation", **more) -> Reading:
        """Read a metric at a level."""
        return metrics.read(metric, self.snapshot, self.selection(day, **more), by=by)

    def value(self, metric: str, day: date, *, measure: str | None = None, **more):
        """Value of the whole organisation."""
        return self.reading(metric, day, **more).row(measure=measure)["value"]

    def by_key(self, metric: str, day: date, *, by: str, measure: str | None = None, **more):
        """Values by key at a level; those not known are None."""
        rows = self.reading(metric, day, by=by, **more).at(measure=measure)
        return dict(rows.select("key", "value").iter_rows())

    def words(self, metric: str, day: date, *, measure: str | None = None, by: str = "project"):
        """Words by key, of a metric whose values are colours or states."""
        rows = self.reading(metric, day, by=by).at(measure=measure)
        return dict(rows.select("key", "word").iter_rows())

    def counts(self, metric: str, day: date) -> dict[str, int]:
        """Units of each category, of a metric that is recounted."""
        rows = self.reading(metric, day).at()
        return {name: int(value) for name, value in rows.select("measure", "value").iter_rows()}

    def trace(self, metric: str, day: date, *, key: str, by: str) -> pl.DataFrame:
        """Cells that a reading rests on."""
        selection = self.selection(day)
        return metrics.trace(metric, self.snapshot, selection, by=by, key=key, cells=self.cells)

    def rows(self, table: str) -> pl.DataFrame:
        """Rows in force of a canonical table."""
        return self.snapshot.query(
            f'select * from main."{table}" where organisation = $organisation',
            {"organisation": self.organisation},
        )

    def records(self, day: date, *, by: str = "organisation", **more) -> list[dict[str, object]]:
        """Every figure of a status date, as the command line prints them."""
        selection = self.selection(day, **more)
        return [
            record
            for name in metrics.metrics()
            for record in figures_of(name, self.snapshot, selection, by=by)
        ]


@contextmanager
def figures_in(folder: Path, organisation: str) -> Generator[Figures]:
    """Open the newest snapshot of a data folder."""
    settings = settings_in(folder)
    with open_warehouse(settings).snapshot() as snapshot:
        yield Figures(snapshot, organisation, settings.cells)
