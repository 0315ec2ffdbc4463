"""Public files of real portfolios: the figures that were counted in them come out again."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from pipelines.check import check
from pipelines.read import read
from pipelines.recognise import recognise
from pmo.settings import Settings

SETTINGS = Settings(data=Path("data"), organisation=None)


def checked(file, status_date=None, answers=None):
    """The only region of a file, checked."""
    book, answers = read(file), answers or {}
    (region,) = recognise(book, answers=answers)
    sheet = book.sheets[region.sheet_index]
    return check(sheet, region, status_date=status_date, answers=answers, settings=SETTINGS)


def rules(result):
    return Counter(issue.rule for issue in result.record.issues)


# year: projects, groups, ratings, starts, ends, then count and pence of each kind of amount
UK = {
    2014: (199, 22, {"Amber": 63, "Amber/Green": 54, "Amber/Red": 36, "Green": 17, "Red": 4},
           197, 191, (189, 1_917_007_635_238), (189, 1_805_957_310_618), (183, 39_860_660_249_442)),
    2016: (143, 18, {"Amber": 55, "Amber/Green": 29, "Amber/Red": 38, "Green": 10, "Red": 6},
           142, 141, (138, 2_393_352_000_000), (138, 2_204_567_000_000), (134, 43_648_846_000_000)),
    2018: (133, 16, {"Amber": 59, "Amber/Green": 22, "Amber/Red": 37, "Green": 2, "Red": 8},
           131, 128, (124, 2_680_556_000_000), (124, 2_623_508_000_000), (119, 42_273_943_000_000)),
    2021: (184, 19, {"Amber": 84, "Amber/Green": 29, "Amber/red": 44, "Green": 12, "Red": 7},
           181, 178, (173, 4_625_073_000_000), (173, 4_440_600_000_000), (164, 54_195_137_000_000)),
    2022: (235, 18, {"Amber": 170, "Green": 24, "Red": 27},
           224, 218, (198, 4_312_888_000_000), (200, 3_955_402_000_000), (191, 49_418_100_000_000)),
}  # fmt: skip


@pytest.fixture(scope="module", params=UK)
def publication(request, shared_data):
    file = shared_data / "uk_gmpp" / f"uk_{request.param}.csv"
    return UK[request.param], checked(file, date(request.param - 1, 9, 30))


def test_every_project_of_a_publication_is_loaded(publication):
    (projects, groups, *_), result = publication
    assert (result.record.rows.read, result.record.rows.loaded) == (projects, projects)
    assert result.tables["projects"].height == projects
    assert result.tables["groups"].height == groups


def test_the_published_ratings_come_out(publication):
    (_, _, ratings, *_), result = publication
    counts = Counter(result.tables["projects"]["health_overall"].to_list())
    assert {rating: counts[rating] for rating in ratings} == ratings


def test_the_published_dates_come_out(publication):
    (_, _, _, starts, ends, *_), result = publication
    projects = result.tables["projects"]
    assert projects["baseline_start_date"].count() == starts
    assert projects["baseline_finish_date"].count() == ends


def test_the_published_amounts_come_out_to_the_penny(publication):
    (*_, budget, forecast, whole_life), result = publication
    found = {
        (measure, kind): (count, pence)
        for measure, kind, count, pence in result.tables["budget_lines"]
        .group_by("measure", "period_kind")
        .agg(pl.len(), pl.col("amount").sum())
        .iter_rows()
    }
    assert found == {
        ("approved budget", "fiscal_year"): budget,
        ("forecast", "fiscal_year"): forecast,
        ("approved budget", "life"): whole_life,
    }
    assert set(result.tables["budget_lines"]["currency"]) == {"GBP"}


def test_every_pound_of_a_publication_is_accounted_for(publication):
    _, result = publication
    assert all(total.balances for total in result.record.sums.values())


def test_the_1987_start_of_2014_is_the_only_date_out_of_range(shared_data):
    result = checked(shared_data / "uk_gmpp" / "uk_2014.csv", date(2013, 9, 30))
    found = rules(result)
    assert (found["date_out_of_range"], found["error_cell"]) == (1, 2)
    assert found["withheld"] > 50


@pytest.fixture(scope="module")
def nyc(shared_data):
    folder = shared_data / "nyc_capital_projects"
    return checked(folder / "NYC_capital_projects_20190901.csv", answers={"currency": "USD"})


def test_a_long_register_fills_fifteen_status_dates(nyc):
    assert nyc.record.rows.loaded == 2259
    assert nyc.tables["projects"]["project_id"].n_unique() == 378
    assert len(nyc.status_dates) == 15
    assert (nyc.status_dates[0], nyc.status_dates[-1]) == (date(2013, 9, 1), date(2019, 9, 1))


def test_the_order_of_its_dates_and_its_currency_are_asked_with_the_evidence_as_proposal(nyc):
    proposals = {question.id: question.proposal for question in nyc.record.questions}
    assert proposals == {"date_order::date reported as of": "month first", "currency": "USD"}


def test_the_stated_changes_are_summed_and_never_loaded(nyc):
    days, dollars = (nyc.record.sums[f"Latest {what} Changes"] for what in ("Schedule", "Budget"))
    assert (days.unit, days.read, days.ignored) == ("days", 139_099, 139_099)
    assert (dollars.unit, dollars.read, dollars.ignored) == ("USD", 4_406_290_006, 4_406_290_006)


@pytest.mark.parametrize(
    ("day", "projects", "amounts", "cents"),
    [
        (date(2019, 5, 1), 300, 296, 3_649_974_496_973),
        (date(2019, 9, 1), 378, 284, 3_197_475_059_136),
    ],
)
def test_a_blank_forecast_is_unknown_and_no_saving(nyc, day, projects, amounts, cents):
    lines = nyc.tables["budget_lines"].filter(status_date=day)
    assert nyc.tables["projects"].filter(status_date=day).height == projects
    assert (lines.height, lines["amount"].sum()) == (amounts, cents)


def test_the_reports_whose_dates_do_not_move_as_stated_are_listed(nyc):
    disagreeing = [i for i in nyc.record.issues if i.rule == "stated_change_disagrees"]
    schedule = [issue.cell for issue in disagreeing if issue.cell.startswith("O")]
    keys = nyc.tables["projects"].select("source_row", "project_id")
    rows = [int(cell[1:]) for cell in schedule]
    listed = keys.filter(pl.col("source_row").is_in(rows))["project_id"].to_list()
    assert sorted(listed) == ["267", "314", "366", "449"]


def test_the_forecast_below_zero_and_the_year_2108_are_issues(nyc):
    assert rules(nyc)["amount_out_of_range"] == 1
    assert rules(nyc)["date_out_of_range"] == 1
    assert nyc.tables["budget_lines"]["amount"].min() == -410_260_600


def test_melbourne_waters_forecasts_and_gates_come_out(shared_data):
    file = shared_data / "melbourne_water" / "Capital_Delivery_Project_deidentified.csv"
    result = checked(file, date(2020, 6, 30), answers={"currency": "AUD"})
    assert result.record.rows.loaded == 445
    assert result.tables["budget_lines"]["amount"].sum() == 511_365_915_250
    milestones = result.tables["milestones"]
    assert milestones.height == 2189 + 587 + 69
    gates = milestones.pivot(on="milestone_name", index="project_id", values="actual_date")
    is_out_of_order = (pl.col("BNI") > pl.col("PBC")) | (pl.col("PBC") > pl.col("BCA"))
    assert gates.filter(is_out_of_order).is_empty()
    programmes = Counter(result.tables["projects"]["type"].to_list())
    assert sorted(programmes.values()) == [42, 54, 174, 175]


def test_a_clocked_timesheet_gives_its_minutes(shared_data):
    file = shared_data / "timesheet_bigbang" / "timesheet.csv"
    result = checked(file, answers={"value::time_entries.person_id": "Me"})
    entries = result.tables["time_entries"]
    assert entries["booked_minutes"].sum() == 281_603
    years = entries.group_by(pl.col("work_date").dt.year()).agg(pl.col("booked_minutes").sum())
    assert sorted(years.rows()) == [(2020, 74713), (2021, 63151), (2022, 71896), (2023, 71843)]
    unbilled = entries.filter(project_id="BIZ")
    assert (unbilled.height, unbilled["booked_minutes"].sum()) == (1294, 43_649)


def test_service_requests_keep_their_instants_and_states(shared_data):
    result = checked(shared_data / "servicenow_ibm" / "incidents_REST.csv")
    requests = result.tables["service_requests"]
    assert Counter(requests["state"].to_list()) == {"7": 27, "2": 20, "1": 13, "3": 7}
    assert requests["opened_datetime"].min().date() == date(2015, 8, 12)
    assert requests["opened_datetime"].max().date() == date(2023, 1, 6)
    assert (requests["resolved_datetime"].count(), requests["closed_datetime"].count()) == (27, 35)
    assert result.record.sums["business_stc"].read == Decimal(44_594_781)
    rules = Counter(issue.rule for issue in result.record.issues)
    assert rules["closed_but_active"] == 8
