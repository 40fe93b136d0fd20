"""What a company is called in decisions: an id that outlives the order of a file's rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

NAMED = "name:"


def identities(
    numbers: Sequence[str], own: Sequence[str], names: Sequence[str], apart: Sequence[str]
) -> list[str]:
    """For each row its company number, else the file's own id, else its name in plain letters.

    Args:
        numbers: company numbers, empty where there is none.
        own: the file's own ids, empty where there is none.
        names: names.
        apart: what tells two companies of one name apart: website, postcode or district. Where
            two rows of a name differ in it, it stands behind the names of both.
    """
    named: dict[str, set[str]] = {}
    found: list[str] = []
    for number, identity, name, place in zip(numbers, own, names, apart, strict=True):
        found.append(number or identity)
        if not found[-1]:
            named.setdefault(_plain(name), set()).add(_close(place))
    for at, name in enumerate(names):
        if not found[at]:
            plain = _plain(name)
            place = f" {_close(apart[at])}" if len(named[plain]) > 1 else ""
            found[at] = NAMED + (plain + place).rstrip()
    return found


def _close(place: str) -> str:
    """A place or address in one word: `www.` and what stands before it say nothing."""
    return re.sub(r"^https?://(www\.)?|/+$", "", "".join(place.split()).casefold())


def _plain(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.casefold())) or "unnamed"
