"""Publishing a status date: what is missing, the deed, and what differs afterwards."""

from datetime import date

import pytest

from pmo.settings import read_settings
from pmo.warehouse import open_warehouse
from tests.pages import small
from tests.pages.conftest import draw, said

OCTOBER = date(2026, 10, 31)


def page(**parameters):
    app = draw("publish", organisation=small.ORGANISATION, **parameters)
    assert not app.exception
    return app


def published():
    with open_warehouse(read_settings()).snapshot() as snapshot:
        sql = "select status_date, published_by from main.status_dates where state = 'published'"
        return snapshot.query(sql).rows()


def budget_of_data_platform(amount):
    line = {
        "status_date": OCTOBER, "project_id": "P00", "measure": "approved budget",
        "period_kind": "life", "amount": amount, "currency": "EUR", "category": "All",
    }  # fmt: skip
    warehouse = open_warehouse(read_settings())
    small.write(warehouse, {"budget_lines": [line]}, [OCTOBER], by="Bo")


@pytest.mark.usefixtures("filled")
def test_before_it_is_published_the_page_says_what_publishing_does():
    text = said(page())
    assert "Publishing keeps every figure of this date" in text
    assert "As reported and as known now" not in text


@pytest.mark.usefixtures("filled")
def test_gaps_name_the_figure_the_reason_and_the_projects():
    (gaps,) = (f.value for f in page().dataframe if "Why" in f.value.columns)
    assert (gaps["Missing"] > 0).all()
    assert (gaps["Missing"] <= gaps["Of"]).all()
    assert (gaps["Why"] != "").all()


@pytest.mark.usefixtures("filled")
def test_publishing_keeps_the_figures_under_the_name_that_was_given():
    app = page()
    app.text_input(key="your_name").set_value("Ana")
    app.button(key="publish").click().run()
    assert not app.exception
    assert published() == [(OCTOBER, "Ana")]
    assert "by Ana" in said(app)
    assert "Every figure of this date is as it was published" in said(app)


@pytest.mark.usefixtures("filled")
def test_a_file_that_is_loaded_later_restates_what_was_published():
    app = page()
    app.button(key="publish").click().run()
    budget_of_data_platform(9_000_000_00)
    app = page(restated_level="Project")
    (restated,) = (f.value for f in app.dataframe if "As known now" in f.value.columns)
    row = restated[(restated["Figure"] == "Current budget") & (restated["Of"] == "Data platform")]
    assert row["As reported"].item() != row["As known now"].item()
    assert "Loaded since then: Portfolio report" in said(app)
