"""Occupations with titles taken out of them: what `benchmarks/occupations.py` asks.

`training/occupations.py` fits on the same draws, on the side that is not asked.
"""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.occupations import EMBEDDED
from sectorscope.annotate.occupations_folding import title
from sectorscope.concepts import Concept, Vocabulary, load, soc
from sectorscope.concepts.columns import of
from sectorscope.concepts.soc_files import load_volume1

DATA = Path(os.environ.get("SECTORSCOPE_DATA") or Path(__file__).parents[3] / "shared" / "data")
ESCO = DATA / "esco" / "esco-v1.1.1-classification-en-csv.zip"
VOLUME1 = DATA / "classifications" / "soc2020_vol1.xlsx"
SHARE, SEED = 0.2, 20
Array = np.ndarray
Asked = list[tuple[str, int]]
"""Titles, each with the place of the occupation that is right."""


class Occupation(NamedTuple):
    """names: the label first."""

    concept: str
    code: str
    names: list[str]


def of_esco(path: Path) -> list[Occupation]:
    return _of(load(path))


def of_soc() -> list[Occupation]:
    return _of(soc.vocabulary())


def _of(read: Vocabulary) -> list[Occupation]:
    return [Occupation(c.id, c.code, [c.label, *c.alternatives]) for c in read.occupations()]


def held_out(occupations: Sequence[Occupation], seed: int) -> tuple[list[Occupation], Asked]:
    """What stays in the index, and the titles taken out with the place of their occupation."""
    drawn = random.Random(seed)
    kept: list[Occupation] = []
    held: Asked = []
    for at, (concept, code, names) in enumerate(occupations):
        others = names[1:]
        drawn.shuffle(others)
        out, stay = others[: round(SHARE * len(others))], others[round(SHARE * len(others)) :]
        spelt = {title(name).full for name in (names[0], *stay)}
        kept.append(Occupation(concept, code, [names[0], *stay]))
        held += [(name, at) for name in dict.fromkeys(out) if title(name).full not in spelt]
    return kept, held


def side(occupations: Sequence[Occupation]) -> list[Occupation]:
    """What is left of the occupations when the test titles are out."""
    return held_out(occupations, SEED)[0]


def volume1_parts() -> list[Asked]:
    """Related job titles of volume 1, each with the place of its unit group, in three parts.

    The first half was looked at while the titles that ship were written, and coefficients were
    fitted on it; a fifth said how sure; what is left was never seen.
    """
    place = {code: at for at, code in enumerate(soc.unit_groups())}
    pairs = sorted({(t, g.code) for g in load_volume1(VOLUME1) for t in g.titles})
    random.Random(2020).shuffle(pairs)
    asked = [(t, place[code]) for t, code in pairs]
    half, seven = len(asked) // 2, len(asked) * 7 // 10
    return [asked[:half], asked[half:seven], asked[seven:]]


@cache
def encoder() -> Encoder:
    return Encoder()


def meanings(occupations: Sequence[Occupation], titles: Sequence[str]) -> Array:
    """Likeness of meaning of titles to occupations, (titles, occupations), as `Titles` has it."""
    few = sum(len(o.names) for o in occupations) <= EMBEDDED
    names = [o.names if few else o.names[:1] for o in occupations]
    asked, held = (
        encoder().embed([title(text).bare or text for text in texts])
        for texts in (titles, chain.from_iterable(names))
    )
    first = np.cumsum([0, *(len(of) for of in names[:-1])])
    return np.maximum.reduceat(asked @ held.T, first, axis=1)


def vocabulary(occupations: Sequence[Occupation], scheme: str) -> Vocabulary:
    """Occupations as a vocabulary of their own, so that what is measured is the product's class."""
    concepts = of(
        Concept(o.concept, o.names[0], "occupation", tuple(o.names[1:]), code=o.code)
        for o in occupations
    )
    digest = sha256(repr(occupations).encode()).hexdigest()
    return Vocabulary(scheme, "held out", "", concepts, digest)
