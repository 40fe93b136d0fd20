"""A child: the command line, killed before or after its nth call that makes a change last.

Called with nth = 0 it finishes, and the last line it says is how many such calls there were.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Callable

from sectorscope.cli import main

CALLS = ("fsync", "replace", "rename")
moment, nth = sys.argv[1], int(sys.argv[2])
made = 0


def die() -> None:
    """As a power cut would, with nothing flushed and nothing let go."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def counted(plain: Callable[..., object]) -> Callable[..., object]:
    """The same call, which is the last thing done if it is the nth."""

    def call(*args: object, **more: object) -> object:
        global made  # noqa: PLW0603 - a script of thirty lines
        made += 1
        if made == nth and moment == "before":
            die()
        done = plain(*args, **more)
        if made == nth:
            die()
        return done

    return call


for name in CALLS:
    setattr(os, name, counted(getattr(os, name)))
if not nth:
    atexit.register(lambda: print(f"calls {made}", file=sys.stderr))
sys.argv = ["sectorscope", *sys.argv[3:]]
main()
