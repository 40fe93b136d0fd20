"""Check the phrases and sentences that teach the annotator: every fault is named, none mended.

Phrases (`*.csv` with `phrase,label`): the label is a preferred label of the vocabulary, the
phrase is neither that label nor an alternative of its concept, and no phrase stands twice.
Phrases without a concept (`*.csv` with `phrase` alone): no name in the vocabulary, nowhere
labelled. Sentences (`*.jsonl`): offsets in code points that lie in the text, do not overlap and
touch no blank edge. Where two files label one phrase differently, that is told, not failed: two
writers may differ, and the trainer should know where.

    python training/check_phrases.py [--esco ZIP] [FILE ...]    default: every file beside this
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
DATA = Path(os.environ.get("SECTORSCOPE_DATA", HERE.parent.parent / "shared" / "data"))
ESCO = DATA / "esco" / "esco-v1.1.0-classification-en-csv.zip"
CELL_LIMIT = 10_000_000
"""Characters a cell may hold; the alternative labels of one skill pass csv's own limit."""

Names = dict[str, set[str]]
"""Preferred label to every name of its concept, casefolded."""


def fold(text: str) -> str:
    """The form in which two phrases count as the same: casefolded, blanks single."""
    return " ".join(text.casefold().split())


def vocabulary(path: Path) -> Names:
    """Preferred labels of the skills in an ESCO zip, each with all its names folded."""
    csv.field_size_limit(CELL_LIMIT)
    names: Names = {}
    with zipfile.ZipFile(path) as archive:
        inside = next(n for n in archive.namelist() if n.endswith("skills_en.csv"))
        with archive.open(inside) as raw:
            for row in csv.DictReader(io.TextIOWrapper(raw, encoding="utf-8")):
                own = [row["preferredLabel"], *row["altLabels"].split("\n")]
                names.setdefault(row["preferredLabel"], set()).update(fold(n) for n in own if n)
    return names


def phrase_faults(rows: Iterable[dict[str, str]], names: Names) -> Iterator[str]:
    """Faults of labelled phrases, each with its line."""
    seen: dict[str, int] = {}
    for line, row in enumerate(rows, 2):
        phrase, label = row["phrase"], row["label"]
        if not phrase or phrase != phrase.strip():
            yield f"{line}: blank at an edge of the phrase {phrase!r}"
        if label not in names:
            yield f"{line}: no such label {label!r}"
        elif fold(phrase) in names[label]:
            yield f"{line}: {phrase!r} is already a name of {label!r}"
        if fold(phrase) in seen:
            yield f"{line}: {phrase!r} stands on line {seen[fold(phrase)]} too"
        seen.setdefault(fold(phrase), line)


def none_faults(rows: Iterable[dict[str, str]], names: Names, labelled: set[str]) -> Iterator[str]:
    """Faults of phrases said to have no concept."""
    known = {n for own in names.values() for n in own}
    seen: set[str] = set()
    for line, row in enumerate(rows, 2):
        phrase = fold(row["phrase"])
        if phrase in known:
            yield f"{line}: {phrase!r} is a name in the vocabulary"
        if phrase in labelled:
            yield f"{line}: {phrase!r} has a label in another file"
        if phrase in seen or not phrase:
            yield f"{line}: {phrase!r} is empty or stands twice"
        seen.add(phrase)


def span_faults(text: str, spans: list[dict[str, object]], names: Names) -> Iterator[str]:
    """Faults of the spans of one sentence."""
    last = 0
    for span in spans:
        start, end, label = span["start"], span["end"], span["label"]
        if not (
            isinstance(start, int) and isinstance(end, int) and last <= start < end <= len(text)
        ):
            yield f"span {start}-{end} overlaps another or leaves the text"
            continue
        if text[start:end] != text[start:end].strip():
            yield f"span {text[start:end]!r} has a blank at an edge"
        if label is not None and label not in names:
            yield f"no such label {label!r}"
        last = end


def sentence_faults(lines: Iterable[str], names: Names) -> Iterator[str]:
    """Faults of labelled sentences, each with its line."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        row = json.loads(line)
        if row["text"] in seen:
            yield f"{number}: the sentence stands on line {seen[row['text']]} too"
        seen.setdefault(row["text"], number)
        for fault in span_faults(row["text"], row["spans"], names):
            yield f"{number}: {fault}"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def labels_clash(files: Iterable[Path]) -> Iterator[str]:
    """Phrases that two files give different labels."""
    first: dict[str, tuple[str, Path]] = {}
    for path in files:
        for row in read_rows(path):
            label, where = first.setdefault(fold(row["phrase"]), (row["label"], path))
            if label != row["label"]:
                here = f"{row['label']!r} in {path.name}"
                yield f"differs: {row['phrase']!r} is {label!r} in {where.name}, {here}"


def is_labelled(path: Path) -> bool:
    """Whether a CSV is one of labelled phrases."""
    return path.suffix == ".csv" and "label" in path.read_text(encoding="utf-8").split("\n", 1)[0]


def faults(path: Path, names: Names, labelled: set[str]) -> list[str]:
    """Faults of one file; prints how much it holds."""
    if path.suffix == ".jsonl":
        lines = path.read_text(encoding="utf-8").splitlines()
        spans = [s["label"] for line in lines for s in json.loads(line)["spans"]]
        empty = sum(not json.loads(line)["spans"] for line in lines)
        _say(
            f"{path.name}: {len(lines)} sentences ({empty} without a span), {len(spans)} spans, "
            f"{spans.count(None)} without a concept, {len(set(spans) - {None})} concepts"
        )
        return list(sentence_faults(lines, names))
    rows = read_rows(path)
    _say(
        f"{path.name}: {len(rows)} phrases, {len({r.get('label') for r in rows} - {None})} concepts"
    )
    check = phrase_faults(rows, names) if is_labelled(path) else none_faults(rows, names, labelled)
    return list(check)


def _say(line: str) -> None:
    """One line to standard output."""
    sys.stdout.write(line + "\n")


def main() -> int:
    """Check the files named, or all; 1 where there is a fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--esco", type=Path, default=ESCO)
    asked = parser.parse_args()
    names = vocabulary(asked.esco)
    everything = sorted([*HERE.glob("phrases/*.csv"), *HERE.glob("sentences/*.jsonl")])
    with_label = [p for p in everything if is_labelled(p)]
    labelled = {fold(row["phrase"]) for p in with_label for row in read_rows(p)}
    found = [f"{p.name}:{f}" for p in asked.files or everything for f in faults(p, names, labelled)]
    _say("\n".join([*labels_clash(with_label), *(found or ["no fault"])]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
