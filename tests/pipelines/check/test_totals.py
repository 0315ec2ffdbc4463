"""Totals that senders write under their records."""

import pytest

from pipelines.region import TOTAL
from tests.hand_made import LIFE, checked, fills

COLUMNS = ("projects.project_id", fills("budget_lines.amount", fixed=LIFE, unit="EUR"), "", "")


def total(*rows, totals):
    result = checked(
        (("Project", "Budget", "Kind", "Unit"), *rows),
        COLUMNS,
        tables=("projects", "budget_lines"),
        roles=dict.fromkeys(totals, TOTAL),
    )
    return [(issue.cell, issue.rule, issue.message) for issue in result.record.issues]


def test_a_total_that_its_records_do_not_add_up_to_is_told_with_both_sums():
    ((cell, rule, message),) = total(("A", 10), ("B", 20), ("Total", 35), totals=[4])
    assert (cell, rule) == ("B4", "total_mismatch")
    assert "35" in message
    assert "30" in message


@pytest.mark.parametrize("value", [30, "30.00", "€30"])
def test_a_total_of_all_records_is_right(value):
    assert total(("A", 10), ("B", 20), ("Total", value), totals=[4]) == []


def test_subtotals_cover_the_records_since_the_last_and_the_grand_total_all():
    rows = (("A", 10), ("Sub", 10), ("B", 20), ("Sub", 20), ("Total", 30))
    assert total(*rows, totals=[3, 5, 6]) == []


def test_a_total_of_a_kind_covers_the_records_of_its_kind():
    rows = (("A", 10, "Opex"), ("B", 5, "Capex"), ("C", 1, "Opex"), ("Total", 11, "Opex"))
    assert total(*rows, totals=[5]) == []


OF_STATES = (("A", 10, "Approved"), ("B", 5, "Pending"), ("C", 1, "Approved"))


@pytest.mark.parametrize(
    ("label", "value"),
    [("Total approved", 11), ("Approved to date", 11), ("APPROVED", 11), ("Sum of pending", 5)],
)
def test_a_total_covers_the_records_whose_word_its_label_holds(label, value):
    assert total(*OF_STATES, (label, value), totals=[5]) == []


@pytest.mark.parametrize("label", ["Total approved", "Disapproved", "Total"])
def test_a_total_of_other_records_than_its_label_says_is_told(label):
    ((cell, rule, _),) = total(*OF_STATES, (label, 20), totals=[5])
    assert (cell, rule) == ("B5", "total_mismatch")


def test_a_word_within_another_names_no_records():
    ((cell, rule, _),) = total(*OF_STATES, ("Disapproved", 11), totals=[5])
    assert (cell, rule) == ("B5", "total_mismatch")


def test_a_total_of_two_words_covers_the_records_that_both_name():
    rows = (
        ("A", 10, "Actual", "IT"),
        ("B", 5, "Budget", "IT"),
        ("C", 1, "Actual", "HR"),
        ("D", 2, "Actual", "HR"),
        ("Total actual IT", 10, "", ""),
        ("HR actuals", 3, "", ""),
    )
    assert total(*rows, totals=[6, 7]) == []


def test_a_rounded_total_is_right():
    assert total(("A", "10.4"), ("B", "20.3"), ("Total", 31), totals=[4]) == []
