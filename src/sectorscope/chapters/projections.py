"""Employment projections, told for the categories the definition names and tabled for the rest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from sectorscope.chapters.desk import Desk, gap
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    EvidenceRef,
    Paragraph,
    Slot,
    Statement,
    in_title,
    naming,
)
from sectorscope.sector.projections import Category, Ref, Row, categories
from sectorscope.wording.realise import About, Draft, finish

DIMENSIONS = {"industry_6": "industry", "occupation_26": "occupation"}
SHOWN_TO = 100
"""Jobs are printed to the nearest hundred: the workbooks give thousands to one decimal."""

WITHHELD = "withheld"


def projections(desk: Desk) -> Iterable[Block]:
    """Sentences for the named categories, then the tables; a gap where none is held."""
    wanted = desk.config.official
    held = {d: _categories(desk, wanted.area, d) for d in DIMENSIONS}
    if not any(held.values()):
        yield gap(
            "no-projections",
            "How employment in {region} is projected to change: no projection for it is held.",
            "Skills Imperative workbooks for the region and for England.",
            region=desk.scope.region,
        )
        return
    for dimension, found in held.items():
        yield from _told(desk, dimension, found)
        yield from _tables(desk, dimension, found)


def _categories(desk: Desk, area: str, dimension: str) -> list[Category]:
    wanted = desk.config.official
    return categories(
        desk.rows("statistic"),
        area=area,
        dimension=dimension,
        years=(wanted.projected_from, wanted.projected_to),
        audience=desk.audience,
        released=_released(desk, area, dimension),
    )


def _released(desk: Desk, area: str, dimension: str) -> frozenset[str]:
    dataset = next(
        (r["dataset"] for r in desk.rows("statistic") if r["dimension"] == dimension), ""
    )
    bodies = [json.loads(d["body"]) for d in desk.rows("decision") if d["kind"] == "release_cell"]
    return frozenset(
        b["code"]
        for b in bodies
        if (b["dataset"], b["area_code"], b["dimension"]) == (dataset, area, dimension)
    )


def _told(desk: Desk, dimension: str, found: list[Category]) -> Iterator[Block]:
    wanted = desk.config.official
    named = wanted.industries if dimension == "industry_6" else wanted.occupations
    chosen = [c for c in found if c.code in named]
    beside = {c.code: c for c in _categories(desk, wanted.comparator, dimension)}
    statements = tuple(
        _statement(desk, dimension, c, beside.get(c.code)) for c in chosen if c.tellable
    )
    if statements:
        yield Paragraph(statements=statements)
    hidden = [c for c in chosen if not c.tellable]
    if hidden:
        yield gap(
            f"withheld-{dimension.replace('_', '-')}",
            "Some projections the definition names cannot be given, because they rest on numbers "
            "of people too small or are not in the workbook: {labels}.",
            "A decision, with its reason, that releases a cell the publisher leaves to judgement.",
            labels="; ".join(c.label for c in hidden),
        )


def _statement(
    desk: Desk, dimension: str, category: Category, beside: Category | None
) -> Statement:
    def ref(row: Row) -> EvidenceRef:
        return desk.ref("statistic", row)

    wanted = desk.config.official
    net = category.estimate("net_change", ref)
    fall = net.value < 0
    estimates = [
        _magnitude(net),
        category.estimate("replacement_demand", ref),
        category.estimate("total_requirement", ref),
    ]
    slots = {
        "label": naming(category.label),
        "area": naming(wanted.area),
        "first": Slot(kind="period", text=str(wanted.projected_from)),
        "last": Slot(kind="period", text=str(wanted.projected_to)),
        "way": Slot(kind="word", text="fall" if fall else "grow", estimate=0),
        "net": _jobs(estimates[0], 0),
        "leavers": _jobs(estimates[1], 1),
        "total": _jobs(_magnitude(estimates[2]), 2),
    }
    estimates[2] = _magnitude(estimates[2])
    joined = "yet" if fall else "and"
    template = (
        "In {area}, employment in {label} is projected to {way} by {net} jobs from {first} to "
        f"{{last}}, {joined} {{leavers}} who leave need replacing: "
    )
    needs_fewer = category.cells["total_requirement"]["value"] < 0
    template += "{total} fewer in total" if needs_fewer else "{total} places to fill"
    template += _comparison(category, beside, ref, slots, estimates)
    draft = Draft(
        template + ".",
        slots,
        tuple(estimates),
        vintage=f"projection {wanted.projected_from}-{wanted.projected_to}",
        geography=f"{wanted.area}; {category.cells['to']['geography']}",
        caveat="Figures are rounded one by one, so they may not sum. "
        f"The publisher's advice: {category.cells['to']['advice']}"
        if category.cells["to"]["advice"]
        else "",
    )
    about = About("prospects", f"projection:{dimension}", category.code, wanted.area)
    return finish(draft, about, desk.voice, kind="size", basis="model")


def _comparison(
    category: Category,
    beside: Category | None,
    ref: Ref,
    slots: dict[str, Slot],
    estimates: list[Estimate],
) -> str:
    """Net change beside the comparator's, both as a share of the earlier level."""
    if beside is None or not beside.tellable:
        return ""
    ours, theirs = category.rate(ref), beside.rate(ref)
    at = len(estimates)
    estimates += [ours, theirs]
    slots |= {
        "ours": Slot(kind="number", text=_signed(ours.value), estimate=at),
        "theirs": Slot(kind="number", text=_signed(theirs.value), estimate=at + 1),
        "beside": naming(beside.cells["to"]["area"]),
    }
    return " (net change {ours}; {beside} {theirs})"


def _signed(per_cent: float) -> str:
    return f"{per_cent:+.1f}%".replace("-", "−")


def _tables(desk: Desk, dimension: str, found: list[Category]) -> Iterator[Block]:
    wanted = desk.config.official
    for area, listed in (
        (wanted.area, found),
        (wanted.comparator, _categories(desk, wanted.comparator, dimension)),
    ):
        if any(not c.withheld for c in listed):
            yield _table(desk, dimension, area, listed)


def _table(desk: Desk, dimension: str, area: str, listed: list[Category]) -> Block:
    wanted = desk.config.official
    hidden = sum(c.withheld for c in listed)
    keys = ("from", "to", "net_change", "replacement_demand", "total_requirement")
    titles = (
        str(wanted.projected_from),
        str(wanted.projected_to),
        "Net change",
        "Replacement demand",
        "Total requirement",
    )
    refs = {
        r.id: r
        for c in listed
        if not c.withheld
        for r in (desk.ref("statistic", row) for row in c.cells.values())
    }
    return DataTable(
        id=f"projections-{dimension.replace('_', '-')}-{area.lower().replace(' ', '-')}",
        title=f"Projected employment by {DIMENSIONS[dimension]}, {in_title(area)}",
        subtitle=f"Jobs to the nearest {SHOWN_TO}; Skills Imperative, "
        f"{wanted.projected_from} to {wanted.projected_to}",
        data=Data(
            columns=(
                DataColumn(name="category", title=DIMENSIONS[dimension].capitalize()),
                *(
                    DataColumn(name=k, title=t, align="right")
                    for k, t in zip(keys, titles, strict=True)
                ),
            ),
            rows=tuple((Cell(text=_name(c)), *(_cell(c, k) for k in keys)) for c in listed),
        ),
        evidence=tuple(refs.values()),
        disclosure="open",
        caveat=f"{hidden} categories are withheld: on the publisher's advice on small cells, and "
        "the next smallest where one alone would follow from the total. Withheld is not nought."
        if hidden
        else "",
    )


def _cell(category: Category, key: str) -> Cell:
    if category.withheld:
        return Cell(text=WITHHELD, state="withheld")
    value = category.cells[key]["value"]
    if value is None:
        return Cell(text="not available", state="not_stated")
    signed = key == "net_change"
    shown = round(value / SHOWN_TO) * SHOWN_TO
    text = f"{shown:+,.0f}".replace("-", "−") if signed else f"{shown:,.0f}"
    return Cell(text=text, value=float(shown))


def _name(category: Category) -> str:
    coded = category.code.isdigit()
    return f"{category.code} {category.label}" if coded else category.label


def _jobs(estimate: Estimate, index: int) -> Slot:
    shown = round(estimate.value / SHOWN_TO) * SHOWN_TO
    return Slot(kind="number", text=f"{shown:,.0f}", estimate=index, to=SHOWN_TO)


def _magnitude(estimate: Estimate) -> Estimate:
    """A fall told as a positive number; its label says that it is one."""
    if estimate.value >= 0:
        return estimate
    return estimate.but(value=-estimate.value, label=f"{estimate.label} (fall)")
