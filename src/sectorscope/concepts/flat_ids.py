"""Ids that a flat list leaves out, and its parents as ids, whichever way they were written.

A made id depends on the label alone, never on a row's place or the file's name: decisions hold it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from sectorscope.concepts.columns import Concept
from sectorscope.concepts.vocabulary import folded
from sectorscope.errors import VocabularyError

_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and "}  # C, C++ and C# are three
_HASHED = 6  # hexadecimal digits: one clash among 16 million

_Known = dict[str, list[str]]


class Placed(NamedTuple):
    """A concept and the line it stands on."""

    line: int
    concept: Concept


def slug(label: str) -> str:
    """A label as an id: lower case, words joined by `_`."""
    text = unicodedata.normalize("NFKC", label).casefold()
    text = "".join(_SPOKEN.get(sign, sign) for sign in text)
    return re.sub(r"[\W_]+", "_", text).strip("_") or _hash(label)


def _hash(label: str) -> str:
    return sha256(folded(label).encode()).hexdigest()[:_HASHED]


def with_ids(placed: Iterable[Placed], name: str) -> list[Placed]:
    """Concepts with an id each; labels that would make the same id get a hash of themselves too.

    Raises:
        VocabularyError: two rows without an id have the same label.
    """
    listed = list(placed)
    bare = [row for row in listed if not row.concept.id]
    _no_label_twice(bare, name)
    taken = Counter(slug(row.concept.label) for row in bare)
    taken.update(row.concept.id for row in listed if row.concept.id)
    return [
        row if row.concept.id else row._replace(concept=_identified(row.concept, taken))
        for row in listed
    ]


def _identified(concept: Concept, taken: Counter[str]) -> Concept:
    made = slug(concept.label)
    return replace(concept, id=made if taken[made] == 1 else f"{made}_{_hash(concept.label)}")


def _no_label_twice(bare: list[Placed], name: str) -> None:
    lines: dict[str, int] = {}
    for line, concept in bare:
        first = lines.setdefault(folded(concept.label), line)
        if first != line:
            raise VocabularyError(
                f"{name}: the label {concept.label!r} stands on lines {first:,} and {line:,}",
                expected="labels that differ, or a column `id` that tells them apart",
            )


class _Names:
    """What a parent may be called by: ids, and labels of groups before those of others."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.ids: set[str] = set()
        self._labels: dict[str, list[Concept]] = {}
        for concept in concepts:
            self.add(concept)

    def add(self, concept: Concept) -> None:
        self.ids.add(concept.id)
        self._labels.setdefault(folded(concept.label), []).append(concept)

    def meant(self, written: str) -> list[str]:
        """Ids that were meant: one if all is well."""
        if written in self.ids:
            return [written]
        named = self._labels.get(folded(written), [])
        return [c.id for c in named if c.kind == "group"] or [c.id for c in named]


def with_parents(placed: list[Placed], name: str, *, groups: bool) -> list[Concept]:
    """Concepts whose parents are ids; with `groups`, a parent that has no row becomes a group.

    Raises:
        VocabularyError: a parent is neither an id nor a label, or the label of several.
    """
    names = _Names(row.concept for row in placed)
    new = list(_without_row(placed, names)) if groups else []
    return [_related(row, name, names) for row in placed] + new


def _without_row(placed: list[Placed], names: _Names) -> Iterator[Concept]:
    """Groups that are named as parents only, in order; `names` learns them."""
    for written in (parent for row in placed for parent in row.concept.parents):
        if not names.meant(written):
            made = slug(written)
            key = f"{made}_{_hash(written)}" if made in names.ids else made
            group = Concept(key, written, "group")
            names.add(group)
            yield group


def _related(row: Placed, name: str, names: _Names) -> Concept:
    found: list[str] = []
    for written in row.concept.parents:
        meant = names.meant(written)
        if len(meant) != 1:
            raise VocabularyError(
                f"{name}, line {row.line:,}: the parent {written!r} of {row.concept.label!r} is "
                f"{'the label of several' if meant else 'no row of the file'}",
                expected="an id, or the label of one row",
                hint="several parents stand with `;` between them",
            )
        found += meant
    return replace(row.concept, parents=tuple(dict.fromkeys(found)))
