"""Labels what was drawn from a feed that is not well: sentences, figures and tables alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress

from sectorscope.chapters import Desk
from sectorscope.chapters.desk import evidence_id
from sectorscope.chapters.feeds import Feed, feeds
from sectorscope.errors import SectorscopeError
from sectorscope.evidence.sources import load
from sectorscope.profile import Block, Chapter, DataTable, EvidenceRef, Figure, Paragraph
from sectorscope.store import Tables
from sectorscope.study import Config


def unwell(desk: Desk) -> list[Feed]:
    """The study's feeds that are not well, by what was tried and by the date of the profile."""
    return feeds(desk, _cadences(desk.config))


def labelled(
    chapters: tuple[Chapter, ...], found: Iterable[Feed], tables: Tables
) -> tuple[Chapter, ...]:
    """The chapters, with a label on each sentence and exhibit drawn from one of the feeds."""
    by_hash = {feed.sha256: feed.label for feed in found}
    if not by_hash:
        return chapters
    labels = dict[str, str]()
    cited = {r.id.partition("|")[0] for c in chapters for b in c.blocks for r in _refs(b)}
    for table in sorted(name for name in cited if tables.has(name)):
        for row in tables.rows(table):
            if row["snapshot"] in by_hash:
                labels[evidence_id(table, row)] = by_hash[row["snapshot"]]
    return beside(chapters, labels)


def beside(chapters: tuple[Chapter, ...], labels: Mapping[str, str]) -> tuple[Chapter, ...]:
    """The chapters, with a label on what rests on evidence that has one, by its id."""
    if not labels:
        return chapters
    return tuple(c.but(blocks=tuple(_block(b, labels) for b in c.blocks)) for c in chapters)


def _block(block: Block, labels: Mapping[str, str]) -> Block:
    if isinstance(block, Paragraph):
        return block.but(
            statements=tuple(
                s.but(caveat=_with(s.caveat, s.refs(), labels)) for s in block.statements
            )
        )
    if isinstance(block, Figure | DataTable):
        return block.but(caveat=_with(block.caveat, block.evidence, labels))
    return block


def _with(caveat: str, refs: Iterable[EvidenceRef], labels: Mapping[str, str]) -> str:
    told = sorted({labels[r.id] for r in refs if r.id in labels})
    return " ".join((*filter(None, [caveat]), *told))


def _refs(block: Block) -> Iterable[EvidenceRef]:
    if isinstance(block, Paragraph):
        return [r for s in block.statements for r in s.refs()]
    return block.evidence if isinstance(block, Figure | DataTable) else ()


def _cadences(config: Config) -> dict[tuple[str, str], str]:
    """How often the source of each query appears, by source and name of the snapshot."""
    places = [place.code for place in config.region.places]
    found = dict[tuple[str, str], str]()
    for query in config.fetch:
        with suppress(SectorscopeError, ValueError):  # one that nobody can ask has no snapshot
            source = load(query.source)
            name = source.fetch(query.within(places)).name
            found[query.source, name] = source.meta.cadence
    return found
