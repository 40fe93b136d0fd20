"""The Register of Regulated Qualifications in small: pages as its interface gives them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.support.replay.server import Reply, Request

ASKED: dict[str, Any] = {
    "subject_areas": ["4.1", "1.2"],
    "levels": ["Level 3", "Level 4"],
    "organisations": ["BCS, The Chartered Institute for IT", "ABE"],
}


def qualification(n: int = 1, **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any entry of one
    """A qualification with every entry the interface names; most of them are not read."""
    return {
        "qualificationNumber": f"603/{n:04}/2",
        "qualificationNumberNoObliques": f"603{n:04}2",
        "title": f"A Body Level 3 Diploma in “Prosthetics” – part {n}",
        "status": "Available to learners",
        "organisationName": "A Body, of Awards",
        "organisationAcronym": "AB",
        "organisationRecognitionNumber": "RN0001",
        "type": "Vocationally-Related Qualification",
        "ssa": "Nursing and subjects and vocations allied to medicine",
        "level": "Level 3",
        "subLevel": "None",
        "eqfLevel": "Level 4",
        "totalCredits": 36,
        "tqt": 360,
        "glh": None,
        "minimumGLH": 240,
        "maximumGLH": 240,
        "regulationStartDate": "2018-08-01T00:00:00",
        "operationalStartDate": "2018-09-01T00:00:00",
        "operationalEndDate": None,
        "certificationEndDate": None,
        "offeredInEngland": True,
        "offeredInNorthernIreland": False,
        "linkToSpecification": "https://example.org/specification",
        "apprenticeshipStandardReferenceNumber": None,
        **changes,
    }


def envelope(
    records: Sequence[Any], *, page: int = 1, limit: int = 100, count: int | None = None
) -> dict[str, Any]:
    """One answer of the interface."""
    whole = len(records) if count is None else count
    return {"count": whole, "currentPage": page, "limit": limit, "results": list(records)}


def answer(*records: Any, **more: Any) -> bytes:  # noqa: ANN401
    """A whole list as one answer, in the bytes it would come in."""
    return json.dumps(envelope(records, **more), ensure_ascii=False).encode()


@dataclass
class Ofqual:
    """A register of `many` qualifications."""

    many: int = 35

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path != "Qualifications":
            return Reply(b'{"message": "Not found"}', 404)
        return self._page(int(request.query["page"]), int(request.query["limit"]))

    def _page(self, page: int, limit: int) -> Reply:
        numbers = range((page - 1) * limit, min(page * limit, self.many))
        records = [qualification(n) for n in numbers]
        said = envelope(records, page=page, limit=limit, count=self.many)
        return Reply(json.dumps(said, ensure_ascii=False).encode())

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first page under another page's number: its records come twice."""
        first = json.loads(self._page(1, int(request.query["limit"])).body)
        return self._changed(reply, results=first["results"])

    def alter_twice(self, request: Request, reply: Reply) -> Reply:
        """A page of which one record stands where another should."""
        records = json.loads(reply.body)["results"]
        return self._changed(reply, results=[records[0], *records[:-1]])

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A page without records."""
        return self._changed(reply, results=[])

    def alter_grown(self, request: Request, reply: Reply) -> Reply:
        """A page that speaks of more than the others."""
        said = json.loads(reply.body)
        return self._changed(reply, count=said["count"] + said["limit"])

    def alter_other(self, request: Request, reply: Reply) -> Reply:
        """Another page than was asked for, and it says so."""
        return self._changed(reply, currentPage=json.loads(reply.body)["currentPage"] + 1)

    def alter_fewer(self, request: Request, reply: Reply) -> Reply:
        """A service that gives fewer to a page than it was asked for, as it may."""
        said = json.loads(reply.body)
        return self._changed(reply, limit=5, results=said["results"][:5])

    def _changed(self, reply: Reply, **more: object) -> Reply:
        return Reply(json.dumps({**json.loads(reply.body), **more}, ensure_ascii=False).encode())
