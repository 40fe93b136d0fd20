"""Companies House: the register's free monthly file, part by part, by its issue.

    [[fetch]]
    id = "register-1"
    source = "companies_house"
    edition = "2026-11-01"
    part = 1

The file is made on the first of a month and stands for some weeks. Only an issue that is named is
fetched: "the newest" would be another file each month under one name. It is published whole, which
is what a query without `part` asks for, and in seven parts, each by a query of its own.
"""

from __future__ import annotations

from datetime import date

from pydantic import JsonValue

from sectorscope.errors import UsageError
from sectorscope.evidence.fetching.wholefile import WholeFile
from sectorscope.study import Query

PARTS = 7
"""Parts the file is published in."""
MOST = 2**28
"""Bytes a packed part may have; in 2026 it has about 70 million."""
MOST_WHOLE = 2**30
"""The same of the whole file, which has some 480 million."""


def fetch(query: Query) -> WholeFile:
    """How the file, or a part of it, is retrieved.

    Raises:
        UsageError: the query names no issue, or asks for anything else.
    """
    asked = dict(query.asked)
    edition, part = asked.pop("edition", ""), asked.pop("part", None)
    if asked or query.rows_at_least is not None or query.rows_at_most is not None:
        unknown = ", ".join(asked) or "how many rows there are"
        raise UsageError(
            f"the query {query.called!r} says {unknown}",
            expected="edition, the issue of the file, and part if not all of it",
        )
    day = _day(query, edition)
    if part is None:
        name = query.id or "companies-house"
        return WholeFile(f"{name}.zip", f"BasicCompanyDataAsOneFile-{day}.zip", MOST_WHOLE)
    of = f"part{_part(query, part)}_{PARTS}"
    name = query.id or f"companies-house-{of}"
    return WholeFile(f"{name}.zip", f"BasicCompanyData-{day}-{of}.zip", MOST)


def _day(query: Query, edition: JsonValue) -> str:
    try:
        return date.fromisoformat(str(edition)).isoformat()
    except ValueError as why:
        raise UsageError(
            f"the query {query.called!r} names the issue {edition!r}",
            expected='the day it was made, such as edition = "2026-11-01"',
        ) from why


def _part(query: Query, part: JsonValue) -> int:
    if type(part) is int and 1 <= part <= PARTS:
        return part
    raise UsageError(
        f"the query {query.called!r} names the part {part!r} of the file",
        expected=f"a number from 1 to {PARTS}, or no part for the whole file",
    )
