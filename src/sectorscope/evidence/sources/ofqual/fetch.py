"""The Register of Regulated Qualifications, page by page, as its interface gives it.

    [[fetch]]
    id = "science-at-level-3"
    source = "ofqual"
    subject_areas = ["1.2", "4.1"]
    levels = ["Level 3", "Level 4"]
    availability = ["Available to learners"]

The interface takes several values of one filter joined by commas, so an area whose name holds a
comma cannot be asked for: without `subject_areas` all of the register comes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sectorscope.concepts.subject_areas import SUBJECT_AREAS
from sectorscope.errors import UsageError
from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import as_list, asked_of, parsed
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.ofqual.answered import total
from sectorscope.study import Query
from sectorscope.study.strict import Strict

PAGE = 100
"""Qualifications of one answer."""
PATH = "Qualifications"


class Asked(Strict):
    """What a query says, beside its name and its bounds; empty: all of it.

    title: words in it. subject_areas: codes of tier 2. levels, types, availability: as the
    register writes them. organisations: awarding organisations, each by its whole name.
    """

    title: str = ""
    subject_areas: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    england: bool = False


def fetch(query: Query) -> Ofqual:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is unknown or of the wrong kind, or cannot be asked for.
    """
    asked = asked_of(Asked, query)
    return Ofqual(f"{query.called}.json", asked, tuple(_filters(query.called, asked)))


def _filters(called: str, asked: Asked) -> Iterable[tuple[str, str]]:
    """What is sent, in the interface's names."""
    if asked.title:
        yield "title", asked.title
    areas = tuple(_name(called, code) for code in asked.subject_areas)
    lists = {
        "availability": asked.availability,
        "qualificationTypes": asked.types,
        "qualificationLevels": asked.levels,
        "sectorSubjectAreas": areas,
    }
    for name, values in lists.items():
        for value in values:
            if "," in value:
                raise UsageError(
                    f"the query {called!r} asks for {value!r}, and the interface splits its "
                    "filters at commas",
                    expected="values without one",
                    hint="leave the filter out, or add the register's CSV: it has everything.",
                )
        if values:
            yield name, ",".join(values)
    for organisation in asked.organisations:
        yield "awardingOrganisations", organisation
    if asked.england:
        yield "nationalAvailability", "England"


def _name(called: str, code: str) -> str:
    if code not in SUBJECT_AREAS or "." not in code:
        raise UsageError(
            f"the query {called!r} asks for the subject area {code!r}",
            expected="a code of tier 2, such as 4.1 (engineering)",
            hint=nearest(code, SUBJECT_AREAS),
        )
    return SUBJECT_AREAS[code]


@dataclass(frozen=True)
class Ofqual:
    """One query, from its first page to its last.

    filters: what is asked for, as it is sent.
    """

    name: str
    asked: Asked
    filters: tuple[tuple[str, str], ...]

    def opening(self, client: Client) -> Opening:
        """Ask how many there are: while pages are gathered, that must not change.

        Raises:
            GateRefused: the answer is none.
        """
        return Opening(edition=f"{self._first(client)[1].total} qualifications")

    def size(self, client: Client) -> Size:
        """What the first qualification weighs, times how many there are."""
        length, page = self._first(client)
        return Size(page.total, page.total // PAGE + 4, page.total * length)

    def _first(self, client: Client) -> tuple[int, Page]:
        answer, page = client.read(self._ask(1, 1), lambda body: self._page(1, 1, body))
        if page is None:
            raise AssertionError("nothing was known, so nothing can be unchanged")
        return len(answer.body), page

    def ask(self, number: int) -> Ask:
        """The question for a page."""
        return self._ask(number, PAGE)

    def _ask(self, number: int, size: int) -> Ask:
        params = (*self.filters, ("page", str(number)), ("limit", str(size)))
        return Ask(PATH, params, accept="application/json")

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `rows` (cut short), `no_rows`,
                `pages`.
        """
        return self._page(number, PAGE, body)

    def _page(self, number: int, size: int, body: bytes) -> Page:
        said = _small(body, self.name)
        records, whole = _numbers(said, self.name), total(said)
        if not whole:
            raise GateRefused(
                "no_rows",
                f"nothing matches the query {self.name}",
                expected="at least one qualification",
            )
        due = min(size, whole - (number - 1) * size)
        told = {"currentpage": number, "limit": size}
        for entry, expected in told.items():
            if said.get(entry) != expected and not (entry == "limit" and due < size):
                raise GateRefused(
                    "pages",
                    f"page {number} of {self.name} says {entry} {str(said.get(entry))[:20]}",
                    expected=f"{expected:,}",
                    hint="the service may have been asked for another page, or changed its ways",
                )
        if len(records) != due or len(set(records)) != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {len(set(records)):,} qualifications",
                expected=f"{due:,} of {whole:,}",
            )
        return Page(due, whole, -(-whole // size), "qualifications", frozenset(records))

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One JSON list of the answers as they came."""
        return as_list(pages)


def _small(body: bytes, name: str) -> dict[str, Any]:
    """An answer, its entries by their names in small letters."""
    return {key.casefold(): value for key, value in parsed(body, name).items()}


def _numbers(said: dict[str, Any], name: str) -> list[str]:
    try:
        small = [{str(k).casefold(): v for k, v in one.items()} for one in said["results"]]
        return [str(one["qualificationnumber"]) for one in small]
    except (KeyError, TypeError, AttributeError) as why:
        raise GateRefused(
            "json_error",
            f"{name} is no page of qualifications ({gates.error_in(said) or 'results missing'})",
            expected="count, currentPage, limit and results",
        ) from why
