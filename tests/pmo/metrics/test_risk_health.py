"""Risk health: do risks and issues get their answers in time."""

from datetime import date

from pmo.readings.reading import Reading
from tests.project_rows import project, risk
from tests.readings import reading_of

T = date(2026, 11, 30)


def risks(*rows: dict[str, object], **row: object) -> Reading:
    numbered = [entry | {"risk_id": f"R{i}"} for i, entry in enumerate(rows)]
    return reading_of("risk_health", status_date=T, projects=[project(**row)], risks=numbered)


def test_one_critical_entry_past_due_is_red():
    assert risks(risk("critical")).row()["colour"] == "red"


def test_one_high_entry_past_due_is_amber_and_two_are_red():
    assert risks(risk("high")).row()["colour"] == "amber"
    assert risks(risk("high"), risk("high")).row()["colour"] == "red"


def test_entries_in_time_are_green():
    row = risks(risk("critical", due_date=date(2026, 12, 24))).row()
    assert (row["colour"], row["detail"]) == ("green", "nothing critical or high past due")


def test_a_project_without_an_entry_is_grey_not_green():
    row = risks().row()
    assert (row["colour"], row["word"], row["reason"]) == ("grey", None, "not_assessable")


def test_an_expected_loss_above_the_contingency_is_red_where_both_are_stated():
    # 50 % of 300.00 is 150.00.
    likely = risk("low", probability_share=0.5, impact_amount=300_00)
    assert risks(likely, contingency_amount=149_99).row()["colour"] == "red"
    assert risks(likely, contingency_amount=150_00).row()["colour"] == "green"
    assert risks(likely).row()["colour"] == "green"


def test_a_closed_risk_is_no_expected_loss():
    gone = risk("low", probability_share=0.5, impact_amount=300_00, state="closed")
    assert risks(gone, contingency_amount=1_00).row()["colour"] == "green"


def test_the_reasons_name_the_entries():
    assert risks(risk("critical")).row()["detail"] == ("critical past due: R0 (90 days past due)")
