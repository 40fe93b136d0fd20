"""What must hold of the whole page: it fits, it prints, it copies, and keeps nobody out."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.render.sample import sample

AXE = (Path(__file__).parents[1] / "vendor" / "axe.min.js").read_text(encoding="utf-8")
SAID = {s.question: s for s in sample().statements()}
MOOD, CODES = SAID["mood"], SAID["codes"]
OVERLAPS = """() => [...document.querySelectorAll('.drawing svg')]
  .filter((svg) => svg.getBoundingClientRect().width)
  .flatMap((svg) => {
    const frame = svg.getBoundingClientRect();
    const level = [...svg.querySelectorAll('text')].map((text) => ({
      said: text.textContent, turned: Boolean(text.closest('[transform]')),
      box: text.getBoundingClientRect() }));
    const out = level.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1
      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({ said }) => [said, 'out']);
    const flat = level.filter(({ turned }) => !turned);
    const over = flat.flatMap((a, i) => flat.slice(i + 1).filter((b) =>
      a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1
      && a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3)
      .map((b) => [a.said, b.said]));
    return [...out, ...over];
  })"""


def copied(page: Page, button: str) -> str:
    page.locator(f"#s-{MOOD.id}").click()
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def test_a_copied_sentence_takes_everything_along(visit: Visit, width: str) -> None:
    page = visit(width, permissions=["clipboard-read", "clipboard-write"])
    said, mark, basis, source, where, cite = copied(page, "Copy sentence with source").split("\n")
    assert said == f"“{MOOD.text}”"
    assert mark.startswith("Reconstruction: ")
    assert basis.startswith("Basis: reconstruction: invented for this example. c. 2012-13; ")
    assert source.startswith("Source: Twelve invented businesses, ")
    assert where == f"profile.html#s-{MOOD.id}"  # not the folder in which somebody keeps it
    assert cite == sample().citation


def test_a_copied_link_leads_back(visit: Visit, address: str) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    assert copied(page, "Copy link") == f"{address}#s-{MOOD.id}"


def test_the_data_of_a_figure_can_be_saved(visit: Visit) -> None:
    page = visit()
    with page.expect_download() as saving:
        page.locator("#x-expectations a.csv").click()
    assert saving.value.suggested_filename == "expectations.csv"
    text = saving.value.path().read_text(encoding="utf-8")
    assert text.startswith("# Most invented businesses expect to grow")
    assert "\n# reconstruction: " in text


@pytest.mark.parametrize("state", ["closed", "open"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(visit: Visit, width: str, scheme: str, state: str) -> None:
    page = visit(width, color_scheme=scheme)
    if state == "open":
        page.locator(f"#s-{MOOD.id}").click()
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert not [
        (v["id"], [node["html"][:120] for node in v["nodes"][:3]]) for v in found["violations"]
    ]


@pytest.mark.parametrize("wide", [320, 390, 600, 900, 1100, 1400])
def test_nothing_overflows_sideways(visit: Visit, wide: int) -> None:
    page = visit(viewport={"width": wide, "height": 800})
    page.locator(f"#s-{CODES.id}").click()
    for folded in page.locator("main details").all():
        folded.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= wide


def test_a_long_name_of_a_file_breaks_on_a_phone(visit: Visit) -> None:
    page = visit("phone", is_mobile=True)
    name = page.locator(".snapshots b").first
    name.evaluate("e => { e.textContent = 'starts_and_achievements_'.repeat(6) }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


COLUMNS = """(cells) => {
  const row = (tag, texts) => '<tr>' + texts.map((t, i) => i
    ? `<${tag} class="n${/[a-z]/.test(t) && tag === 'td' ? ' absent' : ''}">${t}</${tag}>`
    : `<th scope=row>${t}</th>`).join('') + '</tr>';
  const held = document.createElement('div');
  held.className = 'table scroll';
  held.innerHTML = '<table><thead>' + row('th', ['', '2020', '2035', 'Net change',
    'Replacement demand', 'Total requirement']) + '</thead><tbody>' + row('td', cells)
    + '</tbody></table>';
  document.querySelector('main article, main').append(held);
  return [held.scrollWidth - held.clientWidth, held.querySelectorAll('td')[0].offsetWidth];
}"""


def test_a_table_of_millions_fits_the_page_and_words_for_a_number_take_no_width(visit: Visit):
    page = visit(viewport={"width": 1280, "height": 900})
    millions = ["29,859,700", "32,070,100", "+2,210,400", "14,988,100", "17,198,500"]
    over, _ = page.evaluate(COLUMNS, ["Administrative occupations", *millions])
    assert over == 0
    words = ["none under this title", *millions[1:]]
    over, wide = page.evaluate(COLUMNS, ["Administrative occupations", *words])
    assert over == 0
    assert wide < 110


def test_words_in_figures_neither_overlap_nor_leave_them(visit: Visit, width: str) -> None:
    assert visit(width).evaluate(OVERLAPS) == []


def test_the_chapter_being_read_is_marked(visit: Visit) -> None:
    page = visit()
    page.locator("#h-issues").evaluate("e => scrollTo(0, e.getBoundingClientRect().top - 150)")
    marked = page.locator("nav.chapters [aria-current=true]")
    expect(marked).to_have_text("Skills issues")


def test_contents_on_a_phone(visit: Visit) -> None:
    page = visit("phone")
    page.locator(".contents summary").click()
    page.locator(".contents").get_by_role("link", name="All evidence").click()
    expect(page.locator("#h-evidence")).to_be_in_viewport()
    assert page.locator(".contents details[open]").count() == 0


def test_light_and_dark(visit: Visit) -> None:
    def paper(scheme: str) -> str:
        page = visit(color_scheme=scheme)
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert paper("light") == "rgb(255, 255, 255)"
    assert paper("dark") == "rgb(20, 24, 29)"


def test_print_numbers_statements_and_leads_to_the_annex(visit: Visit, tmp_path: Path) -> None:
    page = visit()
    assert not page.locator("main sup").locator("visible=true").count()
    page.emulate_media(media="print")
    for number, said in enumerate(sample().statements(), start=1):
        link = page.locator(f"#s-{said.id}")
        expect(link.locator("sup")).to_be_visible()
        assert link.locator("sup").inner_text().strip() == str(number)
        assert link.evaluate("e => getComputedStyle(e).textDecorationLine") == "none"
        assert page.locator(f"#t-{said.id}").inner_text() == f"Statement {number}"
    assert not page.locator("nav, aside, button").locator("visible=true").count()
    pdf = page.pdf(path=tmp_path / "profile.pdf", prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Subtype /Link") > len(SAID)


def test_printing_unfolds_what_belongs_to_the_report(visit: Visit) -> None:
    page = visit()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details[data-print]:not([open])").count() == 0
