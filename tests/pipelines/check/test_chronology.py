"""What must come first as evidence of the order of day and month."""

from datetime import date, datetime

from tests.hand_made import checked, fills

PLAN = ("projects.project_id", "projects.baseline_start_date", "projects.baseline_finish_date")
HEADER = ("Project", "Start", "Finish")


def orders(result):
    """Proposal and text of each question about an order, by column."""
    return {each.column: (each.proposal, each.text) for each in result.record.questions}


def test_starts_that_come_after_their_ends_speak_for_the_other_order():
    rows = (
        HEADER,
        ("P-1", "05/02/2026", "01/03/2026"),  # 5 May to 1 March, if the month came first
        ("P-2", "09/01/2026", "02/02/2026"),
        ("P-3", "01/04/2026", "03/05/2026"),
    )
    asked = orders(checked(rows, PLAN))
    assert {column: proposal for column, (proposal, _) in asked.items()} == {
        "Start": "day first", "Finish": "day first",
    }  # fmt: skip
    assert "all 3 pairs" in asked["Start"][1]
    assert "read month first, 2 do not" in asked["Start"][1]


def test_evidence_is_asked_and_an_answer_counts_more():
    rows = (HEADER, ("P-1", "05/02/2026", "01/03/2026"), ("P-2", "09/01/2026", "02/02/2026"))
    answers = {"date_order:status:start": "month first", "date_order:status:finish": "month first"}
    plan = checked(rows, PLAN, answers=answers).tables["projects"]
    assert plan["baseline_start_date"].to_list() == [date(2026, 5, 2), date(2026, 9, 1)]


def test_one_pair_alone_may_be_a_slip_and_proposes_nothing():
    rows = (HEADER, ("P-1", "05/02/2026", "01/03/2026"), ("P-2", "01/04/2026", "03/05/2026"))
    asked = orders(checked(rows, PLAN))
    assert {proposal for proposal, _ in asked.values()} == {None}


def test_gates_follow_each_other():
    gates = [fills("milestones.baseline_date", fixed=(("milestone_name", name),)) for name in "AB"]
    rows = (
        ("Project", "Gate A", "Gate B"),
        ("P-1", "05/02/2026", "2026-03-01"),
        ("P-2", "09/01/2026", "2026-02-02"),
    )
    asked = orders(checked(rows, ("milestones.project_id", *gates), tables=("milestones",)))
    assert asked["Gate A"][0] == "day first"


def test_a_request_is_opened_before_it_is_closed():
    columns = ("service_requests.request_id", "service_requests.opened_datetime",
               "service_requests.closed_datetime")  # fmt: skip
    rows = (
        ("Number", "Opened", "Closed"),
        ("R-1", "02/05/2026 10:00", "2026-02-07 11:00"),
        ("R-2", "01/09/2026 10:00", "2026-01-10 11:00"),
    )
    result = checked(rows, columns, tables=("service_requests",))
    assert orders(result)["Opened"][0] == "month first"
    opened = result.tables["service_requests"]["opened_datetime"].to_list()
    assert opened == [datetime(2026, 2, 5, 10), datetime(2026, 1, 9, 10)]  # noqa: DTZ001 - no zone
