"""Options that name one of a few things: the wrong name is answered with the near one."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import cast

from sectorscope.errors import UsageError
from sectorscope.profile.vocabulary import AUDIENCES, Audience

FORMATS = ("html", "json", "annex")


def audience_of(text: str) -> Audience:
    """The audience of that name.

    Raises:
        UsageError: there is none.
    """
    return cast("Audience", one_of(text, AUDIENCES, "audience"))


def formats_of(text: str) -> tuple[str, ...]:
    """Formats from a list with commas.

    Raises:
        UsageError: one of them is not rendered, or none is named.
    """
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    if not wanted:
        raise UsageError("no format was named", expected="one or more of " + ", ".join(FORMATS))
    return tuple(one_of(part, FORMATS, "format") for part in wanted)


def one_of(text: str, known: Sequence[str], what: str) -> str:
    """The text, if it is one of the known names.

    Raises:
        UsageError: it is not; the nearest is suggested.
    """
    if text in known:
        return text
    near = difflib.get_close_matches(text, known, n=1)
    raise UsageError(
        f"there is no {what} {text!r}",
        expected="one of " + ", ".join(known),
        hint=f"did you mean {near[0]!r}?" if near else "",
    )
