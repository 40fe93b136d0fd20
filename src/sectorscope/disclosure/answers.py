"""Closed answers too small to be told are told as one, or the question is not told at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sectorscope.consultation.counts import SAID, UNASKED
from sectorscope.disclosure.policy import BASE, exact, magnitude, small

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


def numbers_in_groups(rows: Rows, *, hides: bool) -> tuple[Rows, str]:
    """The rows with numbers that are nobody's own, and what became of them.

    The least, the greatest and the middle of some numbers are one business's number each. So each
    is replaced by the mean of five or more that lie next to each other (microaggregation; Defays
    and Nanopoulos 1993), which leaves totals as they are, and each such group has to pass the
    rules for magnitudes. If one does not, no number is told; nor if how many gave one may not be.

    Args:
        rows: the question's rows, all of businesses asked.
        hides: whether one of those asked could be any of ten or more.

    Returns:
        The rows, and `numbers` if none is told, `averaged` if means are, empty if none was given.
    """
    given = [i for i, r in enumerate(rows) if _given(r)]
    if not given:
        return rows, ""
    if not hides and not exact(len(given), len(rows)):
        return [{**r, **dict.fromkeys(NUMBERS)} for r in rows], "numbers"
    given.sort(key=lambda i: (sum(_given(rows[i])) / len(_given(rows[i])), rows[i]["business"]))
    ends = [*range(0, len(given) - BASE + 1, BASE)][1:]
    groups = [given[a:b] for a, b in zip([0, *ends], [*ends, len(given)], strict=True)]
    told = [dict(r) | dict.fromkeys(NUMBERS) for r in rows]
    for column in NUMBERS:
        for group in groups:
            values = [rows[i][column] for i in group if rows[i].get(column) is not None]
            if len(values) < len(group):
                continue  # a mean of some beside a mean of all could turn a range round
            if not magnitude(values):
                return [{**r, **dict.fromkeys(NUMBERS)} for r in rows], "numbers"
            for i in group:
                told[i][column] = sum(values) / len(values)
    return told, "averaged" if any(map(_given, told)) else "numbers"


def _given(row: Row) -> list[float]:
    return [row[c] for c in NUMBERS if row.get(c) is not None]


def _k_stands(rows: Rows) -> bool:
    """Whether k may stand: if nobody said so, that is what all have in common."""
    said = sum(r["state"] in SAID for r in rows)
    return said > 0 and exact(said, len(rows))


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
