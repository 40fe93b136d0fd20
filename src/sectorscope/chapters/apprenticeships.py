"""Apprenticeship starts: on the standards the definition names, and in the region's districts.

By standard nationally and by district in total: where no file that is held breaks starts down by
both, a gap says so. A part of a year is never set beside whole ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.quotients import blocks_of, shown
from sectorscope.chapters.starts import DELIVERY, HOME, Held, Named, Row, five_before
from sectorscope.chapters.starts_closed import closed
from sectorscope.chapters.starts_figures import (
    by_district,
    by_standard,
    finished,
    share,
    standards,
    summed,
)
from sectorscope.profile import Block, Gap, Slot, Statement, Uncertainty, naming
from sectorscope.wording import official as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import Draft, join

NAMED = 3
"""Standards told by name in a sentence; the table has all."""


def apprenticeships(desk: Desk) -> Iterable[Block]:
    """What is told of starts, and what no file that is held can say."""
    held = Held(desk)
    wanted = desk.config.sector.crosswalk.standards
    if wanted:
        yield from _by_standard(held)
        yield from closed(held)
    yield from _by_district(held)
    if wanted and held.rows and not held.both:
        yield gap(
            "no-starts-by-standard-and-district",
            "How many start on the standards of {sector} in {region}: no file that is held breaks "
            "starts down by standard and by district at once, so no location quotient can be given "
            "either.",
            "A publication of starts by standard and by the learner's home or place of delivery.",
            sector=desk.scope.sector,
            region=desk.scope.region,
        )


def _by_standard(held: Held) -> Iterator[Block]:
    found = _found(held)
    if not found:
        yield _none_held(held)
        return
    year = held.years[-1]
    yield from blocks_of([*_told(held, found, year)])
    yield by_standard(held)
    missing = [n.title for n in held.named if n not in [f for f, _ in found]]
    unknown = [r for r in held.desk.config.sector.crosswalk.standards if r not in _known(held)]
    if missing or unknown:
        yield gap(
            "standards-without-starts",
            "Starts in {year} on some standards that the definition names: for {titles} the file "
            "gives no sum, as where nobody started, a figure is withheld, or a standard goes by "
            "another name.",
            "The titles under which the file has them.",
            year=Slot(kind="period", text=year),
            titles="; ".join([*missing, *unknown]),
        )
    yield from _no_change(held, year)


def _known(held: Held) -> set[str]:
    return {n.reference for n in held.named}


def _found(held: Held) -> list[tuple[Named, Row]]:
    """Standards of the definition with starts in the newest whole year; those withheld are not."""
    if not held.years:
        return []
    rows = [(n, held.of(n, held.years[-1])) for n in held.named]
    return [(n, row) for n, row in rows if row and row["value"] is not None]


def _none_held(held: Held) -> Gap:
    return gap(
        "no-starts",
        "How many start an apprenticeship on the standards of {sector}: no whole year of starts by "
        "standard is held under their titles.",
        "The Department for Education's starts by standard, and the list of standards.",
        sector=held.desk.scope.sector,
    )


def _told(held: Held, found: list[tuple[Named, Row]], year: str) -> Iterator[Statement]:
    rows = [row for _, row in found]
    named = [n for n, _ in found]
    value = summed(held, rows, f"starts on the definition's standards, {year}")
    whole = held.over_all.get(year)
    if whole and whole["value"]:
        count, part = standards(held, named), share(held, value, whole)
        slots = {
            "year": Slot(kind="period", text=year),
            "value": shown(value, 0, ",.0f"),
            "n": Slot(kind="number", text=number_word(len(named)), estimate=1),
            "share": shown(part, 2, ".1f", "%"),
        }
        estimates = (value, count, part)
        template = wording.STARTS["one" if len(named) == 1 else "some"]
        yield finished(held, Draft(template, slots, estimates, vintage=year), "standards")
    yield _most(held, found, year)
    yield from _earlier(held, found, year)


def _earlier(held: Held, found: list[tuple[Named, Row]], year: str) -> Iterator[Statement]:
    """The earliest whole year beside the newest, on the standards that have both."""
    first = held.years[0]
    pairs = [(row, then, n) for n, row in found if (then := held.of(n, first))]
    pairs = [p for p in pairs if p[1]["value"] is not None]
    if first == year or not pairs:
        return
    label = "starts on the standards of both years"
    now = summed(held, [row for row, *_ in pairs], f"{label}, {year}")
    was = summed(held, [then for _, then, _ in pairs], f"{label}, {first}")
    slots = {
        "value": shown(now, 0, ",.0f"),
        "before": shown(was, 1, ",.0f"),
        "n": Slot(kind="number", text=number_word(len(pairs)), estimate=2),
        "now": Slot(kind="period", text=year),
        "year": Slot(kind="period", text=first),
    }
    count = standards(held, [n for *_, n in pairs])
    draft = Draft(wording.STARTS_BEFORE, slots, (now, was, count), vintage=f"{first}; {year}")
    yield finished(held, draft, "standards/before")


def _most(held: Held, found: list[tuple[Named, Row]], year: str) -> Statement:
    most = sorted(found, key=lambda f: (-f[1]["value"], f[0].reference))[:NAMED]
    estimates = tuple(summed(held, [row], f"starts on {n.title}, {year}") for n, row in most)
    items = join([wording.STARTS_ITEM.format(i) for i in range(len(most))], heavy=True)
    slots = {f"v{i}": shown(e, i, ",.0f") for i, e in enumerate(estimates)}
    slots |= {f"s{i}": naming(f"{n.title} ({n.reference})") for i, (n, _) in enumerate(most)}
    draft = Draft(wording.STARTS_MOST.replace("{list}", items), slots, estimates, vintage=year)
    return finished(held, draft, "standards/most")


def _by_district(held: Held) -> Iterator[Block]:
    if not held.district_periods:
        if held.desk.config.sector.crosswalk.standards and held.rows:
            yield gap(
                "no-starts-by-district",
                "How many who live in {region} start an apprenticeship: no whole year of starts by "
                "the learner's home and place of delivery is held for every district.",
                "The Department for Education's starts by home and delivery district.",
                region=held.desk.scope.region,
            )
        return
    now, first = held.district_periods[-1], held.district_periods[0]
    statements = [_districts(held, now, wording.STARTS_HOME, "district")]
    if first != now:
        statements.append(_districts(held, first, wording.STARTS_HOME_BEFORE, "district/before"))
    yield from blocks_of(statements)
    yield by_district(held)


def _districts(held: Held, year: str, template: str, subject: str) -> Statement:
    places = [p.name for p in held.desk.config.region.places]
    home, delivered = (
        summed(held, [r for n in places if (r := held.district(way, n, year))], f"{label}, {year}")
        for way, label in ((HOME, "starts by learners living here"), (DELIVERY, "delivered here"))
    )
    number = home.but(
        label="districts",
        value=len(places),
        unit="districts",
        standing="counted",
        method="districts of the region, as the study defines it",
        uncertainty=Uncertainty(kind="exact", why="a count of the districts named"),
    )
    slots = {
        "year": Slot(kind="period", text=year),
        "value": shown(home, 0, ",.0f"),
        "delivered": shown(delivered, 1, ",.0f"),
        "n": Slot(kind="number", text=number_word(len(places)), estimate=2),
        "region": naming(held.desk.scope.region),
    }
    used = {k: s for k, s in slots.items() if "{" + k + "}" in template}
    draft = Draft(template, used, (home, delivered, number), vintage=year)
    return finished(held, draft, subject)


def _no_change(held: Held, year: str) -> Iterator[Gap]:
    if five_before(year) not in held.years:
        yield gap(
            "no-five-years-of-starts",
            "How starts on these standards have changed since {then}: that year is not held; the "
            "earliest whole one is {first}.",
            "The same file for that year, with the same standards.",
            then=Slot(kind="period", text=five_before(year)),
            first=Slot(kind="period", text=held.years[0]),
        )
