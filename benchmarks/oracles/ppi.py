"""Our power-tuned prediction-powered mean beside the package of the method's authors.

    pip install ppi-python
    python -m benchmarks.oracles.ppi

Asks `ppi_py` (the import name of ppi-python) for the interval and the mean of the fixed cases in
`ppi_cases.py` and of 200 drawn ones, and fails where ours differs by more
than one part in a million million. Says so, and ends well, where the package is not installed. Its
`alpha` defaults to 0.1: 0.05 is passed. It is no dependency: the cases keep what it said.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import numpy as np

from benchmarks.oracles.ppi_cases import PUBLISHED, Floats, case
from sectorscope.sector.simulate.procedures import ppi_mean

DRAWN = 200
CLOSE = 1e-12


def published(package: Any, y: Floats, predicted: Floats, others: Floats) -> Floats:  # noqa: ANN401 - an optional module
    """Low, high and mean, as the package has them."""
    low, high = package.ppi_mean_ci(y, predicted, others, alpha=0.05)
    mean = package.ppi_mean_pointestimate(y, predicted, others)
    return np.array([np.ravel(x)[0] for x in (low, high, mean)])


def drawn(seed: int) -> tuple[Floats, Floats, Floats]:
    """Skewed outcomes with predictions of any quality."""
    rng = np.random.default_rng(seed)
    n, many = int(rng.integers(5, 60)), int(rng.integers(20, 400))
    predicted = rng.lognormal(0, rng.uniform(0.1, 2), n + many)
    y = rng.uniform(-1, 2) * predicted + rng.normal(0, rng.uniform(0, 5), n + many)
    return y[:n], predicted[:n], predicted[n:]


def main() -> int:
    """Compare; 1 where they differ."""
    try:
        package = importlib.import_module("ppi_py")
    except ImportError:
        print("ppi-python is not installed: nothing was compared")
        return 0
    asked = [case(*arguments) for arguments in PUBLISHED]
    kept = [
        np.abs(published(package, *one) / np.array(told) - 1).max()
        for one, told in zip(asked, PUBLISHED.values(), strict=True)
    ]
    own = [
        np.abs(np.array(ppi_mean(*one)) - theirs).max() / np.abs(theirs).max()
        for one in [*asked, *map(drawn, range(DRAWN))]
        for theirs in [published(package, *one)]
    ]
    print(f"{len(kept)} kept answers: off by at most {max(kept):.1e}")
    print(f"{len(own)} cases: ours off by at most {max(own):.1e}, relative to the answer")
    return int(max(*kept, *own) > CLOSE)


if __name__ == "__main__":
    sys.exit(main())
