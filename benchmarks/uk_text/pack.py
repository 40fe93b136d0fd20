"""Turn marked lines into JSON Lines with offsets, and refuse what the guide does not know.

python benchmarks/uk_text/pack.py FILE.txt [FILE.txt …]    writes FILE.jsonl beside each
python benchmarks/uk_text/pack.py --plain FILE.txt         prints kind and text, marks removed
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LABELS = ("skill", "qualification", "title", "registration", "licence", "check")
FLAGS = ("essential", "desirable", "negated", "difficulty", "training")
NUMBERS = ("level", "scqf", "years")
KINDS = ("advert", "interview")
MARK = re.compile(r"\[\[([^\[\]|]+)\|([^\[\]|]+)(?:\|([^\[\]|]*))?\]\]")


def items(path: Path) -> Iterator[dict[str, Any]]:
    """Each line as kind, text and marks; a wrong line is named by its number."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            kind, marked = line.split("\t", 1)
            if kind not in KINDS:
                raise ValueError(f"kind {kind!r}; expected one of {KINDS}")
            yield {"id": f"{path.stem}-{number:03}", "kind": kind, **unmarked(marked.strip())}
        except ValueError as why:
            raise SystemExit(f"{path.name}:{number}: {why}") from why


def unmarked(marked: str) -> dict[str, Any]:
    """The text without marks, and the marks with offsets in code points."""
    marked = marked.replace("\\n", "\n")
    text, spans, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        words, label, attributes = found.group(1), found.group(2), found.group(3) or ""
        spans.append(span(words, len(text), label, attributes))
        text += words
        last = found.end()
    text += marked[last:]
    if "[[" in text or "]]" in text or "|" in text:
        raise ValueError("a mark is not closed, nested, or has too many parts")
    return {"text": text, "spans": spans}


def span(words: str, start: int, label: str, attributes: str) -> dict[str, Any]:
    """One mark as a span with every attribute."""
    if label not in LABELS:
        raise ValueError(f"label {label!r}; expected one of {LABELS}")
    if words != words.strip():
        raise ValueError(f"{words!r} begins or ends with a space")
    made: dict[str, Any] = {"start": start, "end": start + len(words), "text": words}
    made |= {"label": label, **dict.fromkeys(NUMBERS), **dict.fromkeys(FLAGS, False)}
    for one in filter(None, (a.strip() for a in attributes.split(";"))):
        name, _, value = one.partition("=")
        if name in FLAGS and not value:
            made[name] = True
        elif name in NUMBERS and value.isdigit():
            made[name] = int(value)
        else:
            raise ValueError(f"attribute {one!r}; expected {FLAGS} or {NUMBERS} with a number")
    if made["essential"] and made["desirable"]:
        raise ValueError(f"{words!r} is both essential and desirable")
    return made


def main() -> None:
    plain, names = "--plain" in sys.argv, [a for a in sys.argv[1:] if a != "--plain"]
    for path in map(Path, names):
        made = list(items(path))
        if plain:
            for one in made:
                print(one["kind"], one["text"].replace("\n", "\\n"), sep="\t")
        else:
            lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in made)
            path.with_suffix(".jsonl").write_text(lines, encoding="utf-8")
            print(f"{path.with_suffix('.jsonl')}: {len(made)} items")


if __name__ == "__main__":
    main()
