"""A mapping's questions once the file is at hand: their columns, forms, options and words.

What the mapping leaves out is filled in here and nowhere else, from headers and from answers that
several businesses gave; so a mapping of a line a question reads like a full one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.survey.choices import separator
from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.entries import Code, Form, Option, Question, State, slug
from sectorscope.evidence.sources.survey.formats import Column, Sheet, plain
from sectorscope.evidence.sources.survey.formats.groups import OTHER
from sectorscope.evidence.sources.survey.mapping import Mapping as Survey
from sectorscope.evidence.sources.survey.numbers import number
from sectorscope.evidence.sources.survey.states import usual

OPEN_FORMS = ("raised", "issues", "reasons")
_RANGE = 3  # lowest, most likely, highest
_SHARED = 3  # businesses that gave an answer word for word before it is taken for an option
_OPTIONS = 12  # distinct answers beyond which a question is an open one
_LENGTH = 60  # characters of the longest answer taken for an option
_MOST = 0.8  # share of a column's answers that tells what it is


@dataclass(frozen=True)
class Asked:
    """A question of the mapping and the columns that answer it.

    question: with nothing left out. columns: their places. kind: one cell, one cell of many
    choices, a column a choice, a range. states: answers the mapping explains. options: by answer
    and by label. sign: what stands between choices of one cell. choices: where a column is a
    choice, the answer that a tick in each means; empty where it holds a text of one's own.
    """

    question: Question
    columns: tuple[int, ...]
    kind: str
    states: dict[str, State] = field(default_factory=dict[str, State])
    options: dict[str, Option] = field(default_factory=dict[str, Option])
    sign: str = ";"
    choices: tuple[str, ...] = ()

    @property
    def ticks(self) -> bool:
        """Whether its options are ticked, several at once."""
        return self.kind in ("many", "group")

    @property
    def closed(self) -> bool:
        """Whether it has a list of answers."""
        return self.ticks or self.question.form in ("share", "option")


def settle(rules: Survey, sheet: Sheet, finder: Finder) -> list[Asked]:
    """Every question of the mapping with its columns, nothing left out.

    Raises:
        GateRefused: gates `columns` (no such column), `fields` (several choices, none named).
    """
    return [_settled(rules, q, sheet, finder) for q in rules.question]


def _settled(rules: Survey, question: Question, sheet: Sheet, finder: Finder) -> Asked:
    columns = _columns(question, finder)
    states: dict[str, State] = {}
    for answer, state in (*rules.states.items(), *question.states.items()):
        states[plain(answer)] = state
    first = sheet.columns[columns[len(columns) // 2] if len(columns) == _RANGE else columns[0]]
    answers = [v for i in columns for v in sheet.filled(i)]
    kind = _kind(question, sheet, columns)
    form = question.form or _form(question, kind, answers, states)
    options = question.options
    if kind == "group" and not options:
        options = tuple(_from_header(sheet, columns))
    elif form == "option" and not options:
        options = tuple(from_answers(answers, states))
    elif kind == "many" and not options:
        raise GateRefused(
            "fields",
            f"question {question.id!r} takes several answers and names none",
            expected='options = ["…", "…"] as they stand in its cells',
        )
    options = tuple(_with_state(o) for o in options)
    filled = worded(question, question.text or first.text.strip() or first.name, form, options)
    filled = _with_codes(filled.model_copy(update={"options": options}), kind)
    listed = filled.options
    found = {plain(o.told): o for o in listed} | {plain(o.answer): o for o in listed}
    stated = question.many if isinstance(question.many, str) else ""
    sign = separator(answers, sheet.format, stated)
    choices = _choices(question, sheet, columns, found) if kind == "group" else ()
    return Asked(filled, columns, kind, states, found, sign, choices)


def _choices(
    question: Question, sheet: Sheet, columns: tuple[int, ...], found: dict[str, Option]
) -> tuple[str, ...]:
    named = [_choice(sheet.columns[i]) for i in columns]
    for name in named:
        if plain(name) not in found and not OTHER.match(name):
            raise GateRefused(
                "fields",
                f"question {question.id!r} has a column for {name!r}",
                expected="an option of its own for each",
            )
    return tuple(found[plain(n)].answer if plain(n) in found else "" for n in named)


def _choice(column: Column) -> str:
    return column.choice or column.text


def _columns(question: Question, finder: Finder) -> tuple[int, ...]:
    if isinstance(question.column, str):
        return finder.all(question.column or question.id)
    return tuple(finder.one(name) for name in question.column)


def _kind(question: Question, sheet: Sheet, columns: tuple[int, ...]) -> str:
    if len(columns) == 1 and not sheet.columns[columns[0]].choice:
        return "many" if question.many else "one"
    choices = [bool(sheet.columns[i].choice) for i in columns]
    is_range = question.form in (None, "range") and not question.many and not any(choices)
    if len(columns) == _RANGE and is_range:
        return "range"
    if not all(choices) and not question.many:
        raise GateRefused(
            "fields",
            f"question {question.id!r} has {len(columns)} columns",
            expected="one, three of a range (lowest, most likely, highest), or many = true",
        )
    return "group"


def _form(question: Question, kind: str, answers: list[str], states: Mapping[str, State]) -> Form:
    if kind == "range":
        return "range"
    if kind != "one" or question.code or question.open:
        return "raised"
    if question.options or question.other:
        return "option"
    return _form_of(answers, states)


def _form_of(answers: list[str], states: Mapping[str, State]) -> Form:
    """What the answers of one column look like."""
    own = [a for a in answers if plain(a) not in states and not usual(a)]
    yes_no = [a for a in answers if (states.get(plain(a)) or usual(a)) in ("yes", "no")]
    if yes_no and len(yes_no) >= _MOST * (len(yes_no) + len(own)):
        return "share"
    if own and sum(number(a) is not None for a in own) >= _MOST * len(own):
        return "gave_number"
    shared = [n for n in Counter(plain(a) for a in own).values() if n >= _SHARED]
    short = all(len(o.answer) <= _LENGTH for o in from_answers(answers, states))
    if shared and len(shared) <= _OPTIONS and short and sum(shared) >= _MOST * len(own):
        return "option"
    return "raised"


def _from_header(sheet: Sheet, columns: tuple[int, ...]) -> list[Option]:
    """A column a choice; "Other" holds the respondent's own text and is no option."""
    named = [_choice(sheet.columns[i]) for i in columns]
    return [Option(answer=name) for name in named if not OTHER.match(name)]


def from_answers(
    answers: Iterable[str], states: Mapping[str, State], least: int = _SHARED
) -> list[Option]:
    """Answers given at least so often word for word, in the order of the alphabet."""
    given = sorted(answers)
    first: dict[str, str] = {}
    for answer in given:
        first.setdefault(plain(answer), answer)
    count = Counter(plain(a) for a in given if plain(a) not in states)
    kept = sorted(k for k, n in count.items() if n >= least and len(k) <= _LENGTH)
    known = (first[k] for k in kept if usual(first[k]) in (None, "yes", "no"))
    return [_with_state(Option(answer=answer)) for answer in known]


def _with_state(option: Option) -> Option:
    """An option whose state is not stated means what such an answer usually means."""
    if "state" in option.model_fields_set:
        return option
    return option.model_copy(update={"state": usual(option.answer) or "yes"})


def _with_codes(question: Question, kind: str) -> Question:
    """Ticked options are entries of the codebook, after those the mapping describes itself."""
    if kind not in ("many", "group"):
        return question
    options = tuple(
        o.model_copy(update={"code": o.code or slug(o.told)}) if o.state == "yes" else o
        for o in question.options
    )
    held = {c.code for c in question.code}
    made = {o.code: Code(code=o.code, label=o.told) for o in options if o.code}
    added = tuple(c for name, c in made.items() if name not in held)
    return question.model_copy(update={"options": options, "code": (*question.code, *added)})


def worded(question: Question, text: str, form: Form, options: tuple[Option, ...]) -> Question:
    """A question with every word it is told in, whatever the mapping left out."""
    asked = re.sub(r"\s+", " ", text.replace("“", "‘").replace("”", "’")).strip()
    yes = [o.told for o in options if o.state == "yes"]
    chose = f"answered “{yes[0]}” to" if len(yes) == 1 else "chose an answer to"
    says = {
        "share": f"answered yes to “{asked}”",
        "option": f"{chose} “{asked}”",
        "gave_number": f"gave a number for “{asked}”",
        "range": f"gave a range for “{asked}”",
        "raised": "named",
        "issues": f"answers to “{asked}”",
        "reasons": "to explain their answers",
    }[form]
    says = question.says or says
    is_open = question.open or (
        question.form is None and form in OPEN_FORMS and not options and not question.many
    )
    words = {"form": form, "text": asked, "says": says, "says_one": question.says_one or says}
    return question.model_copy(update=words | {"open": is_open})
