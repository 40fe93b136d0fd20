"""Skills asked for in a sector, relative to the economy: never raw, and never ranked when thin.

Every sector asks for communication; what tells one apart is what it asks for more than others do.

    ratio = ((k + a·P) / (n + a)) / P        P = (K + ½) / (N + 1)

k of n documents of the sector ask for a skill, K of N of the whole economy; `a` documents that ask
for it as the economy does stand before any are read, so that one advert makes no speciality. It is
the location quotient with a beta prior; the interval is the posterior's, with P taken as known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

PRIOR = 10.0
"""Documents like the economy's that stand before any is read."""
LEAST = 30
"""Documents below which nothing is ranked or compared (design, section 6)."""


@dataclass(frozen=True)
class Counted:
    """How many of `n` documents ask for each skill, by its id."""

    asked: Mapping[str, int]
    n: int

    def __post_init__(self) -> None:
        if any(not 0 <= k <= self.n for k in self.asked.values()):
            raise ValueError("a skill is asked for by none of the documents, or by up to all")


def counted(asked: Mapping[str, Collection[str]], among: Iterable[str]) -> Counted:
    """How many of some documents ask for each skill.

    Args:
        asked: the different skills a document asks for, by its id; none for one that is not there.
        among: ids of the documents, each once.
    """
    documents = tuple(among)
    return Counted(Counter(skill for d in documents for skill in asked.get(d, ())), len(documents))


def too_few(sector: int, economy: int) -> str | None:
    """Why documents are too few to rank or compare by, or None where they are not.

    Args:
        sector: documents of the sector.
        economy: all documents, those of the sector among them: what is left is compared with.
    """
    if sector < LEAST:
        return "too few adverts of it are held"
    return "too few other adverts are held to compare with" if economy - sector < LEAST else None


@dataclass(frozen=True)
class Relative:
    """One skill: k of the n documents, and how many times the economy's share that is."""

    skill: str
    k: int
    n: int
    ratio: float
    low: float
    high: float


def relative(sector: Counted, economy: Counted, level: float = 0.95) -> tuple[Relative, ...]:
    """Every skill that either asks for, by id; not a ranking.

    Args:
        sector: counts of documents of the sector.
        economy: counts of all documents, those of the sector among them.
        level: of the intervals.

    Raises:
        ValueError: the sector has more documents than the economy it is part of.
    """
    from scipy.special import betaincinv

    if sector.n > economy.n:
        raise ValueError(f"{sector.n} documents of a sector among {economy.n} of the economy")
    made: list[Relative] = []
    for skill in sorted({*sector.asked, *economy.asked}):
        k, base = sector.asked.get(skill, 0), _share(economy, skill)
        yes, no = k + PRIOR * base, sector.n - k + PRIOR * (1 - base)
        low, high = (float(betaincinv(yes, no, q)) / base for q in _tails(level))
        made.append(Relative(skill, k, sector.n, yes / (yes + no) / base, low, high))
    return tuple(made)


def ranked(sector: Counted, economy: Counted) -> tuple[Relative, ...]:
    """Skills by the lower end of the interval, the surest speciality first; nothing under `LEAST`.

    By the lower end, because the largest ratios are those of the rarest skills.
    """
    if sector.n < LEAST:
        return ()
    found = (r for r in relative(sector, economy) if r.k)
    return tuple(sorted(found, key=lambda r: (-r.low, r.skill)))


def shared(first: Counted, second: Counted, economy: Counted) -> tuple[float, float] | None:
    """Which part of each one's excess demand over the economy's the other has too; 0 to 1.

    Excess is how far a smoothed share passes the economy's. Of the first: Σ min(e₁, e₂) / Σ e₁, and
    of the second alike: two readings, as overlap is asymmetric. None where either has fewer
    documents than `LEAST`, or asks for nothing more than the economy does.
    """
    if min(first.n, second.n) < LEAST:
        return None
    one, other = (_excess(c, economy) for c in (first, second))
    both = sum(min(e, other.get(skill, 0.0)) for skill, e in one.items())
    if not sum(one.values()) or not sum(other.values()):
        return None
    return both / sum(one.values()), both / sum(other.values())


def _excess(counted: Counted, economy: Counted) -> dict[str, float]:
    found: dict[str, float] = {}
    for skill, k in counted.asked.items():
        base = _share(economy, skill)
        found[skill] = max((k + PRIOR * base) / (counted.n + PRIOR) - base, 0.0)
    return found


def _share(economy: Counted, skill: str) -> float:
    return (economy.asked.get(skill, 0) + 0.5) / (economy.n + 1)


def _tails(level: float) -> tuple[float, float]:
    return (1 - level) / 2, (1 + level) / 2
