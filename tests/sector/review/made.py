"""A small sector to review: texts that say what companies are, and a model that reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.review.material import Labels, Material, Probabilities
from sectorscope.sector.review.reading import FIRST, IN, OUT, Reading
from sectorscope.sector.review.room import Review
from sectorscope.study.sector import Sector

DAY = "2026-11-26"
SECTOR: dict[str, Any] = {
    "name": "medical things",
    "definition": "medical, version 1",
    "rubric": "Makes medical things.",
    "readings": {"strict": "Makes nothing else.", "broad": "Sells them too."},
    "keywords": ["surgical", "implant*"],
    "institutions": ["Leeds Hospital"],
    "segment": [
        {"id": "hips", "label": "hips", "keywords": ["hip"]},
        {"id": "wounds", "label": "wound care"},
    ],
    "share": [{"id": "mixed", "when": "it makes other things too", "share": 0.5}],
}


def definition(**change: Any) -> Definition:  # noqa: ANN401
    return Definition(Sector.model_validate(SECTOR | change))


def rows(n: int = 60) -> list[dict[str, Any]]:
    """Every fifth company makes implants; headcounts from 1 to n; one is an institution."""
    made = [
        {
            "id": f"{i:08d}",
            "number": f"{i:08d}",
            "name": f"Company {_word(i)} Ltd",
            "text": "Makes hip implants and more." if i % 5 == 0 else "Sells fish.",
            "sics": "32500" if i % 5 == 0 else "47230",
            "postcode": f"LS{1 + i % 20} {1 + i // 20}AA",
            "area": "Leeds",
            "area_code": "E08000035",
            "headcount": float(i),
            "basis": "accounts",
            "flags": "",
        }
        for i in range(1, n + 1)
    ]
    hospital = made[0] | dict.fromkeys(("id", "number"), "09999999") | {"name": "Leeds Hospital"}
    gone = made[0] | dict.fromkeys(("id", "number"), "09999998") | {"flags": "dissolved"}
    return [*made, hospital, gone]


def companies(n: int = 60, sector: Definition | None = None) -> Frame:
    return frame(rows(n), sector or definition())


def material(n: int = 60, sector: Definition | None = None, **change: Any) -> Material:  # noqa: ANN401
    """A model that is sure of what texts say, but not too sure, and learns no more than that."""
    own = sector or definition()
    held: Frame = change.pop("frame", None) or companies(n, own)

    def classify(labels: Labels) -> Probabilities:
        assert len(labels.rows) == len(labels.weight)
        likely = np.array(["implant" in text for text in held.texts])
        p = np.where(likely, 0.7, 0.02)
        by_target = {t: p if t == "sector" else p / 2 for t in own.targets}
        return Probabilities(by_target, lambda row, _: ("says implants",) if likely[row] else ())

    given: dict[str, Any] = {
        "frame": held,
        "definition": own,
        "w": np.ones(len(held)),
        "classify": classify,
        "industries": {"32500": "Manufacture of medical instruments"},
    }
    return Material(**(given | change))


def review(folder: Path, n: int = 60, **change: Any) -> Review:  # noqa: ANN401
    return Review(folder / "decisions", material(n, **change), today=DAY)


def truth(company: str) -> str:
    return IN if int(company) % 5 == 0 else OUT


def reading(company: str, reader: str = "Ann", ruling: str = "", **more: Any) -> Reading:  # noqa: ANN401
    """A first look that rules what is true, unless another ruling is given."""
    return Reading(
        company=company, reader=reader, look=FIRST, ruling=ruling or truth(company), **more
    )


def rule(own: Review, reader: str = "Ann", rulings: Mapping[str, str] | None = None) -> None:
    """Rule on everything that is left of this step."""
    at = own.position()
    csv = at.drawn.csv if at.drawn else ""
    said = rulings or {}
    own.keep([reading(c, reader, said.get(c, ""), draw=csv) for c in at.left])


def _word(i: int) -> str:
    """Names that are no family: they differ in more than a number."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return "".join(letters[(i * k) % 26] for k in (3, 5, 7, 11)) + letters[i % 26] * (1 + i // 26)
