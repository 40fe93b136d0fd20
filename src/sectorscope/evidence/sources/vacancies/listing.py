"""Adverts of a service, page by page: what the three services have in common.

How many adverts there are is asked first, with as few as can be, and must not change while pages
are gathered. Each advert stands on one page, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import as_list, parsed
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.vacancies.answers import Listed

SMALLEST = 10
"""Adverts asked for to learn how many there are, and what they weigh."""


@dataclass(frozen=True)
class Listing:
    """One search, from its first page to its last.

    shape: how the service answers. ident: under which name an advert's id stands. page: adverts
    of one answer. question: what is asked for a page of so many adverts, by its number.
    """

    name: str
    shape: Listed
    ident: str
    page: int
    question: Callable[[int, int], Ask]

    def opening(self, client: Client) -> Opening:
        """Ask how many adverts there are.

        Raises:
            GateRefused: the answer is none.
        """
        return Opening(edition=f"{self._first(client)[1].total} adverts")

    def size(self, client: Client) -> Size:
        """What the first adverts weigh, times how many there are."""
        length, page = self._first(client)
        pages = max(1, -(-page.total // self.page))
        return Size(page.total, pages + 3, int(page.total * length / max(1, page.rows)))

    def _first(self, client: Client) -> tuple[int, Page]:
        size = min(SMALLEST, self.page)
        ask = self.question(1, size)
        answer, page = client.read(ask, lambda body: self._page(1, size, body))
        if page is None:
            raise AssertionError("nothing was known, so nothing can be unchanged")
        return len(answer.body), page

    def ask(self, number: int) -> Ask:
        """The question for a page."""
        return self.question(number, self.page)

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `rows` (cut short), `no_rows`,
                `pages`.
        """
        return self._page(number, self.page, body)

    def _page(self, number: int, size: int, body: bytes) -> Page:
        ids, total = self._records(parsed(body, self.name))
        if not total:
            raise GateRefused(
                "no_rows", f"no advert matches the query {self.name}", expected="at least one"
            )
        due = max(0, min(size, total - (number - 1) * size))
        if len(ids) != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {len(ids):,} adverts",
                expected=f"{due:,} of {total:,}",
                hint="the service may give no more of one search; ask for less at once.",
            )
        keys = frozenset(ids)
        if len(keys) != len(ids):
            raise GateRefused("pages", f"a page of {self.name} holds an advert twice")
        return Page(len(ids), total, max(1, -(-total // size)), self.shape.called, keys)

    def _records(self, said: dict[str, Any]) -> tuple[list[str], int]:
        """Ids of the adverts of a page, and how many there are in all."""
        try:
            total, listed = said[self.shape.total], said[self.shape.records]
            ids = [str(one[self.ident]) for one in listed]
        except (KeyError, TypeError) as why:
            names = f"{self.shape.total} and {self.shape.records}"
            raise GateRefused(
                "json_error",
                f"{self.name} is no page of adverts ({gates.error_in(said) or names})",
                expected=names,
            ) from why
        if type(total) is not int or total < 0:
            raise GateRefused(
                "json_error", f"{self.name} says no number of adverts", expected="one"
            )
        return ids, total

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One JSON list of the answers as they came."""
        return as_list(pages)
