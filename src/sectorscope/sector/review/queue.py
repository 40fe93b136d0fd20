"""Who a reader is asked about next, and in which look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sectorscope.sector.review.effective import Ruling
from sectorscope.sector.review.position import Position
from sectorscope.sector.review.reading import AGAIN, FIRST


@dataclass(frozen=True)
class Item:
    """One company to rule on, in a first look or a second."""

    company: str
    look: str


def queue(
    at: Position,
    rulings: Mapping[str, Ruling],
    reader: str,
    *,
    alone: bool,
) -> tuple[Item, ...]:
    """What a reader has to rule on now, in the order of review.

    First what is in doubt, and what nobody has ruled on; when nothing of that is left, the second
    looks: at what another reader looked at first, or, alone, at one's own.

    Args:
        at: where the review stands.
        rulings: what stands, by company.
        reader: whose queue.
        alone: whether a reader may look again at what they looked at first.
    """
    if at.again or at.left:
        return _items((*at.again, *at.left), FIRST)
    others = [c for c in at.twice.left if reader not in rulings[c].readers]
    own = [c for c in at.twice.left if alone and rulings[c].readers == (reader,)]
    return (*_items(others, FIRST), *_items(own, AGAIN))


def waiting(
    at: Position, rulings: Mapping[str, Ruling], reader: str, *, alone: bool
) -> tuple[str, ...]:
    """Companies that wait for a second look by somebody else."""
    if alone:
        return ()
    return tuple(c for c in at.twice.left if reader in rulings[c].readers)


def readers(rulings: Iterable[Ruling]) -> frozenset[str]:
    """Everybody who has ruled on anything."""
    return frozenset(name for ruling in rulings for name in ruling.readers)


def _items(companies: Sequence[str], look: str) -> tuple[Item, ...]:
    return tuple(Item(company, look) for company in companies)
