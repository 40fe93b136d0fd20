"""An interval that leans upwards where few large companies carry the estimate.

The part of the variance that stands for missing companies grows with the truth: a sample that by
chance lacks the large members has both a low estimate and a small variance. So each candidate
truth is given the variance it would itself have (a score interval; Wilson 1927, Journal of the
American Statistical Association 22, for a proportion), and those are kept that the estimate lies
within z standard errors of.
"""

from __future__ import annotations

import math
from typing import NamedTuple

Z95 = 1.959963984540054


class Ends(NamedTuple):
    """An interval's ends, jobs."""

    low: float
    high: float


def skewed(estimate: float, growing: float, fixed: float, whole: float, z: float = Z95) -> Ends:
    """All x with (estimate - x)² <= z² (fixed + growing · x(whole - x) / (T(whole - T))).

    T is the estimate. At T itself the variance is fixed + growing, as in the plain interval.

    Args:
        estimate: Jobs, above nought and below `whole`; else the interval is the plain one.
        growing: Variance that grows with the truth: V_frame; jobs².
        fixed: The other variances: audit, margins; jobs².
        whole: All jobs the frame is weighted to; infinite where the frame is all there is known.
        z: Standard errors.
    """
    if not 0 < estimate < whole:
        half = z * math.sqrt(fixed + growing)
        return Ends(estimate - half, estimate + half)
    pull = z * z * growing / (estimate * (1 - estimate / whole))
    k, middle = pull / whole, estimate + pull / 2
    root = math.sqrt(middle**2 - (1 + k) * (estimate**2 - z * z * fixed))
    return Ends((middle - root) / (1 + k), (middle + root) / (1 + k))
