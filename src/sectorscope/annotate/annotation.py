"""An annotation: characters `start:end` of a text mean a concept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

NEGATED = 0.3
"""What a negation leaves of a score: it ranks last and is still shown, because "no CAD skills"
may say that none are needed or that none are there."""


@dataclass(frozen=True)
class Annotation:
    """What one stretch of text means.

    start, end: code points. text: those characters. concept: what they mean, an identifier of
    whoever annotates. kind: the vocabulary it is of. why: phrase and rule, in the vocabulary's
    words and never in the text's, so that it may be kept where the text may not. score: for
    ranking, 0 to 1; no probability. negated: stands under a negation.
    """

    start: int
    end: int
    text: str
    concept: str
    kind: str
    why: str
    score: float
    negated: bool = False


def longest(found: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """In order of place, without any that lies within a longer one.

    Two that cross are both kept, and so are two concepts with one span; of one concept twice on
    one span the better stands.
    """
    best: dict[tuple[int, int, str], Annotation] = {}
    for one in sorted(found, key=lambda a: (a.start, -a.end, a.concept, -a.score, a.why)):
        best.setdefault((one.start, one.end, one.concept), one)
    kept: list[Annotation] = []
    for one in best.values():
        last = kept[-1] if kept else None
        same = last is not None and (last.start, last.end) == (one.start, one.end)
        if last is None or same or one.end > last.end:
            kept.append(one)
    return tuple(kept)
