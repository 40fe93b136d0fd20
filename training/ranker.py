"""Fit the regressions that turn features into probabilities; write what ships of them.

Fitted on `training/sentences`, ours, labelled; made probabilities on the validation sentences of
HOUSE and TECH (Platt's two parameters a model: no order among candidates changes by them).
SkillSkape's training split was tried beside ours and left out: it labels what is only implied, and
ranked real adverts worse. The threshold is where set F1 over our labelled sentences is highest, out
of fold. Needs scikit-learn.

    python -m training.ranker [--esco ZIP]      writes src/sectorscope/data/model/ranker.json
"""

from __future__ import annotations

import argparse
import csv
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
from training.check_phrases import DATA, ESCO, HERE
from training.words import measured, same

TARGET = HERE.parent / "src" / "sectorscope" / "data" / "model" / "ranker.json"
REAL = ("house", "tech")
NO_LABELS = {"LABEL NOT PRESENT", "UNDERSPECIFIED"}
FOLDS, SEED, C = 5, 20261125, 0.1
THRESHOLDS = np.arange(0.1, 0.7, 0.02)
Array = np.ndarray[Any, Any]


@dataclass
class Sentence:
    """A sentence with its labels, its candidates and their features once made."""

    text: str
    gold: frozenset[str]
    source: str = ""
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


def real() -> list[Sentence]:
    """The validation sentences of HOUSE and TECH, each once."""
    made: dict[tuple[str, str], set[str]] = {}
    for source in REAL:
        path = DATA / "skills" / "esco_sentences" / f"{source}_validation_annotations.csv"
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                gold = made.setdefault((source, row["sentence"]), set())
                gold |= {_plain(row["label"])} - NO_LABELS
    return [Sentence(text, frozenset(gold), source) for (source, text), gold in made.items()]


def _slope(logits: Array, right: Array) -> tuple[float, float]:
    """Platt's slope and shift: a regression on the log-odds alone."""
    fitted = LogisticRegression(C=1e6).fit(logits[:, None], right)
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def _error(p: Array, right: Array) -> float:
    """Expected calibration error over ten bins of score."""
    bins = np.minimum((p * 10).astype(int), 9)
    return sum(
        abs(p[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
        for b in np.unique(bins)
    )


def _plain(label: str) -> str:
    return " ".join(label.split())


class Fitting:
    """One run: sentences, the vocabulary, and the regressions as they are fitted."""

    def __init__(self, esco: Path) -> None:
        self.index = indexed(load(esco))
        self.labels = [_plain(label) for label in self.index.labels]
        self.own = ours()
        self.real = real()
        self.sentences = [*self.own, *self.real]
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
        scores = [np.zeros(0)] * len(self.own)
        for train, test in KFold(FOLDS, shuffle=True, random_state=SEED).split(self.own):
            model = self._regression([self.own[i] for i in train], names)
            for i in test:
                scores[i] = probability(model.logits(self.own[i].features))
        threshold, f1 = self._threshold(scores)
        model = self._regression(self.own, names)
        slope, shift = self._platt(name, model)
        threshold = probability(slope * np.log(threshold / (1 - threshold)) + shift)
        held = Logistic(
            model.names, model.weights * slope, model.intercept * slope + shift, threshold
        )
        weights = {n: round(float(w), 5) for n, w in zip(names, held.weights, strict=True)}
        self.made[name] = {
            "threshold": round(float(threshold), 4),
            "intercept": round(float(held.intercept), 5),
            "weights": weights,
        }
        print(f"{name}: F1 out of fold {f1:.3f} at {threshold:.2f}")
        return model

    def _platt(self, name: str, model: Logistic) -> tuple[float, float]:
        """Slope and shift that make log-odds probabilities on real adverts.

        Prints the calibration error of each set by what the other one gives.
        """
        sets = [[s for s in self.real if s.source == source] for source in REAL]
        pairs = [self._logits(one, model) for one in sets]
        for at, source in enumerate(REAL):
            slope, shift = _slope(*pairs[1 - at])
            error = _error(probability(slope * pairs[at][0] + shift), pairs[at][1])
            print(f"{name}: calibration error on {source}, fitted on the other, {error:.3f}")
        return _slope(*(np.concatenate(part) for part in zip(*pairs, strict=True)))

    def _logits(self, sentences: Sequence[Sentence], model: Logistic) -> tuple[Array, Array]:
        logits = [model.logits(one.features) for one in sentences]
        return np.concatenate(logits), np.concatenate([self._right(one) for one in sentences])

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
        labelled = [(o, p) for o, p in zip(self.own, scores, strict=True) if o.gold]
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
