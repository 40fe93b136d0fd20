"""Populations of companies whose membership is known, and official figures made from them.

Three kinds. Companies of an accelerator, industries as truth, their industries and countries as
cells, headcounts drawn by a stated law (the file has none). Companies of South Yorkshire, SIC
groups as truth, headcounts as filed. Made-up ones. Figures are the population's own, rounded on
the ladder BRES stands on, and suppressed where a cell has fewer than three companies.
"""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sectorscope.sector.margins import Figure
from sectorscope.sector.margins.sic import ladder
from sectorscope.statistics.rounding import LADDER, TOP_STEP, ladder_interval
from sectorscope.study.sector import DIVISIONS

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SECTORSCOPE_DATA") or ROOT.parent / "shared" / "data")
Floats = npt.NDArray[np.float64]
FEWEST = 3
PLACES = {"United States", "United Kingdom", "Canada", "Israel", "Germany", "France"}


@dataclass(frozen=True)
class Population:
    """N companies, members of the sector among them, and the figures published of them."""

    name: str
    size: Floats
    member: Floats
    areas: tuple[str, ...]
    codes: tuple[str, ...]

    @property
    def truth(self) -> float:
        return float(np.sum(self.size * self.member))

    @property
    def largest(self) -> float:
        """The largest member's share of the truth."""
        return float(np.max(self.size * self.member) / self.truth)

    def figures(self, rounded: bool) -> list[Figure]:
        """Sections and divisions by district, and each district's total."""
        jobs: Counter[tuple[str, str]] = Counter()
        firms: Counter[tuple[str, str]] = Counter()
        for area, code, size in zip(self.areas, self.codes, self.size, strict=True):
            for at in ("", *ladder(code)[:2]):
                jobs[area, at] += size
                firms[area, at] += 1
        return [_published(a, c, jobs[a, c], firms[a, c], rounded) for a, c in sorted(jobs)]


def _published(area: str, code: str, jobs: float, firms: int, rounded: bool) -> Figure:
    if code and firms < FEWEST:
        return Figure(area, code, None, status="suppressed")
    if not rounded:
        return Figure(area, code, jobs)
    value = rung(jobs)
    low, high = ladder_interval(value)
    return Figure(area, code, value, low, high, "normal" if value else "zero")


def rung(jobs: float) -> float:
    """The nearest figure of the ladder."""
    step = next((step for top, step in LADDER if jobs <= top), TOP_STEP)
    return float(round(jobs / step) * step)


def headcounts(n: int, skew: float, seed: int, law: str = "log-normal") -> Floats:
    """Whole numbers of one and more: log-normal about 4 with sigma, or Pareto with an exponent."""
    rng = np.random.default_rng(seed)
    drawn = np.exp(rng.normal(np.log(4), skew, n))
    if law == "Pareto":
        drawn = 1.5 * (1 + rng.pareto(skew, n))
    return np.maximum(1, np.round(np.minimum(drawn, 20_000)))


def accelerator(industry: str, sigma: float, seed: int) -> Population:
    """Companies with an industry as their sector; cells by country and first other industry."""
    path = DATA / "companies" / "techstars_companies.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        held = [json.loads(line) for line in lines]
    others = [[i for i in c["industries"] if i and i != industry] for c in held]
    kinds = sorted({o[0] for o in others if o})
    code = dict(zip(kinds, sorted(DIVISIONS), strict=False))
    place = [(c["location"] or "").split(",")[-1].strip() for c in held]
    return Population(
        f"accelerator, {industry}, sigma {sigma}",
        headcounts(len(held), sigma, seed),
        np.array([industry in c["industries"] for c in held], float),
        tuple(p if p in PLACES else "elsewhere" for p in place),
        tuple(code[o[0]] if o else "99" for o in others),
    )


def south_yorkshire(name: str, codes: tuple[str, ...]) -> Population:
    """Real companies and headcounts; a sector of SIC codes finer than the published divisions."""
    path = DATA / "companies" / "south_yorkshire_companies_house_2024.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = {r["CompanyNumber"]: r for r in csv.DictReader(lines)}
    held = [r for r in rows.values() if float(r["Employees_thisyear"]) > 0 and r["SIC_5DIGIT_CODE"]]
    held = [r for r in held if r["SIC_5DIGIT_CODE"][:2] in DIVISIONS]
    return Population(
        f"South Yorkshire, {name}",
        np.array([float(r["Employees_thisyear"]) for r in held]),
        np.array([r["SIC_5DIGIT_CODE"].startswith(codes) for r in held], float),
        tuple(r["localauthority_code"] for r in held),
        tuple(r["SIC_5DIGIT_CODE"] for r in held),
    )


def made_up(
    prevalence: float, skew: float, seed: int, *, law: str = "log-normal", unlike: float = 0
) -> Population:
    """5,000 companies in 60 cells of unequal size, members unevenly among them.

    unlike: how far sizes differ between industries, standard deviation of their logarithm.
    """
    cells = 60
    rng = np.random.default_rng(seed)
    n, share = 5_000, rng.dirichlet(np.full(cells, 0.7))
    cell = rng.choice(cells, n, p=share)
    rate = rng.beta(1.5 * prevalence / (1 - prevalence) + 0.05, 1.55, cells)
    rate = np.clip(rate * prevalence / np.sum(rate * share), 0, 0.95)
    divisions = sorted(DIVISIONS)
    size = headcounts(n, skew, seed + 10_000, law)
    if unlike:
        size = np.maximum(1, np.round(size * np.exp(rng.normal(0, unlike, cells // 5))[cell // 5]))
    return Population(
        f"made up, {100 * prevalence:g} %, {law} {skew}"
        + (", sizes by industry" if unlike else ""),
        size,
        (rng.random(n) < rate[cell]).astype(float),
        tuple(f"d{c % 5}" for c in cell),
        tuple(divisions[c // 5] for c in cell),
    )
