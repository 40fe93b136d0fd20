"""Names of businesses and people, folded so that two spellings of one name are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEGAL_FORM = re.compile(
    r"[\s,]+(?:\(?(?:ltd|limited|plc|p\.l\.c|public limited company|llp|l\.l\.p"
    r"|limited liability partnership|lp|cic|cio|inc|incorporated|company limited|co\.? ltd)\)?\.?)$"
)
_EDGES = " \t\n.,;:"


@lru_cache(maxsize=16_384)
def normalise(name: str) -> str:
    """A name without its case, odd spacing, look-alike characters and trailing legal form.

    A name that is nothing but a legal form keeps it. Folding twice changes nothing.
    """
    while (folded := _once(name)) != name:
        name = folded
    return name


def without_form(name: str) -> str:
    """A name without its trailing legal form, its case and spacing as they are."""
    whole = " ".join(name.split()).rstrip(_EDGES)
    found = _LEGAL_FORM.search(whole.lower()) if len(whole.lower()) == len(whole) else None
    return without_form(whole[: found.start()]) if found else whole


def _once(name: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    plain = "".join(c for c in plain if unicodedata.category(c) != "Cf")  # soft hyphens, marks
    spaced = " ".join(plain.split()).strip(_EDGES)
    return _LEGAL_FORM.sub("", spaced) or spaced
