"""Which codes a mentioned qualification means: by its name, else by its level.

A code is what its label, phrases and examples name, read by the same annotator as the answers, so
that "HNDs" in a codebook and "Higher National Diploma" in an answer are one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sectorscope.annotate import Annotation, Context
from sectorscope.annotate.annotation import NEGATED
from sectorscope.annotate.negation import negation
from sectorscope.annotate.qualifications import (
    BARE,
    annotate,
    concepts_of,
    holders,
    levels_in,
)
from sectorscope.annotate.tokens import Words
from sectorscope.consultation.codebook import Code

Named = tuple[str, int | None]

_LIKE = {"degree": "first_degree"}
"""A degree without more is most often a first one; it is proposed, with less."""

_OF_ITS_OWN = "SCQF"
"""The framework whose levels are no levels of a code."""

_SAME, _LEVEL_UNSAID, _ALIKE, _LEVEL_ONLY = 1.0, 0.8, 0.65, 0.55


class Qualified:
    """The codes of one question, by the qualifications and levels they name."""

    def __init__(self, codes: Iterable[Code]) -> None:
        """Read what each code names."""
        self._held = [(code, _named(code), levels_in(code.level)) for code in codes]

    def annotate(self, text: str) -> Iterator[Annotation]:
        """Each qualification a text mentions, as annotations of the codes it may mean."""
        for mention in mentions(text):
            yield from self.codes_for(mention)

    def codes_for(self, mention: Annotation) -> Iterator[Annotation]:
        """The mention as an annotation of each code it may mean; nothing where none fits."""
        said = concepts_of(mention)
        by_name = [
            (code.code, max(likeness))
            for code, names, _ in self._held
            if (likeness := [s for n in names for one in said if (s := _likeness(one, n))])
        ]
        for code, share in by_name:
            yield _as_code(mention, code, share, "")
        if by_name or mention.framework == _OF_ITS_OWN:
            return
        stated = {level for _, level in said}
        for code, _, levels in self._held:
            if stated.intersection(levels):
                yield _as_code(mention, code.code, _LEVEL_ONLY, ", by the level alone")


def mentions(text: str) -> tuple[Annotation, ...]:
    """Every qualification an answer mentions, people by what they hold; negated ones marked."""
    found = sorted((*annotate(text), *holders(text)), key=lambda a: (a.start, a.end))
    if not found:
        return ()
    words = Words(text)
    return tuple(_marked(one, words) for one in found)


def _marked(one: Annotation, words: Words) -> Annotation:
    inside = [i for i, (a, b) in enumerate(words.spans) if a < one.end and one.start < b]
    under = negation(words, inside[0], inside[-1]) if inside else ""
    if not under:
        return one
    reason, score = f"{one.reason}, negated {under} it", round(one.score * NEGATED, 4)
    return replace(one, score=score, context=Context(negated=True), reason=reason)


def _named(code: Code) -> frozenset[Named]:
    texts = (code.label, *code.phrases, *code.examples)
    found = {n for text in texts for a in mentions(text) for n in concepts_of(a)}
    return frozenset(n for n in found if n[0] != BARE)


def _likeness(mention: Named, code: Named) -> float:
    """How well a mention fits what a code names; 0 where it does not."""
    (name, level), (own, wanted) = mention, code
    if name == own:
        if level == wanted:
            return _SAME
        return _LEVEL_UNSAID if level is None or wanted is None else 0
    return _ALIKE if _LIKE.get(name) == own else 0


def _as_code(mention: Annotation, code: str, share: float, how: str) -> Annotation:
    score = round(mention.score * share, 4)
    return replace(mention, concept=code, score=score, reason=f"{mention.reason}{how}")
