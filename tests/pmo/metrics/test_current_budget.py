"""Current budget: what a project may cost today."""

from datetime import date

from pmo.readings.reading import Reading
from tests.money_rows import life, month, transfer, year
from tests.readings import reading_of

T = date(2026, 11, 30)
NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def budget(*lines: dict[str, object], **tables: list[dict[str, object]]) -> Reading:
    return reading_of("current_budget", status_date=T, budget_lines=lines, **tables)


def test_the_approved_budget_of_the_whole_life_is_the_budget():
    assert budget(life("approved budget", 120_000_00)).value == 120_000_00


def test_without_a_whole_life_amount_the_months_are_added_later_ones_too():
    reading = budget(
        month("approved budget", NOVEMBER, 40_000_00), month("approved budget", DECEMBER, 60_000_00)
    )
    assert reading.value == 100_000_00


def test_a_whole_life_amount_and_its_months_are_never_added():
    reading = budget(
        life("approved budget", 100_000_00),
        month("approved budget", NOVEMBER, 40_000_00),
        month("approved budget", DECEMBER, 60_000_00),
    )
    assert reading.value == 100_000_00


def test_an_approved_budget_has_its_transfers_inside_already():
    reading = budget(
        life("approved budget", 100_000_00), budget_transfers=[transfer("BETA", "ALPHA", 9_000_00)]
    )
    assert reading.row("ALPHA")["value"] == 100_000_00


def test_without_an_approved_budget_it_is_the_original_with_changes_and_transfers():
    reading = budget(
        life("original budget", 100_000_00),
        life("approved change", 5_000_00),
        budget_transfers=[
            transfer("BETA", "ALPHA", 20_000_00),
            transfer("ALPHA", "GAMMA", 3_000_00),
        ],
    )
    assert reading.row("ALPHA")["value"] == 122_000_00


def test_a_transfer_that_waits_is_never_part_of_the_budget():
    waiting = transfer("BETA", "ALPHA", 20_000_00, state="requested", decided_date=None)
    reading = budget(life("original budget", 100_000_00), budget_transfers=[waiting])
    assert reading.row("ALPHA")["value"] == 100_000_00


def test_a_year_of_budget_is_no_budget_at_completion():
    reading = budget(year("approved budget", date(2026, 4, 1), 30_000_00))
    assert (reading.value, reading.reason) == (None, "no_budget")


def test_a_project_of_the_register_without_money_has_no_budget_not_a_budget_of_0():
    reading = budget(projects=[{"project_id": "ALPHA"}])
    assert (reading.value, reading.reason) == (None, "no_budget")


def test_money_of_a_project_that_the_register_does_not_know_is_not_lost():
    reading = budget(life("approved budget", 7_00), projects=[{"project_id": "BETA"}])
    assert reading.row("ALPHA")["value"] == 7_00


def test_lines_in_two_currencies_are_not_added():
    reading = budget(
        month("approved budget", NOVEMBER, 1_00),
        month("approved budget", DECEMBER, 1_00, currency="USD"),
    )
    assert (reading.value, reading.reason) == (None, "mixed_currency")


def rebuilt(*transfers: dict[str, object], change: str = "EUR") -> tuple[object, object]:
    reading = budget(
        life("original budget", 100_00),
        life("approved change", 5_00, currency=change),
        budget_transfers=transfers,
    )
    row = reading.row("ALPHA")
    return row["value"], row["reason"]


def test_transfers_that_cannot_be_added_leave_no_budget_instead_of_being_dropped():
    unknown = (None, "mixed_currency")
    euro = transfer("BETA", "ALPHA", 20_00)
    assert rebuilt(euro, transfer("BETA", "ALPHA", 9_00, currency="USD")) == unknown
    assert rebuilt(euro, transfer("BETA", "ALPHA", 9_00, currency=None)) == unknown
    assert rebuilt(transfer("BETA", "ALPHA", 9_00, currency="USD")) == unknown
    assert rebuilt(transfer("BETA", "ALPHA", 9_00, currency=None)) == unknown


def test_changes_that_cannot_be_added_leave_no_budget():
    assert rebuilt(change="USD") == (None, "mixed_currency")
    reading = budget(
        life("original budget", 100_00),
        life("approved change", 5_00),
        life("approved change", 5_00, currency="USD"),
    )
    assert (reading.value, reading.reason) == (None, "mixed_currency")


def test_transfers_of_other_projects_and_no_register_at_all_change_nothing():
    assert rebuilt() == (105_00, None)
    assert rebuilt(transfer("BETA", "GAMMA", 9_00, currency="USD")) == (105_00, None)


def test_a_years_approved_budget_does_not_hide_mixed_currencies_of_the_rebuilt_one():
    reading = budget(
        year("approved budget", date(2026, 4, 1), 30_00),
        life("original budget", 100_00),
        life("approved change", 5_00, currency="USD"),
    )
    assert (reading.value, reading.reason) == (None, "mixed_currency")


def test_a_group_adds_the_budgets_of_its_projects_and_counts_the_one_without():
    reading = reading_of(
        "current_budget",
        status_date=T,
        by="organisation",
        projects=[{"project_id": "ALPHA"}, {"project_id": "BETA"}, {"project_id": "GAMMA"}],
        budget_lines=[
            life("approved budget", 10_00),
            life("approved budget", 5_00, project_id="BETA"),
        ],
    )
    row = reading.row()
    assert (row["value"], row["used"], row["missing"], row["currency"]) == (15_00, 2, 1, "EUR")


def test_a_group_with_two_currencies_has_no_total():
    reading = reading_of(
        "current_budget",
        status_date=T,
        by="organisation",
        budget_lines=[
            life("approved budget", 10_00),
            life("approved budget", 5_00, project_id="BETA", currency="GBP"),
        ],
    )
    assert (reading.value, reading.reason) == (None, "mixed_currency")


def test_each_status_date_has_the_budget_of_its_own_file():
    before = date(2026, 10, 31)
    reading = reading_of(
        "current_budget",
        before,
        T,
        budget_lines=[
            life("approved budget", 10_00, status_date=before),
            life("approved budget", 12_00, status_date=T),
        ],
    )
    assert reading.series("ALPHA")["value"].to_list() == [10_00, 12_00]


def test_a_transfer_counts_from_the_status_date_after_its_approval():
    before = date(2026, 9, 30)
    reading = reading_of(
        "current_budget",
        before,
        T,
        budget_lines=[
            life("original budget", 10_00, status_date=before),
            life("original budget", 10_00, status_date=T),
        ],
        budget_transfers=[transfer("BETA", "ALPHA", 2_00)],
    )
    assert reading.series("ALPHA")["value"].to_list() == [10_00, 12_00]
