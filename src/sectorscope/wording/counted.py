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

FEWEST_FOR_PER_CENT = 30
ENOUGH_FOR_PER_CENT = 50
"""Businesses asked below which no percentage is printed, and below which it is flagged."""
ROUGH = "Fewer than 50 were asked: the percentage moves by two points or more with each business."
THRESHOLDS = (0, 15, 50, 75, 90, 100)
FINEST = 4


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


def percentage(count: Count, voice: Voice) -> Estimate | None:
    """The share of those asked in per cent, or None under 30 asked, where there is none.

    Exact for those asked, like the count it is made of; nothing is inferred.
    """
    if count.n < FEWEST_FOR_PER_CENT:
        return None
    return Estimate(
        label=f"{count.label}, in per cent",
        value=100 * count.k / count.n,
        n=count.n,
        unit="% of businesses asked",
        standing="derived",
        method="businesses that said so over businesses asked",
        uncertainty=EXACT,
        inputs=inputs_of(count, voice),
    )


def per_cent(estimate: Estimate) -> str:
    """A percentage in whole numbers, finer only where that would print a threshold it misses.

    97 of 130 is 74.6 %: "75%" beside "the majority" would read as a mistake.
    """
    value, places = estimate.value, 0
    while places < FINEST and round(value, places) in THRESHOLDS and value not in THRESHOLDS:
        places += 1
    return f"{value:.{places}f}%"


def roughness(n: int) -> str:
    """What to know of a percentage of so few; empty where there is none, or of enough."""
    return ROUGH if FEWEST_FOR_PER_CENT <= n < ENOUGH_FOR_PER_CENT else ""
