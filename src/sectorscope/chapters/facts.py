"""Tells facts: findings and figures that a named source published, quoted as third party."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.profile import Estimate, Slot, Statement, Uncertainty, naming
from sectorscope.profile.vocabulary import Kind
from sectorscope.wording.realise import About, Draft, finish, join

Row = Mapping[str, Any]

NO_INTERVAL = Uncertainty(kind="none_published", why="the source gives no interval")


def words(**literals: str) -> dict[str, Slot]:
    """Slots of words as a fact or the definition has them; none for what is empty."""
    return {k: naming(v) for k, v in literals.items() if v}


def tell(  # noqa: PLR0913 - a sentence and all it rests on
    desk: Desk,
    fact: Row,
    template: str,
    slots: dict[str, Slot],
    *,
    kind: Kind,
    estimates: Sequence[Estimate] = (),
    also: Sequence[Row] = (),
    subject: str = "",
) -> Statement:
    """A statement on one fact (and others beside it), in the third party's name.

    Args:
        desk: the chapter's desk.
        fact: the fact it is about.
        template: what is said.
        slots: what fills it; only those the template names are used.
        kind: kind of statement.
        estimates: the figures it shows.
        also: further facts it rests on.
        subject: identity beside the fact's kind; the fact's id if empty.
    """
    refs = tuple(desk.ref("fact", f) for f in (fact, *also))
    draft = Draft(
        template,
        {k: s for k, s in slots.items() if "{" + k + "}" in template},
        tuple(estimates),
        refs,
        caveat=fact["caveat"] or "",
        vintage=fact["period"] or "",
        geography=fact["geography"] or "",
    )
    about = About(chapter_of(fact), f"fact:{fact['kind']}", subject or fact["id"])
    return finish(draft, about, desk.voice, kind=kind, basis="third_party")


def chapter_of(fact: Row) -> str:
    """The chapter that tells a fact of this kind."""
    return {"recognition": "prospects"}.get(fact["kind"], "sector")


def printed(desk: Desk, fact: Row) -> Estimate:
    """A fact's figure as its source printed it."""
    return figure(desk, fact, fact["label"], fact["value"], fact["unit"])


def figure(desk: Desk, fact: Row, label: str, value: float, unit: str) -> Estimate:
    """One of a fact's figures as its source printed it."""
    return Estimate(
        label=label,
        value=value,
        unit=unit,
        standing="published",
        method="as the source prints it",
        assumes=fact["definition"] or "",
        uncertainty=NO_INTERVAL,
        inputs=(desk.ref("fact", fact),),
    )


def parts(fact: Row) -> list[Any]:
    """A fact's listed members (text) or measures (tables with value, unit, label)."""
    return json.loads(fact["parts"]) if fact["parts"] else []


def members(names: Sequence[str], prefix: str = "m") -> tuple[str, dict[str, Slot]]:
    """A list of names as a template fragment and its slots."""
    fields = [f"{{{prefix}{i}}}" for i in range(len(names))]
    fragment = join(fields, heavy=any(" and " in n for n in names))
    return fragment, {f"{prefix}{i}": naming(n) for i, n in enumerate(names)}


def measures(desk: Desk, fact: Row) -> tuple[str, dict[str, Slot], list[Estimate]]:
    """A fact's measures as a template fragment, its slots and its estimates.

    Each measure is a table: value, unit (`£m`, or a plural noun), label ("of research funding"),
    qualifier ("over").
    """
    fragments, slots, estimates = list[str](), dict[str, Slot](), list[Estimate]()
    for i, measure in enumerate(parts(fact)):
        money = measure["unit"] == "£m"
        text = f"£{measure['value']:,}m" if money else f"{measure['value']:,}"
        slots[f"v{i}"] = Slot(kind="number", text=text, estimate=i)
        said = {
            "q": measure.get("qualifier", ""),
            "u": "" if money else measure["unit"],
            "l": measure.get("label", ""),
        }
        slots |= words(**{f"{k}{i}": v for k, v in said.items()})
        order = ("q", "v", "u", "l")
        fragments.append(" ".join(f"{{{k}{i}}}" for k in order if f"{k}{i}" in slots))
        estimates.append(
            figure(
                desk,
                fact,
                measure.get("label") or measure["unit"],
                measure["value"],
                "£ million" if money else measure["unit"],
            )
        )
    return join(fragments), slots, estimates
