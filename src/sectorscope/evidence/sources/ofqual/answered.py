"""Answers of the register's interface: one page, or all of them as they were fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.nested import Nested, answers
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.ofqual.given import FIELDS, NEEDED, qualification

LISTS = ("results", "Results")
"""Names of entries come with a small letter or a capital."""


def rows(data: bytes, *, partly: bool) -> Iterator[dict[str, Any]]:
    """Rows of table `qualification` without the snapshot.

    Args:
        data: JSON, an answer or a list of them.
        partly: whether fewer than there are in all will do.

    Raises:
        GateRefused: gates `encoding`, `html`, `json_error`, `truncated`, `rows`, `fields`,
            `values`, `count`.
    """
    found = answers(data, LISTS)
    records = [record for one in found for record in one.records]
    totals = {total(one.about) for one in found}
    if len(totals) != 1:
        raise GateRefused("count", "the answers speak of several totals", expected="one")
    (whole,) = totals
    if whole != len(records) and not partly:
        raise GateRefused(
            "count",
            f"{len(records):,} of the {whole:,} qualifications that match are there",
            expected="all of them",
            hint="fetch the query, or add every page as one list.",
        )
    return (_row(record) for record in records)


def total(about: dict[str, Any]) -> int:
    """How many there are in all, as an answer says.

    Raises:
        GateRefused: gate `json_error`: it does not.
    """
    said = {key.casefold(): value for key, value in about.items()}.get("count")
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        raise GateRefused(
            "json_error",
            "the answer does not say how many qualifications there are",
            expected="count, currentPage, limit and results",
        )
    return said


def _row(record: Nested) -> dict[str, Any]:
    names = {key.casefold(): key for key in record.said}
    said: dict[str, str] = {}
    for key, (_, entry) in FIELDS.items():
        name = names.get(entry.casefold())
        if name is None and key in NEEDED:
            raise GateRefused(
                "fields",
                f"a qualification has no entry {entry}",
                expected="entries " + ", ".join(FIELDS[k][1] for k in NEEDED),
                hint=nearest(entry, record.said),
            )
        said[key] = _text(record.said[name], entry) if name is not None else ""
    place, raw = record.place(names[FIELDS["title"][1]])
    return qualification(said) | {"locator": place, "raw": raw}


def _text(value: object, entry: str) -> str:
    if value is None:
        return ""
    if isinstance(value, dict | list):
        raise GateRefused("values", f"{entry} is {str(value)[:30]!r}", expected="one value")
    return str(value)
