"""Companies House: the register's free monthly file, by its issue.

    [[fetch]]
    source = "companies_house"
    edition = "2026-11-01"

The file is made on the first of a month and stands for some weeks. Only an issue that is named is
fetched: "the newest" would be another file each month under one name.
"""

from __future__ import annotations

from datetime import date

from sectorscope.errors import UsageError
from sectorscope.evidence.fetching.wholefile import WholeFile
from sectorscope.study import Query

MOST = 2 * 2**30
"""Bytes the packed file may have; in 2026 it has about 480 million."""


def fetch(query: Query) -> WholeFile:
    """How the file is retrieved.

    Raises:
        UsageError: the query names no issue, or asks for anything else.
    """
    asked = dict(query.asked)
    edition = asked.pop("edition", "")
    if asked or query.rows_at_least is not None or query.rows_at_most is not None:
        unknown = ", ".join(asked) or "how many rows there are"
        raise UsageError(
            f"the query {query.called!r} says {unknown}", expected="edition, the issue of the file"
        )
    try:
        day = date.fromisoformat(str(edition)).isoformat()
    except ValueError as why:
        raise UsageError(
            f"the query {query.called!r} names the issue {edition!r}",
            expected='the day it was made, such as edition = "2026-11-01"',
        ) from why
    path = f"BasicCompanyDataAsOneFile-{day}.zip"
    return WholeFile(f"{query.id or 'companies-house'}.zip", path, MOST)
