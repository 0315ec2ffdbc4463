"""The embedded portfolios: what is true of the invented worlds comes out of their files.

The truth stands in ``data/sample/truth.json``, written by the model of the two worlds and never
by Milepost. Every comparison is exact: cents, days, minutes, colours.
"""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pmo import metrics
from tests.loaded import figures_in

pytestmark = pytest.mark.slow

TRUTH = json.loads(
    (Path(__file__).parents[1] / "data/sample/truth.json").read_text(encoding="utf-8")
)
IT = {date.fromisoformat(day): facts for day, facts in TRUTH["sample"]["status_dates"].items()}
WORKS = {
    date.fromisoformat(day): facts for day, facts in TRUTH["sample-works"]["status_dates"].items()
}
STATES = {  # phase in the report, and place in the lifecycle
    "Initiation": "active",
    "Planning": "active",
    "Execution": "active",
    "Closing": "active",
    "On hold": "on hold",
    "Closed": "complete",
    "Cancelled": "cancelled",
}
MONEY = {  # truth, and metric with measure
    "current_budget": ("current_budget", None),
    "actual_to_date": ("actual_to_date", None),
    "open_commitments": ("open_commitments", None),
    "forecast_at_completion": ("forecast_at_completion", None),
    "variance_at_completion": ("variance_at_completion", "amount"),
}


@pytest.fixture(scope="module")
def sample(embedded_data):
    with figures_in(embedded_data, "sample") as figures:
        yield figures


@pytest.fixture(scope="module")
def works(embedded_data):
    with figures_in(embedded_data, "sample-works") as figures:
        yield figures


@pytest.fixture(params=IT, ids=str)
def day(request):
    return request.param


@pytest.fixture(params=WORKS, ids=str)
def year_end(request):
    return request.param


def of_projects(facts, name):
    """Truth of each project by its key."""
    return {key: project[name] for key, project in facts["projects"].items()}


def lower(words):
    return {key: word and word.lower() for key, word in words.items()}


def only(values, keys):
    return {key: values.get(key) for key in keys}


# Money ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MONEY)
def test_money_of_each_project_is_true_to_the_cent(sample, day, name):
    truth = of_projects(IT[day], name)
    metric, measure = MONEY[name]
    found = sample.by_key(metric, day, by="project", measure=measure)
    assert only(found, truth) == truth


@pytest.mark.parametrize("name", MONEY)
@pytest.mark.parametrize("level", ["organisation", "portfolio", "programme", "department"])
def test_money_of_each_group_is_true_to_the_cent(sample, day, name, level):
    metric, measure = MONEY[name]
    found = sample.by_key(metric, day, by=level, measure=measure)
    truth = {group: sums[name] for group, sums in IT[day]["totals"].items()}
    assert found == only(truth, found)


def test_every_group_of_the_truth_has_its_money_at_one_level(sample, day):
    levels = ("organisation", "portfolio", "programme", "department")
    found = {key for level in levels for key in sample.by_key("current_budget", day, by=level)}
    assert found == set(IT[day]["totals"])


def test_growth_rests_on_the_budget_that_was_first_approved(sample, day):
    rows = sample.reading("budget_growth", day, by="project").rows
    found = dict(rows.select("key", "denominator").iter_rows())
    truth = of_projects(IT[day], "original_budget")
    assert only(found, truth) == truth


@pytest.mark.parametrize(
    ("metric", "numerator", "denominator"),
    [
        ("schedule_performance_index", "earned_value", "planned_value"),
        ("cost_performance_index", "earned_value", "actual_to_date"),
    ],
)
def test_indices_rest_on_the_true_earned_and_planned_value(
    sample, day, metric, numerator, denominator
):
    rows = sample.reading(metric, day, by="project").rows.drop_nulls("numerator")
    found = {
        key: tuple(parts)
        for key, *parts in rows.select("key", "numerator", "denominator").iter_rows()
    }
    truth = {
        key: (project[numerator], project[denominator])
        for key, project in IT[day]["projects"].items()
    }
    assert found
    assert found == only(truth, found)


def test_net_transfers_of_each_project_are_true_and_cancel_out(sample, day):
    truth = IT[day]["net_transfers"]
    found = sample.by_key("net_transfers", day, by="project")
    assert {key: value for key, value in found.items() if value} == truth
    assert sample.value("net_transfers", day) == 0


def test_pending_transfers_are_those_that_wait(sample, day):
    waiting = IT[day]["pending_transfers"]
    assert (sample.value("pending_transfers", day, measure="count") or 0) == len(waiting)


def test_transfers_that_break_a_rule_are_the_planted_ones_and_no_others(sample, day):
    planted = IT[day]["transfer_breaches"]
    for rule in ("one_sided", "own_request"):
        found = sample.by_key("transfer_breaches", day, by="transfer", measure=rule)
        assert {key for key, value in found.items() if value} == {
            key for key, broken in planted.items() if broken == rule
        }


# Milestones -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "measure"),
    [("finish_slippage_days", "days"), ("finish_slippage_working_days", "working_days")],
)
def test_slippage_of_each_finish_is_true_to_the_day(sample, day, name, measure):
    truth = of_projects(IT[day], name)
    found = sample.by_key("finish_slippage", day, by="project", measure=measure)
    assert only(found, truth) == truth


@pytest.mark.parametrize(
    ("name", "metric", "measure"),
    [
        ("slippage_days", "milestone_slippage", "days"),
        ("slippage_working_days", "milestone_slippage", "working_days"),
        ("slippage_original_days", "milestone_slippage_original", "days"),
    ],
)
def test_a_project_shows_its_worst_open_milestone(sample, day, name, metric, measure):
    worst = of_projects(IT[day], "worst_open_milestone")
    truth = {key: facts and facts[name] for key, facts in worst.items()}
    found = sample.by_key(metric, day, by="project", measure=measure)
    assert only(found, truth) == truth


def test_the_hit_rate_counts_what_was_due_and_what_was_met(sample, day):
    row = sample.reading("milestone_hit_rate", day).row()
    truth = IT[day]["hit_rate"]
    assert (row["numerator"], row["denominator"]) == (truth["met"], truth["due"])


@pytest.mark.parametrize("measure", ["overdue", "stale_forecast"])
def test_overdue_milestones_are_counted(sample, day, measure):
    truth = IT[day]["milestones_overdue"][measure]
    assert sample.value("milestones_overdue", day, measure=measure) == truth


def test_slipping_projects_are_those_with_a_late_finish_among_the_active(sample, day):
    late = sample.by_key("finish_slippage", day, by="project", measure="days")
    states = sample.words("active_projects", day)
    found = [key for key, days in late.items() if days and days > 0 and states[key] == "active"]
    assert found == IT[day]["slipping"]


# Health -----------------------------------------------------------------------------------------


def test_phases_give_each_project_its_place_in_the_lifecycle(sample, day):
    states = sample.words("active_projects", day)
    truth = {key: STATES[phase] for key, phase in of_projects(IT[day], "phase").items()}
    assert only(states, truth) == truth
    counts = dict.fromkeys(STATES.values(), 0) | {"not started": 0}
    for phase, number in IT[day]["phases"].items():
        counts[STATES[phase]] += number
    assert sample.counts("active_projects", day) == counts


def test_reported_colours_are_those_of_the_managers(sample, day):
    truth = lower(of_projects(IT[day], "reported"))
    assert only(sample.words("reported_health", day), truth) == truth
    counts = {
        colour: IT[day]["reported"].get(colour.title(), 0) for colour in ("green", "amber", "red")
    }
    found = sample.counts("reported_health", day)
    assert only(found, counts) == counts


@pytest.mark.parametrize("dimension", ["schedule", "cost", "people", "risk"])
def test_each_dimension_has_the_colour_of_the_evidence(sample, day, dimension):
    truth = {key: lower(colours)[dimension] for key, colours in IT[day]["computed"].items()}
    found = sample.words("health_dimensions", day, measure=dimension)
    assert only(found, truth) == truth


def test_red_projects_are_red_by_the_evidence(sample, day):
    overall = sample.words("health_dimensions", day, measure="overall")
    assert sorted(key for key, word in overall.items() if word == "red") == IT[day]["computed_red"]


def test_green_outside_red_inside_is_found(sample, day):
    found = sample.by_key("watermelon_rate", day, by="project")
    assert sorted(key for key, value in found.items() if value) == IT[day]["green_but_red"]


@pytest.mark.parametrize("severity", ["critical", "high"])
def test_overdue_risks_and_issues_are_found(sample, day, severity):
    found = sample.by_key("overdue_critical_risks", day, by="project", measure=severity)
    assert sorted(key for key, value in found.items() if value) == IT[day][f"overdue_{severity}"]


def test_overrun_projects_are_more_than_a_tenth_over_budget(sample, day):
    shares = sample.by_key("variance_at_completion", day, by="project", measure="share")
    states = sample.words("active_projects", day)
    found = [
        key for key, share in shares.items() if share and share < -0.10 and states[key] == "active"
    ]
    assert found == IT[day]["overrun"]


# People -----------------------------------------------------------------------------------------


def test_utilization_rests_on_the_true_minutes_and_the_true_capacity(sample, day):
    rows = sample.reading("utilization_actual", day, by="person").rows
    found = {key: parts for key, *parts in rows.select("key", "numerator", "denominator").rows()}
    truth = {
        key: [person["project_minutes"], person["net_capacity_minutes"]]
        for key, person in IT[day]["people"]["utilization"].items()
    }
    assert only(found, truth) == truth
    assert sample.value("utilization_actual", day) == (
        sum(minutes for minutes, _ in truth.values()) / sum(net for _, net in truth.values())
    )


def test_capacity_is_the_true_capacity(sample, day):
    truth = IT[day]["people"]["utilization"]
    found = sample.by_key("net_capacity", day, by="person")
    assert {key: value for key, value in found.items() if value} == {
        key: person["net_capacity_minutes"] for key, person in truth.items()
    }


def test_over_and_under_used_people_are_found(sample, day):
    shares = sample.by_key("utilization_actual", day, by="person")
    people = IT[day]["people"]
    assert [key for key, share in shares.items() if share and share > 1.10] == people["over_used"]
    under = [key for key, share in shares.items() if share is not None and share < 0.60]
    assert under == people["under_used"]


def test_minutes_beyond_capacity_are_true_by_person_and_month(sample, day):
    rows = metrics.rows("over_allocation", sample.snapshot, sample.selection(day))
    beyond = rows.filter(pl.col("measure") == "minutes", pl.col("value") > 0)
    found: dict[str, dict[str, float]] = {}
    for month, person, minutes in beyond.select("month_date", "person_id", "value").iter_rows():
        found.setdefault(f"{month:%Y-%m}", {})[person] = minutes
    truth = IT[day]["people"]["over_allocated"]
    assert only(found, truth) == truth
    total = sum(sum(people.values()) for people in truth.values())
    assert (sample.value("over_allocation", day, measure="minutes") or 0) == total


def test_work_without_a_name_is_true_to_the_minute(sample, day):
    rows = sample.reading("unstaffed_demand", day, by="project").at(measure="share")
    found = {
        key: {"demand_minutes": demand, "unstaffed_minutes": unstaffed}
        for key, unstaffed, demand in rows.select("key", "numerator", "denominator").iter_rows()
        if unstaffed
    }
    assert found == IT[day]["unstaffed"]


def test_service_requests_are_those_of_the_desk(sample, day):
    requests = sample.rows("service_requests")
    opened = requests.filter(pl.col("opened_datetime").dt.date() <= day)
    resolved = opened.filter(pl.col("resolved_datetime").dt.date() <= day)
    truth = IT[day]["service_requests"]
    assert (opened.height, resolved.height) == (truth["opened"], truth["resolved"])


# Works ------------------------------------------------------------------------------------------


def test_a_publication_of_the_works_holds_its_projects(works, year_end):
    facts = WORKS[year_end]
    assert sum(works.counts("active_projects", year_end).values()) == facts["projects"]
    rows = works.reading("active_projects", year_end, by="department").at(measure="active")
    assert dict(rows.select("key", "denominator").iter_rows()) == facts["departments"]


def test_ratings_of_the_works_become_green_amber_red_and_grey(works, year_end):
    colours = {
        "Green": "green",
        "Amber/Green": "amber",
        "Amber": "amber",
        "Amber/Red": "red",
        "Red": "red",
    }
    truth = dict.fromkeys(("green", "amber", "red", "grey"), 0)
    for rating, count in WORKS[year_end]["ratings"].items():
        truth[colours.get(rating, "grey")] += count
    assert truth["grey"] == WORKS[year_end]["ratings_withheld"]
    assert truth["red"] == WORKS[year_end]["at_risk"]
    assert works.counts("reported_health", year_end) == truth


def test_whole_life_cost_of_the_works_is_true_to_the_cent(works, year_end):
    row, facts = works.reading("current_budget", year_end).row(), WORKS[year_end]
    assert (row["value"], row["missing"]) == (facts["whole_life"], facts["money_withheld"])


def test_year_budget_and_forecast_of_the_works_are_true_to_the_cent(works, year_end):
    facts = WORKS[year_end]
    lines = works.rows("budget_lines").filter(status_date=year_end, period_kind="fiscal_year")
    for measure, total in (("approved budget", "year_budget"), ("forecast", "year_forecast")):
        assert lines.filter(measure=measure)["amount"].sum() == facts[total]
    with_budget = facts["projects"] - facts["money_withheld"]
    row = works.reading("fiscal_year_variance", year_end).row()
    assert row["used"] == with_budget - facts["forecasts_failed"]


def test_ends_that_are_to_be_confirmed_stay_unknown(works, year_end):
    projects = works.rows("projects").filter(status_date=year_end)
    assert projects["baseline_finish_date"].count() == WORKS[year_end]["ends_known"]
