"""The same probabilities for companies that are not of the frame: of a whole register, say.

What was learnt on a frame is put on names and codes a column at a time, and gives for a company of
the frame what the frame gave. It is small, and can be handed to another process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sectorscope.sector.definition import Definition
from sectorscope.sector.learning import Fitted
from sectorscope.sector.membership import vectors
from sectorscope.sector.membership.answering import Memberships, consistent
from sectorscope.sector.membership.featuring import (
    HINTS,
    INDUSTRIES,
    KEYWORDS,
    VECTORS,
    WORDS,
    together,
)
from sectorscope.sector.membership.hints import hints, phrases
from sectorscope.sector.membership.industries import Codes, kinds
from sectorscope.sector.membership.words import Words

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Companies:
    """N companies, a column each.

    told: names, with texts if any. kinds: each different list of codes. kind: (N,) which of them a
    company gives.
    """

    told: pa.Array
    kinds: tuple[tuple[str, ...], ...]
    kind: NDArray[np.int64]

    @classmethod
    def of(
        cls, names: Sequence[str], texts: Sequence[str], sics: Sequence[Sequence[str]]
    ) -> Companies:
        """From lists, as a frame has them."""
        told = pa.array(together(names, texts), pa.string())
        return cls(told, *kinds(sics))

    def take(self, rows: NDArray[np.int64]) -> Companies:
        """Some of them."""
        return Companies(self.told.take(pa.array(rows)), self.kinds, self.kind[rows])


@dataclass(frozen=True)
class Answer:
    """Of one target.

    weights: by block, what was learnt; without any, the stated log-odds and `shift` answer.
    """

    intercept: float
    slope: float
    shift: float
    weights: Mapping[str, Floats] | None

    def score(self, made: Mapping[str, Any]) -> Floats:
        """(N,) calibrated log-odds, from blocks by name."""
        total = np.asarray(self.intercept)
        for name, own in (self.weights or {}).items():
            total = total + made[name] @ own.astype(made[name].dtype)
        return self.slope * np.asarray(total, np.float64) + self.shift


@dataclass(frozen=True, eq=False)
class Scorer:
    """Probabilities from names, codes and, where they were learnt from, vectors."""

    definition: str
    words: Words
    codes: Codes
    answers: Mapping[str, Answer]
    middle: NDArray[np.float32] | None

    @classmethod
    def of(cls, made: Memberships) -> Scorer:
        """What was learnt on a frame, ready for other companies."""
        base = made.features
        blocks = [*(b.name for b in base.blocks), HINTS]
        answers = {t: _answer(one.fitted, blocks, one.shift) for t, one in made.learnt.items()}
        return cls(base.definition.text, base.words, base.codes, answers, base.middle)

    def __call__(
        self, companies: Companies, read: NDArray[np.float32] | None = None
    ) -> dict[str, Floats]:
        """By target, (N,) probabilities in (0, 1), of a segment never above the sector's.

        Args:
            companies: N of them.
            read: (N, hidden) their vectors (`vectors.vectors`) if vectors were learnt from.
        """
        made = self._made(companies, read)
        said = hints(companies.told, companies.kinds, companies.kind, self._by)
        scores: dict[str, Floats] = {}
        for target, one in self.answers.items():
            own = {**made, HINTS: said[target].column}
            scores[target] = one.score(own) if one.weights else said[target].stated + one.shift
        return consistent(scores)

    def _made(self, companies: Companies, read: NDArray[np.float32] | None) -> dict[str, Any]:
        each = self.codes.matrix(companies.kinds)
        made: dict[str, Any] = {
            WORDS: self.words.matrix(companies.told),
            KEYWORDS: phrases(companies.told, self._by)[0],
            INDUSTRIES: each[companies.kind],
        }
        if read is not None and self.middle is not None:
            made[VECTORS] = vectors.centred(read, self.middle)
        return made

    @cached_property
    def _by(self) -> Definition:
        return Definition.read(self.definition)


def _answer(fitted: Fitted | None, blocks: Sequence[str], shift: float) -> Answer:
    if fitted is None:
        return Answer(0.0, 1.0, shift, None)
    weights = dict(zip(blocks, fitted.coefficients, strict=True))
    return Answer(fitted.intercept, fitted.slope, fitted.shift, weights)
