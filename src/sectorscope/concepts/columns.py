"""Concepts kept as columns of text: what is read and cached, and each concept made when asked for.

ESCO has 18,000 concepts with 130,000 labels, and most runs look at a few hundred of them. A column
is cut out of one text at the speed of `str.split`; a concept is built on its first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

NEXT, AND = "\x1e", "\x1f"
"""ASCII's separators of records and of units: between concepts, and between values of one."""
_HALVES = re.compile("[\ud800-\udfff]")
_NO_MARKS = str.maketrans({NEXT: " ", AND: " "})


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of a vocabulary; what the vocabulary does not tell is empty.

    id: a URI or a slug. kind: `skill`, `group` or `occupation`. alternatives: other names of it,
    the label not among them. hidden: spellings that are met but not shown. parents: ids of the
    next broader concepts. type: ESCO's `knowledge` or `skill/competence`. reuse: ESCO's
    reusability. code: in ISCO, SOC or another notation. usage: a note on usage in the UK.
    """

    id: str
    label: str
    kind: str = "skill"
    alternatives: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    definition: str = ""
    parents: tuple[str, ...] = ()
    type: str = ""
    reuse: str = ""
    code: str = ""
    usage: str = ""


NAMES = tuple(field.name for field in fields(Concept))
MANY = frozenset({"alternatives", "hidden", "parents"})


class Columns(Mapping[str, Concept]):
    """Concepts by id, in the order of their file."""

    def __init__(self, blobs: Mapping[str, bytes]) -> None:
        """Take the columns.

        Args:
            blobs: each of `NAMES` as UTF-8, with `NEXT` between concepts.

        Raises:
            KeyError: a column is missing.
        """
        self.blobs = {name: blobs[name] for name in NAMES}
        self._made: dict[str, Concept] = {}
        self._cut: dict[str, list[str]] = {}

    def __getitem__(self, key: str) -> Concept:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(self._rows[key])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __reduce__(self) -> tuple[type[Columns], tuple[dict[str, bytes]]]:
        return Columns, (self.blobs,)

    def column(self, name: str) -> list[str]:
        """One column, in the order of the concepts; in those of `MANY`, `AND` between values.

        The list is the mapping's own: it may be read, not changed.
        """
        if name not in self._cut:
            self._cut[name] = self.blobs[name].decode().split(NEXT) if self.blobs["id"] else []
        return self._cut[name]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {key: row for row, key in enumerate(self.column("id"))}

    def _make(self, row: int) -> Concept:
        cells: dict[str, Any] = {name: self.column(name)[row] for name in NAMES}
        for name in MANY:
            cells[name] = tuple(cells[name].split(AND)) if cells[name] else ()
        return Concept(**cells)


def of(concepts: Iterable[Concept]) -> Columns:
    """Columns of concepts, whose ids must differ."""
    listed = list(concepts)
    return Columns({name: _blob(listed, name) for name in NAMES})


def _blob(concepts: list[Concept], name: str) -> bytes:
    """One column; a separator within a text becomes a space, half a sign of JSON's U+FFFD."""
    values = (getattr(concept, name) for concept in concepts)
    if name in MANY:
        values = (AND.join(part.translate(_NO_MARKS) for part in cell) for cell in values)
    else:
        values = (cell.translate(_NO_MARKS) for cell in values)
    return _HALVES.sub("\ufffd", NEXT.join(values)).encode()
