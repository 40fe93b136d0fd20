"""Graduates of the providers the study names: how many qualified, and what they did afterwards.

Nothing is said, and no gap stated, where no figures of graduates are held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.graduates_held import Held, Row, called, share
from sectorscope.chapters.quotients import blocks_of, shown
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
from sectorscope.wording import graduates as wording
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish, join

KNOWN, SILENT, WORK = "Total with known outcomes", "Non-respondents", "Full-time employment"
"""Activities of HESA's that others are held against."""


def graduates(desk: Desk) -> Iterator[Block]:
    """Who qualified, then what those who did were doing; and whose figures are not held."""
    both = [h for d in ("qualifiers", "outcomes") if (h := Held(desk, d)).every]
    if not both:
        return
    sector = desk.scope.sector
    if not desk.config.universities.providers:
        yield gap(
            "graduates-no-providers", wording.NO_PROVIDERS, wording.NO_PROVIDERS_TAKES,
            sector=sector, evidence=both[0].refs(both[0].every[:1]),
        )  # fmt: skip
        return
    if not both[0].wanted:
        yield gap(
            "graduates-no-subjects", wording.NO_SUBJECTS, wording.NO_SUBJECTS_TAKES,
            sector=sector, evidence=both[0].refs(both[0].every[:1]),
        )  # fmt: skip
        return
    yield from _not_listed(desk, both)
    for held in both:
        yield from _qualified(held) if held.dataset == "qualifiers" else _after(held)
        yield from _no_figures(held)


def _qualified(held: Held) -> Iterator[Block]:
    if not held.rows or not held.of(held.years[-1]):
        return
    yield from blocks_of([*_counted(held)])
    yield _by_provider(held)
    yield _by_level(held)


def _counted(held: Held) -> Iterator[Statement]:
    """The newest year, its levels, and the year before of the same providers and subjects."""
    year = held.years[-1]
    now = held.sum(held.of(year), f"qualified, {year}")
    yield _finish(held, _where(held, wording.QUALIFIED, now), "qualified")
    levels = [
        (word, rows) for name, word in wording.LEVELS.items() if (rows := held.of(year, name))
    ]
    if levels:
        draft = _list(wording.BY_LEVEL, wording.BY_LEVEL_ITEM, _sums(held, levels), year)
        yield _finish(held, draft, "levels")
    before = held.years[-2] if len(held.years) > 1 else ""
    if before and held.of(before) and held.counted_in(before) == held.counted_in(year):
        was = held.sum(held.of(before), f"qualified, {before}")
        slots = {"year": Slot(kind="period", text=before), **_ends(was, 0)}
        draft = Draft(wording.QUALIFIED_BEFORE, slots, (was,), vintage=before)
        yield _finish(held, draft, "qualified/before")


def _after(held: Held) -> Iterator[Block]:
    """What those were doing who answered, and of how many nothing is known."""
    year = held.years[-1] if held.rows else ""
    known = held.of(year, activity=KNOWN)
    done = [(w, r) for a, w in wording.ACTIVITIES.items() if (r := held.of(year, activity=a))]
    if not known or not done:
        return
    whole = held.sum(known, f"with known outcomes, {year}")
    draft = _where(held, wording.OUTCOMES, whole)
    estimates, slots = _items(_sums(held, done), len(draft.estimates))
    first = len(draft.estimates)
    template = draft.template.replace("{list}", _spelled(wording.OUTCOMES_ITEM, first, len(done)))
    part = held.of(year, activity=WORK)
    rate = share(
        held.sum(part, f"in full-time employment, {year}", exact=True),
        held.sum(known, whole.label, exact=True),
    )
    small = "" if rate else wording.SMALL
    told = Draft(template, draft.slots | slots, (*draft.estimates, *estimates), vintage=year)
    statements = [_finish(held, told, "outcomes", small)]
    if rate:
        percent = {f: shown(rate, 0, ".0f", "%", f) for f in ("value", "low", "high")}
        statements.append(
            _finish(held, Draft(wording.SHARE, percent, (rate,), vintage=year), "work")
        )
    if silent := held.of(year, activity=SILENT):
        left = held.sum(silent, f"did not answer, {year}")
        draft = Draft(wording.SILENT, _ends(left, 0), (left,), vintage=year)
        statements.append(_finish(held, draft, "silent"))
    yield from blocks_of(statements)
    yield _by_activity(held)


def _where(held: Held, template: str, value: Estimate) -> Draft:
    """A sentence's year, subjects and providers."""
    year, names = held.years[-1], [*held.names.values()]
    slots = {
        "year": Slot(kind="period", text=year),
        "subjects": naming(held.subjects),
        **_ends(value, 0),
    }
    if len(names) == 1:
        slots["provider"] = naming(names[0])
        filled = template.replace("{places}", wording.PLACES["one"])
        return Draft(filled, slots, (value,), vintage=year)
    slots["n"] = Slot(kind="number", text=number_word(len(names)), estimate=1)
    filled = template.replace("{places}", wording.PLACES["many"])
    return Draft(filled, slots, (value, held.count()), vintage=year)


def _sums(held: Held, named: Sequence[tuple[str, Sequence[Row]]]) -> list[tuple[str, Estimate]]:
    return [(word, held.sum(rows, word)) for word, rows in named]


def _list(template: str, item: str, sums: Sequence[tuple[str, Estimate]], year: str) -> Draft:
    estimates, slots = _items(sums, 0)
    filled = template.replace("{list}", _spelled(item, 0, len(sums)))
    slots["year"] = Slot(kind="period", text=year)
    return Draft(filled, slots, estimates, vintage=year)


def _items(
    sums: Sequence[tuple[str, Estimate]], first: int
) -> tuple[tuple[Estimate, ...], dict[str, Slot]]:
    """Estimates and slots of a list whose first estimate stands at a place."""
    slots: dict[str, Slot] = {}
    for at, (word, estimate) in enumerate(sums, first):
        ends = _ends(estimate, at)
        slots |= {f"v{at}": ends["value"], f"l{at}": ends["low"], f"h{at}": ends["high"]}
        slots[f"s{at}"] = naming(word)
    return tuple(estimate for _, estimate in sums), slots


def _spelled(item: str, first: int, number: int) -> str:
    return join([item.format(at) for at in range(first, first + number)])


def _ends(estimate: Estimate, at: int) -> dict[str, Slot]:
    """A count with its ends, in whole people."""
    return {
        field: Slot(
            kind="number", text=_written(estimate.figure(field) or 0.0), estimate=at, field=field
        )
        for field in ("value", "low", "high")
    }


def _written(value: float) -> str:
    return f"{value:,.0f}"


def _finish(held: Held, draft: Draft, subject: str, caveat: str = "") -> Statement:
    said = [wording.CAVEAT.format(codes=held.codes)]
    said += [wording.RESPONSE] if held.dataset == "outcomes" else []
    labelled = replace(
        draft,
        geography="wherever their students live: " + "; ".join(held.names.values()),
        caveat=" ".join([*said, caveat]).strip(),
    )
    about = About("routes", "graduates", subject, held.desk.scope.region)
    return finish(labelled, about, held.desk.voice, kind="count", basis="official")


def _by_provider(held: Held) -> DataTable:
    years = held.years
    lines = [(name, [held.of(y, provider=p) for y in years]) for p, name in held.names.items()]
    return _table(held, ("provider", "Provider"), years, lines, "Who qualified, by provider")


def _by_level(held: Held) -> DataTable:
    years, newest = held.years, held.years[-1]
    levels = sorted({r["level"] for r in held.rows if r["period"] == newest} - {EVERY})
    lines = [(level, [held.of(y, level) for y in years]) for level in [*levels, EVERY]]
    named = [("All levels" if level == EVERY else level, cells) for level, cells in lines]
    return _table(held, ("level", "Level"), years, named, "Who qualified, by level")


def _by_activity(held: Held) -> DataTable:
    year = held.years[-1]
    done = dict.fromkeys(r["activity"] for r in held.rows if r["period"] == year)
    lines = [(activity, [held.of(year, activity=activity)]) for activity in done]
    title = "What those who qualified did afterwards"
    return _table(held, ("activity", "Activity"), [year], lines, title)


def _table(
    held: Held,
    first: tuple[str, str],
    years: Sequence[str],
    lines: Sequence[tuple[str, Sequence[Sequence[Row]]]],
    title: str,
) -> DataTable:
    """Counts by year, with what rounding leaves open."""
    columns = [DataColumn(name=first[0], title=first[1])]
    columns += [DataColumn(name=f"y{i}", title=y, align="right") for i, y in enumerate(years)]
    rows = tuple((Cell(text=name), *(_cell(held, rows) for rows in cells)) for name, cells in lines)
    return DataTable(
        id=f"graduates-by-{first[0]}",
        title=title,
        subtitle=f"In {held.subjects}; people, with what rounding leaves open",
        data=Data(columns=tuple(columns), rows=rows),
        evidence=held.refs(row for _, cells in lines for rows in cells for row in rows),
        disclosure="open",
        caveat=f"{wording.CAVEAT.format(codes=held.codes)} Levels and activities overlap totals: "
        "they are not to be added up.",
    )


def _cell(held: Held, rows: Sequence[Row]) -> Cell:
    if not rows:
        return Cell(text="not in the file", state="not_stated")
    made = held.sum(rows, "a cell")
    low, high = made.uncertainty.low or 0.0, made.uncertainty.high or 0.0
    text = f"{_written(made.value)} ({_written(low)} to {_written(high)})"
    return Cell(text=text, value=made.value)


def _not_listed(desk: Desk, both: Sequence[Held]) -> Iterator[Gap]:
    asked = desk.config.universities.providers
    lost = [a for a in asked if not any(h.lists(a) for h in both)]
    if lost:
        yield gap(
            "graduates-not-listed", wording.NOT_LISTED, wording.NOT_LISTED_TAKES,
            names="; ".join(map(called, lost)), evidence=both[0].refs(both[0].every[:1]),
        )  # fmt: skip


def _no_figures(held: Held) -> Iterator[Gap]:
    told = held.told if held.rows else ()
    lost = [f"CAH{code}" for code in held.wanted if code not in told]
    if lost and held.providers:
        yield gap(
            f"graduates-no-{held.dataset}",
            wording.NO_FIGURES[held.dataset],
            wording.NO_FIGURES_TAKES,
            codes=", ".join(lost),
            evidence=held.refs(held.every[:1]),
        )
