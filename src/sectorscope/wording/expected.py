"""What the consulted expect, in numbers; and a share weighted to the register, beside its own."""

from __future__ import annotations

import math
import re

from sectorscope.consultation.counts import Count
from sectorscope.profile import Estimate, EvidenceRef, Statement, Uncertainty
from sectorscope.statistics.balance import Balance, Ranges
from sectorscope.statistics.weighting import Weighted
from sectorscope.wording import templates
from sectorscope.wording.counted import (
    EXACT,
    counted,
    inputs_of,
    per_cent,
    percentage,
    roughness,
)
from sectorscope.wording.telling import nouns, number, phrases, told
from sectorscope.wording.text import join
from sectorscope.wording.topics import caveat_of
from sectorscope.wording.voice import About, Row, Voice

BESIDE = re.compile(r"%|£(?! ?(?:hundred|thousand|million|billion|k|m|bn)\b).*")
"""Units with a sign that stands beside the figure: "£", "£ a year", "%"; not "£ million"."""

UNITLESS = "units"
"""The unit of an estimate whose question names none; no sentence says it."""

DIRECTIONS = ("more", "no change", "fewer")
"""What those who name a direction expect, where the question does not say it otherwise."""


def balance_statement(
    held: Balance,
    count: Count,
    question: Row,
    about: About,
    voice: Voice,
    *,
    directions: tuple[str, str, str] = DIRECTIONS,
) -> Statement | None:
    """How many expect more, the same and fewer, with the balance; None where nobody named one.

    The balance lies from minus one to plus one: it is no percentage, so it may stand under 30
    asked. Its interval is wide there, and printed.

    Args:
        held: the balance of the question.
        count: the question's count, with its rows.
        question: the row of `question`.
        about: identity of the statement.
        voice: the study's constants.
        directions: what is expected, as nouns: up, the same, down. One that begins with a figure
            ("5% more") cannot stand in a sentence as a name; then the usual ones do.
    """
    if held.balance is None or held.diffusion is None:
        return None
    inputs = inputs_of(count, voice)
    estimates = (*_directions(held, inputs), *_indices(held, inputs))
    figures = any(re.match(r"\W*\d", name) for name in directions)
    rise, stay, fall = DIRECTIONS if figures else directions
    slots = nouns(voice) | phrases(rise=rise, stay=stay, fall=fall)
    slots |= phrases(asked=question.get("whom") or "asked")
    slots["n"] = number(f"{held.asked:,}", 0, "n")
    for i, name in enumerate(("up", "same", "down", "silent")):
        slots[name] = number(f"{estimates[i].value:,g}", i)
        slots |= phrases(**{f"{name}_verb": "expects" if estimates[i].value == 1 else "expect"})
    for i, name, prefix in ((4, "balance", ""), (5, "diffusion", "diffusion_")):
        slots[name] = number(_signed(estimates[i].value, signed=not prefix), i)
        for end in ("low", "high"):
            bound = estimates[i].figure(end) or 0.0
            slots[f"{prefix}{end}"] = number(_signed(bound, signed=not prefix), i, end)
    return told(
        templates.BALANCE,
        slots,
        estimates,
        about,
        voice,
        kind="share",
        caveat=caveat_of(question),
    )


def ranges_statement(
    held: Ranges, count: Count, question: Row, about: About, voice: Voice
) -> Statement | None:
    """The ranges businesses gave, and how many gave none; None where nobody gave one.

    Args:
        held: the ranges of the question; what disclosure control keeps is None in it.
        count: the question's count, with its rows.
        question: the row of `question`, with its unit.
        about: identity of the statement.
        voice: the study's constants.
    """
    inputs, unit = inputs_of(count, voice), question.get("unit") or UNITLESS
    ends = [(name, getattr(held, name)) for name in ("low", "likely", "high")]
    given = [(name, float(value)) for name, value in ends if value is not None]
    if not given:
        return None
    gave = _exact("gave a figure", held.asked - held.none, held.asked, inputs)
    estimates = [gave, _exact("gave no figure", held.none, held.asked, inputs)]
    estimates += [_end(name, value, unit, held, inputs) for name, value in given]
    slots = nouns(voice) | phrases(unit=_counted_in(unit), asked=question.get("whom") or "asked")
    slots["n"] = number(f"{held.asked:,}", 0, "n")
    slots |= {"gave": number(f"{gave.value:,g}", 0), "silent": number(f"{held.none:,}", 1)}
    slots |= {name: number(_amount(v, unit), i) for i, (name, v) in enumerate(given, start=2)}
    fragments = join([templates.RANGES_ENDS[name] for name, _ in given])
    return told(
        templates.RANGES["in a unit" if "unit" in slots else "plain"].replace("{ends}", fragments),
        slots,
        tuple(estimates),
        about,
        voice,
        kind="size",
        caveat=caveat_of(question),
    )


def weighted_statement(  # noqa: PLR0913 - a weighted share and all that goes with it
    held: Weighted,
    count: Count,
    question: Row,
    about: About,
    voice: Voice,
    *,
    by: str,
    register: str,
) -> Statement | None:
    """A share weighted to the register, beside the unweighted one; None where it may not stand.

    It may not where a cell is too small, or under 30 asked, where no percentage is printed.

    Args:
        held: the weighted share of the question.
        count: the question's count, with its rows.
        question: the row of `question`.
        about: identity of the statement.
        voice: the study's constants.
        by: what it was weighted by: "size".
        register: what it was weighted to: "the register".
    """
    plain = percentage(count, voice)
    if held.share is None or held.n_eff is None or plain is None:
        return None
    share = plain.but(
        label=f"{count.label}, weighted",
        value=100 * held.share,
        method=f"post-stratified by {by} to {register}; cells of {held.minimum} or more",
        uncertainty=Uncertainty(kind="none_published", why="the claim on the sector has one"),
    )
    worth = _exact("businesses the weighted ones are worth", 0, None, plain.inputs).but(
        value=math.floor(held.n_eff), method="Kish 1965: (Σw)² / Σw², rounded down"
    )
    slots = nouns(voice) | phrases(
        by=by, register=register, says=question["says"], asked=question.get("whom") or "asked"
    )
    slots |= {
        "k": number(f"{count.k:,}", 0),
        "n": number(f"{count.n:,}", 0, "n"),
        "unweighted": number(per_cent(plain), 1),
        "weighted": number(per_cent(share), 2),
        "worth": number(f"{worth.value:,g}", 3),
    }
    return told(
        templates.WEIGHTED,
        slots,
        (counted(count, voice), plain, share, worth),
        about,
        voice,
        kind="share",
        caveat=f"{caveat_of(question)} {roughness(count.n)}".strip(),
    )


def _directions(held: Balance, inputs: tuple[EvidenceRef, ...]) -> tuple[Estimate, ...]:
    named = (("expect a rise", held.up), ("expect no change", held.same))
    named += (("expect a fall", held.down), ("named no direction", held.undirected))
    return tuple(_exact(label, value, held.asked, inputs) for label, value in named)


def _indices(held: Balance, inputs: tuple[EvidenceRef, ...]) -> tuple[Estimate, ...]:
    """The balance and the diffusion index, each with its credible interval."""
    made = (
        ("balance", held.balance, held.interval, "share up less share down"),
        ("diffusion index", held.diffusion, held.diffusion_interval, "½ + balance/2"),
    )
    return tuple(
        Estimate(
            label=label,
            value=value or 0.0,
            n=held.directed,
            unit="index",
            standing="derived",
            method=f"{method}, of those who named a direction; Dirichlet, Jeffreys' prior",
            assumes="those who named a direction were drawn at random",
            uncertainty=Uncertainty(
                kind="credible", low=shown.low, high=shown.high, level=shown.level
            ),
            inputs=inputs,
        )
        for label, value, shown, method in made
        if shown is not None
    )


def _exact(label: str, value: float, n: int | None, inputs: tuple[EvidenceRef, ...]) -> Estimate:
    return Estimate(
        label=label,
        value=value,
        n=n,
        unit="businesses",
        standing="counted",
        method="businesses by what they answered, of those asked",
        uncertainty=EXACT,
        inputs=inputs,
    )


def _end(
    name: str, value: float, unit: str, held: Ranges, inputs: tuple[EvidenceRef, ...]
) -> Estimate:
    methods = {
        "low": ("lowest given", "least of the lowest values"),
        "likely": ("most likely", f"median of {held.likely_given} most likely values"),
        "high": ("highest given", "greatest of the highest values"),
    }
    label, method = methods[name]
    return _exact(label, value, None, inputs).but(unit=unit, method=f"{method}; nothing is pooled")


def _counted_in(unit: str) -> str:
    """What is said of the unit before the figures; nothing where its sign beside them says all."""
    if not BESIDE.fullmatch(unit):
        return "" if unit == UNITLESS else unit
    rest = unit[1:].strip()
    return f"pounds {rest}" if rest else ""


def _amount(value: float, unit: str) -> str:
    """A figure with the unit that stands beside it; pounds with their pence, or with none."""
    sign = unit[0] if BESIDE.fullmatch(unit) else ""
    pence = sign == "£" and not value.is_integer()
    text = (f"{value:,.2f}" if pence else f"{value:,.12g}").replace("-", "−")
    return f"£{text}" if sign == "£" else text + sign


def _signed(value: float, *, signed: bool) -> str:
    text = f"{value:+.2f}" if signed else f"{value:.2f}"
    return text.replace("-", "−").replace("+0.00", "0.00").replace("−0.00", "0.00")
