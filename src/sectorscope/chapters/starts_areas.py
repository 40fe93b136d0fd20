"""Apprenticeships started and achieved in the districts, by sector subject area, of one table.

Nothing is said where no such table is held. Where a district's figure is no number, the sum is
none, and a gap says where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.quotients import blocks_of, shown
from sectorscope.chapters.starts import HOME, five_before
from sectorscope.chapters.starts import Held as Provided
from sectorscope.chapters.starts_figures import summed
from sectorscope.chapters.starts_tables import ACHIEVED, DECLARED, EVERY, STARTS, Held, Row
from sectorscope.concepts.area_changes import changes
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    Gap,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.wording import starts as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish, join

APART = 0.1
"""A part by which two sums of a year may differ: revisions and rounding move them by less."""


def starts_by_area(desk: Desk) -> Iterator[Block]:
    """The districts together, the definition's areas, a table of both; then England."""
    held = Held(desk)
    if held.region:
        yield from _region(held)
    if held.silent and (not held.region or held.without(EVERY)):
        silent = max(cell.year for cell in held.silent)
        yield gap(
            "starts-year-not-stated",
            wording.SILENT["parts" if _is_told(desk, silent) else "all"], wording.SILENT_TAKES,
            region=desk.scope.region, how='period = "academic year"',
            year=Slot(kind="period", text=silent),
            evidence=held.refs([*held.silent.values()]),
        )  # fmt: skip
    if held.england:
        yield from blocks_of([_england(held)])


def _is_told(desk: Desk, year: str) -> bool:
    """Whether starts of any kind in a year are told by learners' homes: no gap may deny them."""
    return year in Provided(desk).district_periods


def _region(held: Held) -> Iterator[Block]:
    if disagreeing := _disagreeing(held):
        yield disagreeing
        return
    if missing := held.without(EVERY):
        yield _gap(held, "starts-not-every-district", missing)
    else:
        yield from blocks_of([*_told(held)])
    yield from _no_areas(held)
    for code, name in held.wanted.items():
        if lost := held.without(code):
            yield gap(
                f"starts-withheld-{code}", wording.WITHHELD, wording.WITHHELD_TAKES,
                subject=name.lower(), code=f"SSA {code}", places="; ".join(lost),
                region=held.desk.scope.region, year=_year(held),
                evidence=held.refs(held.rows(code, STARTS)),
            )  # fmt: skip
    if all(held.row(place, EVERY, STARTS) for place in held.places):
        yield _table(held)


def _disagreeing(held: Held) -> Gap | None:
    """Where a table by learners' homes has quite another sum: one has not all of the year."""
    year, provided = _year(held).text, Provided(held.desk)
    if held.without(EVERY) or year not in provided.district_periods:
        return None
    names = held.places.values()
    homes = [row for n in names if (row := provided.district(HOME, n, year))]
    here = _sum(held, held.rows(EVERY, STARTS), "apprenticeships started, by this table")
    there = summed(provided, homes, "apprenticeships started, by learners' homes")
    if abs(here.value - there.value) <= APART * there.value:
        return None
    return gap(
        "starts-disagree", wording.DISAGREE, wording.DISAGREE_TAKES,
        estimates=(here, there), evidence=(*here.inputs, *there.inputs),
        region=held.desk.scope.region, year=_year(held),
        here=shown(here, 0, ",.0f"), there=shown(there, 1, ",.0f"),
    )  # fmt: skip


def _gap(held: Held, identity: str, places: Sequence[str]) -> Gap:
    told = _is_told(held.desk, _year(held).text)
    return gap(
        identity, wording.NOT_EVERY["parts" if told else "all"], wording.NOT_EVERY_TAKES,
        region=held.desk.scope.region, year=_year(held), places="; ".join(places),
        evidence=held.refs(held.rows(EVERY, STARTS)),
    )  # fmt: skip


def _no_areas(held: Held) -> Iterator[Gap]:
    if held.by_area and not held.desk.config.sector.crosswalk.subject_areas:
        yield gap(
            "starts-no-subject-areas", wording.NO_AREAS, wording.NO_AREAS_TAKES,
            sector=held.desk.scope.sector, example='subject_areas = ["4.1"]',
            evidence=held.refs(held.rows(EVERY, STARTS)[:1]),
        )  # fmt: skip


def _told(held: Held) -> Iterator[Statement]:
    """All starts, unless a table by home and delivery tells the same year; then parts of them."""
    whole = _sum(held, held.rows(EVERY, STARTS), "apprenticeships started")
    year = held.region[1] if held.region else ""
    if not _is_told(held.desk, year):
        slots = {
            "value": shown(whole, 0, ",.0f"),
            "n": Slot(kind="number", text=number_word(len(held.places)), estimate=1),
            "region": naming(held.desk.scope.region),
            "year": _year(held),
        }
        yield _finish(held, Draft(wording.COUNTED, slots, (whole, _districts(held))), "district")
        if not held.without(EVERY, ACHIEVED):
            made = _sum(held, held.rows(EVERY, ACHIEVED), "apprenticeships achieved")
            draft = Draft(wording.ACHIEVED, {"value": shown(made, 0, ",.0f")}, (made,))
            yield _finish(held, draft, "achieved")
    areas = [code for code in held.wanted if not held.without(code)]
    if areas and whole.value:
        yield _areas(held, areas, whole)


def _areas(held: Held, codes: Sequence[str], whole: Estimate) -> Statement:
    slots: dict[str, Slot] = {}
    estimates: list[Estimate] = []
    for i, code in enumerate(codes):
        part = _sum(held, held.rows(code, STARTS), f"started in {held.wanted[code]}")
        share = _share(part, whole)
        slots |= {
            f"v{i}": shown(part, len(estimates), ",.0f"),
            f"p{i}": shown(share, len(estimates) + 1, ".0f", "%"),
            f"s{i}": naming(held.wanted[code].lower()),
            f"c{i}": literal(f"SSA {code}"),
        }
        estimates += [part, share]
    items = [wording.AREAS_ITEM.format(i) for i in range(len(codes))]
    template = wording.AREAS.replace("{list}", join(items, heavy=True))
    return _finish(held, Draft(template, slots, tuple(estimates)), "areas")


def _england(held: Held) -> Statement:
    """The newest year of England, and the one five years before it in the same file."""
    year = max(held.england)
    then = five_before(year)
    now = _published(held, held.england[year], f"started in England, {year}")
    slots = {"value": shown(now, 0, ",.0f"), "year": Slot(kind="period", text=year)}
    draft = Draft(wording.ENGLAND, slots, (now,), vintage=year)
    if before := held.england.get(then):
        was = _published(held, before, f"started in England, {then}")
        slots |= {"before": shown(was, 1, ",.0f"), "then": Slot(kind="period", text=then)}
        draft = Draft(wording.ENGLAND_BEFORE, slots, (now, was), vintage=f"{then}; {year}")
    caveat = _caveat([held.england[year]])
    about = About("routes", "starts-areas", "england", "England")
    made = replace(draft, caveat=caveat, geography="England")
    return finish(made, about, held.desk.voice, kind="count", basis="official")


def _year(held: Held) -> Slot:
    return Slot(kind="period", text=held.region[1] if held.region else "")


def _sum(held: Held, rows: Sequence[Row], label: str) -> Estimate:
    return Estimate(
        label=label,
        value=sum(r["value"] for r in rows),
        unit="apprenticeships",
        standing="derived",
        method=f"sum of {len(rows):,} figures of the table, one a district",
        assumes=rows[0]["dataset"],
        uncertainty=Uncertainty(kind="none_published", why=wording.WHY),
        inputs=held.refs(rows),
    )


def _published(held: Held, row: Row, label: str) -> Estimate:
    return _sum(held, [row], label).but(
        standing="published", method=f"{row['dataset']}, {row['period']}"
    )


def _share(part: Estimate, whole: Estimate) -> Estimate:
    return part.but(
        label=f"share {part.label}",
        value=100 * part.value / whole.value,
        unit="%",
        standing="derived",
        method="starts in the area over all starts, of the same table",
        inputs=tuple(dict.fromkeys((*part.inputs, *whole.inputs))),
    )


def _districts(held: Held) -> Estimate:
    return Estimate(
        label="districts",
        value=len(held.places),
        unit="districts",
        standing="counted",
        method="districts of the region, as the study defines it",
        uncertainty=Uncertainty(kind="exact", why="a count of the districts named"),
        inputs=held.refs(held.rows(EVERY, STARTS)),
    )


def _finish(held: Held, draft: Draft, subject: str) -> Statement:
    desk = held.desk
    said = [_caveat(held.rows(EVERY, STARTS)), wording.SIDE, *_ended(held)]
    labelled = replace(
        draft,
        vintage=held.region[1] if held.region else "",
        caveat=" ".join(said),
        geography=f"{desk.geography}; districts by code",
    )
    about = About("routes", "starts-areas", subject, desk.scope.region)
    return finish(labelled, about, desk.voice, kind="count", basis="official")


def _caveat(rows: Sequence[Row]) -> str:
    declared = any(r["basis"] == DECLARED for r in rows)
    return f"{wording.CAVEAT} {wording.YEAR if declared else wording.PUBLISHED}"


def _ended(held: Held) -> Iterator[str]:
    """Districts of the region that are no more by the study's day, and where they are now."""
    day = held.desk.config.study.as_of.isoformat()
    into: dict[tuple[str, str], list[str]] = {}
    for code, name in held.places.items():
        change = changes().get(code)
        if change and change.how == "merged" and change.last_day < day:
            into.setdefault((change.last_day, change.successor_name), []).append(name)
    for (last, successor), names in into.items():
        are = "is" if len(names) == 1 else "are"
        yield wording.ENDED.format(day=last, names=join(names), are=are, successor=successor)


def _table(held: Held) -> DataTable:
    """Each district's starts and achievements, of any kind and in the definition's areas."""
    shown_as = {EVERY: "any kind", **{c: n.lower() for c, n in held.wanted.items()}}
    kinds = [(c, m, f"{m.capitalize()}, {shown_as[c]}") for c in shown_as for m in _measures(held)]
    columns = [DataColumn(name="district", title="District")]
    columns += [DataColumn(name=f"{m}_{c or 'all'}", title=t, align="right") for c, m, t in kinds]
    rows = tuple(
        (Cell(text=name), *(_cell(held.row(place, c, m)) for c, m, _ in kinds))
        for place, name in held.places.items()
    )
    cells = [r for p in held.places for c, m, _ in kinds if (r := held.row(p, c, m))]
    return DataTable(
        id="starts-by-area",
        title="Apprenticeships started and achieved, by district and subject area",
        subtitle=f"{held.desk.scope.region}, {_year(held).text}; {cells[0]['dataset']}",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=held.refs(cells),
        disclosure=held.desk.disclosure(held.refs(cells)),
        caveat=" ".join([_caveat(cells), wording.SIDE, *_ended(held)]),
    )


def _measures(held: Held) -> list[str]:
    return [m for m in (STARTS, ACHIEVED) if held.rows(EVERY, m)]


def _cell(row: Row | None) -> Cell:
    if row is None:
        return Cell(text="not in the table", state="not_stated")
    if row["value"] is None:
        low = (row["symbol"] or "").strip("[]").casefold() == "low"
        return Cell(text="low, but not nought" if low else "withheld", state="suppressed")
    return Cell(text=f"{row['value']:,.0f}", value=row["value"])
