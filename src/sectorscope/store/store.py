"""The runs of one study: which there are, which is current, and writing the next."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from sectorscope.errors import Busy, StoreError
from sectorscope.store.disk import refusing, replace_synced
from sectorscope.store.run import Run, open_run
from sectorscope.store.writer import Writer

KEPT = 10
"""How many runs stay on the disk."""

_WRITING = ".writing-"
_GOING = ".going-"


class Store:
    """The `build` folder of a study; nothing is created until it is locked or written to.

    Args:
        study_dir: The study's folder.
    """

    def __init__(self, study_dir: Path) -> None:
        self._build = study_dir / "build"
        self._runs = self._build / "runs"
        self._current = self._build / "CURRENT"
        self._lock = FileLock(self._build / ".lock")
        self._writing = False

    @contextmanager
    def lock(self, wait: float = 30.0, say: Callable[[str], None] | None = None) -> Generator[None]:
        """Hold the study's one lock; the system lets go of it should the process die.

        Args:
            wait: Seconds to wait while another process holds it.
            say: Told once, in a sentence, if there is anything to wait for.

        Raises:
            Busy: another process still holds the lock after that time.
            StoreError: the build folder cannot be made or locked.
        """
        with refusing("the build folder cannot be made or locked"):
            self._build.mkdir(parents=True, exist_ok=True)
            self._acquire(wait, say)
        try:
            yield
        finally:
            self._lock.release()

    def _acquire(self, wait: float, say: Callable[[str], None] | None) -> None:
        try:
            self._lock.acquire(timeout=0)
            return
        except Timeout:
            if say:
                say("another process is building this study; waiting …")
        try:
            self._lock.acquire(timeout=wait)
        except Timeout as why:
            raise Busy(
                f"another process is building this study and did not finish in {wait:g} seconds",
                hint="again when it has finished",
            ) from why

    def runs(self) -> list[Run]:
        """The complete runs, oldest first."""
        found = [open_run(self._runs / name) for name in self._numbered()]
        return [run for run in found if run]

    def current(self) -> Run | None:
        """The run in use, or None before the first; never one that is half written."""
        named = self._named_current()
        if run := open_run(self._runs / named) if named else None:
            return run
        runs = self.runs()
        return runs[-1] if runs else None

    def run(self, id_prefix: str) -> Run:
        """The run a person means by `0012`, `12` or the start of a number only one run has.

        Raises:
            StoreError: no run or several match.
        """
        runs = self.runs()
        exact = [run for run in runs if run.id == id_prefix.zfill(4)]
        matching = exact or [run for run in runs if id_prefix and run.id.startswith(id_prefix)]
        if len(matching) == 1:
            return matching[0]
        raise StoreError(
            f"{len(matching) or 'no'} runs match {id_prefix!r}",
            expected="one of " + ", ".join(run.id for run in runs) if runs else "",
            hint="" if runs else "`sectorscope build`, which writes the first run",
        )

    @contextmanager
    def begin(self) -> Generator[Writer]:
        """Write a run, under the lock; without a commit nothing of it stays.

        Raises:
            Busy: another process holds the lock.
            StoreError: this store is writing a run already, or the disk refuses.
        """
        with self.lock():
            folder = self._make_folder()
            try:
                yield Writer(folder, self._runs / self._next(), self._swap_in)
            finally:
                self._writing = False
                shutil.rmtree(folder, ignore_errors=True)  # after a commit it has its other name

    def forget(self, keep: Run | None = None) -> int:
        """Remove every run but one, for good; what an erased business said stands in none.

        Args:
            keep: The run that stays; None for none.

        Returns:
            How many were removed.

        Raises:
            Busy: another process holds the lock.
            StoreError: a run cannot be removed.
        """
        with self.lock():
            going = [run for run in self.runs() if keep is None or run.id != keep.id]
            with refusing("an earlier run cannot be removed"):
                if keep is None:
                    self._current.unlink(missing_ok=True)
                for run in going:
                    shutil.rmtree(run.path)
            self._sweep()
        return len(going)

    def _make_folder(self) -> Path:
        if self._writing:
            raise StoreError("a run is being written already", expected="one at a time")
        self._sweep()
        folder = self._runs / f"{_WRITING}{os.getpid()}-{secrets.token_hex(4)}"
        with refusing("a new run cannot be begun"):
            folder.mkdir(parents=True)
        self._writing = True
        return folder

    def _swap_in(self, run: Run) -> None:
        replace_synced(self._current, f"{run.id}\n".encode())
        self._prune()

    def _prune(self) -> None:
        for run in self.runs()[:-KEPT]:
            going = self._runs / f"{_GOING}{run.id}"
            try:  # renamed first: a run half removed must not look like a run
                run.path.rename(going)
            except OSError:  # in use, on Windows; the next commit tries again
                continue
            shutil.rmtree(going, ignore_errors=True)

    def _sweep(self) -> None:
        """Remove what dead processes left; under the lock no living one can have anything here."""
        for prefix in (_WRITING, _GOING):
            for folder in self._runs.glob(f"{prefix}*"):
                shutil.rmtree(folder, ignore_errors=True)

    def _named_current(self) -> str:
        try:
            named = self._current.read_bytes()
        except OSError:
            return ""
        number = named[:-1]  # without its new line it was torn, and the number may be too
        return number.decode() if named.endswith(b"\n") and number.isdigit() else ""

    def _numbered(self) -> list[str]:
        if not self._runs.is_dir():
            return []
        return sorted((p.name for p in self._runs.iterdir() if p.name.isdigit()), key=int)

    def _next(self) -> str:
        numbers = [int(name) for name in self._numbered()]
        return f"{max(numbers, default=0) + 1:04d}"
