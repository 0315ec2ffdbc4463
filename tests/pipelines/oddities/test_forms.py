"""What becomes of forms: labels with their values beside or below them, one record to a sheet."""

from datetime import date

import pytest
from openpyxl import load_workbook

from pmo.warehouse import open_warehouse
from tests.outcomes import GOLDEN, book_in

NAMES = "project_name, manager, health_overall, forecast_finish_date"


def projects(outcome, names=NAMES):
    """Columns of every project, in the order of the sheets."""
    with open_warehouse(outcome.settings).snapshot() as snapshot:
        return snapshot.query(f"select {names} from main.projects order by source_sheet").rows()


def test_every_pair_of_a_line_is_read(loaded):
    assert projects(loaded("o30_form_per_project.xlsx", accept=True)) == [
        ("Alpha", "Ann Lee", "Red", date(2026, 6, 30)),
        ("Beta", "Bob Ray", "Green", date(2027, 1, 15)),
    ]


def test_a_form_alone_is_one_project_at_the_date_above_it(loaded):
    outcome = loaded("o30_form_of_two_pairs_per_line.xlsx", accept=True)
    assert outcome.record.status_dates == (date(2026, 3, 31),)
    names = "project_id, project_name, health_overall, baseline_start_date, source_row, source_cell"
    assert projects(outcome, names) == [("P-7", "Alpha", "Amber", date(2026, 1, 5), 4, "B4")]


def test_the_lines_of_a_text_below_its_label_are_one_value(loaded):
    outcome = loaded("o30_form_of_two_pairs_per_line.xlsx", accept=True)
    assert projects(outcome, "commentary") == [("The wall leans.\nThe crane is late.",)]


def test_a_label_that_nobody_knows_is_listed_and_its_value_left_out(loaded):
    outcome = loaded("o30_form_of_two_pairs_per_line.xlsx", accept=True)
    (region,) = outcome.record.regions
    assert [(c.cell, c.header) for c in region.columns if not c.columns] == [("D7", "Weather:")]


def test_values_may_stand_below_their_labels(loaded):
    assert projects(loaded("o30_form_of_values_below.xlsx", accept=True)) == [
        ("Beta", "Bo Nkomo", "Green", date(2027, 1, 15))
    ]


def test_an_issue_names_the_cell_where_the_value_of_a_form_stands(loaded, tmp_path):
    book = load_workbook(GOLDEN / "o30_form_of_two_pairs_per_line.xlsx")
    book.active["E6"] = "31 June 2026"
    book.save(tmp_path / "form.xlsx")
    outcome = loaded(tmp_path / "form.xlsx", accept=True)
    assert "E6" in {cell for cell, _ in outcome.issues}


@pytest.mark.parametrize("width", [3, 4])
def test_a_register_of_one_row_below_its_own_header_is_no_form(loaded, tmp_path, width):
    rows = [
        ("Project name", "Project manager", "RAG", "Forecast finish")[:width],
        ("Alpha", "Ann Lee", "Green", date(2026, 6, 30))[:width],
    ]
    path = book_in(tmp_path, Register=rows)
    (region,) = loaded(path, accept=True).record.regions
    assert (region.header_row, region.rows.read) == (1, 1)
