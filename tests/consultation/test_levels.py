"""Which codes a mentioned qualification means, and what of an answer is a mention."""

import pytest

from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.levels import Qualified, mentions
from tests.consultation.reading import asked
from tests.support.consulted import code


def codes(text: str) -> set[str]:
    held = Codebook(
        [asked("q")],
        [
            code("hnc", label="HNCs", level="Level 4"),
            code("hnd", label="HNDs", level="Level 5"),
            code("degree", label="Degrees", level="Level 6"),
            code("nvq_2", label="NVQ level 2", level="Level 2"),
            code("nvq_3", label="NVQ level 3", level="Level 3"),
            code("apprentices", label="Apprentices"),
        ],
    )
    return {one.concept for one in Qualified(held.codes_of("q")).annotate(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("HNC/HND", {"hnc", "hnd"}),
        ("NVQ level 2 or 3", {"nvq_2", "nvq_3"}),
        ("graduates", {"degree"}),
        ("an apprenticeship", {"apprentices"}),
        ("A levels", {"nvq_3"}),
        ("Highers", set[str]()),
        ("a CSCS card", set[str]()),
    ],
)
def test_every_code_a_mention_may_mean(text: str, wanted: set[str]):
    assert codes(text) == wanted


def test_what_is_not_needed_is_marked_and_scores_less():
    (negated,), (asked_for,) = mentions("We don't need PhDs"), mentions("We need PhDs")
    assert negated.negated
    assert not asked_for.negated
    assert negated.score < asked_for.score
    assert "negated before it" in negated.reason
