"""Documents in: from a file that lists them, a folder of texts, or standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from sectorscope.annotate.decoding import decoded, lines
from sectorscope.annotate.listed import Document, from_csv, from_json, from_parquet
from sectorscope.errors import TextRefused, UsageError

__all__ = ["KINDS", "Document", "batched", "documents"]

KINDS = ("advert", "course", "company", "interview", "sentence", "title")
"""Kinds of document whose make-up is known; any other is read like an advert."""

STANDARD_INPUT = "-"
JSON_LINES = (".jsonl", ".ndjson", ".json")
TABLES = (".csv", ".tsv")
PARQUET = (".parquet",)
TEXTS = (".txt", ".md", ".html", ".htm")

MOST_DOCUMENTS, MOST_CHARS = 64, 1_000_000
"""Of a batch: enough to make an encoder's while worth it, not so much that memory grows."""

_LIST = "JSON Lines (.jsonl), .csv, .parquet, a folder of .txt, .md and .html files, or -"


def documents(source: str, kind: str = "advert") -> Iterator[Document]:
    """The documents of a file, a folder or standard input (`-`), in order, read as they are drawn.

    A text on its own, or in a folder, is called by its path within it.

    Args:
        source: where they are.
        kind: of documents that do not say.

    Raises:
        UsageError: there is no such file, or it is of no kind that is read.
        TextRefused: while drawing: it is not what it says, and where.
    """
    if source == STANDARD_INPUT:
        return from_json(lines(sys.stdin.buffer, "standard input"), "standard input", kind)
    path = Path(source)
    if path.is_dir():
        return _folder(path, kind)
    if not path.is_file():
        raise UsageError(f"{source} cannot be read", expected=f"a file that is there: {_LIST}")
    suffix = path.suffix.lower()
    if suffix in JSON_LINES:
        return _opened(path, lambda file: from_json(lines(file, path.name), path.name, kind))
    if suffix in TABLES:
        return _opened(path, lambda file: from_csv(lines(file, path.name), path.name, kind))
    if suffix in PARQUET:
        return from_parquet(path, kind)
    if suffix in TEXTS:
        return iter([Document(path.name, _text(path, path.name), kind)])
    raise UsageError(f"{path.name} is of a kind that is not read", expected=_LIST)


def batched(found: Iterable[Document]) -> Iterator[tuple[Document, ...]]:
    """Documents in batches, by their number and length alone; none is empty.

    Raises:
        TextRefused: as `documents`, after a batch of what stands before the fault.
    """
    batch: list[Document] = []
    chars = 0
    try:
        for one in found:
            if batch and (len(batch) == MOST_DOCUMENTS or chars + len(one.text) > MOST_CHARS):
                yield tuple(batch)
                batch, chars = [], 0
            batch.append(one)
            chars += len(one.text)
    except TextRefused:
        if batch:
            yield tuple(batch)
        raise
    if batch:
        yield tuple(batch)


def _folder(folder: Path, kind: str) -> Iterator[Document]:
    found = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*")}
    texts = {n: p for n, p in found.items() if p.suffix.lower() in TEXTS and p.is_file()}
    seen = [n for n in sorted(texts) if not any(part.startswith(".") for part in n.split("/"))]
    if not seen:
        raise TextRefused(
            f"{folder} holds no text", expected=f"files of {', '.join(TEXTS)} in it or below"
        )
    return (Document(name, _text(texts[name], name), kind) for name in seen)


def _text(path: Path, name: str) -> str:
    try:
        return decoded(path.read_bytes(), name)
    except OSError as why:
        raise TextRefused(f"{name} cannot be read ({why.strerror})") from why


def _opened(path: Path, read: Callable[[BinaryIO], Iterator[Document]]) -> Iterator[Document]:
    try:
        with path.open("rb") as file:
            yield from read(file)
    except OSError as why:
        raise TextRefused(f"{path.name} cannot be read ({why.strerror})") from why
