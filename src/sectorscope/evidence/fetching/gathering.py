"""Gathering the pages of one answer: each judged by itself and against the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sectorscope.errors import FetchFailed
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Retrieval
from sectorscope.evidence.fetching.spool import Spool
from sectorscope.evidence.refusal import GateRefused

_ANEW = frozenset({"pages", "columns"})
"""Refusals that may only say that the data changed between two pages: then all are asked anew."""
ROUNDS = 3
"""Times a retrieval is begun anew within one run, before what it gives is refused."""


class Bad(Exception):
    """A body that is refused, with the refusal: so that it can be kept apart."""

    def __init__(self, body: bytes, refused: GateRefused) -> None:
        super().__init__(str(refused))
        self.body = body
        self.refused = refused


@dataclass
class Gathering:
    """Pages of one retrieval, from the work folder or the service."""

    retrieval: Retrieval
    client: Client
    spool: Spool
    say: Callable[[str], None]
    pages: list[Page] = field(default_factory=list)
    seen: bytes = b""

    def all(self, opening: Opening) -> tuple[Page, Opening]:
        """Have every page of one edition in the work folder.

        Returns:
            What the first page says of the whole, and what the service said of that edition.

        Raises:
            FetchFailed: a page did not come; those that came stay in the work folder. Or the data
                change faster than they can be fetched.
            Bad: a page came that cannot be evidence.
        """
        for left in reversed(range(ROUNDS)):
            begun = self.spool.begin(opening.edition)
            try:
                self._once()
            except GateRefused as refused:
                mixed = refused.gate in _ANEW and (begun or len(self.pages) > 0)
                if not (mixed and left):
                    raise Bad(self.seen, refused) from None
            else:
                again = self.retrieval.opening(self.client)
                if again.edition == opening.edition:
                    return self.pages[0], again
                opening = again
            self.say(f"{self.retrieval.name}: its data have changed meanwhile; asking anew")
            self.spool.clear()
        raise FetchFailed(
            f"the data behind {self.retrieval.name} change faster than they can be fetched",
            hint="the same command later",
        )

    def bodies(self) -> Iterator[bytes]:
        """The pages in order, one at a time.

        Raises:
            FetchFailed: somebody took one out of the work folder.
        """
        for number in range(1, len(self.pages) + 1):
            body = self.spool.page(number)
            if body is None:
                raise FetchFailed(
                    f"page {number} of {self.retrieval.name} is gone from the work folder",
                    hint="the same command again",
                )
            yield body

    def _once(self) -> None:
        self.pages = []
        number, last = 1, 1
        while number <= last:
            self._page(number)
            last = self.pages[0].pages
            self._progress(number, last)
            number += 1
        self._check_whole()

    def _page(self, number: int) -> None:
        kept = self.spool.page(number)
        if kept is not None:
            self.pages.append(self._look(number, kept))
            return
        answer, page = self.client.read(
            self.retrieval.ask(number), lambda body: self._look(number, body)
        )
        if page is None:
            raise AssertionError("nothing was known, so nothing can be unchanged")
        self.spool.put(number, answer)
        self.pages.append(page)

    def _look(self, number: int, body: bytes) -> Page:
        self.seen = body
        page = self.retrieval.look(number, body)
        if self.pages:
            self._fits(number, page)
        return page

    def _fits(self, number: int, page: Page) -> None:
        """Hold a page against those before it."""
        first, name = self.pages[0], self.retrieval.name
        if page.shape != first.shape:
            raise GateRefused(
                "columns",
                f"page {number} of {name} has other columns than the first",
                expected="the same on every page",
            )
        if page.total != first.total:
            raise GateRefused(
                "pages",
                f"page {number} of {name} speaks of {page.total:,} records, the first of "
                f"{first.total:,}",
                expected="the same data behind every page",
            )
        for before, other in enumerate(self.pages, 1):
            if not page.keys.isdisjoint(other.keys):
                raise GateRefused(
                    "pages",
                    f"page {number} of {name} holds records of page {before} again",
                    expected="each record once",
                )

    def _check_whole(self) -> None:
        rows, total = sum(p.rows for p in self.pages), self.pages[0].total
        if rows != total:
            raise GateRefused(
                "pages",
                f"the pages of {self.retrieval.name} hold {rows:,} records",
                expected=f"{total:,}, as the service says",
            )

    def _progress(self, number: int, last: int) -> None:
        rows, total = sum(p.rows for p in self.pages), self.pages[0].total
        unit = self.pages[0].unit
        self.say(f"{self.retrieval.name}: page {number} of {last}, {rows:,} of {total:,} {unit}")
