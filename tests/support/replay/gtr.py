"""Gateway to Research as its second interface answers, made up: three universities' projects."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.replay.server import Reply, Request

ACCEPT = "application/vnd.rcuk.gtr.json-v7"
ROOT = "http://gtr.ukri.org/gtr/api"
KINDS = {
    "projects": "project",
    "funds": "fund",
    "organisations": "organisation",
    "persons": "person",
    "outcomes/collaborations": "collaboration",
    "outcomes/spinouts": "spinOut",
}
ASKED = {"list": "projects", "words": "orthopaedic", "fields": ["pro.t"]}
START, END = 1_483_228_800_000, 1_577_750_400_000
"""1 January 2017 and 31 December 2019, in milliseconds since 1970."""


def link(rel: str, target: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - entries of a link
    return {"href": f"{ROOT}/{target}", "rel": rel, "otherAttributes": {}, **more}


def project(n: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any entry of a project
    """A research council's project: no amount, no name of who leads it, no dates of its own."""
    return {
        "links": {
            "link": [
                link("LEAD_ORG", f"organisations/ORG-{n % 3}"),
                link("PI_PER", f"persons/PER-{n}"),
                link("FUND", f"funds/FUND-{n}", start=START, end=END),
                link("COLLAB_ORG", "organisations/ORG-9"),
            ]
        },
        "ext": None,
        "id": f"PRO-{n:04}",
        "href": f"{ROOT}/projects/PRO-{n:04}",
        "created": START,
        "identifiers": {"identifier": [{"value": f"EP/X{n:06}/1", "type": "RCUK"}]},
        "title": f"Orthopaedic “implants”, part {n}",
        "status": "Closed",
        "grantCategory": "Research Grant",
        "leadFunder": "EPSRC",
        "leadOrganisationDepartment": "Mechanical Engineering",
        "abstractText": "Joints that last – and how they wear.",
        "researchTopics": {"researchTopic": [{"id": "T", "text": "Biomaterials", "percentage": 0}]},
        "researchSubjects": {"researchSubject": []},
        "start": None,
        "end": None,
        "participantValues": None,
        **changes,
    }


def innovation(n: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """A project of Innovate UK, with what each participant was offered."""
    values = [
        {"organisationId": "ORG-1", "organisationName": "ACME SURGICAL LIMITED",
         "projectCost": 200_000.0, "grantOffer": 120_000.0, "role": "LEAD_PARTICIPANT"},
        {"organisationId": "ORG-9", "organisationName": "University of Leeds",
         "projectCost": 80_000.0, "grantOffer": 80_000.0, "role": "PARTICIPANT"},
    ]  # fmt: skip
    made = {"leadFunder": "Innovate UK", "participantValues": {"participant": values}}
    return project(n, **made, **changes)


def fund(n: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "links": {"link": [link("FUNDED", f"projects/PRO-{n:04}"), link("FUNDER", "x/ORG-F")]},
        "id": f"FUND-{n}",
        "start": START,
        "end": END,
        "valuePounds": {"currencyCode": "GBP", "amount": 1000 * n},
        "category": "INCOME_ACTUAL",
        **changes,
    }


def organisation(n: int, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    address = {"id": "A", "line1": "1, Road", "postCode": "ls2 9jt", "region": "Yorkshire",
               "country": "United Kingdom", "type": "MAIN_ADDRESS"}  # fmt: skip
    return {
        "links": {"link": [link("PROJECT", f"projects/PRO-{n:04}")]},
        "id": f"ORG-{n}",
        "name": f"University “{n}” of Élan",
        "addresses": {"address": [address | {"type": "OTHER", "region": "Unknown"}, address]},
        **changes,
    }


def outcome(kind: str, n: int) -> dict[str, Any]:
    named = {
        "collaboration": {"parentOrganisation": "Acme Ltd", "country": "United Kingdom"},
        "spinOut": {"companyName": "Élan Joints Ltd", "yearEstablished": "2016"},
    }
    links = {"link": [link("PROJECT", f"projects/PRO-{n:04}")]}
    return {"links": links, "id": f"OUT-{n}", **named[kind]}


def person(n: int) -> dict[str, Any]:
    return {"id": f"PER-{n}", "firstName": "Jo", "surname": "Bloggs", "links": {"link": []}}


MAKE = {
    "project": project,
    "fund": fund,
    "organisation": organisation,
    "person": person,
    "collaboration": lambda n: outcome("collaboration", n),
    "spinOut": lambda n: outcome("spinOut", n),
}


def envelope(
    kind: str, records: Sequence[Any], *, page: int = 1, size: int = 100, total: int | None = None
) -> dict[str, Any]:
    """One answer of the interface."""
    whole = len(records) if total is None else total
    return {
        "links": [],
        "ext": None,
        "page": page,
        "size": size,
        "totalPages": -(-whole // size),
        "totalSize": whole,
        kind: list(records),
    }


def answer(kind: str, *records: Any, **more: Any) -> bytes:  # noqa: ANN401
    """A whole list as one answer, in the bytes it would come in."""
    return json.dumps(envelope(kind, records, **more), ensure_ascii=False).encode()


@dataclass
class Gtr:
    """A service with `many` records of every kind."""

    many: int = 35

    def __call__(self, request: Request) -> Reply:
        """Answer one request; without the header, in XML."""
        kind = KINDS.get(request.path.removeprefix("organisations/ORG-1/"))
        if kind is None:
            return Reply(b'{"message": "No such resource"}', 404)
        if request.headers.get("accept") != ACCEPT:
            return Reply(b'<?xml version="1.0"?><ns2:projects/>')
        page, size = int(request.query.get("p", "1")), int(request.query.get("s", "20"))
        if not 10 <= size <= 100:
            return Reply(b'{"message": "Page size cannot be less than 10"}', 400)
        return self._page(kind, page, size)

    def _page(self, kind: str, page: int, size: int) -> Reply:
        numbers = range((page - 1) * size, min(page * size, self.many))
        records = [MAKE[kind](n) for n in numbers]
        said = envelope(kind, records, page=page, size=size, total=self.many)
        return Reply(json.dumps(said, ensure_ascii=False).encode())

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first page under another page's number: its records come twice."""
        first = json.loads(self._page("project", 1, int(request.query["s"])).body)
        return self._changed(reply, project=first["project"])

    def alter_twice(self, request: Request, reply: Reply) -> Reply:
        """A page of which one record stands where another should."""
        records = json.loads(reply.body)["project"]
        return self._changed(reply, project=[records[0], *records[:-1]])

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A page without records."""
        return self._changed(reply, project=[])

    def alter_grown(self, request: Request, reply: Reply) -> Reply:
        """A page that speaks of one page more than the others."""
        said = json.loads(reply.body)
        size = int(request.query["s"])
        total = said["totalSize"] + size
        return self._changed(reply, totalSize=total, totalPages=-(-total // size))

    def alter_other(self, request: Request, reply: Reply) -> Reply:
        """Another page than was asked for, and it says so."""
        return self._changed(reply, page=json.loads(reply.body)["page"] + 1)

    def alter_people(self, request: Request, reply: Reply) -> Reply:
        """A list of persons."""
        said = json.loads(reply.body)
        return self._changed(reply, project=[], person=[person(n) for n in range(said["size"])])

    def _changed(self, reply: Reply, **more: object) -> Reply:
        return Reply(json.dumps({**json.loads(reply.body), **more}, ensure_ascii=False).encode())
