import pytest

from pages.data.loads import _table
from pages.parts.readings import warehouse
from pipelines.history import history, undo
from tests.pages.conftest import draw


@pytest.mark.usefixtures("filled")
def test_every_load_is_listed_with_its_rows():
    app = draw("loads")
    table = app.dataframe[0].value
    assert table["Number"].to_list() == [1]
    assert table["File"].to_list() == ["Portfolio report.xlsx"]
    assert table["State"].to_list() == ["in force"]


@pytest.mark.usefixtures("filled")
def test_an_undo_is_an_entry_of_its_own():
    undo(warehouse(), 1, organisation=None, by="Ben")
    table = _table(history(warehouse(), None)[::-1])
    assert table["What"].to_list() == ["Undo", "Load"]
    assert table["File"].to_list() == ["takes back load 1", "Portfolio report.xlsx"]
    assert table["State"].to_list() == [None, "undone"]
