"""What `doctor` says of one thing it looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Standing = Literal["good", "note", "broken"]


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    standing: `good`; `note`: to know, and nothing stops for it; `broken`: something of the study
    or the product does not work until a person mends it. Neither `found` nor `hint` holds a
    secret, a name of a person, business or file, or a path: people send this to each other.
    """

    what: str
    standing: Standing
    found: str
    hint: str = ""


def counted(number: int, what: str) -> str:
    """A number of things: `1 file`, `12 files`."""
    return f"{number:,} {what}" + "s" * (number != 1)
