"""The embedded portfolios: their files come from the generator, byte for byte."""

import csv
import hashlib
import json
import tomllib
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from data.sample.works import Works
from data.sample.write import write_all
from pipelines import read as intake
from pipelines.inspection import Instructions, inspect_book
from pmo.settings import Settings

COMMITTED = Path(__file__).parents[2] / "data" / "sample"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("written")
    return folder, write_all(folder)


@pytest.fixture(scope="module")
def truth():
    return json.loads((COMMITTED / "truth.json").read_text(encoding="utf-8"))


def contents(path: Path):
    """What the file holds; an xlsx is unpacked, since packers may differ between machines."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_two_runs_write_the_same_bytes(written, tmp_path):
    folder, paths = written
    assert write_all(tmp_path) == paths
    digests = [
        [hashlib.sha256((place / path).read_bytes()).hexdigest() for path in paths]
        for place in (folder, tmp_path)
    ]
    assert digests[0] == digests[1]


def test_the_committed_files_are_what_the_generator_writes(written):
    folder, paths = written
    differing = [path for path in paths if contents(folder / path) != contents(COMMITTED / path)]
    assert differing == []


def test_no_other_file_lies_between_the_committed_ones(written):
    _, paths = written
    found = {path.relative_to(COMMITTED).as_posix() for path in COMMITTED.glob("files/*/*")}
    assert found == {path for path in paths if path.startswith("files/")}


def test_the_committed_files_stay_small():
    sizes = [path.stat().st_size for path in COMMITTED.glob("files/*/*")]
    assert sum(sizes) < 2_500_000


def test_the_manifest_lists_every_file_once():
    manifest = tomllib.loads((COMMITTED / "manifest.toml").read_text(encoding="utf-8"))
    for organisation in manifest.values():
        names = sorted(path.name for path in (COMMITTED / organisation["folder"]).iterdir())
        assert sorted(organisation["files"]) == names


def test_transfers_take_from_one_project_what_they_give_to_another(truth):
    for day in truth["sample"]["status_dates"].values():
        assert sum(day["net_transfers"].values()) == 0


def test_the_data_platform_slips_fifteen_days_a_month_and_reports_green(truth):
    days = truth["sample"]["status_dates"]
    platform = [days[day]["projects"]["HG104"] for day in sorted(days)]
    assert [state["finish_slippage_days"] for state in platform] == [45, 195, 210, 225]
    assert {state["reported"] for state in platform} == {"Green"}


def test_four_projects_report_green_while_the_evidence_is_red(truth):
    day = truth["sample"]["status_dates"]["2026-10-31"]
    assert day["green_but_red"] == ["HG104", "HG122", "HG123", "HG125"]


def test_transfers_hide_the_overrun_of_the_finance_core(truth):
    core = truth["sample"]["status_dates"]["2026-10-31"]["projects"]["HG101"]
    assert core["current_budget"] - core["original_budget"] == 1_500_000_00
    assert -0.02 < core["variance_at_completion"] / core["current_budget"] < 0


def test_two_new_baselines_hide_half_a_year(truth):
    refresh = truth["sample"]["status_dates"]["2026-10-31"]["projects"]["HG112"]
    assert (refresh["finish_slippage_days"], refresh["finish_slippage_original_days"]) == (3, 193)


def test_the_on_time_project_keeps_its_day(truth):
    rollout = truth["sample"]["status_dates"]["2026-10-31"]["projects"]["HG107"]
    assert (rollout["phase"], rollout["finish_slippage_original_days"]) == ("Closed", 0)


def test_two_architects_are_used_beyond_their_time_and_three_people_hardly(truth):
    people = truth["sample"]["status_dates"]["2026-10-31"]["people"]
    assert people["over_used"] == ["P002", "P013"]
    assert people["under_used"] == ["P006", "P035", "P055"]
    assert {tuple(over) for over in people["over_allocated"].values()} == {("P002", "P013")}


def test_nobody_books_more_than_a_day_has():
    for name in sorted((COMMITTED / "files" / "sample").glob("timesheets *.csv")):
        rows = read(name, ";" if "2025-05" in name.name else ",")
        minutes = Counter()
        for row in rows[1:]:
            minutes[row[0], row[1]] += round(float(row[3].replace(",", ".")) * 60)
        assert max(minutes.values()) <= 24 * 60


def test_running_the_business_takes_fifteen_percent_of_the_time_that_a_person_is_there():
    rows = read(COMMITTED / "files" / "sample" / "timesheets 2026-10.csv", ",")
    person = [row for row in rows if row[0] == "P001"]
    away = sum(float(row[3]) for row in person if row[4] in {"Leave", "Training"})
    running = sum(
        float(row[3]) for row in person if row[4] in {"Administration", "Service requests"}
    )
    assert running == pytest.approx(0.15 * (22 * 8 - away))  # October 2026 has 22 weekdays


def test_the_works_are_two_hundred_projects_of_different_names():
    everything = [Works(number) for number in range(200)]
    assert len({works.name for works in everything}) == 200
    assert len({works.key for works in everything}) == 200


def test_a_publication_holds_as_many_projects_as_the_truth_says(truth):
    folder = COMMITTED / "files" / "sample-works"
    counted = {
        "2021-03-31": len(read(folder / "works 2021-03-31.csv", ",")[0]) - 2,
        "2023-03-31": len(read(folder / "works 2023-03-31.csv", ",")) - 1,
        "2026-03-31": len(read(folder / "works 2026-03-31.csv", ";")) - 1,
    }
    for day, count in counted.items():
        assert truth["sample-works"]["status_dates"][day]["projects"] == count


def test_the_budgets_of_a_publication_add_up_to_the_truth(truth):
    rows = read(COMMITTED / "files" / "sample-works" / "works 2024-03-31.csv", ",")
    place = rows[0].index("yearly_budget")
    cells = [row[place] for row in rows[1:] if row[place].startswith("€")]
    total = sum(Decimal(cell.strip("€m").replace(",", "")) for cell in cells)
    year = truth["sample-works"]["status_dates"]["2024-03-31"]
    assert total * 10**8 == year["year_budget"]
    assert len(rows) - 1 - len(cells) == year["money_withheld"]


def test_the_last_report_is_read_without_a_question_and_holds_the_known_truth(truth):
    inspected = looked_into("sample", "Portfolio report 2026-10.xlsx")
    assert inspected.questions == ()
    lines = next(
        each.tables["budget_lines"] for each in inspected.checked if "budget_lines" in each.tables
    )
    sums = lines.group_by("project_id", "measure").agg(pl.col("amount").sum()).rows()
    known = truth["sample"]["status_dates"]["2026-10-31"]["projects"]
    expected = {
        (key, measure): state[name]
        for key, state in known.items()
        for measure, name in (
            ("original budget", "original_budget"),
            ("approved budget", "current_budget"),
            ("earned value", "earned_value"),
            ("actual", "actual_to_date"),
            ("commitment", "open_commitments"),
        )
    }
    found = {(key, measure): amount for key, measure, amount in sums if measure != "forecast"}
    planned = {pair: amount for pair, amount in found.items() if pair[1] == "planned value"}
    assert {pair: found[pair] for pair in found.keys() - planned.keys()} == expected


def test_a_transposed_publication_loads_the_sums_of_the_truth(truth):
    inspected = looked_into("sample-works", "works 2021-03-31.csv", fiscal_year_start="April")
    lines = inspected.checked[0].tables["budget_lines"]
    sums = lines.group_by("measure", "period_kind").agg(pl.col("amount").sum()).rows()
    year = truth["sample-works"]["status_dates"]["2021-03-31"]
    assert {row[:2]: row[2] for row in sums} == {
        ("approved budget", "fiscal_year"): year["year_budget"],
        ("approved budget", "life"): year["whole_life"],
        ("forecast", "fiscal_year"): year["year_forecast"],
    }


def looked_into(organisation: str, name: str, **answers: str):
    book = intake.read(COMMITTED / "files" / organisation / name)
    settings = Settings(data=COMMITTED, organisation=organisation)
    return inspect_book(book, Instructions(answers=answers), settings, ())


def read(path: Path, mark: str):
    encoding = "cp1252" if path.parent.name == "sample-works" else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as text:
        return list(csv.reader(text, delimiter=mark))
