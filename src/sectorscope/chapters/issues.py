"""Skills issues: the shortages that were named, and the whole issue table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sectorscope.chapters.beside import examination
from sectorscope.chapters.desk import Desk
from sectorscope.chapters.told import LOST, told
from sectorscope.chapters.told_counts import about
from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import issue_set
from sectorscope.profile import (
    Block,
    Cell,
    Data,
    DataColumn,
    DataTable,
    Paragraph,
    Statement,
    in_title,
)
from sectorscope.wording.heard import heard_statement
from sectorscope.wording.text import capital

Row = Mapping[str, Any]


def issues(desk: Desk) -> Iterable[Block]:
    """The set, each issue with its causes, what was probably not heard, then the whole table."""
    yield from told(desk, "issues")
    if unheard := tuple(_unheard(desk)):
        yield Paragraph(statements=unheard)
    examined = tuple(examination(desk))
    if examined:
        yield Paragraph(statements=examined)
    for question in desk.consultation.with_role("needs"):
        yield from _table(desk, question)


def _unheard(desk: Desk) -> Iterator[Statement]:
    """What was probably not heard of each set of issues that is told whole.

    Merged issues would count as issues that several named, and tell something else.
    """
    for question in desk.consultation.of_chapter("issues"):
        if question["form"] != "issues" or (desk.view and desk.view.merged(question["id"])):
            continue
        found = issue_set(desk.consultation, question["id"])
        made = heard_statement(
            found, question, about(desk, question, "heard"), desk.voice_of(question)
        )
        if made and question["id"] in {asked for asked, _ in desk.lost_codings}:
            made = made.but(caveat=f"{made.caveat} {LOST}".strip())
        if made:
            yield made


def _table(desk: Desk, question: Row) -> Iterator[Block]:
    held = desk.consultation
    parents = {c["code"]: c["label"] for c in held.codes_of_question(question["id"])}
    named = sorted(held.named(question["id"]), key=lambda pair: -pair[1].k)
    if not named:
        return
    refs = tuple({r.id: r for _, k in named for r in map(desk.voice.refs, k.rows)}.values())
    merged = desk.view.merged(question["id"]) if desk.view else ()
    words = any(r["raw"] for _, count in named for r in count.rows if r["decision"])
    yield DataTable(
        id=f"issues-{question['id'].replace('_', '-')}",
        title=f"{in_title(capital(question['says']))}: every one that "
        + ("is told" if merged else "was named"),
        subtitle=f"Of the {desk.voice.noun} asked, those naming it"
        + (", in their own words" if words else ""),
        data=Data(
            columns=(
                DataColumn(name="issue", title="What was named"),
                DataColumn(name="wider", title="Part of"),
                *(DataColumn(name="words", title="As the business put it"),) * words,
                DataColumn(name="named", title="Named by", align="right"),
            ),
            rows=tuple(
                (
                    Cell(text=capital(code["label"])),
                    Cell(text=parents.get(code["parent"] or "", "–")),
                    *(Cell(text=_words(count)),) * words,
                    Cell(text=f"{count.k} of {count.n}", value=count.k),
                )
                for code, count in named
            ),
        ),
        evidence=refs,
        disclosure=desk.disclosure(refs),
    )


def _words(count: Count) -> str:
    """What those naming it said, where it may be told; words in the vault are not."""
    return "; ".join(f"“{r['raw']}”" for r in count.rows if r["decision"] and r["raw"])
