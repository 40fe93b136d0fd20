"""One search of the register, from its first page to its last.

The publisher's guide has pages of 1 to 5,000 companies. Its search service counts all that match
(`hits`), but pages through an index whose window is 10,000 unless its keeper widens it; so no more
are asked for. Where nothing matches it answers 404 without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import as_list, parsed
from sectorscope.evidence.refusal import GateRefused

PATH = "advanced-search/companies"
PAGE = 5_000
"""Companies of one answer: the most it gives."""
MOST = 10_000
"""Companies of one search that can be had."""
SMALLEST = 10
"""Companies asked for to learn how many there are, and what they weigh."""
_NONE = b'{"hits":0,"items":[]}'


@dataclass(frozen=True)
class Search:
    """One search. filters: what is asked for, as it is sent."""

    name: str
    filters: tuple[tuple[str, str], ...]

    def opening(self, client: Client) -> Opening:
        """Ask how many companies there are: while pages are gathered, that must not change.

        Raises:
            GateRefused: gates `no_rows`, `oversize` (more than it gives), or no answer.
        """
        return Opening(edition=f"{self._first(client)[1].total} companies")

    def size(self, client: Client) -> Size:
        """What the first companies weigh, times how many there are."""
        length, page = self._first(client)
        return Size(page.total, page.pages + 3, int(page.total * length / max(1, page.rows)))

    def _first(self, client: Client) -> tuple[int, Page]:
        answer, page = client.read(self._ask(1, SMALLEST), self._page)
        if page is None:
            raise AssertionError("nothing was known, so nothing can be unchanged")
        return len(answer.body), page

    def ask(self, number: int) -> Ask:
        """The question for a page."""
        return self._ask(number, PAGE)

    def _ask(self, number: int, size: int) -> Ask:
        paged = (("size", str(size)), ("start_index", str((number - 1) * size)))
        return Ask(PATH, (*self.filters, *paged), accept="application/json", absent=_NONE)

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `rows` (cut short), `no_rows`,
                `oversize`, `pages`.
        """
        page = self._page(body)
        due = min(PAGE, page.total - (number - 1) * PAGE)
        if page.rows != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {page.rows:,} companies",
                expected=f"{due:,} of {page.total:,}",
                hint="the service may give fewer at once than it did.",
            )
        return page

    def _page(self, body: bytes) -> Page:
        numbers, hits = self._records(parsed(body, self.name))
        self._check_hits(hits)
        keys = frozenset(numbers)
        if len(keys) != len(numbers):
            raise GateRefused("pages", f"a page of {self.name} holds a company twice")
        return Page(len(numbers), hits, -(-hits // PAGE), "companies", keys)

    def _check_hits(self, hits: int) -> None:
        if not hits:
            raise GateRefused(
                "no_rows",
                f"no company matches the query {self.name}",
                expected="at least one",
                hint="look at its codes, which are of five digits, and the spelling of its words",
            )
        if hits > MOST:
            raise GateRefused(
                "oversize",
                f"{hits:,} companies match the query {self.name}",
                expected=f"at most {MOST:,}, which is all the service gives of one search",
                hint="ask several times, by location, by code or by incorporated_from and "
                "incorporated_to; or take the register's free file (source companies_house)",
            )

    def _records(self, said: dict[str, Any]) -> tuple[list[str], int]:
        """Numbers of the companies of a page, and how many match in all."""
        try:
            hits, numbers = said["hits"], [str(one["company_number"]) for one in said["items"]]
        except (KeyError, TypeError) as why:
            raise GateRefused(
                "json_error",
                f"{self.name} is no page of companies ({gates.error_in(said) or 'hits or items'})",
                expected="hits and items",
            ) from why
        if type(hits) is not int or hits < 0:
            raise GateRefused("json_error", f"{self.name} says no number of hits", expected="one")
        return numbers, hits

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One JSON list of the answers as they came."""
        return as_list(pages)
