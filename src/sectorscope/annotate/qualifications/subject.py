"""The subject after a qualification: after "in", or straight after its name.

A subject is a run of words, joined by "and", "or", commas and strokes with further runs. A run
begins with a capital letter or a known word of subjects, or, after "in", with any word; it ends at
a word of requirement, a small word or a mark. "HNC in Mechanical, Electrical or Manufacturing
Engineering is essential" has one subject of three runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from sectorscope.annotate.qualifications import lists

_WORD = re.compile(r"(?:[^\W\d_]|[23]D\b)[\w']*(?:[-+][^\W\d_][\w']*)*")
_GAP = re.compile(r" {1,3}")
_JOINER = re.compile(
    r" ?, {0,3}(?:(?P<last>and|or|&) {1,3})?| {1,3}(?P<word>and/or|and|or|&|with|for|of|/) {1,3}"
    r"|(?P<stroke>/)",
    re.IGNORECASE,
)
_GRADE = re.compile(r"[A-G](?:-[A-G])?")
_CLOSING = re.compile(
    r" {1,3}(?:related )?(?:subject|discipline|field|area|topic)s?(?![^\W_])", re.IGNORECASE
)
_NEXT = re.compile(r" {0,3}\(?(\w[\w'/.&-]*)")
_ENDINGS = ("ology", "ologies", "onomics", "ometry", "ography", "istry")
_FEW, _SOME = 2, 3
_MOST_WORDS, _MOST_RUNS = 7, 8

Taken = Callable[[int], bool]
"""Whether another mention begins at a place."""


class Run(NamedTuple):
    """Words that follow one another, and where they end."""

    end: int
    words: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """Whether a word of subjects is among them."""
        return any(is_known(word) and word.lower() not in lists.VAGUE for word in self.words)

    @property
    def capital(self) -> bool:
        """Whether they begin with a capital letter."""
        return bool(self.words) and self.words[0][0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether a word of capitals is among them."""
        return any(len(word) > 1 and word.isupper() for word in self.words)


def is_known(word: str) -> bool:
    """Whether it is a word of subjects, alone or with hyphens."""
    low = word.lower().removesuffix("'s")
    return low in lists.KNOWN or low.endswith(_ENDINGS) or low.rpartition("-")[2] in lists.HEADS


def after(text: str, at: int, taken: Taken, *, known: bool = False, vague: bool = False) -> int:
    """Where the subject that begins at `at`, after "in", ends; `at` where there is none.

    known: it counts only with a word of subjects in it ("in a STEM subject", not "in a relevant
    subject"). vague: "a" or "any" stands before, so that "subject" or "discipline" closes it.
    """
    run = _run(text, at, taken, direct=False)
    if not run.words or (known and not run.known):
        return at
    end = _joined(text, run, taken)
    closing = _CLOSING.match(text, end) if vague else None
    return closing.end() if closing else end


def straight(text: str, at: int, taken: Taken, *, known: bool = False) -> int:
    """The same straight after a name, where it begins with a capital or a known word."""
    run = _run(text, at, taken, direct=True)
    if not run.words or (known and not run.known) or not _stands(text, run):
        return at
    return _joined(text, run, taken)


def next_word(text: str, at: int) -> str:
    """The word at or after a place, in lower case; empty before a mark or the end."""
    found = _NEXT.match(text, at)
    return found[1].lower().rstrip(".'/-") if found else ""


def _joined(text: str, run: Run, taken: Taken) -> int:
    """Where a run and what is joined to it end."""
    for _ in range(_MOST_RUNS):
        joiner = _JOINER.match(text, run.end)
        if not joiner:
            break
        further = _run(text, joiner.end(), taken, direct=False)
        if not _continues(text, joiner, run, further):
            break
        run = further
    return run.end


def _run(text: str, at: int, taken: Taken, *, direct: bool) -> Run:
    words: list[str] = []
    end = at
    while len(words) < _MOST_WORDS:
        word = _WORD.match(text, at)
        if not word or not _fits(word[0], words, direct) or taken(at):
            break
        words.append(word[0])
        end = word.end()
        gap = _GAP.match(text, end)
        if not gap:
            break
        at = gap.end()
    return Run(end, tuple(words))


def _fits(word: str, words: Sequence[str], direct: bool) -> bool:
    low = word.lower()
    if low.endswith("n't"):
        return False
    if low in lists.ENDS or low in lists.JOINERS or low == "with":
        return len(word) > 1 and word[0].isupper() and low in lists.KNOWN  # IT, Leading
    if is_known(word):
        return True
    if word[0].isupper():
        return not _GRADE.fullmatch(word) and (not words or words[0][0].isupper())
    if not words:
        return not direct and low not in lists.PREPOSED
    return not direct and _goes_on(words)


def _goes_on(words: Sequence[str]) -> bool:
    """Whether an unknown word in lower case may follow: "in paper conservation techniques"."""
    unknown = sum(not is_known(word) for word in words)
    return words[0].islower() and words[-1].lower() not in lists.HEADS and unknown < _SOME


def _stands(text: str, run: Run) -> bool:
    """Whether words straight after a name are its subject, and not a job or a new matter."""
    following = next_word(text, run.end)
    if run.words[-1].lower() in lists.JOBS or following in lists.JOBS:
        return False
    over = not following or following in lists.ENDS
    if not run.capital:
        return run.words[-1].lower() in lists.HEADS or over
    return run.known or (len(run.words) <= _FEW and over)


def _continues(text: str, joiner: re.Match[str], run: Run, further: Run) -> bool:
    """Whether a second run goes on with the subject, or is something else asked for."""
    if not further.words or next_word(text, further.end) in lists.EXPERIENCE:
        return False
    alike, named = run.capital == further.capital, not further.acronym
    word = (joiner["word"] or joiner["last"] or joiner["stroke"] or ",").lower()
    rules = {
        "/": alike or further.known,
        ",": further.known and alike and named,
        "with": further.known and alike and named,
        "for": further.capital,
        "of": further.capital or further.known,
        "or": further.known or (run.capital and further.capital and named),
    }
    both = further.known or (alike and named and len(further.words) <= _SOME)
    return rules.get(word, both)
