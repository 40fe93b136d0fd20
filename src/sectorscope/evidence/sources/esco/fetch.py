"""ESCO's web service: the lists of a version, page by page, as one snapshot.

    [[fetch]]
    id = "esco"
    source = "esco"
    version = "v1.2.0"

    [skills]
    vocabulary = "esco"

Lists: skills, skill_groups, occupations, occupation_groups; all of them if `lists` does not choose.
The service takes `isInScheme`, `language`, `selectedVersion`, `viewObsolete`, `limit` and `offset`,
which counts pages from nought (its documentation: "the 'offset' specifies the page number"). It
knows v1.1.0, v1.1.1, v1.2.0, v1.2.1 and `latest`, which is no named version, so that no query could
be repeated with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import Field

from sectorscope.concepts.esco_service import version_named
from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import as_list, asked_of, parsed
from sectorscope.evidence.refusal import GateRefused
from sectorscope.study import Query
from sectorscope.study.strict import Strict

PAGE = 100
"""Concepts of one answer, each in every language: some megabytes."""
SCHEME = "http://data.europa.eu/esco/concept-scheme/"
Name = Literal["skills", "skill_groups", "occupations", "occupation_groups"]
LISTS: dict[Name, tuple[str, str]] = {
    "skills": ("resource/skill", "member-skills"),
    "skill_groups": ("resource/skill", "skills-hierarchy"),
    "occupations": ("resource/occupation", "occupations"),
    "occupation_groups": ("resource/occupation", "isco"),
}
"""Where each list is asked for, and the scheme whose concepts it has."""


class Asked(Strict):
    """What a query says, beside its name and its bounds.

    version: of ESCO, as the service names it. lists: which of its lists.
    """

    version: str = Field(pattern=r"^v\d+\.\d+\.\d+$")
    lists: tuple[Name, ...] = Field(default=tuple(LISTS), min_length=1)


def fetch(query: Query) -> Esco:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is missing, unknown or of the wrong kind.
    """
    asked = asked_of(Asked, query)
    return Esco(f"{query.called}-{asked.version}.json", asked.version, _in_order(asked.lists))


def _in_order(chosen: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(name for name in LISTS if name in set(chosen))


@dataclass
class Esco:
    """The lists of one version, from the first page of the first to the last of the last.

    totals: concepts of each list, known once the service was asked.
    """

    name: str
    version: str
    lists: tuple[Name, ...]
    totals: dict[str, int] = field(default_factory=dict[str, int])

    def opening(self, client: Client) -> Opening:
        """Ask how many concepts each list has: while pages are gathered, that must not change.

        Raises:
            GateRefused: an answer is none, or of another version.
        """
        self._ask_totals(client)
        told = ", ".join(f"{name} {self.totals[name]}" for name in self.lists)
        return Opening(edition=f"{self.version}: {told}")

    def size(self, client: Client) -> Size:
        """What one concept of each list weighs, times how many there are."""
        weights = self._ask_totals(client)
        total = sum(weights[name] * self.totals[name] for name in self.lists)
        requests = self._pages() + 3 * len(self.lists)
        return Size(sum(self.totals.values()), requests, total)

    def _ask_totals(self, client: Client) -> dict[str, int]:
        """Bytes of an answer with one concept, by list."""
        weights: dict[str, int] = {}
        for name in self.lists:
            ask = self._ask(name, 0, 1)
            answer, page = client.read(ask, lambda body: _page(body, self.name, self.version))
            if page is None:
                raise AssertionError("nothing was known, so nothing can be unchanged")
            self.totals[name], weights[name] = page.total, len(answer.body)
        return weights

    def ask(self, number: int) -> Ask:
        """The question for a page, counted from 1 through all lists."""
        name, at = self._place(number)
        return self._ask(name, at, PAGE)

    def _ask(self, name: Name, at: int, size: int) -> Ask:
        path, scheme = LISTS[name]
        params = {
            "isInScheme": SCHEME + scheme,
            "language": "en",
            "selectedVersion": self.version,
            "viewObsolete": "false",
            "limit": str(size),
            "offset": str(at),
        }
        return Ask(path, tuple(params.items()), accept="application/json")

    def _pages(self) -> int:
        return sum(-(-total // PAGE) for total in self.totals.values())

    def _place(self, number: int) -> tuple[Name, int]:
        """The list a page is of, and its place in it, from nought."""
        left = number - 1
        for name in self.lists:
            pages = -(-self.totals.get(name, 0) // PAGE)
            if left < pages:
                return name, left
            left -= pages
        return self.lists[-1], left

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `rows` (cut short), `no_rows`,
                `version`, `pages`.
        """
        name, at = self._place(number)
        page = _page(body, self.name, self.version)
        total = self.totals.get(name)
        if page.total != total:
            self.totals[name] = page.total  # if it says so again, what was said before was wrong
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} speaks of {page.total:,} concepts of {name}",
                expected=f"{total:,}, as the service said before" if total else "none before",
            )
        due = min(PAGE, page.total - at * PAGE)
        if page.rows != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {page.rows:,} concepts",
                expected=f"{due:,} of {page.total:,} of {name}",
                hint="the service may count records where it counted pages.",
            )
        keys = frozenset(f"{name} {key}" for key in page.keys)
        return Page(due, sum(self.totals.values()), self._pages(), "concepts", keys)

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One JSON list of the answers as they came."""
        return as_list(pages)


def _page(body: bytes, name: str, version: str) -> Page:
    """One answer by itself: its concepts, and how many its list has."""
    said = parsed(body, name)
    embedded, total = said.get("_embedded"), _total(said.get("total"))
    if not isinstance(embedded, dict) or total is None:
        raise GateRefused(
            "json_error",
            f"{name} is no list of concepts ({gates.error_in(said) or '_embedded or total'})",
            expected="_embedded and total",
            hint="the version may be one that the service does not know.",
        )
    if not total:
        raise GateRefused("no_rows", f"{name} lists no concept", expected="at least one")
    _check_version(said, name, version)
    for one in embedded.values():
        if isinstance(one, dict):
            _check_version(one, name, version)
    return Page(len(embedded), total, 1, keys=frozenset(embedded))


def _total(value: object) -> int | None:
    """A number, or one written as text."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _check_version(said: Mapping[str, Any], name: str, version: str) -> None:
    """Refuse an answer whose own address names another version; most name none."""
    named = version_named(said)
    if named and named != version.removeprefix("v"):
        raise GateRefused(
            "version",
            f"{name} holds concepts of ESCO {named[:20]}",
            expected=f"ESCO {version}, as it was asked for",
        )
