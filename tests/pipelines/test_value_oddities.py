"""What becomes of each odd value that senders write: one small golden file, one claim."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from pipelines.inspection import Instructions
from pipelines.intake import FileRecord
from pipelines.load import load
from pmo.originals import original_path
from pmo.settings import Settings
from pmo.warehouse import open_warehouse

GOLDEN = Path(__file__).parents[1] / "golden"
MARCH = date(2026, 3, 31)


@dataclass(frozen=True)
class Outcome:
    """What a load said, and the rows that the warehouse holds after it."""

    record: FileRecord
    settings: Settings

    @property
    def issues(self):
        """Rules by cell, for what was listed."""
        return {(issue.cell, issue.rule) for each in self.record.regions for issue in each.issues}

    @property
    def questions(self):
        """Proposals by the kind and the column of each question."""
        return {
            (question.id.partition(":")[0], question.column): question.proposal
            for question in self.record.questions
        }

    def message(self, cell, rule):
        """Words of one issue."""
        (found,) = (
            issue.message
            for each in self.record.regions
            for issue in each.issues
            if (issue.cell, issue.rule) == (cell, rule)
        )
        return found

    def sum(self, header):
        """Sum of one column, of the only region that has it."""
        (found,) = (each.sums[header] for each in self.record.regions if header in each.sums)
        return found

    def column(self, table, name, *, key="project_id"):
        """One column of a table by its key."""
        with open_warehouse(self.settings).snapshot() as snapshot:
            rows = snapshot.query(f'select "{key}", "{name}" from main."{table}"').rows()
        assert len(rows) == len(dict(rows))
        return dict(rows)


@pytest.fixture
def loaded(tmp_path):
    """Load files one after the other into one new warehouse; the outcome is that of the last."""
    settings = Settings(data=tmp_path / "data", organisation=None, currency="EUR")

    def load_them(*names, status_date=MARCH, **more):
        for name in names:
            path = name if isinstance(name, Path) else GOLDEN / name
            instructions = Instructions("Ours", status_date, by="Ana", **more)
            (record,) = load([path], instructions, settings)
        for region in record.regions:
            assert region.rows.balances
            assert [name for name, each in region.sums.items() if not each.balances] == []
        return Outcome(record, settings)

    return load_them


def book_in(folder, **sheets):
    """Workbook with these sheets of plain rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_days_below_thirteen_alone_are_asked_and_nothing_is_loaded(loaded):
    outcome = loaded("o16_days_below_thirteen.csv", accept=True)
    assert outcome.questions == {("date_order", "Baseline"): None, ("date_order", "Forecast"): None}
    assert outcome.record.load is None


def test_a_day_that_no_calendar_has_is_listed_and_not_shifted(loaded):
    outcome = loaded("o17_days_of_no_calendar.csv")
    assert outcome.issues == {("D2", "date_impossible"), ("E3", "date_impossible")}
    assert outcome.column("milestones", "baseline_date", key="milestone_id") == {
        "M-1": None,
        "M-2": date(2026, 5, 13),
    }
    assert outcome.column("milestones", "forecast_date", key="milestone_id") == {
        "M-1": date(2026, 6, 30),
        "M-2": None,
    }


def test_a_note_above_the_header_scales_amounts_once(loaded):
    outcome = loaded("o23_in_thousands.csv", accept=True)
    assert outcome.column("budget_lines", "amount") == {"P-1": 120_000_000, "P-2": 35_050_000}
    assert outcome.sum("Approved budget").unit == "£ thousands"


def test_an_amount_in_another_currency_is_not_loaded_without_a_currency_per_row(loaded):
    outcome = loaded("o24_currencies_mixed.csv")
    assert outcome.issues == {("C4", "currency_mixed")}
    assert outcome.column("budget_lines", "amount") == {"P-1": 120_000, "P-2": 80_000}
    assert outcome.sum("Approved budget").rejected == 500


def test_amounts_with_a_currency_per_row_load_in_its_minor_units(loaded):
    outcome = loaded("o24_currency_per_row.csv")
    assert outcome.column("budget_lines", "amount") == {"P-1": 120_000, "P-2": 800, "P-3": 50_000}
    assert outcome.column("budget_lines", "currency") == {"P-1": "EUR", "P-2": "JPY", "P-3": "GBP"}


def test_shares_beside_percentage_points_are_asked(loaded):
    outcome = loaded("o25_shares_and_points.csv", accept=True)
    assert outcome.questions == {("percent", "% complete"): None}
    answered = loaded(
        "o25_shares_and_points.csv", answers={"percent::% complete": "percentage points"}
    )
    assert answered.column("projects", "percent_complete_share") == {
        "P-1": 0.0045,
        "P-2": 0.45,
        "P-3": 0.45,
        "P-4": 0.01,
    }


def test_an_error_is_no_zero_and_the_total_shows_what_is_missing(loaded):
    outcome = loaded("o26_error_words.csv")
    assert outcome.issues == {
        ("C3", "error_cell"), ("D3", "error_cell"), ("C5", "total_mismatch"),
    }  # fmt: skip
    assert outcome.column("budget_lines", "amount") == {"P-1": 100_000, "P-3": 50_000}
    message = outcome.message("C5", "total_mismatch")
    assert "2,000" in message
    assert "1,500" in message


def test_a_first_line_that_names_the_delimiter_is_no_row(loaded):
    outcome = loaded("o39_first_line_names_the_delimiter.csv")
    assert outcome.column("projects", "project_name") == {"P-1": "Müller", "P-2": "Beta"}
    assert outcome.column("budget_lines", "amount") == {"P-1": 123_450, "P-2": 80_025}


def test_a_later_file_of_the_same_day_restates_and_both_loads_are_kept(loaded):
    names = ("o40_same_values_as_last_month.csv", "o41_corrected_later_the_same_day.csv")
    outcome = loaded(*names)
    folder = outcome.settings.warehouse
    assert outcome.record.load == 2
    assert outcome.column("projects", "health_overall") == {
        "P-1": "Green", "P-2": "Red", "P-3": "Red",
    }  # fmt: skip
    originals = [
        original_path(hashlib.sha256((GOLDEN / name).read_bytes()).hexdigest(), folder)
        for name in names
    ]
    assert all(path.exists() for path in originals)


def test_invisible_signs_are_left_out_and_scripts_stay_as_they_are(loaded):
    outcome = loaded("o46_mixed_scripts.csv")
    assert outcome.column("projects", "commentary") == {
        "P-1": "Läuft nach Plan", "P-2": "計画通り",
    }  # fmt: skip
    assert outcome.column("projects", "project_name") == {"P-1": "مشروع الميناء", "P-2": "Beta"}
    assert outcome.issues == {("A3", "confusable"), ("B3", "confusable")}


def test_prose_among_percentages_is_no_percentage(loaded):
    outcome = loaded("o54_prose_among_percentages.csv")
    assert outcome.issues == {("C3", "text_in_number")}
    assert outcome.column("projects", "percent_complete_share") == {
        "P-1": 0.45, "P-2": None, "P-3": 0.8,
    }  # fmt: skip


def test_an_amount_whose_key_another_sheet_gave_does_not_count_as_loaded(loaded, tmp_path):
    header = ("Project ID", "Measure", "Month", "Amount (EUR)")
    path = book_in(
        tmp_path,
        North=[header, ("P-1", "actual", "2026-01", 100), ("P-2", "actual", "2026-01", 50)],
        South=[header, ("P-2", "actual", "2026-01", 70), ("P-3", "actual", "2026-01", 30)],
    )
    outcome = loaded(path)
    _, south = outcome.record.regions
    assert [(issue.cell, issue.rule) for issue in south.issues] == [("D2", "duplicate_key")]
    assert (south.rows.loaded, south.rows.rejected) == (1, 1)
    assert south.sums["Amount (EUR)"].loaded == 30
    assert south.sums["Amount (EUR)"].rejected == 70
    assert outcome.column("budget_lines", "amount") == {"P-1": 10_000, "P-2": 5_000, "P-3": 3_000}
