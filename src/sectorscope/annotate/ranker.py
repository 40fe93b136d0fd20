"""From features to a probability, and back to what each feature added.

Logistic regressions, fitted by `training/ranker.py`; coefficients ship as JSON. There is one for
each set of features that can be at hand: phrases alone, phrases and what is near, and both with
the encoder's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from sectorscope.annotate.stems import Array
from sectorscope.errors import VocabularyError

PLACES = 4
"""Scores are rounded to four places, contributions too (design, section 1)."""


@dataclass(frozen=True)
class Logistic:
    """A regression on named features.

    names: of the features, in order. weights, intercept: of the log-odds. threshold: the
    probability from which a concept is returned.
    """

    names: tuple[str, ...]
    weights: Array
    intercept: float
    threshold: float

    def logits(self, features: Array) -> Array:
        """Log-odds, (rows,), of features (rows, len(names))."""
        return features @ self.weights + self.intercept

    def why(self, features: Array) -> list[dict[str, float]]:
        """What each feature adds to the log-odds of each row; `base` is what stands without any."""
        base = round(self.intercept, PLACES)
        added = np.round((features * self.weights).astype(np.float64), PLACES).tolist()
        return [
            {"base": base, **{n: a for n, a in zip(self.names, row, strict=True) if a}}
            for row in added
        ]


def probability(logits: Array) -> Array:
    """Of log-odds."""
    return 1 / (1 + np.exp(-logits))


@cache
def logistic(name: str, names: tuple[str, ...]) -> Logistic:
    """The regression of that name, as it ships.

    Args:
        name: `phrases`, `near` or `full`.
        names: features the caller will give, in order.

    Raises:
        VocabularyError: the file that ships is damaged, or of other features.
    """
    try:
        held: Mapping[str, Any] = json.loads(_file().read_text(encoding="utf-8"))[name]
        weights = {str(k): float(v) for k, v in held["weights"].items()}
        made = np.array([weights[n] for n in names], np.float32)
        return Logistic(names, made, float(held["intercept"]), float(held["threshold"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as why:
        raise VocabularyError(
            f"the ranker's coefficients cannot be read ({type(why).__name__}: {why})",
            expected=f"data/model/ranker.json with `{name}` and its features",
            hint="install sectorscope again",
        ) from why


def _file() -> Any:  # noqa: ANN401 - a file within the package, wherever that lies
    return files("sectorscope").joinpath("data/model/ranker.json")
