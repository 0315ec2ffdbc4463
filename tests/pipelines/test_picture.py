"""The picture of a sheet: what is loaded can be seen, however wide the list is."""

from pipelines.picture import WIDE, picture
from pipelines.read import read
from pipelines.recognise import recognise
from tests.pipelines.sources.plans import written, xer_text

FILLERS = {f"user_field_{number}": "x" for number in range(80)}


def drawn(folder, **fields):
    activity = {"task_id": 1, "proj_id": 1, "task_code": "A1", "task_type": "TT_Task"} | fields
    project = {"proj_id": 1, "proj_short_name": "PORT", "last_recalc_date": "2026-03-31 08:00"}
    text = xer_text({"PROJECT": [project], "TASK": [activity | {"task_name": "Dig"}]})
    book = read(written(folder, "plan.xer", text))
    sheet = next(each for each in book.sheets if each.name == "TASK")
    regions = [region for region in recognise(book, answers={}) if region.sheet == "TASK"]
    return picture(sheet, regions)


def test_of_a_wide_list_the_columns_that_are_loaded_stand_first(tmp_path):
    wide = drawn(tmp_path, **FILLERS)
    assert wide.all_columns > len(FILLERS)
    headers = wide.texts[0]
    assert wide.has_loaded_first
    first = headers[: headers.index("proj_id")]  # known, and not loaded
    assert {"task_id", "task_code", "task_name", "Project", "Kind"} <= set(first)
    assert wide.columns[0] == "B"  # the letters are those of the sheet


def test_a_narrow_list_keeps_its_order(tmp_path):
    narrow = drawn(tmp_path)
    assert narrow.all_columns <= WIDE
    assert not narrow.has_loaded_first
    assert list(narrow.columns) == sorted(narrow.columns)
