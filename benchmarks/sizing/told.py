"""Populations with texts, whose membership is known: what the whole procedure is rehearsed on."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from benchmarks.sizing.populations import DATA, headcounts
from sectorscope.annotate.encoder import Encoder
from sectorscope.sector.learning import Block
from sectorscope.sector.membership import texts_only
from sectorscope.sector.phrases import Phrases
from sectorscope.sector.simulate import Population

OF_FRAME = 6_000
"""Companies of South Yorkshire that are drawn, with a headcount, once."""


class Asked(NamedTuple):
    """Companies of an accelerator: which industry is the sector, found by which words, and the
    headcounts' law: log-normal about 4 with sigma, whole numbers, none over 20,000."""

    industry: str
    keywords: str
    sigma: float
    seed: int

    @property
    def name(self) -> str:
        return f"accelerator, {self.industry}, sigma {self.sigma}"


TUNED = (
    (Asked("Healthtech", "health*,medical,patient*,clinic*", 1.7, 1),
     Asked("Cleantech", "clean*,energy,solar,carbon", 1.7, 11)),
    (Asked("Femtech", "women*,fertility,pregnan*,menstru*", 1.7, 1),
     Asked("Space tech", "space,satellite*,orbit*", 1.7, 1)),
)  # fmt: skip
"""The open numbers of the procedure were chosen on these: common, then rare."""
REPORTED = (
    (Asked("HRtech", "hiring,recruit*,employee*,talent", 1.7, 12),
     Asked("Climate tech", "climate,carbon,energy,sustainab*", 1.7, 18),
     Asked("Edtech", "learn*,student*,school*,education*", 2.0, 13),
     Asked("Insurtech", "insur*", 1.4, 14)),
    (Asked("3D printing", "3d print*,additive", 1.7, 15),
     Asked("Legal tech", "legal,law,lawyer*", 1.7, 16),
     Asked("Agtech", "farm*,agricultur*,crop*", 2.0, 17)),
)  # fmt: skip
"""Industries nothing was chosen on, with other headcounts."""


@cache
def _accelerator() -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    path = DATA / "companies" / "techstars_companies.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        held = [json.loads(line) for line in lines]
    texts = tuple(f"{c['name']}. {c['description'] or ''}" for c in held)
    return texts, tuple(frozenset(c["industries"] or ()) for c in held)


@cache
def _blocks(encoder: bool) -> tuple[Block, ...]:
    return tuple(texts_only(_accelerator()[0], Encoder() if encoder else None))


def accelerator(asked: Asked, encoder: bool = True) -> Population:
    texts, industries = _accelerator()
    return Population(
        ids=tuple(map(str, range(len(texts)))),
        texts=texts,
        truth=np.array([asked.industry in i for i in industries], float),
        headcount=headcounts(len(texts), asked.sigma, asked.seed),
        blocks=_blocks(encoder),
        hits=Phrases(asked.keywords.split(",")).hits(texts),
    )


GROUPS = (
    ("food and drink made or served", ("10", "11", "56"), "bakery,cafe,catering,food*,pizza"),
    ("care", ("86", "87", "88"), "care,dental,health*,clinic,pharmacy"),
    ("vehicles sold and mended", ("45",), "cars,motor*,garage,tyre*,vehicle*"),
)


def registered() -> Iterator[tuple[Population, str]]:
    """Companies of a register that say nothing of themselves but a name; their codes are hidden."""
    path = DATA / "companies" / "south_yorkshire_companies_house_2024.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = {r["CompanyNumber"]: r for r in csv.DictReader(lines)}
    held = [r for r in rows.values() if float(r["Employees_thisyear"]) > 0 and r["SIC_5DIGIT_CODE"]]
    chosen = np.sort(np.random.default_rng(3).choice(len(held), OF_FRAME, replace=False))
    held = [held[i] for i in chosen]
    names = tuple(r["CompanyName"] for r in held)
    blocks = tuple(texts_only([""] * len(names), None, names))
    for name, codes, keywords in GROUPS:
        population = Population(
            ids=tuple(r["CompanyNumber"] for r in held),
            texts=names,
            truth=np.array([r["SIC_5DIGIT_CODE"].startswith(codes) for r in held], float),
            headcount=np.array([float(r["Employees_thisyear"]) for r in held]),
            blocks=blocks,
            hits=Phrases(keywords.split(",")).hits(names),
        )
        yield population, f"South Yorkshire, {name}, names only"


def made_up() -> Iterator[tuple[Population, str]]:
    """5,000 companies of twenty features that tell members apart well or badly."""
    for prevalence in (0.2, 0.09, 0.02):
        for apart in (3.0, 1.5):
            for skew in (1.2, 2.0):
                seed = round(1000 * prevalence + 100 * apart + 10 * skew)
                rng = np.random.default_rng(seed)
                truth = (rng.uniform(size=5000) < prevalence).astype(float)
                x = rng.normal(size=(5000, 20))
                x[:, 0] += apart * truth
                x /= np.linalg.norm(x, axis=1).max()
                population = Population(
                    ids=tuple(map(str, range(5000))),
                    texts=("",) * 5000,
                    truth=truth,
                    headcount=headcounts(5000, skew, seed),
                    blocks=(Block("made up", x),),
                    hits=(truth + rng.normal(0, 0.7, 5000)) > 1,
                )
                how = "well" if apart > 2 else "badly"
                yield population, f"made up, {prevalence:.0%}, told apart {how}, sigma {skew}"
