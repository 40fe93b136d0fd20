"""Skills that adverts of the sector ask for more often than others do; or why none is told.

Nothing here is computed: tables `demand_base` and `demand` hold it. Of an advert's words nothing is
told but which concept they mean; a sentence leads to the adverts by their places in their files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sectorscope.chapters.demanded_rows import (
    WHOLE,
    Row,
    base,
    counted,
    least,
    noun,
    quotient,
    said,
    skill,
    times,
)
from sectorscope.chapters.desk import Desk, gap, literal, unique
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    Figure,
    Gap,
    Paragraph,
    Slot,
    Statement,
    naming,
)
from sectorscope.wording import demanded as templates
from sectorscope.wording.text import capital, join

TOLD, DRAWN = 5, 10
"""Skills in a sentence and in the figure, at the most: the surest ones."""


def demanded(desk: Desk) -> Iterator[Block]:
    """What the sector's adverts ask for, then what its segments' do."""
    rows = base(desk)
    whole = rows.get(WHOLE)
    if whole is None:
        name = desk.config.sector.name
        yield gap("no-adverts", templates.NONE_HELD, templates.NONE_HELD_TAKES, target=name)
        return
    found = _ranked(desk, WHOLE)
    if not found:
        yield _withheld(desk, whole)
    else:
        yield Paragraph(statements=(_held(desk, whole), _told(desk, whole, found)))
        yield _figure(desk, whole, found)
    yield from _segments(desk, [rows[s.id] for s in desk.config.sector.segment if s.id in rows])


def _ranked(desk: Desk, target: str) -> list[Row]:
    """Skills of a target whose interval lies above the usual share, the surest first."""
    found = [r for r in desk.rows("demand") if r["target"] == target and r["low"] > 1]
    return sorted(found, key=lambda r: r["rank"])


def _held(desk: Desk, row: Row) -> Statement:
    """How many adverts there are, and by which rule they are the sector's."""
    names = ["n", "total"]
    rules = [r for r in ("employer", "occupation") if row[f"by_{r}"]]
    key = " and ".join(rules) or "employer"
    if len(rules) > 1:
        names += ["by_employer", "by_occupation"]
    estimates = [counted(desk, row, name) for name in names]
    slots = {n: Slot(kind="number", text=f"{row[n]:,}", estimate=i) for i, n in enumerate(names)}
    slots |= {"target": naming(row["label"]), "noun": literal(noun(desk, row))}
    return said(desk, templates.HELD[key], slots, estimates, "skills", "held", row["target"])


def _told(desk: Desk, row: Row, found: Sequence[Row]) -> Statement:
    slots = {
        "target": naming(row["label"]),
        "noun": literal(noun(desk, row)),
        "interval": literal(templates.INTERVAL),
    }
    estimates = []
    for i, one in enumerate(found[:TOLD]):
        estimates += [counted(desk, one, "k"), quotient(desk, one)]
        slots |= {
            f"i{i}": naming(skill(one)),
            f"k{i}": Slot(kind="number", text=f"{one['k']:,}", estimate=2 * i),
            f"n{i}": Slot(kind="number", text=f"{one['n']:,}", estimate=2 * i, field="n"),
            f"ratio{i}": times(one["ratio"], 2 * i + 1),
            f"low{i}": times(one["low"], 2 * i + 1, "low"),
            f"high{i}": times(one["high"], 2 * i + 1, "high"),
        }
    items = [templates.RANKED_ITEM.format(i) for i in range(len(found[:TOLD]))]
    template = templates.RANKED.replace("{list}", join(items, heavy=True))
    return said(desk, template, slots, estimates, "skills", "ranked", row["target"])


def _figure(desk: Desk, row: Row, found: Sequence[Row]) -> Figure:
    drawn = tuple(_drawn(desk, r) for r in found[:DRAWN])
    refs = unique(desk.ref("demand", r) for r in found[:DRAWN])
    title = f"What adverts of {row['label']} ask for more often than others do"
    if any(sign.isdigit() for sign in title):
        title = "What adverts of the sector ask for more often than others do"
    told = "; ".join(f"{r[0].text}, {r[1].text} times, {r[2].text} to {r[3].text}" for r in drawn)
    usual = "the usual share is that among the adverts held"
    return Figure(
        id="demand-skills",
        mark="ratio",
        title=title,
        subtitle=f"How many times the usual share ask for it, on a scale of ratios; {usual}",
        alt=f"{title}: {told}.",
        data=Data(columns=_COLUMNS, rows=drawn),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


_COLUMNS = (
    DataColumn(name="label", title="Skill"),
    DataColumn(name="value", title="Ratio", unit="times the usual share", align="right"),
    DataColumn(name="low", title="Low", align="right"),
    DataColumn(name="high", title="High", align="right"),
    DataColumn(name="kind", title="Kind"),
    DataColumn(name="note", title="Adverts"),
)


def _drawn(desk: Desk, row: Row) -> tuple[Cell, ...]:
    numbers = (Cell(text=times(row[n], 0).text, value=row[n]) for n in ("ratio", "low", "high"))
    firms = row["employers"]
    of = f", of {firms:,} employer{'s' * (firms != 1)}" if firms else ""
    note = f"{row['k']:,} of {row['n']:,}{of}"
    return (Cell(text=capital(row["name"])), *numbers, Cell(text="ours"), Cell(text=note))


# --- what cannot be said ------------------------------------------------------------------------


def _withheld(desk: Desk, row: Row) -> Gap:
    """Why nothing is told of a target, with how many adverts there are and how many it takes."""
    names = ("n", "total")
    estimates = (*(counted(desk, row, n) for n in names), least(desk, row))
    slots = {n: Slot(kind="number", text=f"{row[n]:,}", estimate=i) for i, n in enumerate(names)}
    slots["least"] = Slot(kind="number", text=f"{estimates[-1].value:.0f}", estimate=2)
    slots["target"] = naming(row["label"])
    because, takes = _reason(row, estimates[-1].value)
    used = {k: s for k, s in slots.items() if f"{{{k}}}" in because + takes}
    return gap(
        f"withheld-demand-{row['target'].replace('_', '-')}",
        because,
        takes,
        estimates=estimates,
        evidence=(desk.ref("demand_base", row),),
        **used,
    )


def _reason(row: Row, enough: float) -> tuple[str, str]:
    if row["n"] < enough:
        return templates.TOO_FEW, templates.TOO_FEW_TAKES
    if row["total"] - row["n"] < enough:
        return templates.NO_OTHERS, templates.NO_OTHERS_TAKES
    if not row["read"]:
        return templates.UNREAD, templates.UNREAD_TAKES
    return templates.NOTHING, templates.NOTHING_TAKES


def _segments(desk: Desk, rows: Sequence[Row]) -> Iterator[Block]:
    """A sentence a segment; those of which too few adverts are held are named together."""
    found = [(r, _ranked(desk, r["target"])) for r in rows]
    statements = tuple(_told(desk, r, skills) for r, skills in found if skills)
    if statements:
        yield Paragraph(statements=statements)
    enough = least(desk, rows[0]).value if rows else 0
    thin = [r for r in rows if r["n"] < enough]
    whole = base(desk)[WHOLE]
    if not thin or whole["n"] < enough:
        return  # where the whole has too few, its parts have too
    estimates = (*(counted(desk, r, "n") for r in thin), least(desk, thin[0]))
    slots: dict[str, Slot] = {"target": naming(whole["label"])}
    slots["least"] = Slot(kind="number", text=f"{enough:.0f}", estimate=len(thin))
    for i, row in enumerate(thin):
        slots[f"n{i}"] = Slot(kind="number", text=f"{row['n']:,}", estimate=i)
        slots[f"part{i}"] = naming(row["label"])
    items = join([templates.THIN_PARTS_ITEM.format(i) for i in range(len(thin))])
    because = templates.THIN_PARTS.replace("{list}", items)
    refs = unique(desk.ref("demand_base", r) for r in thin)
    yield gap("thin-demand", because, templates.THIN_PARTS_TAKES,
              estimates=estimates, evidence=refs, **slots)  # fmt: skip
