"""Where to cut a list when nobody knows the truth: at the greatest F1 the probabilities expect.

A list is for contacting companies, not for counting them: a size comes from `sector.size`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_ALL_OUT = np.inf


class Cut(NamedTuple):
    """threshold: companies not known are listed from this p on; inf for none of them.

    expected: F1 of the list as the probabilities expect it; 0 to 1, nan where nothing is expected.
    """

    threshold: float
    expected: float


def best_cut(p: Floats, known: NDArray[np.bool_], z: Floats) -> Cut:
    """The threshold of the greatest expected F1, given what is known already.

    With M the known members, the k likeliest of the others listed and S_k the sum of their p, F1
    is about 2 (M + S_k) / (M + k + M + S_all): the ratio of expectations for the expectation of
    the ratio, exact as numbers grow (Lewis 1995; Nan et al. 2012, ICML, theorem on thresholding).

    Args:
        p: (N,) calibrated probabilities.
        known: (N,) whether a company is ruled on: it is listed if it is a member, whatever its p.
        z: (N,) rulings in [0, 1], looked at where known; a share counts as itself.

    Raises:
        ValueError: the arrays are of different lengths, or a p is outside [0, 1].
    """
    if not len(p) == len(known) == len(z):
        raise ValueError(f"{len(p)} probabilities, {len(known)} flags and {len(z)} rulings")
    likely = np.sort(np.asarray(p, np.float64)[~known])[::-1]
    if len(likely) and not (likely[-1] >= 0 and likely[0] <= 1):
        raise ValueError("a probability outside [0, 1]")
    members = float(np.asarray(z, np.float64)[known].sum())
    listed = int((np.asarray(z)[known] > 0).sum())
    right = members + np.concatenate([[0.0], np.cumsum(likely)])
    many = listed + np.arange(len(likely) + 1)
    total = many + members + likely.sum()
    expected = 2 * right / np.maximum(total, 1e-12)
    if total[-1] <= 0 or expected.max() <= 0:
        return Cut(_ALL_OUT, float("nan"))
    best = int(expected.argmax())
    return Cut(float(likely[best - 1]) if best else _ALL_OUT, float(expected[best]))


def listed(p: Floats, known: NDArray[np.bool_], z: Floats, threshold: float) -> NDArray[np.bool_]:
    """(N,) which companies a cut lists: known members, and the others from the threshold on."""
    return np.where(known, z > 0, p >= threshold)
