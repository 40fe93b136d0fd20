"""An erasure that was begun is finished before anything else is built.

The mark is laid before the first byte is taken out and lifted when the last run is rewritten, so
that a process killed between leaves a study that refuses to build, never one that half forgets.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sectorscope.errors import VaultError

_MARK = "erasing"


def refuse_unfinished(study_dir: Path) -> None:
    """Stop if an erasure was begun and not finished.

    Raises:
        VaultError: one was.
    """
    if _path(study_dir).exists():
        raise VaultError("an erasure was begun and not finished", hint="sectorscope erase --finish")


@dataclass(frozen=True)
class Mark:
    """An erasure under way: whose, of how many files, and how long the audit trail was before."""

    pseudonym: str
    files: int
    audited: int


def pending(study_dir: Path) -> Mark | None:
    """The mark of an unfinished erasure; None if there is none."""
    path = _path(study_dir)
    if not path.exists():
        return None
    pseudonym, files, audited = path.read_text(encoding="ascii").split()
    return Mark(pseudonym, int(files), int(audited))


def begin(study_dir: Path, mark: Mark) -> None:
    """Lay the mark: written aside, flushed, put in place."""
    from sectorscope.store.disk import replace_synced

    text = f"{mark.pseudonym} {mark.files} {mark.audited}\n"
    replace_synced(_path(study_dir), text.encode("ascii"))


def end(study_dir: Path) -> None:
    """Lift the mark."""
    _path(study_dir).unlink(missing_ok=True)


def _path(study_dir: Path) -> Path:
    return study_dir / "vault" / _MARK
