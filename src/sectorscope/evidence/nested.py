"""Objects that stand in lists within JSON, each with the exact bytes it stands at.

A service's answer is an object that holds a list beside how many pages there are; several answers
are a list of such. The entries of those lists are records, and a record has to be found again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sectorscope.evidence.gates import error_in, inspect
from sectorscope.evidence.kinds import is_schema, of_json
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode

_GAP = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder()


@dataclass
class Text:
    """A decoded file that knows at which byte each character stands; asked in rising order."""

    text: str
    encoding: str
    mark: int
    _at: int = field(default=0, init=False)
    _byte: int = field(default=-1, init=False)

    def span(self, start: int, end: int) -> str:
        """The locator of some characters."""
        first = self._to(start)
        size = len(self.text[start:end].encode(self.encoding))
        return f"bytes={first}-{first + size}"

    def _to(self, at: int) -> int:
        if self._byte < 0 or at < self._at:
            self._at, self._byte = 0, self.mark
        self._byte += len(self.text[self._at : at].encode(self.encoding))
        self._at = at
        return self._byte


@dataclass(frozen=True)
class Nested:
    """An object of a list: its entries, and where the value of each of them stands."""

    kind: str
    said: dict[str, Any]
    text: Text = field(repr=False)
    start: int = 0

    def place(self, name: str) -> tuple[str, str]:
        """Locator and raw text of an entry's value.

        Raises:
            KeyError: the object has no such entry.
        """
        for key, first, last in _members(self.text.text, self.start):
            if key == name:
                return self.text.span(first, last), self.text.text[first:last]
        raise KeyError(name)


@dataclass(frozen=True)
class Answer:
    """One answer: what it says of itself, and its records by the name of their list.

    itself: the answer as a record, where it is one.
    """

    about: dict[str, Any]
    records: tuple[Nested, ...]
    itself: Nested


def answers(data: bytes, lists: tuple[str, ...]) -> list[Answer]:
    """The answers of a file: of an object one, of a list each of its entries.

    Args:
        data: the file.
        lists: names under which records may stand.

    Raises:
        GateRefused: gates `empty`, `encoding`, `html`, `json_error` (an error message, or other
            JSON), `truncated`, `rows` (an entry that is no object).
    """
    inspect(data, "the file", table=False)
    decoded = decode(data)
    text = Text(*decoded)
    begin = len(text.text) - len(text.text.lstrip())
    _check(text.text)
    if text.text[begin] == "{":
        return [_answer(text, begin, lists)]
    return [_answer(text, first, lists) for first, _ in _elements(text.text, begin)]


def _check(text: str) -> None:
    """Pass JSON that is an object, or a list of objects."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        raise GateRefused("json_error", "the file is no JSON", expected="JSON")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as why:
        raise GateRefused(
            "truncated",
            "the JSON breaks off or is damaged",
            expected="a whole answer",
            hint="fetch or download it again.",
        ) from why
    for one in said if isinstance(said, list) else [said]:
        if not isinstance(one, dict):
            raise GateRefused("rows", f"an entry is {str(one)[:40]!r}", expected="objects")


def _answer(text: Text, start: int, lists: tuple[str, ...]) -> Answer:
    about: dict[str, Any] = {}
    records: list[Nested] = []
    for key, first, last in _members(text.text, start):
        if key in lists and text.text[first] == "[":
            records += (_record(text, key, at) for at, _ in _elements(text.text, first))
        else:
            about[key] = json.loads(text.text[first:last])
    if not records and (said := error_in(about)):
        raise GateRefused(
            "json_error", f"the file is an error message (“{said}”)", expected="a list of records"
        )
    if not records and is_schema(about):
        raise GateRefused(
            "json_error",
            f"the file is {of_json(about)}",
            expected="a list of records",
            hint="add the data that it describes.",
        )
    return Answer(about, tuple(records), Nested("", about, text, start))


def _record(text: Text, kind: str, at: int) -> Nested:
    said, _ = _DECODER.raw_decode(text.text, at)
    if not isinstance(said, dict):
        raise GateRefused("rows", f"an entry of {kind} is {str(said)[:40]!r}", expected="objects")
    return Nested(kind, said, text, at)


def _members(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of each value of the object at `start`; the JSON is known to be whole."""
    at = _skip(text, start + 1)
    while text[at] != "}":
        name, end = _DECODER.raw_decode(text, at)
        first = _skip(text, end)
        _, last = _DECODER.raw_decode(text, first)
        yield name, first, last
        at = _skip(text, last)


def _elements(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Start and end of each element of the list at `start`."""
    at = _skip(text, start + 1)
    while text[at] != "]":
        _, end = _DECODER.raw_decode(text, at)
        yield at, end
        at = _skip(text, end)


def _skip(text: str, at: int) -> int:
    found = _GAP.match(text, at)
    return found.end() if found else at
