"""From public files of real portfolios to figures: what was published comes out again.

The facts were counted in the files themselves, without Milepost. The files are not part of it:
the tests skip where there is no folder of them.
"""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from pipelines.history import history, undo
from pmo.warehouse import open_warehouse
from tests.loaded import figures_in, load_into, settings_in

pytestmark = pytest.mark.slow

M = 1_000_000 * 100  # pence of a million pounds
UK = "uk"
NYC_FILE = "NYC_capital_projects_20190901.csv"
WATER_FILE = "Capital_Delivery_Project_deidentified.csv"


@dataclass(frozen=True)
class Publication:
    """What was counted in one publication of the UK's major projects; amounts in £ million."""

    day: date
    projects: int
    departments: int
    reported: dict[str, int]
    starts: int
    ends: int
    budget: tuple[int, str]  # cells that hold a number, and their sum
    forecast: tuple[int, str]
    whole_life: tuple[int, str]
    headers: tuple[str, str, str]  # beginnings of those of the three amounts
    delimiter: str = ","
    orientation: str = "rows"

    @property
    def amounts(self):
        """The three amounts: measure, kind of period, cells, sum, beginning of the header."""
        kinds = ("approved budget", "fiscal_year"), ("forecast", "fiscal_year")
        kinds = (*kinds, ("approved budget", "life"))
        facts = (self.budget, self.forecast, self.whole_life)
        return [
            (*kind, count, Decimal(total), header)
            for kind, (count, total), header in zip(kinds, facts, self.headers, strict=True)
        ]


PUBLICATIONS = {
    2014: Publication(
        day=date(2013, 9, 30),
        projects=199,
        departments=22,
        # green; amber and amber/green; red, amber/red and "Amber/ Red"; none, reset or exempt
        reported={"green": 17, "amber": 63 + 54, "red": 4 + 36 + 1, "grey": 8 + 1 + 15},
        starts=197,  # and one of 1987, which is an issue
        ends=191,
        budget=(189, "19170.076352377"),
        forecast=(189, "18059.573106176"),
        whole_life=(183, "398606.60249442"),
        headers=("2013/2014 Budget", "2013/2014 Forecast", "Total budgeted whole life costs"),
        orientation="columns",
    ),
    2016: Publication(
        day=date(2015, 9, 30),
        projects=143,
        departments=18,
        reported={"green": 10, "amber": 55 + 29, "red": 6 + 38, "grey": 5},
        starts=142,
        ends=141,
        budget=(138, "23933.52"),
        forecast=(138, "22045.67"),
        whole_life=(134, "436488.46"),
        headers=("2015/16 Budget", "2015/16 Forecast", "Total budgeted whole life costs"),
        orientation="columns",
    ),
    2018: Publication(
        day=date(2017, 9, 30),
        projects=133,
        departments=16,
        reported={"green": 2, "amber": 59 + 22, "red": 8 + 37 + 1, "grey": 4},
        starts=131,
        ends=128,
        budget=(124, "26805.56"),
        forecast=(124, "26235.08"),
        whole_life=(119, "422739.43"),  # published as £423 bn
        headers=("yearly_budget", "yearly_forecast", "wlc_baseline_incl_NCG"),
    ),
    2021: Publication(
        day=date(2020, 9, 30),
        projects=184,
        departments=19,
        reported={"green": 12, "amber": 84 + 29, "red": 7 + 44, "grey": 8},
        starts=181,
        ends=178,
        budget=(173, "46250.73"),
        forecast=(173, "44406.00"),
        whole_life=(164, "541951.37"),
        headers=("total_baseline", "yearly_forecast", "wlc_baseline_incl_NCG"),
        delimiter=";",
    ),
    2022: Publication(
        day=date(2021, 9, 30),
        projects=235,
        departments=18,
        reported={"green": 24, "amber": 170, "red": 27, "grey": 14},
        starts=224,
        ends=218,
        budget=(198, "43128.88"),
        forecast=(200, "39554.02"),
        whole_life=(191, "494181"),
        headers=("total_baseline", "forecast_incl_NGC", "wlc_baseline_incl_NCG"),
        delimiter=";",
    ),
}


@pytest.fixture(scope="module")
def uk(shared_data, tmp_path_factory):
    """Data folder with the five publications, and the record of each."""
    folder = tmp_path_factory.mktemp("uk")
    records = {}
    for year, facts in PUBLICATIONS.items():
        file = shared_data / "uk_gmpp" / f"uk_{year}.csv"
        (records[year],) = load_into(folder, file, organisation=UK, status_date=facts.day)
        assert records[year].error is None
    return folder, records


@pytest.fixture(scope="module")
def uk_figures(uk):
    with figures_in(uk[0], UK) as figures:
        yield figures


@pytest.fixture(scope="module", params=PUBLICATIONS)
def publication(request, uk, uk_figures):
    """Facts of one publication, its only region in the ledger, and the figures."""
    (region,) = uk[1][request.param].regions
    return PUBLICATIONS[request.param], region, uk_figures


def test_every_project_of_a_publication_counts(publication):
    facts, region, figures = publication
    assert (region.rows.read, region.rows.loaded) == (facts.projects, facts.projects)
    assert region.orientation == facts.orientation
    assert sum(figures.counts("active_projects", facts.day).values()) == facts.projects


def test_ratings_of_five_and_of_three_levels_become_green_amber_red_and_grey(publication):
    facts, _, figures = publication
    assert figures.counts("reported_health", facts.day) == facts.reported


def test_44_projects_were_at_risk_in_2016(uk_figures):
    assert uk_figures.counts("reported_health", date(2015, 9, 30))["red"] == 44


def test_without_evidence_nothing_is_green(publication):
    facts, _, figures = publication
    mix = figures.reading("health_mix", facts.day)
    red_money = mix.row(measure="red budget")
    assert (mix.row(measure="grey")["value"], red_money["colour"]) == (1, "grey")


def test_whole_life_cost_of_2018_is_423_billion(uk_figures):
    (record,) = [
        r for r in uk_figures.records(date(2017, 9, 30)) if r["metric"] == "current_budget"
    ]
    assert (record["value"], record["currency"]) == ("422739430000.00", "GBP")
    assert record["words"].split() == ["GBP", "422.7", "bn"]
    assert record["coverage"] == {"used": 119, "missing": 14, "hidden": 0}


def test_whole_life_cost_is_the_budget_at_completion(publication):
    facts, _, figures = publication
    row = figures.reading("current_budget", facts.day).row()
    count, total = facts.whole_life
    assert row["value"] == pence(total)
    assert (row["used"], row["missing"]) == (count, facts.projects - count)


def test_amounts_of_the_year_are_compared_in_the_year_and_are_no_budget_at_completion(publication):
    facts, _, figures = publication
    lines = figures.rows("budget_lines").filter(status_date=facts.day, period_kind="fiscal_year")
    both = (
        lines.pivot(on="measure", index="project_id", values="amount")
        .drop_nulls(["approved budget", "forecast"])
        .select("approved budget", "forecast")
        .sum()
    )
    row = figures.reading("fiscal_year_variance", facts.day).row()
    assert row["value"] == both["approved budget"].item() - both["forecast"].item()
    assert figures.value("forecast_at_completion", facts.day) is None


def pence(millions):
    """Pence of an amount in £ million, rounded once."""
    return round(Decimal(millions) * M)


def test_every_amount_of_a_publication_is_loaded_or_listed(publication):
    facts, region, figures = publication
    lines = figures.rows("budget_lines").filter(status_date=facts.day)
    for measure, kind, count, total, header in facts.amounts:
        (stated,) = [each for name, each in region.sums.items() if name.startswith(header)]
        assert (stated.read, stated.balances, stated.rejected) == (total, True, 0)
        loaded = lines.filter(measure=measure, period_kind=kind)
        assert (loaded.height, loaded["amount"].sum()) == (count, pence(total))
    assert set(lines["currency"]) == {"GBP"}


def test_dates_and_departments_of_a_publication_are_loaded(publication):
    facts, region, figures = publication
    projects = figures.rows("projects").filter(status_date=facts.day)
    assert projects["baseline_start_date"].count() == facts.starts
    assert projects["baseline_finish_date"].count() == facts.ends
    assert region.written["groups"] == facts.departments
    departments = figures.reading("active_projects", facts.day, by="department").rows
    assert departments["key"].n_unique() == facts.departments


TYPED = {
    "projects.health_overall",
    "projects.baseline_start_date",
    "projects.baseline_finish_date",
    "budget_lines.amount",
}


def cells_of(file, delimiter, encoding="cp1252"):
    """Text by row and column number; a record has the number of its first line."""
    text = file.read_bytes().decode(encoding)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for row in rows:
        yield from (((line, column), text) for column, text in enumerate(row, 1))
        line = rows.line_num + 1


def place_of(cell):
    """Row and column number of a cell such as GO1166."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(cell[len(letters) :]), column


def is_exempt(text):
    return "exempt" in text.casefold() and "section" in text.casefold()


@pytest.mark.parametrize("year", PUBLICATIONS)
def test_every_exempt_cell_is_listed_as_withheld_and_no_other_holds_a_zero(year, uk, shared_data):
    facts, (region,) = PUBLICATIONS[year], uk[1][year].regions
    cells = dict(cells_of(shared_data / "uk_gmpp" / f"uk_{year}.csv", facts.delimiter))
    axis = 0 if facts.orientation == "columns" else 1
    typed = {place_of(c.cell)[axis] for c in region.columns if TYPED & set(c.columns)}
    exempt = {place for place, text in cells.items() if place[axis] in typed and is_exempt(text)}
    listed = {
        place_of(issue.cell): issue.value for issue in region.issues if issue.rule == "withheld"
    }
    assert exempt
    assert {place for place, text in listed.items() if is_exempt(text)} == exempt
    assert {cells[place] for place in exempt} >= {listed[place] for place in exempt}
    with figures_in(uk[0], UK) as figures:
        lines = figures.rows("budget_lines").filter(status_date=facts.day, amount=0)
    raw = [cells[place_of(cell)] for cell in lines["source_cell"]]
    assert {Decimal(text.strip().lstrip("£") or "1") for text in raw} <= {Decimal(0)}


def test_issues_of_2014_stand_at_their_cells(uk):
    (region,) = uk[1][2014].regions
    found = Counter(issue.rule for issue in region.issues)
    assert found == {
        "withheld": 56,
        "error_cell": 2,
        "to_be_confirmed": 2,
        "amount_out_of_range": 2,
        "date_out_of_range": 1,
        "encoding_assumed": 1,
    }
    cells = {(i.rule, i.cell, i.value) for i in region.issues if i.rule != "withheld"}
    assert ("date_out_of_range", "EY958", "06/11/1987") in cells
    assert ("error_cell", "U960", "#N/A") in cells
    assert ("to_be_confirmed", "ED1162", "TBC") in cells


@pytest.mark.parametrize("year", PUBLICATIONS)
def test_a_whole_life_figure_leads_to_its_cell_and_raw_text(year, uk_figures, shared_data):
    facts = PUBLICATIONS[year]
    cells = dict(cells_of(shared_data / "uk_gmpp" / f"uk_{year}.csv", facts.delimiter))
    budgets = uk_figures.by_key("current_budget", facts.day, by="project")
    for key in sorted(key for key, value in budgets.items() if value)[::40]:
        trace = uk_figures.trace("current_budget", facts.day, key=key, by="project")
        ((file, cell, raw, value),) = trace.select("file", "cell", "raw", "value").rows()
        assert file == f"uk_{year}.csv"
        assert cells[place_of(cell)] == raw
        assert int(value) == budgets[key] == pence(raw.strip().lstrip("£").replace(",", ""))


def test_a_figure_of_a_transposed_file_leads_to_its_row_and_column(uk_figures):
    trace = uk_figures.trace("current_budget", date(2013, 9, 30), key="2011 Census", by="project")
    assert trace.select("cell", "raw", "value").rows() == [("GO1166", "481.632", "48163200000")]
    trace = uk_figures.trace("reported_health", date(2013, 9, 30), key="2011 Census", by="project")
    assert trace.select("cell", "raw").rows() == [("GO3", "Amber/Green")]


def test_the_ledger_that_is_kept_is_the_one_that_was_shown(uk):
    folder, records = uk
    kept = {entry.file: entry for entry in history(open_warehouse(settings_in(folder)), UK)}
    for record in records.values():
        (region,), (stored,) = record.regions, kept[record.file].regions
        assert stored["rows"]["read"] == region.rows.read
        for header, each in region.sums.items():
            assert Decimal(stored["sums"][header]["read"]) == each.read
            assert Decimal(stored["sums"][header]["loaded"]) == each.loaded


def test_a_corrected_publication_replaces_the_first_until_it_is_undone(shared_data, tmp_path):
    folder, day = tmp_path / "data", date(2017, 9, 30)
    original, corrected = shared_data / "uk_gmpp" / "uk_2018.csv", tmp_path / "uk_2018.csv"
    text = original.read_bytes()
    assert text.count(b"12,131.50") == 1  # whole-life cost of the first project
    corrected.write_bytes(text.replace(b"12,131.50", b"12,141.50"))
    load_into(folder, original, organisation=UK, status_date=day)
    with figures_in(folder, UK) as figures:
        first = figures.records(day), figures.records(day, by="project")
        total = figures.value("current_budget", day)
    (second,) = load_into(folder, corrected, organisation=UK, status_date=day)
    with figures_in(folder, UK) as figures:
        assert figures.value("current_budget", day) == total + 10 * M
        assert figures.value("current_budget", day, as_of=1) == total
        assert sum(figures.counts("active_projects", day).values()) == 133
    undo(open_warehouse(settings_in(folder)), second.load, organisation=UK, by="tester")
    with figures_in(folder, UK) as figures:
        assert (figures.records(day), figures.records(day, by="project")) == first
        assert figures.value("current_budget", day, as_of=second.load) == total + 10 * M


def test_the_same_file_twice_is_one_load(uk, shared_data):
    folder, records = uk
    file = shared_data / "uk_gmpp" / "uk_2018.csv"
    (again,) = load_into(folder, file, organisation=UK, status_date=date(2017, 9, 30))
    assert (again.already, again.load) == (True, records[2018].load)


@pytest.fixture(scope="module")
def nyc(shared_data, tmp_path_factory):
    """New York's dashboard: its record, and its figures."""
    folder = tmp_path_factory.mktemp("nyc")
    file = shared_data / "nyc_capital_projects" / NYC_FILE
    (record,) = load_into(folder, file, organisation="nyc", answers={"currency": "USD"})
    assert record.error is None
    with figures_in(folder, "nyc") as figures:
        yield record, figures


def test_one_long_file_fills_fifteen_status_dates_of_378_projects(nyc):
    record, figures = nyc
    (region,) = record.regions
    assert (region.rows.read, region.rows.loaded) == (2259, 2259)
    assert len(record.status_dates) == 15
    assert (record.status_dates[0], record.status_dates[-1]) == (date(2013, 9, 1), date(2019, 9, 1))
    assert figures.rows("projects")["project_id"].n_unique() == 378
    assert sum(figures.counts("active_projects", date(2019, 9, 1)).values()) == 378


def test_stated_changes_of_date_and_budget_reconcile_in_the_ledger(nyc):
    (region,) = nyc[0].regions
    days, dollars = (region.sums[f"Latest {what} Changes"] for what in ("Schedule", "Budget"))
    assert (days.unit, days.read, days.ignored, days.loaded) == ("days", 139_099, 139_099, 0)
    assert (dollars.unit, dollars.read, dollars.ignored) == ("USD", 4_406_290_006, 4_406_290_006)


@pytest.mark.parametrize(
    ("day", "projects", "amounts", "cents"),
    [
        (date(2019, 5, 1), 300, 296, 3_649_974_496_973),
        (date(2019, 9, 1), 378, 284, 3_197_475_059_136),
    ],
)
def test_the_forecast_counts_the_projects_that_have_one(nyc, day, projects, amounts, cents):
    row = nyc[1].reading("forecast_at_completion", day).row()
    assert (row["value"], row["used"], row["missing"]) == (cents, amounts, projects - amounts)
    assert row["currency"] == "USD"


def test_recomputed_changes_that_disagree_with_the_stated_ones_are_listed(nyc):
    record, figures = nyc
    (region,) = record.regions
    rows = figures.rows("projects").select("source_row", "project_id", "status_date")
    keys = {row: (key, str(day)) for row, key, day in rows.iter_rows()}
    disagreeing = [issue for issue in region.issues if issue.rule == "stated_change_disagrees"]
    found = {(*keys[place_of(i.cell)[0]], place_of(i.cell)[1], i.value) for i in disagreeing}
    budget, schedule = 12, 15  # columns
    assert found == {
        ("267", "2019-09-01", schedule, "-447"),  # the dates moved by 162 days
        ("314", "2015-02-01", schedule, "31"),  # by 588
        ("366", "2016-01-01", schedule, "361"),  # by 1309
        ("449", "2018-08-01", schedule, "870"),  # by 184
        ("314", "2015-02-01", budget, "-11050876"),  # the amounts moved by -13150876
        ("366", "2016-01-01", budget, "10407259"),  # by -10192741
        ("449", "2018-08-01", budget, "3843386"),  # by 2193745.40
        ("570", "2018-08-01", budget, "-20000"),  # by nothing
    }


def test_a_date_in_2108_and_a_forecast_below_zero_are_listed(nyc):
    (region,) = nyc[0].regions
    values = {(issue.rule, issue.value) for issue in region.issues}
    assert ("date_out_of_range", "10/21/2108") in values
    assert ("amount_out_of_range", "-4102606") in values


def test_a_project_of_a_long_file_leads_to_the_line_of_its_status_date(nyc, shared_data):
    _, figures = nyc
    file = shared_data / "nyc_capital_projects" / NYC_FILE
    cells = dict(cells_of(file, ",", "utf-8"))
    day = date(2019, 5, 1)
    forecasts = figures.by_key("forecast_at_completion", day, by="project")
    for key in sorted(key for key, value in forecasts.items() if value)[::60]:
        trace = figures.trace("forecast_at_completion", day, key=key, by="project")
        amounts = trace.filter(column="amount")
        ((cell, raw, value),) = amounts.select("cell", "raw", "value").rows()
        row, _ = place_of(cell)
        assert (cells[row, 1][:10], cells[row, 2]) == ("05/01/2019", key)
        assert (cells[place_of(cell)], round(Decimal(raw) * 100)) == (raw, int(value))


def test_the_water_companys_forecast_and_gates_come_out(shared_data, tmp_path):
    file, day = shared_data / "melbourne_water" / WATER_FILE, date(2020, 6, 30)
    answers = {"currency": "AUD"}
    (record,) = load_into(tmp_path, file, organisation="water", status_date=day, answers=answers)
    (region,) = record.regions
    assert (region.rows.read, region.rows.loaded) == (445, 445)
    assert region.written["milestones"] == 2189 + 587 + 69  # gates with a date, in three shapes
    assert round(region.sums["FFC"].read, 2) == Decimal("5113659152.50")
    with figures_in(tmp_path, "water") as figures:
        row = figures.reading("forecast_at_completion", day).row()
        assert (row["value"], row["currency"], row["missing"]) == (511_365_915_250, "AUD", 0)
        types = Counter(figures.rows("projects")["type"])
        gates = figures.rows("milestones").pivot(
            on="milestone_name", index="project_id", values="actual_date"
        )
    assert sorted(types.values()) == [42, 54, 174, 175]
    assert gates.filter(
        (pl.col("BNI") > pl.col("PBC")) | (pl.col("PBC") > pl.col("BCA"))
    ).is_empty()


def test_service_requests_keep_states_priorities_instants_and_effort(shared_data, tmp_path):
    file = shared_data / "servicenow_ibm" / "incidents_REST.csv"
    (record,) = load_into(tmp_path, file, organisation="desk")
    (region,) = record.regions
    assert (region.rows.read, region.rows.loaded) == (67, 67)
    assert region.sums["business_stc"].read == 44_594_781
    assert region.sums["calendar_stc"].read == region.sums["calendar_stc"].ignored == 178_264_723
    with figures_in(tmp_path, "desk") as figures:
        requests = figures.rows("service_requests")
    assert Counter(requests["state"]) == {"7": 27, "2": 20, "1": 13, "3": 7}
    assert Counter(requests["priority"]) == {"1": 27, "2": 4, "3": 12, "4": 5, "5": 19}
    opened = requests["opened_datetime"].dt.date()
    assert (opened.min(), opened.max()) == (date(2015, 8, 12), date(2023, 1, 6))
    assert (requests["resolved_datetime"].count(), requests["closed_datetime"].count()) == (27, 35)


def test_a_clocked_timesheet_gives_its_minutes(shared_data, tmp_path):
    file = shared_data / "timesheet_bigbang" / "timesheet.csv"
    answers = {"value::time_entries.person_id": "Me"}
    (record,) = load_into(tmp_path, file, organisation="times", answers=answers)
    (region,) = record.regions
    assert (region.rows.read, region.rows.loaded) == (8588, 8588)
    with figures_in(tmp_path, "times") as figures:
        entries = figures.rows("time_entries")
    minutes = entries.group_by(pl.col("work_date").dt.year()).agg(pl.col("booked_minutes").sum())
    assert sorted(minutes.rows()) == [(2020, 74713), (2021, 63151), (2022, 71896), (2023, 71843)]
    assert entries["booked_minutes"].sum() == 281_603
    assert (entries["project_id"].n_unique(), entries["work_date"].n_unique()) == (22, 1033)
    days = entries.group_by("work_date").agg(pl.col("booked_minutes").sum())
    assert days["booked_minutes"].max() == 814
    business = entries.filter(project_id="BIZ")
    assert (business.height, business["booked_minutes"].sum()) == (1294, 43_649)


def test_without_a_name_for_the_timesheet_nothing_is_loaded(shared_data, tmp_path):
    file = shared_data / "timesheet_bigbang" / "timesheet.csv"
    (record,) = load_into(tmp_path, file, organisation="times")
    assert record.error is not None
    assert record.error.exit_code == 1
    assert [question.id for question in record.questions] == ["value::time_entries.person_id"]
    assert open_warehouse(settings_in(tmp_path)).is_empty


@pytest.mark.parametrize(
    "name",
    [
        "nyc_capital_projects/data_dict_interval.csv",
        "timesheet_bigbang/clients.csv",
        "projectlibre/New Product.mpp",
        "projectlibre/New Product.pod",
    ],
)
def test_what_is_no_table_is_refused_and_changes_nothing(name, shared_data, tmp_path):
    (record,) = load_into(tmp_path, shared_data / name, organisation="own")
    assert record.error is not None
    assert record.error.exit_code == 1
    assert open_warehouse(settings_in(tmp_path)).is_empty
