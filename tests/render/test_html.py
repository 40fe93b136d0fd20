"""The page: what it says, what it never does, and that its links lead somewhere."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion

from sectorscope.errors import SectorscopeError
from sectorscope.profile import Evidence, EvidenceBook, Paragraph, Profile
from sectorscope.render import html as room
from sectorscope.render.html import LARGEST, html
from tests.render.making import count, shown, statement
from tests.render.reading import Page
from tests.render.sample import hostile, sample


@pytest.fixture(scope="module")
def text() -> str:
    return html(sample())


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_the_page_says(page: Page, snapshot: SnapshotAssertion) -> None:
    assert page.text == snapshot


def test_the_same_profile_is_the_same_page(text: str) -> None:
    assert html(sample()) == text


def test_every_statement_is_a_link_to_its_entry(page: Page) -> None:
    for said in sample().statements():
        assert f"s-{said.id}" in page.values("id")
        assert f"e-{said.id}" in page.values("id")
        assert f"#e-{said.id}" in page.values("href")


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    inner = {href[1:] for href in page.values("href") if href.startswith("#")}
    assert inner <= set(page.values("id"))


def test_no_two_elements_share_an_id(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))


def test_a_statement_said_twice_has_one_entry_and_one_address() -> None:
    profile = sample()
    again = Paragraph(statements=(next(profile.statements()),))
    page = Page(html(profile.model_copy(update={"method": (again,)})))
    assert len(page.values("id")) == len(set(page.values("id")))


def test_nothing_is_fetched(page: Page, text: str) -> None:
    fetching = [v for tag, name, v in page.attributes if name in ("src", "srcset", "action")]
    linked = [v for tag, name, v in page.attributes if tag == "link" and name == "href"]
    assert not fetching
    assert linked == ["data:,"]
    assert not re.search(r"url\(|@import", text)


def test_only_the_pages_own_script_may_run(page: Page) -> None:
    (policy,) = [v for v in page.values("content") if v.startswith("default-src")]
    assert policy.startswith("default-src 'none'")
    assert re.search(r"script-src 'sha256-[\w+/=]+';", policy)


def test_what_evidence_holds_stays_text() -> None:
    text = html(hostile())
    page = Page(text)
    assert text.count("<script") == 1
    assert '<script>alert("x")' not in text
    assert "49" not in page.text.split("How to cite")[0]
    assert 'Somebody wrote <script>alert("x")' in page.text
    assert "</style>{{" not in text


def test_reconstruction_is_marked_where_it_stands(page: Page, text: str) -> None:
    invented = [s for s in sample().statements() if s.disclosure == "fictional"]
    runs = re.findall(r'<p class="run( r)?">(.*?)</p>', text, re.DOTALL)
    marked = {e for mark, run in runs if mark for e in re.findall(r'data-e="([^"]+)"', run)}
    plain = {e for mark, run in runs if not mark for e in re.findall(r'data-e="([^"]+)"', run)}
    assert {s.id for s in invented} <= marked
    assert not plain & {s.id for s in invented}
    assert page.text.count("Part of the evidence of this profile is invented") == 1


def test_a_copied_sentence_takes_its_source_and_its_mark_along(text: str) -> None:
    (entry,) = re.findall(r'data-copy="(“In this reconstruction all[^"]+)"', text)
    first, mark, basis, source = entry.split("\n")
    assert first.endswith("optimistic.”")
    assert mark.startswith("Reconstruction: ")
    assert basis.startswith("Basis: reconstruction")
    assert source.startswith("Source: Twelve invented businesses")


def test_an_implied_estimate_says_so(page: Page) -> None:
    assert "broad total; implied by published figures, printed nowhere" in page.text


def test_a_page_without_evidence_that_is_invented_has_no_banner() -> None:
    profile = sample()
    kept = profile.chapters[0].model_copy(update={"blocks": profile.chapters[0].blocks[2:]})
    scope = profile.scope.model_copy(update={"reconstruction": False})
    page = Page(
        html(profile.model_copy(update={"chapters": (kept,), "method": (), "scope": scope}))
    )
    assert "Reconstruction" not in page.text


def test_the_page_is_small(text: str) -> None:
    assert len(text.encode()) <= LARGEST


def crowded(rows: int) -> Profile:
    """A profile whose one statement rests on that many long rows."""
    items = tuple(
        Evidence(id=f"facts:{i:05}", source="facts", label=f"row {i}", raw="long " * 120)
        for i in range(rows)
    )
    many = statement(
        ("sector", "rows"),
        "There are {n} rows.",
        {"n": shown(f"{rows:,}")},
        items,
        estimates=(count("rows", rows, items, n=None, unit="rows"),),
    )
    base = sample()
    chapter = base.chapters[0].model_copy(update={"blocks": (Paragraph(statements=(many,)),)})
    book = EvidenceBook(items=items, sources=base.evidence.sources)
    return base.model_copy(update={"chapters": (chapter,), "method": (), "evidence": book})


def test_raw_texts_are_cut_short_before_a_page_gets_too_large() -> None:
    text = html(crowded(2600))
    assert len(text.encode()) <= LARGEST
    assert "the whole text is in profile.json" in text


def test_a_page_that_cannot_be_small_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LARGEST", 1000)
    with pytest.raises(SectorscopeError, match="at most 1,000"):
        html(sample())
