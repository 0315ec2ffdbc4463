"""What changed: bridges of the sums, projects that turned, milestones that moved."""

import pytest

from tests.pages.conftest import draw, said
from tests.pages.small import ORGANISATION

pytestmark = pytest.mark.usefixtures("filled")


def page(**parameters):
    app = draw("what_changed", organisation=ORGANISATION, **parameters)
    assert not app.exception
    return app


def table(app, column):
    """The first table that has such a column; none where there is no such table."""
    return next((f.value for f in app.dataframe if column in f.value.columns), None)


def test_it_compares_with_the_status_date_before_at_first():
    assert page().selectbox(key="since").value == "2026-09-30"
    assert "since=" not in str(page().query_params)


def test_the_title_says_how_much_the_sum_moved_and_mostly_why():
    app = page()
    assert "Forecast at completion is" in said(app)
    assert "than on 30\u00a0Sep\u00a02026, mostly: " in said(app)


def test_a_step_names_its_projects_with_both_amounts():
    found = table(page(sum="Actual cost"), "This step")
    assert list(found.columns) == [
        "Project", "30\u00a0Sep\u00a02026", "31\u00a0Oct\u00a02026", "This step",
    ]  # fmt: skip
    assert all(step.startswith(("+", "\u2212")) for step in found["This step"])


def test_any_two_dates_can_be_compared():
    app = page()
    app.selectbox(key="since").set_value("2026-08-31").run()
    assert not app.exception
    assert "than on 31\u00a0Aug\u00a02026" in said(app)


def test_milestones_that_moved_are_named_with_both_dates():
    found = table(page(), "Moved")
    assert {"Project", "Milestone", "Then", "Now"} < set(found.columns)
    assert (found["Now"] != found["Then"]).all()


def test_the_first_status_date_says_that_there_is_nothing_to_compare():
    assert "This is the first status date" in said(page(at="2026-08-31"))
