"""How one group reads its files is taken over by another: a mapping file, there and back."""

import re
import tomllib

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import load_button, press_load, served

pytestmark = pytest.mark.browser
HEADER = "Project ID,Project name,Forecast finish,Approved budget"
ROWS = ("HW-1,Harbour wall,01/02/2026,1200", "RC-2,River crossing,03/04/2026,900")
ASKED = re.compile(r"questions? before it can be loaded")


@pytest.fixture
def register(tmp_path):
    """Dates and amounts that do not say how they are written."""
    path = tmp_path / "Register 2026-01-31.csv"
    path.write_text("\n".join((HEADER, *ROWS)) + "\n")
    return path


def send(page: Page, server: str, file, organisation: str) -> None:
    page.goto(f"{server}/load_files")
    whose = page.get_by_role("combobox", name="Whose portfolio is it?")
    whose.fill(organisation)
    whose.press("Enter")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(f"for {organisation}")).to_be_visible()


def open_mapping_files(page: Page) -> None:
    page.get_by_text("Mapping file: read it as others do").click()


def test_a_mapping_file_answers_for_another_group_and_outlasts_a_refresh(tmp_path, register, page):
    with served(tmp_path, page) as server:
        send(page, server, register, "Works")
        expect(page.get_by_text("2 questions before it can be loaded")).to_be_visible()
        page.get_by_role("combobox", name="can be read two ways").click()
        page.get_by_role("option", name="day first").click()
        page.get_by_role("button", name="Use these answers").click()
        expect(page.get_by_text(ASKED)).to_be_hidden()
        press_load(page)
        expect(page.get_by_text("is load 1")).to_be_visible()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Download how this file is read").click()
        mapping = tmp_path / taken.value.suggested_filename
        taken.value.save_as(mapping)
        assert mapping.name == "Register 2026-01-31 mapping.toml"
        assert tomllib.loads(mapping.read_text())["tables"][0]["fills"][0] == "projects"

        send(page, server, register, "Parks")
        expect(page.get_by_text(ASKED)).to_be_visible()
        open_mapping_files(page)
        field = page.get_by_test_id("stFileUploader").locator("input[type=file]")
        wrong = tmp_path / "wrong.toml"
        wrong.write_text("[[tables]\n")
        field.set_input_files(wrong)
        expect(page.get_by_text("wrong.toml is no TOML")).to_be_visible()
        expect(page.get_by_text(ASKED)).to_be_visible()
        field.set_input_files(mapping)
        expect(page.get_by_text("Read as Register 2026-01-31 mapping.toml says")).to_be_visible()
        expect(page.get_by_text(ASKED)).to_be_hidden()
        page.reload()
        expect(load_button(page)).to_be_enabled()
        press_load(page)
        expect(page.get_by_text("is load 2")).to_be_visible()
