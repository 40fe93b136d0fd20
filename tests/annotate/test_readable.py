"""Whatever a text came as, it is read as it was meant, and every place leads back into it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.annotation import Annotation
from sectorscope.annotate.markup import UNIT, VOID
from sectorscope.annotate.readable import Plain, readable

ANY = st.text(st.characters(exclude_categories=()), max_size=60)
"""Any code points, lone surrogates included."""
ODD = (
    *("<b>", "</b>", "<p>", "</li>", "<li>", "<br/>", "<!--", "-->", "<script>", "</script>"),
    *("&amp;", "&nbsp;", "&amp;nbsp;", "&#8217;", "&#x2019;", "&lt;p&gt;", "&bogus;", "&#0;"),
    *(
        "â€™",
        "â€\x9d",
        "Â£",
        "Ã©",
        "Ã¢â\u201a¬â„¢",
        "ï»¿",
        "ð\u0178\u02dc\u20ac",
        "â€",
        "Ã",
        UNIT,
        VOID,
    ),
    *("\x00", "\r\n", "\r", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\ud800", "\udc00"),
    *(
        "e\u0301",
        "\u0301",
        "q\u0323\u0303",
        "שלום",
        "مهارات",
        "👩‍🔬",
        "<",
        ">",
        "&",
        ";",
        " ",
        "\n",
    ),
)
TEXTS = st.lists(st.sampled_from(ODD) | ANY | st.text("CADabc", max_size=4), max_size=20).map(
    "".join
)


def silent(text: str) -> str:
    return text.replace(UNIT, "").replace(VOID, "")


@given(TEXTS)
def test_it_is_as_long_as_the_original(text: str):
    assert len(readable(text)) == len(text)


@given(TEXTS)
def test_what_is_left_is_for_reading(text: str):
    plain = Plain(text).text
    assert silent(plain) == plain
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\xa0\u200b\u2028\ud800-\udfff]", plain)
    plain.encode()  # what reads it in another language takes UTF-8


@given(TEXTS, st.data())
def test_every_span_leads_back_to_what_it_was_read_from(text: str, data: st.DataObject):
    plain = Plain(text)
    if not plain.text:
        return
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    first, last = plain.span(start, end)
    assert 0 <= first < last <= len(text)
    assert silent(readable(text)[first:last]) == plain.text[start:end]
    if end < len(plain.text):
        assert last <= plain.span(end, end + 1)[0]


@given(TEXTS)
def test_an_annotation_holds_the_words_of_the_original(text: str):
    plain = Plain(text)
    words = [found.span() for found in re.finditer(r"\S+", plain.text)]
    given_ = [Annotation(a, b, plain.text[a:b], "c", "skill", 0.5) for a, b in words]
    restored = plain.restored(given_)
    assert [text[a.start : a.end] for a in restored] == [a.text for a in restored]
    assert [(a.concept, a.kind, a.score) for a in restored] == [("c", "skill", 0.5)] * len(words)


@given(st.lists(st.sampled_from(ODD), max_size=6).map("".join), st.sampled_from(["\n", " "]))
def test_a_word_between_signs_that_stand_alone_is_found_where_it_stands(junk: str, gap: str):
    closed = re.sub(r"<!--|<script>", "", junk)
    text = f"{closed}{gap}SolidWorks{gap}{closed}"
    plain = Plain(text)
    at = plain.text.index("SolidWorks")
    assert slice(*plain.span(at, at + 10)) == slice(len(closed) + 1, len(closed) + 11)


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=80))
def test_plain_text_is_left_as_it_is(text: str):
    text = text.replace("<", "(").replace("&", "+")
    assert readable(text) is text
    assert Plain(text).text is text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("R&amp;D and Q&A", "R&D and Q&A"),
        ("driver&rsquo;s, driver&#39;s, driver&#x2019;s", "driver’s, driver's, driver’s"),
        ("CAD&nbsp;skills, CAD&amp;nbsp;skills", "CAD skills, CAD skills"),
        ("fish &chips; &unknown; AT&T", "fish &chips; &unknown; AT&T"),
        ("driverâ€™s licence, Â£30k, cafÃ©, â€œyesâ€\x9d", "driver’s licence, £30k, café, “yes”"),
        ("driverÃ¢â\u201a¬â„¢s", "driver’s"),
        ("CAFÉ… DÂ, Ã and â stay", "CAFÉ… DÂ, Ã and â stay"),
        ("cafe\u0301 and re\u0301sume\u0301", "café and résumé"),
        ("C\x00A\x00D\x00", "CAD"),
        ("manu\xadfac\u200bturing\u200e", "manufacturing"),
        ("a\r\nb\rc\u2028d\x85e", "a \nb\nc\nd\ne"),
        ("bell\x07 and \x9b", "bell  and  "),
        ("<b>Sol</b>id<i>Works</i>", "SolidWorks"),
        ("a < b, b > c, x<y and z>0, List<String>", "a < b, b > c, x<y and z>0, List<String>"),
        ("a<b and c>d", "a<b and c>d"),
        ("a <b class='x'>b</b>", "a b"),
        ("Word<o:p></o:p>s", "Words"),
        ("smile ð\u0178\u02dc\u20ac, &#0; &#55357; &#9999999;", "smile 😀,  \ufffd \ufffd"),
        ("left \ud83d alone", "left \ufffd alone"),
    ],
)
def test_it_is_read_as_it_was_meant(text: str, read: str):
    assert Plain(text).text == read


def lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in Plain(text).text.split("\n") if line.strip()]


def test_lines_are_where_tags_tell_them():
    page = "<html><head><title>Engineer</title>\n<style>p { color: CAD }</style></head>\n<body>"
    page += "<h1>What you\nneed</h1><ul>\n<li>CAD</li><li>CNC,\n  five axes</ul><p>An HNC<br>or HND"
    page += "<script>var x = '<p>CAM</p>';</script><!-- <p>SAP</p> --><table><tr><td>1</td><td>2"
    page += "</td></tr></table></body></html>"
    assert lines(page) == [
        *("Engineer", "What you need", "• CAD", "• CNC, five axes", "An HNC", "or HND", "1 2")
    ]


def test_tags_that_were_escaped_are_tags():
    assert lines("&lt;p&gt;CAD&lt;/p&gt;&lt;ul&gt;&lt;li&gt;CAM&lt;/li&gt;&lt;/ul&gt;") == [
        *("CAD", "• CAM")
    ]


def test_a_stray_tag_leaves_the_lines_as_they_are():
    assert lines("Duties:<br>CAD\nCAM\n<b>You</b>") == ["Duties:", "CAD", "CAM", "You"]


@pytest.mark.parametrize("open_", ["<!--", "<script>", "<style>"])
def test_what_does_not_end_swallows_nothing(open_: str):
    assert "CAD" in Plain(f"a {open_} CAD").text


def test_the_rest_of_an_entity_belongs_to_its_sign_and_a_tag_to_nobody():
    text = "R&amp;D caf&eacute; <b>CAD</b>"
    plain = Plain(text)
    spans = [plain.span(*found.span()) for found in re.finditer(r"\S+", plain.text)]
    assert [text[a:b] for a, b in spans] == ["R&amp;D", "caf&eacute;", "CAD"]


def test_a_joiner_of_the_original_belongs_to_nobody():
    assert Plain(f"CAD{UNIT}{UNIT}s").span(0, 3) == (0, 3)


BOMBS = (
    *("(", "<", "<a", "<a ", "</", "<!--", "<script>", "<p>", "&", "&amp;", "&lt;", "&#", "â€"),
    *("\u0301", "a\u0301", "\xa0", "\x00", UNIT, f"&{UNIT}", f"<{UNIT}", "<b>a", "a", "<!"),
)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_keeps_its_length(bomb: str):
    text = bomb * (20_000 // len(bomb))
    assert len(readable(text)) == len(text)
