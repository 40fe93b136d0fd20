"""Commands in child processes that need not load the product anew: hundreds can be killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.store import killing

CHILD = Path(__file__).with_name("child_warm.py")
CAN_FORK = hasattr(os, "fork")


@dataclass(frozen=True)
class Ran:
    """What a child left behind; calls: how many of its calls changed the disk, if it lived."""

    status: int
    out: str
    err: str
    calls: int

    @property
    def killed(self) -> bool:
        """Whether it was."""
        return self.status == -killing.KILL


class Warm:
    """A process ready to run commands."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process, self._folder = process, folder

    def run(
        self,
        *args: object,
        cwd: Path,
        env: Mapping[str, str] | None = None,
        moment: str = "before",
        nth: int = 0,
        broken: str = "",
    ) -> Ran:
        """Run a command; it dies before, halfway or after its nth call, or never when nth is 0."""
        files = {name: str(self._folder / name) for name in ("out", "err", "calls")}
        Path(files["calls"]).write_text("0", "ascii")
        job = {"args": list(map(str, args)), "cwd": str(cwd), "env": dict(env or {}), **files}
        job |= {"moment": moment, "nth": nth, "broken": broken}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        status = int(self._process.stdout.readline())
        said = {n: Path(files[n]).read_text("utf-8", "replace") for n in files}
        return Ran(status, said["out"], said["err"], int(said["calls"]))


@contextmanager
def warm() -> Iterator[Warm]:
    """Such a process, for as long as it is needed."""
    env = killing.environment() | {"PYTHONUTF8": "1", "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, CHILD],
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Warm(process, Path(folder))
        finally:
            process.communicate()
