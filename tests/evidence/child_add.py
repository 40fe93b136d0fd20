"""A process that adds two files and is killed at the nth flush or replacement, if it gets there."""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sectorscope.evidence.add import add_file

study, data, mapping, deadline = Path(sys.argv[1]), *map(Path, sys.argv[2:4]), int(sys.argv[4])
calls = iter(range(1, 1_000))


def counted(real: Callable[..., object], after: bool) -> Callable[..., object]:
    def call(*args: object) -> object:
        last = next(calls) == deadline
        if last and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*args)
        if last and after:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return call


os.fsync = counted(os.fsync, sys.argv[5] == "after")
os.replace = counted(os.replace, sys.argv[5] == "after")
add_file(study, data, source="nomis", retrieved="2026-11-22", mapping_path=mapping)
