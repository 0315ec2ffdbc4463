"""Uploads and loads go on through a refresh, a killed server, and other people's loads."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, leave, load_button, press_load, served

pytestmark = pytest.mark.browser
HEADER = "Project ID,Project name,Overall RAG,Forecast finish,Approved budget (GBP)"
MANY = 12_000  # rows; long enough to be interrupted
LOADED = re.compile(r"is load \d|was loaded before")


@pytest.fixture
def register(tmp_path):
    """A small register, whose last forecast is no date."""

    def write(health="Red", rows=2, name="Register 2026-02-28.csv"):
        lines = [f"P-{n},Project {n},{health},2026-06-30,{n}.50" for n in range(1, rows + 1)]
        folder = tmp_path / health
        folder.mkdir(exist_ok=True)
        path = folder / name
        path.write_text("\n".join((HEADER, *lines, f"Q-1,Quay,{health},in spring,7")) + "\n")
        return path

    return write


def send(page: Page, server: str, file, organisation: str) -> None:
    page.goto(f"{server}/load_files")
    whose = page.get_by_role("combobox", name="Whose portfolio is it?")
    whose.fill(organisation)
    whose.press("Enter")
    page.locator("input[type=file]").set_input_files(file)
    expect(page).to_have_url(re.compile("upload="))


def loads_in(folder) -> list[dict]:
    command = [sys.executable, "-m", "pipelines", "loads", "--organisation", "Works", "--json"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PMO_DATA": str(folder)},
        capture_output=True,
        check=True,
    )
    return [entry for entry in json.loads(done.stdout) if entry["kind"] == "load"]


def test_a_refresh_disturbs_neither_reading_nor_loading(tmp_path, register, page):
    with served(tmp_path, page) as server:
        send(page, server, register(rows=MANY), "Works")
        page.reload()
        expect(load_button(page)).to_be_enabled()
        page.get_by_role("tab", name="Issues").click()
        expect(page.get_by_text("Forecast finish: 1 cell, not a date")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Forecast finish: 1 cell, not a date")).to_be_visible()
        press_load(page)
        expect(load_button(page)).to_be_hidden()
        page.reload()
        expect(page.get_by_text("is load 1")).to_be_visible()
    assert len(loads_in(tmp_path)) == 1


@pytest.mark.parametrize("seconds", [0.2, 2.0])
def test_a_server_killed_in_the_middle_of_a_load_leaves_all_or_nothing(
    seconds, tmp_path, register, page
):
    with served(tmp_path, page) as server:
        send(page, server, register(rows=MANY), "Works")
        expect(load_button(page)).to_be_enabled()
        address = page.url.removeprefix(server)
        press_load(page)
        expect(load_button(page)).to_be_hidden()
        leave(page)
        time.sleep(seconds)
        os.kill(int((tmp_path / "server.pid").read_text()), signal.SIGKILL)
    with served(tmp_path, page) as server:
        page.goto(server + address)
        again = page.get_by_text("These files were loaded or given up").or_(load_button(page))
        expect(again).to_be_visible()
        if load_button(page).count():
            press_load(page)
            expect(page.get_by_text(LOADED)).to_be_visible()
    (entry,) = loads_in(tmp_path)
    assert (entry["state"], entry["written"]["projects"]) == ("in force", MANY + 1)


def test_two_people_of_two_organisations_load_at_once(tmp_path, register, page, other_page):
    with served(tmp_path, page, other_page) as server:
        send(page, server, register("Red"), "Works")
        send(other_page, server, register("Green"), "Parks")
        for each, name in ((page, "Works"), (other_page, "Parks")):
            expect(each.get_by_text(f"for {name}")).to_be_visible()
            expect(load_button(each)).to_be_enabled()
        press_load(page)
        press_load(other_page)
        for each, name in ((page, "Works"), (other_page, "Parks")):
            expect(each.get_by_text(re.compile(r"is load [12]"))).to_be_visible()
            expect(each.get_by_text("is replaced")).to_have_count(0)
            each.get_by_text("Open the overview").click()
            expect(each.get_by_role("combobox", name="Organisation")).to_have_value(name)


def test_of_two_people_of_one_organisation_the_second_is_told_of_the_first(
    tmp_path, register, page, other_page
):
    with served(tmp_path, page, other_page) as server:
        send(page, server, register("Red"), "Works")
        send(other_page, server, register("Green"), "Works")
        expect(load_button(page)).to_be_enabled()
        expect(load_button(other_page)).to_be_enabled()
        other_page.get_by_role("textbox", name="Your name").fill("Bea")
        press_load(other_page)
        expect(other_page.get_by_text("is load 1")).to_be_visible()
        press_load(page)
        expect(page.get_by_text("came in after these files were sent")).to_contain_text("Bea")
        press_load(page)
        expect(page.get_by_text("is load 2")).to_be_visible()
        expect(page.get_by_text("is replaced")).to_contain_text("Load 1")
    assert [entry["state"] for entry in loads_in(tmp_path)] == ["replaced", "in force"]


def test_an_issue_is_mended_set_aside_and_taken_back_in_place(tmp_path, register, page):
    with served(tmp_path, page) as server:
        send(page, server, register(), "Works")
        page.get_by_role("tab", name="Issues").click()
        page.get_by_text("Forecast finish: 1 cell, not a date").click()
        page.get_by_role("button", name="Set 1 record aside").click()
        expect(page.get_by_text("2 of 3 records can be loaded")).to_be_visible()
        page.get_by_text("Decided by you").click()
        page.get_by_role("button", name="Take back").click()
        expect(page.get_by_text("3 of 3 records can be loaded · 1 issue")).to_be_visible()
        page.get_by_text("Forecast finish: 1 cell, not a date").click()
        table = page.get_by_test_id("stDataFrame").first
        table.scroll_into_view_if_needed()
        page.wait_for_timeout(1000)  # the grid is drawn on a canvas, which says nothing of itself
        box = table.bounding_box()
        assert box is not None
        use = page.get_by_role("button", name="Use 1 correction")
        for _ in range(5):  # what is typed before the grid is ready is lost
            table.click(position={"x": box["width"] * 0.85, "y": 52})  # the last column, first row
            page.keyboard.type("2026-04-30", delay=30)
            page.keyboard.press("Enter")
            page.wait_for_timeout(2000)
            if use.is_visible():
                break
        use.click()
        expect(page.get_by_text("Decided by you: 1 cell corrected")).to_be_visible()
        press_load(page)
        expect(page.get_by_text("is load 1")).to_be_visible()
    (entry,) = loads_in(tmp_path)
    assert entry["written"]["projects"] == 3


def test_what_is_downloaded_opens_as_a_workbook(tmp_path, register, page):
    with served(tmp_path, page) as server:
        page.goto(f"{server}/load_files")
        page.get_by_text("No file yet? Take a blank template").click()
        template = downloaded(page, "Download the template")
        assert template.worksheets[0].max_column > 3
        send(page, server, register(), "Works")
        page.get_by_role("tab", name="Issues").click()
        marked = downloaded(page, "Download the file with its issues marked")
        texts = [
            str(cell) for row in marked.worksheets[0].iter_rows(values_only=True) for cell in row
        ]
        assert any("in spring" in text for text in texts)


def downloaded(page: Page, label: str):
    with page.expect_download() as found:
        page.get_by_role("button", name=label).click()
    return load_workbook(BytesIO(found.value.path().read_bytes()))
