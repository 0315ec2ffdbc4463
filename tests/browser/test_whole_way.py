"""The whole way: send a file, confirm, see the figure, follow it to the cell, take it back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import load_button, press_load, served, serving

pytestmark = pytest.mark.browser
STATUS_DATE = "20140930"  # year, month and day are fields of their own
HEADER = (
    "Project Name,Department,MPA RAG rating,Project - Start Date,Project - End Date,"
    "2013/14 Budget (£million),2013/14 Forecast (£million),"
    "Total Budgeted Whole Life Costs (£million)"
)
ROWS = (
    "Harbour wall,Ports,Red,01/04/2011,31/12/2015,10.5,12.5,40.0",
    "River crossing,Roads,Amber/Green,01/06/2012,30/06/2016,20.0,19.0,80.0",
    "Night trains,Rail,Exempt under Section 43,01/09/2012,31/03/2017,5.0,5.5,25.0",
)


@pytest.fixture
def server(tmp_path):
    with serving(tmp_path) as address:
        yield address


@pytest.fixture
def register(tmp_path):
    path = tmp_path / "Major projects 2013-09-30.csv"
    path.write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="cp1252")
    return path


def test_a_generated_register_goes_the_whole_way(server, register, page):
    send(page, server, register, organisation="Works department")
    page.get_by_role("tab", name="Columns").click()
    expect(page.get_by_text("Records: 3 read, 3 loaded.")).to_be_visible()
    confirm(page)
    expect(page.get_by_text("is load 1").first).to_be_visible()
    open_overview(page)
    card = page.locator(".st-key-card_active_projects_active")
    expect(card.get_by_text("3 of 3")).to_be_visible()
    card.get_by_role("button", name="Where from").click()
    expect(page.get_by_text("3 cells")).to_be_visible()
    take_back(page, server, load=1)


def test_a_published_register_goes_the_whole_way(server, shared_data, page):
    files = sorted((shared_data / "uk_gmpp").rglob("*2014*.csv"))
    if not files:
        pytest.skip("The published register of 2014 is not in the folder of real files.")
    send(page, server, files[0], organisation="Government")
    confirm(page)
    open_overview(page)
    card = page.locator(".st-key-card_active_projects_active")
    expect(card.get_by_text("of 199")).to_be_visible()
    card.get_by_role("button", name="Where from").click()
    expect(page.get_by_text("Where this figure comes from")).to_be_visible()
    expect(page.get_by_text("199 cells")).to_be_visible()
    take_back(page, server, load=1)


def test_an_upload_outlasts_the_server_and_is_undone_where_it_is_acknowledged(
    tmp_path, register, page
):
    with served(tmp_path, page) as address:
        send(page, address, register, organisation="Works department")
        expect(page.get_by_role("tab", name="The sheet")).to_be_visible()
        asked = page.url.removeprefix(address)
    with served(tmp_path, page) as address:
        page.goto(address + asked)
        expect(page.get_by_text("for Works department")).to_be_visible()
        with page.expect_download() as marked:
            page.get_by_role("tab", name="Issues").click()
            page.get_by_role("button", name="Download the file with its issues marked").click()
        assert marked.value.path().read_bytes()[:2] == b"PK"
        confirm(page)
        page.get_by_role("button", name="Undo", exact=True).click()
        page.get_by_role("dialog").get_by_role("button", name="Undo", exact=True).click()
        expect(page.get_by_role("heading", name="Loads")).to_be_visible()


def send(page: Page, server: str, file, *, organisation: str) -> None:
    page.goto(f"{server}/load_files")
    whose = page.get_by_role("combobox", name="Whose portfolio is it?")
    whose.fill(organisation)
    whose.press("Enter")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(f"for {organisation}")).to_be_visible()


def confirm(page: Page) -> None:
    """Answer what is asked with the proposals, then load."""
    load = load_button(page)
    expect(load).to_have_count(1)
    answers = page.get_by_role("button", name="Use these answers")
    while not load.is_enabled():
        day = page.get_by_test_id("stDateInputField")
        if day.count():
            day.get_by_role("spinbutton").first.click()
            page.keyboard.type(STATUS_DATE)
        questions = page.get_by_text("before it can be loaded").inner_text()
        answers.click()
        expect(page.get_by_text(questions, exact=True)).to_be_hidden()
        expect(load).to_have_count(1)
    press_load(page)
    expect(page.get_by_text("Open the overview")).to_be_visible()


def open_overview(page: Page) -> None:
    page.get_by_text("Open the overview").click()
    expect(page.get_by_role("heading", name="Overview")).to_be_visible()


def take_back(page: Page, server: str, *, load: int) -> None:
    page.goto(f"{server}/loads")
    expect(page.get_by_text("Select a row")).to_be_visible()
    page.get_by_test_id("stDataFrame").click(position={"x": 14, "y": 52})
    page.get_by_role("button", name="Undo this load").click()
    page.get_by_role("button", name=f"Undo load {load}").click()
    expect(page.get_by_role("button", name="Undo this load")).to_be_hidden()
    page.goto(server)
    expect(page.get_by_text("Load files", exact=True).first).to_be_visible()
