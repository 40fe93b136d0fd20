"""Where pages wait until all are there: a work folder outside the study, safe to be killed in.

A page is written aside, flushed and renamed, under a name that holds the hash of its bytes; what
is found there after any fault is therefore whole. The folder belongs to one query of one study,
and to one edition of the data: pages of another edition are thrown away.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from sectorscope.concepts.cache import folder as cache_folder
from sectorscope.errors import Busy
from sectorscope.evidence import files
from sectorscope.evidence.fetching.ask import NOTHING_KNOWN, Answer, Validators

_EDITION = "edition.json"
_ABANDONED = 30 * 86_400.0  # seconds after which nobody comes back for the rest of an answer


def work_folder() -> Path:
    """Where queries in progress lie: in the user's cache folder."""
    return (cache_folder() or Path(tempfile.gettempdir()) / "sectorscope") / "fetching"


class Spool:
    """Pages of one retrieval.

    Args:
        folder: Made when it is needed; removed by `done`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, *parts: str) -> Spool:
        """The spool that belongs to a study, a source, an address and a question."""
        key = sha256(json.dumps(parts).encode()).hexdigest()[:32]
        return cls(work_folder() / key)

    @contextmanager
    def held(self) -> Generator[None]:
        """Keep others out while pages are added.

        Raises:
            Busy: another process fetches the same.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _prune(self.folder)
        try:
            with FileLock(self.folder.with_suffix(".lock"), timeout=0):
                files.clear_unfinished(self.folder)
                yield
        except Timeout as why:
            raise Busy(
                "another process is fetching the same", hint="wait until it is done"
            ) from why

    def begin(self, edition: str) -> bool:
        """Begin, or go on with, one edition; True if pages of it were there already."""
        line = json.dumps({"edition": edition})
        path = self.folder / _EDITION
        found = path.read_text(encoding="utf-8") if path.exists() else ""
        if found != line:
            self.clear()
            files.keep(path, line.encode())
        return any(self.folder.glob("page-*"))

    def page(self, number: int) -> bytes | None:
        """A page's bytes; None if it is not there, or not as it was written."""
        for path in self.folder.glob(f"page-{number:06d}-*"):
            data = path.read_bytes()
            if path.name.endswith(sha256(data).hexdigest()[:32]):
                return data
        return None

    def put(self, number: int, answer: Answer) -> None:
        """Keep a page; what to ask it by next time comes first, as it is of no use alone."""
        for old in self.folder.glob(f"page-{number:06d}-*"):
            old.unlink(missing_ok=True)
        known = json.dumps(asdict(answer.validators)).encode()
        files.keep(self._known(number), known)
        name = f"page-{number:06d}-{sha256(answer.body).hexdigest()[:32]}"
        files.keep(self.folder / name, answer.body)

    def known(self, number: int) -> Validators:
        """What the service gave to ask a page by."""
        path = self._known(number)
        return Validators(**json.loads(path.read_bytes())) if path.exists() else NOTHING_KNOWN

    def _known(self, number: int) -> Path:
        return self.folder / f"known-{number:06d}.json"

    def clear(self) -> None:
        """Throw the pages away."""
        for path in (*self.folder.glob("page-*"), self.folder / _EDITION):
            path.unlink(missing_ok=True)

    def done(self) -> None:
        """Take the folder away; what it held is evidence now, or refused."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _prune(mine: Path) -> None:
    """Take away what other queries left here and never came back for."""
    for path in mine.parent.iterdir():
        with suppress(OSError):  # another process may be at it too
            old = path.stat().st_mtime < time.time() - _ABANDONED
            if path != mine and path.is_dir() and old:
                shutil.rmtree(path, ignore_errors=True)
