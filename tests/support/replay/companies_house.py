"""The interface of Companies House in small; every company here is invented."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from tests.support.replay.server import Reply, Request

KEY = "made-up-key"
SEARCH: dict[str, Any] = {
    "sic_codes": ["32500", "26511"],
    "location": "Leeds",
    "status": ["active", "liquidation"],
    "incorporated_from": "2001-01-01",
}
FOUND = 35

Said = dict[str, Any]


def number(n: int) -> str:
    return f"{1_000_000 + n:08}"


def hit(n: int = 0, **changes: Any) -> Said:  # noqa: ANN401 - any entry of one
    """A company as a search has it."""
    return {
        "company_name": f"MADE-UP “INSTRUMENTS” {chr(65 + n % 26)}{n} LTD",
        "company_number": number(n),
        "company_status": "active",
        "company_type": "ltd",
        "kind": "search-results#company",
        "links": {"company_profile": f"/company/{number(n)}"},
        "date_of_creation": "2011-04-05",
        "registered_office_address": {
            "address_line_1": f"{n} Made-up Way",
            "locality": "Leeds",
            "postal_code": f"LS{1 + n % 9} {n % 10}AB",
            "country": "England",
        },
        "sic_codes": ["32500"],
        **changes,
    }


def profile(n: int = 0, **changes: Any) -> Said:  # noqa: ANN401
    """A company as its profile has it, with what is not read."""
    of = hit(n)
    return {
        "company_name": of["company_name"],
        "company_number": of["company_number"],
        "company_status": "active",
        "type": "ltd",
        "jurisdiction": "england-wales",
        "date_of_creation": "2011-04-05",
        "etag": f"{n:040x}",
        "has_been_liquidated": False,
        "has_insolvency_history": False,
        "registered_office_address": {
            **of["registered_office_address"],
            "care_of": "Jo Bloggs",
            "region": "West Yorkshire",
        },
        "sic_codes": ["32500", "72190"],
        "accounts": {
            "accounting_reference_date": {"day": "31", "month": "03"},
            "last_accounts": {"made_up_to": "2025-03-31", "type": "total-exemption-full"},
            "overdue": False,
        },
        "previous_company_names": [
            {"name": "OLDER LTD", "effective_from": "2011-04-05", "ceased_on": "2013-01-01"},
            {"name": "OLD LTD", "effective_from": "2013-01-01", "ceased_on": "2019-01-01"},
        ],
        "links": {"self": f"/company/{number(n)}", "officers": f"/company/{number(n)}/officers"},
        **changes,
    }


def page(*hits: Said, many: int | None = None, start: int = 0) -> bytes:
    """One answer to a search, in the bytes it would come in; its etag is another each time."""
    said = {
        "etag": f"{start:040x}",
        "hits": len(hits) if many is None else many,
        "kind": "search#advanced-search",
        "top_hit": hits[0] if hits else {},
        "items": list(hits),
    }
    return json.dumps(said, ensure_ascii=False).encode()


ABSENT = b'{"errors":[{"type":"ch:service","error":"company-profile-not-found"}]}'


@dataclass
class Register:
    """A register of `many` companies, some changed; it answers nobody without its key unless open.

    gone: numbers of which it has none. hits: how many it says it has found, if not as many.
    first: the number of its first company, if another. called: how companies are named, likewise.
    """

    many: int = FOUND
    open: bool = True
    changes: dict[int, Said] = field(default_factory=dict[int, Said])
    gone: frozenset[str] = frozenset()
    hits: int | None = None
    first: int | None = None
    called: str = ""

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        due = "Basic " + b64encode(f"{KEY}:".encode()).decode()
        if not self.open and request.headers.get("authorization") != due:
            return Reply(b'{"error":"Invalid Authorization","type":"ch:service"}', 401)
        if request.path == "advanced-search/companies":
            return self._searched(request)
        kind, _, asked = request.path.partition("/")
        numbers = {self._number(n): n for n in range(self.many)}
        if kind != "company" or asked not in numbers or asked in self.gone:
            return Reply(ABSENT, 404)
        n = numbers[asked]
        body = json.dumps(profile(n, **self._changed(n)), ensure_ascii=False)
        return Reply(body.encode())

    def _searched(self, request: Request) -> Reply:
        start, size = int(request.query["start_index"]), int(request.query["size"])
        there = range(start, min(start + size, self.many))
        if not there:
            return Reply(b"", 404)
        hits = [hit(n, **self._changed(n)) for n in there]
        return Reply(page(*hits, many=self._total, start=start))

    def _number(self, n: int) -> str:
        return number(n) if self.first is None else f"{self.first + n:08}"

    def _changed(self, n: int) -> Said:
        named = {"company_name": self.called.format(n)} if self.called else {}
        return {"company_number": self._number(n), **named, **self.changes.get(n, {})}

    @property
    def _total(self) -> int:
        return self.many if self.hits is None else self.hits

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first companies once more under another page's number."""
        size = int(request.query["size"])
        return Reply(page(*(hit(n) for n in range(min(size, self.many))), many=self._total))

    def alter_twice(self, request: Request, reply: Reply) -> Reply:
        """A page of which one company stands where another should."""
        hits = json.loads(reply.body)["items"]
        return Reply(page(hits[0], *hits[:-1], many=self._total))

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A page without companies."""
        return Reply(page(many=self._total))

    def alter_grown(self, request: Request, reply: Reply) -> Reply:
        """A page that speaks of more companies than the others."""
        return Reply(page(*json.loads(reply.body)["items"], many=self._total + 100))

    def alter_other(self, request: Request, reply: Reply) -> Reply:
        """The profile of another company than was asked for."""
        return Reply(json.dumps({**json.loads(reply.body), "company_number": "99999999"}).encode())
