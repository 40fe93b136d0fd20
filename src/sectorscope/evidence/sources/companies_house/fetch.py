"""Companies House: the register's free monthly file, part by part, by its issue.

    [[fetch]]
    id = "register-1"
    source = "companies_house"
    edition = "2026-11-01"
    part = 1

The file is made on the first of a month and stands for some weeks. Only an issue that is named is
fetched: "the newest" would be another file each month under one name. It is published whole and in
seven parts; whole it unpacks to more than any file may (`unpacking.MAX_BYTES`), so parts are asked
for, each by a query of its own.
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


def fetch(query: Query) -> WholeFile:
    """How a part of the file is retrieved.

    Raises:
        UsageError: the query names no issue or no part, or asks for anything else.
    """
    asked = dict(query.asked)
    edition, part = asked.pop("edition", ""), asked.pop("part", None)
    if asked or query.rows_at_least is not None or query.rows_at_most is not None:
        unknown = ", ".join(asked) or "how many rows there are"
        raise UsageError(
            f"the query {query.called!r} says {unknown}",
            expected="edition, the issue of the file, and part",
        )
    of = f"part{_part(query, part)}_{PARTS}"
    path = f"BasicCompanyData-{_day(query, edition)}-{of}.zip"
    return WholeFile(f"{query.id or f'companies-house-{of}'}.zip", path, MOST)


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
    named = "no part" if part is None else f"the part {part!r}"
    raise UsageError(
        f"the query {query.called!r} names {named} of the file",
        expected=f"a number from 1 to {PARTS}, such as part = 1",
        hint="the whole file unpacks to more than may be read; a query for each part",
    )
