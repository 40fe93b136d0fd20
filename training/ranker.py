"""Fit the regressions that turn features into probabilities; write what ships of them.

Fitted on `training/sentences`, ours, labelled. SkillSkape's training split was tried beside them
and left out: it labels what is only implied, and ranked real adverts worse. The validation
sentences of HOUSE and TECH are not read: they measure what comes out (`benchmarks/skills.py`). The
threshold is where set F1 over labelled sentences is highest, out of fold. Needs scikit-learn.

    python -m training.ranker [--esco ZIP]      writes src/sectorscope/data/model/ranker.json
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from sectorscope.annotate import features, ranking
from sectorscope.annotate.candidates import Candidates, from_phrases
from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.indexed import indexed
from sectorscope.annotate.ranker import Logistic, probability
from sectorscope.annotate.skills import Bounds, Skills
from sectorscope.annotate.stems import Stemmed
from sectorscope.concepts import load
from training.check_phrases import ESCO, HERE
from training.words import measured, same

TARGET = HERE.parent / "src" / "sectorscope" / "data" / "model" / "ranker.json"
FOLDS, SEED, C = 5, 20261125, 0.1
THRESHOLDS = np.arange(0.1, 0.7, 0.02)
Array = np.ndarray[Any, Any]


@dataclass
class Sentence:
    """A sentence with its labels, its candidates and their features once made."""

    text: str
    gold: frozenset[str]
    found: Candidates | None = None
    rows: Array | None = None
    features: Array | None = None


def ours() -> list[Sentence]:
    """The sentences that were written for this, each once."""
    made: dict[str, Sentence] = {}
    for path in sorted((HERE / "sentences").glob("*.jsonl")):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            gold = frozenset(_plain(s["label"]) for s in row["spans"] if s["label"])
            made.setdefault(same(row["text"]), Sentence(row["text"], gold))
    return [one for key, one in made.items() if key not in measured()]


def _plain(label: str) -> str:
    return " ".join(label.split())


class Fitting:
    """One run: sentences, the vocabulary, and the regressions as they are fitted."""

    def __init__(self, esco: Path) -> None:
        self.index = indexed(load(esco))
        self.labels = [_plain(label) for label in self.index.labels]
        self.sentences = ours()
        self.made: dict[str, Any] = {}

    def run(self) -> dict[str, Any]:
        for one in self.sentences:
            text = Stemmed(one.text)
            one.found = from_phrases(self.index, text, np.array([0]), np.array([True]))
            one.rows, one.features = one.found.row, one.found.features
        phrases = self.fit("phrases", features.NAMES)
        for one in self.sentences:
            self._near(one, phrases)
        self.fit("near", ranking.NEAR)
        if "--phrases-only" not in sys.argv:
            self._full(phrases)
            self.fit("full", ranking.FULL)
        return self.made

    def _near(self, one: Sentence, phrases: Logistic) -> None:
        assert one.found is not None
        scores = self.index.near.scores(Stemmed(one.text))
        logits = phrases.logits(one.found.features)
        wide = ranking.widened(one.found, logits, ranking.nearest(self.index, scores))
        one.rows = wide.row
        one.features = ranking.of_near(self.index, one.found, wide, scores)

    def _full(self, phrases: Logistic) -> None:
        _write(self.made)
        skills = Skills(self.index, Encoder())
        read = skills.sentences([one.text for one in self.sentences])
        for one, sentence in zip(self.sentences, read, strict=True):
            assert one.found is not None
            bounds = Bounds(0, len(one.text), read=True)
            logits = phrases.logits(one.found.features)
            seen = skills.seen(Stemmed(one.text), bounds, one.found, logits, sentence)
            one.rows, one.features = seen.wide.row, seen.features

    def fit(self, name: str, names: Sequence[str]) -> Logistic:
        """Fit one regression, find its threshold out of fold, keep it under its name."""
        scores = [np.zeros(0)] * len(self.sentences)
        for train, test in KFold(FOLDS, shuffle=True, random_state=SEED).split(self.sentences):
            model = self._regression([self.sentences[i] for i in train], names)
            for i in test:
                scores[i] = probability(model.logits(self.sentences[i].features))
        threshold, f1 = self._threshold(scores)
        model = self._regression(self.sentences, names)
        weights = {n: round(float(w), 5) for n, w in zip(names, model.weights, strict=True)}
        self.made[name] = {
            "threshold": round(float(threshold), 2),
            "intercept": round(model.intercept, 5),
            "weights": weights,
        }
        print(f"{name}: F1 out of fold {f1:.3f} at {threshold:.2f}")
        return model

    def _regression(self, sentences: Sequence[Sentence], names: Sequence[str]) -> Logistic:
        told = [one.features for one in sentences if one.features is not None]
        x = np.concatenate(told)
        y = np.concatenate([self._right(one) for one in sentences])
        mean, spread = x.mean(0), x.std(0) + 1e-6
        fitted = LogisticRegression(C=C, max_iter=5000).fit((x - mean) / spread, y)
        weights = fitted.coef_[0] / spread
        base = float(fitted.intercept_[0] - mean @ weights)
        return Logistic(tuple(names), weights.astype(np.float32), base, 0.5)

    def _right(self, one: Sentence) -> Array:
        assert one.rows is not None
        return np.array([self.labels[r] in one.gold for r in one.rows.tolist()], np.bool_)

    def _threshold(self, scores: Sequence[Array]) -> tuple[float, float]:
        """Where F1 over our labelled sentences is highest."""
        labelled = [(o, p) for o, p in zip(self.sentences, scores, strict=True) if o.gold]
        total = sum(len(o.gold) for o, _ in labelled)
        best = (0.0, 0.0)
        for threshold in THRESHOLDS:
            right = sum(len(self._said(o, p, threshold) & o.gold) for o, p in labelled)
            said = sum(len(self._said(o, p, threshold)) for o, p in labelled)
            best = max(best, (2 * right / (said + total), float(threshold)))
        return best[1], best[0]

    def _said(self, one: Sentence, p: Array, threshold: float) -> frozenset[str]:
        assert one.rows is not None
        return frozenset(self.labels[r] for r in one.rows[p >= threshold].tolist())


def _write(made: dict[str, Any]) -> None:
    TARGET.write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--esco", type=Path, default=ESCO)
    parser.add_argument("--phrases-only", action="store_true")
    fitting = Fitting(parser.parse_args().esco)
    _write(fitting.run())
    print(f"{TARGET.name}: {len(fitting.sentences)} sentences")


if __name__ == "__main__":
    main()
