"""The rendered sample in the system's Chromium, at two widths; it skips aloud without one."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from sectorscope.render import write
from tests.render.sample import sample

WIDTHS = {"desk": (1400, 900), "phone": (390, 844)}
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder is for a browser, and shares one worker and its one browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


def chromium() -> str | None:
    """The system's Chromium, or the one SECTORSCOPE_CHROMIUM names."""
    if named := os.environ.get("SECTORSCOPE_CHROMIUM"):
        return named
    names = ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        said = "no Chromium found: the page is NOT tested; install it or set SECTORSCOPE_CHROMIUM"
        if os.environ.get("SECTORSCOPE_BROWSER_REQUIRED") == "1":
            pytest.fail(said)
        pytest.skip(said)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the sample's page lies."""
    (page,) = write(sample(), tmp_path_factory.mktemp("out"), ("html",))
    return page.as_uri()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Opens the page, and at the end refuses any error it met and anything it asked for."""
    contexts, faults, asked = [], [], []

    def note(request: Request) -> None:
        if request.url.split("#")[0] != address and not request.url.startswith("data:"):
            asked.append(request.url)

    def opened(width: str = "desk", *, at: str = "", **settings: object) -> Page:
        wide, high = WIDTHS[width]
        view = {"viewport": {"width": wide, "height": high}}
        context = browser.new_context(**(view | settings))  # pyright: ignore[reportArgumentType]
        contexts.append(context)
        page = context.new_page()
        page.on("request", note)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(address + at)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not faults
    assert not asked


@pytest.fixture(params=list(WIDTHS))
def width(request: pytest.FixtureRequest) -> str:
    """Each width in turn."""
    return request.param
