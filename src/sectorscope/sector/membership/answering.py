"""Probabilities of the sector and of all its segments, consistent and fast to make anew.

A segment is part of the sector: its probability is the sector's times that of the segment for a
company in the sector, learnt among those. After a ruling all is made anew, but how strongly to
regularise is kept for a while: it hardly moves, and to choose it is most of the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.definition import WHOLE
from sectorscope.sector.learning import STRENGTHS, bounded, gram_of, logistic
from sectorscope.sector.membership.featuring import Features
from sectorscope.sector.membership.given import Given, given
from sectorscope.sector.membership.model import EACH, ENOUGH, Learnt, learn
from sectorscope.sector.membership.reasons import Reason, reasons
from sectorscope.sector.review.material import Labels

Floats = NDArray[np.float64]

AGAIN = 10
"""Rulings after which the strength of regularisation is chosen anew."""


@dataclass(frozen=True, eq=False)
class Memberships:
    """What is made of a frame's companies.

    p: by target, (N,) in (0, 1); of a segment never above the sector's. learnt: by target, what
    answered. notes: what a reader must know of it, in sentences.
    """

    features: Features
    p: Mapping[str, Floats]
    learnt: Mapping[str, Learnt]
    notes: tuple[str, ...]

    def reasons(self, row: int, target: str = WHOLE) -> tuple[Reason, ...]:
        """Why a company has its probability, what moved it most first.

        Of a segment they say why in this one, if in the sector, after how likely that is.
        """
        found = reasons(self.features, self.learnt[target], row)
        if target == WHOLE:
            return found
        return (Reason(f"in the sector: {self.p[WHOLE][row]:.2f}", 0.0), *found)

    def basis(self, target: str = WHOLE) -> str:
        """`learnt` from rulings, or `stated` by the definition and moved by them."""
        return "stated" if self.learnt[target].fitted is None else "learnt"


class Learner:
    """Learns anew after each ruling, and holds what need not be chosen anew.

    Args:
        features: of a frame.
    """

    def __init__(self, features: Features) -> None:
        self.features = features
        self._strength: dict[str, tuple[float, int]] = {}

    def __call__(self, labels: Labels) -> Memberships:
        """What is made of the frame's companies after some rulings.

        Raises:
            DecisionError: see `given.given`.
        """
        learnt = {one.target: one for one in self._each(labels)}
        label = self.features.definition.label
        notes = (f"{label(t)}: {note}" for t, one in learnt.items() for note in _notes(one))
        p = consistent({t: one.score for t, one in learnt.items()})
        return Memberships(self.features, p, learnt, tuple(notes))

    def _each(self, labels: Labels) -> Iterator[Learnt]:
        held: dict[bytes, Floats] = {}
        for target in self.features.definition.targets:
            own = given(labels, target, len(self.features))
            key = own.rows.tobytes()
            if key not in held and own.enough(ENOUGH, EACH):
                held[key] = gram_of(self.features.blocks, own.rows)
            yield self._one(target, own, held.get(key))

    def _one(self, target: str, own: Given, gram: Floats | None) -> Learnt:
        strength, since = self._strength.get(target, (0.0, -AGAIN))
        kept = 0 <= len(own.rows) - since < AGAIN
        strengths = (strength,) if kept else _near(strength)
        made = learn(self.features, target, own, gram=gram, strengths=strengths)
        if made.fitted is not None and not kept:
            self._strength[target] = (made.fitted.strength, len(own.rows))
        return made


def memberships(features: Features, labels: Labels) -> Memberships:
    """What is made of a frame's companies after some rulings, from nothing held before.

    Args:
        features: of N companies.
        labels: n rulings, of the sector and each segment.

    Raises:
        DecisionError: see `given.given`.
    """
    return Learner(features)(labels)


def consistent(scores: Mapping[str, Floats]) -> dict[str, Floats]:
    """Probabilities from log-odds; those of segments hold for a company that is in the sector."""
    whole = bounded(logistic(scores[WHOLE]))
    parts = {t: np.minimum(bounded(whole * logistic(s)), whole) for t, s in scores.items()}
    return parts | {WHOLE: whole}


def _near(strength: float) -> tuple[float, ...]:
    """Strengths to choose from: the one kept and its neighbours, or all if none is kept."""
    if strength not in STRENGTHS:
        return STRENGTHS
    at = STRENGTHS.index(strength)
    return STRENGTHS[max(at - 1, 0) : at + 2]


def _notes(learnt: Learnt) -> list[str]:
    own = learnt.given
    made = list(own.notes)
    if learnt.fitted is None:
        among = "" if learnt.target == WHOLE else " among companies in the sector"
        made.append(
            f"stated by the definition, not learnt: {own.inside} rulings in and {own.outside} out"
            f"{among}; a model learns from {ENOUGH}, {EACH} of each"
        )
    return made
