"""Whether a phrase stands under a negation: a cue within a few words, in the same clause.

After NegEx (Chapman et al. 2001, Journal of Biomedical Informatics 34: 301-310): cues before and
after, a window of words, words that end its reach, and phrases that only look like negations.
The last matter here: "cannot find", "not enough" and "no applicants with" tell of a want.
"""

from __future__ import annotations

import re

from sectorscope.annotate.tokens import Words

WINDOW = 6
"""Words on either side in which a cue reaches a phrase; NegEx takes five or six."""

_NEAR = 3
_SHORTENED = re.compile("n['’]t", re.IGNORECASE)


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CUES = _listed(
    "no not never none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent "
    "wont havent hasnt hadnt wouldnt shouldnt couldnt"
)
_STOPS = _listed("but however although though except because whereas while yet unless apart")
_EASE = _listed(
    "difficulty difficult problem problematic trouble issue hard shortage struggle concern "
    "challenge challenging gap short"
)
"""Negated, these say that all is well."""

_WANT = _listed(
    "only just enough many much sufficient find finding get getting recruit recruiting fill "
    "filling attract attracting hire hiring retain retaining source obtain one applicant "
    "candidate people person anybody anyone doubt sure surprisingly until alone have has had "
    "got"
)
"""Negated, these say that something is wanting, or nothing at all."""

_UNNEEDED = _EASE | _listed(
    "needed need required require necessary relevant applicable important use used want "
    "wanted essential priority"
)


def negation(words: Words, first: int, last: int) -> str:
    """The kind of cue over the words `first` to `last`: `before`, `after`, or nothing."""
    if _CUES.isdisjoint(words.folded) and not _SHORTENED.search(words.text):
        return ""
    return _before(words, first) or _after(words, last)


def _before(words: Words, first: int) -> str:
    for at in range(first - 1, max(first - 1 - WINDOW, -1), -1):
        word = words.folded[at]
        if word in _STOPS or words.ends(at):
            return ""
        if is_cue(word):
            answer = words.comma(at)  # "No, CAD is what we lack"
            return "" if answer or _wanting(words, at + 1, first) else "before"
    return ""


def _wanting(words: Words, start: int, end: int) -> bool:
    """Whether what follows a cue makes a want of it; "never had any trouble" is none."""
    near = set(words.folded[start : min(start + _NEAR, end)])
    return not near & _EASE and bool(near & _WANT)


def _after(words: Words, last: int) -> str:
    for at in range(last + 1, min(last + 1 + WINDOW, len(words))):
        word = words.folded[at]
        if word in _STOPS or word == "and" or words.ends(at - 1):
            return ""
        if is_cue(word):
            return "after" if _unneeded(words, at) else ""
    return ""


def _unneeded(words: Words, cue: int) -> bool:
    for at in range(cue + 1, min(cue + 1 + _NEAR, len(words))):
        if words.ends(at - 1):
            return False
        if words.folded[at] in _UNNEEDED:
            return True
    return False


def is_cue(word: str) -> bool:
    """Whether a folded word negates."""
    return word in _CUES or word.endswith("n't")
