"""Write how often words of job adverts stand in skill spans, and how common they are.

From the spans of SkillSpan's and GREEN's training splits, without sentences that stand in an
evaluation split: two numbers a stem, no text.

    python training/words.py        writes src/sectorscope/data/model/words.npz
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator

import numpy as np

from sectorscope.annotate.stems import Stemmed, number
from training.check_phrases import DATA, HERE

TARGET = HERE.parent / "src" / "sectorscope" / "data" / "model" / "words.npz"
SKILLS = DATA / "skills"
_LEAST = 2  # sentences a stem must stand in
_EDGE = re.compile(r"[\W_]+")


def same(text: str) -> str:
    """What two copies of one sentence have in common."""
    return _EDGE.sub("", text.casefold())


def measured() -> set[str]:
    """Sentences that measure us and may teach nothing."""
    with (SKILLS / "skillspan" / "dev.json").open(encoding="utf-8") as file:
        found = {same(" ".join(json.loads(line)["tokens"])) for line in file}
    for name in ("house", "tech"):
        path = SKILLS / "esco_sentences" / f"{name}_validation_annotations.csv"
        with path.open(encoding="utf-8", newline="") as file:
            found |= {same(row["sentence"]) for row in csv.DictReader(file)}
    return found


def sentences() -> Iterator[list[tuple[str, bool]]]:
    """Words with whether they stand in a span, each sentence once."""
    seen = measured()
    for name in ("skillspan/train.json", "green/train.json"):
        with (SKILLS / name).open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                key = same(" ".join(row["tokens"]))
                if key not in seen:
                    seen.add(key)
                    tags = (row["tags_skill"], row.get("tags_knowledge", row["tags_skill"]))
                    yield [(w, a + b != "OO") for w, a, b in zip(row["tokens"], *tags, strict=True)]


def main() -> None:
    inside, outside, held, count = Counter[str](), Counter[str](), Counter[str](), 0
    for words in sentences():
        count += 1
        stems = [(stem, within) for word, within in words for stem in Stemmed(word).stems()]
        inside.update(stem for stem, within in stems if within)
        outside.update(stem for stem, within in stems if not within)
        held.update({stem for stem, _ in stems})
    share = inside.total() / outside.total()
    kept = sorted((s for s in held if held[s] >= _LEAST), key=number)
    odds = [np.log((inside[s] + share) / (outside[s] + 1) / share) for s in kept]
    np.savez(
        TARGET,
        stem=np.array([number(s) for s in kept], np.int64),
        odds=np.array(odds, np.float32),
        commonness=np.log([held[s] / count for s in kept]).astype(np.float32),
    )
    print(f"{TARGET.name}: {len(kept)} stems of {count} sentences")


if __name__ == "__main__":
    main()
