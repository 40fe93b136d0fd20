"""How far two sectors' adverts ask for the same skills beyond the usual: both ways, never one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sectorscope.chapters.demanded_rows import (
    Row,
    counted,
    least,
    noun,
    refs,
    said,
)
from sectorscope.chapters.desk import Desk, gap, literal, unique
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    Estimate,
    Figure,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.wording import demanded as templates
from sectorscope.wording.text import capital, join

WHOLE = 100
METHOD = (
    "excess is how far a smoothed share of adverts passes the usual share; the smaller of the two "
    "excesses, summed over skills, as a part of each one's own"
)
NO_INTERVAL = "how far it would move with other adverts has not been reckoned"


def alike(desk: Desk) -> Iterator[Block]:
    """Pairs that can be told, then those of which too few adverts are held."""
    rows = list(desk.rows("shared_demand"))
    told = [r for r in rows if r["of_first"] is not None]
    if told:
        yield Paragraph(statements=tuple(_told(desk, r) for r in told))
        if any(r["of_first"] for r in told):  # of nothing but noughts there is nothing to draw
            yield _figure(desk, told)
    kept = [r for r in rows if r["of_first"] is None and (r["n_first"] or r["n_second"])]
    if kept:
        pairs = [f"between {r['first_label']} and {r['second_label']}" for r in kept]
        estimate = least(desk, kept[0])
        yield gap(
            "withheld-shared-demand",
            templates.NOT_SHARED,
            templates.NOT_SHARED_TAKES,
            estimates=(estimate,),
            evidence=unique(desk.ref("shared_demand", r) for r in kept),
            pairs=join(pairs, heavy=True),
            reason=join(sorted({r["withheld"] for r in kept}), heavy=True),
            least=Slot(kind="number", text=f"{estimate.value:.0f}", estimate=0),
        )


def _told(desk: Desk, row: Row) -> Statement:
    estimates = [
        counted(desk, row, n) if n.startswith("n_") else _part(desk, row, n) for n in _NAMES
    ]
    slots = {n: _shown(row, n, i) for i, n in enumerate(_NAMES)}
    slots |= {k: naming(row[f"{k}_label"]) for k in ("first", "second")}
    slots["noun"] = literal(noun(desk, row))
    subject = f"{row['first']}|{row['second']}"
    return said(desk, templates.SHARED, slots, estimates, "sector", "shared", subject)


_NAMES = ("n_first", "n_second", "of_first", "of_second")


def _shown(row: Row, name: str, estimate: int) -> Slot:
    share = name.startswith("of_")
    text = f"{WHOLE * row[name]:.0f}%" if share else f"{row[name]:,}"
    return Slot(kind="number", text=text, estimate=estimate)


def _part(desk: Desk, row: Row, name: str) -> Estimate:
    side, other = ("first", "second") if name == "of_first" else ("second", "first")
    return Estimate(
        label=f"excess of {row[f'{side}_label']} that is in {row[f'{other}_label']} too",
        value=WHOLE * row[name],
        unit="%",
        standing="derived",
        method=METHOD,
        assumes="every skill weighs by how far it passes the usual share; those that name nearly "
        "the same are not counted together",
        uncertainty=Uncertainty(kind="none_published", why=NO_INTERVAL),
        inputs=refs(desk, row),
    )


def _figure(desk: Desk, rows: Sequence[Row]) -> Figure:
    drawn: list[tuple[Cell, ...]] = []
    for row in rows:
        for side, other in (("first", "second"), ("second", "first")):
            value = WHOLE * row[f"of_{side}"]
            label = f"{capital(row[f'{side}_label'])}, part asked for in {row[f'{other}_label']}"
            note = f"{row['n_first']:,} and {row['n_second']:,} adverts"
            empty = Cell(text="")
            drawn.append((Cell(text=label), Cell(text=f"{value:.0f}%", value=round(value, 2)),
                          empty, empty, Cell(text="ours"), Cell(text=note)))  # fmt: skip
    used = unique(desk.ref("shared_demand", r) for r in rows)
    title = "How far adverts ask for the same skills beyond the usual"
    names = (("label", "Of"), ("value", "Share"), ("low", "Low"), ("high", "High"))
    columns = [
        DataColumn(
            name=n, title=t, unit="%" * (n == "value"), align="left" if n == "label" else "right"
        )
        for n, t in names
    ]
    columns += [DataColumn(name="kind", title="Kind"), DataColumn(name="note", title="Adverts")]
    return Figure(
        id="demand-shared",
        mark="interval",
        title=title,
        subtitle="Share of each one's excess over the usual, in per cent: the ways differ",
        alt=f"{title}: " + "; ".join(f"{r[0].text} {r[1].text}" for r in drawn) + ".",
        data=Data(columns=tuple(columns), rows=tuple(drawn)),
        evidence=used,
        disclosure=desk.disclosure(used),
    )
