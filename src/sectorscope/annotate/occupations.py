"""Job titles to occupations: ranked, with a probability each, and told apart where it is not sure.

    titles = Titles(load("esco.zip"))        # or Titles(soc.vocabulary())
    best = titles.rank("Senior CNC Setter (nights)")[0]
    best.code if best.sure else None

`occupations_text` finds titles in adverts; `occupations_titles` reads documents that are titles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sectorscope.annotate.occupations_folding import LONGEST, title
from sectorscope.annotate.occupations_index import Index, arrays, from_arrays, index
from sectorscope.annotate.occupations_names import Names
from sectorscope.annotate.occupations_ranker import Weights, gather, weights
from sectorscope.annotate.stems import Array
from sectorscope.concepts import Vocabulary
from sectorscope.concepts.cache import Entry, cached, code_version, key_of

Embed = Callable[[Sequence[str]], Array]
"""Texts to vectors of length one, (texts, hidden): `Encoder.embed`."""

EMBEDDED = 10_000
"""Names of a vocabulary that are all embedded; of a larger one, as ESCO, the labels are."""
PLACES = 4
"""Scores are rounded to four places (design, section 1)."""
_CODE = ("sectorscope.annotate.occupations_index", "sectorscope.annotate.occupations_lanes")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An occupation that a title may mean.

    concept, label: of the vocabulary. code: its group, ISCO's unit group for ESCO, SOC's own.
    score: the probability that the title means this occupation. group: that its code is right,
    whichever occupation of that code is meant. sure: whether `group` is above the threshold from
    which nine in ten were right, and the title says what a person is ("driver"; "opportunity" is
    nobody). why: what each feature adds to the logit.
    """

    concept: str
    label: str
    code: str
    score: float
    group: float
    sure: bool
    why: Mapping[str, float] = field(default_factory=dict[str, float])


class Titles:
    """The occupations of a vocabulary, found by a job title."""

    def __init__(self, vocabulary: Vocabulary, embed: Embed | None = None, model: str = "") -> None:
        """Take the vocabulary's occupations; what is needed of the index is loaded on first use.

        Args:
            vocabulary: ESCO, SOC (`concepts.soc`), or another with occupations that have codes.
            embed: gives vectors, for a lane of meaning.
            model: digest of what `embed` runs; without it vectors are made each time.

        Raises:
            VocabularyError: the vocabulary has no occupation.
        """
        self.names = Names(vocabulary)
        self.scheme = vocabulary.scheme
        self._embed, self._model = embed, model

    def rank(self, text: str, n: int = 10) -> tuple[Ranked, ...]:
        """Occupations that a title may mean, the likeliest first.

        Empty if no word of the title is like any of an occupation. What probability is left is
        that of none of these.

        Args:
            text: a title, as an employer wrote it: its first line, 200 characters.
            n: how many at most.
        """
        folded = title(text)
        rows, features = gather(self.index, folded, self._meaning(folded.bare or text[:LONGEST]))
        if not features[:, 0].any():
            return ()
        shares = self._weights.shares(features)
        groups = self._groups[rows]
        mass = np.bincount(groups, shares)
        right = self._weights.right(shares, groups, features)
        scale = min(right / mass[groups[shares.argmax()]], 1.0)
        told = np.column_stack([shares, mass[groups], shares]) * scale
        told[:, 2] = (told[:, 1] >= self._weights.threshold) & self.index.is_person(folded.head)
        order = np.argsort(-shares, kind="stable")[:n]
        return tuple(self._ranked(int(rows[i]), told[i], features[i]) for i in order)

    @property
    def threshold(self) -> float:
        """The probability from which nine in ten were right."""
        return self._weights.threshold

    def _ranked(self, row: int, told: Array, features: Array) -> Ranked:
        score, group, sure = told.tolist()
        return Ranked(
            concept=self.names.ids[row],
            label=self.names.labels[row],
            code=self.names.codes[row],
            score=round(score, PLACES),
            group=round(group, PLACES),
            sure=bool(sure),
            why=self._weights.why(features),
        )

    @cached_property
    def index(self) -> Index:
        """The lanes, from the cache or made, which takes ESCO five seconds."""
        key = key_of("occupations' lanes", self.names.key, code_version(*_CODE))
        held = cached(key, lambda: Entry(arrays(index(self.names.names, self.names.codes))))
        return from_arrays(dict(held.arrays))

    @cached_property
    def _weights(self) -> Weights:
        return weights("soc" if self.scheme.startswith("soc") else "esco", self._embed is not None)

    @cached_property
    def _groups(self) -> Array:
        """A number for each occupation's code."""
        return np.unique(self.names.codes, return_inverse=True)[1]

    def _meaning(self, bare: str) -> Array | None:
        """Likeness of meaning to each occupation; of a title without words, to nothing."""
        if self._embed is None:
            return None
        vectors, first = self._vectors
        return np.maximum.reduceat(vectors @ self._embed([bare])[0], first)

    @cached_property
    def _vectors(self) -> tuple[Array, Array]:
        """Vectors of names, (names, hidden), and where those of each occupation begin."""
        embed = self._embed
        assert embed is not None  # asked for only where there is one  # noqa: S101
        listed = self.names.names
        if sum(map(len, listed)) > EMBEDDED:
            listed = [[label] for label in self.names.labels]

        def made() -> Entry:
            bare = [title(name).bare or name for of in listed for name in of]
            return Entry({"vectors": embed(bare).astype(np.float16)})

        key = key_of("occupations' vectors", self.names.key, self._model)
        held = cached(key, made) if self._model else made()
        first = np.cumsum([0, *(len(of) for of in listed[:-1])])
        return held.arrays["vectors"].astype(np.float32), first
