"""What the reading of a survey noticed: by column and row number, never by what stands there.

These lines are printed and logged, so no answer, no name and no address may be in one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.survey.firms import EMAIL, Firms
from sectorscope.evidence.sources.survey.formats import plain
from sectorscope.evidence.sources.survey.guesses import kind
from sectorscope.evidence.sources.survey.meaning import (
    CROSSED,
    MISSING,
    OWN_TEXT,
    UNEXPLAINED,
    UNREAD,
)
from sectorscope.evidence.sources.survey.numbers import number
from sectorscope.evidence.sources.survey.reading import Answer, Reading
from sectorscope.evidence.sources.survey.settled import OPEN_FORMS, Asked
from sectorscope.evidence.sources.survey.states import usual

_SHOWN = 12  # row numbers in a line; the rest are a number
_LONG_ENOUGH = 4  # letters of an option that nobody writes by chance

_SAYS = {
    OWN_TEXT: "{n} with text beyond the options, kept and not coded; "
    "code it with: sectorscope review codings",
    UNREAD: "{n} that give no number that can be read, taken as unquantified",
    CROSSED: "{n} that contradict themselves",
    MISSING: "{n} that the file declares missing without saying why, taken as blank",
}


def surfaced(found: Reading) -> Remarks:
    """Warnings and rows left out of a survey."""
    rules = Counter(found.tests.values())
    dropped = [Dropped(what, rows) for what, rows in sorted(rules.items())]
    repeated = sum(len(lines) - 1 for lines in found.rows_of.values())
    if repeated and found.rules.repeats != "combine":
        dropped.append(Dropped("answers of a business that answered again", repeated))
    if found.sheet.passed:
        dropped.append(Dropped("titles and notes around the table", found.sheet.passed))
    return Remarks(tuple(_warnings(found)), tuple(dropped))


def _warnings(found: Reading) -> Iterator[str]:
    yield from _on_businesses(found)
    firms = Firms(_names(found))
    options = {plain(o.answer) for a in found.asked for o in a.options.values()}
    options = {o for o in options if len(o) >= _LONG_ENOUGH and usual(o) is None}
    for asked in found.asked:
        answers = {b: found.answers[b, asked.question.id] for b in found.counted}
        where = f"question {asked.question.id!r}"
        for what, rows in _strange(asked, answers, options, firms):
            yield f"{where}: {what.format(n=len(rows))} ({_rows(rows)})"
    if unread := _unread(found):
        yield f"{len(unread)} columns are not read: {_runs(unread)}"


def _on_businesses(found: Reading) -> Iterator[str]:
    if found.tests:
        yield f"rows left out as tests: {_rows(found.tests)}"
    if found.identities.columns:
        nameless = [r.number for r in found.sheet.rows if not found.identities.names(r)]
        nameless = [n for n in nameless if n not in found.tests]
        if nameless:
            where = _rows(nameless)
            yield f"{len(nameless)} rows name no business; each is taken for one ({where})"
    if again := [r.number for rows in found.rows_of.values() if len(rows) > 1 for r in rows]:
        yield f"businesses that answered more than once ({_rows(again)})"
    if found.rules.consent is None and not found.rules.reconstruction:
        yield "the mapping says nothing of consent: all are counted, none is quoted or listed"
    if left := len(found.rows_of) - len(found.counted):
        yield f"{left} businesses did not agree to be counted and are left out"
    quoting = found.rules.consent and found.rules.consent.quote
    lines = (rows[0] for rows in found.counted.values())
    if quoting and (asked := sum(found.agreed.to("quote", line) for line in lines)):
        yield f"{asked} businesses may be asked to agree to a quote in its final words"
    if names := found.rules.business.segment_names:
        yield from _unplaced(found, {plain(n) for n in names})


def _unplaced(found: Reading, names: set[str]) -> Iterator[str]:
    columns = found.finder.all(found.rules.business.segments)
    cells = [plain(lines[0].cells[i]) for lines in found.counted.values() for i in columns]
    blank = sum(not c for c in cells)
    other = sum(bool(c) and not any(n in c for n in names) for c in cells)
    parts = [f"{blank} left it blank"] * bool(blank)
    parts += [f"{other} are of none that the mapping names"] * bool(other)
    if len(columns) == 1 and parts:
        yield f"sector: {', '.join(parts)}"


def _strange(
    asked: Asked, answers: dict[str, Answer], options: set[str], firms: Firms
) -> Iterator[tuple[str, list[int]]]:
    """What is odd about a question's answers, with the rows it stands in."""
    for note, says in _SAYS.items():
        if rows := _numbers(a for a in answers.values() if a.meaning.note == note):
            yield says, rows
    if rows := _numbers(a for a in answers.values() if a.against_gate):
        yield "{n} answered though not asked", rows
    if rows := _numbers(a for a in answers.values() if a.contradicted):
        yield "{n} businesses answered it differently at different times", rows
    own = {plain(o.answer) for o in asked.options.values()}
    misplaced: dict[str, list[int]] = {}
    for answer in answers.values():
        if what := _misplaced(asked, answer, options - own):
            misplaced.setdefault(what, []).append(answer.line.number)
    yield from misplaced.items()
    naming = [a for b, a in answers.items() if _is_text(asked, a) and firms.named(a.raw, b)]
    if rows := _numbers(naming):
        yield "{n} texts name a firm", rows


def _misplaced(asked: Asked, answer: Answer, elsewhere: set[str]) -> str:
    """What an answer that may stand in the wrong column looks like."""
    text = answer.raw.strip()
    if not text or plain(text) in asked.states or asked.kind == "range":
        return ""
    strange = answer.meaning.note in (UNEXPLAINED, UNREAD, OWN_TEXT)
    if not strange and not (asked.question.form in OPEN_FORMS and not asked.ticks):
        return ""
    if EMAIL.search(text):
        return "{n} hold an e-mail address"
    if plain(text) in elsewhere:
        return "{n} hold an answer of another question"
    if asked.question.form != "gave_number" and number(text) and any(c.isdigit() for c in text):
        return "{n} hold a number"
    return "{n} that nothing explains" if answer.meaning.note == UNEXPLAINED else ""


def _is_text(asked: Asked, answer: Answer) -> bool:
    return answer.meaning.note in (OWN_TEXT, UNEXPLAINED, UNREAD) or (
        asked.question.form in OPEN_FORMS and not asked.ticks and answer.meaning.state == "yes"
    )


def _names(found: Reading) -> Iterator[tuple[str, str]]:
    about = found.rules.business
    columns = [*found.identities.columns, *(found.finder.one(n) for n in about.name)]
    for business, lines in found.rows_of.items():
        for line in lines:
            yield from ((business, line.cells[i]) for i in columns if line.cells[i].strip())
    for name, same in found.rules.same.items():
        yield from ((same, name), (same, same))


def _unread(found: Reading) -> list[int]:
    """Columns that no entry of the mapping names, apart from the export's own."""
    used = {i for a in found.asked for i in a.columns} | set(found.described)
    about, consent = found.rules.business, found.rules.consent
    named = [about.segments, about.size_band, about.place, *about.also.values()]
    if consent:
        parts = (consent.count, consent.quote, consent.list)
        named += [p.column for p in parts if not isinstance(p, bool)]
        named.append(consent.date_column)
    for name in named:
        used |= set(found.finder.all(name)) if name else set()
    return [
        i + 1
        for i, c in enumerate(found.sheet.columns)
        if i not in used and c.name.strip() and kind((c.text, c.name)) != "own"
    ]


def _numbers(answers: Iterable[Answer]) -> list[int]:
    return sorted(a.line.number for a in answers)


def _runs(numbers: Iterable[int]) -> str:
    """Numbers of columns, those that follow each other as one: `#3, #5-#9`."""
    runs: list[list[int]] = []
    for column in sorted(numbers):
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return ", ".join(f"#{r[0]}-#{r[-1]}" if r[1:] else f"#{r[0]}" for r in runs)


def _rows(numbers: Iterable[int]) -> str:
    listed = sorted(numbers)
    more = f" and {len(listed) - _SHOWN} more" if len(listed) > _SHOWN else ""
    return "rows " + ", ".join(str(n) for n in listed[:_SHOWN]) + more
