"""The sentences that measure: development splits of public benchmarks, and our own of the UK."""

from __future__ import annotations

import ast
import csv
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.text.metrics import Span, of_tags, same

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SECTORSCOPE_DATA") or ROOT.parent / "shared" / "data")
ESCO = DATA / "esco" / "esco-v1.1.0-classification-en-csv.zip"
"""The version that the labels refer to."""
UK = ROOT / "benchmarks" / "uk_text"

NO_LABEL = frozenset({"", "UNK", "LABEL NOT PRESENT", "UNDERSPECIFIED"})
"""What annotators wrote where ESCO has no label: no label itself."""
_EDGE = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Labelled:
    """A sentence and the preferred labels that people gave to any part of it.

    bare: parts of it that they marked and for which they found no label in ESCO.
    """

    text: str
    gold: frozenset[str]
    bare: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tagged:
    """A sentence in words, with the spans of both layers."""

    words: tuple[str, ...]
    skill: tuple[Span, ...]
    knowledge: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words, a blank between."""
        return " ".join(self.words)

    @property
    def places(self) -> list[tuple[int, int]]:
        """Start and end of each word in the text."""
        made, at = list[tuple[int, int]](), 0
        for word in self.words:
            made.append((at, at + len(word)))
            at += len(word) + 1
        return made


def development() -> dict[str, list[Labelled]]:
    """Each development set by name."""
    house, tech = (_annotated(name) for name in ("house", "tech"))
    return {
        "HOUSE": house,
        "TECH": tech,
        "HOUSE and TECH": house + tech,
        "SkillSkape": _skillskape(),
    }


def _annotated(name: str) -> list[Labelled]:
    """Sentences in the file's order, each once with all its labels."""
    found: dict[str, set[str]] = {}
    bare: dict[str, set[str]] = {}
    path = DATA / "skills" / "esco_sentences" / f"{name}_validation_annotations.csv"
    for row in _csv(path):
        text, label = row["sentence"], same(row["label"])
        found.setdefault(text, set()).add(label)
        held = bare.setdefault(text, set())
        held |= {row["span"]} if label in NO_LABEL and row["span"] else set()
    return [
        Labelled(text, frozenset(labels - NO_LABEL), frozenset(bare[text]))
        for text, labels in found.items()
    ]


def _skillskape() -> list[Labelled]:
    rows = _csv(DATA / "skills" / "skillskape" / "dev.csv")
    pairs = ((row["sentence"], map(same, ast.literal_eval(row["skills"]))) for row in rows)
    return [Labelled(text, frozenset(labels) - NO_LABEL) for text, labels in pairs]


def spans() -> list[Tagged]:
    """SkillSpan's development sentences without those that repeat its training split."""
    folder = DATA / "skills" / "skillspan"
    seen = {_folded(row) for row in _lines(folder / "train.json")}
    return [_tagged(row) for row in _lines(folder / "dev.json") if _folded(row) not in seen]


def _folded(row: dict[str, Any]) -> str:
    """What two copies of one sentence have in common, as in `training/words.py`."""
    return _EDGE.sub("", " ".join(row["tokens"]).casefold())


def _tagged(row: dict[str, Any]) -> Tagged:
    skill, knowledge = (tuple(of_tags(row[f"tags_{name}"])) for name in ("skill", "knowledge"))
    return Tagged(tuple(row["tokens"]), skill, knowledge)


def uk(half: str) -> list[dict[str, Any]]:
    """Our labelled items of one half: `dev` or `test.settled`."""
    return list(_lines(UK / f"{half}.jsonl"))


def whole() -> list[str]:
    """Our whole adverts."""
    return [p.read_text(encoding="utf-8") for p in sorted((UK / "whole").glob("advert_*.txt"))]


def distinct() -> list[str]:
    """Sentences for timing: HOUSE, TECH and SkillSpan's development split, each once."""
    told = [s.text for s in development()["HOUSE and TECH"]] + [s.text for s in spans()]
    return list(dict.fromkeys(told))


def _csv(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
