"""Headers as strangers lay them out: a gap before the months, two languages in one cell."""

from tests.pipelines.books import region_of, targets_of

MONTHS = ("Apr 2026", "May 2026", "Jun 2026")


def test_months_after_an_empty_column_belong_to_the_names_before_it():
    region = region_of(
        ("Associate", "Job role", "Client project", "Booking", None, *MONTHS),
        ("Abbott, Kayla", "Tech lead", "PRJ-2207", "Hard", None, 1, 1, 0.5),
        ("Dietrich, Jo", "QA analyst", "PRJ-2207", "Soft", None, 0.5, 0.5, 1),
    )
    found = targets_of(region)
    assert region.tables[0] == "assignments"
    assert found["Associate"] == ["assignments.person_id"]
    assert {found[month][0] for month in MONTHS} == {"assignments.planned_minutes"}


def test_weeks_below_one_label_are_weeks():
    region = region_of(
        ("Crew member", "Role", "Job #", "Planned hours, week of", None, None),
        (None, None, None, "2026-04-13", "2026-04-20", "2026-04-27"),
        ("A. Ruiz", "Foreman", "J-611", 40, 40, 32),
        ("B. Stone", "Carpenter", "J-611", 40, 40, 40),
    )
    weeks = [
        dict(column.targets[0].fixed)["month_date"]
        for column in region.columns
        if [target.name for target in column.targets] == ["assignments.planned_minutes"]
    ]
    assert weeks == ["2026-04-01"] * 3


def test_a_measure_above_days_stays_a_measure():
    region = region_of(
        ("Project ID", "Project", "Budget", "Actual"),
        (None, None, "2026-04-30", "2026-04-30"),
        ("P-1", "Alpha", 100, 90),
        ("P-2", "Beta", 50, 40),
    )
    measures = [
        dict(column.targets[0].fixed).get("measure") for column in region.columns if column.targets
    ]
    assert measures[-2:] == ["approved budget", "actual"]


def test_a_cell_of_two_languages_means_what_its_known_line_means():
    region = region_of(
        ("Nr wniosku\nRequest no.", "Z projektu\nFrom project", "Do projektu\nTo project",
         "Kwota\nTransfer amount", "Data decyzji\nDecision date"),
        ("WP-01/26", "BUD-118", "BUD-121", 185000, "2026-01-21"),
        ("WP-02/26", "BUD-121", "BUD-118", 240000, "2026-02-09"),
    )  # fmt: skip
    found = [column.targets[0].column for column in region.columns]
    assert found == ["transfer_id", "from_project_id", "to_project_id", "amount", "decided_date"]


def test_a_sign_of_money_alone_heads_amounts():
    region = region_of(
        ("Transfer ref", "Date", "From (project)", "To (project)", "£k", "Status"),
        ("BT1", "2026-01-14", "Alpha", "Beta", 25, "Approved"),
        ("BT2", "2026-02-20", "Beta", "Gamma", 5, "Pending"),
    )
    found = targets_of(region)
    assert found["£k"] == ["budget_transfers.amount"]
    assert found["Date"] == ["budget_transfers.requested_date"]
    assert next(column.unit for column in region.columns if column.header == "£k") == "£k"


def test_time_of_named_people_is_no_demand_for_their_role():
    region = region_of(
        ("Resource", "Role", *MONTHS),
        ("Ann Moor", "PM", "100%", "50%", "50%"),
        ("Bo Field", "Developer", "80%", "80%", "80%"),
    )
    assert region.tables == ()
    assert [question.id.partition(":")[0] for question in region.questions] == ["table"]


def test_line_items_of_the_books_are_known_by_their_short_names():
    region = region_of(
        ("Company code", "WBS element", "Cost element", "Val.in rep.cur.", "Posting date"),
        ("1000", "P-1", "400100", 12500, "2026-01-15"),
        ("1000", "P-2", "410000", 350.25, "2026-02-13"),
    )
    found = targets_of(region)
    assert found["Val.in rep.cur."] == ["budget_lines.amount"]
    assert found["WBS element"] == ["budget_lines.project_id"]
    assert found["Posting date"] == ["budget_lines.period_start_date"]


def test_amounts_of_a_list_of_benefits_are_no_budgets_and_no_spending():
    region = region_of(
        ("Benefit ID", "Project", "Benefit", "Baseline value", "Target value", "Actual to date"),
        ("B1", "Alpha", "Fewer calls", 0, 120000, 30000),
        ("B2", "Beta", "Faster close", 10, 4, 8),
    )
    assert region.tables[0] == "budget_lines"
    loaded = {
        column.header: dict(column.targets[0].fixed)["measure"]
        for column in region.columns
        if [target.column for target in column.targets] == ["amount"]
    }
    assert loaded == {"Target value": "benefit"}
