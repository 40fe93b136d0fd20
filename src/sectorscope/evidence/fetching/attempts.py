"""The log of attempts that brought nothing: by it a profile says that a feed has fallen silent.

One line of JSON for each (`evidence/attempts.jsonl`), about the snapshot that stood and goes on
standing; and one when the service answers again, which lifts it. A feed that never failed has no
line, so that nothing of a study changes with the day it was asked on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from sectorscope.errors import EvidenceRefused, FetchFailed, SectorscopeError
from sectorscope.evidence import files
from sectorscope.evidence.fetching import fetched
from sectorscope.evidence.fetching.faults import Gone, Unanswered
from sectorscope.evidence.snapshots import Snapshot

FILE = "attempts.jsonl"
ANSWERED = "answered"


@dataclass(frozen=True)
class Attempt:
    """One attempt. sha256: of the snapshot that stood. day: ISO date.

    came: how it ended: `silent` (no answer), `gone` (nothing there any more), `refused` (by a
    gate), `failed` otherwise, or `answered`.
    """

    source: str
    name: str
    sha256: str
    day: str
    came: str


@dataclass(frozen=True)
class Trouble:
    """What is amiss with the feed a snapshot came from.

    tried, came: when it was last asked in vain, and how that ended; None if it answered last.
    said: what the publisher says of the series, such as that it is paused; None if nothing.
    """

    tried: str | None = None
    came: str | None = None
    said: str | None = None


def failed(study_dir: Path, source: str, name: str, day: str, why: SectorscopeError) -> None:
    """Keep an attempt that brought nothing, if there is a snapshot that stands in its place.

    A wrong query, or another process at work, is no word on the service, and is not kept.
    """
    came = _came(why)
    standing = fetched.standing(study_dir, source, name)
    if came is not None and standing is not None:
        _note(study_dir, Attempt(source, name, standing.sha256, day, came))


def answered(study_dir: Path, snapshot: Snapshot, day: str) -> None:
    """Lift what was kept of a feed, since it answers again."""
    entry = Attempt(snapshot.source, snapshot.name, snapshot.sha256, day, ANSWERED)
    before = _last(study_dir).get((entry.source, entry.name))
    if before is not None and before.came != ANSWERED:
        _note(study_dir, entry)


def troubles(study_dir: Path, snapshots: Iterable[Snapshot]) -> dict[str, Trouble]:
    """By hash, what is amiss with the feeds of those snapshots whose feed is not well."""
    last = _last(study_dir)
    found = dict[str, Trouble]()
    for snapshot in snapshots:
        attempt = last.get((snapshot.source, snapshot.name))
        amiss = attempt if attempt and attempt.sha256 == snapshot.sha256 else None
        if amiss and amiss.came == ANSWERED:
            amiss = None
        brought = fetched.of(study_dir, snapshot)
        said = " ".join(brought.notes) if brought else ""
        if amiss or said:
            tried = (amiss.day, amiss.came) if amiss else (None, None)
            found[snapshot.sha256] = Trouble(*tried, said or None)
    return found


def fingerprint(study_dir: Path, snapshots: Iterable[Snapshot]) -> str:
    """A hash of what is amiss; the same again when all is well again."""
    amiss = sorted((sha, repr(t)) for sha, t in troubles(study_dir, snapshots).items())
    return sha256(repr(amiss).encode()).hexdigest()


def _came(why: SectorscopeError) -> str | None:
    kinds = ((Unanswered, "silent"), (Gone, "gone"), (EvidenceRefused, "refused"))
    other = "failed" if isinstance(why, FetchFailed) else None
    return next((word for kind, word in kinds if isinstance(why, kind)), other)


def _note(study_dir: Path, entry: Attempt) -> None:
    if _last(study_dir).get((entry.source, entry.name)) != entry:
        line = json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True)
        files.append_line(study_dir / "evidence" / FILE, line)


def _last(study_dir: Path) -> dict[tuple[str, str], Attempt]:
    """The newest line about each feed."""
    entries = (_read(line) for line in files.lines(study_dir / "evidence" / FILE))
    return {(e.source, e.name): e for e in entries if e}


def _read(line: bytes) -> Attempt | None:
    try:
        return Attempt(**json.loads(line))
    except (ValueError, TypeError):
        return None  # a line of a later version
