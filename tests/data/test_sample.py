"""The embedded portfolios: their files come from the generator, byte for byte."""

import hashlib
import json
import tomllib
import zipfile
from pathlib import Path

import pytest

from data.sample.write import write_all

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
    found = {str(path.relative_to(COMMITTED)) for path in COMMITTED.glob("files/*/*")}
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
