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
from numpy.typing import NDArray

from sectorscope.sector.learning import bounded, calibration, log_odds, logistic
from sectorscope.sector.margins.skewed import Ends, skewed
from sectorscope.sector.unresolved import for_unresolved, furthest

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

PRIOR = 8.0
"""Observations the model's variance counts for when it is pooled with the audit's own."""
CERTAIN = 1 - 1e-9
"""A chance from which a company was drawn for certain and adds nothing to the variance."""
EQUAL = 1e-9
"""By so much, relatively, a square may exceed that of a recorded headcount."""
_ENOUGH = 5
"""Verified members from which their own headcounts say how far recorded ones are off."""


@dataclass(frozen=True)
class Reviewed:
    """N companies and what the review found; all arrays of shape (N,).

    p: frozen probability (of a share: its expectation). s: headcount it was drawn with, above
    nought; ones, to count businesses. w: weight. known: read before the audit. chance: of being
    audited, nan for the known. audited: read in the audit. z: share in the sector, nan where not
    read or unresolved. verified: headcount found in the review, nan where it was not.
    square: expected square of the headcount (`sector.moments`): s² where it is known.
    """

    p: Floats
    s: Floats
    w: Floats
    known: Flags
    chance: Floats
    audited: Flags
    z: Floats
    verified: Floats
    square: Floats

    @property
    def rest(self) -> Flags:
        """Those of whom the audit is a sample."""
        return ~self.known

    @property
    def unresolved(self) -> Flags:
        """Read, and nobody could tell; who is known to be no part (p of nought) is no question."""
        return (self.known | self.audited) & np.isnan(self.z) & (self.p > 0)

    @property
    def counted(self) -> Flags:
        """Whose headcount is recorded or verified, not only expected."""
        return ~np.isnan(self.verified) | (self.square <= self.s**2 * (1 + EQUAL))

    def settled(self, as_: float) -> Reviewed:
        """With every unresolved company taken as `as_`."""
        return replace(self, z=np.where(self.unresolved, as_, self.z))


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


def recalibrated(r: Reviewed) -> Floats:
    """(N,) p as the audit has it, by its log-odds' slope and shift; nought stays nought.

    Decision 0020; p itself where nobody was audited and told.
    """
    resolved = r.audited & ~np.isnan(r.z)
    on = resolved & (r.p > 0)
    if not on.any():
        return r.p
    weight = 1 / for_unresolved(r, resolved)[on]
    slope, shift = calibration(log_odds(r.p[on]), r.z[on], weight / weight.mean())
    return np.where(r.p > 0, bounded(logistic(slope * log_odds(r.p) + shift)), 0.0)


def _freedom(audit: float, whole: float, information: float) -> float:
    """Welch and Satterthwaite's: the audit's part has PRIOR + information, the others infinite."""
    return (PRIOR + information) * (whole / audit) ** 2 if audit > 0 else float("inf")


def _ends(plain: Estimated) -> Ends:
    return Ends(plain.low, plain.high)


def _plain(reviewed: Reviewed, beyond: Beyond, level: float) -> Estimated:
    held = _Held.of(reviewed)
    total, design = held.total(), held.v_design()
    model, information = held.v_model()
    trust = information / (information + PRIOR) if held.open_.sum() > 1 else 0.0
    audit = trust * design + (1 - trust) * model
    audit += held.v_unknown() + held.v_headcount()
    fixed = audit + beyond.margin
    floor = held.floor()
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


@dataclass(frozen=True)
class _Held:
    """What is reckoned with: chances corrected for the unresolved, and headcounts as found.

    chance: (N,) corrected by classes. resolved: (N,) audited, and could be told.
    """

    reviewed: Reviewed
    chance: Floats
    resolved: Flags

    @classmethod
    def of(cls, r: Reviewed) -> _Held:
        chance = r.chance[r.rest]
        if not (chance > 0).all():
            raise ValueError("a company of the rest has no chance of being audited")
        resolved = r.audited & ~np.isnan(r.z)
        return cls(r, for_unresolved(r, resolved), resolved)

    @cached_property
    def size(self) -> Floats:
        """Headcounts as verified, else as recorded."""
        return np.where(np.isnan(self.reviewed.verified), self.reviewed.s, self.reviewed.verified)

    @cached_property
    def errors(self) -> Floats:
        """How far each resolved company of the audit moves the total: e, in people."""
        r, on = self.reviewed, self.resolved
        return r.w[on] * (self.size[on] * r.z[on] - r.s[on] * r.p[on]) / self.chance[on]

    def total(self) -> float:
        """T; a known company that is unresolved counts by its probability."""
        r = self.reviewed
        z = np.where(np.isnan(r.z), r.p, r.z)
        known = (r.w * self.size * z)[r.known].sum()
        return float(known + (r.w * r.s * r.p)[r.rest].sum() + self.errors.sum())

    def floor(self) -> float:
        """Headcount, recorded or verified, of companies found to be members; unweighted."""
        return float(np.nansum((self.size * self.reviewed.z)[self.reviewed.counted]))

    @cached_property
    def open_(self) -> Flags:
        """Resolved companies of the audit that might not have been drawn."""
        return self.resolved & (np.nan_to_num(self.chance) < CERTAIN)

    def v_design(self) -> float:
        """Σ c(e−ē)², c = (1−π)m/(m−1): systematic sampling from a random order, approximately.

        Hajek's approximation (1964) as Deville wrote it; systematic sampling has no unbiased one.
        """
        chance, e = self.chance[self.open_], self.errors[self.open_[self.resolved]]
        m = len(e)
        if m < 2:  # noqa: PLR2004 - one observation has no spread
            return 0.0
        c = (1 - chance) * m / (m - 1)
        mean = (c * e).sum() / c.sum()
        return float((c * (e - mean) ** 2).sum())

    def v_model(self) -> tuple[float, float]:
        """Σ_rest (1/π−1) w²s²v, and how many observations v_design is worth beside it.

        v is the expected (s*z/s − p)², with p or p recalibrated on the audit, whichever is
        greater. The worth is Satterthwaite's: 2V² over the variance that v_design would have.
        """
        r = self.reviewed
        v, q, spread = self._expected
        rest, chance = r.rest, np.where(r.rest, self.chance, 1.0)
        pull = (r.w * r.s) ** 2
        drawn = ((1 / chance - 1) * pull * v)[rest].sum()
        fourth = spread**2 * (q * (1 - q) ** 4 + (1 - q) * q**4)
        of_design = ((1 - chance) ** 2 / chance**3 * pull**2 * fourth)[rest].sum()
        information = 2 * drawn**2 / of_design if of_design > 0 else 0.0
        return float(drawn), float(information)

    def v_unknown(self) -> float:
        """Of known companies that nobody could tell: no sample of the rest speaks for them."""
        r = self.reviewed
        v, _, _ = self._expected
        return float(((r.w * r.s) ** 2 * v)[r.known & np.isnan(r.z)].sum())

    def v_headcount(self) -> float:
        """Of members whose headcount is only expected: Σ w²z²(m₂ − s²), over π in the audit.

        With s in the place of s*, T misses Σ w·z·(s* − s) over all members whose headcount no
        review finds, drawn or not: of the known that is a sum, of the rest the audit is a sample
        (Horvitz and Thompson 1952). v_model goes on as if headcounts were found: the two together
        are somewhat too much, never too little.
        """
        r, chance = self.reviewed, np.where(self.reviewed.known, 1.0, self.chance)
        on = (r.known | self.resolved) & ~np.isnan(r.z) & ~r.counted
        return float(((r.w * r.z) ** 2 * (r.square - r.s**2) / chance)[on].sum())

    @cached_property
    def _expected(self) -> tuple[Floats, Floats, Floats]:
        """E(s*z/s − p)² of each company, the likelier probability, and E(s*/s)² of members."""
        r = self.reviewed
        q = np.maximum(r.p, recalibrated(r))
        ratio, square = self._off()
        v = np.maximum(*(square * one - 2 * ratio * one * r.p + r.p**2 for one in (r.p, q)))
        return np.maximum(v, 0.0) * self._of_shares(), q, square

    def _off(self) -> tuple[Floats, Floats]:
        """E(s*/s) and E(s*/s)² of members; of recorded headcounts as those verified say."""
        r = self.reviewed
        ratio, square = np.ones(len(r.p)), r.square / r.s**2
        recorded = square <= 1 + EQUAL
        told = recorded & ~np.isnan(r.verified) & (np.nan_to_num(r.z) > 0)
        if told.sum() >= _ENOUGH:
            seen = r.verified[told] / r.s[told]
            ratio[recorded], square[recorded] = seen.mean(), (seen**2).mean()
        return ratio, square

    def _of_shares(self) -> float:
        """E z²/E z of members: 1 unless some are so in part, when the spread is less."""
        z = self.reviewed.z[~np.isnan(self.reviewed.z)]
        return float((z**2).sum() / z.sum()) if z.sum() > 0 else 1.0
