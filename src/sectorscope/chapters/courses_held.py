"""Courses and qualifications as the chapter needs them: of the sector by code, and placed.

A course of the directory is of the sector where its learning aim is of a subject area that the
definition names; one of a university where its own subject is. It is placed by its postcode, as the
study says how those of the region begin, else by a district that the list names; by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk, Lies
from sectorscope.chapters.universities_held import Districts
from sectorscope.evidence.beginnings import begins
from sectorscope.profile import EvidenceRef

Row = Mapping[str, Any]

DATASETS = {"courses": "The directory of courses", "discover_uni": "Discover Uni"}
"""What each list is called in a sentence."""

REGIONS = frozenset(
    {
        *("north east", "north west", "yorkshire and the humber", "east midlands"),
        *("west midlands", "east of england", "london", "south east", "south west", "england"),
    }
)
"""Places too wide to tell whether a course is run in the region."""


@dataclass(frozen=True)
class Course:
    """A run of a course. qualification: what its learning aim is, where a register knows.

    level: its own, else its qualification's. refs: the rows it rests on, its own first.
    """

    row: Row
    qualification: Row | None
    level: str | None
    where: Lies
    refs: tuple[EvidenceRef, ...]

    @property
    def known_by(self) -> str:
        """The course it is a run of."""
        return str(self.row["course"])


@dataclass(frozen=True)
class Listed:
    """One list: runs of courses of the sector, and runs of which that cannot be told.

    every: courses of the list that are placed here, whatever they are of.
    """

    source: str
    of_sector: tuple[Course, ...]
    unknown: tuple[Course, ...]
    every: int

    @property
    def dataset(self) -> str:
        """Its name in a sentence."""
        return DATASETS[self.source]

    @property
    def slug(self) -> str:
        """Its name in the identity of a block."""
        return self.source.replace("_", "-")

    @cached_property
    def here(self) -> tuple[Course, ...]:
        """Runs of the sector's courses at places in the region, by course."""
        found = (c for c in self.of_sector if c.where == "here")
        return tuple(sorted(found, key=lambda c: (c.known_by, c.row["id"])))

    @cached_property
    def unplaced(self) -> tuple[Course, ...]:
        """Runs of further courses of the sector that may be in the region or not."""
        placed = {c.known_by for c in self.here}
        lost = (c for c in self.of_sector if c.where == "not known")
        return tuple(c for c in lost if c.known_by not in placed)


@dataclass(frozen=True)
class Held:
    """What is held of qualifications and courses."""

    desk: Desk

    @cached_property
    def qualifications(self) -> list[Row]:
        """Rows of every register."""
        return list(self.desk.rows("qualification"))

    @cached_property
    def by_number(self) -> dict[str, Row]:
        """Qualifications by number; of two registers the one that knows a subject area."""
        made: dict[str, Row] = {}
        for row in self.qualifications:
            old = made.get(row["number"])
            if old is None or (old["area"] is None and row["area"] is not None):
                made[row["number"]] = row
        return made

    @cached_property
    def sources(self) -> list[str]:
        """Lists that are held."""
        return [s for s in DATASETS if any(r["list"] == s for r in self.desk.rows("course"))]

    def open_in(self, register: str) -> list[Row]:
        """Qualifications of the sector that new learners in England may begin, by a register."""
        day = self.desk.config.study.as_of.isoformat()
        return [
            row
            for row in self.qualifications
            if row["register"] == register
            and fits(row, self.desk.config.sector.crosswalk.subject_areas)
            and row["england"] is not False
            and (row["since"] or day) <= day <= (row["until"] or day)
        ]

    def listed(self, source: str) -> Listed:
        """One list, its courses told apart by whether they are of the sector."""
        of_sector: list[Course] = []
        unknown: list[Course] = []
        every: set[str] = set()
        for row in self.desk.rows("course"):
            if row["list"] != source:
                continue
            verdict, where = self._of_sector(row), self.where(row)
            if where == "here":
                every.add(row["course"])
            if verdict or (verdict is None and where == "here"):
                (of_sector if verdict else unknown).append(self._course(row, where))
        return Listed(source, tuple(of_sector), tuple(unknown), len(every))

    def _of_sector(self, row: Row) -> bool | None:
        """Whether a course is of the sector by its code; None where that cannot be told."""
        crosswalk = self.desk.config.sector.crosswalk
        if row["list"] == "discover_uni":
            if row["subjects"] is None:
                return None
            codes = row["subjects"].split(";")
            return any(code.startswith(crosswalk.subjects) for code in codes)
        found = self.by_number.get(row["aim"] or "")
        if found is None or found["area"] is None:
            return None
        return fits(found, crosswalk.subject_areas)

    def _course(self, row: Row, where: Lies) -> Course:
        found = self.by_number.get(row["aim"] or "")
        level = row["level"] or (found["level"] if found else None)
        refs = [self.desk.ref("course", row)]
        if found:
            refs.append(self.desk.ref("qualification", found))
        return Course(row, found, level, where, tuple(refs))

    @cached_property
    def _districts(self) -> Districts:
        region = self.desk.config.region
        return Districts([(p.code, p.name) for p in region.places], region.name)

    def where(self, row: Row) -> Lies:
        """Whether a course is run in the region, as far as its list says where it is run."""
        starts = self.desk.config.region.postcodes
        if row["place"] is not None:
            if not starts:
                return "not known"
            return "here" if begins(row["place"], starts) else "elsewhere"
        names = [n.strip() for n in (row["regions"] or "").split(",") if n.strip()]
        told = {self._named(name) for name in names}
        return "here" if "here" in told else "elsewhere" if told == {"elsewhere"} else "not known"

    def _named(self, name: str) -> Lies:
        if name.casefold() in REGIONS and name.casefold() != self.desk.scope.region.casefold():
            return "not known"
        row = {"area_kind": "district", "area_code": None, "area": name, "region": name}
        return self._districts.where(row)

    @cached_property
    def aims_of(self) -> dict[int, set[str]]:
        """Aims of standards, by the standard's code in the register of aims.

        Those that begin with Z stand for any training at all, and are shared by many standards.
        """
        made: dict[int, set[str]] = {}
        for row in self.desk.rows("standard_aim"):
            if not row["aim"].startswith("Z"):
                made.setdefault(row["standard"], set()).add(row["aim"])
        return made


def fits(qualification: Row, areas: Sequence[str]) -> bool:
    """Whether a qualification is of one of these areas, of tier 1 or 2."""
    return qualification["subject"] in areas or qualification["area"] in areas


def distinct(runs: Iterable[Course]) -> int:
    """How many courses these are runs of."""
    return len({c.known_by for c in runs})
