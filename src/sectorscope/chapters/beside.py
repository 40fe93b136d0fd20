"""What stands beside a question's own claim.

Who said otherwise, what was expected in numbers, the share weighted to the register, and, where it
was asked for, what may be said of the sector.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.consultation.claims import CONSULTED, Asked, Counted, Design, Examined, examine
from sectorscope.consultation.counts import Count
from sectorscope.profile import Statement
from sectorscope.statistics.balance import Range, balance, ranges
from sectorscope.statistics.stratified import Stratum
from sectorscope.statistics.weighting import Cell, post_stratified
from sectorscope.wording.expected import (
    DIRECTIONS,
    balance_statement,
    ranges_statement,
    weighted_statement,
)
from sectorscope.wording.infer import Reach, examined_statement, inference
from sectorscope.wording.spoken import dissent, merged
from sectorscope.wording.voice import About

Row = Mapping[str, Any]

CLAIMS = {
    "few": "a few",
    "minority": "a minority",
    "majority": "the majority",
    "most": "most",
    "almost_all": "almost all",
}
"""How `study.toml` names the claims, and how they are named where they are examined."""

STRATA = {"segments": "segments", "size_band": "size_bands", "place": "places"}
"""Columns of `consultee` and the register's totals by them."""

_UP = re.compile(r"\b(more|increas|grow|up|rise|rising|higher|better|expand)", re.IGNORECASE)
_SAME = re.compile(r"\b(same|no change|unchanged|stay|stable|neither)", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(fewer|less|decreas|fall|falling|shrink|down|lower|worse|reduc)", re.IGNORECASE
)


def beside(desk: Desk, question: Row, count: Count, about: About) -> Iterator[Statement]:
    """Sentences that follow a question's claim, those that hold.

    Args:
        desk: what the chapter is written at.
        question: the row of `question`.
        count: its count, as told.
        about: identity of its claim.
    """
    found = [
        dissent(count, question, about, desk.voice_of(question), says=_otherwise(question, count)),
        expected(desk, question, count, about),
        _ranges(desk, question, count, about),
        _weighted(desk, question, count, about),
    ]
    yield from (s for s in found if s is not None)


def _otherwise(question: Row, count: Count) -> tuple[str, str] | None:
    """What those who chose another option answered: they did not say no."""
    if question["form"] != "option":
        return None
    options = sorted({r["option"] for r in count.rows if r["state"] == "no" and r["option"]})
    told = "answered " + " or ".join(f"“{option}”" for option in options)
    return (told, told) if options else None


def of_the_sector(desk: Desk, question: Row) -> Iterator[Statement]:
    """What may be inferred about the sector from a question: claims asked for, and issued."""
    for claim in examined(desk):
        if claim.asked.question == question["id"] and claim.issued:
            count = _counted(desk, claim.asked.question, claim.asked.code)
            says = f"named {count.label}" if claim.asked.code else ""
            about = _about(question, f"{claim.asked.code}/sector/{claim.asked.kind}")
            yield inference(
                claim, count, question, about, desk.voice_of(question), _reach(desk), says=says
            )


def examination(desk: Desk) -> Iterator[Statement]:
    """How many claims about the sector were examined and how many were made, if any was."""
    claims = examined(desk)
    if claims:
        evidence = tuple(desk.ref("consultation", m) for m in desk.consultation.method[:1])
        about = About("issues", "claims", "examined")
        yield examined_statement(claims, desk.config.sector.name, about, desk.voice, evidence)


def counted_under(desk: Desk, question: Row) -> Iterator[Statement]:
    """How many issues were merged under wider ones, because too few named each."""
    if desk.view is None:
        return
    labels = {c["code"]: c["label"] for c in desk.consultation.codes_of_question(question["id"])}
    for held in desk.view.merged(question["id"]):
        parent = labels.get(held.under, question["says"])
        about = _about(question, f"{held.under}/merged")
        rows = desk.consultation.count(question["id"]).rows
        refs = tuple({r.id: r for r in map(desk.voice.refs, rows)}.values())
        yield merged(held.number, parent, about, desk.voice_of(question), refs)


def examined(desk: Desk) -> tuple[Examined, ...]:
    """Every claim the study fixed, put to the gates together; those that cannot be read fail.

    A code that is not told to this audience has no count here. M stays what was fixed.
    """
    fixed = desk.config.consultation.claims
    known = {q["id"] for q in desk.consultation.questions}
    codes = {(c["question"], c["code"]) for c in desk.consultation.codes}
    held = [
        claim
        for claim in fixed
        if claim.question in known and (not claim.code or (claim.question, claim.code) in codes)
    ]
    counts = [_claimed(desk, Asked(c.question, c.code, CLAIMS[c.says])) for c in held]
    return examine(counts, len(fixed), _design(desk)) if counts else ()


def _claimed(desk: Desk, asked: Asked) -> Counted:
    count = _counted(desk, asked.question, asked.code)
    return Counted(asked, count.k, count.n, _strata(desk, count))


def _counted(desk: Desk, question: str, code: str) -> Count:
    row = desk.consultation.question(question) or {"text": question}
    codes = desk.consultation.codes_of_question(question)
    label = next((c["label"] for c in codes if c["code"] == code), row["text"])
    return desk.consultation.count(question, code, label=label)


def _design(desk: Desk) -> Design:
    asked = desk.config.consultation
    if asked.random_sample and asked.population:
        return Design("random", asked.population)
    return Design("stratified") if _sizes(desk) else CONSULTED


def _sizes(desk: Desk) -> dict[str, int]:
    """Businesses of the register by stratum, if the sample was stratified and all are known."""
    asked = desk.config.consultation
    if asked.random_sample or not asked.strata or asked.businesses is None:
        return {}
    if not all(_told_by(desk, claim.question, asked.strata) for claim in asked.claims):
        return {}
    sizes: dict[str, int] = getattr(asked.businesses, STRATA[asked.strata])
    held = {_stratum(c, asked.strata) for c in desk.consultation.consultees.values()}
    return sizes if held and held <= set(sizes) else {}


def _strata(desk: Desk, count: Count) -> tuple[Stratum, ...]:
    sizes = _sizes(desk)
    return tuple(Stratum(k, n, sizes[name]) for name, (k, n) in _by(desk, count, sizes).items())


def _by(desk: Desk, count: Count, sizes: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Businesses that said so, and those asked, by stratum."""
    column = desk.config.consultation.strata or "size_band"
    if not _told_by(desk, count.question, column):
        return {}
    split: dict[str, tuple[int, int]] = dict.fromkeys(sizes, (0, 0))
    for business in {r["business"] for r in count.rows}:
        name = _stratum(desk.consultation.consultees[business], column)
        if name in split:
            k, n = split[name]
            split[name] = (k + (business in count.said), n + 1)
    return split


def _told_by(desk: Desk, question: str, column: str) -> bool:
    return desk.view is None or desk.view.told_by(question, column)


def _stratum(consultee: Row, column: str) -> str:
    value = consultee[column] or ""
    return value.partition(";")[0] if column == "segments" else value


def _reach(desk: Desk) -> Reach:
    route = next((m["route"] for m in desk.consultation.method if m["route"]), None)
    name = f"{desk.config.sector.name} in {desk.scope.region}"
    return Reach(name, route, _design(desk)) if route else Reach(name, design=_design(desk))


def expected(desk: Desk, question: Row, count: Count, about: About) -> Statement | None:
    """Balance and diffusion, where the options of an expectation say up, the same and down."""
    shuffled = desk.view is not None and desk.view.told_as_one(question["id"])
    if question["role"] != "expectation" or question["form"] != "option" or shuffled:
        return None
    chosen: dict[str, int] = {"up": 0, "same": 0, "down": 0}
    names: dict[str, set[str]] = {}
    for row in count.rows:
        if row["option"]:
            way = _direction(row["option"])
            if way is None:
                return None
            chosen[way] += 1
            names.setdefault(way, set()).add(row["option"])
    held = balance(chosen["up"], chosen["same"], chosen["down"], count.n)
    own = [min(names.get(way, {word})) for way, word in zip(chosen, DIRECTIONS, strict=True)]
    single = all(len(options) == 1 for options in names.values())
    told = (own[0], own[1], own[2]) if single else DIRECTIONS
    identity = About(about.chapter, about.question, "balance", about.scope, about.segment)
    return balance_statement(
        held, count, question, identity, desk.voice_of(question), directions=told
    )


def _direction(option: str) -> str | None:
    for way, pattern in (("same", _SAME), ("up", _UP), ("down", _DOWN)):
        if pattern.search(option):
            return way
    return None


def _ranges(desk: Desk, question: Row, count: Count, about: About) -> Statement | None:
    if question["form"] not in ("range", "gave_number"):
        return None
    given = [Range(r["low"], r["likely"], r["high"]) for r in count.rows]
    held = ranges(given, count.n)
    identity = About(about.chapter, about.question, "ranges", about.scope, about.segment)
    averaged = desk.view is not None and any(
        (w.what, w.question) == ("averaged", question["id"]) for w in desk.view.withheld
    )
    if averaged:  # means of neighbours are nobody's lowest or highest: they are not told as such
        return None
    return ranges_statement(held, count, question, identity, desk.voice_of(question))


def _weighted(desk: Desk, question: Row, count: Count, about: About) -> Statement | None:
    """The share weighted to the register by size, where it holds every size band met."""
    register = desk.config.consultation.businesses
    if register is None or question["form"] not in ("share", "option"):
        return None
    column = desk.config.consultation.strata or "size_band"
    sizes: dict[str, int] = getattr(register, STRATA[column])
    split = _by(desk, count, sizes)
    if sum(n for _, n in split.values()) != count.n or not split:
        return None
    if any(n > sizes[name] for name, (_, n) in split.items()):
        return None  # more were asked than the register knows: it is not theirs
    cells = [Cell(name, *split.get(name, (0, 0)), sizes[name]) for name in sizes]
    identity = About(about.chapter, about.question, "weighted", about.scope, about.segment)
    by = {"segments": "segment", "size_band": "size", "place": "place"}[column]
    return weighted_statement(
        post_stratified(cells),
        count,
        question,
        identity,
        desk.voice_of(question),
        by=by,
        register="the register",
    )


def _about(question: Row, subject: str) -> About:
    return About(
        question["chapter"], question["id"], subject.lstrip("/"), question["segment"] or ""
    )
