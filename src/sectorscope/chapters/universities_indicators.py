"""A third party's indicators of business with universities, in the area that the study names.

The newest year of each, and where it lay over five years: of one version of the areas alone, since
one code may be of another area in another version. Nothing is said where nothing is held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.quotients import blocks_of, shown
from sectorscope.profile import Block, Estimate, Gap, Slot, Statement, Uncertainty, naming
from sectorscope.wording import indicators as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish

Row = Mapping[str, Any]

SOURCE = "hebci"
SPAN = 5
"""Years a range is told of, at the most."""


def indicators(desk: Desk) -> Iterator[Block]:
    """A sentence for each indicator of income that is held of the area."""
    held = [r for r in desk.rows("statistic") if r["measure"] in wording.WHAT and _is_one(desk, r)]
    if not held:
        return
    area, region = desk.config.universities.area, desk.scope.region
    evidence = (desk.ref("statistic", held[0]),)
    if not area:
        yield gap(
            "indicators-no-area", wording.NO_AREA, wording.NO_AREA_TAKES,
            region=region, evidence=evidence,
        )  # fmt: skip
        return
    here = [r for r in held if r["area_code"] == area and r["value"] is not None]
    if not here:
        yield gap(
            "indicators-not-there", wording.NOT_THERE, wording.NOT_THERE_TAKES,
            region=region, area=area, evidence=evidence,
        )  # fmt: skip
    series = ([r for r in here if r["measure"] == measure] for measure in wording.WHAT)
    name = _name_of(desk, area)
    yield from blocks_of([_told(desk, rows, name) for rows in series if rows])
    yield from _elsewhere(desk, area, name)


def _name_of(desk: Desk, area: str) -> str:
    """What the newest look-up held calls an area; empty if none has it."""
    found = [(r["version"], r["name"]) for r in desk.rows("area") if r["code"] == area]
    found += [
        (r["version"], r["whole_name"]) for r in desk.rows("area_member") if r["whole"] == area
    ]
    return max(found, default=("", ""))[1]


def _elsewhere(desk: Desk, area: str, name: str) -> Iterator[Gap]:
    """A gap where look-ups have districts of the area, and none of them is of the region."""
    members = [
        r for r in desk.rows("area_member") if r["whole"] == area and r["member_kind"] == "district"
    ]
    here = {p.code for p in desk.config.region.places}
    if members and here and not any(r["member"] in here for r in members):
        yield gap(
            "indicators-area-elsewhere", wording.ELSEWHERE, wording.ELSEWHERE_TAKES,
            region=desk.scope.region, area=area, name=name,
            evidence=(desk.ref("area_member", members[0]),),
        )  # fmt: skip


def _is_one(desk: Desk, row: Row) -> bool:
    return desk.snapshots[row["snapshot"]]["source"] == SOURCE


def _told(desk: Desk, rows: Sequence[Row], name: str) -> Statement:
    """The newest year, and the least and the most of the years before it of the same areas."""
    newest = max(rows, key=lambda r: r["period"])
    first = str(int(newest["period"]) - SPAN + 1)
    alike = [r for r in rows if r["geography"] == newest["geography"] and r["period"] >= first]
    slots = {
        "what": literal(wording.WHAT[newest["measure"]]),
        "year": Slot(kind="period", text=newest["period"]),
        "where": naming(name) if name else literal(wording.NAMELESS),
        "area": naming(newest["area_code"]),
    }
    estimates = (_estimate(desk, newest),)
    template = wording.NEWEST
    if len(alike) > 1:
        template = wording.RANGE
        ends = (f(alike, key=lambda r: (r["value"], r["period"])) for f in (min, max))
        estimates += (*(_estimate(desk, r) for r in ends), _years(desk, alike))
        slots |= {
            "first": Slot(kind="period", text=min(r["period"] for r in alike)),
            "n": Slot(kind="number", text=number_word(len(alike)), estimate=3),
            "least": _pounds(estimates[1], 1),
            "most": _pounds(estimates[2], 2),
        }
    slots["value"] = _pounds(estimates[0], 0)
    other = any(r["geography"] != newest["geography"] for r in rows)
    draft = Draft(
        template,
        slots,
        estimates,
        vintage=newest["period"],
        geography=f"{newest['area_code']}: {newest['geography']}",
        caveat=f"{wording.CAVEAT} {wording.OTHER_VERSION if other else ''}".strip(),
    )
    about = About("universities", "indicators", newest["measure"], desk.scope.region)
    return finish(draft, about, desk.voice, kind="size", basis="third_party")


def _pounds(estimate: Estimate, at: int) -> Slot:
    found = shown(estimate, at, ",.0f")
    return found.but(text=f"£{found.text}")


def _estimate(desk: Desk, row: Row) -> Estimate:
    return Estimate(
        label=f"{row['label']}, {row['area_code']}, {row['period']}",
        value=row["value"],
        unit=row["unit"],
        standing="published",
        method=f"{row['dataset']}, {row['period']}",
        assumes=f"basis: {row['basis']}",
        uncertainty=Uncertainty(kind="none_published", why=wording.WHY),
        inputs=(desk.ref("statistic", row),),
    )


def _years(desk: Desk, rows: Sequence[Row]) -> Estimate:
    return Estimate(
        label="years held",
        value=len(rows),
        unit="years",
        standing="counted",
        method="years with a figure of the same version of the area",
        uncertainty=Uncertainty(kind="exact", why="a count of the years held"),
        inputs=tuple(desk.ref("statistic", row) for row in rows),
    )
