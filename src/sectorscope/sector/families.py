"""Companies that are near copies of each other, and holding companies beside what they hold.

A family: at least three companies whose names differ in a number, a numeral or a bracket alone, at
one postcode, under one first SIC code, none with a headcount of its own: nought, missing, or a
small figure that others of them state too. Shells are registered by the dozen, and a chain's
accounts repeat one figure: counted each, they would be a sector of their own.

A holding company beside a company of its name at its address is no second employer, unless it has
people the other has not. Columns in, columns out: nothing here looks at one company at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

LEAST = 3
"""Companies that make a family: two of one name at one address are often a firm and its lets."""
SMALL = 10
"""The largest headcount that counts as repeated, not as a coincidence of two real firms."""
_SHORTEST = 4

_NOT_IN_A_STEM = (
    r"\([^)]*\)",
    r"[^\p{L}\p{N} ]+",
    r"\b(?:\w*\d\w*|[IVX]+|NO|NUMBER|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)\b",
    r"\b(?:LIMITED|LTD|LLP|PLC|CIC|CYF|CYFYNGEDIG|LIABILITY PARTNERSHIP)\b",
    r"\b[A-Z]\s*$",
)
_HOLDING = r"\b(?:HOLDINGS?|GROUP|HOLDCO|TOPCO|BIDCO|MIDCO|INTERNATIONAL|UK)\b"


class Families(NamedTuple):
    """For each of N companies. group: index of the one that stands for it, or its own.

    family, holding: in a family of near copies; a holding company beside what it holds. spare:
    another of its group stands for it.
    """

    group: Ints
    family: Bools
    holding: Bools
    spare: Bools


def families(
    *,
    names: pa.Array,
    postcodes: Sequence[str],
    first_sics: Sequence[str],
    headcount: Floats,
    holding: Bools,
    possible: Bools,
) -> Families:
    """Find both; each array has N entries.

    Args:
        names: names as they stand.
        postcodes: empty where there is none; without one there is no family.
        first_sics: the code listed first, empty where there is none.
        headcount: people; nan where missing.
        holding: whether it is a holding company by its code or name.
        possible: whether it can count at all; one that cannot does not stand for others.
    """
    stem = stems(names)
    placed = np.asarray([bool(p) for p in postcodes], dtype=np.bool_) & possible
    named = placed & (_lengths(stem) >= _SHORTEST)
    key = _codes(stem, postcodes, first_sics)
    family = _in_families(key, headcount, named & ~holding)
    group = np.arange(len(key), dtype=np.int64)
    _stand_for(group, key, headcount, family)
    held, over = _holdings(names, postcodes, headcount, holding & placed, placed & ~family)
    group = np.where(held >= 0, held, group)
    spare = (family & (group != np.arange(len(group)))) | over
    return Families(group, family, held >= 0, spare)


def stems(names: pa.Array) -> pa.Array:
    """Names without numbers, brackets, legal forms and punctuation, in capitals."""
    found = pc.call_function("utf8_upper", [names])
    for pattern in _NOT_IN_A_STEM:
        found = _without(found, pattern)
    return _spaced(found)


def _in_families(key: Ints, headcount: Floats, may: Bools) -> Bools:
    """Those that state no headcount of their own, where there are enough of them."""
    known = np.where(np.isnan(headcount), 0, headcount)
    figure = _codes_of(np.column_stack([key, np.round(known * 10).astype(np.int64)]))
    repeated = _counts(figure, may)[figure] > 1
    none_own = may & ((known == 0) | (repeated & (known <= SMALL)))
    return none_own & (_counts(key, none_own)[key] >= LEAST)


def _stand_for(group: Ints, key: Ints, headcount: Floats, family: Bools) -> None:
    """Each of a family points at the one with most people, of equals the first."""
    members = np.flatnonzero(family)
    people = np.where(np.isnan(headcount), 0, headcount)[members]
    order = members[np.lexsort((members, -people, key[members]))]
    _, first, place = np.unique(key[order], return_index=True, return_inverse=True)
    group[order] = order[first][place]


def _holdings(
    names: pa.Array, postcodes: Sequence[str], headcount: Floats, holding: Bools, others: Bools
) -> tuple[Ints, Bools]:
    """For each holding company the largest company it holds (-1: none), and whether it is spare.

    It is spare if it has no people, or at least as many as all it holds: then its figure is the
    group's.
    """
    bare = _spaced(_without(stems(names), _HOLDING))
    may = _lengths(bare) >= _SHORTEST
    key = _codes(bare, postcodes)
    people = np.where(np.isnan(headcount), 0, headcount)
    firms = np.flatnonzero(others & ~holding & may)
    firms = firms[np.lexsort((firms, -people[firms]))]
    largest = np.full(int(key.max(initial=0)) + 1, -1, dtype=np.int64)
    largest[key[firms][::-1]] = firms[::-1]
    held = np.where(holding & may, largest[key], -1)
    total = np.bincount(key[firms], weights=people[firms], minlength=len(largest))[key]
    return held, (held >= 0) & ((people == 0) | ((total > 0) & (people >= total)))


def _without(texts: pa.Array, pattern: str) -> pa.Array:
    options = pc.ReplaceSubstringOptions(pattern, " ")
    return pc.call_function("replace_substring_regex", [texts], options)


def _spaced(texts: pa.Array) -> pa.Array:
    single = pc.call_function(
        "replace_substring_regex", [texts], pc.ReplaceSubstringOptions(r"\s+", " ")
    )
    return pc.call_function("utf8_trim_whitespace", [single])


def _lengths(texts: pa.Array) -> Ints:
    return pc.call_function("utf8_length", [texts]).to_numpy(zero_copy_only=False).astype(np.int64)


def _codes(*columns: pa.Array | Sequence[str]) -> Ints:
    """One number for each distinct combination of some columns of text."""
    each = [_numbered(c if isinstance(c, pa.Array) else pa.array(c, pa.string())) for c in columns]
    return _codes_of(np.column_stack(each))


def _numbered(column: pa.Array) -> Ints:
    return column.dictionary_encode().indices.to_numpy(zero_copy_only=False).astype(np.int64)


def _codes_of(columns: npt.NDArray[np.int64]) -> Ints:
    if not len(columns):
        return np.zeros(0, dtype=np.int64)
    code = columns[:, 0]
    for column in columns.T[1:]:
        joined = code * (int(column.max()) + 1) + column
        code = np.unique(joined, return_inverse=True)[1].astype(np.int64)
    return code


def _counts(key: Ints, among: Bools) -> Ints:
    return np.bincount(key[among], minlength=int(key.max(initial=0)) + 1)
