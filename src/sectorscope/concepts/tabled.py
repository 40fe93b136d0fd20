"""A vocabulary as rows of the table `concept`, and back: what a run keeps to be compared later.

Hidden spellings and notes on usage are left out: whether a concept is still the same does not
depend on them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sectorscope.concepts.columns import Concept, of
from sectorscope.concepts.vocabulary import UNKNOWN, Vocabulary

Row = Mapping[str, Any]
_PLAIN = ("id", "label", "kind", "definition", "code")
_LISTS = ("alternatives", "parents")
_VERSION = ("scheme", "version")


def rows(vocabulary: Vocabulary) -> Iterator[dict[str, str]]:
    """A row for each concept, in the order of the vocabulary."""
    for concept in vocabulary.concepts.values():
        origin = vocabulary.origin(concept.id) if vocabulary.parts else vocabulary
        row = {name: getattr(concept, name) for name in _PLAIN}
        row |= {n: json.dumps(getattr(concept, n), ensure_ascii=False) for n in _LISTS}
        yield row | {"scheme": origin.scheme, "version": origin.version}


def from_rows(listed: Sequence[Row]) -> Vocabulary:
    """The vocabulary that rows of `concept` hold; without rows, one that has no concept."""
    scheme, version = (" + ".join(dict.fromkeys(r[n] for r in listed)) for n in _VERSION)
    digest = sha256("\n".join(sorted(row["id"] for row in listed)).encode()).hexdigest()
    return Vocabulary(scheme, version, UNKNOWN, of(_concepts(listed)), digest)


def _concepts(listed: Iterable[Row]) -> Iterator[Concept]:
    for row in listed:
        told = {name: row[name] for name in _PLAIN}
        told |= {name: tuple(json.loads(row[name])) for name in _LISTS}
        yield Concept(**told)
