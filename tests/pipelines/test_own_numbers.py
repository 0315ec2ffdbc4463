"""Sheets of several projects that number their milestones or risks alike."""

from tests.outcomes import book_in, loader

HEADER = ("Ref", "Milestone description", "Baseline", "Latest forecast")


def sheets(folder, *names):
    """Workbook with a sheet of milestones for each project."""
    rows = [HEADER, ("M1", "Survey", "2026-01-30", "2026-02-27"),
            ("M2", "Consent", "2026-03-30", "2026-04-30")]  # fmt: skip
    return book_in(folder, **dict.fromkeys(names, rows))


def test_equal_numbers_of_two_projects_are_two_milestones(tmp_path):
    outcome = loader(tmp_path)(sheets(tmp_path, "Ferry", "Pier"), accept=True)
    assert [region.rows.loaded for region in outcome.record.regions] == [2, 2]
    names = outcome.column("milestones", "project_id", key="milestone_id")
    assert names == {"Ferry/M1": "Ferry", "Ferry/M2": "Ferry", "Pier/M1": "Pier", "Pier/M2": "Pier"}
    assert {rule for _, rule in outcome.issues} >= {"number_of_project"}


def test_numbers_of_one_project_stay_as_they_are(tmp_path):
    outcome = loader(tmp_path)(sheets(tmp_path, "Ferry"), accept=True)
    assert set(outcome.column("milestones", "project_id", key="milestone_id")) == {"M1", "M2"}
