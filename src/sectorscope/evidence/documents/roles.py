"""Who is asking and who answers, from the labels people put before what is said."""

from __future__ import annotations

import re
from collections.abc import Collection

_ASK = "interviewer int intv q i iv moderator mod facilitator researcher question"
_ANSWER = "respondent resp interviewee participant a r p ie answer employer"
_EITHER = "speaker unknown voice male female"

INTERVIEWER = frozenset(_ASK.split())
RESPONDENT = frozenset(_ANSWER.split())
NEUTRAL = frozenset(_EITHER.split())
"""Words that stand for a person without saying which side of the table."""

_NUMBERED = re.compile(r"(.*?)[ ._-]*\d{0,3}")


def role_word(label: str) -> str:
    """A label as a word to look up: folded, without the number of `Respondent 2` or `R1`."""
    found = _NUMBERED.fullmatch(label.strip().casefold().strip("[]().*_ "))
    return found[1].strip(" .") if found else ""


def is_role(label: str) -> bool:
    """Whether a label is a known word for whoever asks, answers or speaks."""
    word = role_word(label)
    listed = len(word) == 1 and not label.strip()[:1].isupper()  # `a: this`, `b: that`
    return not listed and word in INTERVIEWER | RESPONDENT | NEUTRAL


def role_of(label: str | None, interviewers: Collection[str] = ()) -> str:
    """`interviewer`, `respondent` or `unknown`.

    Args:
        label: The speaker's label.
        interviewers: Labels of those who ask, where they are known: everyone else then answers.
    """
    if label is None:
        return "unknown"
    if interviewers:
        asking = {i.strip().casefold() for i in interviewers}
        return "interviewer" if label.strip().casefold() in asking else "respondent"
    word = role_word(label)
    if word in INTERVIEWER:
        return "interviewer"
    return "respondent" if word in RESPONDENT else "unknown"
