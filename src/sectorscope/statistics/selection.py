"""What no interval holds: that those who said yes may have been likelier to take part.

If yes-sayers had r times the odds of taking part that others had, odds among those asked are r
times the sector's. A claim that clears its threshold t with bound L then fails once r passes
r* = [L/(1−L)] / [t/(1−t)]: the odds ratio that would bring the bound down to the threshold.
"""

from __future__ import annotations

import math
from typing import Literal

from sectorscope.statistics.intervals import check_share


def r_star(bound: float, threshold: float, side: Literal["lower", "upper"] = "lower") -> float:
    """How many times the odds of taking part would undo a claim; at most 1 is no support at all.

    Args:
        bound: the bound the claim is gated on, a share.
        threshold: what the claim says the share passes.
        side: `lower`: the claim says "at least", and businesses that said yes are the ones who
            may have been likelier to take part. `upper`: it says "less than", and they are the
            businesses that did not say yes.

    Returns:
        Infinity where the bound is 1 (0, for an upper one): everyone was asked.

    Raises:
        ValueError: the bound is no share, or the threshold is nought or one.
    """
    check_share(bound)
    if not 0 < threshold < 1:
        raise ValueError(f"{threshold:g} is no threshold: it lies between nought and one")
    if side == "upper":
        bound, threshold = 1 - bound, 1 - threshold
    return math.inf if bound == 1 else bound / (1 - bound) / (threshold / (1 - threshold))
