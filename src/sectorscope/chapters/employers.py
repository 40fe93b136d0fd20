"""Large employers registered in the region: a list, with bands that are never summed.

The list of who reported on pay gives an address and a band of employees in the whole country.
Where an address lies is told by a directory of postcodes where one is held that knows it, else by
how its postcode begins, as the study says under `[region]`; which employers are of the sector is
hinted at by their industry codes and ruled on by nobody here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.evidence.beginnings import begins
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    EvidenceRef,
    Gap,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.profile.filled import PERIOD
from sectorscope.sector.definition import Definition
from sectorscope.sector.industries import Hint
from sectorscope.sector.placing import spelled
from sectorscope.wording import official as wording
from sectorscope.wording.realise import About, Draft, finish, join

Row = Mapping[str, Any]

SHOWN = 8
"""Addresses that lead to the directory's rows."""
_ORDER: dict[Hint, int] = {"core": 0, "possible": 1}


def employers(desk: Desk) -> Iterable[Block]:
    """Who is registered in the region under the sector's codes, or why no list can be given."""
    held = list(desk.rows("employer"))
    if not (desk.config.region.postcodes or held):
        return
    year = max((r["year"] for r in held), default="")
    newest = [r for r in held if r["year"] == year]
    here = [r for r in newest if is_here(desk, r["postcode"])]
    found = _of_the_sector(desk, here)
    if not found:
        yield _none(desk, held, here)
        return
    away = [r for r in newest if _is_taken_away(desk, r["postcode"])]
    yield Paragraph(statements=tuple(_told(desk, year, here, away, [row for _, row in found])))
    yield _table(desk, year, found)


def is_here(desk: Desk, postcode: str | None) -> bool:
    """By the directory where it knows the postcode, else by how it begins."""
    where = desk.lies(postcode)
    if where == "not known":
        return begins(postcode, desk.config.region.postcodes)
    return where == "here"


def _is_taken_away(desk: Desk, postcode: str | None) -> bool:
    """Whether it begins as the study rules and lies elsewhere by the directory."""
    return desk.lies(postcode) == "elsewhere" and begins(postcode, desk.config.region.postcodes)


def _of_the_sector(desk: Desk, rows: Iterable[Row]) -> list[tuple[str, Row]]:
    """Employers with a core or possible code, core first, then by name; each with its hint."""
    definition = Definition(desk.config.sector)
    found = list[tuple[int, str, str, Row]]()
    for row in rows:
        codes = row["sics"].split(";") if row["sics"] else []
        hint = definition.industries.strongest(codes)
        segments = [
            s.label
            for s in desk.config.sector.segment
            if definition.industries_of(s.id).strongest(codes) == "possible"
        ]
        if hint in _ORDER or (segments and hint != "never"):
            label = "; ".join([*([hint] if hint in _ORDER else []), *segments])
            found.append((_ORDER.get(hint, 1), row["name"].casefold(), label, row))
    return [(label, row) for *_, label, row in sorted(found, key=lambda f: f[:2])]


def _told(
    desk: Desk, year: str, here: list[Row], away: list[Row], listed: list[Row]
) -> Iterator[Statement]:
    refs = tuple(desk.ref("employer", r) for r in listed)
    count = Estimate(
        label="employers with an industry code of the definition",
        value=len(listed),
        n=len(here),
        unit="employers",
        standing="counted",
        method="entries of the list with an address in the region and a core or possible code",
        uncertainty=Uncertainty(kind="exact", why="a count of the entries of a list"),
        inputs=refs,
    )
    slots = {
        "count": Slot(kind="number", text=f"{len(listed):,}", estimate=0),
        "n": Slot(kind="number", text=f"{len(here):,}", estimate=0, field="n"),
        "year": _year(year),
        "region": naming(desk.scope.region),
        "sector": naming(desk.config.sector.name),
    }
    yield _finish(desk, Draft(wording.EMPLOYERS, slots, (count,), vintage=year), "listed")
    yield _placed(desk, year, here, away, refs)


def _placed(
    desk: Desk, year: str, here: list[Row], away: list[Row], refs: tuple[EvidenceRef, ...]
) -> Statement:
    """What the addresses were placed by."""
    known = [
        desk.placed[spelled(r["postcode"])] for r in here if desk.lies(r["postcode"]) == "here"
    ]
    if known:
        return _by_directory(desk, year, here, known)
    starts = desk.config.region.postcodes
    template = wording.EMPLOYERS_PLACED_BUT if away else wording.EMPLOYERS_PLACED
    template = template.replace(
        "{list}", join([f"{{p{i}}}" for i in range(len(starts))]).replace(" and ", " or ")
    )
    placed = {f"p{i}": naming(s) for i, s in enumerate(starts)}
    placed["region"] = naming(desk.scope.region)
    if not away:
        return _finish(desk, Draft(template, placed, (), refs, vintage=year), "placed")
    refs = tuple(desk.ref("employer", r) for r in away[:SHOWN])
    count = _taken_away(desk, away, len(here) + len(away))
    placed["n"] = Slot(kind="number", text=f"{count.n:,}", estimate=0, field="n")
    placed["away"] = Slot(kind="number", text=f"{len(away):,}", estimate=0)
    return _finish(desk, Draft(template, placed, (count,), refs, vintage=year), "placed")


def _taken_away(desk: Desk, away: list[Row], n: int) -> Estimate:
    """How many of n addresses that begin as the study rules the directory places elsewhere."""
    rows = [desk.placed[spelled(r["postcode"])] for r in away[:SHOWN]]
    return Estimate(
        label="addresses that begin as the study rules and that the directory places elsewhere",
        value=len(away),
        n=n,
        unit="addresses",
        standing="counted",
        method=f"entries of the list whose postcode the directory holds; at most {SHOWN} are cited",
        uncertainty=Uncertainty(kind="exact", why="a count of the entries of a list"),
        inputs=tuple(desk.ref("placed_postcode", row) for row in rows),
    )


def _by_directory(desk: Desk, year: str, here: list[Row], known: list[Row]) -> Statement:
    refs = tuple(desk.ref("placed_postcode", row) for row in known[:SHOWN])
    count = Estimate(
        label="addresses that the directory of postcodes places in the region",
        value=len(known),
        n=len(here),
        unit="addresses",
        standing="counted",
        method=f"entries of the list whose postcode the directory holds; at most {SHOWN} are cited",
        uncertainty=Uncertainty(kind="exact", why="a count of the entries of a list"),
        inputs=refs,
    )
    every = len(known) == len(here)
    template = wording.EMPLOYERS_BY_DIRECTORY["all" if every else "some"]
    slots = {"n": Slot(kind="number", text=f"{len(here):,}", estimate=0, field="n")}
    slots["region"] = naming(desk.scope.region)
    if not every:
        starts = desk.config.region.postcodes
        template = template.replace("{list}", join([f"{{p{i}}}" for i in range(len(starts))]))
        slots["placed"] = Slot(kind="number", text=f"{len(known):,}", estimate=0)
        slots |= {f"p{i}": naming(s) for i, s in enumerate(starts)}
    return _finish(desk, Draft(template, slots, (count,), vintage=year), "placed")


def _finish(desk: Desk, draft: Draft, subject: str) -> Statement:
    about = About("sector", "employers", subject, desk.scope.region)
    labelled = replace(
        draft,
        caveat="An employer registered elsewhere may work here, and one registered here elsewhere. "
        "Public bodies and those with no industry code of their own are not found by codes.",
        vintage=draft.vintage or "year not stated",
    )
    return finish(labelled, about, desk.voice, kind="list", basis="administrative")


def _year(year: str) -> Slot:
    if PERIOD.fullmatch(year):
        return Slot(kind="period", text=year)
    return literal("a year that the list does not state")


def _table(desk: Desk, year: str, found: list[tuple[str, Row]]) -> DataTable:
    rows = tuple(
        (
            Cell(text=row["name"]),
            Cell(text=row["size_band"]),
            Cell(text=hint),
            Cell(text=", ".join((row["sics"] or "").split(";"))),
            Cell(text=row["postcode"]),
        )
        for hint, row in found
    )
    refs: tuple[EvidenceRef, ...] = tuple(desk.ref("employer", row) for _, row in found)
    return DataTable(
        id="large-employers",
        title="Employers that reported on pay, registered in the region under the sector's codes",
        subtitle=f"{desk.scope.region}, {year or 'year not stated'}; employees in the whole of the "
        "United Kingdom, in bands as published: a list, never summed",
        data=Data(
            columns=(
                DataColumn(name="name", title="Employer"),
                DataColumn(name="band", title="Employees, whole country"),
                DataColumn(name="hint", title="Hint by code"),
                DataColumn(name="codes", title="SIC 2007 codes"),
                DataColumn(name="postcode", title="Registered postcode"),
            ),
            rows=rows,
        ),
        evidence=refs,
        disclosure="open",
        caveat="A code is a hint and no ruling. A band is of the whole employer, wherever its "
        "people work, so bands cannot be added up and say nothing of jobs here.",
    )


def _none(desk: Desk, held: list[Row], here: list[Row]) -> Gap:
    """Why there is no list: none is held or can be placed, nobody is here, or no code fits."""
    takes = "A year of gender pay gap reports, and industry codes in the definition."
    if held and _is_unplaced(desk, held):
        because, takes = wording.EMPLOYERS_UNPLACED, wording.EMPLOYERS_UNPLACED_TAKES
    elif not held:
        because = "Which large employers of {sector} are registered in {region}: no list is held."
    elif not here:
        because = "Which large employers of {sector} are registered in {region}: of the list that "
        because += (
            "is held, no address lies in it by the directory of postcodes held."
            if desk.placed
            else "is held, no address begins with a postcode that the study names."
        )
    else:
        because = "Which large employers of {sector} are registered in {region}: no employer on "
        because += "the list has an industry code that the definition names."
    return gap(
        "no-large-employers",
        because,
        takes,
        sector=desk.config.sector.name,
        region=desk.scope.region,
    )


def _is_unplaced(desk: Desk, held: list[Row]) -> bool:
    """Whether the study names no postcodes and no directory knows any of the list."""
    known = any(desk.lies(r["postcode"]) != "not known" for r in held)
    return not (desk.config.region.postcodes or known)
