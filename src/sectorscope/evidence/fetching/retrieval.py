"""What a source's `fetch.py` says of one query: the shape every retrieval has.

A retrieval is pages that are asked one by one and joined in the end; a whole file is one page.
Nothing here touches the network: the same methods say what to ask and judge what came.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client


@dataclass(frozen=True)
class Opening:
    """What a service says before the first page.

    edition: whatever changes when the data behind a query do; pages of two editions are never
    joined. notes: what a person must know, such as that the publisher has paused the series.
    settled: whether the same edition is proof that nothing has changed.
    """

    edition: str = ""
    notes: tuple[str, ...] = ()
    settled: bool = False


@dataclass(frozen=True)
class Page:
    """What one page says of itself and the whole; of a file that comes in parts, rows are bytes.

    rows: records on it. total: records of the whole answer. pages: pages of the whole answer.
    shape: its columns, the same on each page. keys: the name of each record, no two alike.
    """

    rows: int
    total: int
    pages: int
    shape: str = ""
    keys: frozenset[str] = field(default=frozenset(), repr=False)
    unit: str = "rows"


@dataclass(frozen=True)
class Size:
    """What to expect of a retrieval; None where the service does not say."""

    rows: int | None
    requests: int
    bytes: int | None


class Retrieval(Protocol):
    """How one query is retrieved."""

    @property
    def name(self) -> str:
        """File name of the snapshot."""
        ...

    def opening(self, client: Client) -> Opening:
        """Ask what the data set is, and refuse another than was asked for."""
        ...

    def size(self, client: Client) -> Size:
        """Ask how much there is, and for as little else as possible."""
        ...

    def ask(self, number: int) -> Ask:
        """The question for a page, counted from 1."""
        ...

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page by itself.

        Raises:
            GateRefused: it is none; gates `empty`, `rows`, `pages` are asked again first.
        """
        ...

    def join(self, pages: Iterable[bytes]) -> bytes:
        """The bytes of the snapshot."""
        ...
