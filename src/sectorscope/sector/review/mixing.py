"""Rulings made under one definition and frame are not mixed with those of another.

A draw says what it was made from. Where the study has changed since, nothing more is drawn or
ruled until somebody says which of the two holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from sectorscope.errors import DecisionError
from sectorscope.sector.review.drawn import Drawn
from sectorscope.sector.review.material import Material

_NAMED = 3


class Mixed(DecisionError):
    """The definition or the frame has changed since companies were drawn."""


def check_not_mixed(drawn: Drawn, material: Material, doubted: Sequence[str], what: str) -> None:
    """Refuse to go on with a draw that another definition or frame was drawn from.

    Args:
        drawn: the step the review is in.
        material: what it would go on with.
        doubted: companies whose rulings the changed definition puts in doubt.
        what: what changed in the definition, in words; "" if nothing did.

    Raises:
        Mixed: says what changed and what to do.
    """
    if drawn.definition != material.definition.id:
        doubt = f"; it puts {len(doubted):,} rulings in doubt" if doubted else ""
        raise Mixed(
            f"the definition has changed since companies were drawn ({drawn.name}): {what}{doubt}",
            expected=f"version {drawn.definition}, and it is {material.definition.id}",
            hint="put the definition back as it was; or --redraw, which goes on with the new one: "
            "rulings in doubt are asked again, and an audit is drawn anew",
        )
    if drawn.frame != material.print:
        changed = frame_changes(drawn, material)
        raise Mixed(
            f"the frame has changed since companies were drawn ({drawn.name}): {changed}",
            hint="put the evidence back as it was; or --redraw, which goes on with the new frame: "
            "the rulings stand, and an audit is drawn anew",
        )


def frame_changes(drawn: Drawn, material: Material) -> str:
    """What changed in the frame since a draw, in words."""
    rows = material.eligible
    now = {material.frame.ids[i]: float(material.size[i]) for i in rows}
    was = dict(zip(drawn.companies, drawn.s.tolist(), strict=True))
    gone = [c for c in was if c not in now]
    new = [c for c in now if c not in was]
    other = [c for c, s in now.items() if c in was and was[c] != s]
    told = (
        _told(gone, "company is gone", "companies are gone"),
        _told(new, "company is new", "companies are new"),
        _told(other, "headcount is another", "headcounts are others"),
    )
    return ", ".join(filter(None, told)) or "its companies are as they were"


def _told(companies: Sequence[str], one: str, many: str) -> str:
    if not companies:
        return ""
    named = ", ".join(companies[:_NAMED]) + (" …" if len(companies) > _NAMED else "")
    return f"{len(companies):,} {one if len(companies) == 1 else many} ({named})"
