"""The names of a vocabulary's occupations, kept in the user's cache folder as they are spelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files

import numpy as np

from sectorscope.annotate.occupations_folding import title
from sectorscope.annotate.stems import Array
from sectorscope.concepts import Vocabulary
from sectorscope.concepts.cache import Entry, cached, code_version, key_of
from sectorscope.errors import VocabularyError

_BETWEEN, _WITHIN = "\x1e", "\x1f"
_CODES = 2  # with names that end with a name, above which it says too little
_CODE = tuple(
    f"sectorscope.annotate.{name}"
    for name in ("occupations_folding", "occupations_names", "stems", "tokens")
)


class Names:
    """Occupations of a vocabulary: concepts, labels, codes and every name, in one order."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take the names from the cache, or fold them, which takes ESCO two seconds.

        Raises:
            VocabularyError: the vocabulary has no occupation.
        """
        self.scheme, self._vocabulary = vocabulary.scheme, vocabulary
        words = files("sectorscope").joinpath("data/occupations/words.toml").read_bytes()
        digest = sha256(words).hexdigest()
        self.key = key_of("occupations", vocabulary.digest, code_version(*_CODE), digest)
        self._entry = cached(self.key, self._make)

    @cached_property
    def ids(self) -> list[str]:
        """Concepts."""
        return self._column("ids")

    @cached_property
    def labels(self) -> list[str]:
        """Their labels."""
        return self._column("labels")

    @cached_property
    def codes(self) -> list[str]:
        """Their codes: ISCO's unit group for ESCO, SOC's own."""
        return self._column("codes")

    @cached_property
    def names(self) -> list[list[str]]:
        """All names of each, the label first."""
        return [names.split(_WITHIN) for names in self._column("names")]

    @cached_property
    def spelt(self) -> dict[str, int]:
        """Place of every name, folded with its rank; `rows` tells whose it is."""
        return {name: at for at, name in enumerate(self._column("spelt"))}

    def scheme_of(self, row: int) -> str:
        """Scheme of an occupation: the vocabulary's, or that of its part where it was joined."""
        joined = self._vocabulary.parts
        return self._vocabulary.origin(self.ids[row]).scheme if joined else self.scheme

    def rows(self, at: int) -> list[int]:
        """Occupations that have the name at a place; the one whose label it is comes first."""
        first = self._entry.arrays["first"]
        return self._entry.arrays["rows"][first[at] : first[at + 1]].tolist()

    def is_label(self, at: int) -> bool:
        """Whether the name at a place is some occupation's label."""
        return at < int(self._entry.arrays["labels"][0])

    def tells(self, at: int) -> bool:
        """Whether the name at a place, alternative to the labels, says enough of what it is one of.

        It does not if names of three codes or more end with it ("section leader", of ESCO's zoo
        section leader), or if one of its words stands in no other name of the occupation
        ("finance director", of the airport director). One of a single word must end another.
        """
        return bool(self._entry.arrays["tells"][at])

    def _column(self, name: str) -> list[str]:
        return self._entry.blobs[name].decode().split(_BETWEEN)

    def _make(self) -> Entry:
        found = self._vocabulary.occupations()
        if not found:
            raise VocabularyError(
                f"{self.scheme} has no occupation",
                expected="ESCO, SOC, or a vocabulary with concepts of kind `occupation`",
            )
        owners: dict[str, dict[int, None]] = {}
        for row, one in enumerate(found):
            owners.setdefault(title(one.label).full, {})[row] = None
        labels = len(owners)
        for row, one in enumerate(found):
            for name in one.alternatives:
                owners.setdefault(title(name).full, {})[row] = None
        codes = [one.code for one in found]
        columns = {
            "ids": [one.id for one in found],
            "labels": [one.label for one in found],
            "codes": codes,
            "names": [_WITHIN.join((one.label, *one.alternatives)) for one in found],
            "spelt": list(owners),
        }
        arrays = {
            "first": np.cumsum([0, *map(len, owners.values())]).astype(np.int32),
            "rows": np.array([row for rows in owners.values() for row in rows], np.int32),
            "labels": np.array([labels], np.int32),
            "tells": _telling(owners, codes),
        }
        blobs = {name: _BETWEEN.join(column).encode() for name, column in columns.items()}
        return Entry(arrays, blobs=blobs)


def _telling(owners: Mapping[str, Iterable[int]], codes: Sequence[str]) -> Array:
    """For each name, `Names.tells`."""
    ending: dict[str, set[str]] = {name: set() for name in owners}
    words: list[Counter[str]] = [Counter() for _ in codes]
    lasts: list[Counter[str]] = [Counter() for _ in codes]
    for name, rows in owners.items():
        for rest in _ends(name):
            if rest in ending:
                ending[rest] |= {codes[row] for row in rows}
        for row in rows:
            words[row].update(set(name.split()))
            lasts[row][name.rpartition(" ")[2]] += 1

    def supported(name: str, row: int) -> bool:
        counts = words[row] if " " in name else lasts[row]
        return all(counts[word] > 1 for word in name.split())

    return np.array([
        len(ending[name]) <= _CODES and any(supported(name, row) for row in rows)
        for name, rows in owners.items()
    ])  # fmt: skip


def _ends(name: str) -> Iterator[str]:
    """A name, and what is left of it without its first words."""
    while name:
        yield name
        name = name.partition(" ")[2]
