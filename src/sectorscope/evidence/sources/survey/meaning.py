"""What one answer means: its state, the option chosen, the number given, the options ticked.

First the question's own options and states, then the mapping's, then the dictionary. An answer
that nothing explains is never guessed at: it is noted, and many such refuse the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sectorscope.evidence.sources.survey.choices import split
from sectorscope.evidence.sources.survey.entries import State
from sectorscope.evidence.sources.survey.formats import Sheet, plain
from sectorscope.evidence.sources.survey.formats.groups import OTHER, TICKED, UNTICKED
from sectorscope.evidence.sources.survey.numbers import Number, number
from sectorscope.evidence.sources.survey.settled import OPEN_FORMS, Asked
from sectorscope.evidence.sources.survey.states import usual

UNEXPLAINED, UNREAD, OWN_TEXT, CROSSED, MISSING = (
    "unexplained",
    "unread",
    "own_text",
    "crossed",
    "missing",
)
"""What a meaning may have to be surfaced for: an answer nothing explains, a number that cannot be
read, a text beside the options, ticks or bounds that contradict each other, a value declared
missing that has no state."""

_WEAKER: tuple[State, ...] = ("no", "dont_know", "refused", "not_applicable", "not_asked")


class Meaning(NamedTuple):
    """What an answer means. place: of the column, among the question's, that it stands in."""

    state: State
    option: str | None = None
    number: Number = Number()
    ticks: tuple[tuple[str, int], ...] = ()
    place: int = 0
    note: str = ""


def meaning(asked: Asked, cells: Sequence[str], missing: Sequence[bool] = ()) -> Meaning:
    """What the cells of one business mean for a question.

    Args:
        asked: the question.
        cells: the texts of its columns.
        missing: for each, whether the file declares its value a missing one.
    """
    texts = [cell.strip() for cell in cells]
    if asked.kind == "range":
        return _range(asked, texts)
    if asked.kind == "group":
        return _group(asked, texts)
    text = texts[0]
    explained = _explained(asked, text)
    if asked.kind == "many":
        return _many(asked, text, explained)
    if explained:
        return explained
    if any(missing):
        state = usual(text)
        return Meaning(state) if state else Meaning("blank", note=MISSING)
    return _by_form(asked, text)


def _explained(asked: Asked, text: str) -> Meaning | None:
    """What the mapping says of a whole answer, or a blank."""
    option = asked.options.get(plain(text))
    if option and not asked.ticks:
        return Meaning(option.state, option.told)
    if plain(text) in asked.states:
        return Meaning(asked.states[plain(text)])
    return None if text else Meaning("blank")


def _by_form(asked: Asked, text: str) -> Meaning:
    form = asked.question.form
    state = usual(text)
    if form == "gave_number":
        given = number(text)
        if given:
            return Meaning("yes", number=given)
        return Meaning(state) if state else Meaning("unquantified", note=UNREAD)
    if form in OPEN_FORMS:
        return Meaning(state if state and state != "yes" else "yes")
    if state and (form == "share" or state not in ("yes", "no")):
        return Meaning(state)
    has_other = any(OTHER.match(o.answer) for o in asked.options.values())
    if form == "option" and (asked.question.other or (has_other and OTHER.match(text))):
        return Meaning("yes", "other", note=OWN_TEXT)
    return Meaning("unquantified", note=UNEXPLAINED)


def _range(asked: Asked, texts: list[str]) -> Meaning:
    place = 1 if texts[1] else next((i for i, t in enumerate(texts) if t), 1)
    given = [number(t) for t in texts]
    exact = [g.likely if g else None for g in given]
    if not any(given):
        found = _explained(asked, texts[place])
        state = found.state if found else usual(texts[place])
        if state:
            return Meaning(state, place=place)
        return Meaning("unquantified", place=place, note=UNREAD)
    if any(t and e is None and not usual(t) for t, e in zip(texts, exact, strict=True)):
        return Meaning("unquantified", place=place, note=UNREAD)
    stated = [e for e in exact if e is not None]
    if stated != sorted(stated) or not stated:
        return Meaning("unquantified", place=place, note=CROSSED)
    return Meaning("yes", number=Number(*exact), place=place)


def _group(asked: Asked, texts: list[str]) -> Meaning:
    """A column a choice: a tick, no tick, or a text of the respondent's own."""
    ticked: list[tuple[str, int]] = []
    own: int | None = None
    for place, (text, option) in enumerate(zip(texts, asked.choices, strict=True)):
        said = plain(text)
        if not said or said in UNTICKED:
            continue
        if option and (said in TICKED or said == plain(option)):
            ticked.append((option, place))
        elif not option or said not in TICKED:
            own = place
    return _chosen(asked, ticked, own)


def _many(asked: Asked, text: str, explained: Meaning | None) -> Meaning:
    if explained:
        return explained
    state = usual(text)
    if state and state not in ("yes",) and plain(text) not in asked.options:
        return Meaning(state)
    answers = [o.answer for o in asked.options.values()]
    labels = [o.told for o in asked.options.values()]
    found, own = split(text, [*answers, *labels], asked.sign)
    ticked = [(asked.options[plain(f)].answer, 0) for f in found]
    return _chosen(asked, list(dict.fromkeys(ticked)), 0 if own else None)


def _chosen(asked: Asked, ticked: list[tuple[str, int]], own: int | None) -> Meaning:
    options = [(asked.options[plain(answer)], place) for answer, place in ticked]
    codes = tuple((o.code, place) for o, place in options if o.state == "yes")
    others: list[tuple[State, int]] = [(o.state, p) for o, p in options if o.state != "yes"]
    if codes or own is not None:
        place = own if own is not None else codes[0][1]
        note = CROSSED if others else OWN_TEXT if own is not None else ""
        return Meaning("yes", ticks=codes, place=place, note=note)
    if others:
        state, place = min(others, key=lambda one: (*_WEAKER, one[0]).index(one[0]))
        return Meaning(state, place=place)
    return Meaning("blank")


def declared_missing(sheet: Sheet, columns: Sequence[int], cells: Sequence[str]) -> list[bool]:
    """For each cell, whether the file declares its value a missing one."""
    absent = [sheet.missing.get(i, frozenset[str]()) for i in columns]
    return [cell in known for cell, known in zip(cells, absent, strict=True)]
