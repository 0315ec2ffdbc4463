"""What a person sees of a file before it is loaded: the sheet, its meaning, and what changes."""

from datetime import date

import pytest

from pipelines.changes import CHANGED, GONE, NEW, ProjectChange, SumChange
from pipelines.corrections import cell_id
from pipelines.examination import examine
from pipelines.inspection import Instructions
from pipelines.load import load
from pmo.settings import Settings

HEADER = "Project ID,Project name,Overall RAG,Forecast finish,Approved budget (£)"
JANUARY = (
    "P1,Harbour wall,Red,2026-06-30,100",
    "P2,River crossing,Green,2026-05-31,200",
    "P3,Night trains,Green,2026-12-31,300",
)
FEBRUARY = (
    "P1,Harbour wall,Amber,2026-06-30,150",
    "P2,River crossing,Green,2026-05-31,200",
    "P4,Day trains,Green,2026-11-30,400",
)


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data", organisation=None)


def sent(folder, *lines, name="Register.csv"):
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def says(day, **answers):
    return Instructions(organisation="Works", status_date=day, answers=answers, by="Ann")


def seen(path, settings, day=date(2026, 2, 28), **answers):
    return examine(path, says(day, **answers), settings, file=path.name)


def test_next_month_shows_new_changed_and_gone_projects_and_sums_before_and_after(
    tmp_path, settings
):
    january = sent(tmp_path, HEADER, *JANUARY, name="January.csv")
    assert load([january], says(date(2026, 1, 31)), settings)[0].error is None
    found = seen(sent(tmp_path, HEADER, *FEBRUARY), settings).changes
    assert (found.status_date, found.compared_with) == (date(2026, 2, 28), date(2026, 1, 31))
    assert found.projects == (
        ProjectChange("P1", "Harbour wall", CHANGED, (("health_overall", "Red", "Amber"),)),
        ProjectChange("P4", "Day trains", NEW),
        ProjectChange("P3", "Night trains", GONE),
    )
    assert found.unchanged == 1
    assert found.sums == (SumChange("approved budget, whole life", "GBP", 60_000, 75_000),)


def test_against_another_template_nothing_goes(tmp_path, settings):
    january = sent(tmp_path, HEADER, *JANUARY, name="January.csv")
    assert load([january], says(date(2026, 1, 31)), settings)[0].error is None
    other = sent(tmp_path, "Project ID,Project name,Department", "P2,River crossing,Roads")
    assert seen(other, settings).changes.count(GONE) == 0


def test_the_first_file_is_all_new_and_its_sums_have_no_before(tmp_path, settings):
    found = seen(sent(tmp_path, HEADER, *JANUARY), settings).changes
    assert found.compared_with is None
    assert found.count(NEW) == 3
    assert found.sums == (SumChange("approved budget, whole life", "GBP", None, 60_000),)


def test_booked_time_is_compared_over_the_days_of_the_file(tmp_path, settings):
    head = "Date,Person,Project,Hours"
    before = sent(tmp_path, head, "2026-01-05,Ann,P1,8", "2026-02-02,Ann,P1,4", name="t1.csv")
    hours = Instructions(organisation="Works", by="Ann", accept=True)
    assert load([before], hours, settings)[0].error is None
    after = sent(tmp_path, head, "2026-02-02,Ann,P1,6")
    found = examine(after, hours, settings, file="t.csv").changes
    assert found is not None
    assert found.sums == (SumChange("booked_minutes", None, 240, 360),)


def test_a_picture_says_of_every_line_what_it_is(tmp_path, settings):
    lines = ("Register of works", "", HEADER, *JANUARY, "Total,,,,600", "", "Checked by Ann")
    (picture,) = seen(sent(tmp_path, *lines), settings).pictures
    assert picture.rows == (1, 3, 4, 5, 6, 7, 8, 9)
    assert picture.columns == ("A", "B", "C", "D", "E")
    first = dict(zip(picture.rows, (roles[0] for roles in picture.roles), strict=True))
    assert first == {
        1: "ignored", 3: "header", 4: "data", 5: "data", 6: "data", 7: "total", 8: "blank",
        9: "ignored",
    }  # fmt: skip
    assert [(place, role) for place, role, _ in picture.left_out] == [
        ("row 7", "total"),
        ("row 9", "ignored"),
    ]


def test_on_a_transposed_sheet_the_labels_are_the_header(tmp_path, settings):
    lines = (
        "Project name,Harbour wall,River crossing,Night trains",
        "Department,Ports,Roads,Rail",
        "Forecast finish,2026-06-30,2026-05-31,2026-12-31",
        "Overall RAG,Red,Green,Green",
    )
    (picture,) = seen(sent(tmp_path, *lines), settings).pictures
    assert set(picture.roles) == {("header", "data", "data", "data")}


def meanings_of(found):
    (offered,) = found.choices
    return offered.meanings


def test_another_meaning_is_answered_under_the_id_that_the_column_offers(tmp_path, settings):
    path = sent(tmp_path, "Project ID,Project name,Overall RAG,Remark", "P1,Harbour,Red,Ports")
    remark = next(
        each for each in meanings_of(seen(path, settings)) if each.match.header == "Remark"
    )
    assert "projects.manager" in remark.choices
    again = seen(path, settings, **{remark.answer_id: "projects.manager"})
    changed = next(each for each in meanings_of(again) if each.match.header == "Remark")
    assert changed.match.columns == ("projects.manager",)
    ignored = seen(path, settings, **{remark.answer_id: "ignore"})
    left = next(each for each in meanings_of(ignored) if each.match.header == "Remark")
    assert left.match.columns == ()


def test_a_file_without_a_table_is_not_ready(tmp_path, settings):
    found = seen(sent(tmp_path, "Dear all,", "see you on Monday."), settings)
    assert (found.record.error, found.has_tables, found.is_ready) == (None, False, False)


@pytest.mark.parametrize(("header", "table"), [("programme", "project_groups"),
                                               ("approved budget", "budget_lines"),
                                               ("forecast", "budget_lines")])  # fmt: skip
def test_a_column_may_become_one_of_a_table_that_nothing_fills_yet(
    header, table, tmp_path, settings
):
    path = sent(tmp_path, "Project ID,Project name,Overall RAG,Who", "P1,Harbour,Red,12")
    who = next(each for each in meanings_of(seen(path, settings)) if each.match.header == "Who")
    assert f"like {header}" in who.choices
    found = seen(path, settings, **{who.answer_id: f"like {header}", "currency": "EUR"})
    assert table in found.record.regions[0].tables


def test_every_offered_meaning_is_taken(tmp_path, settings):
    path = sent(tmp_path, "Project ID,Project name,Overall RAG,Who", "P1,Harbour,Red,12")
    who = next(each for each in meanings_of(seen(path, settings)) if each.match.header == "Who")
    own = [choice for choice in who.choices if choice.startswith(("projects.m", "like "))]
    for choice in own:
        again = meanings_of(seen(path, settings, **{who.answer_id: choice}))
        (changed,) = (each.match for each in again if each.match.header == "Who")
        assert changed.columns, choice


def test_rows_become_a_list_of_what_a_person_says(tmp_path, settings):
    path = sent(tmp_path, "Project ID,Title,Owner,State", "P1,Flood,Ann,open")
    (offered,) = seen(path, settings).choices
    assert {"risks", "tasks", "projects", "ignore"} <= {*offered.tables}
    for table in ("risks", "service_requests", "projects"):
        (region,) = seen(path, settings, **{offered.table_id: table}).record.regions
        assert region.tables[:1] in ((table,), ())
    (region,) = seen(path, settings, **{offered.table_id: "ignore"}).record.regions
    assert region.tables == ()


def test_issues_say_which_records_may_be_set_aside(tmp_path, settings):
    lines = (HEADER, *JANUARY, "P5,Ferry,Red,soon,500", "P6,Tram,Red,later,600")
    path = sent(tmp_path, *lines)
    found = seen(path, settings)
    (trouble,) = found.troubles
    assert (trouble.column, trouble.aside, trouble.records) == ("Forecast finish", "5-6", 2)
    (offered,) = found.choices
    aside = seen(path, settings, **{f"{offered.set_aside_id}:late": trouble.aside})
    assert aside.troubles == ()
    assert aside.record.regions[0].rows.loaded == 3


def test_a_cell_of_an_issue_may_be_given_another_text(tmp_path, settings):
    path = sent(tmp_path, HEADER, *JANUARY, "P5,Ferry,Red,soon,500")
    (trouble,) = seen(path, settings).troubles
    (cell,) = trouble.cells
    again = seen(path, settings, **{cell_id(cell.sheet, cell.cell): "2026-08-31"})
    assert again.troubles == ()
    assert [issue.rule for issue in again.record.regions[0].issues] == ["corrected_cell"]
