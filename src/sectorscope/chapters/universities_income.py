"""What the universities that the study names earn with business and community, by HESA's tables.

Kind by kind: the newest year, beside the one five years before where it is held, and what came from
businesses. A sum is made over universities alone, and only where each of them has a figure. Nothing
is said, and no gap stated, where no such table is held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sectorscope.chapters.desk import Desk, gap, literal
from sectorscope.chapters.graduates_held import called
from sectorscope.chapters.quotients import blocks_of, shown
from sectorscope.chapters.starts import five_before
from sectorscope.chapters.universities_earned import Held, Row
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
    naming,
)
from sectorscope.schema.provision import EVERY
from sectorscope.wording import income as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish, join


def income(desk: Desk) -> Iterator[Block]:
    """A sentence or two for each kind of income, a table of all, and what cannot be told."""
    held = Held(desk)
    if not held.every:
        return
    if not desk.config.universities.providers:
        yield gap(
            "income-no-providers", wording.NO_PROVIDERS, wording.NO_PROVIDERS_TAKES,
            region=desk.scope.region, evidence=held.refs(held.every[:1]),
        )  # fmt: skip
        return
    if lost := [a for a in desk.config.universities.providers if not held.lists(a)]:
        yield gap(
            "income-not-listed", wording.NOT_LISTED, wording.NOT_LISTED_TAKES,
            names="; ".join(map(called, lost)), evidence=held.refs(held.every[:1]),
        )  # fmt: skip
    if not held.rows:
        return
    yield from blocks_of([s for kind in wording.WHAT for s in _told(held, kind)])
    yield from (g for kind in wording.WHAT for g in _not_every(held, kind))
    yield _table(held)


def _told(held: Held, kind: tuple[str, str]) -> Iterator[Statement]:
    year = held.newest(kind[0])
    rows = held.of(kind, year)
    if not held.complete(kind, year):
        return
    now = held.sum(rows, f"{wording.WHAT[kind]}, {year}")
    yield _sentence(held, kind, year, now)
    parts = [(p, r) for p in wording.PARTNERS if (r := held.complete(kind, year, p))]
    if parts:
        sums = tuple(held.sum(r, f"{wording.WHAT[kind]} from {p}, {year}") for p, r in parts)
        slots = {f"v{i}": _pounds(e, i) for i, e in enumerate(sums)}
        slots |= {f"s{i}": literal(wording.PARTNERS[p]) for i, (p, _) in enumerate(parts)}
        slots["year"] = Slot(kind="period", text=year)
        items = join([wording.PARTS_ITEM.format(i) for i in range(len(parts))])
        draft = Draft(wording.PARTS.replace("{list}", items), slots, sums, vintage=year)
        yield _finish(held, draft, f"{_slug(kind)}/partners")


def _sentence(held: Held, kind: tuple[str, str], year: str, now: Estimate) -> Statement:
    """The newest year, beside five years before where each university has a figure of it."""
    then, estimates = five_before(year), (now,)
    template, slots = wording.EARNED, {"value": _pounds(now, 0)}
    if rows := held.complete(kind, then):
        estimates += (held.sum(rows, f"{wording.WHAT[kind]}, {then}"),)
        template = wording.EARNED_BEFORE
        slots |= {"before": _pounds(estimates[1], 1), "then": Slot(kind="period", text=then)}
    slots |= {"year": Slot(kind="period", text=year), "what": literal(wording.WHAT[kind])}
    if len(held.providers) == 1:
        slots["provider"] = naming(next(iter(held.providers.values())))
        template = template.replace("{places}", wording.PLACES["one"])
    else:
        slots["n"] = Slot(
            kind="number", text=number_word(len(held.providers)), estimate=len(estimates)
        )
        estimates += (held.count(),)
        template = template.replace("{places}", wording.PLACES["many"])
    return _finish(held, Draft(template, slots, estimates, vintage=year), _slug(kind))


def _finish(held: Held, draft: Draft, subject: str) -> Statement:
    about = About("universities", "income", subject, held.desk.scope.region)
    draft = Draft(
        draft.template,
        draft.slots,
        draft.estimates,
        vintage=draft.vintage,
        geography="; ".join(held.providers.values()),
        caveat=wording.CAVEAT,
    )
    return finish(draft, about, held.desk.voice, kind="size", basis="official")


def _slug(kind: tuple[str, str]) -> str:
    return "/".join(kind)


def _pounds(estimate: Estimate, at: int) -> Slot:
    found = shown(estimate, at, ",.0f")
    return found.but(text=f"£{found.text}")


def _not_every(held: Held, kind: tuple[str, str]) -> Iterator[Gap]:
    """Where a table has a kind of some of the universities, and no figure of the others."""
    year = held.newest(kind[0])
    rows = held.of(kind, year)
    if rows and not held.complete(kind, year):
        got = {r["provider"] for r in rows if r["value"] is not None}
        yield gap(
            re.sub(r"\W+", "-", f"income not every {_slug(kind)}".lower()),
            wording.NOT_EVERY,
            wording.NOT_EVERY_TAKES,
            what=wording.WHAT[kind],
            year=Slot(kind="period", text=year),
            names="; ".join(n for p, n in held.providers.items() if p not in got),
            evidence=held.refs(rows),
        )


def _table(held: Held) -> DataTable:
    """Each kind and university in its table's newest year, with what came from whom."""
    names = held.providers
    columns = [
        DataColumn(name="kind", title="Kind of income"),
        DataColumn(name="partner", title="From"),
        DataColumn(name="year", title="Year"),
        *(DataColumn(name=f"p{p}", title=n, unit="£", align="right") for p, n in names.items()),
    ]
    lines = [line for kind in wording.WHAT for line in _lines(held, kind)]
    rows = tuple(cells for cells, _ in lines)
    return DataTable(
        id="income-by-university",
        title="What universities earn with business and community",
        subtitle="As HESA counts it; pounds, to the nearest thousand",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=held.refs(row for _, of in lines for row in of),
        disclosure=held.desk.disclosure(held.refs(held.rows[:1])),
        caveat=wording.CAVEAT,
    )


def _lines(held: Held, kind: tuple[str, str]) -> Iterator[tuple[tuple[Cell, ...], Sequence[Row]]]:
    year = held.newest(kind[0])
    for partner in held.partners(kind, year):
        rows = {r["provider"]: r for r in held.of(kind, year, partner)}
        cells = tuple(_cell(rows.get(p)) for p in held.providers)
        called = "every partner" if partner == EVERY else partner
        yield (
            (Cell(text=wording.WHAT[kind]), Cell(text=called), Cell(text=year), *cells),
            [*rows.values()],
        )


def _cell(row: Row | None) -> Cell:
    if row is None or row["value"] is None:
        return Cell(text="not in the table", state="not_stated")
    return Cell(text=f"{row['value']:,.0f}".replace("-", "−"), value=row["value"])
