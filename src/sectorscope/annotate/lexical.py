"""Phrases found in text: whole words, whichever of hyphen, space or neither joins them.

A phrase of one or two capitals ("IT", "AI") is found only in capitals, because "it" is a word. Of
phrases within one another the longest counts. A dictionary is fast and, alone, weak: what it finds
is proposed, never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sectorscope.annotate.annotation import NEGATED, Annotation, Context, longest
from sectorscope.annotate.negation import negation
from sectorscope.annotate.tokens import Words, folded

_HERE = ""  # no word folds to nothing, so it marks the phrases that end at a node
_ACRONYM = 2

_Node = dict[str, Any]
_Spelling = tuple[str, ...]


@dataclass(frozen=True)
class Phrase:
    """Words that mean a concept.

    rule: where the phrase is from ("phrase", "label"), for the reason. score: for ranking.
    """

    concept: str
    text: str
    rule: str = "phrase"
    score: float = 1.0


class Lexicon:
    """Phrases, indexed once; finds them in any number of texts."""

    def __init__(self, phrases: Iterable[Phrase], kind: str = "code") -> None:
        """Index phrases.

        Args:
            phrases: what to find; one without a letter or digit finds nothing.
            kind: the kind every annotation will have.
        """
        self.kind = kind
        self._root: _Node = {}
        for phrase in phrases:
            for spelling in _spellings(phrase.text):
                self._keep(spelling, phrase)

    def annotate(self, text: str) -> tuple[Annotation, ...]:
        """Every phrase in a text, in order of place; a negated one is marked and scores less."""
        words = Words(text)
        starts = [at for at, word in enumerate(words.folded) if word in self._root]
        if "-" in text or "\u2010" in text or "\u2011" in text:
            starts = list(range(len(words)))  # "health-care" begins with no word of "healthcare"
        found = (
            self._made(words, first, last, phrase)
            for first in starts
            for last, phrase in self._from(words, first)
        )
        return longest(found) if starts else ()

    def _keep(self, spelling: _Spelling, phrase: Phrase) -> None:
        node = self._root
        for word in spelling:
            node = node.setdefault(word, {})
        node.setdefault(_HERE, []).append((phrase, _acronyms(phrase.text)))

    def _from(self, words: Words, first: int) -> Iterator[tuple[int, Phrase]]:
        """Phrases that start at a word, each with the last word of it."""
        open_: list[tuple[int, _Node]] = [(first, self._root)]
        while open_:
            at, node = open_.pop()
            for last, word in _readings(words, at):
                below = node.get(word)
                if below is None:
                    continue
                for phrase, capitals in below.get(_HERE, ()):
                    if _capital(words, range(first, last + 1), capitals):
                        yield last, phrase
                if len(below) > (_HERE in below) and words.joined(last):
                    open_.append((last + 1, below))

    def _made(self, words: Words, first: int, last: int, phrase: Phrase) -> Annotation:
        start, end = words.spans[first][0], words.spans[last][1]
        under = negation(words, first, last)
        why = f"{phrase.rule} “{phrase.text}”" + (f", negated {under} it" if under else "")
        score = round(phrase.score * (NEGATED if under else 1), 4)
        said = words.text[start:end]
        return Annotation(
            start,
            end,
            said,
            phrase.concept,
            self.kind,
            score,
            lane="lexical",
            context=Context(negated=bool(under)),
            reason=why,
        )


def _readings(words: Words, at: int) -> Iterator[tuple[int, str]]:
    """A word, and with the next one as one word where only a hyphen parts them."""
    yield at, words.folded[at]
    if words.hyphen(at):
        yield at + 1, words.folded[at] + words.folded[at + 1]


def _spellings(text: str) -> list[_Spelling]:
    """The words of a phrase, and the same with its hyphens closed up."""
    found = Words(text)
    closed: list[str] = []
    for at, word in enumerate(found.folded):
        if at and found.hyphen(at - 1):
            closed[-1] += word
        else:
            closed.append(word)
    return list(dict.fromkeys([tuple(found.folded), tuple(closed)])) if len(found) else []


def _acronyms(text: str) -> frozenset[str]:
    found = Words(text)
    raw = [found.raw(at) for at in range(len(found))]
    return frozenset(folded(w) for w in raw if len(w) <= _ACRONYM and w.isalpha() and w.isupper())


def _capital(words: Words, places: range, capitals: frozenset[str]) -> bool:
    return all(words.raw(at).isupper() for at in places if words.folded[at] in capitals)
