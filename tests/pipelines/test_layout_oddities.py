"""What must come of the layouts that people give to tables: one golden file for each oddity."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import load
from pmo.ledger import RegionRecord
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = date(2026, 3, 31)


@dataclass(frozen=True)
class Sent:
    """One golden file after it was loaded with every proposal accepted."""

    record: FileRecord
    settings: Settings

    @property
    def region(self) -> RegionRecord:
        """Only table of the file."""
        (region,) = (region for region in self.record.regions if region.tables)
        return region

    def rows(self, table: str, *names: str) -> list[tuple[object, ...]]:
        """Values of these columns in every row that was loaded, in the order of the file."""
        asked = ", ".join(names)
        query = f'select {asked} from main."{table}" order by source_sheet, source_row, source_cell'
        with open_warehouse(self.settings).snapshot() as snapshot:
            return snapshot.query(query).rows()

    @property
    def asked(self) -> set[str]:
        """Kinds of the questions that were asked, such as "fill_down"."""
        return {question.id.partition(":")[0] for question in self.region.questions}

    def cells(self, rule: str) -> list[str]:
        """Cells that an issue of this rule names."""
        regions = self.record.regions
        return [issue.cell for each in regions for issue in each.issues if issue.rule == rule]


@pytest.fixture
def sent(tmp_path: Path) -> Callable[..., Sent]:
    def send(name: str, *, status_date: date | None = DAY, **answers: str) -> Sent:
        settings = Settings(data=tmp_path / "data", organisation=None)
        given = {key.replace("__", ":"): answer for key, answer in answers.items()}
        instructions = Instructions(
            organisation="Ours",
            status_date=status_date,
            answers={"currency": "EUR", **given},
            accept=True,
            by="Ana",
        )
        (record,) = load([GOLDEN / name], instructions, settings)
        assert record.error is None, record.error
        assert all(region.rows.balances for region in record.regions)
        assert all(each.balances for region in record.regions for each in region.sums.values())
        return Sent(record, settings)

    return send


def test_o1_a_title_above_the_header_states_the_status_date(sent):
    file = sent("o01_title_and_as_at_above_the_header.csv", status_date=None)
    assert file.region.header_row == 4
    assert file.rows("projects", "project_name", "status_date") == [("Alpha", DAY), ("Beta", DAY)]


def test_o2_the_file_name_states_the_status_date(sent):
    file = sent("o02_status_report [260331].csv", status_date=None)
    assert file.record.status_dates == (DAY,)


def test_o3_a_table_from_c4_keeps_its_addresses(sent):
    file = sent("o03_table_from_c4.xlsx")
    assert (file.region.range, file.region.header_row) == ("C4:G6", 4)
    assert [column.cell for column in file.region.columns] == ["C4", "D4", "F4", "G4"]
    assert file.rows("projects", "project_name", "source_row") == [("Alpha", 5), ("Beta", 6)]


def test_o4_measures_under_merged_years_are_one_row_each(sent):
    file = sent("o04_two_header_rows.xlsx")
    names = ("project_id", "measure", "period_end_date", "amount", "source_cell")
    assert file.rows("budget_lines", *names)[:4] == [
        ("Alpha", "approved budget", date(2026, 12, 31), 1000, "B3"),
        ("Alpha", "actual", date(2026, 12, 31), 900, "C3"),
        ("Alpha", "approved budget", date(2027, 12, 31), 2000, "E3"),
        ("Alpha", "actual", date(2027, 12, 31), 1900, "F3"),
    ]
    assert file.region.written == {"budget_lines": 8}


def test_o4_months_under_a_fiscal_year_prove_where_it_begins(sent):
    file = sent("o04_fiscal_year_over_months.xlsx")
    rows = file.rows("budget_lines", "period_start_date", "amount")
    assert min(rows) == (date(2025, 4, 1), 100)
    assert max(rows) == (date(2026, 3, 1), 1200)
    assert len(rows) == 12
    assert "fiscal_year_start" not in file.asked


def test_o5_a_merged_programme_holds_for_its_rows_and_for_no_other(sent):
    file = sent("o05_programme_merged.xlsx")
    assert file.rows("project_groups", "project_id", "group_id", "source_cell") == [
        ("Alpha", "Housing", "A2"),
        ("Beta", "Housing", "A2"),
        ("Gamma", "Roads", "A4"),
    ]
    assert file.cells("filled_down") == ["A1"]


def test_o5_a_programme_written_once_holds_for_the_rows_below(sent):
    file = sent("o05_programme_written_once.csv")
    groups = dict(file.rows("project_groups", "project_id", "group_id"))
    assert groups == {
        **dict.fromkeys(("P-1", "P-2", "P-3"), "Housing"),
        **dict.fromkeys(("P-4", "P-5"), "Roads"),
    }
    assert "fill_down" not in file.asked


def test_o6_counted_months_follow_the_fiscal_year_and_their_quarter_is_not_added(sent):
    file = sent("o06_numbered_fiscal_months.csv", fiscal_year_start="April")
    rows = file.rows("budget_lines", "project_id", "period_start_date", "amount")
    assert rows[:3] == [
        ("Alpha", date(2025, 4, 1), 1000),
        ("Alpha", date(2025, 5, 1), 2000),
        ("Alpha", date(2025, 6, 1), 3000),
    ]
    assert file.region.written == {"budget_lines": 6}


def test_o6_months_are_read_in_other_languages(sent):
    file = sent("o06_months_in_other_languages.csv")
    rows = file.rows("budget_lines", "project_id", "measure", "period_start_date", "amount")
    assert rows[0] == ("Alpha", "approved budget", date(2026, 1, 1), 1000)
    assert rows[-1] == ("Beta", "actual", date(2026, 3, 1), 300)


def test_o6_true_dates_are_months_in_the_unit_of_their_total(sent):
    file = sent("o06_dates_across.xlsx")
    assert file.rows("assignments", "month_date", "planned_minutes") == [
        (date(2026, 1, 1), 600),
        (date(2026, 2, 1), 1200),
        (date(2026, 3, 1), 1800),
    ]


def test_o7_totals_in_the_middle_are_checked_and_not_loaded(sent):
    file = sent("o07_totals_in_the_middle.csv")
    assert (file.region.rows.loaded, file.region.rows.totals) == (3, 2)
    assert file.cells("total_mismatch") == []


def test_o9_headings_of_sections_are_the_departments_of_the_rows_below(sent):
    file = sent("o09_headings_of_sections.csv")
    assert file.rows("project_groups", "project_id", "axis", "group_id", "source_cell") == [
        ("Alpha", "owner", "IT department", "A2"),
        ("Beta", "owner", "HR department", "A4"),
    ]
    assert file.cells("heading_as_column") == ["A2"]


def test_o10_a_header_on_every_page_is_counted_and_not_loaded(sent):
    file = sent("o10_header_on_every_page.csv")
    assert file.region.rows.repeated_headers == 1
    assert len(file.rows("projects", "project_id")) == 2


def test_o28_hidden_parts_are_loaded_and_flagged_and_a_hidden_sheet_is_listed(sent):
    file = sent("o28_hidden_parts.xlsx")
    assert file.rows("projects", "project_name") == [("Alpha",), ("Beta",), ("Gamma",)]
    assert file.rows("projects", "manager")[0] == ("Ann Lee",)
    assert (file.cells("hidden_row"), file.cells("hidden_column")) == (["A3:D3"], ["B1"])
    hidden = file.record.regions[1]
    assert (hidden.sheet, hidden.tables, hidden.rows.ignored) == ("Old register", (), 2)


def test_o29_tables_below_each_other_are_two_tables(sent):
    file = sent("o29_two_tables_below_each_other.csv")
    assert [region.range for region in file.record.regions] == ["A1:D2", "A5:D6"]
    assert file.rows("milestones", "milestone_name", "source_row") == [("Go live", 6)]
    kinds = {question.id.partition(":")[0] for question in file.record.questions}
    assert "header_row" not in kinds
    explained = [region.decisions[0].why for region in file.record.regions]
    assert all(re.search(r"explains (?:\d\d|100)%", why) for why in explained)


def test_o29_tables_beside_each_other_are_two_tables(sent):
    file = sent("o29_two_tables_side_by_side.csv")
    assert [region.range for region in file.record.regions] == ["A1:C3", "E1:H3"]
    assert file.rows("risks", "risk_title", "severity") == [
        ("Ground water", "high"),
        ("Late permit", "low"),
    ]


def test_o30_a_sheet_per_project_names_the_project(sent):
    file = sent("o30_sheet_per_project.xlsx")
    assert file.rows("tasks", "project_id", "task_name", "source_sheet") == [
        ("Alpha", "Dig", "Alpha"),
        ("Beta", "Pour", "Beta"),
        ("Gamma", "Paint", "Gamma"),
    ]


def test_o30_a_sheet_per_month_has_the_status_date_of_its_name(sent):
    file = sent("o30_sheet_per_month.xlsx", status_date=None)
    assert file.record.status_dates == (date(2026, 1, 31), date(2026, 2, 28))
    assert len(file.rows("projects", "project_id")) == 5


def test_o30_a_form_with_one_label_per_line_is_one_project(sent):
    file = sent("o30_list_form_per_project.xlsx")
    assert file.rows("projects", "project_name", "forecast_finish_date") == [
        ("Alpha", date(2026, 6, 30)),
        ("Beta", date(2027, 1, 15)),
    ]


def test_o31_untidy_headers_are_known_and_keep_their_places(sent):
    file = sent("o31_untidy_headers.csv")
    assert file.rows("projects", "project_name", "manager", "forecast_finish_date")[0] == (
        "Alpha",
        "Ann Lee",
        date(2026, 6, 30),
    )
    assert [column.cell for column in file.region.columns][:2] == ["A1", "B1"]
    assert file.cells("conflict") == ["F3"]


def test_o34_placeholders_and_instructions_are_counted_and_not_loaded(sent):
    file = sent("o34_placeholders.csv")
    assert file.rows("projects", "project_name") == [("Alpha",), ("Beta",)]
    assert file.region.rows.ignored == 4
    assert file.cells("placeholder") == ["A2", "A4", "A5"]


def test_o38_comments_above_and_a_legend_below_are_no_data(sent):
    file = sent("o38_footnotes_and_comment_lines.csv")
    assert file.rows("projects", "project_name") == [("Alpha",), ("Beta",)]
    assert (file.region.header_row, file.region.rows.ignored) == (3, 4)


@pytest.mark.parametrize(
    "name", ["o43_indented_tasks.csv", "o43_outline_of_tasks.xlsx", "o43_indents_of_tasks.xlsx"]
)
def test_o43_depth_tells_parents_and_summaries(sent, name: str):
    found = {
        row[0]: row[1:] for row in sent(name).rows("tasks", "task_id", "parent_id", "task_kind")
    }
    assert found["Build"] == (None, "summary")
    assert found["Foundations"] == ("Build", "summary")
    assert found["Excavate"] == ("Foundations", None)
    assert found["Walls"] == ("Build", None)
    assert found["Hand over"] == (None, None)


def test_o44_suppressed_labels_are_filled_and_totals_of_groups_left_out(sent):
    file = sent("o44_pivot_as_values.csv")
    budget = [
        row[:3]
        for row in file.rows("budget_lines", "project_id", "category", "amount", "measure")
        if row[3] == "approved budget"
    ]
    assert budget == [
        ("Alpha", "Staff", 10000),
        ("Alpha", "Licences", 2000),
        ("Beta", "Staff", 5000),
        ("Beta", None, 500),
        ("Gamma", "Staff", 3000),
        ("Gamma", "Travel", 200),
    ]
    assert (file.region.rows.totals, file.cells("total_mismatch")) == (6, [])
    assert file.cells("blank_label") == ["C6"]


def test_o47_a_transposed_table_keeps_its_addresses(sent):
    file = sent("o47_fields_down_projects_across.csv")
    assert file.region.orientation == "columns"
    assert file.rows("budget_lines", "project_id", "amount", "source_cell") == [
        ("Alpha", 350000000, "B5"),
        ("Beta", 125000000, "C5"),
    ]


def test_o48_units_below_the_header_scale_the_amounts(sent):
    file = sent("o48_units_below_the_header.csv")
    budgets = file.rows("budget_lines", "project_id", "amount", "measure")
    assert ("Alpha", 10050000, "approved budget") in budgets
    assert file.region.rows.ignored == 1


def test_o49_a_total_on_every_row_is_not_added(sent):
    file = sent("o49_total_on_every_row.csv", status_date=None)
    stated = {column.header: column.columns for column in file.region.columns}
    assert stated["Total budget changes"] == ()
    assert file.region.sums["Total budget changes"].loaded == 0
    assert file.rows("budget_lines", "amount")[:3] == [(10000,), (10400,), (10700,)]
