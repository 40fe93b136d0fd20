"""Made-up companies whose truth can be told: makers of implants, software firms, bakeries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.membership import Features, Labels, features
from sectorscope.study.sector import Industries, Sector, Segment

KINDS = {
    "maker": ("Makes {} implants for hip surgery in titanium", "32500"),
    "software": ("Writes {} software for patient monitoring in hospitals", "62012"),
    "bakery": ("Bakes {} bread and cakes for shops and cafes", "10710"),
    "builder": ("Builds {} houses and lays roofs for councils", "41202"),
}
WORDS = ("fine", "modern", "northern", "trusted", "custom", "quick", "family", "quality")


def definition() -> Definition:
    """Health, with two segments."""
    return Definition(
        Sector(
            name="health",
            definition="health, version 1",
            keywords=("patient*",),
            industries=Industries(core=("32.50",), possible=("62.01",), never=("86",)),
            segment=(
                Segment(id="implants", label="implants", industries=("32.50",), keywords=("hip*",)),
                Segment(id="digital", label="digital health", keywords=("software",)),
            ),
        )
    )


def companies(each: int = 25, *, texts: bool = True) -> tuple[Frame, list[str]]:
    """So many companies of each kind, and the kind of each, in the frame's order."""
    rows: list[dict[str, object]] = []
    kinds: dict[str, str] = {}
    for at in range(each * len(KINDS)):
        kind = list(KINDS)[at % len(KINDS)]
        text, sic = KINDS[kind]
        said = text.format(f"{WORDS[at % 7]} {WORDS[(at // 7) % 8]}") if texts else ""
        key = f"c{at:05d}"
        kinds[key] = kind
        rows.append(
            {"id": key, "name": f"ALPHA{at} LTD", "text": said, "sics": sic, "snapshot": "s"}
        )
    made = frame(rows, definition())
    return made, [kinds[i] for i in made.ids]


def known(each: int = 25) -> tuple[Features, list[str]]:
    """Features of them, without the encoder."""
    made, kinds = companies(each)
    return features(made, definition()), kinds


def answers(kinds: Sequence[str]) -> dict[str, np.ndarray]:
    """The truth by target."""
    held = np.array(kinds)
    return {
        "sector": np.isin(held, ["maker", "software"]).astype(float),
        "implants": (held == "maker").astype(float),
        "digital": (held == "software").astype(float),
    }


def labels(rows: Sequence[int], truth: Mapping[str, np.ndarray], weight: float = 1.0) -> Labels:
    """Rulings that tell the truth."""
    at = np.array(rows, np.int64)
    return Labels(at, {t: z[at] for t, z in truth.items()}, np.full(len(at), weight))
