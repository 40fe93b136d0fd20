"""Job postings in JSON-LD, in a file of its own or within a web page, each where it stands.

Of a page only what stands in `<script type="application/ld+json">` is looked at, as text: nothing
of it is run, and nothing it points to is fetched.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_SCRIPT = re.compile(
    r"""<script\b[^<>]*\btype\s*=\s*["']?application/ld\+json\b[^<>]*>""", re.IGNORECASE
)
_END = re.compile(r"</script", re.IGNORECASE)
_BEGIN = re.compile(r"[{\[]")
_GAP = re.compile(r"[\s,:]*")
_DECODER = json.JSONDecoder(strict=False)
"""Pages often leave line ends within texts, which JSON forbids and every reader of them allows."""

_TYPE = "JobPosting"
_WITHIN = ("@graph", "itemListElement", "item", "mainEntity")
"""Names under which postings stand in other objects: graphs, and lists of a site's jobs."""


_SHOWN = ("description", "title", "name", "@type")
"""What a posting is shown by, the first that is there: not all of it, as it may name people."""


class Found(NamedTuple):
    """A posting, and the characters that what it is shown by stands at."""

    said: dict[str, Any]
    start: int
    end: int


def in_json(text: str) -> list[Found]:
    """The postings of a text that is JSON."""
    return list(_within(text, len(text) - len(text.lstrip())))


def in_page(text: str) -> tuple[list[Found], int]:
    """The postings of a web page, and how many of its scripts of this kind could not be read."""
    found: list[Found] = []
    unread = 0
    for script in _SCRIPT.finditer(text):
        end = _END.search(text, script.end())
        begin = _BEGIN.search(text, script.end(), end.start() if end else len(text))
        try:
            found += _within(text, begin.start()) if begin else ()
        except (ValueError, RecursionError):
            unread += 1
    return found, unread


def _within(text: str, at: int) -> Iterator[Found]:
    said, _ = _DECODER.raw_decode(text, at)
    if isinstance(said, list):
        for start in _elements(text, at):
            yield from _within(text, start)
    elif isinstance(said, dict) and _is_posting(said):
        starts = dict(_members(text, at))
        first = next(starts[name] for name in _SHOWN if said.get(name))
        yield Found(said, first, _DECODER.raw_decode(text, first)[1])
    elif isinstance(said, dict):
        for name, start in _members(text, at):
            if name in _WITHIN:
                yield from _within(text, start)


def _is_posting(said: dict[str, Any]) -> bool:
    kinds = said.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(k, str) and re.split(r"[/:#]", k)[-1] == _TYPE for k in named)


def _members(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Name and start of each value of the object at `start`, which is known to be whole."""
    at = _skip(text, start + 1)
    while text[at] != "}":
        name, end = _DECODER.raw_decode(text, at)
        first = _skip(text, end)
        yield name, first
        at = _skip(text, _DECODER.raw_decode(text, first)[1])


def _elements(text: str, start: int) -> Iterator[int]:
    """Start of each element of the list at `start`."""
    at = _skip(text, start + 1)
    while text[at] != "]":
        yield at
        at = _skip(text, _DECODER.raw_decode(text, at)[1])


def _skip(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at
