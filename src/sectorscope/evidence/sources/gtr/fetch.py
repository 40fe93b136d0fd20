"""Gateway to Research: a list of one kind, page by page, as its second interface gives it.

    [[fetch]]
    id = "leeds-projects"
    source = "gtr"
    list = "projects"
    under = "organisations/ORGANISATION-ID"

    [[fetch]]
    id = "orthopaedic-projects"
    source = "gtr"
    list = "projects"
    words = "orthopaedic"
    fields = ["pro.t"]

Lists: projects, organisations, funds, outcomes/collaborations, outcomes/spinouts. Persons are not
fetched: who leads a project is personal data that no sentence of a profile may hold, so there is no
reason to have it, and every reason not to.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field

from sectorscope.errors import UsageError
from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import as_list, asked_of, parsed
from sectorscope.evidence.refusal import GateRefused
from sectorscope.study import Query
from sectorscope.study.strict import Strict

PAGE = 100
"""Records of one answer: the most it gives; it gives no fewer than `SMALLEST`."""
SMALLEST = 10
ACCEPT = "application/vnd.rcuk.gtr.json-v7"
"""Without this header the interface answers in XML, or in another version of itself."""

LISTS = {
    "projects": "project",
    "organisations": "organisation",
    "funds": "fund",
    "outcomes/collaborations": "collaboration",
    "outcomes/spinouts": "spinOut",
}
"""What may be fetched, and the name its records stand under."""


class Asked(Strict):
    """What a query says, beside its name and its bounds.

    kind: which list (`list` in the file). under: one record, whose list is meant. words: what is
    searched for; empty for all of it. fields: in which of the interface's fields.
    """

    kind: Literal[
        "projects", "organisations", "funds", "outcomes/collaborations", "outcomes/spinouts"
    ] = Field(alias="list")
    under: str = Field(default="", pattern=r"^$|^(?:projects|organisations|funds)/[0-9A-Za-z-]+$")
    words: str = ""
    fields: tuple[str, ...] = ()


def fetch(query: Query) -> Gtr:
    """How a query is retrieved.

    Raises:
        UsageError: an entry is missing, unknown or of the wrong kind; `persons` above all.
    """
    if "persons" in str(query.asked.get("list", "")):
        raise UsageError(
            f"the query {query.called!r} asks for persons",
            expected="one of " + ", ".join(LISTS),
            hint="names of researchers are never fetched",
        )
    asked = asked_of(Asked, query)
    return Gtr(f"{query.called}.json", asked)


@dataclass(frozen=True)
class Gtr:
    """One list, from its first page to its last."""

    name: str
    asked: Asked

    def opening(self, client: Client) -> Opening:
        """Ask how many records there are: as long as pages are gathered, that must not change.

        Raises:
            GateRefused: the answer is none.
        """
        return Opening(edition=f"{self._first(client)[1].total} records")

    def size(self, client: Client) -> Size:
        """What the first records weigh, times how many there are."""
        length, page = self._first(client)
        bytes_each = length / max(1, page.rows)
        pages = max(1, -(-page.total // PAGE))
        return Size(page.total, pages + 3, int(page.total * bytes_each))

    def _first(self, client: Client) -> tuple[int, Page]:
        ask = self._ask(1, SMALLEST)
        answer, page = client.read(ask, lambda body: self._page(1, SMALLEST, body))
        if page is None:
            raise AssertionError("nothing was known, so nothing can be unchanged")
        return len(answer.body), page

    def ask(self, number: int) -> Ask:
        """The question for a page."""
        return self._ask(number, PAGE)

    def _ask(self, number: int, size: int) -> Ask:
        asked = self.asked
        path = "/".join(part for part in (asked.under, asked.kind) if part)
        words = [("q", asked.words)] if asked.words else []
        fields = [("f", field) for field in asked.fields]
        return Ask(path, (*words, *fields, ("p", str(number)), ("s", str(size))), accept=ACCEPT)

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `rows` (cut short), `no_rows`,
                `dataset` (a list of another kind), `pages`.
        """
        return self._page(number, PAGE, body)

    def _page(self, number: int, size: int, body: bytes) -> Page:
        said = parsed(body, self.name)
        records, total = _records(said, LISTS[self.asked.kind], self.name)
        if not total:
            raise GateRefused(
                "no_rows", f"nothing matches the query {self.name}", expected="at least one record"
            )
        whole = -(-total // size)
        told = {"page": number, "size": size, "totalPages": whole}
        for entry, due in told.items():
            if said.get(entry) != due and not (entry == "size" and number == whole):
                raise GateRefused(
                    "pages",
                    f"page {number} of {self.name} says {entry} {str(said.get(entry))[:20]}",
                    expected=f"{due:,}",
                    hint="the service may have been asked for another page, or changed its ways",
                )
        due = min(size, total - (number - 1) * size)
        if len(records) != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {len(records):,} records",
                expected=f"{due:,} of {total:,}",
            )
        keys = frozenset(records)
        if len(keys) != len(records):
            raise GateRefused("pages", f"a page of {self.name} holds a record twice")
        return Page(len(records), total, whole, self.asked.kind, keys)

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One JSON list of the answers as they came."""
        return as_list(pages)


def _records(said: dict[str, Any], kind: str, name: str) -> tuple[list[str], int]:
    """Ids of the records of a page, and how many there are in all."""
    other = next((k for k in (*LISTS.values(), "person") if k != kind and said.get(k)), "")
    if other:
        raise GateRefused("dataset", f"{name} lists {other}", expected=kind)
    try:
        total = int(said["totalSize"])
        records = [str(one["id"]) for one in said.get(kind) or ()]
    except (KeyError, TypeError, ValueError) as why:
        raise GateRefused(
            "json_error",
            f"{name} is no page of records ({gates.error_in(said) or f'totalSize or {kind}'})",
            expected=f"totalSize and {kind}",
        ) from why
    return records, total
