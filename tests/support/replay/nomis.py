"""Nomis as it answers, made up: a definition, and cells by `recordoffset`, 25,000 at the most."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import ClassVar

from tests.support.replay.server import Reply, Request

DIMENSIONS = ("FREQ", "GEOGRAPHY", "INDUSTRY", "EMPLOYMENT_STATUS", "MEASURE", "MEASURES")
SECTIONS = {
    "C": "Manufacturing",
    "M": "Professional, scientific and technical activities",
    "Q": "Human health and social work activities",
}
DISTRICTS = {
    "E08000032": "Bradford",
    "E08000033": "Calderdale",
    "E08000034": "Kirklees",
    "E08000035": "Leeds",
    "E08000036": "Wakefield",
}
AREAS = {**DISTRICTS, "E92000001": "England"}
ASKED = {
    "dataset": "NM_189_1",
    "geography": list(DISTRICTS),
    "industry": "150994945...150994965",
    "employment_status": 1,
    "measure": 1,
    "measures": 20100,
    "date": "latestMINUS5-latest",
}
"""A query of every dimension there is."""


@dataclass(frozen=True)
class Cell:
    """One published figure."""

    year: int
    area: str
    section: str
    value: str


def cells(
    years: Iterable[int] = (2019, 2024), step: int = 50, areas: Iterable[str] = tuple(DISTRICTS)
) -> list[Cell]:
    """A figure for each year, area and section."""
    made = [(y, a, s) for y in years for a in areas for s in SECTIONS]
    return [Cell(y, a, s, str(1000 + step * n * 10)) for n, (y, a, s) in enumerate(made)]


@dataclass
class Nomis:
    """A service with one data set.

    page: records of one answer. updated: its LastUpdated. etags: whether pages carry one.
    """

    cells: Sequence[Cell] = field(default_factory=cells)
    page: int = 25_000
    dataset: str = "NM_189_1"
    title: str = "Business Register and Employment Survey : open access"
    status: str = "Current (being actively updated)"
    updated: str = "2025-11-01 09:30:00"
    urn: str = "Nm-189d1"
    etags: bool = False
    dimensions: ClassVar[tuple[str, ...]] = DIMENSIONS

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if request.path == f"dataset/{self.dataset}/def.sdmx.json":
            return Reply(json.dumps(self.definition()).encode())
        if request.path != f"dataset/{self.dataset}.data.csv":
            return Reply(b"<html><title>Not found</title></html>", 404)
        reply = self.data(request)
        if self.etags:
            tag = f'"{sha256(reply.body).hexdigest()[:16]}"'
            if request.headers.get("if-none-match") == tag:
                return Reply(b"", 304, {"ETag": tag})
            reply.headers["ETag"] = tag
        return reply

    def data(self, request: Request) -> Reply:
        """A page of cells."""
        start = int(request.query.get("recordoffset", "0"))
        most = min(self.page, int(request.query.get("recordlimit", self.page)))
        return Reply(self.csv(range(start, min(start + most, len(self.cells)))))

    def definition(self) -> dict[str, object]:
        """The answer to `def.sdmx.json`."""
        notes = {"Status": self.status, "LastUpdated": self.updated, "MetadataCount": 2}
        family = {
            "id": self.dataset,
            "uri": self.urn,
            "name": {"value": self.title, "lang": "en"},
            "annotations": {
                "annotation": [
                    {"annotationtitle": k, "annotationtext": v} for k, v in notes.items()
                ]
            },
            "components": {"dimension": [{"conceptref": d} for d in self.dimensions]},
        }
        return {"structure": {"keyfamilies": {"keyfamily": [family]}}}

    def csv(self, which: Iterable[int]) -> bytes:
        """Header and records, in the order and the columns the API has."""
        text = io.StringIO(newline="")
        rows = [self._record(n) for n in which]
        names = list(self._record(0))
        writer = csv.DictWriter(text, names, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()

    def _record(self, at: int) -> dict[str, object]:
        cell = self.cells[at]
        number = ord(cell.section) - ord("A")
        return {
            "DATE": str(cell.year),
            "DATE_NAME": str(cell.year),
            "GEOGRAPHY_NAME": AREAS[cell.area],
            "GEOGRAPHY_CODE": cell.area,
            "GEOGRAPHY_TYPE": "local authorities: county / unitary (as of April 2023)",
            "INDUSTRY_NAME": f"{cell.section} : {SECTIONS[cell.section]}",
            "INDUSTRY_CODE": cell.section,
            "INDUSTRY_TYPE": "SIC 2007 section",
            "EMPLOYMENT_STATUS_NAME": "Employees",
            "EMPLOYMENT_STATUS_TYPE": "Employment",
            "MEASURE_NAME": "Count",
            "MEASURES": "20100",
            "MEASURES_NAME": "Value",
            "OBS_VALUE": float(cell.value) if "." in cell.value else int(cell.value),
            "OBS_STATUS": "A",
            "OBS_STATUS_NAME": "Normal Value",
            "OBS_CONF": "F",
            "OBS_CONF_NAME": "Free (free for publication)",
            "URN": f"{self.urn}d{cell.year}d{cell.area}d{150994945 + number}d1d1d20100",
            "RECORD_OFFSET": at,
            "RECORD_COUNT": len(self.cells),
        }

    def alter_schema(self, request: Request, reply: Reply) -> Reply:
        """The same records with a column renamed."""
        if not request.path.endswith(".csv"):
            return reply
        return Reply(reply.body.replace(b'"OBS_VALUE"', b'"VALUE"', 1))

    def alter_duplicate(self, request: Request, reply: Reply) -> Reply:
        """The first page, whichever was asked for."""
        if not request.path.endswith(".csv"):
            return reply
        return Reply(self.csv(range(min(self.page, len(self.cells)))))

    def alter_missing(self, request: Request, reply: Reply) -> Reply:
        """A header and no records."""
        return Reply(self.csv(())) if request.path.endswith(".csv") else reply

    def alter_lessened(self, request: Request, reply: Reply) -> Reply:
        """A page with its last record gone."""
        if not request.path.endswith(".csv"):
            return reply
        lines = reply.body.splitlines(keepends=True)
        return Reply(b"".join(lines[:-1]))


class Counts(Nomis):
    """UK Business Counts, local units: other dimensions, and the whole of size and status."""

    dimensions = (
        *("FREQ", "GEOGRAPHY", "INDUSTRY", "EMPLOYMENT_SIZEBAND", "LEGAL_STATUS", "MEASURES"),
    )

    def _record(self, at: int) -> dict[str, object]:
        own = ("EMPLOYMENT_STATUS_NAME", "EMPLOYMENT_STATUS_TYPE", "MEASURE_NAME")
        record = {k: v for k, v in super()._record(at).items() if k not in own}
        whole = {"EMPLOYMENT_SIZEBAND_NAME": "Total", "LEGAL_STATUS_NAME": "Total"}
        return {**record, **whole, "LEGAL_STATUS": "0"}


def business_counts(cells: Sequence[Cell]) -> Counts:
    """The data set NM_141_1."""
    return Counts(
        cells, dataset="NM_141_1", title="UK Business Counts - local units", urn="Nm-141d1"
    )


def together(*services: Nomis) -> Callable[[Request], Reply]:
    """Several data sets of one service."""

    def answer(request: Request) -> Reply:
        for service in services:
            if f"/{service.dataset}" in request.path:
                return service(request)
        return Reply(b"<html><title>Not found</title></html>", 404)

    return answer
