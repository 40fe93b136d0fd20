"""Apprenticeship standards in the definition's subject areas, by the register of learning aims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sectorscope.chapters.courses_held import Held, Row, fits
from sectorscope.chapters.courses_shown import (
    cited,
    counted,
    level_table,
    number,
    retrieved,
    statement,
)
from sectorscope.chapters.starts import Held as Starts
from sectorscope.chapters.starts_closed import last_day
from sectorscope.profile import Block, DataTable, Estimate, Paragraph, Slot, Statement
from sectorscope.wording import courses as templates
from sectorscope.wording.realise import Draft


def open_standards(held: Held) -> Iterator[Block]:
    """How many may be started and how many are closed, and which of those the definition names."""
    areas = held.desk.config.sector.crosswalk.subject_areas
    day = held.desk.config.study.as_of.isoformat()
    rows = [
        r
        for r in held.desk.rows("registered_standard")
        if fits(r, areas) and (r["since"] or day) <= day
    ]
    shut = [r for r in rows if (last := last_day(r)) and last < day]
    able = [r for r in rows if r not in shut]
    if rows:
        yield Paragraph(statements=tuple(_told(held, able, shut)))
        yield _by_level(held, able, shut)


def _told(held: Held, able: Sequence[Row], shut: Sequence[Row]) -> Iterator[Statement]:
    estimates = (
        _count(held, "standards that may be started", able, [*able, *shut]),
        _count(held, "standards closed to new starts", shut, [*shut, *able]),
    )
    slots = {
        "standards": number(len(able), 0),
        "noun": Slot(
            kind="literal",
            text="apprenticeship standard" if len(able) == 1 else "apprenticeship standards",
        ),
        "shut": number(len(shut), 1),
    }
    yield _said(held, templates.STANDARDS_OPEN, slots, estimates, "standards", [*able, *shut])
    codes = {n.row["lars"] for n in Starts(held.desk).named}
    named = [r for r in able if r["standard"] in codes]
    if codes and able:
        made = _count(held, "standards that the definition names", named, [*named, *able])
        slots = {
            "k": number(len(named), 0),
            "are": Slot(kind="literal", text="is" if len(named) == 1 else "are"),
        }
        yield _said(held, templates.STANDARDS_NAMED, slots, (made,), "standards/named", able)


def _count(held: Held, label: str, rows: Sequence[Row], behind: Sequence[Row]) -> Estimate:
    """How many of the rows; a count of none rests on those that were looked at."""
    return counted(
        label,
        len(rows),
        "standards",
        lambda: (held.desk.ref("registered_standard", r) for r in behind),
    )


def _said(
    held: Held,
    template: str,
    slots: dict[str, Slot],
    estimates: tuple[Estimate, ...],
    subject: str,
    rows: Sequence[Row],
) -> Statement:
    draft = Draft(
        template,
        slots,
        estimates,
        caveat=templates.STANDARDS_CAVEAT,
        vintage=retrieved(held.desk, rows),
        geography="England",
    )
    return statement(held.desk, draft, subject, "administrative", scope="national")


def _by_level(held: Held, able: Sequence[Row], shut: Sequence[Row]) -> DataTable:
    levels = dict.fromkeys(r["level"] for r in (*able, *shut))
    counts = {
        level: (sum(r["level"] == level for r in able), sum(r["level"] == level for r in shut))
        for level in levels
    }
    rows = [*able, *shut]
    made = level_table(
        held.desk,
        "registered-standards-by-level",
        (
            "Apprenticeship standards in the definition's subject areas, by level",
            f"England; the register of learning aims, {retrieved(held.desk, rows)}",
        ),
        titles=("May be started", "Closed to new starts"),
        counts=counts,
        evidence=cited(held.desk.ref("registered_standard", r) for r in rows),
        caveat=templates.STANDARDS_CAVEAT,
    )
    return made.but(caveat=templates.STANDARDS_CAVEAT)
