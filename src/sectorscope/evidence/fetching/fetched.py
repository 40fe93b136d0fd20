"""The log of what was fetched: by it the next run asks whether anything has changed.

One line of JSON for each retrieval that ended, beside the catalogue (`evidence/fetched.jsonl`). It
says where an answer came from, without any key, and holds nothing a profile rests on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from sectorscope.evidence import files
from sectorscope.evidence.fetching.ask import Validators
from sectorscope.evidence.snapshots import Catalogue, Snapshot

FILE = "fetched.jsonl"


@dataclass(frozen=True)
class Fetched:
    """One retrieval that ended.

    name: of the snapshot. sha256: of its bytes. address: of its first page. question: a hash of
    the query. edition: what the service said its data are. pages: what to ask each page by, next
    time.
    """

    source: str
    name: str
    sha256: str
    retrieved: str
    address: str
    question: str
    edition: str = ""
    pages: tuple[Validators, ...] = ()
    notes: tuple[str, ...] = ()


def last(study_dir: Path, source: str, name: str) -> Fetched | None:
    """The newest line about a snapshot; None if there is none, or it cannot be read."""
    return next((e for e in _newest_first(study_dir) if (e.source, e.name) == (source, name)), None)


def of(study_dir: Path, snapshot: Snapshot) -> Fetched | None:
    """The newest retrieval that brought a snapshot's bytes; None if a person added them."""
    wanted = (snapshot.source, snapshot.name, snapshot.sha256)
    return next(
        (e for e in _newest_first(study_dir) if (e.source, e.name, e.sha256) == wanted), None
    )


def note(study_dir: Path, entry: Fetched) -> None:
    """Write a line, unless the newest says the same but for its date."""
    before = last(study_dir, entry.source, entry.name)
    if before and _undated(before) == _undated(entry):
        return
    line = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
    files.append_line(study_dir / "evidence" / FILE, line)


def standing(study_dir: Path, source: str, name: str) -> Snapshot | None:
    """The snapshot that stands under a name."""
    current = Catalogue(study_dir).current()
    return next((s for s in current if (s.source, s.name) == (source, name)), None)


def _newest_first(study_dir: Path) -> Iterator[Fetched]:
    for line in reversed(files.lines(study_dir / "evidence" / FILE)):
        if entry := _read(line):
            yield entry


def _undated(entry: Fetched) -> dict[str, object]:
    return {k: v for k, v in asdict(entry).items() if k != "retrieved"}


def _read(line: bytes) -> Fetched | None:
    try:
        said: dict[str, Any] = json.loads(line)
        said["pages"] = tuple(Validators(**p) for p in said["pages"])
        said["notes"] = tuple(said["notes"])
        return Fetched(**said)
    except (ValueError, TypeError, KeyError):
        return None  # a line of a later version: then everything is asked for anew
