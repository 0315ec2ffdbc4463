"""A real server and a real browser; a test fails if anything leaves this machine or is an error."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

from tests.chromium import HOW_TO_GET_ONE, executable

ROOT = Path(__file__).resolve().parent.parent.parent
HERE = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 60  # a busy machine takes a while to end a script that runs
WAIT_MILLISECONDS = 45_000
# A deep link makes Streamlit's own script look for the server below the page's address first.
LOOKS_FOR_ITS_SERVER = ("/_stcore/health", "/_stcore/host-config")

SAYS_THAT_AN_ADDRESS_IS_NO_PAGE = "The page that you have requested does not seem to exist"


@dataclass
class Visit:
    """What went wrong in the browser during a test."""

    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._note_request)
        context.on("console", self._note_message)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))

    def _note_request(self, request: Request) -> None:
        is_here = request.url.split("/")[2:3] and request.url.split("/")[2].startswith(HERE)
        if not is_here and not request.url.startswith(("data:", "blob:")):
            self.left.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        is_expected = place.endswith(LOOKS_FOR_ITS_SERVER) or message.text.startswith(
            SAYS_THAT_AN_ADDRESS_IS_NO_PAGE
        )
        if message.type == "error" and not is_expected:
            self.errors.append(f"{message.text} ({place})")


@contextmanager
def serving(data: Path) -> Generator[str]:
    """Serve the app on a free port with its data in ``data``; gives the address.

    The number of the server's process stands in ``server.pid``, for tests that kill it.
    """
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    environment = os.environ | {"PMO_DATA": str(data)}
    environment.pop("PMO_ORGANISATION", None)
    log = data / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        (data / "server.pid").write_text(str(process.pid))
        try:
            wait_until_ready(f"http://{HERE}:{port}", process, log)
            yield f"http://{HERE}:{port}"
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()  # so that a server that hangs fails this test and no later one
                process.wait()
                raise


def wait_until_ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(START_SECONDS * 4):
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            with urllib.request.urlopen(f"{address}/api/ready", timeout=2) as answer:  # noqa: S310 - our own server
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"The server was not ready in {START_SECONDS} s: {log.read_text(errors='replace')}")


@contextmanager
def served(folder: Path, *pages: Page) -> Generator[str]:
    """Serve the app; nobody looks any more when the server goes."""
    with serving(folder) as address:
        yield address
        for page in pages:
            leave(page)


def leave(page: Page) -> None:
    """Look at nothing, once all that was asked of a server is answered."""
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")


@pytest.fixture(scope="session")
def chromium() -> Generator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=WAIT_MILLISECONDS)
        path = executable(playwright.chromium)
        if path is None:
            pytest.fail(HOW_TO_GET_ONE)
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Generator[Page]:
    """A page in a browser of its own; the test fails on errors and on requests elsewhere."""
    with visiting(chromium) as page:
        yield page


@pytest.fixture
def other_page(chromium: Browser) -> Generator[Page]:
    """The page of a second person, in another browser."""
    with visiting(chromium) as page:
        yield page


@contextmanager
def visiting(chromium: Browser) -> Generator[Page]:
    """Open a browser of its own, and see that nothing goes wrong in it."""
    visit = Visit()
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    context.set_default_timeout(WAIT_MILLISECONDS)
    visit.watch(context)
    yield context.new_page()
    context.close()
    assert visit.left == []
    assert visit.errors == []


def load_button(page: Page) -> Locator:
    """The button that loads; while a page is redrawn, the old one may stand beside the new."""
    return page.get_by_role("button", name="Load this file")


def press_load(page: Page) -> None:
    """Press the button once the page stands."""
    expect(load_button(page)).to_have_count(1)
    load_button(page).click()
