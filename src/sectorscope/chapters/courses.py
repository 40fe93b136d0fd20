"""What can be learnt: courses and qualifications in the subjects that the definition names.

Nothing is said where neither a list of courses nor a register of qualifications is held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sectorscope.chapters.courses_held import Course, Held, Listed, distinct
from sectorscope.chapters.courses_registered import registered
from sectorscope.chapters.courses_shown import (
    Refs,
    cited,
    counted,
    level_table,
    number,
    retrieved,
    statement,
)
from sectorscope.chapters.courses_standards import open_standards
from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.starts import Held as Starts
from sectorscope.chapters.starts import Named
from sectorscope.profile import Block, Gap, Paragraph, Slot, Statement, naming
from sectorscope.wording import courses as templates
from sectorscope.wording.realise import Draft

EXAMPLES = {"courses": "4.1", "discover_uni": "CAH10-01"}


def courses(desk: Desk) -> Iterable[Block]:
    """Courses list by list, then qualifications register by register."""
    held = Held(desk)
    crosswalk = desk.config.sector.crosswalk
    if not held.sources and not held.qualifications:
        return
    if not crosswalk.subject_areas and not crosswalk.subjects:
        yield gap(
            "no-subject-areas", templates.NO_AREAS, templates.NO_AREAS_TAKES,
            sector=desk.scope.sector,
        )  # fmt: skip
        return
    for source in held.sources:
        yield from _list(held, source)
    if crosswalk.subject_areas:
        yield from registered(held)
        yield from open_standards(held)
    if "courses" in held.sources and crosswalk.standards and _has_region(desk):
        yield from _standards(held)


def _has_region(desk: Desk) -> bool:
    return bool(desk.config.region.places or desk.config.region.postcodes)


def _list(held: Held, source: str) -> Iterator[Block]:
    missing = _cannot(held, source)
    if missing:
        yield missing
        return
    found = held.listed(source)
    if found.here:
        yield Paragraph(statements=(_told(held, found),))
        yield _by_level(held, found)
    else:
        yield _none_here(held, found)
    if found.unplaced:
        yield _unplaced(held, found)
    if found.unknown:
        yield _unknown(held, found)


def _cannot(held: Held, source: str) -> Gap | None:
    """Why nothing at all can be told of a list."""
    desk, slug = held.desk, source.replace("_", "-")
    crosswalk = desk.config.sector.crosswalk
    dataset, sector = _within(source), desk.scope.sector
    if not (crosswalk.subjects if source == "discover_uni" else crosswalk.subject_areas):
        return gap(
            f"courses-no-codes-{slug}",
            templates.NO_CODES[source],
            templates.NO_CODES_TAKES[source],
            dataset=dataset,
            sector=sector,
            example=EXAMPLES[source],
        )
    if source == "courses" and not held.qualifications:
        return gap(
            f"courses-no-register-{slug}",
            templates.NO_REGISTER,
            templates.NO_REGISTER_TAKES,
            dataset=dataset,
            sector=sector,
        )
    if not _has_region(desk):
        return gap(
            f"courses-no-region-{slug}",
            templates.NO_REGION,
            templates.NO_REGION_TAKES,
            sector=sector,
        )
    return None


def _within(source: str) -> str:
    """A list's name within a sentence."""
    return {"courses": "the directory of courses", "discover_uni": "Discover Uni"}[source]


def _told(held: Held, found: Listed) -> Statement:
    desk, runs = held.desk, found.here
    many = distinct(runs)
    providers = len({c.row["provider"] for c in runs})
    region = desk.scope.region
    estimates = (
        counted(f"courses in {region}", many, "courses", _refs(runs)),
        counted(f"providers of them in {region}", providers, "providers", _refs(runs)),
    )
    slots = {
        "dataset": naming(found.dataset),
        "courses": number(many, 0),
        "courses_noun": Slot(kind="literal", text="course" if many == 1 else "courses"),
        "providers": number(providers, 1),
        "providers_noun": Slot(kind="literal", text="provider" if providers == 1 else "providers"),
        "region": naming(region),
    }
    draft = Draft(
        templates.HELD[found.source],
        slots,
        estimates,
        caveat=_caveat(found),
        vintage=retrieved(desk, [c.row for c in runs]),
        geography=f"{desk.geography}; {templates.PLACED[found.source]}",
    )
    return statement(desk, draft, found.source, "administrative")


def _caveat(found: Listed) -> str:
    return templates.BY_ADDRESS if found.source == "discover_uni" else templates.CAVEAT


def _refs(runs: Sequence[Course]) -> Refs:
    return lambda: (ref for c in _firsts(runs) for ref in c.refs)


def _firsts(runs: Sequence[Course]) -> list[Course]:
    """A run of each course."""
    return list({c.known_by: c for c in reversed(runs)}.values())[::-1]


def _by_level(held: Held, found: Listed) -> Block:
    groups: dict[str | None, list[Course]] = defaultdict(list)
    for run in found.here:
        groups[run.level].append(run)
    counts = {
        level: (distinct(runs), len({c.row["provider"] for c in runs}))
        for level, runs in groups.items()
    }
    return level_table(
        held.desk,
        f"courses-{found.slug}-by-level",
        ("Courses in the definition's subjects, by level", f"{held.desk.scope.region}; "
         f"{_within(found.source)}, {retrieved(held.desk, [c.row for c in found.here])}"),
        titles=("Courses", "Providers"),
        counts=counts,
        evidence=cited(_refs(found.here)()),
        caveat=_caveat(found),
    )  # fmt: skip


def _none_here(held: Held, found: Listed) -> Gap:
    return gap(
        f"courses-none-here-{found.slug}",
        templates.NONE_HERE,
        templates.NONE_HERE_TAKES,
        dataset=_within(found.source),
        sector=held.desk.scope.sector,
        region=held.desk.scope.region,
    )


def _unplaced(held: Held, found: Listed) -> Gap:
    lost = found.unplaced
    many = distinct(lost)
    estimate = counted("courses that no place is given for", many, "courses", _refs(lost))
    return gap(
        f"courses-not-placed-{found.slug}",
        templates.UNPLACED["one" if many == 1 else "many"],
        templates.UNPLACED_TAKES,
        estimates=(estimate,),
        evidence=estimate.inputs,
        unplaced=number(many, 0),
        noun="course" if many == 1 else "courses",
        dataset=_within(found.source),
        region=held.desk.scope.region,
    )


def _unknown(held: Held, found: Listed) -> Gap:
    lost = distinct(found.unknown)
    estimates = (
        counted("courses whose subject is not known", lost, "courses", _refs(found.unknown)),
        counted("courses placed in the region", found.every, "courses", _refs(found.unknown)),
    )
    return gap(
        f"courses-subject-not-known-{found.slug}",
        templates.UNKNOWN["one" if lost == 1 else "many"],
        templates.UNKNOWN_TAKES[found.source],
        estimates=estimates,
        evidence=estimates[0].inputs,
        unknown=number(lost, 0),
        courses=number(found.every, 1),
        why=templates.UNKNOWN_WHY[found.source],
        dataset=_within(found.source),
        region=held.desk.scope.region,
    )


def _standards(held: Held) -> Iterator[Gap]:
    """Standards for which neither a course here nor a start is held."""
    desk, starts = held.desk, Starts(held.desk)
    if not starts.named:
        return
    region = desk.scope.region
    if not held.aims_of:
        yield gap("courses-of-standards", templates.UNLINKED, templates.UNLINKED_TAKES,
                  region=region)  # fmt: skip
        return
    here = {
        row["aim"]
        for row in desk.rows("course")
        if row["list"] == "courses" and row["aim"] and held.where(row) == "here"
    }
    bare = [
        n for n in starts.named if not _trained(n, held.aims_of, here) and not _begun(n, starts)
    ]
    if bare:
        yield gap(
            "standards-without-courses",
            templates.STANDARDS,
            templates.STANDARDS_TAKES,
            titles="; ".join(f"{n.title} ({n.reference})" for n in bare),
            region=region,
        )


def _trained(standard: Named, aims: Mapping[int, set[str]], here: set[str]) -> bool:
    return not here.isdisjoint(aims.get(standard.row["lars"] or 0, set()))


def _begun(standard: Named, starts: Starts) -> bool:
    """Whether a start on it is held in any whole year."""
    rows = (starts.of(standard, year) for year in starts.years)
    return any(row and row["value"] for row in rows)
