"""Where sentences end: not after "e.g.", "B.Sc.", "approx.", an initial or within a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sectorscope.annotate.cues.scan import listed

_BULLETS = frozenset("\u2022\u25cf\u25aa\u2023\u27a2\u2713\u2714")
_END = re.compile(
    r"[.!?\u2026\u2022\u25cf\u25aa\u2023\u27a2\u2713\u2714]+[\"')\]\u201d\u2019]*[ \t\xa0]+(?=\S)"
)

_ABBREVIATIONS = listed(
    "eg e.g ie i.e cf viz vs v approx appx incl inc excl min max mins hrs yr yrs wk wks dr "
    "mr mrs ms prof rev st rd ave fig figs p pp para ref refs tel ext est dept dip cert adv exp "
    "equiv quals assoc asst mgr eng sc b.sc m.sc b.a m.a b.eng m.eng ph.d d.phil ll.b ll.m m.b.a "
    "b.ed m.ed hon hons jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur "
    "thurs fri sat sun co corp ltd plc bn gov ca circa c.f n.b nb w.c w.e req pref ess des"
)
"""After these a full stop ends no sentence."""

_EITHER = listed(
    "etc p.a a.m u.k u.s e.u p.m p.h p.w p.d pa pw ph req'd ltd plc co inc yrs hrs exp equiv "
    "quals pref req ess des"
)
"""After these it does where a capital follows."""

_LETTERS = "ED"
_DIGITS, _WORD, _DOTTED, _NEAR = 2, 7, 8, 40


def ends(text: str) -> Iterator[tuple[int, int]]:
    """Each place between two sentences of a line, in order: where one ends, the next begins."""
    for found in _END.finditer(text):
        start, after = found.span()
        if text[start] in _BULLETS:
            if start and text[start - 1] in " \t":
                yield _before(text, start), start
        elif (
            text[start] != "."
            or text[start - _WORD : start].isalpha()  # no abbreviation is as long
            or _stops(text, start, text[after])
        ):
            yield (after - 1 if after - start == _DIGITS else _before(text, after)), after


def _before(text: str, at: int) -> int:
    """The end of what stands before the blanks before a place."""
    while at and text[at - 1] in " \t\xa0":
        at -= 1
    return at


def _stops(text: str, dot: int, following: str) -> bool:
    """Whether the full stop at `dot` ends a sentence."""
    near = max(0, dot - _NEAR)
    line = text.rfind("\n", near, dot) + 1 or near
    first = text.rfind(" ", line, dot) + 1 or line
    word = text[first:dot].lstrip("(\"'\u2018\u201c")
    low = word.lower()
    if low in ("no", "nos"):
        return not following.isdigit()  # "No. 4", but "We can't, no. They left."
    if low in _EITHER:
        return following.isupper()
    if low in _ABBREVIATIONS or ("." in low and len(low) < _DOTTED):
        return False
    if len(word) == 1 and word.isalpha():
        lone = text[max(line, first - 3) : first].rstrip()
        return word in _LETTERS and lone[-1:] in (",", "-", "\u2013")  # "administration, E."
    return not (word.isdigit() and len(word) <= _DIGITS and first == line)  # "1. Perform …"
