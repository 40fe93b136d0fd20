"""Fit the regressions over job titles' likenesses; write `data/occupations/ranker.json`.

    python -m training.occupations [--esco ZIP]

ESCO: on the index side of `benchmarks/occupations.py` alone, whose test titles are never seen. SOC:
on the job titles that ship, and on parts of ONS's related job titles (volume 1) that the benchmark
does not ask; half of them also corrected the codes of some titles that ship.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.text.occupations import (
    ESCO,
    Occupation,
    held_out,
    meanings,
    of_esco,
    of_soc,
    side,
    vocabulary,
    volume1_parts,
)  # fmt: skip
from sectorscope.annotate.occupations import Titles
from sectorscope.annotate.occupations_folding import title
from sectorscope.annotate.occupations_index import index
from sectorscope.annotate.occupations_ranker import (
    MEANING,
    NAMES,
    SURE,
    Weights,
    gather,
    regressors,
)  # fmt: skip

OUT = Path(__file__).parents[1] / "src/sectorscope/data/occupations/ranker.json"
RIDGE, RIDGE_SURE = 1e-3, 2e-3
ACCURACY = 0.9
Array = np.ndarray


class Case(NamedTuple):
    rows: Array
    features: Array
    gold: int


def weighed(
    occupations: Sequence[Occupation], asked: Sequence[tuple[str, int]], vectors: bool
) -> tuple[list[Case], Array]:
    """Candidates of titles in an index of occupations; and the codes of these."""
    codes = [o.code for o in occupations]
    made = index([o.names for o in occupations], codes)
    said = meanings(occupations, [t for t, _ in asked]) if vectors else None
    found = []
    for at, (text, gold) in enumerate(asked):
        rows, features = gather(made, title(text), None if said is None else said[at])
        found.append(Case(rows, features, gold))
    return found, np.array(codes)


def held_and_spelt(
    occupations: Sequence[Occupation], seed: int
) -> tuple[list[Occupation], list[tuple[str, int]]]:
    """Titles taken out of an index, and as many that are in it.

    Without the latter, to be spelt as a name would speak against an occupation: what was taken out
    of one is spelt so in another at best.
    """
    kept, held = held_out(occupations, seed)
    names = [(name, at) for at, o in enumerate(kept) for name in o.names]
    return kept, [*held, *random.Random(seed).sample(names, len(held))]


def fit(found: Sequence[Case]) -> Array:
    """Coefficients of a conditional logit, by maximum likelihood with a ridge."""
    inside = [c for c in found if c.gold in c.rows]
    stacked = np.stack([c.features for c in inside])
    mean, scale = stacked.mean((0, 1)), stacked.std((0, 1)) + 1e-9
    x = (stacked - mean) / scale
    y = np.stack([c.rows == c.gold for c in inside])

    def loss(w: Array) -> tuple[float, Array]:
        s = x @ w
        s -= s.max(1, keepdims=True)
        p = np.exp(s)
        p /= p.sum(1, keepdims=True)
        right = (p * y).sum(1)
        slope = ((p - y)[:, :, None] * x).sum(1).mean(0)
        return -np.log(right).mean() + RIDGE * w @ w, slope + 2 * RIDGE * w

    return minimize(loss, np.zeros(x.shape[2]), jac=True, method="L-BFGS-B").x / scale


def logit(x: Array, y: Array) -> Array:
    """Intercept and coefficients of a logistic regression with a small ridge."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - mean) / scale])

    def loss(w: Array) -> tuple[float, Array]:
        s = z @ w
        ridge = np.r_[0, w[1:]] * RIDGE_SURE
        slope = z.T @ (1 / (1 + np.exp(-s)) - y) / len(z)
        return (np.logaddexp(0, s) - y * s).mean() + ridge @ w / 2, slope + ridge

    w = minimize(loss, np.zeros(z.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = w[1:] / scale
    return np.r_[w[0] - slopes @ mean, slopes]


def sureness(found: Sequence[Case], codes: Array, weights: Array) -> tuple[Array, Array]:
    """What the second logit looks at, and whether the first code is right."""
    made = Weights((), weights, np.zeros(0), 0)
    rows, right = [], []
    for case in found:
        shares = made.shares(case.features)
        rows.append(regressors(shares, codes[case.rows], case.features))
        right.append(codes[case.rows[np.argmax(shares)]] == codes[case.gold])
    return np.array(rows), np.array(right, float)


def threshold(told: Array, right: Array) -> float:
    """The least probability above which `ACCURACY` holds."""
    order = np.argsort(-told)
    running = np.cumsum(right[order]) / np.arange(1, len(right) + 1)
    last = np.flatnonzero(running >= ACCURACY)
    return float(told[order][last[-1]]) if len(last) else 1.0


class Fitted(NamedTuple):
    weights: Array
    sure: Array
    threshold: float
    titles: int


def esco(path: Path, vectors: bool) -> Fitted:
    """How sure: on shares from the other half of the titles; the threshold on those held out."""
    kept, asked = held_and_spelt(side(of_esco(path)), 1)
    found, codes = weighed(kept, asked, vectors)
    halves = found[::2], found[1::2]
    parts = [sureness(b, codes, fit(a)) for a, b in (halves, halves[::-1])]
    x, right = (np.concatenate(part) for part in zip(*parts, strict=True))
    sure = logit(x, right)
    order = np.concatenate([np.arange(len(found))[1::2], np.arange(len(found))[::2]])
    held = order < len(found) // 2
    least = threshold(odds(x, sure)[held], right[held])
    return Fitted(fit(found), sure, least, len(found))


def soc(_: Path, vectors: bool) -> Fitted:
    """Half of volume 1's titles and those that ship: coefficients; a fifth: how sure."""
    first, second, _test = volume1_parts()
    kept, asked = held_and_spelt(of_soc(), 1)
    found = [*weighed(kept, asked, vectors)[0], *weighed(of_soc(), first, vectors)[0]]
    weights = fit(found)
    x, right = sureness(*weighed(of_soc(), second, vectors), weights)
    sure = logit(x, right)
    return Fitted(weights, sure, threshold(odds(x, sure), right), len(found) + len(second))


def spelt(path: Path) -> dict[str, float]:
    """How often a name's one code was right (volume 1's second part); and of names with several
    codes the mean probability of the code of the occupation whose label it is (ESCO)."""
    owners: dict[str, set[str]] = {}
    groups = of_soc()
    for o in groups:
        for name in o.names:
            owners.setdefault(title(name).full, set()).add(o.code)
    asked = [(owners.get(title(t).full, set()), groups[at].code) for t, at in volume1_parts()[1]]
    one = [code in codes for codes, code in asked if len(codes) == 1]
    titles = Titles(vocabulary(of_esco(path), "esco"))
    labels = [
        (name, row)
        for name, at in titles.names.spelt.items()
        if titles.names.is_label(at)
        and len({titles.names.codes[r] for r in titles.names.rows(at)}) > 1
        for row in titles.names.rows(at)[:1]
    ]
    told = [
        sum(r.group for r in titles.rank(name, 1) if r.code == titles.names.codes[row])
        for name, row in labels
    ]
    print("spelt:", len(one), "titles;", len(told), "labels", flush=True)
    return {"one code": round(float(np.mean(one)), 4), "label": round(float(np.mean(told)), 4)}


def odds(x: Array, sure: Array) -> Array:
    return 1 / (1 + np.exp(-(sure[0] + x @ sure[1:])))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--esco", type=Path, default=ESCO)
    given = parser.parse_args()
    made = {}
    for kind, vectors in ((k, v) for k in (esco, soc) for v in (False, True)):
        names = (*NAMES, MEANING) if vectors else NAMES
        got = kind(given.esco, vectors)
        made[kind.__name__ + " with meaning" * vectors] = {
            "weights": dict(zip(names, np.round(got.weights, 4).tolist(), strict=True)),
            "sure": dict(zip(("base", *SURE), np.round(got.sure, 4).tolist(), strict=True)),
            "threshold": round(got.threshold, 4),
            "titles": got.titles,
        }
        print(kind.__name__, vectors, got.titles, round(got.threshold, 3), flush=True)
        OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
    made["spelt"] = spelt(given.esco)
    OUT.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
