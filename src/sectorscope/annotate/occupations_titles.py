"""A document that is a job title alone: its occupations by each classification that is at hand.

SOC 2020 always; SOC 2010 by way of it, where the newer group lies in one older; and the occupations
of the vocabulary, if it has some. What is sure enough is an annotation too, the rest a ranking.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from sectorscope.annotate.annotation import Annotation, Context
from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.occupations import Ranked, Titles
from sectorscope.annotate.occupations_folding import LONGEST
from sectorscope.annotate.occupations_ranker import POOL
from sectorscope.concepts import Vocabulary, soc

LANE = "title"
SEGMENT = "title"
FEW = 5
"""Occupations of each classification, where nobody says how many."""
SOC_2020, SOC_2010 = "soc2020", "soc2010"


class Choice(NamedTuple):
    """An occupation that a title may mean, and of which classification.

    score: that it is meant. group: that its code is right, whichever occupation of that code is
    meant; the same for SOC. sure: whether nine in ten codes were right at such a `group`.
    """

    scheme: str
    concept: str
    label: str
    code: str
    score: float
    group: float
    sure: bool
    why: Mapping[str, float]

    @property
    def told(self) -> dict[str, Any]:
        """What a ranking says of it beside concept, label and score."""
        return {"scheme": self.scheme, "code": self.code, "group": self.group, "sure": self.sure}


class TitleReader:
    """Documents of kind `title`."""

    def __init__(
        self, vocabulary: Vocabulary | None = None, encoder: Encoder | None = None
    ) -> None:
        """Take a vocabulary, which may have occupations, and an encoder for likeness of meaning."""
        self._vocabulary, self._encoder = vocabulary, encoder

    def choices(self, text: str, count: int = FEW) -> tuple[Choice, ...]:
        """The likeliest of each classification: the vocabulary's, then SOC 2020's, then 2010's.

        Args:
            text: a title, as an employer wrote it: its first line, 200 characters.
            count: how many of each at most.
        """
        scheme = self._own.scheme if self._own is not None else ""
        told = self._soc.rank(text, POOL)
        found: list[Choice] = []
        if self._own is not None and scheme != SOC_2020:
            found += [_choice(scheme, one) for one in self._own.rank(text, count)]
        found += [_choice(SOC_2020, one) for one in told[:count]]
        older = [] if scheme == SOC_2010 else list(_older(told))
        return (*found, *older[:count])

    def annotations(self, text: str, found: tuple[Choice, ...]) -> tuple[Annotation, ...]:
        """The first of the first classification that is sure; nothing where none is.

        Where the code is sure and the occupation is not, the group of that code is meant.
        """
        best: dict[str, Choice] = {}
        for choice in found:
            best.setdefault(choice.scheme, choice)
        sure = {scheme: choice for scheme, choice in best.items() if choice.sure}
        if not sure:
            return ()
        start, end = _line(text)
        codes = {("isco" if s == "esco" else s): choice.code for s, choice in sure.items()}
        return (self._annotation(text, start, end, next(iter(sure.values())), codes),)

    def _annotation(
        self, text: str, start: int, end: int, choice: Choice, codes: Mapping[str, str]
    ) -> Annotation:
        concept, label, kind, score = self._meant(choice)
        return Annotation(
            start,
            end,
            text[start:end],
            concept,
            kind,
            score,
            label=label,
            scheme=choice.scheme,
            lane=LANE,
            context=Context(segment=SEGMENT),
            why=choice.why,
            detail={name: codes.get(name) for name in (SOC_2020, SOC_2010, "isco")},
        )

    def _meant(self, choice: Choice) -> tuple[str, str, str, float]:
        """Concept, label, kind and score: the occupation, or the group whose code it is."""
        own = self._own if choice.scheme not in (SOC_2020, SOC_2010) else None
        if own is not None and self._vocabulary is not None and choice.score < own.threshold:
            for above in self._vocabulary.broader(choice.concept):
                if above.code == choice.code:
                    return above.id, above.label, "group", choice.group
        return choice.concept, choice.label, "occupation", choice.score

    @cached_property
    def _own(self) -> Titles | None:
        held = self._vocabulary
        if held is None or "occupation" not in held.concepts.column("kind"):
            return None
        return self._titles(held)

    @cached_property
    def _soc(self) -> Titles:
        """Of SOC 2020: by the vocabulary, if it is a coding index; else by what ships."""
        own = self._own
        return own if own and own.scheme == SOC_2020 else self._titles(soc.vocabulary())

    def _titles(self, vocabulary: Vocabulary) -> Titles:
        if self._encoder is None:
            return Titles(vocabulary)
        return Titles(vocabulary, self._encoder.embed, self._encoder.digest)


def _choice(scheme: str, one: Ranked) -> Choice:
    return Choice(scheme, one.concept, one.label, one.code, one.score, one.group, one.sure, one.why)


def _older(told: tuple[Ranked, ...]) -> Iterator[Choice]:
    """Unit groups of SOC 2010, of those of 2020 that lie wholly in one; shares add up."""
    shares: dict[str, float] = {}
    first: dict[str, Ranked] = {}
    for one in told:
        code = soc.in_2010().get(one.code)
        if code is not None:
            shares[code] = shares.get(code, 0.0) + one.score
            first.setdefault(code, one)
    names = soc.structure("2010")
    for code, share in sorted(shares.items(), key=lambda item: (-item[1], item[0])):
        score = round(min(share, 1.0), 4)
        one = first[code]
        concept = f"{SOC_2010}.{code}"
        yield Choice(SOC_2010, concept, names[code], code, score, score, one.sure, one.why)


def _line(text: str) -> tuple[int, int]:
    """Where the title stands: the first line that has words, as far as it is read."""
    start = len(text) - len(text.lstrip())
    line = text[start : start + LONGEST].splitlines()[0]
    return start, start + len(line.rstrip())
