"""What one sentence, figure or gap rests on, in the order in which it is always shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sectorscope.profile import (
    DecisionCard,
    Estimate,
    Evidence,
    EvidenceRef,
    Profile,
    SnapshotCard,
    SourceCard,
    Statement,
)
from sectorscope.render import marks, words


@dataclass(frozen=True)
class Number:
    """An estimate as shown: its figure, how it stands, and its small drawing."""

    label: str
    figure: str
    standing: str
    implied: bool
    parts: tuple[marks.Part, ...]
    line: marks.Line | None


@dataclass(frozen=True)
class Numbers:
    """Estimates that share uncertainty, method and assumptions, which are then said once."""

    shown: tuple[Number, ...]
    uncertainty: str
    method: str
    assumes: str


@dataclass(frozen=True)
class Rests:
    """Everything the panel shows; templates only place it."""

    groups: tuple[Numbers, ...]
    about: tuple[tuple[str, str], ...]
    caveat: str
    sources: tuple[SourceCard, ...]
    rows: tuple[Evidence, ...]
    decisions: tuple[DecisionCard, ...]
    snapshots: tuple[SnapshotCard, ...]
    invented: bool


class Book:
    """A profile's evidence by key, so that what a sentence cites is found at once."""

    def __init__(self, profile: Profile) -> None:
        book = profile.evidence
        self._items = {item.id: item for item in book.items}
        self._sources = {card.name: card for card in book.sources}
        self._snapshots = {card.sha256: card for card in book.snapshots}

    def statement(self, statement: Statement) -> Rests:
        """What a statement rests on."""
        return self._rests(
            statement.refs(), statement.estimates, _about(statement), statement.caveat
        )

    def block(
        self, refs: Iterable[EvidenceRef], estimates: Iterable[Estimate] = (), caveat: str = ""
    ) -> Rests:
        """What a figure, table, quote or gap rests on."""
        estimates = tuple(estimates)
        every = (*refs, *(ref for e in estimates for ref in e.inputs))
        return self._rests({r.id: r for r in every}.values(), estimates, (), caveat)

    def sources(self, refs: Iterable[EvidenceRef]) -> tuple[SourceCard, ...]:
        """The cards of the sources cited, each once, in the order first cited."""
        names = dict.fromkeys(ref.source for ref in refs)
        return tuple(self._sources[name] for name in names if name in self._sources)

    def _rests(
        self,
        refs: Iterable[EvidenceRef],
        estimates: Iterable[Estimate],
        about: tuple[tuple[str, str], ...],
        caveat: str,
    ) -> Rests:
        refs = tuple(refs)
        rows = tuple(self._items[ref.id] for ref in refs)
        decided = {row.decision.id: row.decision for row in rows if row.decision}
        hashes = dict.fromkeys(row.snapshot for row in rows if row.snapshot)
        return Rests(
            groups=_grouped(estimates),
            about=about,
            caveat=caveat,
            sources=self.sources(refs),
            rows=rows,
            decisions=tuple(decided.values()),
            snapshots=tuple(self._snapshots[sha] for sha in hashes if sha in self._snapshots),
            invented=any(ref.reconstruction for ref in refs),
        )


def source_line(card: SourceCard) -> str:
    """A source in one line, for copies and comments."""
    return f"{card.title}, {card.publisher} ({card.licence})"


def _about(statement: Statement) -> tuple[tuple[str, str], ...]:
    kind = words.KINDS.get(statement.kind)
    basis = words.BASES[statement.basis] + (f". {kind[:1].upper()}{kind[1:]}" if kind else "")
    return (
        ("Basis", basis),
        ("Vintage", statement.vintage),
        ("Geography", statement.geography),
        ("Definition", statement.definition),
    )


def _grouped(estimates: Iterable[Estimate]) -> tuple[Numbers, ...]:
    keyed = [((_said(e), e.method, e.assumes), e) for e in estimates]
    return tuple(
        Numbers(tuple(_number(e) for _, e in group), *key)
        for key, group in groupby(keyed, key=lambda pair: pair[0])
    )


def _said(estimate: Estimate) -> str:
    return words.uncertainty(estimate.uncertainty, estimate.unit)


def _number(estimate: Estimate) -> Number:
    return Number(
        label=estimate.label,
        figure=words.figure(estimate),
        standing=words.STANDINGS[estimate.standing],
        implied=estimate.standing == "implied",
        parts=marks.businesses(estimate),
        line=marks.interval(estimate),
    )
