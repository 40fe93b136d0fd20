"""Commuting of Census 2021: the zip as Nomis offers it, whole.

    [[fetch]]
    id = "commuting"
    source = "commuting"
    dataset = "odwp01ew"

Within are a CSV for each level of areas, from output areas to regions; the reader takes that of
districts. The service cannot be asked for it alone.
"""

from __future__ import annotations

from sectorscope.errors import UsageError
from sectorscope.evidence.fetching.wholefile import WholeFile
from sectorscope.study import Query

DATASET = "odwp01ew"
MOST = 2**29
"""Bytes the zip may have; its largest file has some nine million rows, of output areas."""


def fetch(query: Query) -> WholeFile:
    """How the zip is retrieved.

    Raises:
        UsageError: the query asks for another data set, or for anything else.
    """
    asked = dict(query.asked)
    dataset = str(asked.pop("dataset", "")).casefold()
    if asked or query.rows_at_least is not None or query.rows_at_most is not None:
        unknown = ", ".join(asked) or "how many rows there are"
        raise UsageError(
            f"the query {query.called!r} says {unknown}",
            expected=f'dataset = "{DATASET}" alone',
            hint="the file comes whole; the profile takes the region's flows from it",
        )
    if dataset != DATASET:
        raise UsageError(
            f"the query {query.called!r} asks for {dataset or 'no data set'!r}",
            expected=f'dataset = "{DATASET}"',
            hint="flows of the 2011 census are asked of source nomis",
        )
    return WholeFile(f"{query.called}.zip", f"{DATASET}.zip", MOST)
