"""Rows that are one company: which is kept, and what the others say instead.

Kept is a row with a headcount before one without, then that of the newest accounts, then the one
that says most, then the last. Accounts of two years are no contradiction; two headcounts for one
year are, and two names, places, codes or standings.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from sectorscope.evidence.companies.columns import Flags
from sectorscope.evidence.distinct import Places

_SHOWN = (
    *("name", "text", "website", "status", "sics", "postcode", "area_code", "accounts"),
    *("headcount", "low", "high", "before"),
)
_LASTING = ("name", "status", "sics", "postcode", "area_code")

Held = Mapping[str, Sequence[Any]]


@dataclass(frozen=True)
class Repeats:
    """Companies with several rows, rows left out, and companies by column that differs."""

    companies: int = 0
    rows: int = 0
    differing: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class Kept:
    """rows: places of the rows that are kept. others: what the left-out ones say, as JSON."""

    rows: Places
    flags: Flags
    others: pa.Array
    repeats: Repeats


def best_rows(columns: Mapping[str, pa.Array], flags: Flags) -> Kept:
    """One row a company, in the order of the file.

    Args:
        columns: columns of table `company`, each of N.
        flags: flags of the same rows; `repeated` and `repeated_differs` are set among them.
    """
    places = _several(columns["id"])
    held = {name: column.take(pa.array(places)).to_pylist() for name, column in columns.items()}
    alike = _alike(held["id"])
    best = {company: max(rows, key=lambda i: _worth(held, i)) for company, rows in alike.items()}
    others: dict[int, str] = {}
    differing: Counter[str] = Counter()
    for company, rows in alike.items():
        said = _said(held, rows, best[company])
        differing.update(said.keys())
        if said:
            others[int(places[best[company]])] = json.dumps(said, ensure_ascii=False)
    _flag(held, flags, alike, best, places)
    kept = np.ones(len(columns["id"]), dtype=np.bool_)
    kept[places] = False
    kept[places[list(best.values())]] = True
    rows = np.flatnonzero(kept)
    repeats = Repeats(len(alike), len(kept) - len(rows), dict(differing))
    return Kept(rows, flags.kept(rows), _beside(rows, others), repeats)


def _several(ids: pa.Array) -> Places:
    """Rows of companies that have more than one."""
    coded = ids.dictionary_encode().indices.to_numpy(zero_copy_only=False)
    return np.flatnonzero(np.bincount(coded)[coded] > 1)


def _beside(rows: Places, others: Mapping[int, str]) -> pa.Array:
    """What others say, by the rows that are kept; missing beside most."""
    found: list[str | None] = [None] * len(rows)
    at = np.searchsorted(rows, np.array(list(others), np.int64))
    for place, said in zip(at.tolist(), others.values(), strict=True):
        found[place] = said
    return pa.array(found, pa.string())


def _alike(ids: Sequence[str]) -> dict[str, list[int]]:
    """Places of the rows of each company."""
    found: dict[str, list[int]] = {}
    for place, company in enumerate(ids):
        found.setdefault(company, []).append(place)
    return found


def _worth(held: Held, i: int) -> tuple[bool, bool, str, int, int]:
    said = sum(column[i] is not None for column in held.values())
    single, some = held["headcount"][i] is not None, held["low"][i] is not None
    return single or some, single, held["accounts"][i] or "", said, i


def _said(held: Held, rows: Sequence[int], best: int) -> dict[str, list[Any]]:
    """What the other rows say by column, where it is not what the kept one says."""
    others = [i for i in rows if i != best]
    said = {c: [held[c][i] for i in others if held[c][i] != held[c][best]] for c in _SHOWN}
    return {column: values for column, values in said.items() if values}


def _flag(
    held: Held,
    flags: Flags,
    alike: Mapping[str, Sequence[int]],
    best: Mapping[str, int],
    places: Places,
) -> None:
    repeated = np.zeros(len(flags), dtype=np.bool_)
    differs = repeated.copy()
    for company, rows in alike.items():
        repeated[places[best[company]]] = True
        differs[places[best[company]]] = _contradict(held, rows)
    flags.add("repeated", repeated)
    flags.add("repeated_differs", differs)


def _contradict(held: Held, rows: Sequence[int]) -> bool:
    if any(len({held[column][i] for i in rows}) > 1 for column in _LASTING):
        return True
    said = {(held["accounts"][i], held["headcount"][i]) for i in rows}
    return len(said) > len({year for year, _ in said})
