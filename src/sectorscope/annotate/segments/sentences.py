"""Where sentences end: not after "e.g.", "B.Sc.", "approx.", an initial or within a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(
    r"[.!?\u2026]+[\"')\]\u201d\u2019]*[ \t\xa0]+|[ \t]+[\u2022\u25cf\u25aa\u2023\u27a2\u2713\u2714][ \t]+"
)
_BEFORE = re.compile(r"[\w.&-]*\Z")
_NEAR = 12

_ABBREVIATIONS = frozenset(
    "eg e.g ie i.e cf viz vs v approx appx incl inc excl min max mins hrs yr yrs wk wks no nos dr mr "
    "mrs ms prof rev st rd ave fig figs p pp para ref refs tel ext est dept dip cert adv exp equiv "
    "quals assoc asst mgr eng sc b.sc m.sc b.a m.a b.eng m.eng ph.d d.phil ll.b ll.m m.b.a b.ed m.ed "
    "hon hons jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri "
    "sat sun co corp ltd plc bn gov p.h p.w p.m p.d pa pw ph al ca circa c.f n.b nb w.c w.e "
    "incl. req pref ess des".split()
)
"""After these a full stop ends no sentence."""

_EITHER = frozenset(
    "etc p.a a.m u.k u.s e.u p.m p.h p.w req'd ltd plc co inc yrs hrs exp equiv".split()
)
"""After these it does where a capital follows."""

_LABEL = "ED"


def ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Each place between two sentences of `text[start:end]`: where one ends, the next begins."""
    for found in _END.finditer(text, start, end):
        after = found.end()
        if after >= end:
            return
        sign = found.group()[0]
        if sign in " \t":
            yield found.start(), after - len(found.group().lstrip())
        elif sign != "." or _stops(text, start, found.start(), text[after]):
            yield found.start() + len(found.group().rstrip()), after


def _stops(text: str, start: int, dot: int, following: str) -> bool:
    """Whether the full stop at `dot` ends a sentence."""
    near = _BEFORE.search(text, max(start, dot - _NEAR), dot)
    word = near.group() if near else ""
    low = word.lower().lstrip("(")
    if low in _EITHER:
        return following.isupper()
    if low in _ABBREVIATIONS or "." in low:
        return False
    if len(word) == 1 and word.isalpha():
        lone = text[max(start, dot - 3) : dot - 1].rstrip()
        return word in _LABEL and lone[-1:] in (",", "-", "\u2013")  # "administration, E."
    return not (word.isdigit() and dot - len(word) <= start)  # "1. Perform crossmatching"
