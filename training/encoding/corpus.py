"""What the encoder may learn from, read from the data folder, without a sentence that measures.

ESCO names and descriptions, SkillSkape, SkillSpan and Green train splits, and the phrases and
sentences written beside this folder. A sentence that stands, folded, in a validation or
development split is dropped from every one of them.
"""

from __future__ import annotations

import ast
import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

csv.field_size_limit(10_000_000)  # the alternative labels of one skill pass csv's own limit

NO_LABEL = frozenset({"UNK", "LABEL NOT PRESENT", "UNDERSPECIFIED", ""})
"""What annotators wrote where ESCO has no label: no label itself."""


@dataclass(frozen=True)
class Concept:
    """One ESCO skill: its preferred label, all other names, and what it is."""

    label: str
    others: tuple[str, ...]
    description: str
    knowledge: bool


@dataclass(frozen=True)
class Labelled:
    """A sentence and the preferred labels somebody gave to it as a whole."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Marked:
    """A sentence with characters `start:end` that mean a label (None where ESCO has none)."""

    text: str
    spans: tuple[tuple[int, int, str | None], ...]


@dataclass(frozen=True)
class Tagged:
    """A sentence in words with one row of B, I, O a layer."""

    words: tuple[str, ...]
    layers: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """The words, a blank between."""
        return " ".join(self.words)


def fold(text: str) -> str:
    """The form in which two sentences count as the same: casefolded letters and digits alone."""
    return "".join(c for c in text.casefold() if c.isalnum())


def concepts(data: Path, version: str = "1.1.0") -> list[Concept]:
    """The skills of an ESCO zip in label order, one a preferred label."""
    path = data / "esco" / f"esco-v{version}-classification-en-csv.zip"
    found: dict[str, Concept] = {}
    with zipfile.ZipFile(path) as archive:
        inside = next(n for n in archive.namelist() if n.endswith("skills_en.csv"))
        with archive.open(inside) as raw:
            for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8")):
                label = _single(row["preferredLabel"])
                found.setdefault(label, _concept(label, row))
    return [found[label] for label in sorted(found)]


def _concept(label: str, row: dict[str, str]) -> Concept:
    others = {_single(name) for name in row["altLabels"].split("\n")}
    kept = tuple(sorted(name for name in others if name and fold(name) != fold(label)))
    about = _single(row["description"] or row["definition"])
    return Concept(label, kept, about, row["skillType"] == "knowledge")


def withheld(data: Path) -> frozenset[str]:
    """Folded sentences of every split that measures."""
    skills = data / "skills"
    found: set[str] = set()
    for name in ("house", "tech"):
        rows = _csv(skills / "esco_sentences" / f"{name}_validation_annotations.csv")
        found.update(fold(row["sentence"]) for row in rows)
    found.update(fold(row["sentence"]) for row in _csv(skills / "skillskape" / "dev.csv"))
    for folder in ("skillspan", "green"):
        lines = _lines(skills / folder / "dev.json")
        found.update(fold(" ".join(line["tokens"])) for line in lines)
    return frozenset(found)


def skillskape(path: Path, without: frozenset[str] = frozenset()) -> list[Labelled]:
    """Sentences with their labels; `UNK` alone leaves a sentence with none."""
    rows = ((row["sentence"], ast.literal_eval(row["skills"])) for row in _csv(path))
    return [
        Labelled(text, tuple(dict.fromkeys(x for x in labels if x not in NO_LABEL)))
        for text, labels in rows
        if fold(text) not in without
    ]


def esco_sentences(path: Path) -> list[Labelled]:
    """Validation sentences in file order, one each, with the labels given to any of their spans."""
    found: dict[str, list[str]] = {}
    for row in _csv(path):
        found.setdefault(row["sentence"], []).append(row["label"])
    return [
        Labelled(text, tuple(dict.fromkeys(x for x in labels if x not in NO_LABEL)))
        for text, labels in found.items()
    ]


def skillspan(path: Path, without: frozenset[str] = frozenset()) -> list[Tagged]:
    """Sentences with the layers skill and knowledge."""
    return list(_tagged(path, ("tags_skill", "tags_knowledge"), without))


def green(path: Path, without: frozenset[str] = frozenset()) -> list[Tagged]:
    """UK advert sentences with one layer: skills, qualifications, experience and more, merged."""
    return list(_tagged(path, ("tags_skill",), without))


def _tagged(path: Path, names: tuple[str, ...], without: frozenset[str]) -> Iterator[Tagged]:
    for line in _lines(path):
        if fold(" ".join(line["tokens"])) not in without:
            yield Tagged(tuple(line["tokens"]), tuple(tuple(line[name]) for name in names))


def phrases(folder: Path, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Phrase and preferred label, of every `*.csv` of the folder that has both columns."""
    rows = (row for path in sorted(folder.glob("*.csv")) for row in _csv(path))
    found = [(row["phrase"], _single(row["label"])) for row in rows if row.get("label")]
    return [pair for pair in found if fold(pair[0]) not in without]


def marked(folder: Path, without: frozenset[str] = frozenset()) -> list[Marked]:
    """Sentences with labelled spans, of every `*.jsonl` of the folder."""
    lines = (line for path in sorted(folder.glob("*.jsonl")) for line in _lines(path))
    return [
        Marked(line["text"], tuple((s["start"], s["end"], _label(s)) for s in line["spans"]))
        for line in lines
        if fold(line["text"]) not in without
    ]


def _single(label: str) -> str:
    """A label as `concepts` has it: ESCO leaves a blank at the end of some."""
    return " ".join(label.split())


def _label(span: dict) -> str | None:
    return _single(span["label"]) if span.get("label") else None


def _csv(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())
