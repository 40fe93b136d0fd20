"""Headings of adverts and course pages: which segment they open and what they require.

Known headings are looked up; of the rest, a word decides ("Your package" opens benefits).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sectorscope.annotate.cues.scan import sections, spelt

LONGEST = 72
"""Characters of the longest line that is looked at as a heading."""

LABEL = 48
"""Characters of the longest heading that stands before a colon, with text after it."""

_WORDS = 10
_PARTS, _POINTS, _ASKS = ("section", "part", "step"), frozenset(").:"), frozenset("?!")
_MARKS = " \t*#_=~:.-–—•·|>()[]\xa0"
_NUMBER = re.compile(r"^(?:section|part|step)?\s*\d{1,2}(?:\.\d{1,2})?[.):]?\s+|^[a-z][.)]\s+")


class Heading(NamedTuple):
    """What a heading opens; requirement: `essential`, `desirable`, or None where it sets none.

    under: it may stand under "Essential" or "Desirable" and leave that in force.
    """

    segment: str
    requirement: str | None = None
    under: bool = False


REQUIRED = ("essential", "desirable")


@cache
def _known() -> dict[str, Heading]:
    made: dict[str, Heading] = {}
    for named, block in sections("headings.txt"):
        segment, _, rest = named.partition(" ")
        heading = Heading(segment, rest if rest in REQUIRED else None, under=rest == "under")
        made.update(dict.fromkeys(spelt(block), heading))
    return made


# The words that tell of a heading that is not known, the more telling first.
_TELLING: tuple[tuple[Heading, str], ...] = (
    (
        Heading("person_specification", "desirable"),
        "desirable desired bonus ideally nice-to-have advantageous beneficial preferred "
        "preferable smile impress brownie advantage plus optional",
    ),
    (
        Heading("person_specification", "essential"),
        "essential must required mandatory prerequisites requirements non-negotiable",
    ),
    (Heading("benefits"), "benefits perks rewards package offer pension holidays return"),
    (Heading("how_to_apply"), "apply applying application applications interview closing contact"),
    (
        Heading("equal_opportunities"),
        "equality diversity inclusion inclusive equal adjustments edi belonging welcome",
    ),
    (
        Heading("person_specification", under=True),
        "skills qualifications experience knowledge criteria specification candidate attributes "
        "abilities competencies education",
    ),
    (
        Heading("duties"),
        "duties responsibilities role responsible accountabilities tasks job day doing involve",
    ),
    (Heading("about_us"), "us our company organisation trust team history who department"),
)

_BY_WORD: dict[str, tuple[int, Heading]] = {}
for _rank, (_heading, _words) in enumerate(_TELLING):
    for _word in _words.split():
        _BY_WORD.setdefault(_word, (_rank, _heading))


def key(low: str) -> str:
    """A heading as it is looked up: lower case, without numbers, marks and commas."""
    bare = low.strip(_MARKS)
    if bare[:1].isdigit() or bare[1:2] in _POINTS or bare.startswith(_PARTS):
        bare = _NUMBER.sub("", bare, count=1)
    if "&" in bare or "," in bare or "  " in bare:
        bare = " ".join(bare.replace("&", " and ").replace(",", " ").split())
    return bare


def known(low: str) -> Heading | None:
    """What a line in lower case opens, if it is a heading that is known."""
    bare = key(low)
    listed = _known()
    found = listed.get(bare)
    if found is None and bare[-1:] in _ASKS:
        found = listed.get(bare.rstrip(" ?!"))
    if found is None and "(" in bare:
        found = listed.get(bare.partition("(")[0].strip(_MARKS))
    return found


def told(low: str) -> Heading | None:
    """What a heading in lower case that is not known opens, by the words in it."""
    words = key(low).split()
    if len(words) > _WORDS:
        return None
    ranked = [_BY_WORD[w] for w in words if w in _BY_WORD]
    return min(ranked, key=lambda r: r[0])[1] if ranked else None
