"""Where grants for research and innovation are held: how many, worth what, by whom and to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from sectorscope.chapters.desk import Desk, gap, literal, unique
from sectorscope.chapters.universities_held import Award, Listed, listed
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
from sectorscope.profile.vocabulary import Kind
from sectorscope.wording import grants as templates
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish

SHOWN = 8
"""Awards a sum leads to: the largest, as the sizes of the sector lead to eight companies."""
LARGEST = 10
"""Recipients named in the table."""
_MILLION = 1e6
_WHY = "added up from the list as published; what the list leaves out is not known"
_AS_LISTED = Uncertainty(kind="none_published", why=_WHY)


def grants(desk: Desk) -> Iterator[Block]:
    """Each list by itself, then what none of them can say."""
    held = listed(desk)
    if not held:
        yield gap(
            "no-grants",
            templates.NONE_HELD,
            templates.NONE_HELD_TAKES,
            region=desk.scope.region,
            standard="360Giving",
        )
        return
    if not desk.config.region.places:
        yield gap("grants-no-region", templates.NO_REGION, templates.NO_REGION_TAKES)
        return
    for one in held:
        yield from _told(desk, one)
    if any(one.here for one in held):
        yield gap(
            "grants-of-the-sector", templates.SECTOR, templates.SECTOR_TAKES,
            sector=desk.scope.sector,
        )  # fmt: skip


def _told(desk: Desk, held: Listed) -> Iterator[Block]:
    if held.here:
        yield Paragraph(statements=tuple(_sentences(desk, held)))
        yield _by_funder(desk, held)
        yield _largest(desk, held)
    elif not held.not_placed:
        yield gap(
            f"no-grants-here-{held.slug}", templates.NONE_HERE, templates.NONE_HERE_TAKES,
            dataset=held.dataset, region=desk.scope.region,
            evidence=held.awards[0].refs[:1],
        )  # fmt: skip
    if held.not_placed:
        yield _unplaced(desk, held)


def _sentences(desk: Desk, held: Listed) -> Iterator[Statement]:
    awards = held.here
    yield _counted(desk, held)
    years = sorted({a.year for a in awards if a.year})
    if years:
        slots = {"first": Slot(kind="period", text=years[0])}
        template = templates.SPAN_ONE_YEAR
        if len(years) > 1:
            slots["last"] = Slot(kind="period", text=years[-1])
            template = templates.SPAN
        yield _statement(desk, held, Draft(template, slots, (), _cited(awards)), "years", "link")
    missing = sum(a.amount is None for a in awards)
    if missing and missing < len(awards):
        estimates = (
            _estimate("awards without an amount", missing, "awards", awards),
            _estimate("awards", len(awards), "awards", awards),
        )
        slots = {"missing": _number(missing, 0), "awards": _number(len(awards), 1)}
        template = templates.MISSING["one" if missing == 1 else "many"]
        yield _statement(desk, held, Draft(template, slots, estimates), "missing", "count")


def _counted(desk: Desk, held: Listed) -> Statement:
    awards = held.here
    projects = len({a.row["project"] for a in awards})
    recipients = len({a.known_by for a in awards})
    region = desk.scope.region
    estimates = (
        _estimate(f"projects with awards in {region}", projects, "projects", awards),
        _estimate(f"organisations with awards in {region}", recipients, "organisations", awards),
    )
    slots = {
        "dataset": naming(held.dataset),
        "region": naming(region),
        "projects": _number(projects, 0),
        "projects_noun": literal("project" if projects == 1 else "projects"),
        "recipients": _number(recipients, 1),
        "recipients_noun": literal("organisation" if recipients == 1 else "organisations"),
    }
    known = [a.amount for a in awards if a.amount is not None]
    if known:
        total = _estimate(f"awarded in {region}", sum(known), "pounds", awards)
        estimates, slots["amount"] = (*estimates, total), _pounds(sum(known), 2)
    template = templates.HELD["worth" if known else "no amount"]
    return _statement(desk, held, Draft(template, slots, estimates), "held", "size")


def _statement(desk: Desk, held: Listed, draft: Draft, subject: str, kind: Kind) -> Statement:
    labelled = replace(
        draft, caveat=templates.CAVEAT,
        geography=f"{desk.geography}; by {_placed_by(held)}",
        vintage=_vintage(held.here) or desk.config.study.period,
    )  # fmt: skip
    about = About("universities", "grants", f"{held.source}/{subject}", desk.scope.region)
    return finish(labelled, about, desk.voice, kind=kind, basis="administrative")


def _placed_by(held: Listed) -> str:
    """What the recipients were placed by."""
    own = "the place the list names for the recipient"
    looked_up = any(award.by_directory for award in held.here)
    return f"{own}, else by its postcode in a directory" if looked_up else own


def _by_funder(desk: Desk, held: Listed) -> Block:
    groups = _grouped(held.here, lambda a: a.row["funder"] or "not stated")
    rows = tuple(
        (Cell(text=name), _count(len({a.row["project"] for a in found})), _sum(found))
        for name, found in groups
    )
    columns = (
        DataColumn(name="funder", title="Funder"),
        DataColumn(name="projects", title="Projects", align="right"),
        DataColumn(name="amount", title="Awarded", unit="£", align="right"),
    )
    return _exhibit(desk, held, ("funder", "Who awarded grants"), columns, rows, held.here)


def _largest(desk: Desk, held: Listed) -> Block:
    groups = _grouped(held.here, lambda a: a.known_by)[:LARGEST]
    rows = tuple(
        (Cell(text=_longest(found)), _count(len(found)), _sum(found)) for _, found in groups
    )
    columns = (
        DataColumn(name="recipient", title="Organisation"),
        DataColumn(name="awards", title="Awards", align="right"),
        DataColumn(name="amount", title="Awarded", unit="£", align="right"),
    )
    firsts = tuple(found[0] for _, found in groups)
    title = "Organisations that were awarded the largest amounts"
    return _exhibit(desk, held, ("largest", title), columns, rows, firsts)


def _exhibit(
    desk: Desk,
    held: Listed,
    words: tuple[str, str],
    columns: tuple[DataColumn, ...],
    rows: tuple[tuple[Cell, ...], ...],
    awards: Sequence[Award],
) -> Block:
    refs, (identity, title) = _cited(awards, LARGEST), words
    when = _vintage(held.here) or "dates not stated"
    return DataTable(
        id=f"grants-{held.slug}-{identity}",
        title=title,
        subtitle=f"{desk.scope.region}; {held.dataset}, {when}; public data, by the recipient's "
        "place",
        data=Data(columns=columns, rows=rows),
        evidence=refs,
        disclosure=desk.disclosure(refs),
        caveat=templates.CAVEAT,
    )


def _unplaced(desk: Desk, held: Listed) -> Gap:
    lost, every = held.not_placed, held.awards
    estimates = (
        _estimate("awards that no place is given for", len(lost), "awards", lost, LOST),
        _estimate("awards", len(every), "awards", every, LISTED),
    )
    return gap(
        f"grants-not-placed-{held.slug}",
        templates.UNPLACED["one" if len(lost) == 1 else "many"],
        templates.UNPLACED_TAKES,
        estimates=estimates,
        evidence=_cited(lost),
        unplaced=_number(len(lost), 0),
        awards=_number(len(every), 1),
        dataset=held.dataset,
        region=desk.scope.region,
    )


def _grouped(awards: Sequence[Award], by: Callable[[Award], str]) -> list[tuple[str, list[Award]]]:
    """Awards by something, the largest sum first."""
    groups: dict[str, list[Award]] = defaultdict(list)
    for award in awards:
        groups[by(award)].append(award)
    return sorted(groups.items(), key=lambda one: (-sum(a.amount or 0 for a in one[1]), one[0]))


def _longest(awards: Sequence[Award]) -> str:
    """The name of a recipient that goes by several: the one that says most."""
    return min({a.recipient for a in awards}, key=lambda name: (-len(name), name))


HERE = "awards whose recipient's place is in the region by the list"
LOST = "awards whose recipient's place could be in the region or not, by the list"
LISTED = "awards of the list"


def _estimate(
    label: str, value: float, unit: str, awards: Sequence[Award], what: str = HERE
) -> Estimate:
    """A count of awards or of what they share; in pounds, their sum."""
    summed = unit == "pounds"
    cited = min(len(awards), SHOWN)
    shown = "" if cited == len(awards) else f"; the {cited} largest of {len(awards):,} are cited"
    return Estimate(
        label=label,
        value=value,
        unit=unit,
        standing="derived" if summed else "counted",
        method=f"{'amounts of ' if summed else ''}{what}, each once, those that withdrew left "
        f"out{shown}",
        assumes="the list is whole, and places are as it names them",
        uncertainty=_AS_LISTED,
        inputs=_cited(awards),
    )


def _cited(awards: Sequence[Award], most: int = SHOWN) -> tuple[EvidenceRef, ...]:
    """Evidence of the first awards, which are the largest: the row with the amount and the rest."""
    return unique(ref for award in awards[:most] for ref in award.refs)


def _vintage(awards: Sequence[Award]) -> str:
    years = sorted({a.year for a in awards if a.year})
    return years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""


def _number(value: int, estimate: int) -> Slot:
    return Slot(kind="number", text=number_word(value), estimate=estimate)


def _pounds(value: float, estimate: int) -> Slot:
    """Pounds; from a million on in millions with one decimal."""
    if value >= _MILLION:
        text = f"£{value / _MILLION:,.1f} million"
        return Slot(kind="number", text=text, estimate=estimate, scale=_MILLION)
    return Slot(kind="number", text=f"£{value:,.0f}", estimate=estimate)


def _count(value: int) -> Cell:
    return Cell(text=f"{value:,}", value=value)


def _sum(awards: Sequence[Award]) -> Cell:
    known = [a.amount for a in awards if a.amount is not None]
    if not known:
        return Cell(text="not stated", state="not_stated")
    return Cell(text=f"{sum(known):,.0f}", value=sum(known))
