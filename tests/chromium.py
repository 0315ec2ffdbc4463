"""The browser of the browser tests: where it is; ``python -m tests.chromium`` gets one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import BrowserType, sync_playwright

INSTALLED_NAMES = ("chromium", "google-chrome")
DEBIAN_PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")
HOW_TO_GET_ONE = (
    "The browser tests need Chromium, and there is none. Run make browser; "
    "where that fails, install Chromium so that the command chromium is found."
)


def executable(browser_type: BrowserType) -> str | None:
    """Path of the browser: one that is installed, else the one that Playwright fetched."""
    installed = (shutil.which(name) for name in INSTALLED_NAMES)
    fetched = browser_type.executable_path
    return next(filter(None, installed), fetched if Path(fetched).exists() else None)


def is_there() -> bool:
    with sync_playwright() as playwright:
        return executable(playwright.chromium) is not None


def as_root() -> list[str] | None:
    """Words that make a command run as root; None where that takes a password or is forbidden."""
    if os.name != "posix":
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    sudo = ["sudo", "-n"]
    attempt = subprocess.run([*sudo, "true"], check=False, capture_output=True)
    return sudo if attempt.returncode == 0 else None


def ways_to_get_one() -> list[list[list[str]]]:
    """Each way is a list of commands, all of which must succeed."""
    root = as_root()
    fetch = [sys.executable, "-m", "playwright", "install"]
    ways = [[[*fetch, "chromium"]]]
    if root is not None and shutil.which("apt-get"):
        apt = [*root, "apt-get"]
        install = [*apt, "install", "-y", "--no-install-recommends", *DEBIAN_PACKAGES]
        ways = [[[*apt, "update"], install], [[*fetch, "--with-deps", "chromium"]], *ways]
    return ways


def get() -> None:
    for way in ways_to_get_one():
        if all(subprocess.run(command, check=False).returncode == 0 for command in way):
            return


if __name__ == "__main__":
    if not is_there():
        get()
    if not is_there():
        sys.exit(HOW_TO_GET_ONE)
