"""Tells a question's answers by its form: the part every chapter on consultation shares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.beside import counted_under, of_the_sector
from sectorscope.chapters.desk import Desk, gap
from sectorscope.chapters.told_closed import option, share
from sectorscope.chapters.told_counts import counted
from sectorscope.chapters.told_open import issues, raised, reasons
from sectorscope.profile import Block, Gap, Paragraph, Quote, Statement
from sectorscope.wording import templates
from sectorscope.wording.spoken import attribution

Row = Mapping[str, Any]

_Form = Callable[[Desk, Row], Iterable[Statement]]
_FORMS: dict[str, _Form] = {
    "share": share,
    "gave_number": share,
    "range": share,
    "option": option,
    "raised": raised,
    "issues": issues,
    "reasons": reasons,
}

LOST = (
    "Some codings of this question count for nothing, because the words they rest on have changed; "
    "a business may have said more than is counted."
)

FIRST_ASKED, FIRST_HEADING = "prospects", "Future prospects"
"""The first chapter whose evidence is a consultation, and how it is headed."""
LONGEST = 4
"""Statements in one paragraph, at most, unless they belong to one question."""


def told(desk: Desk, chapter: str) -> Iterator[Block]:
    """The chapter's questions as paragraphs, with a gap for each that was asked of nobody.

    Yields one gap for the whole chapter where no consultation is held.
    """
    if not desk.consultation.held:
        yield no_consultation(chapter)
        return
    gathered: list[Statement] = []
    for question in _asked_in(desk, chapter):
        found = told_question(desk, question)
        if isinstance(found, Gap):
            yield found
            yield from quotes(desk, question)
            continue
        if gathered and (_starts_anew(question) or len(gathered) + len(found) > LONGEST):
            yield Paragraph(statements=tuple(gathered))
            gathered = []
        gathered += found
        if said := [*quotes(desk, question)]:  # what was said follows what was counted
            yield Paragraph(statements=tuple(gathered))
            gathered = []
            yield from said
    if gathered:
        yield Paragraph(statements=tuple(gathered))


def quotes(desk: Desk, question: Row) -> Iterator[Block]:
    """Words of businesses that agreed to exactly these; by nobody that can be told apart."""
    for row in desk.rows("quotation"):
        if row["question"] == question["id"]:
            refs = tuple(desk.ref("consultation", m) for m in desk.consultation.method[:1])
            yield Quote(
                text=row["words"],
                who=attribution(desk.voice_of(question)),
                evidence=refs,
                disclosure=desk.disclosure(refs),
            )


def told_question(desk: Desk, question: Row) -> list[Statement] | Gap:
    """One question's statements, or the gap that says it was asked of nobody or told nothing."""
    name = question["id"].replace("_", "-")
    if _kept_back(desk, question):
        return gap(f"protected-{name}", "“{text}” " + templates.PROTECTED, text=question["text"])
    if not counted(desk, question).n:
        return gap(
            f"not-asked-{name}",
            "No business was asked: “{text}”",
            "Asking it.",
            text=question["text"],
        )
    if _unread(desk, question):
        return gap(
            f"not-coded-{name}",
            "What was answered to “{text}” has not been coded yet, so it is counted as nothing.",
            "Coding the answers: sectorscope review codings.",
            text=question["text"],
        )
    statements = list(_FORMS[question["form"]](desk, question))
    statements += [*counted_under(desk, question), *of_the_sector(desk, question)]
    if question["id"] in {asked for asked, _ in desk.lost_codings}:
        statements = [s.but(caveat=f"{s.caveat} {LOST}".strip()) for s in statements]
    return statements or gap(
        f"nothing-said-{name}", "Those asked “{text}” named nothing.", text=question["text"]
    )


def _unread(desk: Desk, question: Row) -> bool:
    """Whether an open question was answered in words and nobody has coded a word of it."""
    if question["form"] not in ("issues", "raised", "reasons"):
        return False
    count = counted(desk, question)
    spoken = any(r["locator"].startswith("text") for r in count.rows)  # asked in an interview
    return (count.k > 0 or spoken) and not desk.consultation.named_any(question["id"]).k


def _asked_in(desk: Desk, chapter: str) -> list[Row]:
    """The chapter's questions in the questionnaire's order, those that are kept back included."""
    told = desk.consultation.of_chapter(chapter)
    kept = [q for q in desk.kept_back if q["chapter"] == chapter]
    return sorted((*told, *kept), key=lambda q: q["order"])


def _kept_back(desk: Desk, question: Row) -> bool:
    return any(q["id"] == question["id"] for q in desk.kept_back)


def _starts_anew(question: Row) -> bool:
    """Whether a question opens a paragraph: an open one that no earlier answer led to."""
    return question["form"] in ("raised", "issues") and not question["gate"]


def no_consultation(chapter: str) -> Gap:
    """The gap of a chapter whose evidence is a consultation not held: in full in the first."""
    if chapter != FIRST_ASKED:
        return gap(
            f"no-consultation-{chapter}",
            "What employers say on this: no consultation is held, as under “{first}”.",
            first=FIRST_HEADING,
        )
    return gap(
        f"no-consultation-{chapter}",
        "What employers say on this: no consultation is held.",
        "A consultation of the sector's businesses, with who was asked and who was not.",
    )
