"""The occupations a definition lists, as the classification held has them.

Nothing where no file of it is held. Each is named, with the job titles that the coding index has
under it; one of SOC 2010 also with what it is in SOC 2020.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sectorscope.chapters.desk import Desk, Row, gap, literal, unique
from sectorscope.concepts.soc import NEWER, OLDER, is_of
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
    Uncertainty,
    naming,
)
from sectorscope.sector.occupations import Moved
from sectorscope.wording import occupations as wording
from sectorscope.wording.realise import About, Draft, finish
from sectorscope.wording.text import join

SHOWN = 3
"""Job titles of a group that are named, and entries that a count leads to."""


@dataclass(frozen=True)
class _Group:
    """A unit group of the definition. entries: of the index of its version, or of the newer."""

    code: str
    title: str
    row: Row | None
    entries: tuple[Row, ...]
    moved: Moved | None

    def refs(self, desk: Desk) -> Iterator[EvidenceRef]:
        """Its row, and the first entries under it."""
        if self.row is not None:
            yield desk.ref("occupation_code", self.row)
        yield from (desk.ref("occupation_title", e) for e in self.entries[:SHOWN])


def occupations(desk: Desk) -> Iterator[Block]:
    """Two sentences, a table, and gaps for what the newer version parts and for codes unknown."""
    crosswalk, held = desk.config.sector.crosswalk, desk.occupations
    if unknown := [c for c in crosswalk.occupations if not is_of(crosswalk.soc, c)]:
        yield _unknown(desk, unknown)
    groups = [_group(desk, code) for code in crosswalk.occupations]
    refs = unique(ref for group in groups for ref in group.refs(desk))
    if not refs:
        return
    older = crosswalk.soc == OLDER and held.moves_known
    said = [_listed(desk, groups)] if any(g.entries for g in groups) else []
    said += [_moved(desk, groups)] if older else []
    if said:
        yield Paragraph(statements=tuple(said))
    yield _table(desk, groups, refs, older=older)
    if older and (split := [g for g in groups if g.moved and g.moved.split]):
        yield _split(desk, split)


def _group(desk: Desk, code: str) -> _Group:
    version, held = desk.config.sector.crosswalk.soc, desk.occupations
    moved = held.moved(code) if version == OLDER else None
    entries = held.titles(version, code) or (moved.entries if moved else ())
    return _Group(code, held.title(version, code), held.row(version, code), entries, moved)


def _listed(desk: Desk, groups: Sequence[_Group]) -> Statement:
    entries = sum(len(g.entries) for g in groups)
    slots = {
        "version": naming(desk.config.sector.crosswalk.soc),
        "sector": naming(desk.config.sector.name),
    }
    counts = {"n": (len(groups), groups), "k": (entries, [g for g in groups if g.entries])}
    return _said(desk, "listed", wording.LISTED, slots, counts)


def _moved(desk: Desk, groups: Sequence[_Group]) -> Statement:
    whole = [g for g in groups if g.moved and not g.moved.split]
    split = [g for g in groups if g.moved and g.moved.split]
    silent = [g for g in groups if g.moved is None]
    slots = {"older": literal(OLDER), "newer": literal(NEWER)}
    slots["sector"] = naming(desk.config.sector.name)
    parts = {"n": list(groups), "whole": whole, "split": split, "silent": silent}
    counts = {name: (len(found), found or groups) for name, found in parts.items()}
    return _said(desk, "moved", wording.MOVED, slots, counts)


def _said(
    desk: Desk,
    subject: str,
    template: str,
    slots: dict[str, Slot],
    counts: dict[str, tuple[int, Sequence[_Group]]],
) -> Statement:
    """A sentence of counts, each with the rows of the groups it counts."""
    made = tuple(_count(desk, name, *told) for name, told in counts.items())
    slots |= {
        name: Slot(kind="number", text=f"{n:,}", estimate=i)
        for i, (name, (n, _)) in enumerate(counts.items())
    }
    draft = Draft(template, slots, made)
    about = About("sector", "occupations", subject)
    return finish(draft, about, desk.voice, kind="count", basis="official")


_LABELS = {
    "n": "unit groups listed",
    "k": "job titles under them",
    "whole": "of them kept whole in the newer version",
    "split": "of them split there",
    "silent": "of them not in the index",
}


def _count(desk: Desk, name: str, value: int, groups: Sequence[_Group]) -> Estimate:
    inputs = unique(ref for group in groups for ref in group.refs(desk))
    return Estimate(
        label=_LABELS[name],
        value=value,
        unit="job titles" if name == "k" else "unit groups",
        standing="counted",
        method="as the definition lists them and the classification held has them",
        uncertainty=Uncertainty(kind="exact", why="a count of what is listed"),
        inputs=inputs or _any(desk),
    )


def _any(desk: Desk) -> tuple[EvidenceRef, ...]:
    """An entry of the index: what is not in it is known by all of it."""
    entries = list(desk.rows("occupation_title"))[:1]
    return tuple(desk.ref("occupation_title", e) for e in entries)


def _table(
    desk: Desk, groups: Sequence[_Group], refs: tuple[EvidenceRef, ...], *, older: bool
) -> DataTable:
    newer = [DataColumn(name="newer", title=f"In {NEWER}")] if older else []
    columns = (
        DataColumn(name="code", title=desk.config.sector.crosswalk.soc),
        DataColumn(name="title", title="Unit group"),
        *newer,
        DataColumn(name="entries", title="Job titles", align="right"),
        DataColumn(name="such", title="Such as"),
    )
    return DataTable(
        id="occupations",
        title="Occupations of the definition",
        subtitle="Unit groups by which adverts and needs are the sector's, with job titles that "
        "the coding index held has under each",
        data=Data(columns=columns, rows=tuple(_line(desk, g, older=older) for g in groups)),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


def _line(desk: Desk, group: _Group, *, older: bool) -> tuple[Cell, ...]:
    count = len(group.entries)
    such = "; ".join(entry["title"] for entry in group.entries[:SHOWN])
    newer = (Cell(text=_newer(desk, group.moved)),) if older else ()
    return (
        Cell(text=group.code),
        Cell(text=group.title or "no such unit group"),
        *newer,
        Cell(text=f"{count:,}", value=count) if count else Cell(text="none held"),
        Cell(text=such or "–"),
    )


def _newer(desk: Desk, moved: Moved | None) -> str:
    if moved is None:
        return wording.NOT_TOLD
    units = join(sorted(moved.units))
    if not moved.into:
        return wording.NONE_IN_COMMON.format(units=units)
    template = wording.PARTED if moved.split else wording.ONE
    title = desk.occupations.title(NEWER, moved.into)
    return template.format(code=moved.into, title=title, units=units)


def _split(desk: Desk, groups: Sequence[_Group]) -> Block:
    refs = unique(ref for group in groups for ref in group.refs(desk))
    return gap(
        "occupations-split",
        wording.SPLIT,
        wording.SPLIT_TAKES,
        evidence=refs,
        older=OLDER,
        newer=NEWER,
        groups=join([f"{g.title} ({g.code})" for g in groups]),
    )


def _unknown(desk: Desk, codes: Sequence[str]) -> Block:
    return gap(
        "occupations-unknown",
        wording.UNKNOWN,
        wording.UNKNOWN_TAKES,
        codes="the code " + join(list(codes)),
        sector=desk.config.sector.name,
        version=desk.config.sector.crosswalk.soc,
    )
