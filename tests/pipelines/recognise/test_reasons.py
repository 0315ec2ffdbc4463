"""What is said of columns that fill nothing and of keys that nobody gave."""

from datetime import date
from pathlib import Path

from pipelines.check import check
from pipelines.check.checking import Checked
from pmo.settings import Settings
from tests.pipelines.books import region_of, sheet_of

MARCH = date(2026, 3, 31)
HEADER = ("Project ID", "Project name", "Project manager", "RAG", "Start date", "Forecast finish")
DAY = "2026-03-02"
SETTINGS = Settings(data=Path(), organisation="Ours")


def test_cells_that_deny_a_known_header_are_named_as_the_reason():
    told = ("when the board says", "after the break", "next")
    rows = [(f"P-{n}", "Alpha", "Ann Lee", "Red", MARCH, text) for n, text in enumerate(told)]
    column = region_of(HEADER, *rows).columns[-1]
    assert column.targets == ()
    assert "is a known name of forecast finish date" in column.why
    assert "0 of 3 cells are dates, so that it is not loaded" in column.why


def entries(*rows: tuple[object, ...], person: str | None = None) -> Checked:
    """Booked hours that no column gives a person."""
    sheet = sheet_of(("Date", "Project ID", "Hours", "Comment"), *rows)
    ids = "value:sheet1:time_entries.person_id"
    answers = {} if person is None else {ids: person}
    region = region_of(("Date", "Project ID", "Hours", "Comment"), *rows, answers=answers)
    return check(sheet, region, status_date=MARCH, answers=answers, settings=SETTINGS)


def test_one_question_about_every_record_stands_alone():
    booked = [(DAY, f"P-{n}", 2, "Review") for n in range(30)]
    found = entries(*booked).record
    assert [question.id for question in found.questions] == ["value:sheet1:time_entries.person_id"]
    assert [issue.rule for issue in found.issues if issue.rule == "key_unusable"] == []


def test_rows_without_another_key_are_listed_once_the_question_is_answered():
    booked = [(DAY, f"P-{n}", 2, "Review") for n in range(30)]
    found = entries(*booked, ("", "P-1", 2, "Review"), person="Ann Lee").record
    listed = [issue.cell for issue in found.issues if issue.rule == "key_unusable"]
    assert listed == ["A32:D32"]
    assert (found.rows.loaded, found.rows.rejected) == (30, 1)
