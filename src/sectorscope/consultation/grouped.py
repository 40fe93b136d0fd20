"""Every count of a consultation, as a whole or by what businesses may be grouped by.

Exact, and for the analyst's own eyes: nothing is protected here, and nothing is inferred. A group
is a count of businesses, however few; a share of four businesses is still "two of four".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.consultation.counts import Consultation, segments
from sectorscope.errors import UsageError

Row = Mapping[str, Any]

OWN = ("segments", "size_band", "place")
"""What every consultee may be grouped by; the survey's own columns come beside them."""


@dataclass(frozen=True)
class GroupCount:
    """k of n for a question, or a code of it (empty: the question itself), in one group.

    by: the group, empty for businesses that state none; None where nothing is grouped. states:
    businesses by state of the question as a whole.
    """

    question: str
    code: str
    by: str | None
    k: int
    n: int
    states: Mapping[str, int]


def counts(rows: Callable[[str], Iterable[Row]], column: str | None = None) -> Iterator[GroupCount]:
    """Every question and code counted, in the questionnaire's order, group by group.

    Args:
        rows: gives a table's rows by its name.
        column: segments, size_band, place, or a column the mapping groups by; None for no groups.

    Raises:
        UsageError: there is no such column.
    """
    held = Consultation(rows)
    groups = _groups(held, list(rows("consultee_group")), column)
    for question in held.questions:
        for code in ("", *(c["code"] for c in held.codes_of_question(question["id"]))):
            for name, members in groups:
                count = held.count(question["id"], code, among=members)
                if count.n or name is None:
                    yield GroupCount(question["id"], code, name, count.k, count.n, count.states)


def _groups(
    held: Consultation, also: list[Row], column: str | None
) -> list[tuple[str | None, frozenset[str]]]:
    if column is None:
        return [(None, held.in_segment(None))]
    found: dict[str, set[str]] = {}
    for business, group in _memberships(held, also, column):
        found.setdefault(group, set()).add(business)
    stated = frozenset[str]().union(*found.values()) if found else frozenset[str]()
    if unstated := held.in_segment(None) - stated:
        found.setdefault("", set()).update(unstated)
    return [(name, frozenset(found[name])) for name in sorted(found, key=lambda n: (not n, n))]


def _memberships(held: Consultation, also: list[Row], column: str) -> Iterator[tuple[str, str]]:
    wanted = column.casefold().strip()
    if wanted in OWN:
        for business, row in held.consultees.items():
            values = segments(row) if wanted == "segments" else [row[wanted] or ""]
            yield from ((business, value) for value in values)
        return
    known = {row["column"].casefold().strip(): row["column"] for row in also}
    within = [name for name in known if wanted in name]
    if wanted not in known and len(within) == 1:  # "sector" for "What sector are you in?"
        wanted = within[0]
    if wanted not in known:
        raise UsageError(
            f"businesses cannot be grouped by {column!r}",
            expected="one of " + ", ".join((*OWN, *sorted(set(known.values())))),
            hint="name the column in the mapping, under [business]",
        )
    for row in also:
        if row["column"].casefold().strip() == wanted:
            yield from ((row["business"], part) for part in _parts(row["value"]))


def _parts(value: str) -> list[str]:
    """The groups of a business that chose several; the empty one of a business that chose none."""
    return [part.strip() for part in value.split(";") if part.strip()] or [""]
