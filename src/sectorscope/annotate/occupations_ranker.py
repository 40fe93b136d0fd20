"""Which occupations a title may mean, and how probably: a small regression over likenesses.

Candidates are those that look alike in any lane. A conditional logit over them gives each its
share; a second, plain logit says how often the group of the best is right, and scales the shares.
Both were fitted by `training/occupations.py`; coefficients are data (`occupations/ranker.json`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from sectorscope.annotate.occupations_folding import Title, grams, stems
from sectorscope.annotate.occupations_index import Index
from sectorscope.annotate.stems import Array
from sectorscope.errors import VocabularyError

POOL = 48
"""Candidates that are weighed: the right one is among them for 96 % of held-out titles of ESCO."""

NAMES = (
    "likest name, by letters",
    "label, by letters",
    "all names, by letters",
    "letters of the title found",
    "all names, by words",
    "words of the title found",
    "group, by words",
    "words found in the group",
    "wider group, by words",
    "words found in the wider group",
    "what the person is",
    "a name spelt so",
    "a name spelt so but for rank",
    "every word found",
    "number of names",
)
MEANING = "likeness of meaning to the label"
"""The feature that needs the encoder, after the others."""
SURE = (
    "odds of the best group",
    "words of the title found",
    "all names, by letters",
    "what the person is",
    "a name spelt so",
)
"""What the second logit looks at, of the best candidate."""

_LOOKS = np.array([1.5, 1.5, 1.0, 1.0, 1.0])
"""What the lanes weigh while candidates are gathered; any near these give the same ones."""
_WHOLE = 0.999
_EPSILON = 1e-6


class Weighed(NamedTuple):
    """rows: candidates. features: (rows, names). shares: of each, summing to one."""

    rows: Array
    features: Array
    shares: Array


def gather(index: Index, title: Title, meaning: Array | None = None) -> tuple[Array, Array]:
    """Candidates and their features.

    Args:
        index: of the occupations.
        title: folded.
        meaning: cosine of the title's vector to each label's, where there is an encoder.

    Returns:
        rows (n,), features (n, len(NAMES)), and one more column with `meaning`.
    """
    letters, words = grams(title.bare), stems(title.bare)
    names = index.names.cosine(letters)
    best = index.best(names)
    alike, spelt = index.letters.score(letters)
    said, told = index.words.score(words)
    group, in_group = (scores[index.group] for scores in index.groups.score(words))
    wide, in_wide = (scores[index.wide] for scores in index.wider.score(words))
    looks = [best, alike, said, group, np.zeros(1) if meaning is None else meaning]
    base = sum(weight * look for weight, look in zip(_LOOKS, looks, strict=True))
    rows = _greatest(np.asarray(base), POOL)
    columns = [best, names[index.first], alike, spelt, said, told, group, in_group, wide, in_wide]
    features = [column[rows] for column in columns]
    features += [
        index.has_head(title.head, rows),
        index.spelt_as(title.full, rows),
        index.bare_as(title.bare, rows),
        told[rows] > _WHOLE,
        np.log(index.count[rows]),
    ]
    if meaning is not None:
        features.append(meaning[rows])
    return rows, np.column_stack(features).astype(np.float64)


def _greatest(values: Array, count: int) -> Array:
    """Places of the greatest values, greatest first, ties in order."""
    count = min(count, len(values))
    kept = np.sort(np.argpartition(-values, count - 1)[:count])
    return kept[np.argsort(-values[kept], kind="stable")]


@dataclass(frozen=True)
class Weights:
    """Coefficients.

    names, weights: of the features. sure: of `SURE`, the intercept first. threshold: the
    probability of the group from which a title is told to be sure.
    """

    names: tuple[str, ...]
    weights: Array
    sure: Array
    threshold: float

    def shares(self, features: Array) -> Array:
        """Each candidate's share, (rows,)."""
        logits = features @ self.weights
        odds = np.exp(logits - logits.max())
        return odds / odds.sum()

    def right(self, shares: Array, groups: Array, features: Array) -> float:
        """How probably the group of the best candidate is right."""
        told = regressors(shares, groups, features)
        return float(1 / (1 + np.exp(-(self.sure[0] + told @ self.sure[1:]))))

    def why(self, row: Array) -> dict[str, float]:
        """What each feature adds to a candidate's logit."""
        added = row * self.weights
        return {n: round(float(a), 4) for n, a in zip(self.names, added, strict=True) if a}


def regressors(shares: Array, groups: Array, features: Array) -> Array:
    """What `SURE` names, of the candidate with the greatest share."""
    best = int(np.argmax(shares))
    mass = float(shares[groups == groups[best]].sum())
    odds = np.log((mass + _EPSILON) / (1 - mass + _EPSILON))
    return np.array([odds, *(features[best, NAMES.index(name)] for name in SURE[1:])])


@cache
def weights(kind: str, meaning: bool) -> Weights:
    """The coefficients that ship.

    Args:
        kind: `esco`, which serves every vocabulary of occupations, or `soc`.
        meaning: with the encoder's feature.

    Raises:
        VocabularyError: the file that ships is damaged, or of other features.
    """
    names = (*NAMES, MEANING) if meaning else NAMES
    key = f"{kind} with meaning" if meaning else kind
    try:
        held: Mapping[str, Any] = json.loads(_file().read_text(encoding="utf-8"))[key]
        made = np.array([float(held["weights"][name]) for name in names])
        sure = np.array([float(held["sure"][name]) for name in ("base", *SURE)])
        return Weights(names, made, sure, float(held["threshold"]))
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise _damaged(key, why) from why


@cache
def spelt_score(kind: str) -> float:
    """How often a title spelt as a name of ours means it: `one code`, or `label` of several.

    Measured on ONS's related job titles of SOC 2020 (`training/occupations.py`).

    Raises:
        VocabularyError: the file that ships is damaged.
    """
    try:
        return float(json.loads(_file().read_text(encoding="utf-8"))["spelt"][kind])
    except (OSError, ValueError, KeyError, TypeError) as why:
        raise _damaged("spelt", why) from why


def _damaged(key: str, why: Exception) -> VocabularyError:
    return VocabularyError(
        f"the coefficients for job titles cannot be read ({type(why).__name__}: {why})",
        expected=f"data/occupations/ranker.json with `{key}` and its features",
        hint="install sectorscope again",
    )


def _file() -> Any:  # noqa: ANN401 - a file within the package, wherever that lies
    return files("sectorscope").joinpath("data/occupations/ranker.json")
