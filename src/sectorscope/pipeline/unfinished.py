"""An erasure that was begun is finished before anything else is built.

The mark is laid before the first byte is taken out and lifted when the last run is rewritten, so
that a process killed between leaves a study that refuses to build, never one that half forgets.
"""

from __future__ import annotations

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


def pending(study_dir: Path) -> str:
    """The pseudonym of an unfinished erasure; empty if there is none."""
    path = _path(study_dir)
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def begin(study_dir: Path, pseudonym: str) -> None:
    """Lay the mark: written aside, flushed, put in place."""
    from sectorscope.store.disk import replace_synced

    replace_synced(_path(study_dir), pseudonym.encode("ascii"))


def end(study_dir: Path) -> None:
    """Lift the mark."""
    _path(study_dir).unlink(missing_ok=True)


def _path(study_dir: Path) -> Path:
    return study_dir / "vault" / _MARK
