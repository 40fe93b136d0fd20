"""Explore Education Statistics as its API answers, made up: a data set, its codes, and queries."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from tests.support.replay.server import Reply, Request

DATASET = "113d4ed2-6a88-40d8-9e95-08de8031e1d7"
LEVELS = {"lvT": "Total", "lvI": "Intermediate Apprenticeship", "lvH": "Higher Apprenticeship"}
AGES = {"agT": "Total", "agU": "Under 19"}
PLACES = {"p1": ("E08000034", "Kirklees"), "p2": ("E08000035", "Leeds")}
PERIODS = ("2022/2023", "2023/2024", "2024/2025")
INDICATORS = {"inS": ("starts", "Starts"), "inA": ("achievements", "Achievements")}
SYMBOLS = ("u", "low", "z", "x", "c")
ASKED = {
    "dataset": DATASET,
    "called": "apprenticeships",
    "indicators": ["starts", "achievements"],
    "level": "LAD",
    "places": ["E08000034", "Leeds"],
    "periods": list(PERIODS),
    "where": {"apps_level": list(LEVELS.values())},
}


@dataclass
class Ees:
    """A service with one data set; a figure in nine is a symbol.

    step: what figures grow by from row to row. version: of the data set.
    """

    step: int = 10
    version: str = "1.0"
    status: str = "Published"
    title: str = "Apprenticeships by level and age – starts “in full”"
    replaced: str | None = None
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == f"data-sets/{DATASET}":
            return _json(self.about())
        if request.path == f"data-sets/{DATASET}/meta":
            return _json(self.meta())
        if request.path == f"data-sets/{DATASET}/csv":
            return Reply(self.csv())
        if (request.method, request.path) != ("POST", f"data-sets/{DATASET}/query"):
            return Reply(b'{"title": "Not Found", "status": 404}', 404)
        body = json.loads(request.body)
        self.bodies.append(body)
        return _json(self.answer(body))

    def about(self) -> dict[str, Any]:
        """The answer to `/data-sets/{id}`."""
        return {
            "id": DATASET,
            "title": self.title,
            "status": self.status,
            "supersedingDataSetId": self.replaced,
            "latestVersion": {"version": self.version, "published": "2025-11-27T09:30:00Z"},
        }

    def meta(self) -> dict[str, Any]:
        """The answer to `/meta`."""
        return {
            "filters": [
                _filter("fLv", "apps_level", "Apprenticeship level", LEVELS),
                _filter("fAg", "age_summary", "Age group", AGES),
            ],
            "indicators": [
                {"id": i, "column": c, "label": n, "unit": ""} for i, (c, n) in INDICATORS.items()
            ],
            "geographicLevels": [{"code": "LAD", "label": "Local authority district"}],
            "locations": [
                {
                    "level": {"code": "LAD", "label": "Local authority district"},
                    "options": [{"id": i, "code": c, "label": n} for i, (c, n) in PLACES.items()],
                }
            ],
            "timePeriods": [{"code": "AY", "label": p, "period": p} for p in PERIODS],
        }

    def results(self) -> list[dict[str, Any]]:
        """Every result there is, in the order a query asks for."""
        made = []
        for at, (period, place, level, age) in enumerate(product(PERIODS, PLACES, LEVELS, AGES)):
            starts = SYMBOLS[at % 5] if at % 9 == 4 else str(at * self.step)
            values = {"inS": starts, "inA": str(at)}
            made.append(
                {
                    "timePeriod": {"code": "AY", "period": period},
                    "geographicLevel": "LAD",
                    "locations": {"NAT": "pE", "LAD": place},
                    "filters": {"fLv": level, "fAg": age},
                    "values": values,
                }
            )
        return made

    def answer(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """One page of what a query matches."""
        found = [r for r in self.results() if _matches(r, body["criteria"]["and"])]
        found = [{**r, "values": {i: r["values"][i] for i in body["indicators"]}} for r in found]
        size, page = body["pageSize"], body["page"]
        shown: Sequence[Any] = found[(page - 1) * size : page * size]
        paging = {
            "page": page,
            "pageSize": size,
            "totalResults": len(found),
            "totalPages": -(-len(found) // size),
        }
        return {"paging": paging, "warnings": [], "results": shown}

    def csv(self) -> bytes:
        """The whole data set."""
        head = "time_period,time_identifier,geographic_level,lad_code,lad_name,apps_level,starts\n"
        same = "202425,Academic year,Local authority district"
        rows = [
            f"{same},{code},{name},{level},{at * self.step}\n"
            for at, ((code, name), level) in enumerate(product(PLACES.values(), LEVELS.values()))
        ]
        return (head + "".join(rows)).encode("utf-8-sig")

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first page, whichever was asked for."""
        if request.method != "POST":
            return reply
        return _json(self.answer({**json.loads(request.body), "page": 1}))

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A page without results."""
        return self._changed(request, reply, results=[])

    def alter_warning(self, request: Request, reply: Reply) -> Reply:
        """An answer to a part of what was asked."""
        return self._changed(request, reply, warnings=[{"code": "LocationsNotFound"}])

    def _changed(self, request: Request, reply: Reply, **more: object) -> Reply:
        return reply if request.method != "POST" else _json({**json.loads(reply.body), **more})


def answered() -> bytes:
    """A snapshot of a query's answers, as fetching joins them; two pages."""
    service = Ees()
    body = {"criteria": {"and": []}, "indicators": list(INDICATORS), "pageSize": 20}
    pages = [service.answer({**body, "page": n}) for n in (1, 2)]
    whole = {"dataset": service.about(), "meta": service.meta(), "pages": pages}
    return json.dumps(whole, ensure_ascii=False).encode()


def _filter(identity: str, column: str, label: str, options: Mapping[str, str]) -> dict[str, Any]:
    listed = [{"id": i, "label": name} for i, name in options.items()]
    return {"id": identity, "column": column, "label": label, "options": listed}


def _matches(result: Mapping[str, Any], clauses: Sequence[Mapping[str, Any]]) -> bool:
    for clause in clauses:
        ((kind, said),) = clause.items()
        wanted = said["in"]
        if kind == "geographicLevels" and result["geographicLevel"] not in wanted:
            return False
        if kind == "locations" and result["locations"]["LAD"] not in [w["id"] for w in wanted]:
            return False
        if kind == "filters" and not set(wanted) & set(result["filters"].values()):
            return False
        if kind == "timePeriods" and result["timePeriod"] not in wanted:
            return False
    return True


def _json(said: object) -> Reply:
    return Reply(json.dumps(said, ensure_ascii=False).encode())
