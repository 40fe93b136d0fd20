"""Commuting: who of those that work here live here, who of those that live here work here.

Nothing is said, and no gap stated, where no flows are held. Flows are of every industry together,
and each sentence's caveat says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sectorscope.chapters.commuting_held import Held, Row, Way
from sectorscope.chapters.desk import Desk, gap, literal
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
from sectorscope.profile.vocabulary import Kind
from sectorscope.wording import commuting as wording
from sectorscope.wording.realise import About, Draft, finish, join

WAYS: tuple[Way, ...] = ("in", "out")
TOLD, SHOWN = 3, 10
"""Flows each way that a sentence names, and districts that the table has."""
_WHILE_RESTRICTED = frozenset({"2021"})
"""Censuses taken under the restrictions of the pandemic."""


def commuting(desk: Desk) -> Iterator[Block]:
    """How far jobs and residents here keep to the region, the largest flows, and a table."""
    held = Held(desk)
    if not held.rows or not desk.config.region.places:
        return
    if held.lost:
        yield gap(
            "commuting-not-of-here", wording.NOT_OF_HERE, wording.NOT_OF_HERE_TAKES,
            region=desk.scope.region, census=_year(held), names=join(held.lost),
            evidence=held.refs(held.rows[:1]),
        )  # fmt: skip
        return
    said = [s for way in WAYS for s in _contained(held, way)]
    said += [*_elsewhere(held), *(s for way in WAYS for s in _largest(held, way))]
    if said and held.census in _WHILE_RESTRICTED:
        said.append(_of_its_time(held))
    yield from blocks_of(said)
    yield from _table(held)
    yield from (one for way in WAYS for one in _not_told(held, way))


def _contained(held: Held, way: Way) -> Iterator[Statement]:
    """Everybody with a workplace here, or who lives here and has one, and those who do both."""
    whole, part = held.total(way), held.sum(held.within, wording.PART)
    if not held.far(way) or whole is None or part is None or not whole.value:
        return
    share = held.share(part, whole, wording.SHARE)
    slots = {
        "month": literal(wording.MONTH),
        "census": _year(held),
        "region": naming(held.desk.scope.region),
        "value": shown(whole, 0, ",.0f"),
        "part": shown(part, 1, ",.0f"),
        "share": shown(share, 2, ".1f", "%"),
        "n": shown(held.areas(way), 3, ",.0f"),
    }
    draft = Draft(wording.CONTAINED[way], slots, (whole, part, share, held.areas(way)))
    yield _finish(held, draft, f"contained/{way}")


def _elsewhere(held: Held) -> Iterator[Statement]:
    """Residents who work at home, at no fixed place, offshore or abroad."""
    found = [
        (wording.PLACES[place], made)
        for place, rows in held.elsewhere().items()
        if (made := held.sum(rows, place.replace("_", " "))) and made.value
    ]
    if found:
        draft = _listed(wording.ELSEWHERE, wording.ELSEWHERE_ITEM, found)
        yield _finish(held, draft, "elsewhere")


def _largest(held: Held, way: Way) -> Iterator[Statement]:
    """Which districts most come from or go to."""
    sums = _ranked(held, way)[:TOLD]
    if sums:
        named = [(held.named(way, code), made) for code, made in sums]
        draft = _listed(wording.FLOWS[way], wording.FLOW_ITEM, named)
        yield _finish(held, draft, f"largest/{way}")


def _ranked(held: Held, way: Way) -> list[tuple[str, Estimate]]:
    """Sums of the flows one way, by the code of their other end, the largest first."""
    made = {
        code: sum_
        for code, rows in held.far(way).items()
        if (sum_ := held.sum(rows, held.named(way, code)))
    }
    return sorted(made.items(), key=lambda one: (-one[1].value, held.named(way, one[0])))


def _of_its_time(held: Held) -> Statement:
    draft = Draft(wording.PANDEMIC, {}, evidence=held.refs(held.within or held.rows[:1]))
    return _finish(held, draft, "of its time", "link")


def _listed(template: str, item: str, named: Sequence[tuple[str, Estimate]]) -> Draft:
    slots: dict[str, Slot] = {}
    for at, (word, made) in enumerate(named):
        slots |= {f"s{at}": naming(word), f"v{at}": shown(made, at, ",.0f")}
    items = join([item.format(at) for at in range(len(named))])
    return Draft(template.replace("{list}", items), slots, tuple(made for _, made in named))


def _year(held: Held) -> Slot:
    return Slot(kind="period", text=held.census)


def _finish(held: Held, draft: Draft, subject: str, kind: Kind = "count") -> Statement:
    first = held.first
    labelled = replace(
        draft,
        vintage=held.census,
        geography=f"{held.desk.geography}; geography of the file: {first['geography']}",
        caveat=_caveat(held),
    )
    about = About("sector", "commuting", subject, held.desk.scope.region)
    return finish(labelled, about, held.desk.voice, kind=kind, basis="official")


def _caveat(held: Held) -> str:
    first = held.first
    said = wording.COUNTED.format(population=first["population"])
    protected = wording.PROTECTED.format(protection=first["protection"])
    return " ".join((said, *_told_as(held), protected))


def _told_as(held: Held) -> Iterator[str]:
    """Which districts of the region are told as those they were at the time."""
    names = held.works | held.homes
    for place in held.desk.config.region.places:
        codes = held.told_as[place.code]
        if codes != (place.code,):
            yield wording.TOLD_AS.format(name=place.name, parts=join([names[c] for c in codes]))


def _table(held: Held) -> Iterator[Block]:
    """Districts by both ways together, the largest first."""
    both = {way: dict(_ranked(held, way)) for way in WAYS}
    names = held.works | held.homes
    size = {code: sum(both[way][code].value for way in WAYS if code in both[way]) for code in names}
    chosen = sorted((c for c in names if size[c]), key=lambda c: (-size[c], names[c]))[:SHOWN]
    if not chosen:
        return
    columns = [DataColumn(name="district", title="District")]
    columns += [DataColumn(name=w, title=wording.COLUMNS[w], align="right") for w in WAYS]
    yield DataTable(
        id="commuting-flows",
        title=wording.TITLE,
        subtitle=wording.SUBTITLE.format(census=held.census),
        data=Data(
            columns=tuple(columns),
            rows=tuple(
                (Cell(text=names[code]), *(_cell(both[way].get(code)) for way in WAYS))
                for code in chosen
            ),
        ),
        evidence=held.refs(_rows_of(held, chosen)),
        disclosure=held.desk.disclosure(held.refs(held.rows[:1])),
        caveat=" ".join((_caveat(held), *_caution(held))),
    )


def _caution(held: Held) -> Iterator[str]:
    if held.census in _WHILE_RESTRICTED:
        yield wording.PANDEMIC


def _rows_of(held: Held, codes: Sequence[str]) -> list[Row]:
    far = [held.far(way) for way in WAYS]
    return [row for code in codes for flows in far for row in flows.get(code, ())]


def _cell(made: Estimate | None) -> Cell:
    if made is None:
        return Cell(text="not in the file", state="not_stated")
    return Cell(text=f"{made.value:,.0f}", value=made.value)


def _not_told(held: Held, way: Way) -> Iterator[Gap]:
    """Where flows are held of one end alone, or one is withheld."""
    far = held.far(way)
    if far and held.total(way) is not None:
        return
    reason = wording.WITHHELD if far else wording.ONE_END
    yield gap(
        f"commuting-{way}", reason[way], wording.ONE_END_TAKES,
        region=held.desk.scope.region, evidence=held.refs(held.rows[:1]),
    )  # fmt: skip
