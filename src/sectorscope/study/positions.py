"""Where each key of a TOML file stands: line and column, which no TOML parser of ours tells.

It reads what a study uses: tables, arrays of tables, plain keys, and arrays of inline tables.
Texts are blanked first, so that nothing inside a quotation is taken for a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]
Place = tuple[int, int]

_QUOTED = re.compile(r'"""(?:.|\n)*?"""|\'\'\'(?:.|\n)*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_COMMENT = re.compile(r"#.*")
_TABLE = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_INLINE = re.compile(r"(\{)|[{,]?\s*([\w-]+)\s*=")


def position(text: str, path: Path) -> Place:
    """Line and column (both from 1) of a key, or of the nearest table around it that stands."""
    known = dict(_places(text))
    while path and path not in known:
        path = path[:-1]
    return known.get(path, (1, 1))


def _places(text: str) -> Iterator[tuple[Path, Place]]:
    table: Path = ()
    inline: Path = ()  # the key whose value, an array of inline tables, is being read
    counts: dict[Path, int] = {}
    for number, line in enumerate(_blanked(text).split("\n"), 1):
        if header := _TABLE.match(line):
            table, inline = _opened(header, counts), ()
            yield table, (number, header.start(2) + 1)
            named = table[:-1] if isinstance(table[-1], int) else table
            yield named, (number, line.index(str(named[-1]), header.start(2)) + 1)
        elif (key := _KEY.match(line)) and not (inline and line.lstrip().startswith("{")):
            inline = (*table, key.group(1))
            yield inline, (number, key.start(1) + 1)
            yield from _entries(line, key.end(), number, inline, counts)
        else:
            yield from _entries(line, 0, number, inline, counts)


def _opened(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path of a header; a part that is an array of tables carries its newest index."""
    path: Path = ()
    names = header.group(2).split(".")
    for at, name in enumerate(names):
        path = (*path, name)
        if header.group(1) == "[[" and at == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _entries(
    line: str, start: int, number: int, inline: Path, counts: dict[Path, int]
) -> Iterator[tuple[Path, Place]]:
    """The inline tables of a line and their keys."""
    for found in _INLINE.finditer(line, start):
        if found.group(1):
            counts[inline] = counts.get(inline, -1) + 1
            yield (*inline, counts[inline]), (number, found.start() + 1)
        elif inline in counts:
            yield (*inline, counts[inline], found.group(2)), (number, found.start(2) + 1)


def _blanked(text: str) -> str:
    """The same lines and columns without texts and comments."""
    without = _QUOTED.sub(lambda m: re.sub(r"[^\n]", "_", m.group()), text)
    return _COMMENT.sub("", without)
