"""Chromium as Debian packages it, driven by Playwright; skipped where it is missing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from etl.settings import PROJECT_ROOT

# Without these Chromium asks for updates, and as root it wants no sandbox; the tests forbid the network anyway.
_ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running browser, ended with the module."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        try:
            yield running
        finally:
            running.close()


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Where screenshots are kept, to be looked at."""
    folder = PROJECT_ROOT / "artifacts" / "brief"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
