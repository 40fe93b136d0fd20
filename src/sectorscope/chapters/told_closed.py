"""Tells a closed question: a share, or options of which one or none is the claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sectorscope.chapters.beside import beside, expected
from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told_counts import about, counted
from sectorscope.consultation.counts import Count
from sectorscope.profile import Statement
from sectorscope.wording import realise, templates
from sectorscope.wording.topics import caveat_of

Row = Mapping[str, Any]

OPTION_LABELS = {
    "dont_know": "did not know",
    "refused": "declined to answer",
    "blank": "gave no answer",
    "unquantified": "could not say",
}


def share(desk: Desk, question: Row) -> Iterable[Statement]:
    """A closed question: one claim, with how the answers split, coded if it states a need."""
    count = counted(desk, question)
    codes = desk.consultation.codes_of_question(question["id"])
    if len(codes) == 1:  # the annex finds a need's count by its name
        count = replace(count, label=codes[0]["label"])
    identity = about(desk, question)
    yield realise.share(count, question, identity, desk.voice_of(question), codes=desk.coded(codes))
    yield from beside(desk, question, count, identity)


def option(desk: Desk, question: Row) -> Iterable[Statement]:
    """A question with options: the claim it is told for, all options drawn beside it."""
    count = counted(desk, question)
    claimed = sorted({r["option"] for r in count.rows if r["state"] == "yes" and r["option"]})
    if len(claimed) > 1:
        yield _options(desk, question, count, claimed)
        balance = expected(desk, question, count, about(desk, question))
        yield from (balance,) if balance else ()
        return
    chosen = Counter(r["option"] or r["state"] for r in count.rows)
    parts = [(OPTION_LABELS.get(o, o), v) for o, v in _by_state(desk, question, chosen)]
    yield realise.share(
        count, question, about(desk, question), desk.voice_of(question), parts=parts
    )
    yield from beside(desk, question, count, about(desk, question))


def _options(desk: Desk, question: Row, count: Count, options: Sequence[str]) -> Statement:
    """Every answer that was chosen with how many chose it, where no single one is the claim."""
    counts = [_chose(count, option) for option in options]
    literals = {"says": f"answered “{question['text']}” with"}
    literals["asked"] = question.get("whom") or "asked"
    return realise.listed(
        counts,
        templates.LISTED,
        about(desk, question),
        desk.voice_of(question),
        literals=literals,
        caveat=caveat_of(question),
    )


def _chose(count: Count, option: str) -> Count:
    hits = [r for r in count.rows if r["option"] == option]
    rest = [r for r in count.rows if r["option"] != option]
    said = frozenset(r["business"] for r in hits)
    rows = (*hits, *rest)
    return replace(count, label=f"“{option}”", k=len(said), said=said, rows=rows, code=option)


def _by_state(desk: Desk, question: Row, chosen: Mapping[str, int]) -> list[tuple[str, int]]:
    """Options with the claimed one first, then by size, so the drawing reads like the sentence."""
    claimed = {r["option"] for r in counted(desk, question).rows if r["state"] == "yes"}
    return sorted(chosen.items(), key=lambda item: (item[0] not in claimed, -item[1], item[0]))
