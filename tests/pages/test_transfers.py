"""Transfers: the register by state, and the flow between groups."""

import pytest

from tests.pages.conftest import draw, said
from tests.pages.small import ORGANISATION

pytestmark = pytest.mark.usefixtures("filled")


def page(**parameters):
    app = draw("transfers", organisation=ORGANISATION, **parameters)
    assert not app.exception
    return app


def table(app, column):
    return next(f.value for f in app.dataframe if column in f.value.columns)


def test_the_register_names_both_projects_and_the_state():
    found = table(page(), "Took")
    assert len(found) == 5
    assert (found["From"] != found["To"]).all()
    assert set(found["State"]) <= {"Requested", "Approved", "Rejected", "Cancelled"}


def test_states_part_the_register():
    every = len(table(page(), "Took"))
    parts = 0
    for state in ("Waiting", "Approved", "Rejected or cancelled"):
        app = page(transfers=state)
        parts += sum(len(f.value) for f in app.dataframe if "Took" in f.value.columns)
    assert parts == every


def test_a_date_without_transfers_says_what_to_do():
    assert "No transfer was reported" in said(page(at="2026-08-31"))
