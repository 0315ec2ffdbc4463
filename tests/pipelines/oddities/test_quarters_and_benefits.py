"""What becomes of amounts by quarter, and of benefits that are planned and realised."""

from datetime import date

from pmo.warehouse import open_warehouse


def amounts(outcome):
    """Category, measure, kind and last day of the span, and amount in major units."""
    sql = (
        "select category, measure, period_kind, period_end_date, amount // 100 "
        "from main.budget_lines where project_id in ('B1', 'Alpha', 'TR10') order by all"
    )
    with open_warehouse(outcome.settings).snapshot() as snapshot:
        return snapshot.query(sql).rows()


def test_a_quarter_counts_in_its_last_month_once_a_person_says_so(loaded):
    asked = loaded("o06_amounts_by_quarter.csv")
    assert asked.questions["quarters", ""] == "last month"
    taken = loaded("o06_amounts_by_quarter.csv", accept=True, answers=measure("actual"))
    assert amounts(taken) == [
        ("Staff", "actual", "month", date(2026, 3, 31), 10),
        ("Staff", "actual", "month", date(2026, 6, 30), 20),
    ]
    assert {rule for _, rule in taken.issues} & {"missing_period", "column_not_read"} == set()


def measure(name):
    return {"value::budget_lines.measure": name, "status_date": "2026-06-30"}


def test_quarters_are_left_out_where_a_person_wants_it(loaded):
    answers = {"quarters:": "leave out", "status_date": "2026-06-30"}
    outcome = loaded("o06_amounts_by_quarter.csv", accept=True, answers=answers)
    (region,) = outcome.record.regions
    assert (region.tables, region.rows.loaded, region.rows.ignored) == ((), 0, 3)


def test_a_benefit_of_a_quarter_is_what_came_or_else_what_was_planned(loaded):
    outcome = loaded("o06_benefits_by_quarter.csv", accept=True)
    shifts = [row for row in amounts(outcome) if row[0] == "Fewer shifts"]
    assert [(row[1], row[3], row[4]) for row in shifts] == [
        ("benefit", date(2026, 6, 30), 42_000),
        ("benefit", date(2026, 9, 30), 61_000),
        ("benefit", date(2026, 12, 31), 70_000),
    ]
    columns = outcome.record.regions[0].columns
    why = {column.header: column.why for column in columns if not column.columns}
    assert '"Q1 26/27 / Realised" states what came' in why["Q1 26/27 / Plan"]


def test_of_a_whole_life_the_expected_benefit_is_kept_and_no_cost(loaded, tmp_path):
    sheet = tmp_path / "tracker.csv"
    sheet.write_text(
        "Project ID,Benefit,Target benefit (£),Forecast benefit (£),Benefit realised to date (£)\n"
        "TR10,Fewer shifts,89000,68487,28667\nTR11,Energy,171000,164194,55502\n"
    )
    assert amounts(loaded(sheet, accept=True)) == [("Fewer shifts", "benefit", "life", None, 68487)]


def test_a_cost_report_of_one_project_is_loaded_under_the_name_that_a_person_gives(loaded):
    answers = {"value::budget_lines.project_id": "Alpha"}
    outcome = loaded("o04_cost_report_of_one_project.csv", accept=True, answers=answers)
    of_civils = [(row[1], row[4]) for row in amounts(outcome) if row[0] == "Civils"]
    assert of_civils == [
        ("actual", 900),
        ("approved budget", 1550),
        ("commitment", 1400),
        ("forecast", 1580),
        ("original budget", 1500),
    ]
    assert outcome.record.regions[0].rows.totals == 1


def test_costs_of_a_plan_and_of_what_came_are_told_apart_in_german(loaded, tmp_path):
    path = tmp_path / "kosten.csv"
    path.write_text("Projekt;Kosten 2026 Plan;Kosten 2026 IST YTD\nAlpha;400,50;98,25\n")
    taken = loaded(path, accept=True)
    assert taken.column("budget_lines", "amount", key="measure") == {
        "planned value": 40050,
        "actual": 9825,
    }
