"""Business counts: how many workplaces or firms, by section and by size, and how they compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.counts_tables import by_section, by_size
from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.quotients import (
    Measured,
    blocks_of,
    changed_there,
    concentrated,
    mirrored,
    not_beside,
    shown,
)
from sectorscope.profile import Block, Estimate, Gap, Slot, Statement, Uncertainty, naming
from sectorscope.sector.counted import BUSINESSES
from sectorscope.sector.quotients import Place
from sectorscope.wording import official as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import Draft, join
from sectorscope.wording.text import within

Row = Mapping[str, Any]

QUESTION = "businesses"


def businesses(desk: Desk) -> Iterable[Block]:
    """The sections the definition names, both tables, and what the counts cannot say."""
    held = Measured(desk, BUSINESSES)
    if not held.year:
        if desk.config.official.sections:
            yield _none_held(desk)
        return
    named = [s for s in desk.config.official.sections if s in held.here.sections(held.year)]
    for section in named:
        yield from blocks_of(list(_told(held, section)))
        if held.here.sum(held.year, section) is None:
            yield _incomplete(held, section)
    yield from by_section(held)
    if held.here.bands(held.year):
        yield from blocks_of([s for n in ("", *named) for s in _sizes(held, n)])
        yield from by_size(held, ("", *named))
    else:
        yield _no_bands(held)
    yield from _not_compared(held)
    yield from not_beside(held, "no-comparator-businesses")


def _none_held(desk: Desk) -> Gap:
    """Why no count is told: none is held, or not of every district in one year."""
    names = {p.code: p.name for p in desk.config.region.places}
    by: dict[tuple[str, str], list[Row]] = {}
    for row in desk.rows("statistic"):
        if row["measure"] in BUSINESSES and row["area_code"] in names:
            by.setdefault((row["period"], row["dataset"]), []).append(row)
    held = max(by, key=lambda k: (len({r["area_code"] for r in by[k]}), k), default=None)
    found = {r["area_code"] for r in by[held]} if held else set[str]()
    if held and len(found) < len(names):
        return gap(
            "no-business-counts", wording.SOME_COUNTS, wording.SOME_COUNTS_TAKES,
            region=desk.scope.region, dataset=held[1],
            year=Slot(kind="period", text=held[0]),
            held="; ".join(n for c, n in names.items() if c in found),
            missing="; ".join(n for c, n in names.items() if c not in found),
            evidence=(desk.ref("statistic", by[held][0]),),
        )  # fmt: skip
    return gap(
        "no-business-counts",
        "How the businesses of {region} divide by industry and size: no official count of them is "
        "held for its districts.",
        "UK Business Counts for its districts, the wider region and England, by size.",
        region=desk.scope.region,
    )


def _told(held: Measured, section: str) -> Iterator[Statement]:
    here = held.place(held.desk.scope.region, held.here, section)
    if here is None:
        return
    yield from _counted(held, section, here)
    if not held.here.unlike(held.earlier, held.year):
        yield from _changed(held, section)
    yield from concentrated(held, section)


def _counted(held: Measured, section: str, here: Place) -> Iterator[Statement]:
    label = held.label(section)
    count, share = held.make.count(here.part, label), held.make.share(here, label)
    if share is None:
        return
    places = Estimate(
        label="districts summed",
        value=len(held.places),
        unit="districts",
        standing="counted",
        method="districts of the region, as the study defines it",
        uncertainty=Uncertainty(kind="exact", why="a count of the districts named"),
        inputs=count.inputs,
    )
    slots = {
        "year": Slot(kind="period", text=held.year),
        "dataset": naming(held.here.cells[0]["dataset"]),
        "value": shown(count, 0, ",.0f"),
        "unit": literal(held.unit),
        "section": naming(f"{label} (SIC section {section})"),
        "n": Slot(kind="number", text=number_word(len(held.places)), estimate=2),
        "region": naming(held.desk.scope.region),
        "share": shown(share, 1, ".1f", "%"),
    }
    template = wording.COUNTED
    if count.uncertainty.low is not None:
        template += wording.COUNTED_ROUNDED
        slots |= {k: shown(count, 0, ",.0f", field=k) for k in ("low", "high")}
    draft = Draft(template + wording.COUNTED_SHARE, slots, (count, share, places))
    yield held.finish(draft, f"{held.measure}/{section}", held.year, QUESTION)


def _changed(held: Measured, section: str) -> Iterator[Statement]:
    """How a section changed over five years: here, and in each place beside."""
    now, then = held.here.sum(held.year, section), held.here.sum(held.earlier, section)
    label = held.label(section)
    change = held.make.change(now, then, f"{label}, change") if now and then else None
    if change is None or now is None or then is None:
        return
    sums = (held.make.count(now, label), held.make.count(then, label))
    template, slots, told = _direction(change)
    slots |= {
        "unit": literal(held.unit),
        "section": naming(label),
        "now": Slot(kind="period", text=held.year),
        "year": Slot(kind="period", text=held.earlier),
    }
    vintage = f"{held.earlier}-{held.year}"
    subject = f"{held.measure}/{section}/change"
    yield held.finish(Draft(template, slots, (told, *sums)), subject, vintage, QUESTION)
    yield from changed_there(held, section)


def _direction(change: Estimate) -> tuple[str, dict[str, Slot], Estimate]:
    """The template, its figures, and the estimate as it is told: a fall as a positive number."""
    low, high = change.uncertainty.low, change.uncertainty.high
    if change.value == 0 and low is None:
        return wording.CHANGED["alike"], {}, change
    if low is not None and high is not None and low <= 0 <= high:
        return wording.CHANGED["open"], {}, change
    told = change if change.value > 0 else mirrored(change)
    fields = ("value",) if low is None else ("value", "low", "high")
    slots = {k: shown(told, 0, ".1f", "%", field=k) for k in fields}
    slots["word"] = Slot(kind="word", text="more" if change.value > 0 else "fewer", estimate=0)
    return wording.CHANGED["no rounding" if low is None else "sure"], slots, told


def _sizes(held: Measured, section: str) -> Iterator[Statement]:
    """How a section, or all of them, divides by size: one sentence."""
    region = held.desk.scope.region
    found = [(b, held.place(region, held.here, section, b)) for b in held.here.bands(held.year)]
    made = [(b, p, e) for b, p in found if p and (e := held.make.share(p, b))]
    if not made or len(made) < len(found):
        return
    label = held.label(section) if section else "every section"
    slots = {
        "unit": literal(held.unit),
        "section": naming(label),
        "region": naming(region),
        "year": Slot(kind="period", text=held.year),
    }
    for i, (band, _, estimate) in enumerate(made):
        slots[f"v{i}"] = shown(estimate, i, ".1f", "%")
        slots[f"b{i}"] = literal(f"of size {band}" if band[0].isdigit() else within(band))
    items = join([wording.SIZES_ITEM.format(i) for i in range(len(made))])
    template = wording.SIZES.replace("{list}", items)
    draft = Draft(template, slots, tuple(e for *_, e in made))
    yield held.finish(draft, f"{held.measure}/{section or 'all'}/sizes", held.year, QUESTION)


def _incomplete(held: Measured, section: str) -> Gap:
    return gap(
        f"incomplete-businesses-{section.lower()}",
        "The {unit} in {label}: some of the cells are suppressed or not available, and a sum "
        "without them is no total.",
        "The publisher's figure for the region as a whole.",
        unit=held.unit,
        label=held.label(section),
    )


def _no_bands(held: Measured) -> Gap:
    return gap(
        "no-sizes-of-businesses",
        "How the {unit} of {region} divide by size: the figures held are of every size together.",
        "The same dataset by band of employees.",
        unit=held.unit,
        region=held.desk.scope.region,
    )


def _not_compared(held: Measured) -> Iterator[Gap]:
    """A gap where no change over five years may be told."""
    why = held.here.unlike(held.earlier, held.year)
    if not why:
        return
    because = {
        "years": "that year is not held for every district beside {now}.",
        "coverage": "what is counted, or within which boundaries, changed before {now}.",
        "step": "before {now} a total moves further within a year than businesses come and go, "
        "which is how a change of coverage shows.",
    }[why]
    yield gap(
        f"no-change-{held.measure.replace('_', '-')}",
        "How the {unit} of {region} have changed since {then}: " + because,
        "Figures for each of the years that count alike.",
        unit=held.unit,
        region=held.desk.scope.region,
        then=Slot(kind="period", text=held.earlier),
        now=Slot(kind="period", text=held.year),
    )
