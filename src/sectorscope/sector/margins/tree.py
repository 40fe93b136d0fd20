"""Cells of the frame at the finest level an official figure is held, and upwards from there.

Within an area a cell that is too thin, suppressed or officially nought goes to what its parent
has left over; a section too thin in one area is pooled with the same section in others, because
membership follows the industry more than the place. Nothing crosses from section to section but
suppressed sections, which share what the area's total leaves over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from sectorscope.sector.margins.figures import Figure
from sectorscope.sector.margins.parts import Part, Settled, bounds, fit, less, merge, settle
from sectorscope.sector.margins.sic import ladder

Leaf = tuple[str, str]
"""An area and the SIC code of companies in it."""


@dataclass
class _Node:
    area: str
    code: str
    figure: int | None = None
    leaf: int | None = None
    below: dict[str, _Node] = field(default_factory=dict)


def cells(
    leaves: Sequence[Leaf], counts: Sequence[int], figures: Sequence[Figure], least: int
) -> Settled:
    """Cells of all areas; `left` holds the companies no official figure speaks for.

    Args:
        leaves: Area and canonical SIC code, each pair once.
        counts: Companies of the frame at each leaf.
        figures: Official figures of the region's areas, those without companies included.
        least: Companies a cell needs.
    """
    areas = {area for area, _ in leaves} | {f.area for f in figures}
    made = [_area(a, leaves, counts, figures, least) for a in sorted(areas)]
    pools: dict[str, list[Part]] = {}
    for part in (p for m in made for p in m.left):
        pools.setdefault(ladder(part.names[0][1])[0], []).append(part)
    held = _join(made, left=())
    for section in sorted(pools):
        held = _pooled(section, pools[section], held, figures, least)
    return held


def _area(
    area: str, leaves: Sequence[Leaf], counts: Sequence[int], figures: Sequence[Figure], least: int
) -> Settled:
    root = _grown(area, leaves, figures)
    made = [_resolve(root.below[s], counts, figures, least) for s in sorted(root.below)]
    known = root.figure is not None and figures[root.figure].known
    hidden = [p for m in made for p in m.left if p.terms is None]
    if not (known and hidden):
        return _join(made)
    stated = [*(p for m in made for p in (*m.cells, *m.uncovered, *m.left) if p.terms is not None)]
    rest = merge(hidden, ["by the total"])
    rest = replace(rest, terms=less({root.figure or 0: 1}, stated))
    if bounds(rest.terms or {}, figures).value <= 0:
        return _join(made)
    thin = [] if rest.companies >= least else ["thin"]
    whole = _join(made, left=[p for m in made for p in m.left if p.terms is not None])
    return replace(whole, cells=(*whole.cells, replace(rest, flags=rest.flags.union(thin))))


def _grown(area: str, leaves: Sequence[Leaf], figures: Sequence[Figure]) -> _Node:
    """The tree of codes of one area, with its figures and its leaves hung in."""
    root = _Node(area, "")
    for j, figure in enumerate(figures):
        if figure.area == area:
            _reach(root, figure.code).figure = j
    for i, (at, code) in enumerate(leaves):
        if at == area:
            _reach(root, code).leaf = i
    return root


def _reach(root: _Node, code: str) -> _Node:
    node = root
    for step in ladder(code):
        node = node.below.setdefault(step, _Node(root.area, step))
    return node


def _resolve(node: _Node, counts: Sequence[int], figures: Sequence[Figure], least: int) -> Settled:
    """The cells of a branch, settled from its finest codes upwards."""
    whole = _join(_resolve(node.below[c], counts, figures, least) for c in sorted(node.below))
    if node.leaf is not None:
        own = Part((node.leaf,), counts[node.leaf], None, ((node.area, node.code),))
        whole = replace(whole, left=(*whole.left, own))
    figure = None if node.figure is None else figures[node.figure]
    if figure is None or not figure.known:
        return _flagged(whole, figure)
    name = ((node.area, node.code),)
    rest = merge(whole.left) if whole.left else Part((), 0, {}, name)
    terms = less({node.figure or 0: 1}, (*whole.cells, *whole.uncovered))
    zero = ["official zero"] if figure.value == 0 and rest.companies else []
    rest = replace(rest, terms=terms, names=name, flags=rest.flags.union(zero))
    made = settle(rest, whole.cells, figures, least)
    return replace(made, uncovered=(*whole.uncovered, *made.uncovered))


def _flagged(whole: Settled, figure: Figure | None) -> Settled:
    """A branch whose own figure is not known: what is left of it says so."""
    if figure is None:
        return whole
    left = tuple(replace(p, flags=p.flags | {figure.status}) for p in whole.left)
    return replace(whole, left=left)


def _pooled(
    section: str, parts: Sequence[Part], held: Settled, figures: Sequence[Figure], least: int
) -> Settled:
    """One section's thin parts of all areas as a cell, with its smallest cells if need be."""
    unknown = tuple(p for p in parts if p.terms is None)
    stated, gone = _extended([p for p in parts if p.terms is not None], figures)
    held = replace(held, left=held.left + unknown, uncovered=held.uncovered + gone)
    if not stated:
        return held
    beside = [c for c in held.cells if _of_section(c, section)]
    one = merge(stated, ["areas pooled"] if len(stated) > 1 else [])
    made = _kept_thin(settle(one, beside, figures, least), figures)
    empty = tuple(p for p in made.left if not p.companies)
    return Settled(
        cells=(*(c for c in held.cells if c not in beside), *made.cells),
        left=(*held.left, *(p for p in made.left if p.companies)),
        uncovered=(*held.uncovered, *made.uncovered, *empty),
    )


def _of_section(cell: Part, section: str) -> bool:
    return "by the total" not in cell.flags and ladder(cell.names[0][1])[0] == section


def _extended(
    parts: Sequence[Part], figures: Sequence[Figure]
) -> tuple[list[Part], tuple[Part, ...]]:
    """Parts with companies, and of those without as many as they at most double; the others."""
    taken = [p for p in parts if p.companies]
    empty = [p for p in parts if not p.companies]
    if not taken:
        return empty, ()
    room = sum(bounds(p.terms or {}, figures).value for p in taken)
    gone: list[Part] = []
    for part in sorted(empty, key=lambda p: (bounds(p.terms or {}, figures).value, p.names)):
        room -= bounds(part.terms or {}, figures).value
        (taken if room >= 0 else gone).append(part)
    return taken, tuple(gone)


def _kept_thin(made: Settled, figures: Sequence[Figure]) -> Settled:
    """A pool that is still thin is a cell all the same, and says so."""
    if not (made.left and fit(made.left[0], figures, 1)):
        return made
    thin = replace(made.left[0], flags=made.left[0].flags | {"thin"})
    return replace(made, cells=(*made.cells, thin), left=())


def _join(made: Iterable[Settled], left: Iterable[Part] | None = None) -> Settled:
    held = tuple(made)
    return Settled(
        cells=tuple(c for m in held for c in m.cells),
        left=tuple(p for m in held for p in m.left) if left is None else tuple(left),
        uncovered=tuple(p for m in held for p in m.uncovered),
    )
