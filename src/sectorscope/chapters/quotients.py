"""How the region's official counts compare: with the wider region and England, and over time.

Only figures of one series are held against each other (`sector.counted`). Where a place that the
study names has none, or two years do not count alike, a gap says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.profile import Block, Estimate, Gap, Paragraph, Slot, Statement, naming
from sectorscope.sector.counted import SPAN, Counted, newest, series_of
from sectorscope.sector.quotients import Estimates, Place, counted_unit
from sectorscope.statistics.quotient import Bounded, sure_side
from sectorscope.study import Comparator
from sectorscope.wording import official as wording
from sectorscope.wording.realise import About, Draft, finish, join

ENGLAND = Comparator(name="England", places=("E92000001",))
"""What stands beside the region where the study names nothing."""

Beside = tuple[Comparator, Counted]


@dataclass(frozen=True)
class Measured:
    """One series for the region and for the places beside it.

    desk: what the chapter is written at. measures: what is counted, the first rather than others.
    """

    desk: Desk
    measures: tuple[str, ...]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Codes of the region's districts."""
        return tuple(p.code for p in self.desk.config.region.places)

    @cached_property
    def here(self) -> Counted:
        """The series for the region."""
        cells = newest(self.desk.rows("statistic"), self.measures, self.places)
        wanted = series_of(cells[0]) if cells else None
        totals = (r for r in self.desk.rows("total") if series_of(r) == wanted)
        return Counted(tuple(cells), tuple(totals), self.places)

    @cached_property
    def make(self) -> Estimates:
        """Makes estimates that refer to the rows they rest on."""
        return Estimates(self.desk.ref)

    @cached_property
    def named(self) -> tuple[Comparator, ...]:
        """The places the study names to stand beside the region."""
        return self.desk.config.official.beside or (ENGLAND,)

    @cached_property
    def beside(self) -> list[Beside]:
        """Those of them for which the same series has the same year and sections."""
        ours = self.here.sections(self.year).keys()
        held = [(c, replace(self.here, places=c.places)) for c in self.named]
        return [
            (c, there)
            for c, there in held
            if there.whole(self.year) and there.sections(self.year).keys() == ours
        ]

    @property
    def year(self) -> str:
        """The newest year held for every district; empty if there is none."""
        return self.here.latest

    @property
    def earlier(self) -> str:
        """The year a change is told from."""
        return str(int(self.year) - SPAN)

    @property
    def measure(self) -> str:
        """What is counted, as the table has it."""
        return self.here.cells[0]["measure"]

    @property
    def unit(self) -> str:
        """What is counted."""
        return counted_unit(self.here.cells[0])

    def label(self, section: str) -> str:
        """What a section is called."""
        return self.here.sections(self.year)[section]

    def place(self, name: str, counted: Counted, section: str = "", band: str = "") -> Place | None:
        """A part and the whole it is in: a section of all, or a band of a section's sizes."""
        year = self.year
        if not band:
            part, whole = counted.sum(year, section), counted.whole(year)
        elif section:
            part, whole = counted.sum(year, section, band), counted.sum(year, section, banded=True)
        else:
            part, whole = counted.whole(year, (band,)), counted.whole(year, counted.bands(year))
        return Place(name, part, whole) if part and whole else None

    def finish(self, draft: Draft, subject: str, vintage: str, question: str) -> Statement:
        """A statement of the series, with what the file does and does not say of it."""
        first = self.here.cells[0]
        cells = [c for c in self.here.cells if c["area_code"] in self.places]
        labelled = replace(
            draft,
            vintage=vintage,
            geography=f"{self.desk.geography}; geography of the file: {cells[0]['geography']}",
            caveat=f"Basis: {first['basis']}; unit: {first['unit']}. {draft.caveat}".strip(),
        )
        about = About("sector", question, subject, self.desk.scope.region)
        return finish(labelled, about, self.desk.voice, kind="size", basis="official")


def concentrated(held: Measured, section: str) -> Iterator[Statement]:
    """A section's location quotient against each place beside the region."""
    here = held.place(held.desk.scope.region, held.here, section)
    for named, counted in held.beside:
        there = held.place(named.name, counted, section)
        if here and there and (made := _quotient(held, section, here, there)):
            yield made


def _quotient(held: Measured, section: str, here: Place, there: Place) -> Statement | None:
    label = held.label(section)
    found = held.make.quotient(here, there, label)
    ours, theirs = held.make.share(here, label), held.make.share(there, label)
    if found is None or ours is None or theirs is None:
        return None
    template = wording.QUOTIENT
    slots = {
        "year": Slot(kind="period", text=held.year),
        "section": naming(label),
        "unit": literal(held.unit),
        "region": naming(held.desk.scope.region),
        "place": naming(there.name),
        "value": shown(found, 0, ".2f"),
        "share": shown(ours, 1, ".1f", "%"),
        "share_there": shown(theirs, 2, ".1f", "%"),
    }
    if found.uncertainty.low is None:
        template += wording.QUOTIENT_SIDE["no rounding"]
    else:
        side = side_of(found)
        template += wording.QUOTIENT_SIDE["sure" if side else "open"]
        slots |= {k: shown(found, 0, ".2f", field=k) for k in ("low", "high")}
        if side:
            slots["word"] = Slot(kind="word", text="more" if side > 0 else "less", estimate=0)
    draft = Draft(template, slots, (found, ours, theirs))
    subject = f"{held.measure}/{section}/{there.name}"
    return held.finish(draft, subject, held.year, "quotient")


def changed_there(held: Measured, section: str) -> Iterator[Statement]:
    """How a section changed over five years in each place beside, where counted alike."""
    for named, there in held.beside:
        now, then = there.sum(held.year, section), there.sum(held.earlier, section)
        if now is None or then is None or there.unlike(held.earlier, held.year):
            continue
        change = held.make.change(now, then, f"{held.label(section)} in {named.name}, change")
        if change is None:
            continue
        rounded = change.uncertainty.low is not None
        fields = ("value", "low", "high") if rounded else ("value",)
        slots = {k: shown(change, 0, "+.1f", "%", field=k) for k in fields}
        slots["place"] = naming(named.name)
        template = wording.CHANGED_THERE["rounded" if rounded else "no rounding"]
        subject = f"{held.measure}/{section}/change/{named.name}"
        draft = Draft(template, slots, (change,))
        yield held.finish(draft, subject, f"{held.earlier}-{held.year}", "quotient")


def side_of(quotient: Estimate) -> int:
    """On which side of one a quotient is, whatever was rounded; 0 where that is open."""
    doubt = quotient.uncertainty
    return sure_side(Bounded(quotient.value, doubt.low, doubt.high))


def not_beside(held: Measured, identity: str) -> Iterator[Gap]:
    """A gap for the places beside the region for which no like-for-like figure is held."""
    there = {c.name for c, _ in held.beside}
    missing = [c.name for c in held.named if c.name not in there]
    if not missing:
        return
    named = bool(held.desk.config.official.beside)
    yield gap(
        identity,
        "How {region} compares with {places}: no like-for-like figure is held, so no location "
        "quotient can be given.",
        "The same dataset, status and years for the wider region and for England.",
        region=held.desk.scope.region,
        places=join(missing) if named else "the wider region and with England",
    )


def mirrored(change: Estimate) -> Estimate:
    """A fall told as a positive number: "4.0% fewer"."""
    doubt = change.uncertainty
    turned = doubt.but(
        low=None if doubt.high is None else -doubt.high,
        high=None if doubt.low is None else -doubt.low,
    )
    return change.but(value=-change.value, uncertainty=turned, label=f"{change.label} (fall)")


def shown(estimate: Estimate, at: int, spec: str, after: str = "", field: Any = "value") -> Slot:  # noqa: ANN401 - one of four names
    """A slot that prints a figure of an estimate."""
    text = f"{estimate.figure(field) or 0:{spec}}{after}".replace("-", "−")
    return Slot(kind="number", text=text, estimate=at, field=field)


def blocks_of(statements: Sequence[Statement]) -> Iterator[Block]:
    """A paragraph, if anything is said."""
    if statements:
        yield Paragraph(statements=tuple(statements))
