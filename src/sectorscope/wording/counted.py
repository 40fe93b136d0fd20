"""Counts of businesses as estimates: exact for those asked, nothing inferred beyond them."""

from __future__ import annotations

from collections.abc import Sequence

from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import IssueSet
from sectorscope.profile import Estimate, EvidenceRef, Uncertainty
from sectorscope.wording.quantifiers import Quantifier
from sectorscope.wording.voice import Voice

EXACT = Uncertainty(
    kind="exact",
    why="what the businesses asked said, counted; nothing is inferred about others",
)


def counted(
    count: Count,
    voice: Voice,
    *,
    held: Quantifier | None = None,
    parts: Sequence[tuple[str, int]] = (),
) -> Estimate:
    """The estimate of a count: exact for those asked, with the rule its word stands by."""
    rule = f"; “{held.name}”: {held.rule}" if held and held.name != "otherwise" else ""
    return Estimate(
        label=count.label,
        value=count.k,
        n=count.n,
        unit="businesses",
        standing="counted",
        method="businesses that said so, of those asked: don't know, refused and blank count as "
        f"asked{rule}",
        uncertainty=EXACT,
        inputs=inputs_of(count, voice),
        parts=tuple(parts) or _split(count),
    )


def inputs_of(count: Count, voice: Voice) -> tuple[EvidenceRef, ...]:
    """The evidence of a count: one reference an assertion, those that said so first."""
    return tuple({r.id: r for r in map(voice.refs, count.rows)}.values())


def _split(count: Count) -> tuple[tuple[str, int], ...]:
    if count.code:
        return (("named it", count.k), ("did not", count.n - count.k))
    names = {"dont_know": "did not know", "blank": "gave no answer", "unquantified": "no number"}
    rest = sorted((s, v) for s, v in count.states.items() if s not in ("yes", "no"))
    yes = [("yes", count.states["yes"])] if count.states.get("yes") else []
    no = [("no", count.states["no"])] if count.states.get("no") else []
    return (*yes, *no, *((names.get(s, s), v) for s, v in rest))


def set_estimate(issues: IssueSet, refs: tuple[EvidenceRef, ...]) -> Estimate:
    """How many issues were named once, of all that were named."""
    return Estimate(
        label="issues named by one business only",
        value=issues.once,
        n=len(issues.issues),
        unit="issues",
        standing="counted",
        method="distinct codes named at least once, and of them those named once; specific to one "
        "business each: n at least 8, three issues or more, two thirds named once, none by more "
        "than max(2, 15 % of n), the same for the wider codes",
        uncertainty=EXACT,
        inputs=refs,
    )
