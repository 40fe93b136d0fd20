"""Making a draw: who comes next, with which chance, from which seed.

The seed is a hash of all that the draw is made from, so that nobody can draw until they like it:
the same study at the same point gives the same draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from sectorscope.sector import stages
from sectorscope.sector.review.drawn import SEEDS, A, B, Drawn
from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.material import Floats, Labels, Material, Probabilities

WHY = {
    SEEDS: "seeds: half of them companies with a keyword, half others, at random",
    A: "stage A: the companies whose membership moves the total most",
    B: "stage B: the model is frozen; a systematic sample of all others, in random order",
}


@dataclass(frozen=True)
class Plan:
    """How many are to be reviewed: seeds, and reviews shared between stages A and B."""

    seeds: int = 100
    reviews: int = 200


@dataclass(frozen=True)
class Asked:
    """What is asked of a draw: for which target, of which stage, how many, by which plan."""

    target: str
    stage: str
    n: int
    plan: Plan


def draw(
    asked: Asked, material: Material, rulings: Mapping[str, Ruling], seeds: Drawn | None
) -> Drawn:
    """The draw of a stage, among all that can be drawn and are not known.

    Args:
        asked: target, stage and size.
        material: what companies are reviewed with.
        rulings: what stands so far: these companies are known.
        seeds: the draw of the seeds, whose chances weigh what the model learns from.
    """
    base = _before(asked, material, rulings, seeds)
    seed = int(sha256(f"{asked}\n".encode() + base.data).hexdigest()[:12], 16)
    rng = np.random.default_rng(seed)
    open_ = np.flatnonzero(~base.known)
    pi, order = np.full(len(base.p), np.nan), np.zeros(len(base.p), np.int64)
    if asked.stage == SEEDS:
        found = stages.seeds(_hits(material, asked.target)[open_], asked.n, rng)
        rows, pi[open_] = open_[found.indices], found.every
    elif asked.stage == A:
        rows = stages.stage_a(_standing(base), asked.n)
        pi[rows] = 1.0
    else:
        found = stages.stage_b(_standing(base), asked.n, rng)
        rows, pi = found.indices, found.every
    order[rows] = np.arange(1, len(rows) + 1)
    return replace(base, seed=seed, pi=pi, order=order)


def again(old: Drawn, material: Material) -> Drawn:
    """A draw of seeds or stage A as it was, for a frame or a definition that has changed since.

    The same companies in the same order, so far as they can still be drawn.
    """
    companies = tuple(material.frame.ids[i] for i in material.eligible)
    was = np.array([old.row_of.get(c, -1) for c in companies], np.int64)

    def held(values: Floats) -> Floats:
        return np.where(was < 0, np.nan, np.append(values, np.nan)[was])

    order = np.where(was < 0, 0, np.append(old.order, 0)[was])
    return replace(
        old,
        companies=companies,
        p=held(old.p),
        others={t: held(p) for t, p in old.others.items()},
        s=material.size[material.eligible],
        w=material.w[material.eligible],
        pi=held(old.pi),
        order=order,
        known=np.append(old.known, False)[was],
        square=material.square[material.eligible],
        definition=material.definition.id,
        frame=material.print,
        csv="",
    )


def labels(material: Material, rulings: Mapping[str, Ruling], seeds: Drawn | None) -> Labels:
    """What a model can learn from: every ruling that can be told, of a company of the frame.

    Seeds weigh by the inverse of their chance, so that they stand for all; the others, who were
    chosen, for themselves.
    """
    known = [r for c, r in rulings.items() if not r.unresolved and c in material.row_of]
    rows = np.array([material.row_of[r.company] for r in known], np.int64)
    targets = material.definition.targets
    z = {t: np.array([r.member(t) for r in known], np.float64) for t in targets}
    return Labels(rows, z, np.array([_weight(r.company, seeds) for r in known], np.float64))


def _weight(company: str, seeds: Drawn | None) -> float:
    row = seeds.row_of.get(company) if seeds else None
    if seeds is None or row is None or not seeds.order[row] or not seeds.pi[row] > 0:
        return 1.0
    return 1 / float(seeds.pi[row])


def _before(
    asked: Asked, material: Material, rulings: Mapping[str, Ruling], seeds: Drawn | None
) -> Drawn:
    rows = material.eligible
    companies = tuple(material.frame.ids[i] for i in rows)
    nothing = np.full(len(rows), np.nan)
    p = _probabilities(asked, material, rulings, seeds)
    return Drawn(
        target=asked.target,
        stage=asked.stage,
        companies=companies,
        p=p.pop(asked.target, nothing),
        s=material.size[rows],
        w=material.w[rows],
        pi=nothing,
        order=np.zeros(len(rows), np.int64),
        known=np.array([c in rulings for c in companies], np.bool_),
        square=material.square[rows],
        others=p,
        seeds=asked.plan.seeds,
        reviews=asked.plan.reviews,
        definition=material.definition.id,
        frame=material.print,
    )


def _probabilities(
    asked: Asked, material: Material, rulings: Mapping[str, Ruling], seeds: Drawn | None
) -> dict[str, Floats]:
    """By target, of those that can be drawn; none before there is anything to learn from."""
    if asked.stage == SEEDS:
        return {}
    made = material.classify(labels(material, rulings, seeds))
    return {target: _unseen(made, target)[material.eligible] for target in made.p}


def _unseen(made: Probabilities, target: str) -> Floats:
    """Probabilities; of a labelled company, as predicted without its own label."""
    unseen = made.left_out.get(target)
    return made.p[target] if unseen is None else np.where(np.isnan(unseen), made.p[target], unseen)


def _hits(material: Material, target: str) -> NDArray[np.bool_]:
    """Whether a keyword stands in the text or the name, of those that can be drawn."""
    frame, rows = material.frame, material.eligible
    told = [f"{frame.names[i]}\n{frame.texts[i] or ''}" for i in rows]
    return material.definition.hits(told, target)


def _standing(base: Drawn) -> stages.Standing:
    return stages.Standing(base.p, base.s, base.w, base.known, base.square)
