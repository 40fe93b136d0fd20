"""Rows of tables `demand_base`, `demand` and `shared_demand` as estimates with all they rest on."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sectorscope.chapters.desk import Desk
from sectorscope.profile import Estimate, EvidenceRef, Slot, Statement, Uncertainty
from sectorscope.sector.skilled import LEAST
from sectorscope.wording import demanded as templates
from sectorscope.wording.realise import About, Draft, finish

Row = Mapping[str, Any]
Field = Literal["value", "n", "low", "high"]

WHOLE = "sector"
LEVEL = 0.95
ASSUMES = (
    "what the annotator marks as a skill is asked for, and what it misses it misses alike in the "
    "adverts of the sector and in the others; the adverts held stand for those there were; adverts "
    "of one employer are no more alike than those of several: where they are, the interval is too "
    "narrow"
)
METHOD = (
    "the share of adverts that ask for it, drawn towards the usual share as by ten adverts that "
    "ask as often, over the usual share: that among the adverts held, those of the target included"
)
WHY = (
    "of one skill alone, the usual share taken as known; of many skills those told here were "
    "chosen by the lower end of theirs"
)
CAVEAT = (
    "Adverts are not vacancies: some jobs are never advertised, some several times. Those held are "
    "what their file has, and no random sample."
)
_LARGE = 10.0
"""Ratio from which it is printed whole."""


def base(desk: Desk) -> dict[str, Row]:
    """Rows of `demand_base` by target."""
    return {row["target"]: row for row in desk.rows("demand_base")}


def skill(row: Row) -> str:
    """A skill's name as it stands in a sentence; one that begins with a number says what it is."""
    name = row["name"]
    return f"skill {name}" if re.match(r"\W*\d", name) else name


def table_of(row: Row) -> str:
    """The table a row is of."""
    return "demand" if "skill" in row else "shared_demand" if "first" in row else "demand_base"


def refs(desk: Desk, row: Row) -> tuple[EvidenceRef, ...]:
    """The row, for a skill the first of the adverts that ask for it, and what its publisher says.

    The last where the vocabulary came from its publisher's service: of a file no snapshot is held.
    """
    found = (
        desk.ref("advert", {"id": identity, "snapshot": snapshot})
        for identity, snapshot in json.loads(row.get("examples") or "[]")
    )
    named = desk.published.get((row.get("vocabulary", ""), row.get("skill", "")))
    said = () if named is None else (desk.ref("published_concept", named),)
    return (desk.ref(table_of(row), row), *found, *said)


def noun(desk: Desk, row: Row) -> str:
    """What the adverts are called: of invented ones every sentence says so."""
    invented = any(r.reconstruction for r in refs(desk, row))
    return templates.INVENTED if invented else templates.NOUN


def counted(desk: Desk, row: Row, field: str) -> Estimate:
    """A number of adverts."""
    labels = {"k": "adverts that ask for it", "n": "adverts of it", "total": "adverts held"}
    labels |= {"by_employer": "by who advertises", "by_occupation": "by their occupation alone"}
    what = skill(row) if "skill" in row else row.get("label", "")
    return Estimate(
        label=f"{labels.get(field, 'adverts')}: {what}",
        value=row[field],
        n=row["n"] if field == "k" else None,
        unit="adverts",
        standing="counted",
        method="adverts alike in employer, title and text count once",
        assumes=ASSUMES.partition(",")[0] if field == "k" else "",
        uncertainty=Uncertainty(kind="exact", why="counted; nothing is estimated"),
        inputs=refs(desk, row),
    )


def least(desk: Desk, row: Row) -> Estimate:
    """How many adverts it takes to rank anything: a rule of the house."""
    return Estimate(
        label="adverts it takes",
        value=LEAST,
        unit="adverts",
        standing="derived",
        method="a rule of the house: no ranking under so many documents",
        uncertainty=Uncertainty(kind="none_published", why="a rule, and no estimate"),
        inputs=(desk.ref(table_of(row), row),),
    )


def quotient(desk: Desk, row: Row) -> Estimate:
    """How many times the usual share asks for a skill."""
    return Estimate(
        label=f"times the usual share: {skill(row)}",
        value=row["ratio"],
        n=row["n"],
        unit="times the usual share",
        standing="derived",
        method=METHOD,
        assumes=ASSUMES,
        uncertainty=Uncertainty(
            kind="credible", low=row["low"], high=row["high"], level=LEVEL, why=WHY
        ),
        inputs=refs(desk, row),
    )


def times(value: float, estimate: int, field: Field = "value") -> Slot:
    """A ratio as it is printed: finer at one, where it matters on which side it lies."""
    text = f"{value:,.0f}" if value >= _LARGE else f"{value:.1f}"
    text = f"{value:.2f}" if text == "1.0" else text
    return Slot(kind="number", text=text, estimate=estimate, field=field)


def said(  # noqa: PLR0913, PLR0917 - a sentence and where it stands
    desk: Desk,
    template: str,
    slots: dict[str, Slot],
    estimates: Sequence[Estimate],
    chapter: str,
    question: str,
    subject: str,
) -> Statement:
    """A statement on adverts."""
    draft = Draft(template, slots, tuple(estimates), caveat=CAVEAT)
    about = About(chapter, f"demand:{question}", subject)
    kind = "ranking" if question == "ranked" else "count" if question == "held" else "share"
    return finish(draft, about, desk.voice, kind=kind, basis="adverts")
