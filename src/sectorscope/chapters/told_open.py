"""Tells an open question: what was raised, the issues named, the reasons given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told_counts import about, counted
from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import issue_set
from sectorscope.profile import Statement
from sectorscope.wording import realise, templates
from sectorscope.wording.text import within
from sectorscope.wording.topics import caveat_of

Row = Mapping[str, Any]


def raised(desk: Desk, question: Row) -> Iterable[Statement]:
    """An open question: wider codes one by one with what lies within, the others as a list."""
    plain: list[tuple[Row, Count]] = []
    for code in desk.consultation.codes_of(question["id"]):
        count = counted(desk, question, code)
        if count.k and desk.consultation.codes_of(question["id"], code["code"]):
            yield from _wider(desk, question, code, count)
        elif count.k:
            plain.append((code, count))
    if plain:
        literals = {"says": question["says"], "asked": question.get("whom") or "asked"}
        yield _list(desk, question, plain, templates.LISTED, **literals)


def issues(desk: Desk, question: Row) -> Iterable[Statement]:
    """An open question on issues: the set first, then each issue with what lies within it."""
    found = issue_set(desk.consultation, question["id"])
    says = f"named {within(question['says'])}"
    identity = about(desk, question, "any")
    among = desk.consultation.in_segment(question["segment"])
    anything = replace(
        desk.consultation.named_any(question["id"], among=among), label=question["text"]
    )
    parts = [("named any", anything.k), ("named nothing", anything.n - anything.k)]
    yield realise.share(
        anything, question, identity, desk.voice_of(question), says=(says, says), parts=parts
    )
    if not found.issues:
        return
    yield realise.issue_sentence(found, question, about(desk, question), desk.voice_of(question))
    for code in desk.consultation.codes_of(question["id"]):
        yield from _issue(desk, question, code)


def reasons(desk: Desk, question: Row) -> Iterable[Statement]:
    """A question on causes: the reasons given, by what each of them explains."""
    groups: dict[str | None, list[tuple[Row, Count]]] = {}
    for code in desk.consultation.codes_of(question["id"]):
        explained = code["explains"]
        among = _namers(desk, explained) if explained else None
        count = counted(desk, question, code, among)
        if count.k:
            groups.setdefault(explained, []).append((code, count))
    for explained, group in groups.items():
        says = _explained_label(desk, question, explained)
        template = templates.REASONS if len(group) > 1 else templates.REASONS_ONE
        yield _list(desk, question, group, template, subject=explained or "", says=says)


def _wider(desk: Desk, question: Row, code: Row, count: Count) -> Iterator[Statement]:
    strata = desk.consultation.strata(count.said, desk.home_segments)
    whole = realise.consistent(
        count,
        len(strata),
        len(desk.home_segments),
        about(desk, question, code["code"]),
        desk.voice_of(question),
        prompted=not question["open"],
        caveat=caveat_of(question),
        codes=desk.coded([code]),
    )
    yield whole or _named_by(desk, question, code, count)
    yield from _within(desk, question, code)


def _issue(desk: Desk, question: Row, code: Row) -> Iterator[Statement]:
    count = counted(desk, question, code)
    if count.k:
        yield _named_by(desk, question, code, count)
        yield from _within(desk, question, code)


def _within(desk: Desk, question: Row, code: Row) -> Iterator[Statement]:
    """What lies within a wider code, where anything narrower than itself was named."""
    among = desk.consultation.in_segment(question["segment"])
    found = desk.consultation.named(question["id"], parent=code["code"], among=among)
    if any(entry["code"] != code["code"] for entry, _ in found):
        subject = f"{code['code']}/within"
        yield _list(desk, question, found, templates.WITHIN, subject=subject, label=code["label"])


def _named_by(desk: Desk, question: Row, code: Row, count: Count) -> Statement:
    says = f"named {code['label']}"
    return realise.share(
        count,
        question,
        about(desk, question, code["code"]),
        desk.voice_of(question),
        codes=desk.coded([code]),
        says=(says, says),
    )


def _list(
    desk: Desk,
    question: Row,
    items: Sequence[tuple[Row, Count]],
    template: str,
    *,
    subject: str = "",
    **literals: str,
) -> Statement:
    codes = desk.coded([code for code, _ in items])
    identity = about(desk, question, subject)
    counts = [count for _, count in items]
    return realise.listed(
        counts,
        template,
        identity,
        desk.voice_of(question),
        codes=codes,
        literals=literals,
        caveat=caveat_of(question),
    )


def _namers(desk: Desk, code: str) -> frozenset[str]:
    """Businesses that named a code of another question."""
    owner = next(c for c in desk.consultation.codes if c["code"] == code and not c["explains"])
    return desk.consultation.count(owner["question"], code).said


def _explained_label(desk: Desk, question: Row, explained: str | None) -> str:
    if explained is None:
        return question["says"]
    label = next(c["label"] for c in desk.consultation.codes if c["code"] == explained)
    return f"{question['says']} {label}"
