"""The same question put to scikit-learn: TF-IDF and logistic regression, as one would at once.

    PYTHON_WITH_SCIKIT_LEARN benchmarks/members/peer.py < lines of JSON

Runs in an interpreter of its own, since the project does not depend on scikit-learn: reads texts,
seeds, keywords' hits and truth, reviews the least certain, and prints the F1 of the list.
"""

from __future__ import annotations

import json
import sys

import numpy as np


def main() -> None:
    """Answer each line of standard input."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # pyright: ignore[reportMissingImports]
    from sklearn.linear_model import LogisticRegression  # pyright: ignore[reportMissingImports]

    texts = json.loads(sys.stdin.readline())
    matrix = TfidfVectorizer(stop_words="english", sublinear_tf=True).fit_transform(texts)
    for line in sys.stdin:
        asked = json.loads(line)
        truth, rows = np.array(asked["truth"]), np.array(asked["seeds"])
        p, known = np.zeros(len(truth)), np.zeros(len(truth), bool)
        for left in [*[asked["batch"]] * (asked["reviews"] // asked["batch"]), 0]:
            model = LogisticRegression(class_weight="balanced", max_iter=1000)
            labels = truth[rows]
            if labels.min() == labels.max():
                p = np.full(len(truth), labels[0])
            else:
                p = model.fit(matrix[rows], labels).predict_proba(matrix)[:, 1]
            known = np.zeros(len(truth), bool)
            known[rows] = True
            if left:
                rows = np.append(rows, np.argsort(-np.where(known, -1, p * (1 - p)))[:left])
        chosen = np.where(known, truth > 0, p >= 0.5)
        f1 = 2 * (chosen & (truth > 0)).sum() / (chosen.sum() + truth.sum())
        print(json.dumps({"f1": float(f1)}), flush=True)


if __name__ == "__main__":
    main()
