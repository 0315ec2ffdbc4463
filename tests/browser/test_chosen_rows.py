"""A chosen row opens its cells once: another list can be used afterwards."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import serving
from tests.pages import small

pytestmark = pytest.mark.browser
FIRST_ROW = 50  # pixels from the upper edge of a table


def test_rows_of_two_lists_can_be_chosen_one_after_the_other(tmp_path, page):
    small.build(tmp_path)
    with serving(tmp_path) as address:
        page.set_viewport_size({"width": 1440, "height": 3900})
        page.goto(f"{address}/project?organisation=Northwind&of=Records+move")
        lists = page.get_by_test_id("stDataFrame")
        expect(lists.nth(1)).to_be_visible()
        dialog = page.get_by_role("dialog")
        for place in (0, 1):
            lists.nth(place).click(position={"x": 15, "y": FIRST_ROW})
            expect(dialog).to_contain_text("Where this figure comes from")
            page.keyboard.press("Escape")
            expect(dialog).to_have_count(0)
        page.get_by_test_id("stMain").get_by_text("All", exact=True).first.click()
        expect(page.get_by_text("could not be drawn")).to_have_count(0)
        expect(dialog).to_have_count(0)
