"""Membership: how likely a company is in the sector and in each segment, and why.

    known = features(frame, definition, encoder)        # once for a frame
    made = memberships(known, labels)                   # after each ruling
    made.p["sector"], made.reasons(row, "sector")

A probability ranks who is read next and fills the gaps of an estimate; it rules on nobody, and it
is never nought or one.
"""

from __future__ import annotations

from collections.abc import Callable

from sectorscope.sector.membership.answering import Learner, Memberships, memberships
from sectorscope.sector.membership.cut import Cut, best_cut, listed
from sectorscope.sector.membership.featuring import Features, blocks, features, texts_only
from sectorscope.sector.membership.reasons import Reason
from sectorscope.sector.review.material import Labels, Probabilities

__all__ = [
    "Cut",
    "Features",
    "Labels",
    "Learner",
    "Memberships",
    "Reason",
    "best_cut",
    "blocks",
    "classifier",
    "features",
    "listed",
    "memberships",
    "texts_only",
]


def classifier(known: Features) -> Callable[[Labels], Probabilities]:
    """What `review.Material.classify` asks for: probabilities and reasons from rulings."""

    def classify(labels: Labels) -> Probabilities:
        made = memberships(known, labels)
        return Probabilities(
            made.p, lambda row, target: [str(r) for r in made.reasons(row, target)]
        )

    return classify
