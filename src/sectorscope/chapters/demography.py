"""Enterprises born, closed and surviving in the districts, of every industry.

Of one workbook, the newest year in which every district has figures, beside England. Nothing is
said where no workbook is held, and no gap stated.
"""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.chapters.demography_held import (
    ACTIVE,
    BIRTHS,
    BORN,
    COHORT,
    DEATHS,
    ENGLAND,
    EVERY,
    SPAN,
    Held,
    Row,
    share,
)
from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.quotients import blocks_of, shown
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.wording import demography as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish, join


def demography(desk: Desk) -> Iterator[Block]:
    """Births and closures, the rate of births, survival; a table of districts."""
    held = Held(desk)
    if not held.cells or not held.codes:
        return
    if not held.year:
        yield gap(
            "demography-not-every-district", wording.NOT_EVERY, wording.NOT_EVERY_TAKES,
            region=desk.scope.region, evidence=held.refs([next(iter(held.cells.values()))]),
        )  # fmt: skip
        return
    yield from blocks_of([*_born(held), *_survived(held)])
    yield _table(held)


def _born(held: Held) -> Iterator[Statement]:
    year = held.year
    births, deaths, active = (
        held.sum(held.every(m, year), f"{m}, {year}") for m in (BIRTHS, DEATHS, ACTIVE)
    )
    slots = {
        "year": Slot(kind="period", text=year),
        "births": shown(births, 0, ",.0f"),
        "deaths": shown(deaths, 1, ",.0f"),
        "active": shown(active, 2, ",.0f"),
        "n": Slot(kind="number", text=number_word(len(held.codes)), estimate=3),
        "region": naming(held.desk.scope.region),
    }
    estimates = (births, deaths, active, _districts(held))
    yield _finish(held, Draft(wording.BORN, slots, estimates, vintage=year), "born")
    if rate := share(births, active, f"births of those active, {year}"):
        slots = {"rate": shown(rate, 0, ".1f", "%")}
        draft = _beside(held, wording.RATE, slots, (rate,), ((BIRTHS, EVERY), (ACTIVE, EVERY)))
        yield _finish(held, draft, "rate")


def _survived(held: Held) -> Iterator[Statement]:
    cohort = held.cohort
    if not cohort:
        return
    born = held.sum(held.every(COHORT, cohort, BORN), f"born in {cohort}")
    value = held.sum(held.every(COHORT, cohort, SPAN), f"active {wording.SPAN}")
    part = share(value, born, f"of those born in {cohort}, active {wording.SPAN}")
    if part is None:
        return
    slots = {
        "share": shown(part, 0, ".0f", "%"),
        "born": shown(born, 1, ",.0f"),
        "value": shown(value, 2, ",.0f"),
        "cohort": Slot(kind="period", text=cohort),
        "span": literal(wording.SPAN),
    }
    pair = ((COHORT, SPAN), (COHORT, BORN))
    draft = _beside(held, wording.SURVIVED, slots, (part, born, value), pair)
    yield _finish(held, draft, "survived")


def _beside(
    held: Held,
    template: str,
    slots: dict[str, Slot],
    estimates: tuple[Estimate, ...],
    pair: tuple[tuple[str, str], tuple[str, str]],
) -> Draft:
    """A sentence with the same rate of England after it, where England has both figures.

    Args:
        held: the workbook.
        template: with a place for what is said of England.
        slots: of the template.
        estimates: the rate first.
        pair: measure and code of the rate's part and of its whole.
    """
    measure, rate = pair[0][0], estimates[0]
    year, spec = (held.cohort, ".0f") if measure == COHORT else (held.year, ".1f")
    found = [held.one(m, ENGLAND, year, code) for m, code in pair]
    sums = [held.sum([r], f"{r['measure']}, England") for r in found if r]
    england = share(sums[0], sums[1], f"{rate.label}, England") if len(sums) == len(found) else None
    said = ""
    if england:
        said, slots = wording.BESIDE, slots | {"england": shown(england, len(estimates), spec, "%")}
        estimates = (*estimates, england)
    return Draft(template.replace("{beside}", said), slots, estimates, vintage=year)


def _districts(held: Held) -> Estimate:
    return Estimate(
        label="districts",
        value=len(held.codes),
        unit="districts",
        standing="counted",
        method="districts of the region, as the study defines it",
        uncertainty=Uncertainty(kind="exact", why="a count of the districts named"),
        inputs=held.refs(held.every(BIRTHS, held.year)),
    )


def _finish(held: Held, draft: Draft, subject: str) -> Statement:
    desk = held.desk
    made = Draft(
        draft.template,
        draft.slots,
        draft.estimates,
        vintage=draft.vintage,
        geography=f"{desk.geography}; districts by code",
        caveat=_caveat(held),
    )
    about = About("prospects", "demography", subject, desk.scope.region)
    return finish(made, about, desk.voice, kind="count", basis="official")


def _caveat(held: Held) -> str:
    names = held.crowded()
    crowded = wording.CROWDED.format(names=join(names)) if names else ""
    return f"{wording.CAVEAT} {crowded}".strip()


def _table(held: Held) -> DataTable:
    """Each district's births, closures and active enterprises, and who survived."""
    year, cohort = held.year, held.cohort
    kinds = [(BIRTHS, year, EVERY), (DEATHS, year, EVERY), (ACTIVE, year, EVERY)]
    kinds += [(COHORT, cohort, BORN), (COHORT, cohort, SPAN)] if cohort else []
    titles = [f"Born in {year}", f"Closed in {year}", f"Active in {year}"]
    titles += [f"Born in {cohort}", f"Of these active {wording.SPAN}"]
    columns = [DataColumn(name="district", title="District")]
    columns += [
        DataColumn(name=f"c{i}", title=title, align="right")
        for i, (_, title) in enumerate(zip(kinds, titles, strict=False))
    ]
    places = held.desk.config.region.places
    found = [[held.one(m, p.code, y, c) for m, y, c in kinds] for p in places]
    rows = tuple(
        (Cell(text=place.name), *map(_cell, cells))
        for place, cells in zip(places, found, strict=True)
    )
    evidence = held.refs(r for cells in found for r in cells if r)
    return DataTable(
        id="business-demography",
        title="Enterprises born, closed and surviving, by district",
        subtitle=f"{held.desk.scope.region}; every industry",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=evidence,
        disclosure=held.desk.disclosure(evidence),
        caveat=_caveat(held),
    )


def _cell(row: Row | None) -> Cell:
    if row is None:
        return Cell(text="not in the table", state="not_stated")
    return Cell(text=f"{row['value']:,.0f}", value=row["value"])
