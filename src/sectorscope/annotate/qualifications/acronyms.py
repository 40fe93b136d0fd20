"""Letters that no table knows, told by the word after them: "FPQ qualified", "XYZ registered".

Only capitals, three to six; the known ones are read by their tables. The mention is the letters,
with "registered" or "licence" where that is what names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sectorscope.annotate.qualifications import lists
from sectorscope.annotate.qualifications.form import Core, Form

_LETTERS = re.compile(r"(?<![^\W_])[A-Z]{3,6}(?=[- ]$)")
QUALIFIED = Form(
    "lettered_award",
    "qualification known by its letters",
    ("qualified", "certified"),
    "",
    None,
    "named",
    None,
    0,
)
REGISTERED = Form(
    "lettered_register",
    "register known by its letters",
    ("registered", "registration"),
    "",
    None,
    "register",
    None,
    0,
    "registration",
)
ACRONYMS = (QUALIFIED, REGISTERED)


def places(told: Iterable[Form], text: str, at: int, end: int) -> Iterator[Core]:
    """The mentions whose telling word begins at `at` and ends at `end`."""
    low = max(0, at - 8)
    found = _LETTERS.search(text[low:at])
    if not found or found[0] in lists.AWARDS_NOTHING or text[end : end + 1].isalnum():
        return
    start = low + found.start()
    for form in told:
        yield Core(start, end if form.kind == "registration" else start + len(found[0]), form)
