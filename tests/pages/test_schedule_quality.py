"""Schedule quality: from the figure to the check, the task by name, and its float."""

import pytest

from tests.pages.conftest import draw, said
from tests.pages.small import ORGANISATION

pytestmark = pytest.mark.usefixtures("filled")


def table(app, column):
    """The table that has such a column."""
    return next(frame.value for frame in app.dataframe if column in frame.value.columns)


def page(**parameters):
    app = draw("schedule_quality", organisation=ORGANISATION, **parameters)
    assert not app.exception
    return app


def test_the_worst_plan_stands_first_and_is_chosen():
    app = page()
    plans = table(app, "Checks passed")
    assert len(plans) == 6
    assert app.selectbox(key="plan_of").value == "P01"
    assert plans["Plan"][0] == "Records move"
    assert plans["Failed"][0].startswith("Missing logic")
    assert plans["Checks passed"][0] == "8 of 11"


def test_every_check_of_a_plan_has_result_counts_and_limit():
    checks = table(page(), "Result")
    assert len(checks) == 14
    first = checks.iloc[0]
    assert (first["Check"], first["Result"], first["Found"], first["Limit"]) == (
        "Missing logic",
        "✗ Failed",
        "100\u00a0% (2 of 2)",
        "at most 5%",
    )
    float_in_file = checks.set_index("Check").loc["Negative float"]
    assert float_in_file["Result"].endswith("Not assessable")
    assert float_in_file["Found"] == "not known: not in the files"


def test_tasks_are_named_with_what_is_wrong():
    app = page()
    app.selectbox(key="finding_check").set_value("missing_logic").run()
    found = table(app, "What is wrong")
    assert found[["Task", "What is wrong"]].to_numpy().tolist() == [
        ["Test", "no successor"],
        ["Hand over", "no predecessor"],
    ]


def test_findings_of_all_plans_name_the_plan():
    app = page(found_in="All plans")
    assert set(table(app, "What is wrong")["Plan"]) >= {"Records move", "Office refit"}


def test_float_says_that_the_file_states_none():
    app = page(plan_of="Data platform")
    assert "the file states none" in said(app)
    assert list(table(app, "Earliest start")["Task"]) == ["Test", "Hand over"]


def test_a_plan_of_which_everything_is_filtered_away_says_what_to_load():
    app = page(project="P00", group="HR")
    assert "No plan with tasks was reported" in said(app)
    assert "Plans of Microsoft Project, Primavera and spreadsheets" in said(app)
