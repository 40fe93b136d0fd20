"""Rows that are nobody's answers: previews, trials by whoever made the form, forms sent twice.

Only clear cases are left out, each by a rule that is said with the number of rows; a business
called "Test Bay Instruments" is not one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.formats import Line, plain
from sectorscope.evidence.sources.survey.mapping import Mapping

PREVIEW = "previews of the questionnaire"
STATED = "rows that the mapping calls tests"
TRIAL = "rows whose name or address is a test's"
TYPED = "rows whose texts are typing tests"
TWICE = "forms sent twice"

_WORD = r"(?:test(?:ing|er)?|asdf\w*|qwerty\w*|dummy|sample|foo|bar|xxx+|aaa+|lorem ipsum.*)"
_TRIAL = re.compile(
    rf"{_WORD}(?:[\s_-]*(?:{_WORD}|company|business|org(?:anisation)?|ltd|limited|response|row|"
    r"user|entry|record|please ignore|ignore|delete|do not use|\d+))*[.!]?"
)
_ADDRESS = re.compile(r"(?:test(?:ing|er)?\d*@.*|.*@(?:[\w-]+\.)*(?:example\.\w+|test\.\w+|test))")
_PREVIEWS = frozenset({"survey preview", "survey test", "preview", "test"})
_NAMES = frozenset({"name", "email", "e-mail", "email address", "company name", "business name"})
_LONG = 20  # characters of a text that two businesses do not happen to type alike
_TEXTS = 2  # typed texts at the least
_MANY = 10  # one row in so many: more trials than that are how the addresses were made anonymous


def tests(
    finder: Finder, rules: Mapping, described: Iterable[int], texts: Sequence[int]
) -> dict[int, str]:
    """The rule by which each test row is one, by row number.

    Args:
        finder: the sheet's columns.
        rules: the mapping.
        described: columns that name businesses, people or addresses.
        texts: columns of open answers.
    """
    sheet = finder.sheet
    found: dict[int, str] = {}
    stated = rules.test_rows
    if stated:
        column, values = finder.one(stated.column), {plain(v) for v in stated.values}
        found |= {r.number: STATED for r in sheet.rows if plain(r.cells[column]) in values}
    if rules.keep_tests:
        return found
    names = {*described, *(i for i, c in enumerate(sheet.columns) if plain(c.name) in _NAMES)}
    status = finder.maybe("Status") if sheet.format == "qualtrics" else ()
    ruled = {r.number: _rule(r, status, names, texts) for r in sheet.rows}
    if _MANY * sum(rule == TRIAL for rule in ruled.values()) > max(len(sheet.rows), 2 * _MANY):
        ruled = {r.number: _rule(r, status, names, texts, addresses=False) for r in sheet.rows}
    found = {n: rule for n, rule in ruled.items() if rule} | found
    if rules.business.ids:
        return found  # a business that sends its answers twice repeats itself
    return {**_twice(finder, texts, found), **found}


def is_trial(text: str, *, addresses: bool = True) -> bool:
    """Whether a whole text is what people type to try a form out, addresses of trials included."""
    said = plain(text)
    return bool(_TRIAL.fullmatch(said) or (addresses and _ADDRESS.fullmatch(said)))


def _rule(
    line: Line,
    status: Sequence[int],
    names: Iterable[int],
    texts: Sequence[int],
    *,
    addresses: bool = True,
) -> str:
    if any(plain(line.cells[i]) in _PREVIEWS for i in status):
        return PREVIEW
    if any(is_trial(line.cells[i], addresses=addresses) for i in names):
        return TRIAL
    typed = [t for i in texts if (t := plain(line.cells[i]))]
    trials = sum(bool(_TRIAL.fullmatch(t)) for t in typed)
    return TYPED if trials >= _TEXTS and 2 * trials > len(typed) else ""


def _twice(finder: Finder, texts: Sequence[int], gone: Iterable[int]) -> dict[int, str]:
    """Rows alike in every cell but their number and times, long typed text included."""
    sheet = finder.sheet
    own = [i for i, c in enumerate(sheet.columns) if _is_mark(c.name)]
    seen: set[tuple[str, ...]] = set()
    found: dict[int, str] = {}
    for line in sheet.rows:
        if line.number in gone:
            continue
        key = tuple("" if i in own else c for i, c in enumerate(line.cells))
        if any(len(line.cells[i]) >= _LONG for i in texts):
            if key in seen:
                found[line.number] = TWICE
            seen.add(key)
    return found


_MARK = re.compile(
    r"_?(?:u?u?id|index|response ?id|respondent id|start ?(?:time|date)?|end ?(?:time|date)?|"
    r"completion time|timestamp|recorded ?date|submission_time|date (?:created|modified)|"
    r"duration.*|ip ?address|last modified time)"
)


def _is_mark(name: str) -> bool:
    return bool(_MARK.fullmatch(plain(name)))
