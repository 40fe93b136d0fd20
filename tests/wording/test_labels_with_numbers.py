"""A label that begins with a number is told like any other, and read back whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.counts import Count
from sectorscope.wording import templates
from sectorscope.wording.parse import parse
from sectorscope.wording.reading import Item
from sectorscope.wording.realise import consistent, listed
from tests.support.consulted import ABOUT, VOICE

LABELS = ["3D printing", "5-axis machining", "2D and 3D", "1,000-litre vessels, 3D", "CAD"]
ASKED = 60
NOUNS = (VOICE.noun, VOICE.noun_one)


def counted(k: int, label: str) -> Count:
    row = {"business": "B", "question": "q", "code": label, "state": "yes"}
    return Count("q", "", label, k, ASKED, {"yes": k, "blank": ASKED - k}, (row,))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.integers(1, ASKED)), min_size=1, max_size=6),
    st.sampled_from(LABELS),
    st.booleans(),
)
def test_a_list_of_such_labels_reads_back(named: list[tuple[str, int]], over: str, within: bool):
    template = templates.WITHIN if within else templates.LISTED
    literals = {"label": over} if within else {"says": "have sourced"}
    made = listed([counted(k, o) for o, k in named], template, ABOUT, VOICE, literals=literals)
    claim = parse(made.text, *NOUNS, says=("have sourced",))
    ordered = sorted(named, key=lambda pair: -pair[1])
    assert claim.items == tuple(Item(label, k, ASKED) for label, k in ordered)
    assert claim.label == (over if within else "")


@pytest.mark.parametrize("label", LABELS)
def test_such_a_label_opens_a_sentence(label: str):
    made = consistent(counted(45, label), 5, 6, ABOUT, VOICE, prompted=False)
    assert made is not None
    assert made.text.startswith(f"{label} came up consistently")
    assert parse(made.text, *NOUNS).label == label
