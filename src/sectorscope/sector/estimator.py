"""The total of a sector from seeds, stage A and an audit, with its interval.

    T = Σ_known w·s·z + Σ_rest w·s·p + Σ_B e        e = w (s*·z − s·p) / π

What is known counts as it is; what the model thinks of the rest is corrected by how wrong it was on
a sample of the rest. T is unbiased whatever the model thinks; a good model makes it precise. The
variance, and why it is pooled from two, stands in decision 0020.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from sectorscope.sector.margins.skewed import Ends, skewed
from sectorscope.sector.reviewed import PRIOR, Held, Reviewed
from sectorscope.sector.unresolved import furthest


@dataclass(frozen=True)
class Estimated:
    """A total and its uncertainty, in people (or businesses).

    total: never below `floor`, the headcount of members that is recorded or verified. low, high:
    the interval. v_audit: pooled from v_design (the sample's own) and v_model (what the
    probabilities expect), which count `weight_of_design` and its complement, and what known
    companies that are unresolved and members whose headcount nobody found add.
    freedom: degrees of freedom of the whole variance, infinite where it does not rest on an audit.
    v_frame, v_margin: see `sector.margins`. bounds: the lowest and the highest end that some ruling
    of the unresolved companies gives; None where all are resolved.
    """

    total: float
    low: float
    high: float
    floor: float
    v_audit: float
    v_design: float
    v_model: float
    weight_of_design: float
    freedom: float
    v_frame: float
    v_margin: float
    audited: int
    unresolved: int
    bounds: Ends | None

    @cached_property
    def half_width(self) -> float:
        """Half of the interval, in people."""
        return (self.high - self.low) / 2

    @property
    def relative(self) -> float:
        """Half of the interval over the total; infinite where the total is nought."""
        return self.half_width / self.total if self.total > 0 else float("inf")


@dataclass(frozen=True)
class Beyond:
    """Variance from beyond the audit, in people².

    frame: companies missing from the frame, which grows with the truth. margin: of the official
    margins. whole: all headcount the frame is weighted to.
    """

    frame: float = 0.0
    margin: float = 0.0
    whole: float = float("inf")


def estimate(reviewed: Reviewed, beyond: Beyond | None = None, *, level: float = 0.95) -> Estimated:
    """The total with its interval.

    Args:
        reviewed: what the review found.
        beyond: variance that no review removes.
        level: of the interval, between 0 and 1.

    Raises:
        ValueError: a company of the rest has no chance of being audited.
    """
    plain = _plain(reviewed, beyond or Beyond(), level)
    if not plain.unresolved:
        return plain
    ends = furthest(reviewed, lambda r: _ends(_plain(r, beyond or Beyond(), level)))
    return replace(plain, bounds=Ends(min(ends.low, plain.low), max(ends.high, plain.high)))


def errors(level: float, freedom: float) -> float:
    """Standard errors on each side of an interval: Student's t, the normal's at infinite freedom.

    Args:
        level: between 0 and 1.
        freedom: degrees of freedom, above nought.

    Raises:
        ValueError: the level is not between 0 and 1.
    """
    from scipy.special import ndtri, stdtrit

    if not 0 < level < 1:
        raise ValueError(f"an interval of level {level:g}")
    tail = (1 + level) / 2
    return float(ndtri(tail) if np.isinf(freedom) else stdtrit(freedom, tail))


def _freedom(audit: float, whole: float, information: float) -> float:
    """Welch and Satterthwaite's: the audit's part has PRIOR + information, the others infinite."""
    return (PRIOR + information) * (whole / audit) ** 2 if audit > 0 else float("inf")


def _ends(plain: Estimated) -> Ends:
    return Ends(plain.low, plain.high)


def _plain(reviewed: Reviewed, beyond: Beyond, level: float) -> Estimated:
    held = Held.of(reviewed)
    v, fourth = held.expected
    design, (model, information) = held.v_design(held.errors), held.v_model(v, fourth)
    audit, trust = held.pooled(design, model, information)
    audit += held.v_unknown(v, reviewed.z) + held.v_headcount(reviewed.z)
    total, floor, fixed = held.total(), held.floor(), audit + beyond.margin
    freedom = _freedom(audit, fixed + beyond.frame, information)
    z = errors(level, freedom)
    half = z * float(np.sqrt(fixed + beyond.frame))
    plain = Ends(total - half, total + half)
    ends = skewed(total, beyond.frame, fixed, beyond.whole, z) if beyond.frame > 0 else plain
    return Estimated(
        total=max(total, floor),
        low=max(ends.low, floor),
        high=max(ends.high, floor),
        floor=floor,
        v_audit=audit,
        v_design=design,
        v_model=model,
        weight_of_design=trust,
        freedom=freedom,
        v_frame=beyond.frame,
        v_margin=beyond.margin,
        audited=int(reviewed.audited.sum()),
        unresolved=int(reviewed.unresolved.sum()),
        bounds=None,
    )
