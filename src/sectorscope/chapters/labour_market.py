"""The labour market here: work, qualifications, pay and jobs, beside the wider region and England.

Rates and medians of districts are not averaged into one for the region: each is a figure of a
survey with its own interval, and no published figure weighs them. The least and the most are told,
and a table gives every place. Nothing is said, and no gap stated, where nothing is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sectorscope.chapters.desk import Desk, literal
from sectorscope.chapters.labour_market_held import TOPICS, Held, Row, held_of
from sectorscope.chapters.labour_market_vacancies import vacancies
from sectorscope.chapters.quotients import ENGLAND
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    Paragraph,
    Slot,
    Statement,
    Uncertainty,
    naming,
)
from sectorscope.wording import labour_market as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish


def labour_market(desk: Desk) -> Iterable[Block]:
    """Of people and of pay, what is held for every district, and a table of all that is held."""
    wanted = {topic.measure for topics in TOPICS.values() for topic in topics}
    statistics = [r for r in desk.rows("statistic") if r["measure"] in wanted]
    for name, topics in TOPICS.items():
        found = [held for topic in topics if (held := held_of(desk, topic, statistics))]
        said = tuple(s for held in found for s in _said(held))
        if said:
            yield Paragraph(statements=said)
        if found:
            yield _table(desk, name, found)
    yield from vacancies(desk)


def _said(held: Held) -> Iterator[Statement]:
    """The least and the most, then each place beside; where every district has a figure."""
    places = held.desk.config.region.places
    rows = [(p.name, r) for p in places if (r := held.figure(p.code))]
    if len(rows) != len(places):
        return
    yield _one(held, *rows[0]) if len(rows) == 1 else _range(held, rows)
    for named in held.desk.config.official.beside or (ENGLAND,):
        there = held.figure(named.places[0]) if len(named.places) == 1 else None
        if there:
            yield _beside(held, named.name, there)


def _one(held: Held, name: str, row: Row) -> Statement:
    template = wording.ONE.replace("{interval}", _interval(row, ""))
    template, slots = _begun(held, template)
    slots["place"] = naming(name)
    slots |= _slots(row, 0, "value", "")
    return _finish(held, Draft(template, slots, (held.estimate(row, name),)), "here")


def _range(held: Held, rows: Sequence[tuple[str, Row]]) -> Statement:
    least = min(rows, key=lambda item: (item[1]["value"], item[0]))
    most = max(rows, key=lambda item: (item[1]["value"], item[0]))
    count = _districts(held, [row for _, row in rows])
    if least[1]["value"] == most[1]["value"]:
        template, slots = _begun(held, wording.ALIKE)
        slots |= {"n": _n(count, 1), "value": _slots(least[1], 0, "value", "")["value"]}
        slots["region"] = naming(held.desk.scope.region)
        draft = Draft(template, slots, (held.estimate(least[1], least[0]), count))
        return _finish(held, draft, "here")
    ends = (("least", least, 0), ("most", most, 1))
    how = "overlapping" if _overlap(least[1], most[1]) else "apart"
    template, slots = _begun(held, wording.RANGE[how])
    for end, (name, row), at in ends:
        template = template.replace(f"{{interval_{end}}}", _interval(row, f"_{end}"))
        slots |= {f"where_{end}": naming(name), **_slots(row, at, end, f"_{end}")}
    slots |= {"n": _n(count, 2), "region": naming(held.desk.scope.region)}
    estimates = (*(held.estimate(row, name) for _, (name, row), _ in ends), count)
    return _finish(held, Draft(template, slots, estimates), "here")


def _beside(held: Held, name: str, row: Row) -> Statement:
    template = wording.BESIDE.replace("{interval}", _interval(row, ""))
    slots = {"place": naming(name), **_slots(row, 0, "value", "")}
    return _finish(held, Draft(template, slots, (held.estimate(row, name),)), name)


def _finish(held: Held, draft: Draft, subject: str) -> Statement:
    first = held.first
    labelled = replace(
        draft,
        vintage=held.span,
        geography=f"{held.desk.geography}; geography of the file: {first['geography']}",
        caveat=f"Basis: {first['basis']}. {first['advice'] or ''}".strip(),
    )
    about = About("sector", "labour_market", f"{held.topic.name}/{subject}", held.desk.scope.region)
    return finish(labelled, about, held.desk.voice, kind="size", basis="official")


def _overlap(least: Row, most: Row) -> bool:
    """Whether the least could be above the most, as far as their intervals say."""
    high, low = least["high"], most["low"]
    return high is not None and low is not None and high >= low


def _interval(row: Row, end: str) -> str:
    return wording.INTERVAL.format(end) if row["low"] is not None else ""


def _slots(row: Row, at: int, value: str, end: str) -> dict[str, Slot]:
    """A figure and the ends of its interval."""
    fields = {value: "value"}
    if row["low"] is not None:
        fields |= {f"low{end}": "low", f"high{end}": "high"}
    return {
        name: Slot(kind="number", text=_spelled(row[f], row["unit"]), estimate=at, field=f)  # type: ignore[arg-type]
        for name, f in fields.items()
    }


def _spelled(value: float, unit: str) -> str:
    if unit == "%":
        return f"{value:.1f}%"
    if unit.startswith("£"):
        return f"£{value:,.2f}" if unit == "£ an hour" else f"£{value:,.0f}"
    return f"{value:.2f}"


def _begun(held: Held, template: str) -> tuple[str, dict[str, Slot]]:
    """A template with its period and subject."""
    how, month, year = held.when
    slots = {"period": Slot(kind="period", text=year), "subject": naming(held.subject)}
    if month:
        slots["month"] = literal(month)
    return template.replace("{when}", wording.WHEN[how]), slots


def _districts(held: Held, rows: Sequence[Row]) -> Estimate:
    return Estimate(
        label="districts",
        value=len(rows),
        unit="districts",
        standing="counted",
        method="districts of the region that a figure is held for",
        uncertainty=Uncertainty(kind="exact", why="a count of the districts held"),
        inputs=tuple(held.desk.ref("statistic", row) for row in rows),
    )


def _n(count: Estimate, at: int) -> Slot:
    return Slot(kind="number", text=number_word(int(count.value)), estimate=at)


def _table(desk: Desk, name: str, found: Sequence[Held]) -> DataTable:
    """Every place by every topic that anything is held of."""
    beside = [c for c in desk.config.official.beside or (ENGLAND,) if len(c.places) == 1]
    places = [(p.code, p.name) for p in desk.config.region.places]
    places += [(c.places[0], c.name) for c in beside if any(h.rows.get(c.places[0]) for h in found)]
    columns = [DataColumn(name="place", title="Place")]
    for held in found:
        title = f"{wording.TITLES[held.topic.name]}, {held.span}"
        unit = held.first["unit"] if held.first["unit"].startswith(("%", "£")) else ""
        columns.append(DataColumn(name=held.topic.name, title=title, unit=unit, align="right"))
    rows = tuple((Cell(text=place), *(_cell(h, code) for h in found)) for code, place in places)
    shown = [row for held in found for code, _ in places if (row := held.rows.get(code))]
    advice = " ".join(dict.fromkeys(h.first["advice"] for h in found if h.first["advice"]))
    return DataTable(
        id=f"labour-market{name}",
        title=wording.TABLES[name],
        subtitle=f"{desk.scope.region}; figures as published, with 95% confidence intervals where "
        "they are held",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=tuple(desk.ref("statistic", row) for row in shown),
        disclosure="open",
        caveat=f"Of everybody there, not of this sector. {advice}".strip(),
    )


def _cell(held: Held, code: str) -> Cell:
    row = held.rows.get(code)
    if row is None:
        return Cell(text="not held", state="not_stated")
    if row["value"] is None:
        suppressed = row["status"] == "suppressed"
        state = "suppressed" if suppressed else "not_stated"
        return Cell(text="suppressed" if suppressed else "not available", state=state)
    text = _spelled(row["value"], row["unit"])
    if row["low"] is not None:
        text += f" ({_spelled(row['low'], row['unit'])} to {_spelled(row['high'], row['unit'])})"
    return Cell(text=text, value=row["value"])
