"""What may be inferred about the sector: the second sentence, only where it was asked for.

It is made of a claim that was examined and issued (`consultation.claims`), and says in the same
breath what no interval holds: that the businesses were not a random sample, or that they were.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sectorscope.consultation.bounds import KINDS
from sectorscope.consultation.claims import CONSULTED, FALSE_DISCOVERY, Design, Examined
from sectorscope.consultation.counts import Count
from sectorscope.errors import RuleBroken
from sectorscope.profile import Estimate, EvidenceRef, Statement, Uncertainty
from sectorscope.wording import templates
from sectorscope.wording.counted import EXACT, FEWEST_FOR_PER_CENT, counted, inputs_of, roughness
from sectorscope.wording.quantifiers import number_word
from sectorscope.wording.telling import nouns, number, phrases, told, word
from sectorscope.wording.topics import caveat_of
from sectorscope.wording.voice import About, Row, Voice

LIMITS = {
    "almost all": "nine in ten or more",
    "most": "three quarters or more",
    "the majority": "more than half",
    "a minority": "fewer than half",
    "a few": "fewer than three in twenty",
}
"""Each claim's threshold in words: under 30 asked no percentage is told, so the bound is not."""

STATED = Uncertainty(kind="none_published", why="a figure of the method, fixed beforehand")


@dataclass(frozen=True)
class Reach:
    """Whom a claim reaches, and how those it rests on were found.

    sector: what the sector is called. route: how businesses were recruited. design: how they came
    to be asked, as the claim was examined with.
    """

    sector: str
    route: str = "a route that is not recorded"
    design: Design = CONSULTED


def inference(  # noqa: PLR0913 - a claim, what it rests on and whom it reaches
    examined: Examined,
    count: Count,
    question: Row,
    about: About,
    voice: Voice,
    reach: Reach,
    *,
    says: str = "",
) -> Statement:
    """The claim about the sector, with the sentence that says what may make it fail.

    Args:
        examined: the claim, issued.
        count: the count it was examined on, with its rows.
        question: the row of `question` whose predicate it takes.
        about: identity of the statement; not that of the sentence on those asked.
        voice: the study's constants.
        reach: the sector and how the businesses were found.
        says: plural predicate, where not the question's own.

    Raises:
        RuleBroken: the claim was not issued, or was examined on another count.
    """
    if not examined.issued or (examined.k, examined.n) != (count.k, count.n):
        raise RuleBroken(
            "a claim about the sector that was not issued, or on another count",
            expected="a claim that passed every gate on the count it is told with",
        )
    estimates = _estimates(examined, count, voice, reach)
    kind = KINDS[examined.asked.kind]
    slots = nouns(voice) | phrases(
        sector=reach.sector,
        says=says or question["says"],
        route=reach.route,
        edge="at least" if kind.side == "lower" else "at most",
        answering="answering yes" if kind.side == "lower" else "that did not answer yes",
    )
    slots |= {
        "word": word(examined.asked.kind, 0),
        "limit": word(LIMITS[examined.asked.kind], 0),
        "k": number(f"{count.k:,}", 1),
        "n": number(f"{count.n:,}", 1, "n"),
        "bound": number(f"{estimates[2].value:g}%", 2),
        "level": number(f"{examined.level:g}", 3),
        "ratio" if reach.design.population is None else "population": number(
            f"{estimates[4].value:,g}", 4
        ),
    }
    return told(
        _template(count.n, reach.design),
        slots,
        estimates,
        About(about.chapter, about.question, about.subject, about.scope),
        voice,
        kind="share",
        caveat=f"{caveat_of(question)} {roughness(count.n)}".strip(),
    )


def examined_statement(
    claims: Sequence[Examined],
    sector: str,
    about: About,
    voice: Voice,
    evidence: tuple[EvidenceRef, ...],
) -> Statement:
    """How many claims about the sector were examined, and how many could be made.

    Args:
        claims: every claim that was examined, issued or not; not empty.
        sector: what the sector is called.
        about: identity of the statement.
        voice: the study's constants.
        evidence: what the consultation rests on, for the method: its own row, say.
    """
    fixed, issued = claims[0].examined, sum(c.issued for c in claims)
    method = "claims fixed before answers were seen, and of them those that passed every gate"
    made = _figure("claims about the sector made", issued, "claims", method, evidence, n=fixed)
    rate = _figure(
        "expected share of false claims among those made",
        FALSE_DISCOVERY,
        "share",
        "Benjamini and Hochberg 1995, over every claim fixed beforehand",
        evidence,
    )
    slots = nouns(voice) | phrases(sector=sector)
    slots["examined"] = number(number_word(fixed), 0, "n")
    slots["issued"] = number(number_word(issued), 0)
    slots["rate"] = number(f"{FALSE_DISCOVERY:g}", 1)
    return told(
        templates.EXAMINED, slots, (made, rate), about, voice, kind="count", evidence=evidence
    )


def _template(n: int, design: Design) -> str:
    first = templates.INFERRED if n < FEWEST_FOR_PER_CENT else templates.INFERRED_BOUND
    return first + (templates.NOT_RANDOM if design.population is None else templates.RANDOM)


def _estimates(
    examined: Examined, count: Count, voice: Voice, reach: Reach
) -> tuple[Estimate, ...]:
    """The share with its interval, the count, the gating bound, its level, and what undoes it."""
    inputs = inputs_of(count, voice)
    lower = KINDS[examined.asked.kind].side == "lower"
    bound = _shown(examined.bound, count.n, down=lower)
    level = _figure("one-sided level", examined.level, "level", examined.method, inputs)
    last = _figure(
        "odds of taking part that would undo the claim",
        _rounded(examined.r_star, 2, down=True),
        "times",
        "odds of the gating bound over odds of the threshold, rounded down",
        inputs,
    ) if reach.design.population is None else _figure(
        "businesses drawn from", reach.design.population, "businesses", "as declared", inputs
    )  # fmt: skip
    return (
        _share(examined, count, inputs),
        counted(count, voice),
        _figure(
            "least share of the sector" if lower else "greatest share of the sector",
            bound,
            _unit(count.n),
            f"{examined.method}, one-sided, rounded away from the claim",
            inputs,
        ),
        level,
        last,
    )


def _share(examined: Examined, count: Count, inputs: tuple[EvidenceRef, ...]) -> Estimate:
    """The share of the sector as Wilson's interval shows it."""
    shown, n = examined.shown, examined.n
    doubt = (
        STATED
        if shown is None
        else Uncertainty(
            kind="sampling",
            low=_shown(shown.low, n, down=True),
            high=_shown(shown.high, n, down=False),
            level=shown.level,
        )
    )
    return Estimate(
        label=f"{count.label}: share of the sector",
        value=_scale(n) * examined.k / n,
        n=n,
        unit=_unit(n),
        standing="derived",
        method=f"share of those asked; interval: Wilson 1927; gate: {examined.method}, then "
        f"Benjamini-Hochberg over {examined.examined} claims (adjusted p {examined.adjusted:.3f})",
        assumes="those asked were drawn at random; they were not, unless the sentence says so",
        uncertainty=doubt,
        inputs=inputs,
    )


def _scale(n: int) -> int:
    """What a share is told in: per cent, but under 30 asked, where none is printed, parts of one.

    So nothing beside the sentence prints what the sentence may not.
    """
    return 1 if n < FEWEST_FOR_PER_CENT else 100


def _unit(n: int) -> str:
    return "of businesses" if n < FEWEST_FOR_PER_CENT else "% of businesses"


def _shown(share: float, n: int, *, down: bool) -> float:
    """A bound of a share as it is printed: whole per cent, or two places, rounded outwards."""
    return _rounded(_scale(n) * share, 2 if n < FEWEST_FOR_PER_CENT else 0, down=down)


def _figure(
    label: str,
    value: float,
    unit: str,
    method: str,
    inputs: tuple[EvidenceRef, ...],
    n: int | None = None,
) -> Estimate:
    return Estimate(
        label=label,
        value=value,
        n=n,
        unit=unit,
        standing="derived",
        method=method,
        uncertainty=STATED if n is None else EXACT,
        inputs=inputs,
    )


def _rounded(value: float, places: int, *, down: bool) -> float:
    """Rounded so that no more is claimed than holds."""
    step = 10.0**places
    turned = math.floor(value * step) if down else math.ceil(value * step)
    return turned / step
