"""The catalogue of sources and what each one settles."""

from pathlib import Path

import pytest

from pipelines import sources
from pipelines.sources import catalogue, source_of
from pmo.tables import CANONICAL
from tests.pipelines.books import region_of, targets_of


def test_the_folder_is_the_catalogue():
    files = {path.stem for path in Path(sources.__file__).parent.iterdir()}
    files -= {"__init__", "__pycache__"}
    parts = [part for source in catalogue() for part in source.parts]
    assert len(catalogue()) == len(files) + len(parts)


@pytest.mark.parametrize("source", catalogue(), ids=lambda source: source.name)
def test_every_source_fills_columns_that_exist(source: sources.Source):
    assert source.fills
    assert source.signs
    for targets in source.headers.values():
        for target in targets:
            assert CANONICAL[target.table][target.column]


def test_a_source_is_known_by_all_its_signs():
    signs = ["Issue key", "Issue id", "Issue Type"]
    assert source_of([*signs, "Anything"])
    assert source_of(signs[:2]) is None


def test_children_of_an_issue_are_not_counted_twice():
    region = region_of(
        ("Summary", "Issue key", "Issue id", "Issue Type", "Project key", "Time Spent",
         "Σ Time Spent", "Sprint", "Sprint"),
        ("Login", "A-1", "1001", "Story", "A", 3600, 7200, "S1", "S2"),
    )  # fmt: skip
    found = targets_of(region)
    assert (found["Time Spent"], found["Σ Time Spent"]) == (["tasks.actual_minutes"], [])
    assert [c.header for c in region.columns if c.targets].count("Sprint") == 2
    assert next(c.unit for c in region.columns if c.header == "Time Spent") == "s"


def test_the_years_baseline_of_the_major_projects_is_not_taken_for_the_whole_life():
    region = region_of(
        ("project_name", "description_aims", "colour_rating", "total_baseline",
         "wlc_baseline_incl_NCG"),
        ("Alpha", "To build", "Amber", 10, 100),
    )  # fmt: skip
    spans = [dict(c.targets[0].fixed)["period_kind"] for c in region.columns[3:]]
    assert spans == ["fiscal_year", "life"]


def test_a_clocked_timesheet_gives_the_time_between_in_and_out():
    region = region_of(
        ("date", "clock_in", "clock_out", "code"), ("2026-01-02", "08:00:00", "09:30:00", "A")
    )
    fixed = [c.targets[0].fixed for c in region.columns[1:3]]
    assert fixed == [(("clock", "in"),), (("clock", "out"),)]
