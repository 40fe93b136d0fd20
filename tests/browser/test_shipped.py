"""The shipped study's own page, as a person meets it: not the sample, the real thing."""

import shutil
from pathlib import Path

import pytest

from sectorscope import build, open_study
from sectorscope.render import write
from tests.browser.conftest import Visit
from tests.browser.test_page import AXE

SHIPPED = Path(__file__).parents[2] / "examples" / "leeds-healthtech-2013"
DERIVED = shutil.ignore_patterns("build", "out")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the shipped study's page lies; takes the sample's place for this file."""
    folder = tmp_path_factory.mktemp("shipped") / "study"
    shutil.copytree(SHIPPED, folder, ignore=DERIVED)
    (page,) = write(build(open_study(folder)), folder / "out", ("html",))
    return page.as_uri()


def test_every_sentence_opens_what_it_rests_on(visit: Visit) -> None:
    page = visit()
    links = page.locator("p.run a.s[href^='#e-']")
    assert links.count() > 40
    for at in range(links.count()):
        links.nth(at).click()
        panel = page.locator("#panel")
        assert panel.locator("dt", has_text="Basis").is_visible()
        assert panel.get_by_text("sha256").count() >= 1


def test_reconstruction_is_said_in_the_sentence_and_in_the_margin(visit: Visit, width: str) -> None:
    page = visit(width)
    marked = page.locator("p.run.r a.s").all_inner_texts()
    plain = page.locator("p.run:not(.r) a.s").all_inner_texts()
    assert len(marked) > 20
    assert all("reconstruct" in text for text in marked)
    assert plain
    assert not any("reconstruct" in text for text in plain)


def test_axe_finds_no_barrier(visit: Visit, width: str) -> None:
    page = visit(width)
    page.locator("a.s").nth(20).click()
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [v["id"] for v in found["violations"]] == []


def test_nothing_overflows_sideways(visit: Visit, width: str) -> None:
    page = visit(width)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
