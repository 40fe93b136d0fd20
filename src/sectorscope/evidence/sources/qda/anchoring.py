"""Where a selection stands: at its offsets if its text does, else where its text is, else nowhere.

A selection that is only probably right is worse than one that is missing: what cannot be placed
without doubt is quarantined.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sectorscope.evidence.sources.qda.counting import Counting, Stated, collapsed, likeness
from sectorscope.evidence.sources.qda.model import Proof

_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)$")
_LABEL = re.compile(r"[^\W\d_]{0,12}[ _:#.-]*\d+(?:[ ,.:;/-]+\d+)*", re.IGNORECASE)
_WORDS = frozenset(("selection", "text selection", "quotation", "quote", "segment", "coding"))
_CLEARLY = 2
"""How many times farther off the second place must be for the nearest to be meant."""


@dataclass(frozen=True)
class Placed:
    """Where a selection stands, and why there."""

    start: int
    end: int
    proof: Proof


def stated_text(name: str, description: str, text: str) -> str:
    """The text a selection states, in its name or description; empty if it states none.

    Names are free: some programs number selections or repeat the offsets there. A description is
    mostly a remark; it counts only if the text holds it.
    """
    if name.strip() and not _is_label(name, text):
        return name
    return description if description.strip() and occurrences(description, text) else ""


def place(stated: Stated, text: str, counting: Counting) -> Placed | str:
    """Where a selection stands; or why it cannot be placed."""
    span = counting.span(stated)
    if span is not None and span[0] < span[1]:
        if not stated.quote:
            return Placed(*span, "offsets")
        if likeness(stated.quote, text[span[0] : span[1]]):
            return Placed(*span, "text")
    if stated.quote:
        return _moved(stated, text, span, counting)
    return "its offsets lie outside the text" if span is None else "it selects nothing"


def occurrences(quote: str, text: str) -> list[tuple[int, int]]:
    """Every place where a quote stands, white space aside."""
    words = [re.escape(w) for w in _ELLIPSIS.sub("", collapsed(quote)).split()]
    return [m.span() for m in re.finditer(r"\s+".join(words), text)] if words else []


def _moved(
    stated: Stated, text: str, span: tuple[int, int] | None, counting: Counting
) -> Placed | str:
    found = occurrences(stated.quote, text)
    if not found:
        return "its text is nowhere in the source"
    near = counting.span(Stated(stated.start, stated.start)) or span
    start = near[0] if near else stated.start
    found.sort(key=lambda place: abs(place[0] - start))
    if len(found) > 1:
        first, second = (abs(place[0] - start) for place in found[:2])
        if first * _CLEARLY >= second:
            return "its text stands at several places, none of them nearest by far"
    return Placed(*_whole(stated, found[0], text), "moved")


def _whole(stated: Stated, found: tuple[int, int], text: str) -> tuple[int, int]:
    """The place of a text; of the beginning of one, as long as its offsets are apart."""
    start, end = found
    if _ELLIPSIS.search(collapsed(stated.quote)):
        end = min(max(end, start + stated.end - stated.start), len(text))
    return start, end


def _is_label(name: str, text: str) -> bool:
    plain = name.strip()
    if plain.casefold() in _WORDS:
        return True
    if not _LABEL.fullmatch(plain):
        return False
    return not any(c.isalpha() for c in plain) or not occurrences(plain, text)
