"""How often a claim about the sector is true, once issued: a simulation of whole surveys.

    python benchmarks/claims.py [--surveys 2000] [--seed 20260]

Each survey asks n businesses M questions and puts one claim to each, the kinds in turn. True
shares of the sector are drawn from a prior, answers from them, as if businesses were a random
sample: selection is not simulated, and no gate can see it (r* is printed for it). The gates are
the product's own (`sectorscope.consultation.claims`); nothing in them was fitted to these or to
other draws. Beside them, in the same surveys: the naive wording, which says the word of the
sector whenever it holds of those asked; and the same gates without the sceptics'.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from math import sqrt

import numpy as np

from sectorscope.consultation import bounds, claims
from sectorscope.statistics.multiplicity import benjamini_hochberg

SIZES = (8, 18, 40)
M = 20
SINGLES = 5
"""Times as many surveys where each examines one claim."""
REQUIRED = 0.95
Prior = Callable[[float], tuple[float, float]]


def near(weight: int) -> Prior:
    """A beta with its mean at the threshold, worth so many businesses."""
    return lambda threshold: (weight * threshold, weight * (1 - threshold))


PRIORS: dict[str, Prior] = {
    "uniform, Beta(1, 1): Bayes 1763": lambda _: (1, 1),
    "U-shaped, Beta(½, ½): Jeffreys 1946": lambda _: (0.5, 0.5),
    "central, Beta(2, 2): Agresti & Coull 1998": lambda _: (2, 2),
    "near the threshold, Beta(10t, 10(1−t)): Spiegelhalter et al. 1994": near(10),
}
BEYOND: dict[str, Prior] = {
    "most issues rare, Beta(1, 3)": lambda _: (1, 3),
    "nearer, Beta(20t, 20(1−t))": near(20),
    "nearer still, Beta(40t, 40(1−t))": near(40),
}


@dataclass
class Tally:
    """Claims made, and those of them that were true."""

    made: int = 0
    true: int = 0

    def add(self, truths: list[bool]) -> None:
        """Count some more."""
        self.made += len(truths)
        self.true += sum(truths)

    @property
    def share(self) -> float:
        """The share true; not a number where nothing was said."""
        return self.true / self.made if self.made else float("nan")

    def __str__(self) -> str:
        if not self.made:
            return "none issued"
        error = sqrt(self.share * (1 - self.share) / self.made)
        return f"{100 * self.share:.1f} ± {100 * error:.1f} %"


@dataclass
class Cell:
    """One prior, one size of survey, one M: what three ways of speaking came to."""

    prior: str
    n: int
    m: int
    surveys: int
    issued: Tally = field(default_factory=Tally)
    naive: Tally = field(default_factory=Tally)
    unsceptical: Tally = field(default_factory=Tally)
    kinds: dict[str, Tally] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Issued, of all examined."""
        return self.issued.made / (self.surveys * self.m)


def simulate(name: str, prior: Prior, n: int, m: int, options: argparse.Namespace) -> Cell:
    """Run the surveys of one cell; its draws hang on the seed and the cell alone."""
    surveys = options.surveys * (SINGLES if m == 1 else 1)
    draw = np.random.RandomState([options.seed, n, m, *name.encode()])
    kinds = list(bounds.KINDS.values())
    asked = np.add.outer(np.arange(surveys), np.arange(m)) % len(kinds)
    betas = np.array([prior(kind.limit) for kind in kinds])
    shares = draw.beta(betas[asked, 0], betas[asked, 1])
    counts = draw.binomial(n, shares)
    cell = Cell(name, n, m, surveys)
    for row in zip(asked.tolist(), shares.tolist(), counts.tolist(), strict=True):
        tell(cell, [kinds[a] for a in row[0]], row[1], row[2])
    return cell


def tell(cell: Cell, kinds: list[bounds.Kind], shares: list[float], counts: list[int]) -> None:
    """Put one survey to the gates and to the naive wording, and compare with the truth."""
    asked = [claims.Asked(f"q{j}", "", kind.name) for j, kind in enumerate(kinds)]
    held = [claims.Counted(a, k, cell.n) for a, k in zip(asked, counts, strict=True)]
    examined = claims.examine(held, cell.m)
    truths = [holds(kind, share) for kind, share in zip(kinds, shares, strict=True)]
    cell.issued.add([t for t, e in zip(truths, examined, strict=True) if e.issued])
    words = [says(kind, k, cell.n) for kind, k in zip(kinds, counts, strict=True)]
    cell.naive.add([t for t, word in zip(truths, words, strict=True) if word])
    p_values = [1.0 if e.why in ("too_few_asked", "bound") else e.p for e in examined]
    passes = benjamini_hochberg(p_values, cell.m, claims.FALSE_DISCOVERY).passes
    cell.unsceptical.add([t for t, passed in zip(truths, passes, strict=True) if passed])
    for kind, true, e in zip(kinds, truths, examined, strict=True):
        if e.issued:
            cell.kinds.setdefault(kind.name, Tally()).add([true])


def holds(kind: bounds.Kind, share: float) -> bool:
    """Whether a claim is true of a sector with that share; a draw never lies on the threshold."""
    return (share > kind.limit) == (kind.side == "lower")


@cache
def says(kind: bounds.Kind, k: int, n: int) -> bool:
    """Whether the word holds of those asked, at the n from which it may be used."""
    at_it = Fraction(k, n) == kind.threshold
    return n >= kind.least and (not kind.strict if at_it else holds(kind, k / n))


def cells(priors: dict[str, Prior], m: int, options: argparse.Namespace) -> list[Cell]:
    """Every prior at every size."""
    return [simulate(name, prior, n, m, options) for name, prior in priors.items() for n in SIZES]


def rules() -> None:
    """The thresholds and levels, from the product's own table."""
    print("| claim | sector's share | asked, at least | gate | level, one-sided |")
    print("|---|---|---|---|---|")
    for kind in bounds.KINDS.values():
        sign = {"lower": "over" if kind.strict else "at least", "upper": "under"}[kind.side]
        gate = "posterior under Jeffreys' prior" if kind.by_posterior else "Clopper-Pearson"
        print(f"| {kind.name} | {sign} {float(kind.threshold):.0%} | {kind.least} | {gate}", end="")
        print(f" | {kind.level} |")
    print(f"\nThen for each: a posterior of {bounds.SCEPTIC_LEVEL} under each of the four", end=" ")
    print(
        f"priors (near the threshold with the weight of {bounds.SCEPTIC_WEIGHT} businesses);",
        end="",
    )
    print(f" then Benjamini-Hochberg at {claims.FALSE_DISCOVERY} over all M.\n")


def table(title: str, found: list[Cell]) -> None:
    """Print cells as rows."""
    print(f"{title}\n")
    print("| true shares | n | M | examined | issued | issuance | issued: true |", end="")
    print(" naive: said | naive: true | without the sceptics: true |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for c in found:
        print(f"| {c.prior} | {c.n} | {c.m} | {c.surveys * c.m:,} | {c.issued.made:,}", end="")
        print(f" | {c.rate:.2%} | {c.issued} | {c.naive.made:,} | {c.naive} | {c.unsceptical} |")
    print()


def by_kind(title: str, found: list[Cell]) -> None:
    """Print what was issued of each kind, by size."""
    print(f"{title}\n")
    print("| claim | " + " | ".join(f"n = {n}" for n in SIZES) + " |")
    print("|---|" + "---|" * len(SIZES))
    for name in bounds.KINDS:
        row: list[str] = []
        for n in SIZES:
            tallies = [c.kinds.get(name, Tally()) for c in found if c.n == n]
            whole = Tally(sum(t.made for t in tallies), sum(t.true for t in tallies))
            row.append(f"{whole.made:,}: {whole}" if whole.made else "none issued")
        print(f"| {name} | " + " | ".join(row) + " |")
    print()


def main(arguments: list[str]) -> int:
    """Simulate and print; 1 where what is required does not hold."""
    parser = argparse.ArgumentParser(description="Simulate claims about a sector.")
    parser.add_argument("--surveys", type=int, default=2000, help="surveys a row")
    parser.add_argument("--seed", type=int, default=20260)
    options = parser.parse_args(arguments)
    print(f"{options.surveys:,} surveys a row, {SINGLES} times as many where M = 1; seed", end=" ")
    print(f"{options.seed}; ± is a standard error.\n")
    rules()
    required, single = cells(PRIORS, M, options), cells(PRIORS, 1, options)
    table(f"Required: at least {REQUIRED:.0%} of issued claims true, on every row.", required)
    by_kind("Issued by kind and true, over the four priors (M = 20):", required)
    hardest = [c for c in required if c.prior == list(PRIORS)[-1]]
    by_kind("The same, under the prior near the threshold alone:", hardest)
    table("Required too, where multiplicity does nothing: one claim a survey.", single)
    table("Beyond the priors the gates were made for; not required.", cells(BEYOND, M, options))
    return verdict(required + single)


def verdict(found: list[Cell]) -> int:
    """Print whether what is required holds: silence is not success."""
    short = [c for c in found if c.issued.made and c.issued.share < REQUIRED]
    silent = [c for c in found if not c.issued.made]
    print(f"Required rows: {len(found)}; short of {REQUIRED:.0%}: {len(short)}; ", end="")
    print(f"with nothing issued: {len(silent)}.")
    return 1 if short or silent else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
