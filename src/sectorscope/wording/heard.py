"""What was probably not heard: how much of a set of issues a consultation of this size has met.

Good and Turing's estimate says how much of what is still to be said would be new; Chao's says how
many issues there are at least. Both assume much, and the sentence's estimates say what.
"""

from __future__ import annotations

import math

from sectorscope.consultation.issues import IssueSet
from sectorscope.profile import Estimate, EvidenceRef, Statement, Uncertainty
from sectorscope.statistics.richness import Richness, richness
from sectorscope.wording import templates
from sectorscope.wording.counted import EXACT, inputs_of
from sectorscope.wording.telling import nouns, number, phrases, told
from sectorscope.wording.text import within
from sectorscope.wording.topics import caveat_of
from sectorscope.wording.voice import About, Row, Voice

ALIKE = (
    "further businesses are like those asked in what they would name, each was asked alike and "
    "named what it would, and issues are told apart as the codebook tells them apart"
)
ROUGH = Uncertainty(
    kind="none_published",
    why="what one business names is not named at random, so that no usual interval holds; how far "
    "apart the ends of the number of issues lie shows how little so few mentions tell",
)


def heard_statement(
    issues: IssueSet, question: Row, about: About, voice: Voice
) -> Statement | None:
    """How much was probably not heard; None where too little was asked or named to tell.

    It takes a set that may be spoken of as one (eight asked, three issues, every business asked),
    and two issues or more that one business alone named. No share is printed in per cent, few as
    they are: what was not heard is told by the mentions it is reckoned from.

    Args:
        issues: the whole set, as it was named: none merged, none left out.
        question: the row of `question`.
        about: identity of the statement.
        voice: the study's constants.
    """
    held = richness((c.k for c in issues.issues), issues.n) if issues.sayable else None
    if held is None or held.interval is None:
        return None
    inputs = tuple({r.id: r for c in issues.issues for r in inputs_of(c, voice)}.values())
    slots = nouns(voice) | phrases(subject=within(question["says"]))
    slots |= {
        "once": number(f"{held.once:,}", 0),
        "mentions": number(f"{held.mentions:,}", 0, "n"),
        "n": number(f"{held.businesses:,}", 1, "n"),
        "total": number(f"{held.issues:,}", 2),
    }
    estimates = (_alone(held, inputs), _unheard(held, inputs), _met(held, inputs))
    least = _least(held, inputs)
    slots["least"] = number(f"{least.value:,.0f}", 3)
    slots["low"] = number(f"{least.figure('low'):,.0f}", 3, "low")
    slots["high"] = number(f"{least.figure('high'):,.0f}", 3, "high")
    return told(
        templates.HEARD,
        slots,
        (*estimates, least),
        about,
        voice,
        kind="count",
        caveat=caveat_of(question),
    )


def _alone(held: Richness, inputs: tuple[EvidenceRef, ...]) -> Estimate:
    return Estimate(
        label="mentions of what one business alone named",
        value=held.once,
        n=held.mentions,
        unit="mentions",
        standing="counted",
        method="a mention is a business and an issue that it named, each once",
        uncertainty=EXACT,
        inputs=inputs,
    )


def _unheard(held: Richness, inputs: tuple[EvidenceRef, ...]) -> Estimate:
    return Estimate(
        label="further mentions that would be of something not heard",
        value=held.unseen_mass or 0.0,
        n=held.businesses,
        unit="of further mentions",
        standing="derived",
        method="Good 1953, after Turing: mentions of what one business alone named over mentions",
        assumes=ALIKE,
        uncertainty=ROUGH,
        inputs=inputs,
    )


def _met(held: Richness, inputs: tuple[EvidenceRef, ...]) -> Estimate:
    return Estimate(
        label="issues that were heard",
        value=held.issues,
        unit="issues",
        standing="counted",
        method="distinct codes named at least once",
        uncertainty=EXACT,
        inputs=inputs,
    )


def _least(held: Richness, inputs: tuple[EvidenceRef, ...]) -> Estimate:
    """The least number of issues, rounded down; its ends are rounded away from each other."""
    shown = held.interval
    low, high, level = (shown.low, shown.high, shown.level) if shown else (0.0, 0.0, 0.95)
    return Estimate(
        label="issues that there are, at least",
        value=math.floor(held.least),
        unit="issues",
        standing="derived",
        method="Chao 1987 (Chao2, bias-corrected), a lower bound, rounded down; ends: log-normal, "
        "rounded outwards",
        assumes=ALIKE,
        uncertainty=Uncertainty(
            kind="sampling", low=math.floor(low), high=math.ceil(high), level=level
        ),
        inputs=inputs,
    )
