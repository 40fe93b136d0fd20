"""What the readings of a company come to: one ruling, or a dispute that a third look settles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sectorscope.decisions import WITHDRAWN, Decision
from sectorscope.sector.review.reading import (
    SECTOR,
    SETTLED,
    UNRESOLVED,
    Reading,
    member,
    reading_of,
)

SLACK = 0.1
"""Shares and (relative to the larger) headcounts that differ by no more are read alike."""


@dataclass(frozen=True)
class Ruling:
    """What stands for a company.

    ruling: unresolved while readers differ. readings: all that stand, the first look first.
    settled: False while readers differ and nobody has settled it.
    """

    company: str
    ruling: str
    share: float
    headcount: float | None
    segments: tuple[str, ...]
    definition: str
    readings: tuple[Reading, ...]
    settled: bool

    @property
    def unresolved(self) -> bool:
        """Whether nobody can say: it could not be told, or readers differ."""
        return self.ruling == UNRESOLVED

    @property
    def readers(self) -> tuple[str, ...]:
        """Who read it, each once, the first first."""
        return tuple(dict.fromkeys(r.reader for r in self.readings))

    @property
    def looks(self) -> tuple[Reading, ...]:
        """Its readings without a settling one."""
        return tuple(r for r in self.readings if r.look != SETTLED)

    @property
    def disputed(self) -> bool:
        """Whether its looks differ, settled or not."""
        return not alike(self.looks)

    @property
    def z(self) -> float:
        """Share of its headcount in the sector, 0 to 1; not a number while unresolved."""
        return self.member()

    @property
    def z_strict(self) -> float:
        """As `z`, by the strict reading."""
        return self.member(reading="strict")

    @property
    def z_broad(self) -> float:
        """As `z`, by the broad reading."""
        return self.member(reading="broad")

    def member(self, target: str = SECTOR, reading: str = "central") -> float:
        """Share of its headcount in a target: the sector or a segment, by a reading.

        Args:
            target: `sector`, or a segment's id. Segments may overlap: each has the whole share.
            reading: strict, central or broad.
        """
        return member(self, target, reading)


def effective(
    decisions: Iterable[Decision], counts: Callable[[Decision], bool] | None = None
) -> dict[str, Ruling]:
    """What stands for each company that was read, in the order of the first look.

    Args:
        decisions: of kind membership (others are passed over), in the order they were made.
        counts: whether one in force counts; by default all do, whatever definition they are by.

    Raises:
        DecisionError: a decision's numbers are none.
    """
    by_company: dict[str, list[Reading]] = {}
    for decision in in_force(decisions):
        if counts is None or counts(decision):
            by_company.setdefault(decision.body["company"], []).append(reading_of(decision))
    return {company: _ruling(company, made) for company, made in by_company.items()}


def in_force(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The last decision of each look that was not taken back; a changed one keeps its place."""
    last: dict[tuple[str, ...], Decision] = {}
    for decision in decisions:
        if decision.kind == "membership":
            standing = last.get(decision.subject)
            if standing is None or standing.ruling == WITHDRAWN:
                last.pop(decision.subject, None)  # taken back, and made anew: a later look
            last[decision.subject] = decision
    return tuple(d for d in last.values() if d.ruling != WITHDRAWN)


def alike(readings: Iterable[Reading]) -> bool:
    """Whether looks say the same: ruling, segments, and share and headcount within `SLACK`."""
    made = list(readings)
    shares = [r.share for r in made]
    counted = [r.headcount for r in made if r.headcount is not None]
    return (
        len({(r.ruling, tuple(sorted(r.segments))) for r in made}) <= 1
        and (not shares or max(shares) - min(shares) <= SLACK)
        and (not counted or max(counted) - min(counted) <= SLACK * max(counted))
    )


def _ruling(company: str, made: list[Reading]) -> Ruling:
    looks = [r for r in made if r.look != SETTLED]
    third = next((r for r in made if r.look == SETTLED), None)
    agreed = alike(looks)
    stands = third or looks[0]
    if third is None and not agreed:
        stands = replace(stands, ruling=UNRESOLVED, share=1.0, segments=(), headcount=None)
    verified = [r.headcount for r in (stands, *looks) if r.headcount is not None]
    return Ruling(
        company=company,
        ruling=stands.ruling,
        share=stands.share,
        headcount=verified[0] if verified and (third or agreed) else None,
        segments=stands.segments,
        definition=stands.definition,
        readings=(*looks, third) if third else tuple(looks),
        settled=third is not None or agreed,
    )
