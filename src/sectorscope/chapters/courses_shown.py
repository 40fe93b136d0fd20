"""Numbers of courses and qualifications: their estimates, what a sentence carries, their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sectorscope.chapters.desk import Desk, unique
from sectorscope.profile import (
    Cell,
    Data,
    DataColumn,
    DataTable,
    Estimate,
    EvidenceRef,
    Slot,
    Statement,
    Uncertainty,
)
from sectorscope.profile.vocabulary import Basis
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.realise import About, Draft, finish

SHOWN = 8
"""Rows a number leads to: the first by course or number, as sums of grants lead to eight awards."""
_WHY = "a count of the entries of a list; what the list leaves out is not known"
_ORDER = ("Entry", "1", "1/2", "2", "3", "4", "5", "6", "7", "8", "Higher", "Mixed")
_CALLED = {"Entry": "Entry level", "Higher": "Higher, no level stated", "Mixed": "Mixed levels"}

Refs = Callable[[], Iterable[EvidenceRef]]


def cited(refs: Iterable[EvidenceRef]) -> tuple[EvidenceRef, ...]:
    """The first of these, each once."""
    return unique(islice(refs, 2 * SHOWN))


def counted(label: str, value: int, unit: str, refs: Refs) -> Estimate:
    """A count of entries of a list."""
    return Estimate(
        label=label,
        value=value,
        unit=unit,
        standing="counted",
        method=f"entries of the list, each once; at most {SHOWN} are cited",
        assumes="codes and places are as the list has them",
        uncertainty=Uncertainty(kind="none_published", why=_WHY),
        inputs=cited(refs()),
    )


def retrieved(desk: Desk, rows: Sequence[Mapping[str, Any]]) -> str:
    """When the newest of these rows came."""
    days = {desk.snapshots[row["snapshot"]]["retrieved"] for row in rows}
    return f"as retrieved on {max(days)}"


def number(value: int, estimate: int) -> Slot:
    """A count as the house writes it."""
    return Slot(kind="number", text=number_word(value), estimate=estimate)


def statement(
    desk: Desk, draft: Draft, subject: str, basis: Basis, *, scope: str = ""
) -> Statement:
    """A sentence on what is offered."""
    about = About("provision", "courses", subject, scope or desk.scope.region)
    return finish(draft, about, desk.voice, kind="count", basis=basis)


def level_table(  # noqa: PLR0913 - what a table shows, and what it rests on
    desk: Desk,
    identity: str,
    words: tuple[str, str],
    *,
    titles: tuple[str, str],
    counts: Mapping[str | None, tuple[int, int]],
    evidence: tuple[EvidenceRef, ...],
    caveat: str,
) -> DataTable:
    """Two counts for each level, the lowest first.

    Args:
        desk: what the chapter is written at.
        identity: of the table.
        words: its title and subtitle.
        titles: of the two counts.
        counts: the two, by level.
        evidence: rows it rests on.
        caveat: what a reader must know.
    """
    rows = tuple(
        (Cell(text=_called(level)), *(Cell(text=f"{n:,}", value=n) for n in counts[level]))
        for level in sorted(counts, key=_place)
    )
    names = ("first", "second")
    return DataTable(
        id=identity,
        title=words[0],
        subtitle=words[1],
        data=Data(
            columns=(
                DataColumn(name="level", title="Level"),
                *(DataColumn(name=n, title=t, align="right")
                  for n, t in zip(names, titles, strict=True)),
            ),
            rows=rows,
        ),
        evidence=evidence,
        disclosure=desk.disclosure(evidence),
        caveat=f"{caveat} Who offers several levels is counted at each.",
    )  # fmt: skip


def _place(level: str | None) -> tuple[int, str]:
    """Levels of the framework from the lowest, then degrees by name, then what is not stated."""
    if level is None:
        return len(_ORDER) + 1, ""
    return (_ORDER.index(level) if level in _ORDER else len(_ORDER)), level


def _called(level: str | None) -> str:
    if level is None:
        return "not stated"
    return _CALLED.get(level) or (f"Level {level}" if level in _ORDER else level)
