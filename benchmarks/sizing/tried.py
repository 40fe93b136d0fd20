"""What is tried: populations, and who is missing from the frame of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks.sizing.populations import (
    DATA,
    Population,
    accelerator,
    made_up,
    south_yorkshire,
)


class Missing(NamedTuple):
    """Who is missing: a share of all; `uneven` from cell to cell; small ones or others more.

    rounded: the official figures are, as BRES is.
    """

    share: float
    kind: str = "at random"
    rounded: bool = False


def present(
    population: Population, missing: Missing, cell: npt.NDArray[np.int64], rng: np.random.Generator
) -> npt.NDArray[np.bool_]:
    """Which companies the frame holds in one repeat."""
    n, gone = len(population.size), missing.share
    chance = np.full(n, 1 - gone)
    if missing.kind == "uneven":
        by_chance = rng.beta(2, 2 * (1 - gone) / gone, cell.max() + 1)
        chance = 1 - np.minimum(by_chance, 0.95)[cell]
    if missing.kind == "small":
        chance = 1 - np.clip(gone * (population.size / np.median(population.size)) ** -0.5, 0, 0.95)
    if missing.kind == "members 1.3":
        chance = np.where(population.member > 0, 1 - gone, (1 - gone) / 1.3)
    return rng.random(n) < chance


def reported() -> Iterator[tuple[Population, Missing]]:
    """Populations and ways of missing that nothing was chosen on."""
    if DATA.is_dir():
        for name, codes in (
            ("dental and other health (86.2, 86.9)", ("862", "869")),
            ("legal (69.1)", ("691",)),
        ):
            yield south_yorkshire(name, codes), Missing(0.2)
        devices = south_yorkshire("medical devices (32.5)", ("325",))
        yield devices, Missing(0.2)
        yield devices, Missing(0.2, rounded=True)
        for sigma, share in ((1.4, 0.2), (1.7, 0.2), (2.0, 0.2), (1.7, 0.05), (1.7, 0.5)):
            yield accelerator("Cleantech", sigma, 21), Missing(share)
        yield accelerator("Cybersecurity", 1.7, 22), Missing(0.2)
    for prevalence in (0.004, 0.02, 0.09, 0.2):
        yield made_up(prevalence, 1.7, 101), Missing(0.2)
    for law, skew in (("log-normal", 1.4), ("log-normal", 2.0), ("Pareto", 1.2)):
        yield made_up(0.09, skew, 102, law=law), Missing(0.2)
    yield made_up(0.09, 1.7, 104, unlike=0.8), Missing(0.2)
    for missing in (
        Missing(0.05),
        Missing(0.5),
        Missing(0.2, "uneven"),
        Missing(0.2, "small"),
        Missing(0.2, "members 1.3"),
        Missing(0.2, rounded=True),
    ):
        yield made_up(0.09, 1.7, 103), missing


def tuned() -> Iterator[tuple[Population, Missing]]:
    """Populations the method was chosen on; each seed another one."""
    if DATA.is_dir():
        for industry in ("Healthtech", "Femtech", "Edtech", "Gaming", "Fintech", "Insurtech"):
            for seed, sigma in enumerate((1.4, 1.7, 2.0), start=1):
                yield accelerator(industry, sigma, seed), Missing(0.2)
                yield accelerator(industry, sigma, seed), Missing(0.2, "uneven")
        yield south_yorkshire("software (62.01)", ("6201",)), Missing(0.2)
        yield south_yorkshire("food service (56.1)", ("561",)), Missing(0.2)
    for seed, prevalence in enumerate((0.004, 0.02, 0.09, 0.2)):
        for skew in (1.4, 1.7, 2.0):
            yield made_up(prevalence, skew, seed), Missing(0.3)
            yield made_up(prevalence, skew, 50 + seed, unlike=0.8), Missing(0.2)


def whole() -> Iterator[tuple[Population, Missing]]:
    """Populations the whole procedure is tried on."""
    for prevalence in (0.02, 0.09):
        yield made_up(prevalence, 1.7, 111), Missing(0.2)
    yield made_up(0.09, 1.7, 112), Missing(0.4)
    yield made_up(0.09, 1.7, 113), Missing(0.2, rounded=True)
    yield made_up(0.006, 1.7, 114), Missing(0.2)
    if DATA.is_dir():
        yield accelerator("Cleantech", 1.7, 21), Missing(0.2)
