"""Every statement is read back: what its sentence claims must be what it rests on.

Sentences on the consulted go through the parser, which knows nothing of how they were written,
and what it reads is compared with the statement's estimates. Of any other sentence each number
and word of quantity is read, and must be what a slot and its estimate say, and no slot unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from sectorscope.errors import RuleBroken
from sectorscope.profile import Slot, Statement
from sectorscope.wording import demanded_grammar, sized_grammar
from sectorscope.wording.numerals import PART_WORDS, figures
from sectorscope.wording.parse import Claim, ParseError, parse

SIZED = "size:"
"""Where the name of a statement's question begins so, it tells of size or overlap."""
DEMANDED = "demand:"
"""Where it begins so, it tells of what adverts ask for."""
SILENT = ("did not know", "gave no answer", "declined to answer", "refused", "could not say")
"""How the parts of an estimate call businesses whose answer is no "no"."""


def check(statement: Statement, *, noes: int | None = None) -> RuleBroken | None:
    """What is wrong with a statement as its reader would read it, or None.

    Args:
        statement: any statement of a profile.
        noes: explicit noes behind it, where the caller knows; "none" takes all of them.
    """
    wrong = [*_figures(statement)]
    if not wrong and is_consulted(statement):
        wrong = [*_read(statement, noes)]
    if not wrong and statement.question.startswith(SIZED):
        wrong = [*_read_size(statement)]
    if not wrong and statement.question.startswith(DEMANDED):
        wrong = [*_read_demand(statement)]
    if not wrong:
        return None
    return RuleBroken(
        f"statement {statement.id} does not read as what it rests on: {wrong[0]}",
        expected="the sentence its template makes of its estimates",
    )


def _read_size(statement: Statement) -> Iterator[str]:
    """What is read of a sentence on size or overlap, against what each slot shows."""
    try:
        said = sized_grammar.read(statement.text)
    except ParseError as why:
        yield str(why)
        return
    known: dict[str, str | float] = {**said.phrases, **said.figures}
    listed = str(known.get("list", ""))
    for name, slot in statement.slots.items():
        in_list = slot.kind == "literal" and name not in known and slot.text in listed
        if not in_list and not _agrees(statement, slot, known.get(name)):
            yield f"{name!r} is read otherwise than it is known"


def _read_demand(statement: Statement) -> Iterator[str]:
    """What is read of a sentence on adverts, against what each slot shows."""
    try:
        said = demanded_grammar.read(statement.text)
    except ParseError as why:
        yield str(why)
        return
    known: dict[str, str | float] = {**said.phrases, **said.figures}
    for name, slot in statement.slots.items():
        if not _agrees(statement, slot, known.get(name)):
            yield f"{name!r} is read otherwise than it is known"


def is_consulted(statement: Statement) -> bool:
    """Whether a statement tells what the consulted said, and not a fact of somebody else's."""
    heard = statement.basis in ("consultation", "reconstruction")
    return heard and not statement.question.startswith(("fact:", DEMANDED))


def _read(statement: Statement, noes: int | None) -> Iterator[str]:
    slots = statement.slots
    try:
        claim = parse(
            statement.text,
            _text(slots, "noun") or "businesses",
            _text(slots, "noun_one") or "business",
            whoms=_given(slots, "asked"),
            says=_given(slots, "says") + _given(slots, "says_one"),
            segments=_given(slots, "segment"),
        )
    except ParseError as why:
        yield str(why)
        return
    read = _by_slot(claim)
    for name, slot in slots.items():
        if name not in ("noun", "noun_one") and not _agrees(statement, slot, read.get(name)):
            yield f"{name!r} is read otherwise than it is known"
    yield from _counts(statement, claim)
    yield from _none(statement, claim, noes)


def _given(slots: Mapping[str, Slot], name: str) -> tuple[str, ...]:
    return (slots[name].text,) if name in slots else ()


def _text(slots: Mapping[str, Slot], name: str) -> str:
    return slots[name].text if name in slots else ""


def _by_slot(claim: Claim) -> dict[str, str | float]:
    """What the parser read, by the names statements give it."""
    read: dict[str, str | float] = {**claim.phrases, **claim.figures}
    if "parent2" in read:
        read["parent"] = read["parent2"]
    for name, value in (
        ("word", claim.word), ("k", claim.k), ("n", claim.n), ("asked", claim.whom),
        ("says", claim.says), ("says_one", claim.says), ("label", claim.label),
        ("segment", claim.segment),
    ):  # fmt: skip
        if value is not None and value != "":
            read[name] = value
    for i, item in enumerate(claim.items):
        read |= {f"i{i}": item.label, f"k{i}": item.k, f"n{i}": item.n}
    return read


def _agrees(statement: Statement, slot: Slot, read: str | float | None) -> bool:
    if slot.kind != "number":
        return isinstance(read, str) and read == (
            slot.text.lower() if slot.kind == "word" else slot.text
        )
    figure = _figure(statement, slot)
    if figure is None or not isinstance(read, int | float):
        return False
    return abs(read * slot.scale - figure) <= slot.step() / 2 * (1 + 1e-9)


def _figure(statement: Statement, slot: Slot) -> float | None:
    return statement.estimates[slot.estimate or 0].figure(slot.field)


def _counts(statement: Statement, claim: Claim) -> Iterator[str]:
    """A word says k without printing it ("all 12"): it is the estimate's."""
    word = statement.slots.get("word")
    if word is None or claim.k is None:
        return
    known = statement.estimates[word.estimate or 0]
    if claim.form != "inferred" and (known.value, known.n) != (claim.k, claim.n):
        yield f"{claim.k} of {claim.n} is read and {known.value:g} of {known.n} is known"


def _none(statement: Statement, claim: Claim, noes: int | None) -> Iterator[str]:
    if claim.word != "none":
        return
    silent = sum(v for label, v in statement.estimates[0].parts if label in SILENT)
    if silent or (noes is not None and noes != claim.n):
        yield "“none” takes an explicit no of each business asked"


def _figures(statement: Statement) -> Iterator[str]:
    """Numbers and quantities outside slots, other ones than their slots hold, and slots unread."""
    spans = _spans(statement)
    text = "".join(part for part, _ in spans)
    if text != statement.text:
        yield "its text is not its template filled"
        return
    unread = {name for _, name in spans if name and statement.slots[name].kind == "number"}
    for found in figures(text):
        name = _slot_at(spans, found.start, found.end)
        slot = statement.slots.get(name or "")
        if slot is None:
            if found.text.lower() in PART_WORDS:
                yield f"{found.text!r} stands outside every slot"
        elif slot.kind == "number":
            unread.discard(name or "")
            figure = _figure(statement, slot)
            value = found.value if found.value is not None else float("nan")
            if figure is None or not _shows(slot, value, figure):
                yield f"{found.text!r} is not what its estimate says"
    if unread:
        yield f"the number of slot {min(unread)!r} is not read"


def _shows(slot: Slot, value: float, figure: float) -> bool:
    """Whether a number as read is the figure, rounded as it is printed.

    The reader knows millions for what they are; a slot counts them by its scale.
    """
    slack = slot.step() / 2 * (1 + 1e-9)
    scaled = value if re.search(r"\d (thousand|million)", slot.text) else value * slot.scale
    if re.search(r"£.*\dm$", slot.text):  # money counted in millions: the unit is the estimate's
        scaled = value / 1e6 * slot.scale
    return abs(scaled - figure) <= slack


def _slot_at(spans: list[tuple[str, str | None]], start: int, end: int) -> str | None:
    place = 0
    for part, name in spans:
        if name and place < end and start < place + len(part):
            return name
        place += len(part)
    return None


def _spans(statement: Statement) -> list[tuple[str, str | None]]:
    """The sentence in pieces: the template's own words, and each slot's text with its name."""
    pieces: list[tuple[str, str | None]] = []
    for words, name, _, _ in Formatter().parse(statement.template):
        pieces.append((words, None))
        if name is not None:
            pieces.append((statement.slots[name].text, name))
    return pieces
