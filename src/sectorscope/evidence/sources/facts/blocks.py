"""The blocks of a TOML file with the bytes each stands at, which no TOML parser tells."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(source|fact)[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """One `[[source]]` or `[[fact]]`: its values, text, bytes (end exclusive) and first line."""

    kind: str
    values: dict[str, Any]
    text: str
    start: int
    end: int
    line: int

    def line_of(self, key: str) -> int:
        """The line on which an entry stands; the block's own line if it is written otherwise."""
        found = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*[=.]", self.text, re.M)
        return self.line + (self.text.count("\n", 0, found.start()) if found else 0)


def blocks(text: str, mark: int) -> list[Block]:
    """All blocks, in order.

    A header line may stand within a text of several lines; the piece before it is then no TOML,
    and is joined with the next until it is.

    Args:
        text: The file's text; UTF-8, as TOML always is.
        mark: Length of the byte-order mark before it.
    """
    starts = [m.start() for m in _HEADER.finditer(text)] + [len(text)]
    found: list[Block] = []
    at = 0
    while at < len(starts) - 1:
        piece, at = _piece(text, starts, at)
        if piece is not None:
            found.append(_block(text, *piece, mark))
    return found


def _piece(
    text: str, starts: list[int], first: int
) -> tuple[tuple[int, int, dict[str, Any]] | None, int]:
    for last in range(first + 1, len(starts)):
        start, end = starts[first], starts[last]
        try:
            return (start, end, tomllib.loads(text[start:end])), last
        except tomllib.TOMLDecodeError:
            continue
    return None, first + 1


def _block(text: str, start: int, end: int, parsed: dict[str, Any], mark: int) -> Block:
    ((kind, (values,)),) = parsed.items()
    body = _trimmed(text[start:end], parsed)
    begin = mark + len(text[:start].encode())
    line = text.count("\n", 0, start) + 1
    return Block(kind, values, body, begin, begin + len(body.encode()), line)


def _trimmed(body: str, parsed: dict[str, Any]) -> str:
    """Without the blank lines and comments at the end, which speak of the next block."""
    kept = body.splitlines(keepends=True)
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith("#")):
        kept.pop()
    short = "".join(kept).rstrip()
    try:
        return short if tomllib.loads(short) == parsed else body
    except tomllib.TOMLDecodeError:  # what looked like a comment stood within a text
        return body
