"""Explore Education Statistics: a query in the publisher's own words, turned into its codes.

    [[fetch]]
    source = "ees"
    dataset = "113d4ed2-6a88-40d8-9e95-08de8031e1d7"
    called = "Apprenticeships"
    indicators = ["starts"]
    level = "LAD"
    places = ["E08000034"]
    periods = ["2024/2025"]
    where = { apps_level = ["Total"], age_summary = ["Total", "25+"] }

or a whole data set, which may be large:

    [[fetch]]
    source = "ees"
    dataset = "113d4ed2-6a88-40d8-9e95-08de8031e1d7"
    whole = true
    mapping = "starts.toml"

A version of a data set never changes, so an answer of the same version is not asked for again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import asked_of
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import rows_with_offsets
from sectorscope.evidence.sources.ees.asked import Asked, AskedWhole, opened
from sectorscope.evidence.sources.ees.querying import Ees
from sectorscope.study import Query

LARGEST_CSV = 512 * 2**20
"""Bytes a whole data set may have; apprenticeships by provider and standard have about 60 MB."""


def fetch(query: Query) -> Ees | Whole:
    """How a query, or a whole data set, is retrieved.

    Raises:
        UsageError: an entry is missing, unknown or of the wrong kind.
    """
    kind = AskedWhole if query.asked.get("whole") is True else Asked
    asked = asked_of(kind, query)
    if isinstance(asked, AskedWhole):
        return Whole(f"{query.called}.csv", asked)
    return Ees(f"{query.called}.json", asked)


@dataclass(frozen=True)
class Whole:
    """All of a data set, as the publisher's CSV."""

    name: str
    asked: AskedWhole

    def opening(self, client: Client) -> Opening:
        """Ask what the data set is.

        Raises:
            GateRefused: gate `dataset`: it is another one.
        """
        return opened(client, self.asked)[1]

    def size(self, client: Client) -> Size:
        """The service makes the file when it is asked for, and does not say how large it is."""
        _ = client
        return Size(None, 3, None)

    def ask(self, number: int) -> Ask:
        """The one question there is."""
        _ = number
        return Ask(f"data-sets/{self.asked.dataset}/csv", accept="text/csv", most=LARGEST_CSV)

    def look(self, number: int, body: bytes) -> Page:
        """Count the rows.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `no_rows`, `rows`.
        """
        _ = number
        gates.inspect(body, self.name)
        if not body.endswith((b"\n", b"\r")):
            raise GateRefused("rows", f"{self.name} is cut short", expected="whole lines")
        rows = sum(1 for _ in rows_with_offsets(body)[1])
        return Page(rows, rows, 1)

    def join(self, pages: Iterable[bytes]) -> bytes:
        """The file as it came."""
        return b"".join(pages)
