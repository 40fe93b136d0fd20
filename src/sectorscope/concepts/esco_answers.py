"""Answers of ESCO's web service, concept by concept, each with where it begins.

An answer leaves out no language and may have many megabytes, so it is read once from front to back
and never held as a whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

EMBEDDED, RESULTS = "_embedded", "results"
_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """A concept as it stands, and the character its object begins at."""

    said: Said
    start: int


@dataclass(frozen=True)
class Answer:
    """One answer: what it says of itself, and its concepts."""

    about: Said
    concepts: tuple[Found, ...]


def is_meant(data: bytes) -> bool:
    """Whether bytes look like answers of the service: JSON with concepts embedded."""
    begin = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    return begin in (b"{", b"[") and b'"_embedded"' in data


def answers(text: str) -> Iterator[Answer]:
    """The answers of a text.

    Raises:
        ValueError: it is no JSON, breaks off, or holds something that is no answer.
    """
    cursor = _Cursor(text)
    if cursor.next() == "[":
        yield from (cursor.answer() for _ in cursor.items("[]"))
    else:
        yield cursor.answer()
    if cursor.next():
        raise ValueError(f"something follows after character {cursor.at:,}")


def member(text: str, start: int, name: str) -> tuple[int, int]:
    """Where the value of an entry of the object that begins at `start` stands.

    Raises:
        KeyError: the object has no such entry.
    """
    cursor = _Cursor(text, start)
    for found in cursor.names():
        cursor.next()
        first = cursor.at
        cursor.value()
        if found == name:
            return first, cursor.at
    raise KeyError(name)


class _Cursor:
    """A place in a text of JSON that moves on as values are taken from it."""

    def __init__(self, text: str, at: int = 0) -> None:
        self.text, self.at = text, at

    def next(self) -> str:
        """The next sign that is no space; "" at the end."""
        if found := _SPACE.match(self.text, self.at):
            self.at = found.end()
        return self.text[self.at : self.at + 1]

    def take(self, sign: str) -> None:
        """Pass a sign."""
        if self.next() != sign:
            raise ValueError(f"character {self.at:,} is {self.next()!r}, not {sign!r}")
        self.at += 1

    def value(self) -> Any:  # noqa: ANN401 - whatever JSON holds
        """The value that stands here."""
        self.next()
        made, self.at = _DECODER.raw_decode(self.text, self.at)
        return made

    def items(self, brackets: str) -> Iterator[None]:
        """Once for each item between brackets; whoever asks takes it."""
        first, last = brackets
        self.take(first)
        while self.next() != last:
            yield
            if self.next() != last:
                self.take(",")
        self.take(last)

    def names(self) -> Iterator[str]:
        """The names of an object's entries, each with the cursor before its value."""
        for _ in self.items("{}"):
            name = self.value()
            self.take(":")
            yield str(name)

    def answer(self) -> Answer:
        """One answer."""
        about: dict[str, Any] = {}
        found: list[Found] = []
        for name in self.names():
            if name == EMBEDDED:
                found += self.embedded()
            else:
                about[name] = self.value()
        return Answer(about, tuple(found))

    def embedded(self) -> Iterator[Found]:
        """The concepts of an answer, by address or in a list."""
        for name in self.names():
            if name == RESULTS:
                yield from (self.found() for _ in self.items("[]"))
            else:
                yield self.found()

    def found(self) -> Found:
        """One concept."""
        self.next()
        start = self.at
        said = self.value()
        if not isinstance(said, dict):
            raise ValueError(f"character {start:,} begins no concept")
        return Found(said, start)
