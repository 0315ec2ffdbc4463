"""Bridges: parts that add up to what a sum moved, each with its cause."""

from datetime import date

import pytest

from pmo import bridges, metrics
from pmo.readings import contents
from pmo.selection import Selection
from pmo.settings import Settings
from pmo.warehouse import open_warehouse
from tests.money_rows import life, month, transfer
from tests.readings import ORGANISATION, snapshot_of

BEFORE, S, T = date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
BUDGET, ACTUAL, FORECAST = "current_budget", "actual_to_date", "forecast_at_completion"


def on(day, *rows, project="ALPHA"):
    return [{"project_id": project, "status_date": day} | row for row in rows]


def of(project, row):
    return row | {"project_id": project}


def projects(**phases):
    """Each project on the dates that it names, "S", "T" or "ST"; after a colon its phase."""
    rows = []
    for project, said in phases.items():
        dates, _, phase = said.partition(":")
        for letter in dates:
            day = {"B": BEFORE, "S": S, "T": T}[letter]
            rows.append({"project_id": project, "status_date": day, "phase": phase or None})
    return rows


def bridge(name, *, group=None, only=(), since=S, **tables):
    snapshot = snapshot_of(BEFORE, S, T, **tables)
    selection = Selection(ORGANISATION, snapshot.name, T, group=group, projects=only)
    return bridges.bridge(name, snapshot, selection, since=since)


def steps(found):
    assert found.before + found.movements["amount"].sum() == found.after
    return {cause.name: amount for cause, amount in found.bars}


def budgets(*, then, now, **row):
    lines = [of(p, life("approved budget", a, **row)) | {"status_date": S} for p, a in then.items()]
    lines += [of(p, life("approved budget", a, **row)) | {"status_date": T} for p, a in now.items()]
    return lines


def test_a_budget_moves_by_transfers_by_approved_changes_and_without_a_paper():
    found = bridge(
        BUDGET,
        projects=projects(ALPHA="ST", BETA="ST"),
        budget_lines=[
            *budgets(then={"ALPHA": 100_00, "BETA": 50_00}, now={"ALPHA": 137_00, "BETA": 40_00}),
            *on(S, life("approved change", 5_00)),
            *on(T, life("approved change", 25_00)),
        ],
        budget_transfers=[transfer("BETA", "ALPHA", 10_00)],
    )
    assert (found.before, found.after) == (150_00, 177_00)
    assert steps(found) == {"transfers": 0, "changes": 20_00, "without_paper": 7_00}
    by_project = found.movements.filter(cause="transfers")
    assert by_project.select("project_id", "amount").rows() == [("ALPHA", 10_00), ("BETA", -10_00)]


def test_a_transfer_decided_before_the_period_moves_nothing():
    found = bridge(
        BUDGET,
        projects=projects(ALPHA="ST"),
        budget_lines=budgets(then={"ALPHA": 100_00}, now={"ALPHA": 100_00}),
        budget_transfers=[transfer(None, "ALPHA", 10_00, decided_date=date(2026, 9, 15))],
    )
    assert steps(found) == {}


def test_projects_that_come_and_go_are_told_apart():
    found = bridge(
        BUDGET,
        projects=projects(NEW="T", BACK="BT", GONE="S", CLOSED="S:Closed", STAYS="ST"),
        budget_lines=budgets(
            then={"GONE": 20_00, "CLOSED": 30_00, "STAYS": 7_00},
            now={"NEW": 1_00, "BACK": 4_00, "STAYS": 7_00},
        ),
    )
    assert steps(found) == {"new": 1_00, "closed": -30_00, "not_reported": 4_00 - 20_00}


def test_an_amount_that_is_no_longer_stated_is_not_reported_and_never_a_cut():
    found = bridge(
        BUDGET,
        projects=projects(ALPHA="ST", BETA="ST"),
        budget_lines=budgets(then={"ALPHA": 100_00, "BETA": 1_00}, now={"BETA": 1_00}),
    )
    assert steps(found) == {"not_reported": -100_00}
    assert found.movements["later_amount"].to_list() == [None]


def test_an_amount_in_another_currency_leaves_the_sum():
    found = bridge(
        BUDGET,
        projects=projects(ALPHA="ST", BETA="ST"),
        budget_lines=[
            *budgets(then={"ALPHA": 100_00, "BETA": 5_00}, now={"ALPHA": 100_00}),
            of("BETA", life("approved budget", 6_00, currency="USD")) | {"status_date": T},
        ],
    )
    assert (found.currency, found.others, steps(found)) == ("EUR", 1, {"currency": -5_00})


def test_a_project_that_changed_its_group_moves_there_with_its_earlier_amount():
    tables = {
        "projects": projects(ALPHA="ST", BETA="ST"),
        "budget_lines": budgets(
            then={"ALPHA": 100_00, "BETA": 5_00}, now={"ALPHA": 110_00, "BETA": 5_00}
        ),
        "groups": [{"group_id": g, "level": "portfolio"} for g in ("IT", "HR")],
        "project_groups": [
            {"project_id": p, "status_date": day, "axis": "delivery", "group_id": group}
            for p, day, group in (
                ("ALPHA", S, "IT"), ("ALPHA", T, "HR"), ("BETA", S, "IT"), ("BETA", T, "IT"),
            )
        ],
    }  # fmt: skip
    assert steps(bridge(BUDGET, group="IT", **tables)) == {"moved": -100_00}
    assert steps(bridge(BUDGET, group="HR", **tables)) == {
        "moved": 100_00,
        "without_paper": 10_00,
    }
    assert steps(bridge(BUDGET, **tables)) == {"without_paper": 10_00}


def test_cost_of_the_period_and_changes_of_earlier_months_are_told_apart():
    found = bridge(
        ACTUAL,
        projects=projects(ALPHA="ST"),
        budget_lines=[
            *on(S, month("actual", SEPTEMBER, 10_00)),
            *on(T, month("actual", SEPTEMBER, 8_00), month("actual", OCTOBER, 20_00)),
        ],
    )
    assert steps(found) == {"booked": 20_00, "earlier_months": -2_00}


def test_a_total_without_months_moves_as_a_whole():
    found = bridge(
        ACTUAL,
        projects=projects(ALPHA="ST"),
        budget_lines=[*on(S, life("actual", 10_00)), *on(T, life("actual", 25_00))],
    )
    assert steps(found) == {"total": 15_00}


def test_a_forecast_moves_by_actual_cost_and_by_the_months_ahead():
    # 10 spent and 12 + 30 to go: 52. Then 25 spent, 15 of them in October against 12 forecast,
    # and 26 to go where it was 30: 51.
    found = bridge(
        FORECAST,
        projects=projects(ALPHA="ST"),
        budget_lines=[
            *on(S, month("actual", SEPTEMBER, 10_00), month("forecast", OCTOBER, 12_00)),
            *on(S, month("forecast", NOVEMBER, 30_00)),
            *on(T, month("actual", SEPTEMBER, 10_00), month("actual", OCTOBER, 15_00)),
            *on(T, month("forecast", NOVEMBER, 26_00)),
        ],
    )
    assert (found.before, found.after) == (52_00, 51_00)
    assert steps(found) == {"against_forecast": 3_00, "remaining": -4_00}


def test_a_forecast_without_months_is_revised_as_a_whole():
    found = bridge(
        FORECAST,
        projects=projects(ALPHA="ST"),
        budget_lines=[*on(S, life("forecast", 90_00)), *on(T, life("forecast", 95_00))],
    )
    assert steps(found) == {"revised": 5_00}


def published(value, **row):
    return [
        {"metric": BUDGET, "scope": "project", "key": "ALPHA", "value": value, "currency": "EUR",
         "status_date": S, "load_id": 7} | row
    ]  # fmt: skip


def test_the_first_total_is_the_published_one_and_later_loads_are_a_correction():
    found = bridge(
        BUDGET,
        projects=projects(ALPHA="ST"),
        budget_lines=[
            of("ALPHA", life("approved budget", 100_00)) | {"status_date": day, "load_id": 9}
            for day in (S, T)
        ],
        published_readings=published(90_00.0),
    )
    assert (found.is_as_reported, found.before) == (True, 90_00)
    assert sum(steps(found).values()) == 10_00
    assert set(steps(found)) <= {"definition", "corrected"}


def test_nothing_stated_is_not_a_bridge_of_zeros():
    found = bridge(BUDGET, projects=projects(ALPHA="ST"))
    assert (found.is_known, found.bars) == (False, ())


def test_an_unknown_bridge_names_those_that_there_are():
    with pytest.raises(Exception, match="current_budget"):
        bridge("current_budgets")


@pytest.mark.slow
@pytest.mark.parametrize("organisation", ["sample", "sample-works"])
def test_bridges_of_the_embedded_portfolios_add_up_for_every_pair_of_dates(
    embedded_data, organisation
):
    warehouse = open_warehouse(Settings(data=embedded_data, organisation=None))
    with warehouse.snapshot() as snapshot:
        days = contents.status_dates(snapshot, organisation)
        whole = Selection(organisation, snapshot.name, days[-1])
        groups = [None, *contents.contents_of(snapshot, whole).groups]
        pairs = [(a, b) for n, a in enumerate(days) for b in days[n + 1 :]]
        asked = [(a, b, groups[n % len(groups)]) for n, (a, b) in enumerate(pairs)]
        asked += [(days[-2], days[-1], group) for group in groups]
        for since, until, group in asked:
            selection = Selection(organisation, snapshot.name, until, group=group)
            for name in bridges.plans():
                found = bridges.bridge(name, snapshot, selection, since=since)
                place = (name, since, until, group)
                assert found.before + found.movements["amount"].sum() == found.after, place
                assert "unexplained" not in found.movements["cause"].to_list(), place
                for day, amount in ((since, found.before), (until, found.after)):
                    read = metrics.read(name, snapshot, selection, dates=(day,)).at(day)
                    assert amount == (read["value"].sum() or 0), place
