"""The shipped study's own page, as a person meets it: not the sample, the real thing."""

import base64
import re
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


SHADE = """async ([shot, x]) => {
  const image = new Image();
  await new Promise(done => { image.onload = done; image.src = 'data:image/png;base64,' + shot });
  const canvas = document.createElement("canvas");
  canvas.width = image.width; canvas.height = image.height;
  const drawn = canvas.getContext('2d'); drawn.drawImage(image, 0, 0);
  return [...drawn.getImageData(image.width - x, image.height - 4, 1, 1).data];
}"""
"""The colour of a picture, some pixels from its right edge and four from its foot."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_that_goes_on_to_the_right_is_shaded_there_until_its_end(
    visit: Visit, scheme: str
) -> None:
    page = visit("phone", color_scheme=scheme)
    page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
    table = page.locator(".scroll").first
    assert table.evaluate("e => e.scrollWidth > e.clientWidth")
    of_page = "getComputedStyle(document.body).backgroundColor"
    paper = [int(n) for n in re.findall(r"\d+", page.evaluate(of_page))]

    def colour() -> list[int]:
        picture = base64.b64encode(table.screenshot()).decode()
        return page.evaluate(SHADE, [picture, 3])[:3]

    assert colour() != paper
    table.evaluate("e => { e.scrollLeft = e.scrollWidth }")
    assert colour() == paper
