"""Questions on the page: asked once for sheets that are alike, answered in words."""

import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from pages.data import _uploads
from tests.pages.conftest import draw
from tests.pages.data.waiting import until

NAME = "Register 2026-02-28"
HEADERS = ("Project ID", "Project name", "Overall RAG", "Forecast finish")
ASKED = "before it can be loaded"

pytestmark = pytest.mark.usefixtures("empty")


def send(content, name):
    return _uploads.receive([(name, io.BytesIO(content))], organisation="Works")


def workbook(*sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def bytes_of(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def regions(*names):
    """One register per region, each with a word for health that nobody knows."""
    health = ("Red", "Green", "OT")
    sheets = [
        (name, [HEADERS, *((f"{name}-{h}", f"{name} {h}", h, "2026-06-30") for h in health)])
        for name in names
    ]
    return send(bytes_of(workbook(*sheets)), f"{NAME}.xlsx")


def answers_of(batch):
    kept = _uploads.find(batch.id)
    assert kept is not None
    return dict(kept.uploads[0].answers)


def choose(app, answer, label):
    """Choose an answer, given in the words of the page."""
    box = next(each for each in app.selectbox if label in each.label.replace("\\", ""))
    box.set_value(answer)


def use(app):
    next(each for each in app.button if each.label == "Use these answers").click().run()


def test_what_three_sheets_ask_alike_is_answered_once():
    batch = regions("North", "South", "East")
    app = until(draw("load_files", upload=batch.id), ASKED)
    assert "**1 question before" in " ".join(each.value for each in app.markdown)
    choose(app, "green", "OT")
    use(app)
    assert answers_of(batch) == dict.fromkeys(
        (f"rating:{name}:overall rag:ot" for name in ("north", "south", "east")), "green"
    )


def test_one_of_the_sheets_may_mean_something_else():
    batch = regions("North", "South", "East")
    app = until(draw("load_files", upload=batch.id), ASKED)
    choose(app, "green", "OT")
    next(each for each in app.selectbox if each.label == "South").set_value("red")
    use(app)
    assert answers_of(batch) == {
        "rating:north:overall rag:ot": "green",
        "rating:south:overall rag:ot": "red",
        "rating:east:overall rag:ot": "green",
    }


def test_a_colour_is_asked_about_by_name_and_with_a_cell_that_shows_it():
    book = workbook(("Status", [HEADERS, ("HW-1", "Harbour wall", None, "2026-06-30")]))
    book["Status"]["C2"].fill = PatternFill("solid", fgColor="FFC00000")
    batch = send(bytes_of(book), f"{NAME}.xlsx")
    app = until(draw("load_files", upload=batch.id), ASKED)
    (label,) = [each.label for each in app.selectbox if "filled" in each.label]
    assert "C2" in label
    assert "red" in label
    assert "C00000" not in label


LIKELY = b"Task ID,Task name,Project ID,Finish date,Planned hours\nT1,Dig,HW-1,2026-06-30,12\n"


def test_a_column_that_is_asked_about_may_be_another_than_the_one_proposed():
    batch = send(LIKELY, f"{NAME}.csv")
    app = until(draw("load_files", upload=batch.id), ASKED)
    box = next(each for each in app.selectbox if "Planned hours" in each.label)
    assert box.value == "tasks.planned_minutes"
    assert "Tasks: remaining minutes" in box.options
    box.set_value("tasks.remaining_minutes")
    use(app)
    assert answers_of(batch) == {"column::planned hours": "tasks.remaining_minutes"}
    app = until(app, "It speaks")
    assert not app.button(key="load_now").disabled


def test_a_question_is_asked_in_its_label_and_explained_in_its_help():
    batch = send(LIKELY, "Register.csv")
    app = until(draw("load_files", upload=batch.id), ASKED)
    (day,) = app.date_input
    assert day.label == "Which date do the figures speak for?"
    assert day.help.replace("\\", "").startswith("Answer with a date")
    box = next(each for each in app.selectbox if "Planned hours" in each.label)
    assert box.label.endswith("?")
    assert "reads like" in box.help


def test_the_sheet_that_is_shown_first_holds_a_table():
    notes = ("How to use", [("Copy a sheet for each project.",), ("Write one line each.",)])
    rows = [HEADERS, ("HW-1", "Harbour wall", "Red", "2026-06-30")]
    batch = send(bytes_of(workbook(notes, ("Status", rows))), f"{NAME}.xlsx")
    app = until(draw("load_files", upload=batch.id), "It speaks")
    box = next(each for each in app.selectbox if each.label == "Sheet")
    assert box.options[box.index] == "Status"
