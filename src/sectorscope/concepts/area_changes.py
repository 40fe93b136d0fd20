"""What became of districts of England whose code has ended, and what a later map cannot tell.

Dated facts that ship with the product. A district that was merged is a part of its successor: its
figures can be added up to it, never taken out of it again.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sectorscope.concepts.areas import every_place


@dataclass(frozen=True)
class Change:
    """The end of a district's code. last_day: ISO date. how: recoded, merged or renamed."""

    code: str
    name: str
    last_day: str
    successor: str
    successor_name: str
    how: str

    @property
    def lost(self) -> str:
        """What cannot be told any more once figures are given for the successor."""
        if self.how != "merged":
            return f"the same area, or nearly, {self.how}: nothing is lost"
        others = [c.name for c in changes().values() if c.successor == self.successor]
        rest = [name for name in others if name != self.name]
        return (
            f"a part of it: with {', '.join(rest)} it adds up to the new area, "
            "and cannot be told from it again"
        )


@cache
def changes() -> Mapping[str, Change]:
    """Every ended code of a district of England since 2011, by code."""
    text = files("sectorscope").joinpath("data", "area_changes.csv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {row["code"]: Change(**row) for row in csv.DictReader(lines)}


def known_as(code: str, region: Collection[str]) -> str:
    """The code a region's list has for a district that was recoded; else the code as it is.

    Either way: a file may be older than the list, or the list than the file.
    """
    if code in region:
        return code
    change = changes().get(code)
    if change is not None and change.how == "recoded" and change.successor in region:
        return change.successor
    before = (c.code for c in changes().values() if c.successor == code and c.how == "recoded")
    return next((old for old in before if old in region), code)


@cache
def names_of() -> Mapping[str, tuple[str, ...]]:
    """Names a district of England has gone by, by code, those whose code has ended included."""
    found = {code: [name] for code, name in every_place().items()}
    for change in changes().values():
        found.setdefault(change.code, []).append(change.name)
    return {code: tuple(names) for code, names in found.items()}
