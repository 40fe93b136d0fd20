"""One key or one line from the person at the terminal, on Windows and elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

ENTER = "\n"
_STOPS = "\x03\x04\x1a"
"""Ctrl-C, Ctrl-D and (on Windows) Ctrl-Z: the person stops."""
_ESCAPE = "\x00\xe0"
"""What begins an arrow or function key on Windows: it and what follows say nothing."""


class Stopped(Exception):
    """The person stopped, or the terminal is gone."""


@dataclass
class Terminal:
    """Where a person is asked: a key, a line, and what is shown to them.

    key, line: given a prompt; a key is one character, Enter is a new line. Each raises EOFError
    where there is nobody.
    """

    key: Callable[[str], str]
    line: Callable[[str], str]
    write: Callable[[Text | str], None]

    def one_of(self, prompt: str, known: str) -> str:
        """A key that is known, in lower case; others are passed over.

        Raises:
            Stopped: the terminal is gone.
        """
        while True:
            key = self._said(self.key, prompt)[:1].casefold()
            if key and key in known:
                return key

    def text(self, prompt: str) -> str:
        """A line, without white space around it.

        Raises:
            Stopped: the terminal is gone.
        """
        return self._said(self.line, prompt).strip()

    def _said(self, read: Callable[[str], str], prompt: str) -> str:
        try:
            return read(prompt)
        except (EOFError, KeyboardInterrupt) as why:
            raise Stopped from why


def here() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def terminal() -> Terminal:
    """The person at the terminal; what they are shown goes to standard error."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)

    def write(text: Text | str) -> None:
        console.print(text, markup=False)

    return Terminal(_key, _line, write)


def _key(prompt: str) -> str:
    key = _windows_key(prompt) if os.name == "nt" else _posix_key(prompt)
    if not key or key in _STOPS:
        raise EOFError
    _show(f"{key if key.isprintable() else ''}\n")
    return ENTER if key == "\r" else key


def _line(prompt: str) -> str:
    _show(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def _show(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)


def _posix_key(prompt: str) -> str:
    """A key without Enter, pressed after the prompt; the terminal is as it was afterwards."""
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        _show(prompt)
        read = os.read(descriptor, 1)
        if read in (b"\x1b", b"\x00") or read > b"\x7f":  # an arrow, or a letter that is no key
            termios.tcflush(descriptor, termios.TCIFLUSH)
            return " "
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    return read.decode("ascii")


def _windows_key(prompt: str) -> str:
    import msvcrt

    _show(prompt)
    getwch: Callable[[], str] = getattr(msvcrt, "getwch")  # noqa: B009 - elsewhere there is none
    key = getwch()
    if key in _ESCAPE:
        getwch()
        return " "
    return key
