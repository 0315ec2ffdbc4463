"""The page of one project: from health to sources."""

import pytest

from tests.pages.conftest import draw, said
from tests.pages.small import ORGANISATION

pytestmark = pytest.mark.usefixtures("filled")


def page(**parameters):
    app = draw("project", organisation=ORGANISATION, **parameters)
    assert not app.exception
    return app


def table(app, column):
    return next(f.value for f in app.dataframe if column in f.value.columns)


@pytest.mark.parametrize("named", ["Records move", "P01"])
def test_a_link_names_the_project_as_a_reader_sees_it_or_by_its_key(named):
    app = page(of=named)
    assert app.selectbox(key="of").value == "P01"
    assert "Records move" in said(app)


def test_the_filter_narrows_the_projects_that_can_be_chosen():
    assert page(project="P03").selectbox(key="of").options == ["Office refit"]


def test_every_dimension_has_its_colour_and_the_rule_that_gave_it():
    found = table(page(of="Records move"), "Dimension")
    assert set(found["Dimension"]) == {"Schedule", "Cost", "People", "Risk", "Governance"}
    assert found["Health"].str.contains(" ").all()
    assert (found["Why"] != "").all()


def test_its_milestones_and_no_others_are_listed():
    app = page(of="Records move", milestones="All")
    assert set(table(app, "Slippage")["Project"]) == {"Records move"}


def test_people_stand_with_hours_by_month():
    found = table(page(of="Data platform"), "Certainty")
    assert list(found.columns[-3:]) == ["Nov 26", "Dec 26", "Jan 27"]
    assert found[["Nov 26", "Dec 26", "Jan 27"]].to_numpy().sum() > 0


def test_the_files_that_speak_of_it_are_named_with_what_they_hold():
    found = table(page(of="Data platform"), "File")
    assert set(found["File"]) == {"Portfolio report.xlsx"}
    assert {"projects", "milestones", "budget lines"} <= set(found["What"])
