"""A study of 150 companies whose sector is known, and an analyst who reviews them."""

from __future__ import annotations

from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.pipeline import make_run
from sectorscope.pipeline.companies import review_material
from sectorscope.sector.review.drawing import Plan
from sectorscope.sector.review.reading import BROAD, FIRST, IN, NOT_STRICT, OUT, Reading
from sectorscope.sector.review.room import Review
from sectorscope.study import Study, open_study
from tests.evidence.samples import WHEN, table

COMPANIES = 150
DAY = "2026-11-26"
STUDY = """
[study]
id = "sized"
title = "Medical things"
as_of = 2026-01-01
period = "2026"

[sector]
name = "medical things"
definition = "medical, version 1"
rubric = "Makes medical things."
keywords = ["surgical", "implant*"]

[[sector.segment]]
id = "hips"
label = "hips"
keywords = ["hip"]

[region]
name = "Leeds and Bradford"
geography = "districts of England"
places = [{ code = "E08000035", name = "Leeds" }, { code = "E08000032", name = "Bradford" }]
"""
COLUMNS = ("name", "number", "description", "headcount", "sic", "postcode", "district code")
MAKES = ("hip implants", "surgical tools", "fish", "shoes", "software for shops", "cakes")


def makes(i: int) -> str:
    """What company `i` makes: every tenth hips, every tenth tools, the others something else."""
    return MAKES[0] if i % 10 == 0 else MAKES[1] if i % 10 == 5 else MAKES[2 + i % 4]


def people(i: int) -> int:
    """Skewed headcounts: a few companies hold most of the people."""
    return 1 + (i * 7919) % 20 + (300 if i % 30 == 0 else 0)


def listed(companies: int = COMPANIES) -> bytes:
    """The companies as a file an analyst has."""
    rows = (
        (
            f"Firm {i:03d} Ltd",
            f"{10_000_000 + i}",
            f"We make {makes(i)} for the north of England, {i} kinds of them.",
            people(i),
            "32500" if i % 5 == 0 else "47230",
            f"LS{1 + i % 20} {i % 9}AA",
            "E08000035" if i % 3 else "E08000032",
        )
        for i in range(companies)
    )
    return table(COLUMNS, rows)


def studied(folder: Path, companies: int = COMPANIES) -> Study:
    """A study with the companies in it, none of them reviewed."""
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY, "utf-8")
    if companies:
        add_file(folder, listed(companies), name="firms.csv", source="companies", retrieved=WHEN)
    return open_study(folder)


def ruling(name: str) -> tuple[str, tuple[str, ...]]:
    """What the analyst rules on a company: hips in, tools not by the strict reading, some cakes
    by the broad one."""
    i = int(name.split()[1])
    if i % 10 == 0:
        return IN, ("hips",)
    if i % 10 == 5:
        return NOT_STRICT, ()
    return (BROAD if makes(i) == MAKES[-1] and i % 7 == 0 else OUT), ()


def review(study: Study, *, seeds: int = 40, reviews: int = 40, most: int = 1000) -> None:
    """Review as far as `most` rulings, from step to step, as the command does."""
    material = review_material(study, make_run(study).run.tables())
    room = Review(study.path / "decisions", material, today=DAY)
    plan = Plan(seeds, reviews)
    while most > 0:
        if room.position(plan).due:
            room.advance("ana", plan)
        items = room.queue("ana", room.position(plan))[:most]
        if not items:
            return
        room.keep([_reading(room, item.company, item.look) for item in items])
        most -= len(items)


def _reading(room: Review, company: str, look: str = FIRST) -> Reading:
    material = room.material
    ruled, segments = ruling(material.frame.names[material.row_of[company]])
    return Reading(
        company=company,
        reader="ana",
        look=look,
        ruling=ruled,
        segments=segments,
        definition=material.definition.id,
    )


def truth(reading: str = "central") -> float:
    """People in the sector, by a reading."""
    counted = {"strict": (IN,), "central": (IN, NOT_STRICT), "broad": (IN, NOT_STRICT, BROAD)}
    rulings = ((people(i), ruling(f"Firm {i:03d} Ltd")[0]) for i in range(COMPANIES))
    return float(sum(many for many, ruled in rulings if ruled in counted[reading]))
