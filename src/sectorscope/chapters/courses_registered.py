"""Qualifications that new learners may begin, in the subject areas that the definition names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sectorscope.chapters.courses_held import Held, Row
from sectorscope.chapters.courses_shown import (
    Refs,
    cited,
    counted,
    level_table,
    number,
    retrieved,
    statement,
)
from sectorscope.chapters.desk import Desk
from sectorscope.profile import Block, EvidenceRef, Paragraph, Slot
from sectorscope.wording import courses as templates
from sectorscope.wording.realise import Draft
from sectorscope.wording.text import capital, within

REGISTERS = {
    "ofqual": "The Register of Regulated Qualifications",
    "lars": "The register of learning aims",
}
NOUNS = {"ofqual": ("qualification", "qualifications"), "lars": ("learning aim", "learning aims")}
"""What the entries of each are: an aim may be a unit, or training without a qualification."""


def registered(held: Held) -> Iterator[Block]:
    """Each register by itself: the same qualification may stand in several."""
    for register in REGISTERS:
        yield from _register(held, register)


def _register(held: Held, register: str) -> Iterator[Block]:
    desk, rows = held.desk, held.open_in(register)
    if not rows:
        return
    bodies = {r["organisation"] for r in rows if r["organisation"]}

    def refs() -> Iterator[EvidenceRef]:
        return (desk.ref("qualification", r) for r in rows)

    estimates = (
        counted(NOUNS[register][1], len(rows), NOUNS[register][1], refs),
        counted("awarding organisations", len(bodies), "organisations", refs),
    )
    slots = {
        "register": Slot(kind="literal", text=REGISTERS[register]),
        "qualifications": number(len(rows), 0),
        "qualifications_noun": Slot(kind="literal", text=NOUNS[register][len(rows) != 1]),
    }
    if bodies:
        slots["organisations"] = number(len(bodies), 1)
        noun = "awarding organisation" + "s" * (len(bodies) != 1)
        slots["organisations_noun"] = Slot(kind="literal", text=noun)
    template = templates.QUALIFICATIONS["named" if bodies else "not named"]
    draft = Draft(template, slots, estimates if bodies else estimates[:1],
                  caveat=templates.REGISTERED, vintage=retrieved(desk, rows),
                  geography="England")  # fmt: skip
    basis = "official" if register == "ofqual" else "administrative"
    yield Paragraph(statements=(statement(desk, draft, register, basis, scope="national"),))
    yield _by_level(desk, register, rows, refs)


def _by_level(desk: Desk, register: str, rows: Sequence[Row], refs: Refs) -> Block:
    plural = capital(NOUNS[register][1])
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["level"]].append(row)
    counts = {
        level: (len(found), len({r["organisation"] for r in found if r["organisation"]}))
        for level, found in groups.items()
    }
    return level_table(
        desk,
        f"qualifications-{register}-by-level",
        (f"{plural} in the definition's subject areas, by level",
         f"England; {within(REGISTERS[register])}, {retrieved(desk, rows)}"),
        titles=(plural, "Awarding organisations"),
        counts=counts,
        evidence=cited(refs()),
        caveat=templates.REGISTERED,
    )  # fmt: skip
