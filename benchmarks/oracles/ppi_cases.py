"""Fixed cases of prediction-powered inference, and what its authors' package says of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def case(
    n: int, many: int, angle: float, noise: float, sign: float
) -> tuple[Floats, Floats, Floats]:
    """Outcomes, their predictions, and predictions of the others; always the same."""
    i = np.arange(n + many, dtype=np.float64)
    predicted = np.round(10 * np.abs(np.sin(i * 1.7 + angle)), 3).astype(np.float64)
    y = np.round(sign * predicted * 0.8 + noise * np.cos(i * 2.3), 3).astype(np.float64)
    return y[:n], predicted[:n], predicted[n:]


PUBLISHED = {
    (30, 200, 0.3, 1.0, 1.0): (4.676082556610228, 5.485480433306344, 5.080781494958286),
    (12, 40, 1.1, 5.0, 1.0): (3.332751355328027, 7.661765389717832, 5.497258372522929),
    (25, 100, 0.7, 1.0, -1.0): (-6.054121986901085, -4.086678013098914, -5.070399999999999),
    (20, 60, 0.2, 0.0, 1.0): (4.562962792505891, 5.630647539153346, 5.096805165829618),
    (15, 15, 0.9, 8.0, 1.0): (2.613735223603486, 8.54261428071398, 5.578174752158733),
}
"""What `ppi_mean_ci(y, predicted, others, alpha=0.05)` and `ppi_mean_pointestimate` of ppi-python
0.2.3 say of the cases above; `python -m benchmarks.oracles.ppi` asks them again."""
