"""Spans are the text's own characters, whatever the text; nothing overlaps, nothing fails."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.annotate import Annotation
from sectorscope.annotate.qualifications import annotate, holders

PIECES = [
    *("level", "levels", "L3", "NVQ", "HND", "GCSEs", "BTEC", "degree", "diploma", "certificate"),
    *("in", "and", "or", "of", "/", " - ", "–", "(", ")", ",", ".", ":", "2:1", "2", "4-5", "A*"),
    *("C", "A", "B.Sc", "Ph.D", "’", "'", "PGCE", "A-level", "Higher", "SCQF", "İ", "ß", "🙂"),
    *("\u0301", "\u200f", "\u00a0", "\u2011", "\ufffd", "\x92", "\n", "\t", "\x00"),
    *("engineering", "Physics", "CSCS card", "driving licence", "full", "registered", "NMC"),
    *("DBS", "enhanced", "AAT", "City & Guilds", "apprenticeship", "Chartered", "qualified"),
]
SETTINGS = settings(max_examples=200, deadline=None)


def sound(text: str, found: tuple[Annotation, ...]) -> None:
    last = 0
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.text.strip() == one.text != ""
        assert one.start >= last
        last = one.end


@SETTINGS
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=25), st.sampled_from(["", " "])
)
def test_any_text_is_read(pieces: list[str], gap: str):
    text = gap.join(pieces)
    sound(text, annotate(text))
    for one in holders(text):
        assert text[one.start : one.end] == one.text


@SETTINGS
@given(st.text(max_size=30), st.text(max_size=30))
def test_a_mention_is_found_between_any_lines(before: str, after: str):
    said = "Level 3 NVQ in Plumbing"
    text = f"{before}\n{said}\n{after}"
    found = annotate(text)
    sound(text, found)
    assert (len(before) + 1, said) in {(a.start, a.text) for a in found}


def test_a_letter_that_grows_in_lower_case_moves_nothing():
    text = "İİİ an HNC in Physics İ and a PhD"
    sound(text, annotate(text))
    assert [a.text for a in annotate(text)] == ["HNC in Physics", "PhD"]


def test_long_texts_of_one_kind_are_read_to_their_end():
    for piece in ("a level ", "BSc/", "(", "2:1 or ", "GCSE, ", "in engineering, maths and ", "- "):
        text = piece * 2000 + "\nan HNC"
        sound(text, found := annotate(text))
        assert found[-1].text == "HNC"
