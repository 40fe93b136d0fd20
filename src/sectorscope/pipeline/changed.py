"""What moved under a sentence: which records, which decisions, or neither.

Everything is told as the frozen profile of its audience has it: what that profile names no record
of, because it lies in the vault, is named no record of here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from sectorscope.chapters.desk import CONFIDENTIAL, evidence_id
from sectorscope.errors import SectorscopeError
from sectorscope.evidence.large import Large, large
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.unpacking import unpacked
from sectorscope.pipeline.assemble import shown
from sectorscope.pipeline.labels import MADE_OF_A_FILE, cell_label
from sectorscope.pipeline.within import Sums, unlike
from sectorscope.pipeline.within_companies import SIZES, altered, company_label, differing
from sectorscope.profile import Audience, DecisionCard, Evidence, EvidenceRef, Profile, SnapshotCard
from sectorscope.store import Run

SIZED = ("membership", "draw", "definition")
RULED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys((*MADE_OF_A_FILE, "company"), SIZED),
    "statistic": ("release_cell",),
}
"""Kinds of decision that a sentence follows from, though no one row of its evidence says which."""

BESIDE = {
    "study.toml": "study.toml says otherwise",
    "sectorscope": "another version of Sectorscope words or reckons it",
    "skills": "documents are annotated with another vocabulary",
    "draws": "a file of a draw is another, or came back",
    "feeds": "what a service answers is another",
}
"""What else a run follows from, and how it is said that it changed."""

COUNTED = "files came or went whose rows it counts, and does not cite one by one"
SAME = "other words for the same evidence"

What = Literal["changed", "came", "went"]


@dataclass(frozen=True)
class Standing:
    """A record as one run has it.

    value: what stands there, as it stands; None where a whole file was read. place: where in the
    file, in words; empty for a whole file.
    """

    value: str | None
    file: str
    sha256: str
    retrieved: str
    locator: str | None
    place: str


@dataclass(frozen=True)
class Moved:
    """A record under a sentence: it reads otherwise, or came into the profile, or went from it.

    before, after: as it stood and stands; None where nothing of the profile rests on it.
    """

    id: str
    what: What
    source: str
    label: str
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True)
class Ruled:
    """A decision a sentence follows from that was made, or is no longer in force."""

    what: Literal["made", "no longer in force"]
    decision: DecisionCard


@dataclass(frozen=True)
class Beneath:
    """All that moved under a sentence, figure or table.

    sealed: something that lies in the vault did, and is not named. beside: where none of these
    moved, what else did.
    """

    records: tuple[Moved, ...] = ()
    decisions: tuple[Ruled, ...] = ()
    sealed: bool = False
    beside: tuple[str, ...] = ()


class Between:
    """Two runs, and what moved from one to the other.

    Args:
        folder: The study's folder, whose evidence says where in a file a record stands.
        old: The earlier run, with its frozen profile.
        new: The later run, with its own.
    """

    def __init__(self, folder: Path, old: tuple[Run, Profile], new: tuple[Run, Profile]) -> None:
        self._runs = (old[0], new[0])
        self._books = (_Book(folder, old[1]), _Book(folder, new[1]))
        self._audience: Audience = new[1].audience

    def beneath(self, was: Iterable[EvidenceRef], is_now: Iterable[EvidenceRef]) -> Beneath:
        """What moved under something that rested, and rests, on some evidence."""
        old, new = {r.id for r in was}, {r.id for r in is_now}
        moved = {i: m for i in sorted(old | new) if (m := self._moved(i))}
        within = [m for m in self._within(moved.values()) if m.id not in moved]
        records = (*within, *moved.values())  # what changed within a sum says more than the sum
        decisions = tuple(self._ruled(old, new))
        sealed = CONFIDENTIAL in old | new and self._differ("vault", "decisions")
        if records or decisions or sealed:
            return Beneath(records, decisions, sealed)
        told = tuple(text for name, text in BESIDE.items() if self._differ(name))
        return Beneath(beside=told or (COUNTED if self._differ("evidence") else SAME,))

    def _differ(self, *inputs: str) -> bool:
        old, new = (r.inputs for r in self._runs)
        return any(old.get(name) != new.get(name) for name in inputs)

    def _moved(self, identity: str) -> Moved | None:
        then, now = self._books
        old, new = then.items.get(identity), now.items.get(identity)
        if old and new and _reads(old) == _reads(new):
            return None  # a record that stands as it did is no reason, whoever now cites it too
        before = then.standing(old) if old else None
        after = now.standing(new) if new else None
        item = new or old
        if item is None or not (before or after):  # sealed, or known to neither
            return None
        return Moved(identity, _what(before, after), item.source, item.label, before, after)

    def _within(self, moved: Collection[Moved]) -> Iterable[Moved]:
        """The cells that moved within sums that are of another file; a sealed sum did not move."""
        old = {m.id for m in moved if m.before}
        new = {m.id for m in moved if m.after}
        then, now = self._books
        for identity, (first, last) in sorted(unlike(self._sums, old, new).items()):
            before = then.cell(first) if first else None
            after = now.cell(last) if last else None
            cell = last or first
            if cell is not None and (before or after):
                source, label = now.source(cell) or then.source(cell), cell_label(cell)
                yield Moved(identity, _what(before, after), source, label, before, after)
        if any(m.id.startswith(SIZES) for m in moved):
            yield from self._companies

    @cached_property
    def _companies(self) -> tuple[Moved, ...]:
        """Companies that read otherwise, each with the columns that do."""
        then, now = self._books
        tables = (self._runs[0].tables(), self._runs[1].tables())
        found: list[Moved] = []
        for first, last in altered(*tables).values():
            row = last or first
            before = _of(then, first, last) if first else None
            after = _of(now, last, first) if last else None
            if row is not None and (before or after):
                source, label = now.source(row) or then.source(row), company_label(row)
                named = evidence_id("company", row)
                found.append(Moved(named, _what(before, after), source, label, before, after))
        return tuple(found)

    def _ruled(self, old: set[str], new: set[str]) -> Iterable[Ruled]:
        """Decisions of one run alone; one that a sentence cites no more may stand as it did."""
        then, now = self._decisions(0, old), self._decisions(1, new)
        before, after = ({row["id"] for row in rows} for rows in self._tabled)
        for card in (then[i] for i in sorted(then.keys() - now.keys() - after)):
            yield Ruled("no longer in force", card)
        for card in (now[i] for i in sorted(now.keys() - then.keys() - before)):
            yield Ruled("made", card)

    def _decisions(self, which: int, ids: set[str]) -> dict[str, DecisionCard]:
        """Decisions that some evidence passed through, and those of the kinds it follows from."""
        items = self._books[which].items
        cards = {c.id: c for i in ids if i in items and (c := items[i].decision)}
        kinds = {k for i in ids for k in RULED.get(i.partition("|")[0], ())}
        rows = (row for row in self._tabled[which] if row["kind"] in kinds)
        return cards | {row["id"]: shown(row, self._audience) for row in rows}

    @cached_property
    def _tabled(self) -> tuple[list[Mapping[str, Any]], ...]:
        return tuple(list(run.tables().rows("decision")) for run in self._runs)

    @cached_property
    def _sums(self) -> tuple[Sums, Sums]:
        return Sums(self._runs[0].tables()), Sums(self._runs[1].tables())


class _Book:
    """The evidence of one frozen profile, and where in its files each piece stands."""

    def __init__(self, folder: Path, profile: Profile) -> None:
        self.items = {e.id: e for e in profile.evidence.items}
        self._cards = {s.sha256: s for s in profile.evidence.snapshots}
        self._catalogue = Catalogue(folder)
        self._bytes: dict[str, bytes | Large | None] = {}

    def standing(self, item: Evidence) -> Standing | None:
        card = self._cards.get(item.snapshot or "")
        if card is None or card.bytes is None:  # sealed: nothing of it is named
            return None
        place = self._place(card, item.locator) if item.locator else ""
        return Standing(item.raw, card.name, card.sha256, card.retrieved, item.locator, place)

    def cell(self, row: Mapping[str, Any]) -> Standing | None:
        """As `standing`, of a row that the profile names only as a part of a sum."""
        where = {k: row[k] for k in ("snapshot", "locator", "raw")}
        return self.standing(Evidence(id="", source="", label="", **where))

    def source(self, row: Mapping[str, Any]) -> str:
        """The source of the file a row was read from; empty where the profile has no such file."""
        card = self._cards.get(row["snapshot"])
        return card.source if card else ""

    def _place(self, card: SnapshotCard, locator: str) -> str:
        """Where a locator leads, as a person would look it up: bytes as the line they stand in."""
        where = Locator.parse(locator)
        column = f"column {where.field}" if where.field else ""
        if where.sheet is not None:
            return f"sheet {where.sheet}, cell {where.cell}"
        if where.row is not None:
            return f"row {where.row}, {column}"
        if where.part is not None:
            return ", ".join(p for p in (f"file {where.part}", column) if p)
        data = self._read(card) if where.start is not None else None
        if data is None:
            return column
        above = int(where.start or 0)
        on_disk = isinstance(data, Large)
        number = 1 + (data.lines(above) if on_disk else data.count(b"\n", 0, above))
        line = f"line {number}"
        return f"{line}, {column}" if column else line

    def _read(self, card: SnapshotCard) -> bytes | Large | None:
        """The file within; None where it cannot be read any more, which is no reason to stop."""
        if card.sha256 not in self._bytes:
            try:
                packed = self._catalogue.read(self._catalogue.find(card.sha256))
                data = large(packed) or unpacked(packed)
            except SectorscopeError:
                data = None
            self._bytes[card.sha256] = data
        return self._bytes[card.sha256]


def _of(book: _Book, row: Mapping[str, Any], other: Mapping[str, Any] | None) -> Standing | None:
    """A company as one run has it: what it has otherwise than in the other."""
    standing = book.cell(row)
    return standing and replace(standing, value=differing(row, other) or standing.value)


def _what(before: Standing | None, after: Standing | None) -> What:
    return "changed" if before and after else "came" if after else "went"


def _reads(item: Evidence) -> tuple[str | None, ...]:
    """What makes a record another: what stands there; of a whole file its bytes.

    Of a list of companies no row is kept twice: what is told of one is in its label.
    """
    if item.raw is not None:
        return (item.raw,)
    return (item.snapshot,) if item.locator is None else (item.label,)
