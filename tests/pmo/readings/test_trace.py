"""A trace ends at file, sheet, cell and raw text, also where a sheet was unpivoted."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from pmo import metrics
from pmo.ledger import ColumnMatch, Issue
from pmo.selection import Selection
from pmo.warehouse import Warehouse
from tests.staging import part, staged, warehouse_in

T = date(2026, 10, 31)
MONEY = "budget_lines.amount"


def keep_raw(folder: Path, sha256: str, cells: dict[tuple[str, int, int], str]) -> None:
    """Keep raw cells as reading a file would have kept them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [(sheet, 0, row, column, "text", text) for (sheet, row, column), text in cells.items()]
    schema = ["sheet", "sheet_index", "row", "column", "kind", "text"]
    pl.DataFrame(rows, schema=schema, orient="row").write_parquet(folder / f"{sha256}.parquet")


def traced(warehouse: Warehouse, metric: str, key: str) -> list[tuple]:
    with warehouse.snapshot() as snapshot:
        rows = metrics.trace(
            metric,
            snapshot,
            Selection("own", snapshot.name, T),
            by="project",
            key=key,
            cells=warehouse.folder / "cells",
        )
    return list(rows.select("sheet", "cell", "raw", "column", "value").iter_rows())


def test_a_value_in_a_row_is_found_under_its_header(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    project = {"status_date": T, "project_id": "A", "health_overall": "Amber",
               "source_sheet": "Register", "source_row": 7}  # fmt: skip
    other = project | {"project_id": "B", "health_overall": "Red", "source_row": 8}
    load = staged(part(warehouse, "projects", [project, other]), sha256="abc", dates=[T])
    (region,) = load.regions
    match = ColumnMatch("RAG", "D5", ("projects.health_overall",), 1.0, "a known name")
    warehouse.write(replace(load, regions=(replace(region, sheet="Register", columns=(match,)),)))
    warehouse.publish()
    keep_raw(warehouse.folder / "cells", "abc", {("Register", 7, 4): " Amber "})
    assert traced(warehouse, "reported_health", "A") == [
        ("Register", "D7", " Amber ", "health_overall", "Amber")
    ]


def test_amounts_of_an_unpivoted_row_are_found_in_their_own_cells(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    line = {"status_date": T, "project_id": "A", "measure": "actual", "period_kind": "month",
            "currency": "EUR", "source_sheet": "Budget", "source_row": 3}  # fmt: skip
    lines = [
        line | {"period_start_date": date(2026, 9, 1), "amount": 10_00, "source_cell": "C3"},
        line | {"period_start_date": date(2026, 10, 1), "amount": 20_00, "source_cell": "D3"},
    ]
    projects = [{"status_date": T, "project_id": "A"}]
    load = staged(
        part(warehouse, "budget_lines", lines), part(warehouse, "projects", projects),
        sha256="abc", dates=[T],
    )  # fmt: skip
    (region,) = load.regions
    months = tuple(ColumnMatch(m, c, (MONEY,), 1.0, "") for m, c in (("Sep", "C1"), ("Oct", "D1")))
    warehouse.write(replace(load, regions=(replace(region, sheet="Budget", columns=months),)))
    warehouse.publish()
    keep_raw(warehouse.folder / "cells", "abc", {("Budget", 3, 3): "10", ("Budget", 3, 4): "20.00"})
    assert traced(warehouse, "actual_to_date", "A") == [
        ("Budget", "C3", "10", "amount", "1000"),
        ("Budget", "D3", "20.00", "amount", "2000"),
    ]


def test_on_a_transposed_sheet_the_cell_is_in_the_record_s_column_and_the_field_s_row(
    tmp_path: Path,
):
    warehouse = warehouse_in(tmp_path)
    project = {"status_date": T, "project_id": "A", "health_overall": "Red",
               "source_sheet": "", "source_row": 1, "source_cell": "H1"}  # fmt: skip
    load = staged(part(warehouse, "projects", [project]), sha256="abc", dates=[T])
    (region,) = load.regions
    match = ColumnMatch("RAG", "A3", ("projects.health_overall",), 1.0, "a known name")
    region = replace(region, orientation="columns", columns=(match,))
    warehouse.write(replace(load, regions=(region,)))
    warehouse.publish()
    keep_raw(warehouse.folder / "cells", "abc", {("", 3, 8): "Red"})
    assert traced(warehouse, "reported_health", "A") == [("", "H3", "Red", "health_overall", "Red")]


def test_a_cell_whose_raw_text_is_no_longer_kept_is_still_named(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    project = {"status_date": T, "project_id": "A", "health_overall": "Red",
               "source_sheet": "", "source_row": 2}  # fmt: skip
    load = staged(part(warehouse, "projects", [project]), sha256="gone", dates=[T])
    (region,) = load.regions
    match = ColumnMatch("RAG", "B1", ("projects.health_overall",), 1.0, "a known name")
    warehouse.write(replace(load, regions=(replace(region, columns=(match,)),)))
    warehouse.publish()
    assert traced(warehouse, "reported_health", "A") == [("", "B2", None, "health_overall", "Red")]


def test_a_corrected_cell_says_who_read_it_as_what(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    project = {"status_date": T, "project_id": "A", "health_overall": "Red",
               "source_sheet": "", "source_row": 2}  # fmt: skip
    load = staged(part(warehouse, "projects", [project]), sha256="abc", dates=[T])
    (region,) = load.regions
    match = ColumnMatch("RAG", "B1", ("projects.health_overall",), 1.0, "a known name")
    issue = Issue("", "B2", "corrected_cell", "Rd", 'Read as "Red".')
    region = replace(region, sheet="", columns=(match,), issues=(issue,))
    warehouse.write(replace(load, regions=(region,)))
    warehouse.publish()
    keep_raw(warehouse.folder / "cells", "abc", {("", 2, 2): "Rd"})
    with warehouse.snapshot() as snapshot:
        rows = metrics.trace("reported_health", snapshot, Selection("own", snapshot.name, T),
                             by="project", key="A", cells=warehouse.folder / "cells")  # fmt: skip
        (day,) = snapshot.query("select acknowledged_datetime::date from main.loads").row(0)
    assert rows.select("raw", "corrected").rows() == [("Rd", f'Read as "Red". By tester on {day}.')]


def test_a_person_s_figure_does_not_lead_to_the_rows_of_others(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    people = [
        {"status_date": T, "person_id": p, "fte": 1.0, "calendar_id": "weekdays"} for p in "XY"
    ]
    entries = [
        {"person_id": p, "project_id": "A", "work_date": date(2026, 10, 5), "time_kind": "project",
         "booked_minutes": minutes, "source_sheet": "", "source_row": row}
        for p, minutes, row in (("X", 60, 2), ("Y", 90, 3))
    ]  # fmt: skip
    warehouse.write(
        staged(
            part(warehouse, "people", people),
            part(warehouse, "time_entries", entries),
            sha256="abc",
            dates=[T],
        )
    )
    warehouse.publish()
    with warehouse.snapshot() as snapshot:
        rows = metrics.trace(
            "booking_mismatch",
            snapshot,
            Selection("own", snapshot.name, T),
            by="person",
            key="X",
            cells=warehouse.folder / "cells",
        )
    booked = rows.filter(pl.col("column") == "booked_minutes")
    assert booked["value"].to_list() == ["60"]


def test_a_figure_that_rests_on_nothing_has_no_cells_and_no_error(tmp_path: Path):
    warehouse = warehouse_in(tmp_path)
    projects = [{"status_date": T, "project_id": "A", "project_name": "Alpha", "phase": "Build"}]
    warehouse.write(staged(part(warehouse, "projects", projects), sha256="abc", dates=[T]))
    warehouse.publish()
    with warehouse.snapshot() as snapshot:
        rows = metrics.trace(
            "milestone_slippage",
            snapshot,
            Selection("own", snapshot.name, T),
            by="organisation",
            key="own",
            cells=warehouse.folder / "cells",
        )
    assert rows.is_empty()
