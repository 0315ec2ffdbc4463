"""The same figures in SQL written by hand, on a DuckDB file that holds the same rows.

Each folder is a page, each statement gives all figures of one metric that the page asks for: rows
with the ``level`` and what identifies and values a figure. They are as short as these rows allow:
tables that are empty here are left out, and so are names, reasons and evidence.
"""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pmo.tables import CANONICAL
from tests.bench.asked import PAGES

FOLDER = Path(__file__).parent
THREADS = 2


def bare_file(snapshot: Path, folder: Path) -> Path:
    """Copy the rows of a snapshot into a plain DuckDB file, table by table."""
    path = folder / f"bare_{snapshot.stem}.duckdb"
    if not path.exists():
        with duckdb.connect(path, config={"threads": THREADS}) as connection:
            connection.execute(f"attach '{snapshot}' as published (read_only)")
            for name in CANONICAL:
                connection.execute(f'create table "{name}" as from published.main."{name}"')
    return path


def parameters(dates: tuple[date, ...]) -> dict[str, object]:
    """Dates that the pages ask for, by the names that the statements give them."""
    return {
        "status_date": dates[-1],
        "dates": list(dates[-12:]),
        "before_date": dates[-13],
        "trend_dates": list(dates[-18:]),
        "booked_dates": list(dates[-6:]),
    }


def statements(page: str) -> dict[str, str]:
    """Statements of a page by the metric whose figures they give."""
    assert page in PAGES
    return {path.stem: path.read_text(encoding="utf-8") for path in (FOLDER / page).glob("*.sql")}


def run(
    connection: duckdb.DuckDBPyConnection, page: str, given: dict[str, object]
) -> dict[str, pl.DataFrame]:
    """Figures of a page by metric."""
    return {metric: _rows(connection, sql, given) for metric, sql in statements(page).items()}


def _rows(
    connection: duckdb.DuckDBPyConnection, sql: str, given: dict[str, object]
) -> pl.DataFrame:
    (statement,) = duckdb.extract_statements(sql)
    named = {name: given[name] for name in statement.named_parameters}
    return connection.execute(sql, named).pl()
