"""A small population whose texts say something of its truth, for rehearsals in tests."""

from __future__ import annotations

import numpy as np

from sectorscope.sector.learning import Block, logistic
from sectorscope.sector.simulate import Population


def population(n: int = 260, seed: int = 1, rate: float = -1.5) -> Population:
    """Companies with ten features, four keyword hits in five members, skewed headcounts."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(n, 10))
    features /= np.linalg.norm(features, axis=1, keepdims=True)
    truth = rng.uniform(size=n) < logistic(features @ rng.normal(0, 5, 10) + rate)
    return Population(
        ids=tuple(str(i) for i in range(n)),
        texts=("",) * n,
        truth=truth.astype(np.float64),
        headcount=np.ceil(np.exp(rng.normal(1.5, 1.3, n))),
        blocks=[Block("made", features)],
        hits=np.where(truth, rng.uniform(size=n) < 0.8, rng.uniform(size=n) < 0.05),
    )
