"""Calls of a child process, the nth of which is the last thing it does."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable


class Calls:
    """The calls that make a change last, counted.

    nth: the one at which the process dies, from 1; 0: none. after: once it is done, not before.
    """

    def __init__(self, nth: int, *, after: bool) -> None:
        self.nth, self.after, self.made = nth, after, 0

    def counted(self, plain: Callable[..., object]) -> Callable[..., object]:
        """The same call, which is the last thing done if it is the nth."""

        def call(*args: object, **more: object) -> object:
            self.made += 1
            last = self.made == self.nth
            if last and not self.after:
                die()
            done = plain(*args, **more)
            if last:
                die()
            return done

        return call

    def count(self, *names: str) -> None:
        """Count these functions of `os` from now on."""
        for name in names:
            setattr(os, name, self.counted(getattr(os, name)))


def die() -> None:
    """As a power cut would, with nothing flushed and nothing let go."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
