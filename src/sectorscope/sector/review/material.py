"""What companies are reviewed with: frame, definition, weights, and a model that learns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.moments import Moments, moments

if TYPE_CHECKING:
    from sectorscope.sector.definition import Definition
    from sectorscope.sector.frame import Frame

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Labels:
    """What the model learns from: n companies that were ruled on, and can be told.

    rows: (n,) of the frame. z: by target, (n,) in [0, 1]. weight: (n,) positive: how many
    companies of the frame a seed stands for, 1 for one that was chosen.
    """

    rows: NDArray[np.int64]
    z: Mapping[str, Floats]
    weight: Floats


@dataclass(frozen=True)
class Probabilities:
    """What the model says.

    p: by target, (N,) in (0, 1). reasons: why, of a row and a target, the weightiest first.
    left_out: by target, (N,) what the model says of a labelled company when it has not seen that
    label; nan for the others. A target may be missing.
    """

    p: Mapping[str, Floats]
    reasons: Callable[[int, str], Sequence[str]]
    left_out: Mapping[str, Floats] = field(default_factory=dict[str, Floats])


@dataclass(frozen=True)
class Material:
    """What companies are reviewed with.

    w: (N,) positive weights of the frame's companies. classify: learns from labels. industries:
    what SIC codes are called.
    """

    frame: Frame
    definition: Definition
    w: Floats
    classify: Callable[[Labels], Probabilities]
    industries: Mapping[str, str]

    @property
    def size(self) -> Floats:
        """(N,) headcounts, above nought; as expected where they are not known."""
        return self.moments.mean

    @property
    def square(self) -> Floats:
        """(N,) expected squares of the headcounts: those of the known ones."""
        return self.moments.square

    @cached_property
    def moments(self) -> Moments:
        """What to expect of every headcount."""
        held, frame = self.frame.sizes, self.frame
        divisions = [codes[0][:2] if codes else "" for codes in frame.sics]
        return moments(held.size, frame.low, frame.high, held.how, divisions, frame.eligible)

    @cached_property
    def eligible(self) -> NDArray[np.int64]:
        """Rows that can be drawn: no institution, no duplicate, none dissolved."""
        return np.flatnonzero(self.frame.eligible)

    @cached_property
    def row_of(self) -> dict[str, int]:
        """The row of each company."""
        return {company: i for i, company in enumerate(self.frame.ids)}

    @cached_property
    def print(self) -> str:
        """A hash of who can be drawn and their headcounts, in whatever order they stand."""
        return fingerprint(
            [self.frame.ids[i] for i in self.eligible], self.size[self.eligible].tolist()
        )


def fingerprint(companies: Sequence[str], sizes: Sequence[float]) -> str:
    """Sixteen hexadecimal digits that stand for a frame.

    Args:
        companies: ids of those that can be drawn.
        sizes: their headcounts.
    """
    lines = sorted(f"{company}\t{size!r}\n" for company, size in zip(companies, sizes, strict=True))
    return sha256("".join(lines).encode()).hexdigest()[:16]
