"""Groups of the classification of occupations that a study names, in its version and in the newer.

Titles are those of the files held, else those that ship. What became of a unit group of SOC 2010 is
told by the entries of the coding index held, and by nothing else: where they code it to several
groups of SOC 2020 it lies in the group above them, and is never parted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import Any

from sectorscope.concepts.soc import NEWER, group

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Moved:
    """What a unit group of SOC 2010 is in SOC 2020, by the index.

    into: its unit group, or the group above all of them; "" where they have none in common.
    units: the unit groups its entries are coded to, most entries first. entries: rows of them.
    """

    into: str
    units: tuple[str, ...]
    entries: tuple[Row, ...]

    @property
    def split(self) -> bool:
        """Whether its entries are coded to several unit groups."""
        return len(self.units) > 1


class Occupations:
    """The classification as a study holds it.

    Args:
        groups: rows of `occupation_code`.
        entries: rows of `occupation_title`.
    """

    def __init__(self, groups: Iterable[Row], entries: Iterable[Row]) -> None:
        self._groups = {(row["version"], row["code"]): row for row in groups}
        self._entries = tuple(entries)

    @property
    def held(self) -> bool:
        """Whether any file of the classification is held."""
        return bool(self._groups or self._entries)

    @property
    def moves_known(self) -> bool:
        """Whether the coding index that has both versions is held."""
        return bool(self._moves)

    def row(self, version: str, code: str) -> Row | None:
        """The row of a group, where a file held has it."""
        return self._groups.get((version, code))

    def title(self, version: str, code: str) -> str:
        """What a group is called; "" where neither a file nor what ships knows it."""
        if (row := self.row(version, code)) is not None:
            return row["title"]
        return group(version, code)

    def titles(self, version: str, code: str) -> tuple[Row, ...]:
        """Entries of the index of that version coded to a unit group, in order."""
        return self._coded.get((version, code), ())

    def moved(self, code: str) -> Moved | None:
        """What a unit group of SOC 2010 is in SOC 2020; None where no entry of an index tells."""
        return self._moves.get(code)

    def came_from(self, code: str) -> frozenset[str]:
        """Unit groups of SOC 2010 that entries of a unit group of SOC 2020 are of."""
        return frozenset(e["soc2010"] for e in self.titles(NEWER, code) if e["soc2010"])

    @cached_property
    def _coded(self) -> dict[tuple[str, str], tuple[Row, ...]]:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in self._entries:
            found.setdefault((row["version"], row["code"]), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def _moves(self) -> dict[str, Moved]:
        found: dict[str, dict[str, list[Row]]] = {}
        for row in self._entries:
            if row["version"] == NEWER and row["soc2010"]:
                found.setdefault(row["soc2010"], {}).setdefault(row["code"], []).append(row)
        return {code: _moved(by_unit) for code, by_unit in found.items()}


def _moved(by_unit: Mapping[str, list[Row]]) -> Moved:
    units = sorted(by_unit, key=lambda u: (-len(by_unit[u]), u))
    alike = (len(set(digits)) == 1 for digits in zip(*units, strict=True))
    above = units[0][: sum(takewhile(bool, alike))]
    entries = tuple(row for unit in units for row in by_unit[unit])
    return Moved(above, tuple(units), entries)
