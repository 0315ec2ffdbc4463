"""Whatever the first visitor of a fresh server asks for, they see the frame."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import served, serving
from tests.pages import small

pytestmark = pytest.mark.browser
NAVIGATION = ("Portfolio", "Delivery", "Money", "People", "Data")


@pytest.fixture
def fresh_server(tmp_path):
    small.build(tmp_path)
    with serving(tmp_path) as address:
        yield address


@pytest.mark.parametrize("asked", ["milestone_slippage", "_frame", "secret", "portfolio/overview"])
def test_the_first_request_to_a_fresh_server_shows_the_frame(asked, fresh_server, page):
    page.goto(f"{fresh_server}/{asked}")
    for entry in NAVIGATION:
        expect(page.get_by_test_id("stHeader").get_by_text(entry, exact=True)).to_be_visible()
    expect(page.get_by_text("Organisation", exact=True)).to_be_visible()


def test_a_deep_link_shows_its_organisation_date_and_group(fresh_server, page):
    page.goto(f"{fresh_server}/budget_variance?organisation=Northwind&at=2026-09-30&group=HR")
    expect(page.get_by_role("heading", name="Budget variance")).to_be_visible()
    main = page.get_by_test_id("stMain")
    expect(main.get_by_text("Status date 30\u00a0Sep\u00a02026").first).to_be_visible()
    expect(main.get_by_text("group HR").first).to_be_visible()
    expect(page).to_have_url(re.compile("group=HR"))


def test_an_empty_warehouse_says_what_to_do(tmp_path, page):
    with served(tmp_path, page) as address:
        page.goto(address)
        expect(page.get_by_text("Nothing is loaded yet")).to_be_visible()
        page.get_by_test_id("stMain").get_by_text("Load files", exact=True).click()
        expect(page.get_by_text("Whose portfolio is it?")).to_be_visible()


def test_every_answer_carries_the_security_headers(fresh_server, page):
    answer = page.goto(fresh_server)
    assert answer is not None
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
