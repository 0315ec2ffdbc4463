"""Last month's file under this month's name, and this month's numbers in another unit."""

from pipelines.inspection import Instructions
from pipelines.load import inspect
from tests.outcomes import APRIL, GOLDEN, MARCH, book_in

STATUS = "o40_same_values_as_last_month.csv"
CORRECTED = "o41_corrected_later_the_same_day.csv"
EUROS, THOUSANDS = "o40_budget_in_euros.csv", "o40_budget_in_thousands.csv"


def test_the_same_bytes_under_the_same_date_are_one_load(loaded):
    first = loaded(STATUS)
    again = loaded(STATUS)
    assert (first.record.load, first.record.already) == (1, False)
    assert (again.record.load, again.record.already) == (1, True)


def test_the_same_values_under_a_new_date_load_with_a_warning(loaded):
    loaded(STATUS)
    outcome = loaded(STATUS, status_date=APRIL)
    assert outcome.record.load == 2
    assert outcome.values("unchanged_since") == {"A1:D4": "2026-03-31"}


def test_what_is_unchanged_is_said_before_it_is_loaded(loaded):
    settings = loaded(STATUS).settings
    record = inspect(GOLDEN / STATUS, Instructions("Ours", APRIL), settings)
    (region,) = record.regions
    assert [issue.rule for issue in region.issues] == ["unchanged_since"]


def test_a_file_of_the_same_date_or_with_one_other_value_is_no_repetition(loaded):
    loaded(STATUS)
    assert loaded(CORRECTED).values("unchanged_since") == {}
    assert loaded(STATUS, status_date=APRIL).values("unchanged_since") == {}  # not as corrected
    assert loaded(CORRECTED, status_date=APRIL).values("unchanged_since") != {}


def test_only_the_date_before_counts(loaded):
    settings = loaded(STATUS).settings
    loaded(CORRECTED, status_date=APRIL)
    early = Instructions("Ours", MARCH.replace(day=1))
    assert [each.rule for each in inspect(GOLDEN / STATUS, early, settings).regions[0].issues] == []


def test_numbers_a_thousand_times_smaller_are_listed_as_another_unit(loaded):
    loaded(EUROS)
    outcome = loaded(THOUSANDS, status_date=APRIL)
    assert list(outcome.values("unit_jump")) == ["A1:D4"]
    message = outcome.message("A1:D4", "unit_jump")
    assert "approved budget" in message
    assert "2026-03-31" in message


def test_numbers_of_the_same_unit_are_no_jump(loaded, tmp_path):
    loaded(EUROS)
    header = ("Project ID", "Project name", "Forecast finish", "Approved budget (EUR)")
    rows = [("P-1", "Harbour", APRIL, 2_500_000), ("P-2", "Tunnel", APRIL, 700_000)]
    outcome = loaded(book_in(tmp_path, Status=[header, *rows]), status_date=APRIL)
    assert outcome.values("unit_jump") == {}
