"""Every page, on an empty warehouse and on a small one."""

import re
from datetime import date

import pytest

from pages import pages
from tests.pages.conftest import draw, said

ADDRESSES = [address for found in pages().values() for address in found]
FIGURES = [
    address
    for section, found in pages().items()
    for address, page in found.items()
    if page.has_filters and section.title != "Data"
]


def test_addresses_are_unique_across_sections():
    assert len(ADDRESSES) == len(set(ADDRESSES))


def test_every_page_says_what_it_answers():
    missing = [
        address
        for found in pages().values()
        for address, page in found.items()
        if not page.question.endswith(("?", "."))
    ]
    assert missing == []


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("empty")
def test_a_page_opens_on_an_empty_warehouse(address):
    app = draw(address)
    assert not app.exception
    assert said(app)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.usefixtures("filled")
def test_a_page_opens_on_a_small_warehouse(address):
    app = draw(address)
    assert not app.exception
    assert said(app)


@pytest.mark.parametrize("address", FIGURES)
@pytest.mark.usefixtures("filled")
def test_figures_name_the_status_date_before(address):
    app = draw(address)
    beside_figures = "".join(f"{metric.proto.delta_description}" for metric in app.metric)
    assert "30\u00a0Sep\u00a02026" in beside_figures + said(app)


@pytest.mark.parametrize("address", FIGURES)
@pytest.mark.usefixtures("filled")
def test_a_group_without_projects_says_what_to_do(address):
    app = draw(address, organisation="Northwind", project="P00", group="HR")
    assert not app.exception


@pytest.mark.usefixtures("filled")
def test_the_newest_status_date_is_proposed():
    assert draw("overview").selectbox(key="at").value == "2026-10-31"


@pytest.mark.usefixtures("filled")
def test_a_link_sets_status_date_and_projects():
    app = draw("overview", at="2026-08-31", project="P01")
    assert app.selectbox(key="at").value == date(2026, 8, 31).isoformat()
    assert app.multiselect(key="project").value == ["P01"]
    assert "1 of 1" in said(app)


@pytest.mark.usefixtures("filled")
def test_a_link_may_name_what_a_reader_sees():
    app = draw("overview", at="30 Sep 2026", group="HR", project="Mobile app")
    assert app.selectbox(key="at").value == "2026-09-30"
    assert app.selectbox(key="group").value == "HR"
    assert app.multiselect(key="project").value == ["P02"]


@pytest.mark.usefixtures("filled")
def test_an_unknown_date_in_a_link_falls_back_to_the_newest():
    assert draw("overview", at="1999-01-31").selectbox(key="at").value == "2026-10-31"


@pytest.mark.usefixtures("filled")
def test_a_figure_leads_to_what_it_rests_on_and_leaves_out():
    app = draw("milestone_slippage")
    app.button(key="from_milestone_slippage_working_days").click().run()
    assert not app.exception
    assert "Not known for 1" in "".join(expander.label for expander in app.expander)


@pytest.mark.usefixtures("filled")
def test_health_is_never_colour_alone():
    assert re.search("\u25c6 \\d red +\u25b2 \\d amber +\u25cf \\d green", said(draw("overview")))


@pytest.mark.usefixtures("empty")
def test_definitions_can_be_searched():
    app = draw("definitions", look_for="hit rate")
    assert "of the milestones that the previous report promised" in said(app).lower()


@pytest.mark.usefixtures("empty")
def test_definitions_without_a_match_say_so():
    assert "Look for fewer or other words" in said(draw("definitions", look_for="zzz"))
