"""Job titles to occupations: how often right, how sure, how fast.

    python benchmarks/occupations.py [--vectors] [--draws 1000]

ESCO: of every occupation a fifth of the alternative labels, at random under a fixed seed, is taken
out of the index and asked for. A title that, folded, is also the label or another name of that
occupation left in the index is no test and is dropped. Right is a first occupation, or one of the
first five, whose ISCO unit group is that of the occupation the title was taken from. Coefficients
were fitted on the index side alone (`training/occupations.py`).

SOC 2020: related job titles of ONS's volume 1 against the unit groups and job titles that ship. The
part that is asked was never looked at, neither for the titles nor for the coefficients.

Intervals are a bootstrap over occupations (ESCO) or unit groups (SOC). CPU-seconds are of one
thread.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.occupations import EMBEDDED, Titles
from sectorscope.annotate.occupations_folding import title
from sectorscope.annotate.occupations_text import Occupations
from sectorscope.concepts import Concept, Vocabulary, load, soc
from sectorscope.concepts.columns import of
from sectorscope.concepts.soc_files import load_volume1

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("SECTORSCOPE_DATA") or ROOT.parent / "shared" / "data")
ESCO = DATA / "esco" / "esco-v1.1.1-classification-en-csv.zip"
VOLUME1 = DATA / "classifications" / "soc2020_vol1.xlsx"
ADVERTS = ROOT / "benchmarks" / "uk_text" / "whole"
SHARE, SEED, DEEP = 0.2, 20, 40
Array = np.ndarray
Asked = list[tuple[str, int]]


class Occupation(NamedTuple):
    """names: the label first."""

    concept: str
    code: str
    names: list[str]


def of_esco(path: Path) -> list[Occupation]:
    found = load(path).occupations()
    return [Occupation(c.id, c.code, [c.label, *c.alternatives]) for c in found]


def of_soc() -> list[Occupation]:
    found = soc.vocabulary().occupations()
    return [Occupation(c.id, c.code, [c.label, *c.alternatives]) for c in found]


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


class Measured(NamedTuple):
    """Of each test title: its occupation; whether the first is right, by code and itself; whether
    one of five occupations and one of five codes is; what was told, and whether it was sure."""

    cluster: Array
    first: Array
    itself: Array
    five: Array
    codes: Array
    told: Array
    sure: Array
    speed: float


def measure(titles: Titles, held: Asked, gold: Sequence[Occupation]) -> Measured:
    rows = []
    for text, at in held:
        found = titles.rank(text, DEEP)
        code, distinct = gold[at].code, list(dict.fromkeys(r.code for r in found))
        rows.append((
            at,
            distinct[:1] == [code],
            [r.concept for r in found[:1]] == [gold[at].concept],
            code in [r.code for r in found[:5]],
            code in distinct[:5],
            found[0].group if found else 0.0,
            bool(found and found[0].sure),
        ))  # fmt: skip
    before = time.process_time()
    for text, _ in held[:1_000]:
        titles.rank(text, 5)
    speed = len(held[:1_000]) / (time.process_time() - before)
    cluster, *rest = (np.array(column) for column in zip(*rows, strict=True))
    first, itself, five, codes, told, sure = rest
    return Measured(cluster, first, itself, five, codes, told, sure, speed)


def interval(values: Array, cluster: Array, draws: int) -> tuple[float, float]:
    """Of a mean, by resampling whole clusters."""
    _, at = np.unique(cluster, return_inverse=True)
    sums, counts = np.bincount(at, values), np.bincount(at)
    drawn = np.random.default_rng(SEED).integers(0, len(sums), (draws, len(sums)))
    low, high = np.quantile(sums[drawn].sum(1) / counts[drawn].sum(1), [0.025, 0.975])
    return float(low), float(high)


def told(values: Array, cluster: Array, draws: int) -> str:
    low, high = interval(values.astype(float), cluster, draws)
    return f"{values.mean():.3f} ({low:.3f} to {high:.3f})"


def print_accuracy(found: dict[str, Measured], draws: int) -> None:
    columns = ("titles", "top-1", "top-5: occupations", "top-5: groups", "the occupation itself")
    print(f"\n| index | {' | '.join(columns)} | titles per CPU-second |")
    print("|---" * 7 + "|")
    for name, m in found.items():
        cells = [told(v, m.cluster, draws) for v in (m.first, m.five, m.codes, m.itself)]
        print(f"| {name} | {len(m.first):,} | {' | '.join(cells)} | {m.speed:,.0f} |")


def print_sure(found: dict[str, Measured], draws: int) -> None:
    print('\n"Sure": the group was told with a probability at which nine in ten were right.\n')
    print("| index | share that is sure | of these right | of the rest right |\n|---|---|---|---|")
    for name, m in found.items():
        right = [told(m.first[at], m.cluster[at], draws) for at in (m.sure, ~m.sure)]
        print(f"| {name} | {told(m.sure, m.cluster, draws)} | {' | '.join(right)} |")


def print_reliability(found: dict[str, Measured]) -> None:
    print("\nReliability: titles by the probability told for their group; how many, mean, right.\n")
    print(f"| told | {' | '.join(found)} |")
    print("|---" * (len(found) + 1) + "|")
    for low in range(10):
        cells: list[str] = []
        for m in found.values():
            at = np.minimum(m.told * 10, 9).astype(int) == low
            right = f"{at.sum():,}: {m.told[at].mean():.2f}, {m.first[at].mean():.2f}"
            cells.append(right if at.any() else "none")
        print(f"| {low / 10:.1f} to {low / 10 + 0.1:.1f} | {' | '.join(cells)} |")


def print_spelt(m: Measured, held: Asked, draws: int) -> None:
    known = {title(name).full for o in of_soc() for name in o.names}
    spelt = np.array([title(text).full in known for text, _ in held])
    for which, at in (("spelt as a title that ships", spelt), ("others", ~spelt)):
        right = told(m.first[at], m.cluster[at], draws)
        print(f"  {which}: {at.sum()} titles, top-1 {right}")


def print_text() -> None:
    """What a search for titles costs in whole adverts, and in long and ugly texts."""
    adverts = [path.read_text(encoding="utf-8") for path in sorted(ADVERTS.glob("*.txt"))]
    found = Occupations(load(ESCO))
    texts = {"whole adverts and interviews": adverts}
    for size in (1_000, 10_000, 100_000):
        texts[f"the same put together, {size:,} characters"] = [(" ".join(adverts) * 5)[:size]]
        texts[f'"as a team leader" again and again, {size:,}'] = [
            ("as a team leader " * size)[:size]
        ]
    print("\n| titles in text, ESCO and SOC | ms per 2,400 characters |\n|---|---|")
    for name, read in texts.items():
        spent = []
        for _ in range(max(5, 400_000 // sum(map(len, read)))):
            before = time.process_time()
            for text in read:
                found.annotate(text)
            spent.append(time.process_time() - before)
        print(f"| {name} | {np.median(spent) / sum(map(len, read)) * 2_400e3:.2f} |")


def print_start(folder: str) -> None:
    os.environ["SECTORSCOPE_CACHE"] = folder
    read = load(ESCO)
    print("\nESCO's occupations, from nothing and from the cache:")
    for what, made in (("text", Occupations), ("ranking, after that", lambda v: Titles(v).index)):
        spent = []
        for _ in range(4):
            before = time.perf_counter()
            made(read)
            spent.append(time.perf_counter() - before)
        print(f"  {what}: first {spent[0]:.2f} s, then {min(spent[1:]):.3f} s")


MEANS = """
What this shows. ESCO: that a title which ESCO's editors would give to an occupation is led to its
ISCO unit group. Such titles are close relatives of those left in the index; an employer's are
wilder, and nothing is said of the groups of SOC, which cut the world of work otherwise (nurses are
six unit groups in SOC 2020 and one in ISCO). SOC: that titles ONS gives as examples are led to
their group by titles written without them. They are examples, not adverts, many with a qualifier
that fixes the group ("Machinist (rope, twine mfr)"), some against common use ("mechanical engineer"
is a fitter unless "professional"). Whoever codes to SOC should load ONS's coding index beside."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Job titles to occupations.")
    parser.add_argument("--vectors", action="store_true", help="with the encoder too")
    parser.add_argument("--draws", type=int, default=1_000)
    given = parser.parse_args()
    esco = of_esco(ESCO)
    kept, held = held_out(esco, SEED)
    asked = volume1_parts()[2]
    found: dict[str, Measured] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SECTORSCOPE_CACHE"] = folder
        for lane in ("lexical", "with vectors")[: 1 + given.vectors]:
            embed = None if lane == "lexical" else encoder().embed
            made = Titles(vocabulary(kept, "esco"), embed)
            found[f"ESCO, {lane}"] = measure(made, held, esco)
            made = Titles(soc.vocabulary(), embed)
            found[f"SOC 2020, {lane}"] = measure(made, asked, of_soc())
        print_accuracy(found, given.draws)
        if given.vectors:
            for scheme in ("ESCO", "SOC 2020"):
                a, b = (found[f"{scheme}, {lane}"] for lane in ("lexical", "with vectors"))
                gain = told(b.first * 1.0 - a.first, a.cluster, given.draws)
                print(f"\n{scheme}, paired: vectors add {gain} to top-1")
        print_sure(found, given.draws)
        print_reliability(found)
        print("\nSOC 2020, lexical:")
        print_spelt(found["SOC 2020, lexical"], asked, given.draws)
        print_text()
        print_start(f"{folder}/fresh")
    print(MEANS)


if __name__ == "__main__":
    main()
