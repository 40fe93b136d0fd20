"""What is said to the person: on standard error, and progress only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager


def done(text: str) -> None:
    """A result, for a person."""
    print(text, file=sys.stderr)


def note(text: str) -> None:
    """Something to know; the command goes on."""
    print(f"note: {text}", file=sys.stderr)


@contextmanager
def working(what: str) -> Generator[Callable[[str], None]]:
    """Progress while something takes its time: a line that is replaced, on a terminal only.

    Yields a function that says what is being done now. Where there is no terminal only the lines
    a person must know of (that another process is waited for) are printed.
    """
    if not sys.stderr.isatty():
        yield lambda text: note(text) if "waiting" in text else None
        return
    from rich.console import Console

    console = Console(stderr=True)
    with console.status(what) as status:
        yield status.update
