"""Closed answers too small to be told are told as one, or the question is not told at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sectorscope.consultation.counts import SAID, UNASKED
from sectorscope.disclosure.policy import exact, magnitude, small

Row = Mapping[str, Any]
Rows = list[dict[str, Any]]

SILENT = ("dont_know", "refused", "blank")
"""States that come to the same where they cannot be told apart: did not say."""
ANOTHER = "another answer, or none"
NUMBERS = ("low", "likely", "high")


def asked(rows: Iterable[Row]) -> list[Row]:
    """The rows of businesses that were asked the question as a whole."""
    return [r for r in rows if not r["code"] and r["state"] not in UNASKED]


def closed(rows: Rows, *, options: bool) -> Rows | None:
    """The whole-question rows with answers told as one where they must be; None: withhold it.

    Args:
        rows: the question's rows, all of businesses asked.
        options: whether its answers are options.
    """
    if not _k_stands(rows):
        return None
    merged = _as_one(rows)
    candidates = [rows, merged, _options_as_one(merged)] if options else [rows, merged]
    return next((c for c in candidates if _splits_stand(c, options=options)), None)


def coarse(rows: Rows, named: Iterable[str]) -> Rows:
    """An open question's rows where only who named something is left of their states."""
    who = set(named)
    state = {True: "raised_unprompted", False: "blank"}
    return [{**r, "state": state[r["business"] in who], "option": None} for r in rows]


def open_states_stand(rows: Sequence[Row]) -> bool:
    """Whether the states of an open question may stand; all may have written something."""
    counts = Counter(r["state"] for r in rows)
    return all(c == len(rows) or exact(c, len(rows)) for c in counts.values())


def without_numbers(rows: Rows) -> tuple[Rows, bool]:
    """The rows without the numbers elicited, unless the rules for magnitudes hold for each."""
    given = {c: [r[c] for r in rows if r.get(c) is not None] for c in NUMBERS}
    if all(not values or magnitude(values) for values in given.values()):
        return rows, False
    return [{**r, **dict.fromkeys(NUMBERS)} for r in rows], True


def _k_stands(rows: Rows) -> bool:
    return exact(sum(r["state"] in SAID for r in rows), len(rows))


def _splits_stand(rows: Rows, *, options: bool) -> bool:
    splits = [Counter(r["state"] for r in rows)]
    if options:
        splits.append(Counter(r["option"] or r["state"] for r in rows))
    return all(exact(c, len(rows)) for split in splits for c in split.values())


def _as_one(rows: Rows) -> Rows:
    """Said is said, prompted or not; and those that did not say are told together.

    There is no state for "did not say yes", so beyond this a question is withheld.
    """
    return [_merged(r) for r in rows]


def _merged(row: dict[str, Any]) -> dict[str, Any]:
    if row["state"] in SAID:
        return {**row, "state": "yes"}
    if row["state"] in SILENT:
        return {**row, "state": "blank", "option": None}
    return row


def _options_as_one(rows: Rows) -> Rows:
    """The smallest unclaimed answers become one, until it is large enough."""
    claimed = {r["option"] for r in rows if r["state"] == "yes"}
    counts = Counter(r["option"] or r["state"] for r in rows)
    free = sorted((c for c in counts if c not in claimed), key=lambda o: (counts[o], o))
    if any(small(counts[c]) for c in claimed):
        return rows
    into: set[str] = set()
    while free and (any(small(counts[o]) for o in free) or small(sum(counts[o] for o in into))):
        into.add(free.pop(0))
    return [
        {**r, "state": "blank", "option": ANOTHER}
        if r["state"] not in SAID and (r["option"] or r["state"]) in into
        else r
        for r in rows
    ]
