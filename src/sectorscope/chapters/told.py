"""Tells a question's answers by its form: the part every chapter on consultation shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sectorscope.chapters.beside import beside, counted_under, expected, of_the_sector
from sectorscope.chapters.desk import Desk, gap
from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import issue_set
from sectorscope.profile import Block, Gap, Paragraph, Quote, Statement
from sectorscope.wording import realise, templates
from sectorscope.wording.realise import About
from sectorscope.wording.spoken import attribution
from sectorscope.wording.text import within
from sectorscope.wording.topics import caveat_of

Row = Mapping[str, Any]

OPTION_LABELS = {
    "dont_know": "did not know",
    "refused": "declined to answer",
    "blank": "gave no answer",
    "unquantified": "could not say",
}


LOST = (
    "Some codings of this question count for nothing, because the words they rest on have changed; "
    "a business may have said more than is counted."
)

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
    """The gap of a chapter whose evidence is a consultation that is not held."""
    return gap(
        f"no-consultation-{chapter}",
        "What employers say on this: no consultation is held.",
        "A consultation of the sector's businesses, with who was asked and who was not.",
    )


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


_FORMS: dict[str, Callable[[Desk, Row], Iterable[Statement]]] = {
    "share": share,
    "gave_number": share,
    "range": share,
    "option": option,
    "raised": raised,
    "issues": issues,
    "reasons": reasons,
}


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


def _by_state(desk: Desk, question: Row, chosen: Mapping[str, int]) -> list[tuple[str, int]]:
    """Options with the claimed one first, then by size, so the drawing reads like the sentence."""
    claimed = {r["option"] for r in counted(desk, question).rows if r["state"] == "yes"}
    return sorted(chosen.items(), key=lambda item: (item[0] not in claimed, -item[1], item[0]))
