"""Child processes that kill themselves at their nth call into the operating system.

As a module it gives `deaths`; run as a script it is the child: it wraps the calls that change
a disk, and then runs the script it was given.
"""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import sectorscope

CALLS = ("fsync", "ftruncate", "link", "mkdir", "open", "rename", "replace", "rmdir", "unlink")
BEFORE, HALFWAY = "before", "halfway"
"""When the child dies: before the nth call, which is after the last, or with half a write done."""

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows os.kill ends a process at once


def environment() -> dict[str, str]:
    """What a child needs in order to find this package and these tests."""
    roots = [Path(sectorscope.__file__).parents[1], Path(__file__).parents[2]]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}


def run(script: Path, *args: object, how: str = BEFORE, nth: int = 0) -> int:
    """Run a script as a child; it dies at its nth call, or never when nth is 0."""
    command = [sys.executable, __file__, how, str(nth), str(script), *map(str, args)]
    child = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert "Traceback" not in child.stderr, child.stderr
    return child.returncode


def deaths(script: Path, prepare: Callable[[str], list[object]], how: str) -> Iterator[str]:
    """Kill the script at its first call, its second …, until it finishes unharmed.

    `prepare` makes a fresh place for each run and gives the script's arguments; after each
    death the place's name is yielded, to look at what is left.
    """
    for nth in count(1):
        name = f"{how}-{nth}"
        if run(script, *prepare(name), how=how, nth=nth) == 0:
            return
        assert nth < 500, "the child never finishes"
        yield name


class _Fate:
    """Counts calls and ends the process at the one that was asked for."""

    def __init__(self, how: str, nth: int) -> None:
        self.how = how
        self.left = nth

    def wrap(self, place: object, name: str, halfway: Callable[..., object] | None = None) -> None:
        plain = getattr(place, name)

        def call(*args: object, **more: object) -> object:
            if self.how == HALFWAY and halfway is None:
                return plain(*args, **more)
            self.left -= 1
            if self.left:
                return plain(*args, **more)
            if halfway and self.how == HALFWAY:
                halfway(plain, *args, **more)
            return os.kill(os.getpid(), KILL)

        setattr(place, name, call)


def _half_a_write(plain: Callable[..., object], descriptor: int, data: bytes) -> None:
    plain(descriptor, data[: len(data) // 2])


def _half_a_table(plain: Callable[..., object], data: object, path: Path, **more: object) -> None:
    plain(data, path, **more)
    os.truncate(path, path.stat().st_size // 2)


def _child(how: str, nth: str, script: str, *args: str) -> None:
    sys.argv = [script, *args]
    fate = _Fate(how, int(nth))
    for name in CALLS:
        fate.wrap(os, name)
    fate.wrap(os, "write", _half_a_write)
    if "store" in Path(script).name:  # a table is written by Arrow, which calls nothing of ours
        import pyarrow.parquet as pq

        fate.wrap(pq, "write_table", _half_a_table)
    runpy.run_path(script, run_name="__main__")


if __name__ == "__main__":
    _child(*sys.argv[1:])
