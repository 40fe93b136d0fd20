"""How a region's districts stand on a day, by the look-ups of areas that the study holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sectorscope.concepts.area_changes import changes

Row = Mapping[str, Any]
How = Literal["in operation", "ended", "not yet", "not listed", "no list"]
_DATED = "dated"


@dataclass(frozen=True)
class Standing:
    """One district on a day.

    how: `no list` where no list of districts with dates is held. day: when it ended or begins, ISO
    or a year. rows: what the lists have of it. wholes: rows of `area_member`, what it was in.
    """

    code: str
    name: str
    how: How
    day: str
    rows: tuple[Row, ...]
    wholes: tuple[Row, ...]

    @property
    def successor(self) -> str:
        """What an ended district went into, as the code history that ships with us has it."""
        change = changes().get(self.code)
        return f"{change.successor} {change.successor_name}" if change else ""


def standings(
    areas: Iterable[Row], members: Iterable[Row], places: Sequence[tuple[str, str]], as_of: str
) -> list[Standing]:
    """How each district stands.

    Args:
        areas: rows of table `area`.
        members: rows of table `area_member`.
        places: code and name of each district of the region.
        as_of: ISO date.
    """
    listed = [r for r in areas if r["kind"] == "district" and r["version"] == _DATED]
    wholes = _in_force([r for r in members if r["kind"] != "district"], as_of)
    found: list[Standing] = []
    for code, name in places:
        own = tuple(r for r in listed if r["code"] == code)
        how, day = _how(own, as_of) if listed else ("no list", "")
        parts = tuple(r for r in wholes if r["member"] == code)
        found.append(Standing(code, name, how, day, own, parts))
    return found


def _how(own: Sequence[Row], as_of: str) -> tuple[How, str]:
    """On the day an area ends by the list, it has ended: its successor begins on it."""
    if not own:
        return "not listed", ""
    begun = [r for r in own if r["since"] <= as_of]
    if not begun:
        return "not yet", min(r["since"] for r in own)
    if any(not r["until"] or as_of < r["until"] for r in begun):
        return "in operation", ""
    return "ended", max(r["until"] for r in begun)


def _in_force(members: Sequence[Row], as_of: str) -> list[Row]:
    """Memberships on a day.

    Of versions by year, the newest that is not later. A list by years of data holds on after its
    last one, until a newer is added: that year says what was published, not what ended.
    """
    last: dict[tuple[str, str], str] = {}
    newest: dict[str, str] = {}
    year = as_of[:4]
    for row in members:
        source = (row["kind"], row["snapshot"])
        last[source] = max(last.get(source, ""), row["until"] or "")
        if row["version"][:4] <= year:
            newest[row["kind"]] = max(newest.get(row["kind"], ""), row["version"])
    return [
        row
        for row in members
        if (
            _covers(row, as_of, last[row["kind"], row["snapshot"]])
            if row["version"] == _DATED
            else row["version"] == newest.get(row["kind"])
        )
    ]


def _covers(row: Row, as_of: str, last: str) -> bool:
    until = row["until"] or ""
    if row["since"] > as_of[: len(row["since"])]:
        return False
    return not until or until == last or as_of[: len(until)] <= until
