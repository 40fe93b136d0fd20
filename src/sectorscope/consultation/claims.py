"""What may be said of the sector from those consulted: one claim on one count, if asked for.

The profile's first sentence is always what the consulted said. A second one, about the sector, is
a claim: a word of quantity with its threshold, chosen with its question before answers are seen.
It is issued where three gates let it pass, each one-sided and written down below:

1. the bound: Clopper-Pearson, at `LEVEL`; hypergeometric for a declared true random sample, at the
   population's upper limit; Korn-Graubard when stratified. For a majority or a minority, the
   posterior under Jeffreys' prior at `POSTERIOR`; its p-value is one minus that posterior, so the
   two say the same. (Clopper-Pearson's is never smaller: this one is not exact, and leans on 2.)
2. the sceptics: a posterior of `SCEPTIC_LEVEL` under each of four published priors, one of which
   expects the share *at* the threshold, with the weight of `SCEPTIC_WEIGHT` businesses.
3. Benjamini-Hochberg at `FALSE_DISCOVERY` over all M claims examined, M fixed before answers are
   seen. What fails one of the first two enters it as 1, which keeps its guarantee.

Why the sceptics: the third gate bounds false rejections, not the share of issued claims that are
true, which sinks as true shares crowd about the threshold: of single majorities at n = 8, the prior
that expects it there has 94 % true, and those of 7 of 8 only 93 %. The second bounds that share
itself. Under each of its priors and any mixture of them, shares independent, every issued claim
is true with at least its level, whatever n, M and the rest decide. Where true shares lie nearer
the threshold than the priors have them, fewer are true.
No constant was fitted to a simulation; `benchmarks/claims.py` prints what they yield.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sectorscope.consultation.bounds import (
    KINDS,
    LEVEL,
    SCEPTIC_LEVEL,
    UNREAD,
    Kind,
    Reading,
    of_finite,
    of_many,
)
from sectorscope.statistics import intervals
from sectorscope.statistics.multiplicity import benjamini_hochberg
from sectorscope.statistics.selection import r_star
from sectorscope.statistics.stratified import FEWEST, Effective, Stratum, effective

FALSE_DISCOVERY = 0.05

Why = Literal["", "too_few_asked", "thin_stratum", "bound", "sceptic", "multiplicity"]
"""The gate a claim did not pass, the first of them; empty where it is issued."""


@dataclass(frozen=True)
class Asked:
    """A claim that somebody asked for: a kind, on a question or one code of it."""

    question: str
    code: str
    kind: str


@dataclass(frozen=True)
class Counted:
    """The claim's count: k of n, and the same by stratum where the design is stratified."""

    asked: Asked
    k: int
    n: int
    strata: tuple[Stratum, ...] = ()


@dataclass(frozen=True)
class Design:
    """How the businesses came to be asked.

    sample: `consulted`, they took part because they would, and bounds assume a random sample of a
    large sector; `random`, they were drawn at random from `population` (its upper limit);
    `stratified`, as consulted, by strata whose sizes are known.
    """

    sample: Literal["consulted", "random", "stratified"] = "consulted"
    population: int | None = None

    def __post_init__(self) -> None:
        if (self.population is not None) != (self.sample == "random"):
            raise ValueError("a population's upper limit goes with a random sample, and only there")


CONSULTED = Design()


@dataclass(frozen=True)
class Examined:
    """A claim that was examined, issued or not.

    shown: Wilson's interval, for display; None where nobody was asked. bound, method, level: the
    gating bound, lower or upper as the kind's side is. p, adjusted: of the bound's gate, and after
    multiplicity over `examined` claims. sceptic: the least posterior of the second gate. r_star:
    how many times the odds of taking part undo the claim, of those who said so (for an upper side,
    of those who did not).
    """

    asked: Asked
    k: int
    n: int
    shown: intervals.Interval | None
    bound: float
    method: str
    level: float
    p: float
    sceptic: float
    adjusted: float
    examined: int
    issued: bool
    why: Why
    r_star: float


def examine(
    counts: Iterable[Counted], examined: int, design: Design = CONSULTED
) -> tuple[Examined, ...]:
    """Put each claim to the gates, in the order given.

    Args:
        counts: the claims asked for, each with its count.
        examined: M, how many claims were fixed before the answers were seen; those that are not
            among `counts` count as examined and not supported.
        design: how the businesses came to be asked.

    Raises:
        ValueError: a claim comes twice or is of no known kind, more claims than were fixed, or a
            count that cannot be or does not fit the design.
    """
    held = tuple(counts)
    _check(held, examined)
    readings = [_read(counted, design) for counted in held]
    gates: list[Why] = [_gate(c, reading) for c, reading in zip(held, readings, strict=True)]
    p_values = [1.0 if why else r.p for why, r in zip(gates, readings, strict=True)]
    after = benjamini_hochberg(p_values, examined, FALSE_DISCOVERY)
    return tuple(
        _examined(counted, reading, why, adjusted, examined)
        for counted, reading, why, adjusted in zip(
            held, readings, gates, after.adjusted, strict=True
        )
    )


def _check(counts: Sequence[Counted], examined: int) -> None:
    if unknown := {c.asked.kind for c in counts} - set(KINDS):
        raise ValueError(f"{min(unknown)!r} is no kind of claim; there are {', '.join(KINDS)}")
    if len({c.asked for c in counts}) < len(counts):
        raise ValueError("a claim on one count is examined once")
    if len(counts) > examined:
        raise ValueError(f"{len(counts)} claims were asked for and {examined} fixed beforehand")


def _read(counted: Counted, design: Design) -> Reading:
    """The claim's reading under the design; nothing where nobody was asked."""
    kind, k, n = KINDS[counted.asked.kind], counted.k, counted.n
    if not 0 <= k <= n:
        raise ValueError("k of n needs k from nought to n")
    if n and bool(counted.strata) != (design.sample == "stratified"):
        raise ValueError("strata go with a stratified design, and only there")
    if n == 0 or _is_thin(counted):
        return UNREAD
    if counted.strata:
        worth = _worth(kind, counted)
        return of_many(kind, worth.k, worth.n, designed=True)
    said = k if kind.side == "lower" else n - k
    if design.population is not None:
        return of_finite(kind, said, n, design.population)
    return of_many(kind, said, n)


def _is_thin(counted: Counted) -> bool:
    """Whether a stratum has too few asked to show its variance, or none at all."""
    return any(s.n < FEWEST for s in counted.strata)


def _worth(kind: Kind, counted: Counted) -> Effective:
    """What the strata are worth, counting those the claim counts."""
    if (sum(s.k for s in counted.strata), sum(s.n for s in counted.strata)) != (
        counted.k,
        counted.n,
    ):
        raise ValueError("the strata of a count sum to it")
    upper = kind.side == "upper"
    turned = (Stratum(s.n - s.k if upper else s.k, s.n, s.population) for s in counted.strata)
    return effective(turned, LEVEL, "lower")


def _gate(counted: Counted, reading: Reading) -> Why:
    """The first gate that a claim does not pass by itself."""
    kind = KINDS[counted.asked.kind]
    if counted.n < kind.least:
        return "too_few_asked"
    if _is_thin(counted):
        return "thin_stratum"
    if reading.p > intervals.tail(kind.level, "lower"):
        return "bound"
    return "" if reading.sceptic >= SCEPTIC_LEVEL else "sceptic"


def _examined(
    counted: Counted, reading: Reading, why: Why, adjusted: float, examined: int
) -> Examined:
    kind = KINDS[counted.asked.kind]
    bound = reading.bound if kind.side == "lower" else 1 - reading.bound
    why = why or ("" if adjusted <= FALSE_DISCOVERY else "multiplicity")
    return Examined(
        asked=counted.asked,
        k=counted.k,
        n=counted.n,
        shown=intervals.wilson(counted.k, counted.n) if counted.n else None,
        bound=bound,
        method=reading.method,
        level=kind.level,
        p=reading.p,
        sceptic=reading.sceptic,
        adjusted=adjusted,
        examined=examined,
        issued=not why,
        why=why,
        r_star=r_star(bound, kind.limit, kind.side),
    )
