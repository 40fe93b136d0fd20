"""A part of the frame and the official figures that speak for it; how parts are merged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sectorscope.sector.margins.figures import Figure

Terms = dict[int, int]
"""A margin as a sum of figures: index of the figure to +1 or -1."""


@dataclass(frozen=True)
class Part:
    """Companies of the frame by leaf (area and SIC code), and the margin they stand for.

    terms: None where no margin is known. names: areas and codes it was made of.
    """

    leaves: tuple[int, ...]
    companies: int
    terms: Terms | None
    names: tuple[tuple[str, str], ...]
    flags: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Settled:
    """What became of a branch: finished cells, parts handed up, parts the frame lacks."""

    cells: tuple[Part, ...] = ()
    left: tuple[Part, ...] = ()
    uncovered: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """A margin in jobs, the lowest and highest its rounding allows, and its variance."""

    value: float
    low: float
    high: float
    variance: float


def bounds(terms: Terms, figures: Sequence[Figure]) -> Bounds:
    """A sum of figures; each is rounded, and sampled, apart from the others."""
    held = [(sign, figures[j]) for j, sign in terms.items()]
    return Bounds(
        value=sum(sign * (f.value or 0.0) for sign, f in held),
        low=max(0.0, sum(f.lowest if sign > 0 else -f.highest for sign, f in held)),
        high=sum(f.highest if sign > 0 else -f.lowest for sign, f in held),
        variance=sum(f.variance for _, f in held),
    )


def less(whole: Terms, parts: Iterable[Part]) -> Terms:
    """The terms of a whole without its parts; figures that cancel are left out."""
    return _sum([whole, *({j: -sign for j, sign in (p.terms or {}).items()} for p in parts)])


def merge(parts: Iterable[Part], flags: Iterable[str] = ()) -> Part:
    """Parts as one; its margin is known only if each one's is."""
    held = tuple(parts)
    known = [p.terms for p in held if p.terms is not None]
    return Part(
        leaves=tuple(leaf for p in held for leaf in p.leaves),
        companies=sum(p.companies for p in held),
        terms=_sum(known) if len(known) == len(held) else None,
        names=tuple(name for p in held for name in p.names),
        flags=frozenset(flags).union(*(p.flags for p in held)),
    )


def settle(rest: Part, cells: Sequence[Part], figures: Sequence[Figure], least: int) -> Settled:
    """Make `rest` a cell; where it is too thin, with the smallest cells beside it.

    rest: the companies no cell holds yet, and the margin that is left for them. A part of the
    margin without a company in the frame goes to the cell that is smallest, unless it is larger
    than that: then the frame says nothing of it, and it is set down as not covered.
    """
    held = sorted(cells, key=lambda c: (c.companies, c.names))
    if not rest.companies and held and rest.terms is not None:
        left = bounds(rest.terms, figures)
        if left.low <= 0:
            return Settled(cells=tuple(held))
        if left.value > bounds(held[0].terms or {}, figures).value:
            return Settled(cells=tuple(held), uncovered=(rest,))
    while held and not fit(rest, figures, least):
        rest = merge([rest, held.pop(0)], ["collapsed"])
    done = fit(rest, figures, least)
    return Settled(cells=(*held, rest)) if done else Settled(left=(rest,))


def fit(part: Part, figures: Sequence[Figure], least: int) -> bool:
    """Whether a part can stand alone: companies enough, and a margin above nought."""
    enough = part.companies >= least and part.terms is not None
    return enough and bounds(part.terms or {}, figures).value > 0


def _sum(held: Iterable[Terms]) -> Terms:
    total: Terms = {}
    for terms in held:
        for j, sign in terms.items():
            total[j] = total.get(j, 0) + sign
    return {j: sign for j, sign in total.items() if sign}
