"""Rulings as rows of a sheet, out and in: the same for a spreadsheet and for a page.

A sheet is all or nothing: the first mistake stops it, by row and column, and nothing of it is
kept. No message repeats what a cell holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from sectorscope.consultation.anchors import Digest, Seal, context, reanchor
from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.readings import Item, Reading, Ruling, readings, record
from sectorscope.consultation.settle import settle
from sectorscope.consultation.suggest import Subject, Suggestion
from sectorscope.decisions import Decision
from sectorscope.decisions.sheets import SheetRow

Row = Mapping[str, str]

COLUMNS = (
    *("id", "business", "question", "asked", "code", "label", "definition"),
    *("before", "words", "after", "why", "coder", "ruling"),
)
NEEDED = ("id", "business", "question", "code", "words", "coder", "ruling")
RULINGS = {"said": True, "yes": True, "y": True, "not said": False, "no": False, "n": False}
_OFFERED = ("said", "not said")


@dataclass(frozen=True)
class Material:
    """What codings are reviewed with.

    suggestions: all there are, ruled on or not. answers: by business and question. documents: by
    id. owners: the business of each document. seal: for words that may not be kept in the open;
    digest: checks the anchors it made. names: whether a text names somebody who was consulted.
    """

    codebook: Codebook
    suggestions: Sequence[Suggestion]
    answers: Mapping[tuple[str, str], str]
    documents: Mapping[str, str] = field(default_factory=dict[str, str])
    owners: Mapping[str, str] = field(default_factory=dict[str, str])
    seal: Seal | None = None
    digest: Digest | None = None
    names: Callable[[str], bool] | None = None

    def text(self, one: Suggestion) -> str:
        """The text a suggestion is about; empty where it is gone."""
        if one.document is not None:
            return self.documents.get(one.document, "")
        return self.answers.get((one.business, one.question), "")

    def texts(self, business: str, question: str) -> list[str]:
        """Everything a business said that may answer a question, the answer itself first."""
        answer = self.answers.get((business, question))
        own = [self.documents[d] for d, b in sorted(self.owners.items()) if b == business]
        return [text for text in (answer, *own) if text]

    def found(self, words: str, business: str, question: str) -> Ruling | None:
        """Words as a ruling without a code yet, where the business said them; None: nowhere."""
        for text in self.texts(business, question):
            where = reanchor(words, text)
            if where:
                return Ruling(business, question, "", True, text[slice(*where)], *where)
        return None


def plain(text: str) -> str:
    """Text as a cell can hold it: one kind of line end, no control character."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in lines)


def sheet(items: Iterable[Item], material: Material) -> list[dict[str, str]]:
    """The queue as rows by column, `coder` and `ruling` empty."""
    return [_row(item, material) for item in items]


def apply(
    rows: Iterable[tuple[int, Row]], material: Material, *, coder: str = ""
) -> tuple[tuple[str, Ruling], ...]:
    """What a sheet rules: who, and what; rows without a ruling rule nothing.

    A row without an id is a coder's own. Edited words are looked up where they stand nearest.

    Args:
        rows: the number of each row, as a spreadsheet shows it, and its cells by column.
        material: what the sheet was made from.
        coder: who read, where the row does not say.

    Raises:
        DecisionError: the first mistake, by row and column.
    """
    by_id = {s.id: s for s in material.suggestions}
    seen: dict[tuple[str, Subject], int] = {}
    found: list[tuple[str, Ruling]] = []
    for number, cells in rows:
        row = _Row(number, cells)
        if not row.cell("ruling"):
            continue
        who = row.cell("coder") or coder
        if not who:
            raise row.mistake("coder", "nobody is named", "who read it, or --as CODER")
        ruling = _proposed(row, by_id, material) if row.cell("id") else _own(row, material)
        key = (who, (ruling.business, ruling.question, ruling.code))
        if key in seen:
            raise row.mistake("ruling", f"row {seen[key]} rules on the same", "one row each")
        seen[key] = number
        found.append((who, ruling))
    return tuple(found)


def keep(
    ruled: Iterable[tuple[str, Ruling]],
    decisions: Sequence[Decision],
    material: Material,
    *,
    when: str,
    alone: bool | None = None,
) -> tuple[Decision, ...]:
    """The decisions that rulings come to: the readings that are new, and the codings that follow.

    Args:
        ruled: who ruled what.
        decisions: readings and codings made before, in order.
        material: the codebook, and the seal.
        when: the day, an ISO date.
        alone: as `settle` has it.
    """
    listed = list(ruled)
    made = [record(r, coder=who, when=when, seal=material.seal) for who, r in listed]
    standing: dict[tuple[str, ...], Reading] = {
        (r.business, r.question, r.code, r.coder): r for r in readings(decisions)
    }
    new = [d for d in made if not _same(d, standing.get(d.subject))]
    who = " and ".join(sorted({who for who, _ in listed}))
    if not who:
        return ()
    after = settle([*decisions, *new], material.codebook, who=who, when=when, alone=alone)
    return (*new, *after.write)


class _Row(SheetRow):
    def said(self) -> bool:
        ruling = RULINGS.get(" ".join(self.cell("ruling").casefold().replace("_", " ").split()))
        if ruling is None:
            raise self.mistake("ruling", "it is no ruling", " or ".join(_OFFERED) + ", or nothing")
        return ruling


def _row(item: Item, material: Material) -> dict[str, str]:
    one, book = item.suggestion, material.codebook
    asked, code = book.question(item.question), book.code(item.question, item.code)
    stands = one is not None and 0 <= one.start < one.end <= len(material.text(one))
    shown = context(material.text(one), one.start, one.end) if one and stands else ("", "", "")
    cells = {
        "id": one.id if one else "",
        "business": item.business,
        "question": item.question,
        "asked": asked.text if asked else "",
        "code": item.code,
        "label": code.label if code else "",
        "definition": code.definition if code else "",
        **dict(zip(("before", "words", "after"), shown, strict=True)),
        "why": one.why if one else "",
    }
    return {column: plain(cells.get(column, "")) for column in COLUMNS}


def _proposed(row: _Row, by_id: Mapping[str, Suggestion], material: Material) -> Ruling:
    one = by_id.get(row.cell("id"))
    if one is None:
        hint = "export the queue again; leave the id of a row of your own empty"
        raise row.mistake("id", "no suggestion has this id", "an id that was exported", hint)
    for column in ("business", "question", "code"):
        if row.cell(column) != getattr(one, column):
            hint = "for another code, add a row without an id"
            raise row.mistake(column, "it is not the suggestion's", "the row as exported", hint)
    if not row.said():
        return Ruling(one.business, one.question, one.code, False)
    start, end = _edited(row, one, material.text(one))
    words = material.text(one)[start:end]
    return Ruling(one.business, one.question, one.code, True, words, start, end)


def _edited(row: _Row, one: Suggestion, text: str) -> tuple[int, int]:
    """Where the row's words stand; as proposed, if nobody touched them."""
    words = row.cell("words")
    if not words:
        raise row.mistake("words", "it is empty", "the words that say it")
    if words == plain(text[one.start : one.end]).strip():
        return one.start, one.end
    found = reanchor(words, text, one.start)
    if found is None:
        raise row.mistake("words", "they do not stand in the answer", "words as they were said")
    return found


def _own(row: _Row, material: Material) -> Ruling:
    business, question, code = (row.cell(c) for c in ("business", "question", "code"))
    _check_code(row, material.codebook, question, code)
    if not material.texts(business, question):
        said = "no answer of this business to this question is known"
        raise row.mistake("business", said, "a business that was asked")
    if not row.said():
        return Ruling(business, question, code, False)
    found = material.found(row.cell("words"), business, question)
    if found is None:
        raise row.mistake("words", "they do not stand in the answer", "words as they were said")
    return Ruling(business, question, code, True, found.words, found.start, found.end)


def _check_code(row: _Row, book: Codebook, question: str, code: str) -> None:
    asked = [q.id for q in book.questions]
    if question not in asked:
        near = "".join(get_close_matches(question, asked, n=1))
        raise row.mistake("question", "there is no such question", "a question's id", near)
    own = [c.code for c in book.codes_of(question)]
    if code not in own:
        near = "".join(get_close_matches(code, own, n=1))
        raise row.mistake("code", "the question has no such code", "a code of the codebook", near)


def _same(made: Decision, standing: Reading | None) -> bool:
    if standing is None:
        return False
    return (made.ruling, made.body["quote"]) == (standing.reading, standing.quote)
