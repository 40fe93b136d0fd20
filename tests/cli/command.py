"""The command as a person runs it: a real process, whose every word can be looked at."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import sectorscope

SCRIPT = Path(sys.executable).with_name("sectorscope.exe" if os.name == "nt" else "sectorscope")
COMMANDS = (
    *("new", "add", "build", "profile", "trace", "rederive", "diff"),
    *("counts", "withdraw", "review", "note", "release", "erase", "purge"),
    *("annotate", "fetch", "doctor", "size"),
)


@dataclass(frozen=True)
class Done:
    """What a command left behind: status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line a refusal consists of."""
        (line,) = self.err.splitlines()
        return line


def environment(**more: str) -> dict[str, str]:
    """The environment of a child: this package, whatever checkout it is of, and UTF-8."""
    home = str(Path(sectorscope.__file__).parents[1])
    return {**os.environ, "PYTHONPATH": home, "PYTHONUTF8": "1", "NO_COLOR": "1", **more}


def start(*args: object, cwd: Path, module: bool = False, **more: str) -> subprocess.Popen[str]:
    """Begin a command; `module` calls it as `python -m sectorscope.cli`."""
    begin = [sys.executable, "-m", "sectorscope.cli"] if module else [str(SCRIPT)]
    return subprocess.Popen(
        [*begin, *map(str, args)],
        cwd=cwd,
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish(child: subprocess.Popen[str]) -> Done:
    """Wait for it; a traceback is never what a person should see."""
    out, err = child.communicate(timeout=120)
    assert "Traceback" not in out + err, err
    return Done(child.returncode, out, err)


def run(*args: object, cwd: Path, module: bool = False, **more: str) -> Done:
    """Run a command to its end."""
    return finish(start(*args, cwd=cwd, module=module, **more))
