"""Every chart, from readings of none, one, a few and two hundred projects, and of nothing known."""

from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import plotly.graph_objects as go
import polars as pl
import pytest

import pmo.charts
from pmo import metrics
from pmo.charts import (
    Chart,
    Grid,
    demand_and_capacity,
    gap_by_role,
    health_by_group,
    health_by_month,
    health_over_time,
    milestone_trend,
    plans_by_check,
    slippage_by_project,
    utilization_by_month,
    variance_by_project,
    what_moved,
)
from pmo.charts.drawing import config, figure
from pmo.charts.drawing.look import DARK, LIGHT, contrast, on_colour
from pmo.readings.bridge import FIRST, MOVEMENT_SCHEMA, Bridge
from pmo.readings.reading import READING_SCHEMA, Reading
from pmo.selection import Selection
from pmo.standards import band, standards

FOLDER = Path(pmo.charts.__file__).parent
NAMES = sorted(file.stem for file in FOLDER.glob("[!_]*.py"))
SEPTEMBER, OCTOBER = date(2026, 9, 30), date(2026, 10, 31)
DAYS = (SEPTEMBER, OCTOBER)
SELECTION = Selection("Works", "00000007", OCTOBER)
COUNTS = [0, 1, 14, 200]
HOSTILE = "<b>Harbour</b> %{x} " + "wall " * 20


def reading(metric, rows, by="project"):
    empty = dict.fromkeys(READING_SCHEMA)
    complete = [empty | {"status_date": OCTOBER} | row for row in rows]
    return Reading(
        metrics.metric(metric), SELECTION, by, pl.DataFrame(complete, schema=READING_SCHEMA)
    )


def healths(count, colours=("red", "amber", "green", "grey")):
    return reading(
        "computed_health",
        [
            {
                "status_date": day,
                "key": f"P{n}",
                "name": f"{HOSTILE}{n}",
                "colour": colours[n % len(colours)],
            }
            for day in DAYS
            for n in range(count)
        ],
    )


def mixes(count, by="portfolio"):
    return reading(
        "computed_health",
        [
            {"status_date": day, "key": f"G{n}", "measure": colour, "value": float(n % 3)}
            for day in DAYS
            for n in range(count)
            for colour in pmo.charts.HEALTH
        ],
        by,
    )


def slippages(count, *, known=True):
    return reading(
        "milestone_slippage",
        [
            {
                "key": f"P{n}",
                "name": f"{HOSTILE}{n}",
                "measure": "working_days",
                "value": float(n - 3) if known else None,
                "reason": None if known else "no_baseline",
                "colour": ("red" if n > 23 else "green") if known else "grey",
                "detail": "Go-live",
            }
            for n in range(count)
        ],
    )


def variances(count, *, known=True):
    return reading(
        "variance_at_completion",
        [
            {
                "key": f"P{n}",
                "name": f"{HOSTILE}{n}",
                "measure": "amount",
                "value": (n - 5) * 10_000_000.0 if known else None,
                "reason": None if known else "no_forecast",
                "currency": "EUR",
            }
            for n in range(count)
        ],
    )


def utilizations(count, *, known=True):
    booked = reading(
        "utilization_actual",
        [
            {
                "key": f"E{n}",
                "name": f"{HOSTILE}{n}",
                "value": n / 10 if known else None,
                "reason": None if known else "no_capacity",
            }
            for n in range(count)
        ],
        "person",
    )
    planned = pl.DataFrame(
        [
            {
                "person_id": f"E{n}",
                "person_name": f"{HOSTILE}{n}",
                "month_date": date(2026, 11, 1),
                "planned_minutes": 1200 * n,
                "capacity_minutes": 12000,
            }
            for n in range(count)
        ],
        schema={
            "person_id": pl.String,
            "person_name": pl.String,
            "month_date": pl.Date,
            "planned_minutes": pl.Int64,
            "capacity_minutes": pl.Int64,
        },
    )
    return utilization_by_month.describe(booked, planned, by="person_id", units="people")


def moved(count, before=0):
    """A bridge with a step of 1,000.00 for each of some projects."""
    rows = [("new", f"P{n:03}", f"<b>Harbour {n}", None, 1_000_00, 1_000_00) for n in range(count)]
    return Bridge(
        metric=metrics.metric("forecast_at_completion"),
        selection=SELECTION,
        since=SEPTEMBER,
        currency="EUR",
        before=before,
        after=before + count * 1_000_00,
        is_as_reported=False,
        causes=FIRST,
        movements=pl.DataFrame(rows, schema=MOVEMENT_SCHEMA, orient="row"),
        projects=count,
        others=0,
        is_known=bool(count),
    )


def gaps(count):
    rows = [{"key": f"R{n}", "measure": "fte", "value": n - 2.0} for n in range(count)]
    return gap_by_role.describe(reading("role_gap", rows, "role"))


def checks(count):
    rows = [
        {
            "project_id": f"P{n}",
            "measure": f"check {number}",
            "check_number": number,
            "category": ("passed", "failed", "not assessable")[(n + number) % 3],
        }
        for n in range(count)
        for number in range(1, 15)
    ]
    schema = {
        "project_id": pl.String,
        "measure": pl.String,
        "check_number": pl.Int64,
        "category": pl.String,
    }
    titles = {f"check {number}": f"{HOSTILE}{number}" for number in range(1, 15)}
    return plans_by_check.describe(pl.DataFrame(rows, schema=schema), SELECTION, titles)


DESCRIBED = {
    "plans by check": checks,
    "health by month": lambda n: health_by_month.describe(healths(n), days=DAYS, measured="Health"),
    "health by group": lambda n: health_by_group.describe(
        mixes(n), level="portfolio", measured="Health"
    ),
    "health over time": lambda n: health_over_time.describe(
        mixes(min(n, 1), "organisation"), days=DAYS, measured="Health"
    ),
    "slippage": lambda n: slippage_by_project.describe(slippages(n)),
    "slippage, nothing known": lambda n: slippage_by_project.describe(slippages(n, known=False)),
    "what moved": lambda n: what_moved.describe(moved(n)),
    "what moved, to the cent": lambda n: what_moved.describe(moved(n, before=1_000_000_00)),
    "variance": lambda n: variance_by_project.describe(variances(n)),
    "variance, nothing known": lambda n: variance_by_project.describe(variances(n, known=False)),
    "utilization": utilizations,
    "utilization, nothing known": lambda n: utilizations(n, known=False),
    "gap by role": gaps,
}


def texts(drawn: go.Figure) -> list[str]:
    """Every text that Plotly would read as markup."""
    found: list[str] = []

    def walk(value: object, name: str = "") -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                walk(each, key)
        elif isinstance(value, list | tuple):
            for each in value:
                walk(each, name)
        elif isinstance(value, str) and name != "hovertemplate":
            found.append(value)

    walk(drawn.to_dict())
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_the_folder_offers_a_chart(name):
    chart = import_module(f"pmo.charts.{name}").CHART
    assert isinstance(chart, Chart)
    assert chart.question.endswith("?")
    assert set(chart.reads) <= set(metrics.metrics())


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("what", DESCRIBED)
@pytest.mark.parametrize("dark", [False, True])
def test_a_chart_is_drawn_from_any_number_of_rows(what, count, dark):
    description = DESCRIBED[what](count)
    drawn = figure(description, dark=dark, with_title=True)
    assert description.title
    assert description.alt.endswith(".")
    assert "31\u00a0Oct\u00a02026" in description.source
    assert drawn.layout.height < 2000


@pytest.mark.parametrize("what", DESCRIBED)
def test_names_from_files_are_no_markup(what):
    drawn = figure(DESCRIBED[what](14), with_title=True)
    assert [text for text in texts(drawn) if "<b>Harbour" in text] == []
    templates = [trace.hovertemplate or "" for trace in drawn.data]
    assert [template for template in templates if "Harbour" in template] == []


@pytest.mark.parametrize("what", DESCRIBED)
def test_the_source_line_says_how_many_of_all_are_shown(what):
    assert " of " in DESCRIBED[what](200).source


def test_the_title_counts_the_reds_and_says_what_changed():
    colours = {SEPTEMBER: ("red", "green", "green"), OCTOBER: ("red", "red", "amber")}
    rows = [
        {"status_date": day, "key": f"P{n}", "name": f"P{n}", "colour": colour}
        for day, each in colours.items()
        for n, colour in enumerate(each)
    ]
    grid = health_by_month.describe(reading("computed_health", rows), days=DAYS, measured="Health")
    assert grid.title == "2 of 3 running projects are red, up from 1 on 30\u00a0Sep\u00a02026"
    assert grid.rows == ("P0", "P1", "P2")
    assert grid.changed == {(1, 1), (2, 1)}


def test_the_check_that_most_plans_fail_stands_first_and_in_the_title():
    results = [("leads", "failed"), ("leads", "failed"), ("lags", "failed"), ("lags", "passed")]
    rows = pl.DataFrame(
        [
            {
                "project_id": f"P{n % 2}",
                "measure": name,
                "check_number": 2 + n // 2,
                "category": word,
            }
            for n, (name, word) in enumerate(results)
        ]
    )
    bars = plans_by_check.describe(rows, SELECTION, {"leads": "Leads", "lags": "Lags"})
    assert bars.title == "Leads: 2 of 2 plans fail"
    assert bars.labels == ("Leads", "Lags")
    passed = rows.with_columns(category=pl.lit("passed"))
    bars = plans_by_check.describe(passed, SELECTION, {"leads": "Leads", "lags": "Lags"})
    assert bars.title == "No plan fails a check"


def test_a_red_project_that_left_still_counts_on_the_date_before():
    rows = [
        {"status_date": SEPTEMBER, "key": "P0", "colour": "red"},
        {"status_date": OCTOBER, "key": "P1", "colour": "green"},
    ]
    grid = health_by_month.describe(reading("computed_health", rows), days=DAYS, measured="Health")
    assert grid.title == "0 of 1 running projects are red, down from 1 on 30\u00a0Sep\u00a02026"


def test_a_project_that_is_not_running_has_no_row():
    rows = [{"key": "P0", "colour": "red"}, {"key": "P1", "colour": None, "word": "complete"}]
    grid = health_by_month.describe(
        reading("computed_health", rows), days=(OCTOBER,), measured="Health"
    )
    assert grid.rows == ("P0",)


def test_a_missing_report_is_a_grey_cell_and_never_green():
    rows = [{"key": "P0", "colour": "green"}]
    grid = health_by_month.describe(reading("computed_health", rows), days=DAYS, measured="Health")
    assert [mark.role for mark in grid.cells[0]] == ["grey", "green"]


def test_an_unknown_value_keeps_its_place_and_its_reason():
    bars = slippage_by_project.describe(slippages(1, known=False))
    assert bars.marks[0].words == "not known: no baseline"
    assert bars.marks[0].value is None
    assert "1 not known" in bars.title


def test_money_is_drawn_in_the_unit_that_the_axis_names():
    bars = variance_by_project.describe(variances(14))
    assert bars.unit == "EUR k"
    assert bars.title == "5 of 14 projects are over budget by this measure"
    assert bars.marks[0].value == -500
    assert bars.marks[0].words == "EUR\u00a0500.0\u00a0k over"


def test_planned_months_divide_sums_and_never_average_shares():
    booked = reading("utilization_actual", [{"key": "Tester", "name": "Tester", "value": 0.5}])
    planned = pl.DataFrame(
        {
            "role": ["Tester", "Tester"],
            "month_date": [date(2026, 11, 1)] * 2,
            "planned_minutes": [3000, 9000],
            "capacity_minutes": [6000, 9000],
        }
    )
    grid = utilization_by_month.describe(booked, planned, by="role", units="roles")
    assert isinstance(grid, Grid)
    assert [mark.words for mark in grid.cells[0]] == ["50\u00a0%", "80\u00a0%"]


def test_labels_at_the_ends_of_a_trend_do_not_meet():
    from pmo.charts.drawing.trend import LEAST_GAP, spread

    low, high = date(2026, 1, 1), date(2027, 1, 1)
    heights = sorted(spread([date(2026, 12, 20)] * 5, low, high))
    gaps_between = [b - a for a, b in pairwise(heights)]
    assert min(gaps_between) >= (high - low) * LEAST_GAP * 0.9
    assert heights[-1] <= high


def test_a_milestone_that_was_met_ends_its_line_there():
    trend = reading(
        "milestone_trend",
        [
            {"status_date": day, "key": "M1", "value": float((met - date(1970, 1, 1)).days)}
            for day, met in ((SEPTEMBER, date(2026, 9, 20)), (OCTOBER, date(2026, 9, 20)))
        ],
        "milestone",
    )
    slippage = pl.DataFrame(
        {
            "milestone_id": ["M1"],
            "unit_name": ["Build done"],
            "value": [4.0],
            "reason": [None],
            "actual_date": [date(2026, 9, 20)],
            "baseline_date": [date(2026, 9, 14)],
        },
        schema_overrides={"reason": pl.String},
    )
    drawn = milestone_trend.describe(
        trend, slippage, metrics.metric("milestone_slippage"), project="Mobile app"
    )
    assert [day for day, _ in drawn.lines[0].points] == [SEPTEMBER]
    assert drawn.lines[0].label == "met, 4\u00a0working days late"


def test_the_toolbar_sends_nothing_away():
    offered = config("health")
    assert offered["showSendToCloud"] is False
    assert offered["plotlyServerURL"] == ""


def test_the_line_of_red_is_the_limit_in_force_on_the_status_date(monkeypatch):
    rules = standards()
    ours = [each for each in rules.limits_of("milestone_slippage") if each.limit_class is None]
    later = replace(ours[0], from_date=date(2026, 11, 1), amber=band("<= 30"))
    changed = replace(rules, limits=(later, *rules.limits))
    monkeypatch.setattr(slippage_by_project, "standards", lambda: changed)
    bars = slippage_by_project.describe(slippages(3))
    assert bars.limits == ((20, "red beyond 20"),)


def demand(*capacities):
    """One person per capacity, each with half a full-time month of firm work, and 0.5 unnamed."""
    november = date(2026, 11, 1)
    planned = pl.DataFrame(
        {
            "month_date": [november] * len(capacities),
            "firm_minutes": [4000] * len(capacities),
            "planned_minutes": [4000] * len(capacities),
            "capacity_minutes": pl.Series(capacities, dtype=pl.Int64),
        }
    )
    unstaffed = pl.DataFrame({"month_date": [november], "value": [4000]})
    full_time = pl.DataFrame({"month_date": [november], "minutes": [8000]})
    return demand_and_capacity.describe(planned, unstaffed, full_time, SELECTION)


def test_work_is_compared_with_the_capacity_of_everybody():
    assert demand(8000, 8000).title == "Capacity covers all planned work of the next month"
    short = demand(2000, 2000)
    assert short.title == "1.0 FTE short in Nov\u00a02026, the tightest month"
    assert short.note == ("Nov 26", "1.0 FTE short")


def test_unknown_capacity_is_neither_zero_nor_enough():
    some = demand(80_000, None)
    assert some.title == "Capacity of 1 person is not known"
    assert some.line.values == (None,)
    assert demand(None, None).title == "Capacity is not known"
    assert figure(demand(None, None)).layout.height


def test_the_months_of_known_capacity_are_judged_beside_the_others():
    from pmo.charts.demand_and_capacity import _title, _worst

    months = pl.DataFrame(
        {
            "month_date": [date(2026, 11, 1), date(2026, 12, 1)],
            "firm": [5.0, 5.0],
            "tentative": [0.0, 0.0],
            "nobody": [0.0, 0.0],
            "net": [4.0, None],
            "people": [6, 6],
            "unknown": [0, 2],
        }
    )
    assert _title(months, _worst(months)) == (
        "1.0 FTE short in Nov\u00a02026, the tightest month; capacity of 2 people is not known"
    )


def test_amounts_of_several_currencies_share_no_scale():
    rows = [
        {"key": "P0", "measure": "amount", "value": -5_000_000.0, "currency": "EUR"},
        {"key": "P1", "measure": "amount", "value": 2_000_000.0, "currency": "EUR"},
        {"key": "P2", "measure": "amount", "value": -9_000_000.0, "currency": "JPY"},
        {"key": "P3", "measure": "amount", "reason": "no_forecast"},
    ]
    bars = variance_by_project.describe(reading("variance_at_completion", rows))
    assert bars.labels == ("P0", "P1", "P3")
    assert [mark.value for mark in bars.marks] == [-50, 20, None]
    assert bars.unit == "EUR k"
    assert bars.subtitle.endswith("; 1 project in another currency is in the table")
    assert bars.title == "2 of 4 projects are over budget by this measure; 1 not known"
    assert bars.table.row(3) == ("P2", "JPY\u00a09.0\u00a0m over")
    assert "3 of 4 projects" in bars.source


def test_the_title_of_a_bridge_says_the_difference_and_the_largest_cause():
    drawn = what_moved.describe(moved(3, before=1_000_000_00))
    assert drawn.title == (
        "Forecast at completion is EUR\u00a03.0\u00a0k higher than on 30\u00a0Sep\u00a02026, "
        "mostly: new projects (+3.0\u00a0k)"
    )
    assert drawn.labels == ("30\u00a0Sep\u00a02026", "New projects", "31\u00a0Oct\u00a02026")
    assert [mark.words for mark in drawn.marks] == [
        "EUR\u00a01.0\u00a0m", "+3.0\u00a0k", "EUR\u00a01.0\u00a0m",
    ]  # fmt: skip


def test_steps_too_small_to_see_get_an_axis_that_says_where_it_starts():
    drawn = what_moved.describe(moved(3, before=1_000_000_00))
    assert 0.99 < drawn.start < 1.0
    assert "the axis starts at" in drawn.subtitle
    assert what_moved.describe(moved(3, before=1_000_00)).start == 0


@pytest.mark.parametrize("colour", [*LIGHT.roles.values(), *DARK.roles.values()])
def test_text_on_any_colour_of_ours_can_be_read(colour):
    assert contrast(on_colour(colour), colour) >= 4.5


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)  # their own example
