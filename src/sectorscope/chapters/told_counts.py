"""What is counted of a question, among those it is told for, and how its statements are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.consultation.counts import Count
from sectorscope.wording.realise import About

Row = Mapping[str, Any]


def about(desk: Desk, question: Row, subject: str = "") -> About:
    """Identity of a statement on a question: its chapter, itself, the code, the segment."""
    segment = question["segment"] or ""
    label = next((s.label for s in desk.config.sector.segment if s.id == segment), segment)
    return About(question["chapter"], question["id"], subject, segment, label)


def counted(
    desk: Desk, question: Row, code: Row | None = None, among: frozenset[str] | None = None
) -> Count:
    """A question, or a code of it, among the businesses it is told for: its segment's, if any."""
    within = desk.consultation.in_segment(question["segment"])
    return desk.consultation.count(
        question["id"],
        code["code"] if code else "",
        among=within if among is None else within & among,
        label=code["label"] if code else question["text"],
    )
