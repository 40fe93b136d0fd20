"""A study with made-up adverts, marked as such: 120 of them, whose words and counts are known."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from sectorscope.evidence.add import add_file
from sectorscope.study import Study, open_study
from tests.evidence.samples import WHEN

INVENTED = b"reconstruction = true\n"
VOCABULARY = "label\ninstrument calibration\nsterilisation\npayroll administration\nbookkeeping\n"
STUDY = """
[study]
id = "advertised"
title = "Medical things"
as_of = 2026-01-01
period = "2026"

[skills]
vocabulary = "own.csv"
fast = true

[sector]
name = "medical things"
definition = "medical, version 1"
{segments}
[sector.crosswalk]
occupations = ["2126"]
{rule}
[region]
name = "Leeds"
geography = "districts of England"
places = [{{ code = "E08000035", name = "Leeds" }}]
"""
COLUMNS: Sequence[str] = ("id", "title", "description", "employer", "company_number", "soc_code")
OWN, OTHER = 40, 80
ASKED = {"instrument calibration": (20, 2), "sterilisation": (12, 12), "bookkeeping": (10, 20)}
"""For each skill, how many adverts of the sector and of the others ask for it."""


def adverts(own: int = OWN, other: int = OTHER) -> list[dict[str, str]]:
    """Adverts as a file gives them: the sector's by occupation, then the others."""
    return [_advert("s", i, 0) for i in range(own)] + [_advert("o", i, 1) for i in range(other)]


def _advert(name: str, i: int, side: int) -> dict[str, str]:
    skills = [skill for skill, counts in ASKED.items() if i < counts[side]]
    needed = " ".join(f"You will need experience of {skill}." for skill in skills)
    return {
        "id": f"{name}{i}",
        "title": f"Post {name}{i}",
        "description": f"We seek somebody for post {name}{i}. {needed}",
        "employer": f"Invented Employer {i % 7} Ltd",
        "company_number": "",
        "soc_code": "2126" if side == 0 else "4122",
    }


def file_of(rows: Iterable[dict[str, str]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def studied(folder: Path, *, segments: str = "", rule: str = "") -> Study:
    """The study without an advert."""
    folder.mkdir()
    (folder / "study.toml").write_text(STUDY.format(segments=segments, rule=rule), "utf-8")
    (folder / "own.csv").write_text(VOCABULARY, "utf-8")
    return open_study(folder)


def advertise(study: Study, rows: Iterable[dict[str, str]], mapping: bytes = INVENTED) -> None:
    """Add adverts to a study, as invented ones if nothing else is said."""
    beside = study.path / "mapping.toml"
    beside.write_bytes(mapping)
    add_file(
        study.path, file_of(rows), name="adverts.csv", source="vacancies", retrieved=WHEN,
        mapping_path=beside,
    )  # fmt: skip
    beside.unlink()
