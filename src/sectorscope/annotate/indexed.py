"""A vocabulary made ready to be found in texts, kept in the user's cache folder."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from importlib.resources import files
from typing import Any

import numpy as np

from sectorscope.annotate import features, near, phrases
from sectorscope.annotate.near import Near
from sectorscope.annotate.phrases import Phrases
from sectorscope.annotate.stems import Array
from sectorscope.concepts import Vocabulary
from sectorscope.concepts.cache import Entry, cached, code_version, key_of

_ESCO = "http://data.europa.eu/esco/skill/"
_CODE = tuple(
    f"sectorscope.annotate.{name}"
    for name in ("features", "indexed", "near", "phrases", "stems", "tokens")
)


@dataclass(frozen=True)
class Indexed:
    """phrases: what is looked for. static: features of each phrase. concepts: of each concept."""

    vocabulary: Vocabulary
    phrases: Phrases
    static: Array
    concepts: Array
    near: Near
    key: str

    @cached_property
    def ids(self) -> list[str]:
        """Ids of the concepts, in their order."""
        return self.vocabulary.concepts.column("id")

    @cached_property
    def labels(self) -> list[str]:
        """Labels of the concepts, in their order."""
        return [" ".join(label.split()) for label in self.vocabulary.concepts.column("label")]

    @cached_property
    def kinds(self) -> list[str]:
        """Kinds of the concepts, in their order."""
        return self.vocabulary.concepts.column("kind")

    def scheme(self, key: str) -> str:
        """The scheme of a concept, with several vocabularies joined too."""
        held = self.vocabulary
        return held.origin(key).scheme if held.parts else held.scheme


def indexed(vocabulary: Vocabulary) -> Indexed:
    """The index of a vocabulary, from the cache or made."""
    key = key_of("phrases", vocabulary.digest, code_version(*_CODE), _shipped())
    entry = cached(key, lambda: _make(vocabulary))
    held = {name: dict[str, Any]() for name in ("phrases", "near")}
    arrays = {name: np.asarray(array) for name, array in entry.arrays.items()}
    for name, array in arrays.items():  # plain arrays: a memory map's every slice costs more
        part, _, field = name.partition("_")
        if part in held:
            held[part][field] = array
    return Indexed(
        vocabulary,
        Phrases(**held["phrases"]),
        arrays["static"],
        arrays["concepts"],
        Near(**held["near"]),
        key,
    )


def _make(vocabulary: Vocabulary) -> Entry:
    known = known_phrases(vocabulary)
    found, stems = phrases.index(vocabulary, known)
    concepts = features.of_concepts(vocabulary, known)
    scattered = near.near(vocabulary, known)
    arrays = {f"phrases_{f.name}": getattr(found, f.name) for f in fields(found)}
    arrays |= {f"near_{f.name}": getattr(scattered, f.name) for f in fields(scattered)}
    static = features.of_phrases(found, concepts, stems)
    return Entry({**arrays, "static": static, "concepts": concepts})


def known_phrases(vocabulary: Vocabulary) -> Mapping[str, list[str]]:
    """Phrases that adverts use for a vocabulary's concepts, by concept id; they ship for ESCO."""
    found: dict[str, list[str]] = {}
    if not any(key.startswith(_ESCO) for key in vocabulary.concepts):
        return found
    with _file().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = _ESCO + row["concept"]
            if key in vocabulary.concepts:
                found.setdefault(key, []).append(row["phrase"])
    return found


def _file() -> Any:  # noqa: ANN401 - a file within the package, wherever that lies
    return files("sectorscope").joinpath("data/phrases/esco.csv")


def _shipped() -> str:
    """A digest of what ships and goes into an index."""
    from hashlib import sha256

    table = files("sectorscope").joinpath("data/model/words.npz")
    return sha256(_file().read_bytes() + table.read_bytes()).hexdigest()
