"""What is known of a candidate, as numbers: the phrase it was found by, and what stands around it.

The part that a phrase brings with it is worked out once, when a vocabulary is indexed; the part
that the text brings, for each text. The names are those of `why` in an annotation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from sectorscope.annotate.phrases import ALTERNATIVE, ESCO, HIDDEN, KNOWN, LABEL, Hits, Phrases
from sectorscope.annotate.stems import Array, Stemmed, number
from sectorscope.concepts import Vocabulary

CONCEPT = ("knowledge", "transversal", "cross-sector", "sector-specific", "known phrases")
PHRASE = (
    "label",
    "known phrase",
    "alternative label",
    "hidden label",
    "one word",
    "two words",
    "three words or more",
    "concepts of that name",
    "likeness to the label",
    "words of skills, mean",
    "words of skills, least",
    "commonness of its rarest word",
    "words never met",
)
TEXT = (
    "spelt alike",
    "within a longer one",
    "around a shorter one",
    "others on the same words",
    "found in several places",
    "share of the sentence",
)
NAMES = (*PHRASE, *CONCEPT, *TEXT)
"""In the order of a row of features."""

_RAREST = 9.5
"""Minus the log share of sentences with a word that was met once in the training sentences."""
_REUSE = ("transversal", "cross-sector", "sector-specific")


@dataclass(frozen=True)
class Words:
    """How words of adverts stand to skills, by stem: `training/words.py` counted them.

    stem: numbers, sorted. odds: log-odds of standing in a skill span, against all words.
    commonness: log share of sentences with it.
    """

    stem: Array
    odds: Array
    commonness: Array

    def of(self, numbers: Array) -> tuple[Array, Array, Array]:
        """Whether each stem was met, its odds, its commonness; 0 where it was not."""
        at = np.searchsorted(self.stem, numbers).clip(max=len(self.stem) - 1)
        met = self.stem[at] == numbers
        return met, np.where(met, self.odds[at], 0), np.where(met, self.commonness[at], -_RAREST)


@cache
def words() -> Words:
    """The table that ships."""
    with files("sectorscope").joinpath("data/model/words.npz").open("rb") as file:
        held = np.load(file, allow_pickle=False)
        return Words(held["stem"], held["odds"], held["commonness"])


def of_concepts(vocabulary: Vocabulary, known: Mapping[str, Iterable[str]]) -> Array:
    """Features of each concept, (concepts, len(CONCEPT))."""
    columns = vocabulary.concepts
    made = np.zeros((len(columns), len(CONCEPT)), np.float32)
    made[:, 0] = [kind == "knowledge" for kind in columns.column("type")]
    reuse = columns.column("reuse")
    for i, name in enumerate(_REUSE, 1):
        made[:, i] = [held == name for held in reuse]
    made[:, 4] = np.log1p([len(_known(key, columns[key].alternatives, known)) for key in columns])
    return made


def _known(
    key: str, alternatives: tuple[str, ...], known: Mapping[str, Iterable[str]]
) -> tuple[str, ...]:
    return tuple(known.get(key, ())) if key.startswith(ESCO) else alternatives


def of_phrases(phrases: Phrases, concepts: Array, stems: list[list[str]]) -> Array:
    """Features of each entry and its concept, (entries, len(PHRASE) + len(CONCEPT)).

    Args:
        phrases: the index.
        concepts: from `of_concepts`.
        stems: of each entry's phrase, in the order of the index.
    """
    made = np.zeros((len(phrases.key), len(PHRASE)), np.float32)
    for i, origin in enumerate((LABEL, KNOWN, ALTERNATIVE, HIDDEN)):
        made[:, i] = phrases.origin == origin
    made[np.arange(len(made)), 3 + phrases.size.clip(max=3)] = 1
    made[:, 7] = np.log(phrases.ambiguity)
    made[:, 8] = phrases.overlap
    _of_words(made, stems)
    return np.concatenate([made, concepts[phrases.row]], axis=1)


def _of_words(made: Array, stems: list[list[str]]) -> None:
    """Fill in what the table of words says, in place."""
    start = np.concatenate([[0], np.cumsum([len(s) for s in stems])])[:-1].astype(np.int64)
    flat = np.array([number(s) for phrase in stems for s in phrase], np.int64)
    if not len(flat):
        return
    met, odds, commonness = words().of(flat)
    held = np.add.reduceat(met.astype(np.float32), start)
    made[:, 9] = np.add.reduceat(odds, start) / np.maximum(held, 1)
    made[:, 10] = np.minimum.reduceat(np.where(met, odds, np.inf), start)
    made[~np.isfinite(made[:, 10]), 10] = 0
    made[:, 11] = np.minimum.reduceat(commonness, start) + _RAREST
    made[:, 12] = 1 - held / np.array([len(s) for s in stems], np.float32)


def of_text(text: Stemmed, hits: Hits, rows: Array, piece: Array, sizes: Array) -> Array:
    """What a text adds to each hit, (hits, len(TEXT)).

    Args:
        text: the text.
        hits: what was found.
        rows: the concept of each hit.
        piece: the sentence of each hit.
        sizes: words of each sentence.
    """
    first, last = hits.first, hits.last
    made = np.zeros((len(first), len(TEXT)), np.float32)
    made[:, 0] = hits.spelt
    covers = (first[:, None] <= first) & (last <= last[:, None])
    same = covers & covers.T
    made[:, 1] = (covers.T & ~same).any(1)
    made[:, 2] = (covers & ~same).any(1)
    made[:, 3] = np.log(same.sum(1))
    made[:, 4] = np.log(((rows[:, None] == rows) & (piece[:, None] == piece)).sum(1))
    made[:, 5] = (last - first + 1) / sizes[piece]
    return made
