"""The profile as the page's templates need it: numbered, in runs, with its drawings beside it.

Everything that has evidence is numbered after its kind, in reading order, and has one entry in
the annex; the number leads there in print, as the link does on screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from sectorscope.profile import (
    Block,
    DataTable,
    Figure,
    Gap,
    Note,
    Paragraph,
    Profile,
    Quote,
    Statement,
)
from sectorscope.render import charts, csv
from sectorscope.render.copying import copied
from sectorscope.render.rests import Book, Rests, source_line


@dataclass(frozen=True)
class Entry:
    """One entry of the annex of evidence, and what a copy of it says."""

    id: str
    what: str
    number: int
    said: str
    rests: Rests
    copy: str

    @property
    def name(self) -> str:
        """What people call it: Statement 9, Figure 1."""
        return f"{self.what} {self.number}"

    @property
    def mark(self) -> str:
        """What leads to it in print: a bare number is a statement's."""
        return str(self.number) if self.what == "Statement" else self.name


@dataclass(frozen=True)
class Run:
    """Neighbouring sentences that are all reconstructed, or all not: one mark in the margin."""

    invented: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shown:
    """A block with what its template needs beside the block itself."""

    type: str
    block: Block
    entry: Entry | None = None
    runs: tuple[Run, ...] = ()
    drawings: tuple[str, ...] = ()
    csv: str = ""


@dataclass(frozen=True)
class Part:
    """A chapter, or the method boxes."""

    id: str
    title: str
    blocks: tuple[Shown, ...]


class Reader:
    """Walks a profile once, in reading order, and numbers what has evidence."""

    def __init__(self, profile: Profile) -> None:
        self.entries: dict[str, Entry] = {}
        self._book = Book(profile)
        self._seen: set[str] = set()
        self.parts = tuple(self._part(c.id, c.title, c.blocks) for c in profile.chapters)
        self.method = self._part("method", "How this was made", profile.method)

    def _part(self, key: str, title: str, blocks: Iterable[Block]) -> Part:
        return Part(key, title, tuple(self._shown(block) for block in blocks))

    def first(self, entry: Entry) -> bool:
        """Whether this is where the entry is first shown: only there may it carry its address."""
        new = entry.id not in self._seen
        self._seen.add(entry.id)
        return new

    def _shown(self, block: Block) -> Shown:
        match block:
            case Paragraph():
                return Shown("paragraph", block, runs=tuple(self._runs(block)))
            case Figure():
                drawn = (charts.draw(block), charts.draw(block, narrow=True))
                return Shown("figure", block, self._exhibit(block), (), drawn, self._csv(block))
            case DataTable():
                return Shown("table", block, self._exhibit(block), csv=self._csv(block))
            case Quote():
                return Shown("quote", block, self._quote(block))
            case Gap():
                return Shown("gap", block, self._gap(block))
            case Note():
                return Shown("note", block)

    def _runs(self, paragraph: Paragraph) -> Iterator[Run]:
        entries = [self._statement(statement) for statement in paragraph.statements]
        for invented, run in groupby(entries, key=lambda entry: entry.rests.invented):
            yield Run(invented, tuple(run))

    def _statement(self, statement: Statement) -> Entry:
        if statement.id in self.entries:  # a method box may say again what a chapter says
            return self.entries[statement.id]
        rests = self._book.statement(statement)
        return self._entry(statement.id, "Statement", statement.text, rests)

    def _exhibit(self, shown: Figure | DataTable) -> Entry:
        rests = self._book.block(shown.evidence, caveat=shown.caveat)
        return self._entry(shown.id, shown.type.capitalize(), shown.title, rests)

    def _quote(self, quote: Quote) -> Entry:
        rests = self._book.block(quote.evidence)
        return self._entry(f"quote-{len(self.entries) + 1}", "Quote", quote.text, rests)

    def _gap(self, gap: Gap) -> Entry | None:
        """A gap that rests on nothing but a rule needs no entry."""
        rests = self._book.block(gap.evidence, gap.estimates)
        said = " ".join(part.text for part in (gap.because, gap.takes) if part)
        return self._entry(gap.id, "Gap", said, rests) if rests.rows else None

    def _entry(self, key: str, what: str, said: str, rests: Rests) -> Entry:
        number = sum(entry.what == what for entry in self.entries.values()) + 1
        entry = Entry(key, what, number, said, rests, copied(what, said, rests))
        self.entries[key] = entry
        return entry

    def _csv(self, shown: Figure | DataTable) -> str:
        sources = [source_line(card) for card in self._book.sources(shown.evidence)]
        return csv.data_uri(csv.exhibit(shown, sources))
