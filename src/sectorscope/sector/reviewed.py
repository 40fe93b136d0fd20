"""Companies as the audit left them, and what it says of those nobody read.

Chances corrected for the unresolved, headcounts as found, probabilities as the audit recalibrates
them: every total over them (`sector.estimator`, `sector.joint`) reckons with the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector.learning import bounded, calibration, log_odds, logistic
from sectorscope.sector.unresolved import for_unresolved

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


def recorded(size: Floats, square: Floats) -> Flags:
    """(N,) whose headcount is a known figure, not only expected (`sector.moments`)."""
    return square <= size**2 * (1 + EQUAL)


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
        return ~np.isnan(self.verified) | recorded(self.s, self.square)

    def settled(self, as_: float) -> Reviewed:
        """With every unresolved company taken as `as_`."""
        return replace(self, z=np.where(self.unresolved, as_, self.z))


def recalibrated(r: Reviewed) -> Floats:
    """(N,) p as the audit has it, by its log-odds' slope and shift; nought stays nought.

    Decision 0020; p itself where nobody was audited and told.
    """
    resolved = r.audited & ~np.isnan(r.z)
    return moved(r, for_unresolved(r, resolved), resolved)


def moved(r: Reviewed, chance: Floats, resolved: Flags) -> Floats:
    """(N,) the same by those who are resolved, with chances corrected for those who are not."""
    on = resolved & (r.p > 0)
    if not on.any():
        return r.p
    weight = 1 / chance[on]
    slope, shift = calibration(log_odds(r.p[on]), r.z[on], weight / weight.mean())
    return np.where(r.p > 0, bounded(logistic(slope * log_odds(r.p) + shift)), 0.0)


def hajek(chance: Floats, errors: Floats) -> float:
    """Σ c(e−ē)², c = (1−π)m/(m−1): systematic sampling from a random order, approximately.

    Hajek's approximation (1964) as Deville wrote it; systematic sampling has no unbiased one.

    Args:
        chance: (m,) of companies that might not have been drawn.
        errors: (m,) how far each moves the total.
    """
    m = len(errors)
    if m < 2:  # noqa: PLR2004 - one observation has no spread
        return 0.0
    c = (1 - chance) * m / (m - 1)
    mean = (c * errors).sum() / c.sum()
    return float((c * (errors - mean) ** 2).sum())


@dataclass(frozen=True)
class Held:
    """What is reckoned with: chances corrected for the unresolved, and headcounts as found.

    chance: (N,) corrected by classes. resolved: (N,) audited, and could be told.
    """

    reviewed: Reviewed
    chance: Floats
    resolved: Flags

    @classmethod
    def of(cls, r: Reviewed, resolved: Flags | None = None) -> Held:
        """Of a review; resolved where another ruling than z decides it.

        Raises:
            ValueError: a company of the rest has no chance of being audited.
        """
        if not (r.chance[r.rest] > 0).all():
            raise ValueError("a company of the rest has no chance of being audited")
        told = r.audited & ~np.isnan(r.z) if resolved is None else resolved
        return cls(r, for_unresolved(r, told), told)

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

    def pooled(self, design: float, drawn: float, worth: float) -> tuple[float, float]:
        """The two variances as one, and how much that of the sample counts (decision 0020)."""
        trust = worth / (worth + PRIOR) if self.open_.sum() > 1 else 0.0
        return trust * design + (1 - trust) * drawn, trust

    def v_design(self, errors: Floats) -> float:
        """Of the sample itself, by how far each resolved company moves the total."""
        open_ = self.open_[self.resolved]
        return hajek(self.chance[self.resolved][open_], errors[open_])

    def v_model(self, v: Floats, fourth: Floats) -> tuple[float, float]:
        """Σ_rest (1/π−1) w²s²v, and how many observations v_design is worth beside it.

        The worth is Satterthwaite's: 2V² over the variance that v_design would have.

        Args:
            v: (N,) expected square of what an audit would correct, over s.
            fourth: (N,) its expected fourth power.
        """
        r = self.reviewed
        rest, chance = r.rest, np.where(r.rest, self.chance, 1.0)
        pull = (r.w * r.s) ** 2
        drawn = ((1 / chance - 1) * pull * v)[rest].sum()
        of_design = ((1 - chance) ** 2 / chance**3 * pull**2 * fourth)[rest].sum()
        return float(drawn), float(2 * drawn**2 / of_design if of_design > 0 else 0.0)

    def v_unknown(self, v: Floats, z: Floats) -> float:
        """Of known companies that nobody could tell: no sample of the rest speaks for them."""
        r = self.reviewed
        return float(((r.w * r.s) ** 2 * v)[r.known & np.isnan(z)].sum())

    def v_headcount(self, z: Floats) -> float:
        """Of members whose headcount is only expected: Σ w²z²(m₂ − s²), over π in the audit.

        With s in the place of s*, T misses Σ w·z·(s* − s) over all members whose headcount no
        review finds, drawn or not: of the known that is a sum, of the rest the audit is a sample
        (Horvitz and Thompson 1952). v_model goes on as if headcounts were found: the two together
        are somewhat too much, never too little.
        """
        r, chance = self.reviewed, np.where(self.reviewed.known, 1.0, self.chance)
        on = (r.known | self.resolved) & ~np.isnan(z) & ~r.counted
        return float(((r.w * z) ** 2 * (r.square - r.s**2) / chance)[on].sum())

    @cached_property
    def expected(self) -> tuple[Floats, Floats]:
        """E(s*z/s − p)² of each company, with p or p as the audit has it; and its fourth power."""
        r = self.reviewed
        q = np.maximum(r.p, recalibrated(r))
        ratio, square = self.off
        v = np.maximum(*(square * one - 2 * ratio * one * r.p + r.p**2 for one in (r.p, q)))
        fourth = square**2 * (q * (1 - q) ** 4 + (1 - q) * q**4)
        return np.maximum(v, 0.0) * self._of_shares(), fourth

    @cached_property
    def off(self) -> tuple[Floats, Floats]:
        """E(s*/s) and E(s*/s)² of members; of recorded headcounts as those verified say."""
        r = self.reviewed
        ratio, square = np.ones(len(r.p)), r.square / r.s**2
        known = recorded(r.s, r.square)
        told = known & ~np.isnan(r.verified) & (np.nan_to_num(r.z) > 0)
        if told.sum() >= _ENOUGH:
            seen = r.verified[told] / r.s[told]
            ratio[known], square[known] = seen.mean(), (seen**2).mean()
        return ratio, square

    def _of_shares(self) -> float:
        """E z²/E z of members: 1 unless some are so in part, when the spread is less."""
        z = self.reviewed.z[~np.isnan(self.reviewed.z)]
        return float((z**2).sum() / z.sum()) if z.sum() > 0 else 1.0
