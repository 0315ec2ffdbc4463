"""The default warehouse: one working DuckDB file for the writer, published copies for readers."""

import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import polars as pl

from pmo.settings import Settings
from pmo.tables import EVENT, STATE, TABLES, schema_of
from pmo.warehouse.connection import Database
from pmo.warehouse.entries import (
    blank_entry,
    entry_of,
    insert_details,
    insert_entry,
    insert_part,
    insert_shipped_calendars,
    next_number,
    now,
    organisation_of_load,
    refresh,
    same_load,
)
from pmo.warehouse.lock import writer_lock
from pmo.warehouse.published import Snapshots
from pmo.warehouse.schema import add_new_columns, create_schema, own_columns
from pmo.warehouse.snapshot import Snapshot
from pmo.warehouse.staged import Load, Overlap, StagedLoad, StagedPart

WAIT_SECONDS = 60.0


class PublishedWarehouse:
    """A folder with ``work.duckdb``, the published snapshots, and the originals."""

    def __init__(self, settings: Settings) -> None:
        """Open the warehouse of ``settings`` and finish what a killed process left unfinished."""
        self._settings = settings
        self.folder = settings.warehouse
        self._working = self.folder / "work.duckdb"
        self._unpublished = self.folder / "unpublished"  # stands from before a commit to its copy
        self._lock = self.folder / "lock"
        for folder in (self.folder, self.staging, self.folder / "published", self.folder / "temp"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._snapshots = Snapshots(self.folder / "published", kept=settings.snapshots_kept)
        if self._unpublished.exists():
            self.publish()

    @property
    def staging(self) -> Path:
        """Folder where a pipeline leaves the Parquet files of a load."""
        return self.folder / "staging"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever published."""
        return self._snapshots.current() is None

    def current(self) -> str | None:
        """Name of the newest snapshot; None where nothing was ever published."""
        return self._snapshots.current()

    def snapshot(self, name: str | None = None) -> Snapshot:
        """Open the newest snapshot, or the one of that name.

        Raises:
            UnknownNameError: there is no such snapshot.
        """
        database = self._snapshots.open(name)
        known = name or self._snapshots.name_of(database)
        return Snapshot(database, known, self.folder / "computed")

    # Writing ---------------------------------------------------------------------------------

    def make_ready(self) -> None:
        """Do what the first write would have to do besides, while a file is still being read."""
        with Database(None, read_only=False) as database:  # it loads what it takes values with
            database.query("select $value as value", {"value": 1})
        if not self._working.exists():
            with writer_lock(self._lock, wait_seconds=WAIT_SECONDS), self._open_working():
                pass

    def write(self, staged: StagedLoad) -> Load:
        """Write one load in one transaction; readers see it after ``publish``.

        The same bytes with the same mapping and status dates, still in force, are not written
        again: ``already`` is true and the load is the earlier one.

        Raises:
            WarehouseBusyError: another process kept writing.
        """
        with self._transaction() as database:
            earlier = same_load(database, staged)
            if earlier is not None:
                return Load(earlier, already=True, snapshot=self._snapshots.current() or "")
            number = next_number(database)
            insert_entry(database, entry_of(staged, number))
            for part in staged.parts:
                insert_part(database, number, staged, part)
            insert_details(database, number, staged)
            refresh(database, number, is_newest=True)
        return Load(number, already=False, snapshot="")

    def undo(self, load_id: int, *, by: str) -> Load:
        """Take a load back; its rows stay in the history, the earlier load holds again.

        Raises:
            UnknownNameError: there is no such load, or it was undone before.
        """
        with self._transaction() as database:
            organisation = organisation_of_load(database, load_id)
            number = next_number(database)
            entry = blank_entry(number, "undo", organisation, by) | {"undoes_load": load_id}
            insert_entry(database, entry)
            database.execute(
                "update main.loads set undone_by_load = $number where load_id = $load_id",
                {"number": number, "load_id": load_id},
            )
            refresh(database, load_id)
        return Load(number, already=False, snapshot="")

    def publish_status_date(
        self, organisation: str, status_date: date, readings: pl.DataFrame, *, by: str
    ) -> Load:
        """Store the readings of a status date as reported.

        ``readings`` has the columns of ``published_readings`` but for organisation and load.
        """
        with self._transaction() as database:
            number = next_number(database)
            dates = {"status_dates": json.dumps([status_date.isoformat()])}
            insert_entry(database, blank_entry(number, "publish", organisation, by) | dates)
            path = self.staging / f"readings-{number}.parquet"
            readings.with_columns(
                organisation=pl.lit(organisation), load_id=pl.lit(number, pl.Int64)
            ).write_parquet(path)
            columns = own_columns(TABLES["published_readings"])
            database.execute(
                f"insert into main.published_readings ({columns})"
                f" select {columns} from read_parquet($path)",
                {"path": str(path)},
            )
            path.unlink()
            database.execute(
                "update main.status_dates set state = 'published', published_datetime = $now,"
                " published_by = $by"
                " where organisation = $organisation and status_date = $status_date",
                {
                    "now": now(),
                    "by": by,
                    "organisation": organisation,
                    "status_date": status_date,
                },
            )
        return Load(number, already=False, snapshot="")

    def publish(self) -> str | None:
        """Publish everything committed; returns the newest snapshot, None if there is nothing."""
        with writer_lock(self._lock, wait_seconds=WAIT_SECONDS):
            self._publish_committed()
        return self._snapshots.current()

    def _publish_committed(self) -> None:
        self._snapshots.remove_parts()
        if self._working.exists():
            with self._open_working() as database:
                number = next_number(database) - 1
                database.execute("checkpoint")
            log = self._working.with_suffix(".duckdb.wal")
            if log.exists():
                message = f"{log.name} was not emptied; the copy would lack committed rows."
                raise OSError(message)
            if number and f"{number:08d}" != self._snapshots.current():
                self._snapshots.publish(self._working, number)
        self._unpublished.unlink(missing_ok=True)

    @contextmanager
    def _transaction(self) -> Generator[Database]:
        with writer_lock(self._lock, wait_seconds=WAIT_SECONDS):
            self._unpublished.touch()
            with self._open_working() as database:
                database.execute("begin")
                try:
                    yield database
                except BaseException:
                    database.execute("rollback")
                    raise
                database.execute("commit")
                database.execute("checkpoint")

    def _open_working(self) -> Database:
        is_new = not self._working.exists()
        database = Database(self._working, read_only=False, folders=[self.staging])
        if (
            is_new
            or not database.query("select 1 from duckdb_tables() where table_name = 'audit'").height
        ):
            database.execute("begin")
            create_schema(database)
            insert_shipped_calendars(database, self.staging)
            database.execute("commit")
        else:
            add_new_columns(database)
        return database

    # Asking ----------------------------------------------------------------------------------

    def organisations(self) -> tuple[str, ...]:
        """Organisations that ever had a load, by name: what was undone can still be asked for."""
        sql = "select distinct organisation from main.loads where entry_kind = 'load' order by 1"
        return tuple(self._read(sql).to_series().to_list()) if not self._has_nothing else ()

    def loads(self, organisation: str | None = None) -> pl.DataFrame:
        """Ledger records in the order of their numbers; of all organisations if none is named."""
        sql = """
            select * from main.loads
            where $organisation is null or organisation = $organisation
            order by load_id
        """
        if self._has_nothing:
            return pl.DataFrame(schema=schema_of(TABLES["loads"]))
        return self._read(sql, {"organisation": organisation})

    def in_force(self, organisation: str, table: str, columns: Sequence[str]) -> pl.DataFrame:
        """Distinct values of these columns in the rows that hold, in no order."""
        schema = {name: kind for name, kind in schema_of(TABLES[table]).items() if name in columns}
        if self._has_nothing:
            return pl.DataFrame(schema=schema)
        names = ", ".join(f'"{name}"' for name in schema)
        sql = f'select distinct {names} from main."{table}" where organisation = $organisation'
        return self._read(sql, {"organisation": organisation})

    def overlaps(self, organisation: str, part: StagedPart) -> list[Overlap]:
        """Loads of other families that hold keys of ``part``, in the order of their numbers."""
        table = TABLES[part.table]
        if self._has_nothing or table.kind not in (STATE, EVENT) or not table.key:
            return []
        key = [*(("status_date",) if table.kind == STATE else ()), *table.key]
        names = ", ".join(f'"{column}"' for column in key)
        mine = pl.read_parquet(part.rows, columns=key).unique()
        sql = f"""
            select load_id, family, {names}
            from main."{table.name}"
            where
                organisation = $organisation
                and family <> $family
                and (load_id, family) not in (
                    select (load_id, family)
                    from main.load_parts
                    where table_name = '{table.name}' and is_secondary
                )
        """
        theirs = self._read(sql, {"organisation": organisation, "family": part.family})
        if table.kind == STATE:
            theirs = theirs.join(mine.select("status_date").unique(), on="status_date", how="semi")
        shared = theirs.join(mine, on=key, how="semi", nulls_equal=True)
        part_of = ["load_id", "family"]
        counts = (
            theirs.group_by(part_of)
            .len("of")
            .join(shared.group_by(part_of).len("shared"), on=part_of)
            .sort(part_of)
        )
        return [Overlap(**row) for row in counts.iter_rows(named=True)]

    def _read(self, sql: str, parameters: dict[str, object] | None = None) -> pl.DataFrame:
        """Rows as committed, also where they wait to be published."""
        if self._unpublished.exists():
            with (
                writer_lock(self._lock, wait_seconds=WAIT_SECONDS),
                self._open_working() as database,
            ):
                return database.query(sql, parameters)
        with self.snapshot() as snapshot:
            return snapshot.query(sql, parameters)

    @property
    def _has_nothing(self) -> bool:
        return self.is_empty and not self._unpublished.exists()
