"""Opportunities for providers: a list where needs are shared, a dialogue where they are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.told import no_consultation, told
from sectorscope.consultation.issues import IssueSet, issue_set
from sectorscope.profile import Block, Paragraph, Statement
from sectorscope.provision.opportunities import verdict
from sectorscope.wording import realise, templates
from sectorscope.wording.realise import About
from sectorscope.wording.text import within

Row = Mapping[str, Any]


def providers(desk: Desk) -> Iterable[Block]:
    """The ruling on each question that asked about needs."""
    if not desk.consultation.held:
        yield no_consultation("providers")
        return
    yield from told(desk, "providers")
    for question in desk.consultation.with_role("needs"):
        yield from _ruling(desk, question)


def _ruling(desk: Desk, question: Row) -> Iterator[Block]:
    needs = issue_set(desk.consultation, question["id"])
    reached = verdict(shared=needs.shared(), specific=needs.specific)
    about = About("providers", question["id"], "ruling")
    if reached.ruling == "undecided":
        yield gap(
            f"no-ruling-{question['id'].replace('_', '-')}",
            _undecided(needs),
            "More businesses asked what they need.",
        )
        return
    yield Paragraph(
        statements=(_statement(desk, needs, reached.ruling, about, within(question["says"])),)
    )
    if reached.ruling == "dialogue":
        rows = desk.consultation.count(question["id"]).rows
        yield gap(
            f"no-list-{question['id'].replace('_', '-')}",
            "A list of opportunities for providers: of the {needs} that were named, not one was "
            "named by enough businesses.",
            "A need named by {rule}.",
            evidence=tuple({r.id: r for r in map(desk.voice.refs, rows)}.values()),
            needs=within(question["says"]),
            rule="three businesses or more, and by at least 15 per cent of those asked",
        )


def _undecided(needs: IssueSet) -> str:
    """Why the rule reached nothing: what it took to ask was missing, or the needs lie between."""
    if needs.sayable:
        return (
            "Whether providers have an opportunity: the needs named are neither shared by enough "
            "businesses nor specific to one business each."
        )
    return (
        "Whether providers have an opportunity: not enough businesses were asked, or needs named, "
        "to tell needs in common from needs of one business."
    )


def _statement(desk: Desk, needs: IssueSet, ruling: str, about: About, subject: str) -> Statement:
    if ruling == "dialogue":
        return realise.set_statement(
            needs, templates.DIALOGUE, about, desk.voice, kind="recommendation", needs=subject
        )
    rows = {c["code"]: c for c in desk.consultation.codes if c["question"] == about.question}
    shared = needs.shared()
    return realise.listed(
        shared,
        templates.OPPORTUNITIES,
        about,
        desk.voice,
        codes=desk.coded([rows[c.code] for c in shared]),
        kind="recommendation",
    )
