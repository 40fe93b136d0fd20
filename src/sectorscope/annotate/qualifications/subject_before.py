"""The subject before a qualification: "life sciences" degree, "business or IT" qualification."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sectorscope.annotate.qualifications import lists
from sectorscope.annotate.qualifications.subject import is_known

_TOKEN = re.compile(r"\S+")
_REACH = 90
_EDGES = "(/-"


def before(text: str, start: int, floor: int, *, wide: bool = False) -> int:
    """Where the subject before a qualification begins; `start` if there is none.

    floor: where the mention before ended. wide: words with a capital count too, as before
    "qualification" and "certificate".
    """
    low = max(floor, start - _REACH)
    low = max(low, text.rfind("\n", low, start) + 1)
    near = text[low:start].rsplit(None, 1)
    if not near or not _leads(near[-1].strip(_EDGES), True, wide):
        return start
    tokens = [(found[0], low + found.start()) for found in _TOKEN.finditer(text[low:start])]
    return _leftmost(tokens, start, wide)


def names(text: str) -> bool:
    """Whether words name a subject or a job: what an apprenticeship is to."""
    return any(is_known(word) or word.lower() in lists.JOBS for word in text.split())


def _leftmost(tokens: Sequence[tuple[str, int]], start: int, wide: bool) -> int:
    found, joined = start, False
    for n, (token, at) in enumerate(reversed(tokens)):
        word = token.strip(_EDGES)
        joined = joined or (n > 0 and word.endswith(","))  # "business, statistics or maths degree"
        if n and not joined and word.lower() in ("and", "or", "&", "/"):
            joined = True
            continue
        if not _leads(word.rstrip(",") if n else word, found == start, wide):
            break
        if word.lower() not in lists.LINKED:
            found = at + len(token) - len(token.lstrip(_EDGES))
        joined = False
        if token[0] == "(":
            break
    told = (token.strip("(/-,").lower() for token, at in tokens if at >= found)
    return start if wide and lists.GENERAL.issuperset(told) else found


def _leads(word: str, first: bool, wide: bool) -> bool:
    """Whether a word, the first before the name or a further one, is of a subject."""
    low = word.lower()
    if first and low in lists.LINKED:
        return True
    if first and not wide and low in lists.NO_SUBJECT:
        return False
    parts = [part for part in word.split("/") if part]
    if parts and all(is_known(p) and p.lower() not in lists.VAGUE for p in parts):
        return True
    name = wide and word[:1].isupper() and word.replace("-", "").replace("'", "").isalpha()
    return name and low not in lists.ENDS and low not in lists.GENERAL
