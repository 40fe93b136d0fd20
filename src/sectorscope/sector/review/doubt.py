"""Rulings made under an earlier definition: which still count, and what the log holds of it."""

from __future__ import annotations

from collections.abc import Iterable

from sectorscope.decisions import Decision, DecisionLog
from sectorscope.sector.definition import WHOLE, Definition
from sectorscope.sector.edits import Changed, Ruled, changed
from sectorscope.sector.review.effective import Ruling, effective, in_force
from sectorscope.sector.review.material import Material

_TOLD = 3


def standing(log: DecisionLog, material: Material, target: str = WHOLE) -> dict[str, Ruling]:
    """What stands for each company under the definition as it is now.

    A ruling under an earlier version counts unless the edits since put it in doubt.

    Args:
        log: the study's decisions.
        material: the definition, and the frame that edits are held against.
        target: edits that concern neither the sector nor this segment put nothing in doubt.
    """
    made = log.read("membership")
    doubtful = _doubtful(log, in_force(made), material, target)
    return effective(made, lambda d: (d.body["definition"], d.body["company"]) not in doubtful)


def doubted(log: DecisionLog, material: Material, target: str = WHOLE) -> frozenset[str]:
    """Companies with a ruling under an earlier definition that is in doubt; see `standing`."""
    made = in_force(log.read("membership"))
    return frozenset(company for _, company in _doubtful(log, made, material, target))


def change(
    log: DecisionLog, version: str, material: Material, target: str = WHOLE
) -> tuple[str, tuple[str, ...]]:
    """What was edited since a version, in words, and companies whose rulings are in doubt.

    Args:
        log: the study's decisions.
        version: the id of the earlier definition.
        material: the definition as it is now, and the frame.
        target: as in `standing`.
    """
    made = in_force(log.read("membership"))
    companies = tuple(sorted({c for _, c in _doubtful(log, made, material, target)}))
    old = _versions(log).get(version)
    if old is None:
        return "what it was before is not held", companies
    edits = changed(old, material.definition, ()).edits
    more = f" and {len(edits) - _TOLD} edits more" if len(edits) > _TOLD else ""
    return "; ".join(edits[:_TOLD]) + more or "only in what no ruling rests on", companies


def remember(log: DecisionLog, definition: Definition, who: str, when: str) -> None:
    """Keep what the definition says, unless it is held already: companies are drawn under it."""
    if definition.id not in _versions(log):
        body = {"definition": definition.id, "text": definition.text, "ruling": "in_use"}
        why = "companies are drawn and ruled on under it"
        log.append(Decision("definition", body, who=who, when=when, why=why))


def _versions(log: DecisionLog) -> dict[str, Definition]:
    return {
        d.body["definition"]: Definition.read(d.body["text"]) for d in log.in_force("definition")
    }


def _doubtful(
    log: DecisionLog, made: Iterable[Decision], material: Material, target: str
) -> set[tuple[str, str]]:
    """Version and company of every ruling in doubt; all of a version that is not held."""
    by_version: dict[str, set[str]] = {}
    shares: dict[str, float] = {}
    for decision in made:
        version, company = decision.body["definition"], decision.body["company"]
        if version != material.definition.id:
            by_version.setdefault(version, set()).add(company)
            shares[company] = float(decision.body["share"] or 1)
    held = _versions(log) if by_version else {}
    found = set[tuple[str, str]]()
    for version, companies in by_version.items():
        asked = [_ruled(c, t, shares[c], material) for c in companies for t in {WHOLE, target}]
        moved = _doubted(held.get(version), material.definition, asked, target)
        found |= {(version, company) for company in moved}
    return found


def _doubted(old: Definition | None, new: Definition, asked: list[Ruled], target: str) -> set[str]:
    edit = changed(old, new, asked) if old else Changed()
    if old is None or target in edit.unasked:
        return {r.company for r in asked}
    return {d.ruled.company for d in edit.doubts}


def _ruled(company: str, target: str, share: float, material: Material) -> Ruled:
    row = material.row_of.get(company)
    if row is None:
        return Ruled(company, target, share, (company,))
    frame = material.frame
    name, text = frame.names[row], frame.texts[row] or ""
    return Ruled(company, target, share, (name, company), f"{name}\n{text}", frame.sics[row])
