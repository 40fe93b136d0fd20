"""How far two or more coders agree beyond chance: Krippendorff's alpha for nominal values.

Alpha is 1 − observed / expected disagreement (Krippendorff 2004, Content Analysis, chapter 11).
It takes any number of coders and values that are missing; a unit only one person coded says
nothing of agreement and is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from sectorscope.statistics.intervals import Interval, check_level

RESAMPLES = 1_000
UNDEFINED = 0.05
"""More resamples than this without an alpha (no variation in them), and there is no interval."""

Tally = tuple[tuple[Hashable, int], ...]


@dataclass(frozen=True)
class Agreement:
    """Alpha over the units that two or more coded; None, with `why`, where it is undefined.

    interval: from `resamples` bootstrap samples of units, of which `undefined` had no alpha.
    """

    alpha: float | None
    interval: Interval | None
    why: str
    units: int
    pairable: int
    resamples: int
    undefined: int


def krippendorff_alpha(
    units: Iterable[Sequence[Hashable | None]],
    *,
    seed: int,
    level: float = 0.95,
    resamples: int = RESAMPLES,
) -> Agreement:
    """Agreement on nominal values, one sequence of the coders' values a unit, None for missing.

    The interval is the percentile bootstrap over units, because it is units that stand for
    others; with a dozen of them it is too narrow, as every bootstrap is. Krippendorff's own
    algorithm resamples pairs instead.

    Args:
        units: e.g. business × code; the order of the coders within each does not matter.
        seed: the same gives the same interval, on every machine.
        level: of the interval.
        resamples: bootstrap samples.

    Raises:
        ValueError: the level is none, or there is no resample.
    """
    check_level(level)
    if resamples < 1:
        raise ValueError("a bootstrap needs resamples")
    held = [_tally(unit) for unit in units]
    pairable = [tally for tally in held if sum(count for _, count in tally) > 1]
    why = _why_undefined(pairable)
    alpha = None if why else _alpha(Counter(pairable))
    interval, undefined = None, 0
    if alpha is not None:
        interval, undefined, why = _bootstrap(pairable, seed, level, resamples, alpha)
    return Agreement(alpha, interval, why, len(held), len(pairable), resamples, undefined)


def _tally(unit: Sequence[Hashable | None]) -> Tally:
    """How many coders gave each value, in an order that does not hang on hashes."""
    counts = Counter(value for value in unit if value is not None)
    return tuple(sorted(counts.items(), key=lambda item: (repr(item[0]), item[1])))


def _why_undefined(pairable: Sequence[Tally]) -> str:
    if not pairable:
        return "no unit was coded by two people"
    if len({value for tally in pairable for value, _ in tally}) == 1:
        return "every coder gave one and the same value throughout: no variation to agree about"
    return ""


def _disagreement(tally: Tally) -> float:
    """Ordered pairs of unlike values within the unit, over its coders less one."""
    coders = sum(count for _, count in tally)
    return (coders**2 - sum(count**2 for _, count in tally)) / (coders - 1)


def _alpha(units: Counter[Tally]) -> float:
    """1 − (n−1) · Σ observed / (n² − Σ n_c²), over n values of which n_c are c."""
    totals: Counter[Hashable] = reduce(_add, units.items(), Counter())
    n = totals.total()
    observed = sum(times * _disagreement(tally) for tally, times in units.items())
    return 1 - (n - 1) * observed / (n**2 - sum(count**2 for count in totals.values()))


def _add(totals: Counter[Hashable], item: tuple[Tally, int]) -> Counter[Hashable]:
    tally, times = item
    totals.update({value: times * count for value, count in tally})
    return totals


def _bootstrap(
    pairable: Sequence[Tally], seed: int, level: float, resamples: int, alpha: float
) -> tuple[Interval | None, int, str]:
    """The interval, how many resamples had no alpha, and why there is no interval."""
    import numpy as np

    alphas = _resampled(pairable, seed, resamples)
    defined = alphas[~np.isnan(alphas)]
    undefined = resamples - len(defined)
    if undefined > UNDEFINED * resamples:
        return None, undefined, "too many resamples show no variation: it hangs on a unit or two"
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    interval = Interval(min(float(low), alpha), max(float(high), alpha), level, "bootstrap")
    return interval, undefined, ""


def _resampled(pairable: Sequence[Tally], seed: int, resamples: int):  # noqa: ANN202 (numpy is imported lazily)
    """Alpha of each resample of units; not a number where it has no variation.

    Units that were coded alike are drawn together, as one multinomial. RandomState, not the
    newer generators: its stream is frozen, and a profile must come out the same in five years.
    """
    import numpy as np

    kinds = sorted(Counter(pairable).items(), key=repr)
    values = sorted({value for tally, _ in kinds for value, _ in tally}, key=repr)
    counts = np.array([[dict(tally).get(value, 0) for value in values] for tally, _ in kinds])
    observed = np.array([_disagreement(tally) for tally, _ in kinds])
    share = np.array([times for _, times in kinds]) / len(pairable)
    drawn = np.random.RandomState(seed).multinomial(len(pairable), share, size=resamples)
    totals = drawn @ counts
    n = totals.sum(axis=1)
    unlike = n**2 - (totals**2).sum(axis=1)
    with np.errstate(invalid="ignore"):
        return np.where(unlike == 0, np.nan, 1 - (n - 1) * (drawn @ observed) / unlike)
