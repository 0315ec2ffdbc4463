"""What becomes of each odd value that senders write: one small golden file, one claim."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from pmo.originals import original_path
from tests.outcomes import GOLDEN, MARCH, book_in, loader


@pytest.fixture
def loaded(tmp_path):
    """Loads into a new warehouse."""
    return loader(tmp_path)


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


def test_of_two_decimal_marks_the_rarer_is_listed_and_counted_as_it_is_written(loaded):
    outcome = loaded("o21_two_decimal_marks.csv")
    assert outcome.issues == {("C4", "number_format_conflict")}
    assert outcome.sum("Approved budget (EUR)").rejected == Decimal("1500.25")
    assert outcome.column("budget_lines", "amount") == {
        "P-1": 123_456, "P-2": 200_000, "P-4": 310_075,
    }  # fmt: skip


def test_numbers_are_read_as_people_write_them(loaded):
    outcome = loaded("o22_numbers_as_people_write_them.csv")
    assert outcome.column("budget_lines", "amount") == {
        "P-1": 1_200_000,
        "P-2": 120_000_000,
        "P-3": -50_000,
        "P-4": -50_000,
        "P-5": 123_400,
        "P-6": -7_550,
    }
    assert ("C1", "scale_assumed") in outcome.issues
    assert "2 different values" in outcome.message("C1", "scale_assumed")


def test_a_key_that_lost_its_digits_is_no_key(loaded):
    outcome = loaded("o42_keys_cut_by_the_spreadsheet.csv")
    assert outcome.issues == {
        ("A2", "id_destroyed"), ("A2:C2", "key_unusable"),
        ("A5", "date_in_text_column"), ("A5:C5", "key_unusable"),
    }  # fmt: skip
    assert outcome.column("projects", "project_name") == {"00123": "Beta", "P-3": "Gamma"}


def test_a_number_with_an_apostrophe_is_a_number(loaded):
    outcome = loaded("o51_numbers_as_text.csv")
    assert outcome.column("budget_lines", "amount") == {
        "P-1": 120_000, "P-2": 80_000, "P-3": 50_050,
    }  # fmt: skip
    assert outcome.issues == {("C1", "number_as_text")}


def test_a_plan_that_contradicts_itself_loads_and_is_listed(loaded):
    outcome = loaded("o52_plan_that_contradicts.csv")
    assert outcome.issues == {("D2", "finish_before_start"), ("E3", "complete_without_finish")}
    assert outcome.column("projects", "baseline_finish_date")["P-1"] == date(2026, 1, 31)


def test_what_happened_after_the_status_date_loads_and_is_listed(loaded):
    outcome = loaded("o52_dates_that_contradict.csv")
    assert outcome.issues == {("E2", "actual_in_future")}
    assert outcome.column("milestones", "actual_date", key="milestone_id")["M-1"] == date(
        2026, 5, 2
    )


def test_parents_that_lead_nowhere_are_listed_and_a_repeated_key_names_the_first(loaded):
    outcome = loaded("o55_tasks_in_a_loop.csv", accept=True)
    assert outcome.issues == {
        ("D2", "parent_loop"), ("D3", "parent_loop"), ("D4", "parent_loop"),
        ("D5", "self_parent"), ("D6", "parent_unknown"), ("A7:F7", "duplicate_key"),
    }  # fmt: skip
    assert "row 3" in outcome.message("A7:F7", "duplicate_key")
    assert outcome.column("tasks", "task_name", key="task_id")["T-2"] == "Build"


def test_a_month_without_an_amount_stays_unknown(loaded):
    outcome = loaded("o56_month_left_out.csv")
    assert outcome.issues == {
        ("D4", "missing_period"), ("A6:D6", "no_value"), ("D7", "missing_period"),
    }  # fmt: skip
    (region,) = outcome.record.regions
    assert (region.rows.loaded, region.rows.rejected) == (5, 1)
    assert "2026-02 and 2026-04" in outcome.message("D4", "missing_period")


def test_a_span_is_proposed_as_a_day_and_not_taken_for_one_unasked(loaded):
    asked = loaded("o18_spans_for_days.csv")
    assert asked.questions == {("span", "Forecast"): "the last day"}
    assert asked.record.load is None
    outcome = loaded("o18_spans_for_days.csv", accept=True)
    assert outcome.column("milestones", "forecast_date", key="milestone_id") == {
        "M-1": date(2026, 9, 30),
        "M-2": date(2026, 8, 20),
        "M-3": date(2026, 5, 11),
        "M-4": date(2026, 8, 9),
        "M-5": date(2026, 8, 31),
        "M-6": None,
        "M-7": date(2026, 9, 30),
    }
    assert outcome.issues == {
        *((f"E{row}", "date_imprecise") for row in (2, 3, 4, 5, 6, 8)),
        ("E7", "to_be_confirmed"),
    }


def test_spans_that_a_person_refuses_stay_empty(loaded):
    outcome = loaded("o18_spans_for_days.csv", answers={"span::forecast": "leave empty"})
    assert set(outcome.column("milestones", "forecast_date", key="milestone_id").values()) == {None}
    assert ("E2", "date_imprecise") in outcome.issues


def test_of_two_dates_in_a_cell_the_first_is_loaded_and_the_earlier_one_listed(loaded):
    asked = loaded("o19_earlier_date_in_brackets.csv")
    outcome = loaded("o19_earlier_date_in_brackets.csv", accept=True)
    assert asked.questions == {("year", "Forecast"): "the nearest year"}
    assert outcome.column("milestones", "forecast_date", key="milestone_id") == {
        "M-1": date(2026, 6, 30),
        "M-2": date(2026, 5, 12),
        "M-3": date(2026, 9, 30),
    }
    assert outcome.issues == {
        ("E2", "earlier_date_in_brackets"), ("E3", "earlier_date_in_brackets"),
    }  # fmt: skip
    baselines = outcome.column("milestones", "baseline_date", key="milestone_id")
    assert set(baselines.values()) == {MARCH}


def test_health_that_only_a_fill_shows_is_asked_by_colour(loaded):
    asked = loaded("o11_health_as_colour.xlsx")
    assert {question.id: question.proposal for question in asked.record.questions} == {
        "colour:#00B050": "green", "colour:#FFC000": "amber", "colour:#C00000": "red",
    }  # fmt: skip
    outcome = loaded("o11_health_as_colour.xlsx", accept=True)
    assert outcome.column("projects", "health_overall") == {
        "P-1": "green", "P-2": "amber", "P-3": "red", "P-4": None,
    }  # fmt: skip
    assert outcome.issues == {("C1", "colour_read")}


def test_a_legend_says_what_colours_mean_whatever_they_look_like(loaded):
    outcome = loaded("o11_health_as_colour_with_a_legend.xlsx")
    assert outcome.questions == {}
    assert outcome.column("projects", "health_overall") == {
        "P-1": "red", "P-2": "amber", "P-3": "green", "P-4": None,
    }  # fmt: skip


def test_dates_texts_and_serials_of_one_column_are_typed_cell_by_cell(loaded):
    outcome = loaded("o15_dates_texts_and_serials.xlsx")
    assert outcome.column("milestones", "forecast_date", key="milestone_id") == {
        "M-1": date(2026, 6, 30),
        "M-2": date(2026, 7, 13),
        "M-3": date(2026, 8, 31),
        "M-4": None,
    }
    assert outcome.issues == {("D5", "not_a_date")}


def test_a_comment_is_listed_and_changes_no_value(loaded):
    outcome = loaded("o35_status_in_a_comment.xlsx")
    assert outcome.issues == {("C2", "comment")}
    assert outcome.column("projects", "health_overall") == {"P-1": "Green"}


def test_a_key_keeps_the_zeros_that_its_format_shows(loaded):
    outcome = loaded("o42_zeros_of_the_format.xlsx")
    assert outcome.column("projects", "project_name") == {"00123": "Alpha", "00124": "Beta"}


def test_words_of_health_that_drift_are_asked_once_each(loaded):
    asked = loaded("o45_states_that_drift.csv")
    assert {question.id: question.proposal for question in asked.record.questions} == {
        "rating::rag:on-track": "green",
        "rating::rag:ot": "no health",
        "rating::rag:im plan": "no health",
    }
    answers = {"rating::rag:ot": "green", "rating::rag:im plan": "green"}
    outcome = loaded("o45_states_that_drift.csv", accept=True, answers=answers)
    assert outcome.column("projects", "health_overall") == {
        "P-1": "On track", "P-2": "green", "P-3": "green", "P-4": "green",
    }  # fmt: skip


def test_the_direction_of_numbered_health_is_asked_and_not_proposed(loaded):
    asked = loaded("o12_health_words.csv")
    proposals = {question.id: question.proposal for question in asked.record.questions}
    assert proposals["rating::schedule rag:1"] is None
    assert proposals["rating::rag:🟢"] == "green"
    answers = {
        "rating::schedule rag:1": "green",
        "rating::schedule rag:2": "amber",
        "rating::schedule rag:3": "red",
    }
    outcome = loaded("o12_health_words.csv", accept=True, answers=answers)
    assert outcome.column("projects", "health_schedule") == {
        "P-1": "green", "P-2": "red", "P-3": "amber", "P-4": "green", "P-5": "amber",
    }  # fmt: skip
    assert outcome.column("projects", "health_overall") == {
        "P-1": "R", "P-2": "Red", "P-3": "Gelb", "P-4": "green", "P-5": "▲",
    }  # fmt: skip


def test_of_five_point_ratings_only_the_unknown_word_is_asked(loaded):
    asked = loaded("o14_five_point_ratings.csv")
    assert [question.id for question in asked.record.questions] == ["rating::rag:ruby"]
    outcome = loaded("o14_five_point_ratings.csv", accept=True)
    assert outcome.column("projects", "health_overall")["P-3"] == "Amber/ Red"
    assert outcome.issues == {("C6", "withheld")}


def test_a_share_of_a_month_among_hours_is_listed_and_other_units_are_converted(loaded):
    outcome = loaded("o37_allocations_in_mixed_units.csv", accept=True)
    planned = outcome.column("assignments", "planned_minutes", key="person_id")
    assert planned == {"Cem Aydin": 40 * 60, "Dana Lee": 5 * 8 * 60}
    assert {("D2", "text_in_number"), ("D3", "text_in_number"), ("D6", "text_in_number")} <= (
        outcome.issues
    )
    (region,) = outcome.record.regions
    assert (region.rows.loaded, region.rows.rejected) == (2, 3)
