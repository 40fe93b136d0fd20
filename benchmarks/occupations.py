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
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.text.occupations import (
    ESCO,
    SEED,
    Asked,
    Occupation,
    encoder,
    held_out,
    of_esco,
    of_soc,
    vocabulary,
    volume1_parts,
)  # fmt: skip
from sectorscope.annotate.occupations import Titles
from sectorscope.annotate.occupations_folding import title
from sectorscope.annotate.occupations_text import Occupations
from sectorscope.concepts import load, soc

ADVERTS = Path(__file__).parent / "uk_text" / "whole"
DEEP = 40
Array = np.ndarray


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


def print_no_titles(indexes: dict[str, Titles]) -> None:
    """How often what is no title is told to be sure: labels of ESCO's skills."""
    skills = random.Random(1).sample(load(ESCO).skills(), 1_500)
    print("\nLabels of 1,500 skills asked as titles; share told to be sure:")
    for name, titles in indexes.items():
        sure = [any(one.sure for one in titles.rank(skill.label, 1)) for skill in skills]
        print(f"  {name}: {np.mean(sure):.3f}")


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
    indexes: dict[str, Titles] = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SECTORSCOPE_CACHE"] = folder
        for lane in ("lexical", "with vectors")[: 1 + given.vectors]:
            embed = None if lane == "lexical" else encoder().embed
            indexes = {
                f"ESCO, {lane}": Titles(vocabulary(kept, "esco"), embed),
                f"SOC 2020, {lane}": Titles(soc.vocabulary(), embed),
            }
            for (name, made), questions in zip(indexes.items(), (held, asked), strict=True):
                found[name] = measure(made, questions, esco if questions is held else of_soc())
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
        print_no_titles(indexes)
        print_text()
        print_start(f"{folder}/fresh")
    print(MEANS)


if __name__ == "__main__":
    main()
