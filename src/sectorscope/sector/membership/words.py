"""Words of names and descriptions as features: what is rare in the frame counts most.

The same code reads a frame of a few thousand and the register of millions, a column at a time:
Arrow folds and parts the texts, and each different word is stemmed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import sparse
from snowballstemmer import stemmer

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Texts = Sequence[str | None] | pa.Array

_BETWEEN = r"[^\p{L}\p{N}]+"
"""What parts words: anything that is no letter and no digit, in any script."""


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP = _listed(
    "a an the and or of to in on for with by from at as is are was were be been it its this that "
    "these those we our us you your they their i he she who which what when where how not no nor "
    "but if then than so such can will would may more most all any each other into over about up "
    "out through between also using use used help helps helping via based provide provides "
    "provided providing make makes making made allow allows enable enables company companies "
    "business businesses limited ltd plc llp lp cic inc co uk gb"
)
"""Words that say nothing about what a company does; forms of company among them."""


class Stemmed:
    """Stems, each worked out once; "" for a word that is no feature."""

    def __init__(self) -> None:
        self._stemmer = stemmer("english")
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The stem of a lower-case word."""
        found = self._known.get(word)
        if found is None:
            plain = len(word) > 1 and word not in STOP
            found = self._known[word] = self._stemmer.stemWord(word) if plain else ""
        return found


@dataclass(frozen=True)
class Counted:
    """Which word stands in which text how often, and every different word.

    rows, words: (n,) of each word of each text in turn. listed: the different words. texts: how
    many texts there are.
    """

    rows: Indices
    words: Indices
    listed: tuple[str, ...]
    texts: int


def column(texts: Texts) -> Any:  # noqa: ANN401 - Arrow has no types
    """Texts as a column of Arrow."""
    return texts if isinstance(texts, pa.Array) else pa.array(texts, pa.string())


def counted(texts: Texts) -> Counted:
    """The words of some texts in lower case; a missing text has none."""
    given = column(texts)
    lowered = pc.call_function("utf8_lower", [given])
    options = pc.SplitPatternOptions(_BETWEEN)
    parts = pc.call_function("split_pattern_regex", [lowered], options)
    lengths = pc.call_function("list_value_length", [parts])
    many = pc.call_function("coalesce", [lengths, pa.scalar(0, pa.int32())]).to_numpy()
    encoded = pc.call_function("list_flatten", [parts]).dictionary_encode()
    rows = np.repeat(np.arange(len(given), dtype=np.int64), many)
    words = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Counted(rows, words, tuple(encoded.dictionary.to_pylist()), len(given))


@dataclass(frozen=True)
class Words:
    """A vocabulary of stems with how rare each is.

    columns: the column of each stem. rarity: (d + 1,) of each column; the last is of stems that
    the frame does not hold. spoken: by column, the form most often written.
    """

    columns: Mapping[str, int]
    rarity: Floats
    spoken: tuple[str, ...] = ()
    stemmed: Stemmed = field(default_factory=Stemmed, compare=False, repr=False)

    @classmethod
    def of(cls, texts: Texts) -> Words:
        """The vocabulary of some texts: idf as log((1 + n) / (1 + df)) + 1, no stem left out."""
        seen, stemmed = counted(texts), Stemmed()
        stems = [stemmed(word) for word in seen.listed]
        columns = {s: i for i, s in enumerate(dict.fromkeys(s for s in stems if s))}
        at = _places(stems, columns)
        times = np.bincount(seen.words, minlength=len(stems))
        held = _tally(seen.rows, at[seen.words], seen.texts).col
        met = np.append(np.bincount(held, minlength=len(columns)), 0)
        rarity = np.log((1 + seen.texts) / (1 + met)) + 1
        return cls(columns, rarity, _spoken(seen.listed, at, times, len(columns)), stemmed)

    def matrix(self, texts: Texts) -> sparse.csr_matrix:
        """Features of texts, (N, d) float32, rows of length at most one.

        Sublinear counts times rarity, scaled to length one with the stems that the vocabulary does
        not hold: those stand in no column.
        """
        seen = counted(texts)
        places = self._read(seen.listed)
        counts = _tally(seen.rows, places[seen.words], seen.texts)
        known = counts.col < len(self.columns)
        rarity = self.rarity[np.minimum(counts.col, len(self.columns))]
        data = (1 + np.log(counts.data)) * rarity
        lengths = np.sqrt(np.bincount(counts.row, data**2, minlength=seen.texts))
        scaled = (data / np.maximum(lengths, 1e-12)[counts.row]).astype(np.float32)
        place = (counts.row[known], counts.col[known])
        shape = (seen.texts, len(self.columns))
        return sparse.csr_matrix((scaled[known], place), shape=shape)

    def _read(self, listed: Iterable[str]) -> Indices:
        """Columns of words; -1 for no feature, beyond the last for each stem never met."""
        columns, beyond = self.columns, dict[str, int]()
        size = len(columns)

        def place(stem: str) -> int:
            if not stem:
                return -1
            known = columns.get(stem)
            return beyond.setdefault(stem, size + len(beyond)) if known is None else known

        return np.array([place(self.stemmed(w)) for w in listed], np.int64)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What each column is called."""
        return self.spoken or tuple(self.columns)

    def __getstate__(self) -> dict[str, Any]:
        """Without what it has worked out so far: a process works out its own."""
        return {"columns": dict(self.columns), "rarity": self.rarity, "spoken": self.spoken}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what was handed over."""
        for name, value in (state | {"stemmed": Stemmed()}).items():
            object.__setattr__(self, name, value)


def _places(stems: Sequence[str], columns: Mapping[str, int]) -> Indices:
    return np.array([columns[s] if s else -1 for s in stems], np.int64)


def _tally(rows: Indices, columns: Indices, n: int) -> sparse.coo_array:
    """How often each column stands in each row; what is in none (-1) left out."""
    held = columns >= 0
    shape = (n, int(columns.max(initial=0)) + 1)
    ones = np.ones(int(held.sum()))
    return sparse.csr_array((ones, (rows[held], columns[held])), shape=shape).tocoo()


def _spoken(
    listed: Sequence[str], at: Indices, times: NDArray[np.int64], size: int
) -> tuple[str, ...]:
    """By column the word most often written; of equals, the first in the alphabet."""
    order = sorted(range(len(listed)), key=lambda i: (times[i], [-ord(c) for c in listed[i]]))
    best = [""] * size
    for i in order:
        if at[i] >= 0:
            best[at[i]] = listed[i]
    return tuple(best)
