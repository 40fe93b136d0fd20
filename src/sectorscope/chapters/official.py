"""Official employment by section of industry: what it says, and why it cannot size this sector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.quotients import (
    Measured,
    changed_there,
    concentrated,
    mirrored,
    not_beside,
)
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    Gap,
    Paragraph,
    Slot,
    Statement,
    naming,
)
from sectorscope.sector.counted import newest
from sectorscope.sector.employment import DIMENSION, Employment, unit_of
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish
from sectorscope.wording.text import capital

NAMED = 4
"""Places named in a gap before it says "and others"."""


def employment(desk: Desk) -> Employment:
    """The cells held for the region's districts."""
    places = [p.code for p in desk.config.region.places]
    cells = newest(desk.rows("statistic"), ("employment",), places)
    return Employment.of(cells, places, lambda r: desk.ref("statistic", r))


def sections(desk: Desk) -> Iterable[Block]:
    """The sections the definition names, all sections as a table, and what they cannot say."""
    held = employment(desk)
    if held.latest is None:
        yield _none_held(desk)
        return
    measured = Measured(desk, ("employment",))
    yield from _told(desk, held, measured, held.latest)
    yield from _incomplete(desk, held, held.latest)
    yield _table(desk, held, held.latest)
    yield gap(
        "sections-cannot-size",
        "The size of {sector} from these figures: a section of industry holds far more than this "
        "sector, and parts of the sector lie in others.",
        "Employment at the finest industry codes, and a review of the companies in them.",
        sector=desk.scope.sector,
    )
    yield from not_beside(measured, "no-comparator")


def _none_held(desk: Desk) -> Gap:
    takes = "Employment by industry for its districts, added with its labels."
    elsewhere = _elsewhere(desk)
    if not elsewhere:
        because = "Employment by industry in {region}: no official count of it is held."
        return gap("no-employment", because, takes, region=desk.scope.region)
    return gap(
        "no-employment",
        "Employment by industry in {region}: what is held is for {elsewhere}.",
        takes,
        region=desk.scope.region,
        elsewhere=elsewhere,
    )


def _told(desk: Desk, held: Employment, measured: Measured, year: str) -> Iterator[Block]:
    """A paragraph a section: how many, and how that has changed."""
    whole = held.estimate(year, None, "all sections")
    labels = dict(held.sections())
    for code in desk.config.official.sections:
        part = held.estimate(year, code, labels.get(code, code)) if code in labels else None
        if part is None or whole is None:
            continue
        statements = [_counted(desk, held, year, code, part, held.share(part, whole))]
        then = held.estimate(held.earlier, code, part.label) if held.earlier else None
        change = held.change(part, then) if then else None
        if then and change:
            statements.append(_changed(desk, held, code, change, (part, then)))
            statements += changed_there(measured, code)
        statements += _between(desk, held, code, part.label)
        statements += concentrated(measured, code)
        yield Paragraph(statements=tuple(statements))


def _counted(
    desk: Desk, held: Employment, year: str, code: str, part: Estimate, share: Estimate
) -> Statement:
    slots = {
        "dataset": naming(_dataset(held)),
        "section": naming(f"{part.label} (SIC section {code})"),
        "region": naming(desk.scope.region),
        "unit": naming(part.unit),
        "year": Slot(kind="period", text=year),
        "value": Slot(kind="number", text=f"{part.value:,.0f}", estimate=0),
        "share": Slot(kind="number", text=f"{share.value:.1f}%", estimate=1),
        "n": Slot(kind="number", text=number_word(len(held.places)), estimate=2),
        **_rounded(part),
    }
    between = ", {low} to {high} once rounding is undone" if "low" in slots else ""
    template = (
        f"In {{year}}, {{dataset}} counts {{value}} {{unit}} in {{section}} across the {{n}} "
        f"districts of {{region}}{between}: {{share}} of the total over every section."
    )
    estimates = (part, share, held.districts(part.inputs))
    return _finish(desk, held, Draft(template, slots, estimates), code, year)


def _changed(
    desk: Desk, held: Employment, code: str, change: Estimate, sums: tuple[Estimate, Estimate]
) -> Statement:
    now, then = sums
    low, high = change.uncertainty.low, change.uncertainty.high
    sure = low is not None and high is not None and (low > 0 or high < 0)
    slots = {
        "section": naming(now.label),
        "year": Slot(kind="period", text=str(held.earlier)),
        "now": Slot(kind="period", text=str(held.latest)),
    }
    if sure:
        word = "more" if change.value > 0 else "fewer"
        shown = change if change.value > 0 else mirrored(change)
        slots |= {"word": Slot(kind="word", text=word, estimate=0), "unit": literal("jobs")}
        slots |= {
            k: Slot(kind="number", text=f"{shown.figure(k) or 0:.1f}%", estimate=0, field=k)
            for k in ("value", "low", "high")
        }
        template = (
            "There were {value} {word} {unit} in {section} in {now} than in {year} ({low} to "
            "{high} by rounding alone: no sampling error is published)."
        )
        draft = Draft(template, slots, (shown, now, then))
    else:
        template = (
            "Whether there were more or fewer jobs in {section} in {now} than in {year} cannot be "
            "told: rounding alone could turn the sign."
        )
        draft = Draft(template, slots, (change, now, then))
    return _finish(desk, held, draft, f"{code}/change", f"{held.earlier}-{held.latest}")


def _between(desk: Desk, held: Employment, code: str, label: str) -> Iterator[Statement]:
    """The least and the most of all years held: whether the years compared are unusual ones."""
    sums = [(y, held.estimate(y, code, f"{label}, {y}")) for y in held.years]
    known = sorted(((e.value, y, e) for y, e in sums if e), key=lambda item: (item[0], item[1]))
    if len(known) <= 2:  # noqa: PLR2004 - two years say no more than the change between them
        return
    least, most = known[0], known[-1]
    slots = {
        "section": naming(label),
        "first": Slot(kind="period", text=held.years[0]),
        "last": Slot(kind="period", text=held.years[-1]),
        "low": Slot(kind="number", text=f"{least[0]:,.0f}", estimate=0),
        "high": Slot(kind="number", text=f"{most[0]:,.0f}", estimate=1),
        "when_low": Slot(kind="period", text=least[1]),
        "when_high": Slot(kind="period", text=most[1]),
    }
    template = (
        "From {first} to {last}, jobs in {section} lay between {low} ({when_low}) and {high} "
        "({when_high})."
    )
    draft = Draft(template, slots, (least[2], most[2]))
    yield _finish(desk, held, draft, f"{code}/years", f"{held.years[0]}-{held.years[-1]}")


def _elsewhere(desk: Desk) -> str:
    """For which other places such figures are held, if for any."""
    cells = (r for r in desk.rows("statistic") if r["dimension"] == DIMENSION)
    areas = sorted({r["area"] for r in cells})
    if not areas:
        return ""
    more = " and others" if len(areas) > NAMED else ""
    return f"{', '.join(areas[:NAMED])}{more}"


def _finish(desk: Desk, held: Employment, draft: Draft, subject: str, vintage: str) -> Statement:
    cell = held.cells[0]
    labelled = replace(
        draft,
        vintage=vintage,
        geography=f"{desk.geography}; geography of the file: {cell['geography']}",
        caveat=f"{_labels(held)} Jobs at the workplace are not people, and sections are not this "
        "sector.",
    )
    about = About("sector", "employment", subject, desk.scope.region)
    return finish(labelled, about, desk.voice, kind="size", basis="official")


def _incomplete(desk: Desk, held: Employment, year: str) -> Iterator[Block]:
    for code, label in held.sections():
        summed, _ = held.sum(year, code)
        if not summed.complete and code in desk.config.official.sections:
            yield gap(
                f"incomplete-section-{code.lower()}",
                "Employment in {label}: some of its cells are suppressed or not available, and a "
                "sum without them is no total.",
                "The publisher's figure for the region as a whole.",
                label=label,
            )


def _table(desk: Desk, held: Employment, year: str) -> Block:
    rows = [_table_row(held, year, code, label) for code, label in held.sections()]
    cells = [c for c in held.cells if c["period"] in (year, held.earlier)]
    then = held.earlier or ""
    return DataTable(
        id="employment-by-section",
        title="Employment by section of industry",
        subtitle=f"{desk.scope.region}, {year}; {_dataset(held)}; sums of published "
        "cells, with what rounding leaves open",
        data=Data(
            columns=(
                DataColumn(name="section", title="Section"),
                DataColumn(name="jobs", title=capital(unit_of(held.cells)), align="right"),
                DataColumn(name="low", title="Low", align="right"),
                DataColumn(name="high", title="High", align="right"),
                DataColumn(name="change", title=f"Change since {then}", unit="%", align="right"),
            ),
            rows=tuple(rows),
        ),
        evidence=tuple(desk.ref("statistic", c) for c in cells),
        disclosure="open",
        caveat=f"{_labels(held)} Parts may not sum to totals published elsewhere: every cell is "
        "rounded.",
    )


def _table_row(held: Employment, year: str, code: str, label: str) -> tuple[Cell, ...]:
    now = held.estimate(year, code, label)
    if now is None:
        missing = Cell(text="suppressed in part", state="suppressed")
        return (Cell(text=f"{code} {label}"), missing, missing, missing, missing)
    then = held.estimate(held.earlier, code, label) if held.earlier else None
    change = held.change(now, then) if then else None
    return (
        Cell(text=f"{code} {label}"),
        Cell(text=f"{now.value:,.0f}", value=now.value),
        _number(now.uncertainty.low),
        _number(now.uncertainty.high),
        _span(change) if change else Cell(text="not known", state="not_stated"),
    )


def _labels(held: Employment) -> str:
    """What the file says, or does not say, of status and unit."""
    cell = held.cells[0]
    return f"Basis: {cell['basis']}; unit: {cell['unit']}."


def _dataset(held: Employment) -> str:
    """The dataset's name, or what to call a file that does not say."""
    name = held.cells[0]["dataset"]
    return "a file that states no dataset" if name == "not stated" else name


def _span(change: Estimate) -> Cell:
    """A change as far as rounding lets it be known: its two ends, or the figure without any."""
    low, high = change.uncertainty.low, change.uncertainty.high
    ends = [change.value] if low is None or high is None else [low, high]
    text = " to ".join(f"{e:+.1f}" for e in ends).replace("-", "−")
    return Cell(text=text, value=round(change.value, 6))


def _number(value: float | None) -> Cell:
    if value is None:
        return Cell(text="not stated", state="not_stated")
    return Cell(text=f"{value:,.0f}", value=value)


def _rounded(estimate: Estimate) -> dict[str, Slot]:
    low, high = estimate.uncertainty.low, estimate.uncertainty.high
    if low is None or high is None:
        return {}
    return {
        "low": Slot(kind="number", text=f"{low:,.0f}", estimate=0, field="low"),
        "high": Slot(kind="number", text=f"{high:,.0f}", estimate=0, field="high"),
    }
