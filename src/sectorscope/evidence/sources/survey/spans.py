"""Where a mapping's questions and codes stand, so that a codebook leads back to its words.

Three ways of writing are known: `[[question]]` blocks, codes as `[[question.code]]` blocks or
within their question, and `question = [ {…}, {…} ]`, a line a question.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HEADER = re.compile(rb"^[ \t]*\[\[(question|question\.code)\]\][^\n]*$", re.MULTILINE)
_INLINE = re.compile(rb"^question\s*=\s*\[", re.MULTILINE)
_TOKEN = re.compile(
    rb'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]',
    re.DOTALL,
)

_OTHER = re.compile(rb"^[ \t]*\[(?!\[question)", re.MULTILINE)

Span = tuple[int, int]


class Standing(NamedTuple):
    """The bytes of a question, and of those of its codes that have a block of their own."""

    question: Span
    codes: tuple[Span, ...]

    def code(self, place: int, codes: int) -> Span:
        """The bytes of a code; the question's own where codes are written within it."""
        return self.codes[place] if len(self.codes) == codes else self.question


def spans(data: bytes) -> list[Standing]:
    """Bytes of each question with its codes, in order, comments after them left out."""
    inline = _INLINE.search(data)
    if inline:
        return [Standing(span, ()) for span in _tables(data, inline.end())]
    found: list[tuple[Span, list[Span]]] = []
    headers = list(_HEADER.finditer(data))
    ends = [*(h.start() for h in headers[1:]), len(data)]
    for header, end in zip(headers, ends, strict=False):  # without headers one end is left
        span = _block(data, header.start(), end)
        if header[1] == b"question":
            found.append((span, []))
        elif found:
            found[-1][1].append(span)
    return [Standing(question, tuple(codes)) for question, codes in found]


def two_forms(data: bytes) -> str:
    """What to do about questions in two forms, of which TOML allows one; empty if they are not."""
    if not (_INLINE.search(data) and _HEADER.search(data)):
        return ""
    return "put all questions in one form: lines of `question = [ … ]`, or [[question]] blocks"


def _block(data: bytes, start: int, end: int) -> Span:
    other = _OTHER.search(data, start + 1, end)
    kept = data[start : other.start() if other else end].splitlines(keepends=True)
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith(b"#")):
        kept.pop()
    return start, start + len(b"".join(kept).rstrip())


def _tables(data: bytes, start: int) -> list[Span]:
    """Spans of the tables of an inline list that begins before `start`."""
    found: list[Span] = []
    depth, begun = 0, 0
    for token in _TOKEN.finditer(data, start):
        sign = token[0]
        if sign in (b"{", b"["):
            begun = token.start() if depth == 0 else begun
            depth += 1
        elif sign in (b"}", b"]"):
            depth -= 1
            if depth < 0:
                break
            if depth == 0:
                found.append((begun, token.end()))
    return found
