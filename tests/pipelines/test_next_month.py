"""The file of March is loaded; the one of April differs in one way, and asks only what is new."""

from datetime import date

import pytest

from pipelines.inspection import Instructions
from pipelines.load import load
from pmo.settings import Settings
from pmo.warehouse import open_warehouse
from tests.outcomes import APRIL, GOLDEN, MARCH, book_in

PAIRS = GOLDEN / "next_month"
DRIFT = ("column_renamed", "column_moved", "column_new", "column_missing")


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None, currency="EUR")


@pytest.fixture
def take_in(settings):
    def take(path, day=None, **more):
        (record,) = load([path], Instructions("Ours", day, **more), settings)
        return record

    return take


@pytest.fixture
def april(take_in):
    """Load March, then a file of April; only the day is said, for no file states it."""

    def take(name, **more):
        march = take_in(PAIRS / "march.csv", MARCH)
        assert (march.error, march.questions) == (None, ())
        record = take_in(PAIRS / name)
        assert "status_date" in asked(record)
        return take_in(PAIRS / name, APRIL, **more)

    return take


def asked(record):
    return {question.id: question.proposal for question in record.questions}


def drift_of(record):
    (region,) = record.regions
    return {(each.rule, each.value) for each in region.issues if each.rule in DRIFT}


def rows_of(settings, sql):
    with open_warehouse(settings).snapshot() as snapshot:
        return snapshot.query(sql, {"day": APRIL}).rows()


FINISH = """
select project_id, forecast_finish_date from main.projects where status_date = $day order by all
"""
ACTUAL = "select sum(amount) from main.budget_lines where status_date = $day"


def test_what_march_proved_reads_an_april_that_proves_nothing(april, settings):
    record = april("april_as_before.csv")
    assert (record.error, drift_of(record)) == (None, set())
    finish = [date(2026, 8, 5), date(2026, 9, 1), date(2026, 12, 11)]
    assert [day for _, day in rows_of(settings, FINISH)] == finish
    assert rows_of(settings, ACTUAL) == [(292_500,)]  # 1,200 is no 1.2


def test_columns_renamed_and_moved_at_once_are_found(april, settings):
    record = april("april_renamed_and_moved.csv")
    assert record.error is None
    assert drift_of(record) >= {
        ("column_renamed", "Expected finish"),
        ("column_renamed", "Executive sponsor"),
    }
    assert {rule for rule, _ in drift_of(record)} == {"column_renamed", "column_moved"}
    assert rows_of(settings, FINISH)[0] == ("N-1", date(2026, 8, 15))
    sponsors = "select distinct sponsor from main.projects where status_date = $day order by all"
    assert rows_of(settings, sponsors) == [("Ana Silva",), ("Ben Moor",), ("Cleo Dahl",)]


def test_a_title_above_the_table_changes_nothing(april):
    record = april("april_under_a_title.csv")
    assert (record.error, drift_of(record)) == (None, set())
    assert (record.regions[0].header_row, record.regions[0].rows.loaded) == (4, 2)


def test_headers_in_capitals_are_the_same_columns(april, settings):
    record = april("april_in_capitals.csv")
    assert (record.error, drift_of(record)) == (None, set())
    assert rows_of(settings, ACTUAL) == [(285_000,)]


def test_one_more_month_is_no_new_column(april, settings):
    record = april("april_one_more_month.csv")
    assert (record.error, drift_of(record)) == (None, set())
    assert rows_of(settings, ACTUAL) == [(302_650,)]


def test_new_and_missing_columns_are_listed_and_stop_nothing(april):
    record = april("april_new_and_missing.csv")
    assert record.error is None
    assert drift_of(record) == {("column_new", "Shelf"), ("column_missing", "Phase")}


def test_a_missing_key_stops_the_load_with_what_to_do(april, settings):
    record = april("april_without_its_key.csv", accept=True)
    (question,) = record.questions
    assert question.id == "missing::project id"
    assert "Put it back and load the file again" in question.text
    assert rows_of(settings, FINISH) == []


ROWS = (
    ("Project ID", "Project name", "Phase", "Forecast finish", "Sponsor"),
    ("N-1", "Harbour gates", "Build", "01/02/2026", "Ana Silva"),
    ("N-2", "Ticket office", "Design", "03/04/2026", "Ben Moor"),
)


def test_a_sheet_with_another_name_is_the_same_template(take_in, tmp_path):
    (tmp_path / "april").mkdir()
    answers = {"date_order:status:forecast finish": "day first"}
    march = take_in(book_in(tmp_path, Status=ROWS), MARCH, answers=answers)
    later = take_in(book_in(tmp_path / "april", Overview=ROWS), APRIL)
    assert (march.error, later.error, drift_of(later)) == (None, None, set())
    assert later.status_dates == (APRIL,)


def copy_as(folder, name, rows=None):
    """The file of March under a name, perhaps with lines above it."""
    path = folder / name
    text = (PAIRS / "march.csv").read_text(encoding="utf-8")
    path.write_text("".join(f"{row},,,,,,,,\n" for row in rows or ()) + text, encoding="utf-8")
    return path


def test_a_file_name_that_states_the_day_asks_nothing_in_any_month(take_in, tmp_path):
    first = take_in(copy_as(tmp_path, "[Harbour] Status Report [260331].csv"))
    later = take_in(copy_as(tmp_path, "[Harbour] Status Report [260430].csv"))
    assert (first.error, first.status_dates) == (None, (MARCH,))
    assert (later.error, later.status_dates) == (None, (APRIL,))


def test_a_sheet_name_and_a_title_state_the_day_too(take_in, tmp_path):
    by_sheet = take_in(book_in(tmp_path, **{"Status 2026-03-31": ROWS}), accept=True)
    (tmp_path / "titled").mkdir()
    title = (("Status as at 30 April 2026",), (None,), *ROWS)
    by_title = take_in(book_in(tmp_path / "titled", Status=title), accept=True)
    dates = [
        {each.id: each.decision for each in record.regions[0].decisions}.get("status_date")
        for record in (by_sheet, by_title)
    ]
    assert dates == ["2026-03-31", "2026-04-30"]


def test_two_days_that_differ_are_asked_about_and_one_answer_settles_it(take_in, tmp_path):
    name, title = "Status Report [260430].csv", ("Status date: 31 March 2026", "")
    path = copy_as(tmp_path, name, title)
    first = take_in(path)
    assert asked(first).keys() == {"status_date"}
    second = take_in(path, APRIL)
    assert (second.error, second.status_dates) == (None, (APRIL,))
