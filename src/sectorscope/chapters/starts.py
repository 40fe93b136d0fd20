"""What is held of apprenticeship starts: on the definition's standards, and in the districts.

Nothing is added up across data sets, for each holds the same learners.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.sector.counted import SPAN

Row = Mapping[str, Any]

HOME, DELIVERY = _WAYS = "home", "delivery"


@dataclass(frozen=True)
class Named:
    """A standard the definition names, as the list of standards has it.

    registered: what the register of learning aims has of it, by the code the list gives.
    """

    reference: str
    title: str
    level: int
    row: Row
    registered: Row | None = None


@dataclass(frozen=True)
class Held:
    """Starts that are held, for the standards of the definition and the region's districts."""

    desk: Desk

    @cached_property
    def rows(self) -> list[Row]:
        """Totals of starts, every one."""
        return [r for r in self.desk.rows("total") if r["measure"] == "starts"]

    @cached_property
    def named(self) -> list[Named]:
        """Standards of the crosswalk that the list of standards names, in the crosswalk's order."""
        wanted = self.desk.config.sector.crosswalk.standards
        newest: dict[str, Row] = {}
        for row in self.desk.rows("standard"):
            if row["reference"] in wanted:
                newest[row["reference"]] = row  # in key order: the highest version is the last
        made = (newest[w] for w in wanted if w in newest)
        known = {r["standard"]: r for r in self.desk.rows("registered_standard")}
        return [
            Named(r["reference"], r["title"], r["level"], r, known.get(r["lars"])) for r in made
        ]

    @cached_property
    def by_standard(self) -> dict[tuple[str, str], Row]:
        """National totals by title, as it is compared, and period."""
        national = [r for r in self.rows if r["dimension"] == "standard" and r["place"] == "all"]
        mine = [r for r in national if r["dataset"] == self._dataset(national)]
        return _single(mine, lambda r: (plain(r["code"]), r["period"]))

    @cached_property
    def over_all(self) -> dict[str, Row]:
        """All starts of the same data set, by period."""
        datasets = {r["dataset"] for r in self.by_standard.values()}
        mine = (r for r in self._everything if r["place"] == "all" and r["dataset"] in datasets)
        return _single(mine, lambda r: r["period"])

    @property
    def _everything(self) -> list[Row]:
        return [r for r in self.rows if r["dimension"] == "all"]

    @cached_property
    def years(self) -> list[str]:
        """Whole academic years for which starts by standard are held, in order."""
        return sorted({r["period"] for r in self.by_standard.values() if r["whole_year"]})

    @cached_property
    def parts_of_years(self) -> list[str]:
        """Parts of years later than any whole one."""
        parts = {r["period"] for r in self.by_standard.values() if not r["whole_year"]}
        return sorted(p for p in parts if p > max(self.years, default=""))

    def of(self, standard: Named, period: str) -> Row | None:
        """A standard's starts in a period; None where the file has none under its title.

        Files of starts write titles as the register of learning aims does: its title is tried
        where the list's own is not there.
        """
        found = self.by_standard.get((plain(standard.title), period))
        if found or standard.registered is None:
            return found
        return self.by_standard.get((plain(standard.registered["title"]), period))

    def told_by_register(self, standards: Iterable[Named]) -> list[Row]:
        """Of these standards, the register's rows by whose title alone a file has starts."""
        titles = {title for title, _ in self.by_standard}
        return [
            n.registered
            for n in standards
            if n.registered
            and plain(n.title) not in titles
            and plain(n.registered["title"]) in titles
        ]

    def district(self, way: str, name: str, period: str) -> Row | None:
        """Starts of any kind by learners who live, or are taught, in a district."""
        return self._districts.get((f"{way}:{name}", period))

    @cached_property
    def _districts(self) -> dict[tuple[str, str], Row]:
        """Of one data set that has years of every district: one of regions cannot answer."""
        wanted = {f"{way}:{p.name}" for p in self.desk.config.region.places for way in _WAYS}
        placed = [r for r in self._everything if r["place"] in wanted]
        single = _single(placed, lambda r: (r["dataset"], r["period"], r["place"])).values()
        having = Counter((r["dataset"], r["period"]) for r in single if r["value"] is not None)
        complete = [r for r in single if having[r["dataset"], r["period"]] == len(wanted)]
        dataset = self._dataset(complete)
        return {(r["place"], r["period"]): r for r in single if r["dataset"] == dataset}

    @cached_property
    def district_periods(self) -> list[str]:
        """Whole years for which every district of the region has both totals."""
        names = [p.name for p in self.desk.config.region.places]
        periods = sorted({r["period"] for r in self.rows if r["whole_year"]})
        return [
            y
            for y in periods
            if names
            and all(
                (row := self.district(way, n, y)) and row["value"] is not None
                for n in names
                for way in _WAYS
            )
        ]

    @property
    def both(self) -> bool:
        """Whether a file breaks starts down by standard and by district."""
        return any(r["dimension"] == "standard" and r["place"] != "all" for r in self.rows)

    @staticmethod
    def _dataset(rows: list[Row]) -> str:
        """The data set with the newest whole year, then with most of them: never two together."""
        by: dict[str, set[str]] = {}
        for row in rows:
            if row["whole_year"]:
                by.setdefault(row["dataset"], set()).add(row["period"])
        return max(by, key=lambda d: (max(by[d]), len(by[d]), d), default="")


def _single(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, Row]:
    """Rows by their key; of those that two files give, none: neither is the whole."""
    by: dict[Any, list[Row]] = {}
    for row in rows:
        by.setdefault(key(row), []).append(row)
    return {k: held[0] for k, held in by.items() if len(held) == 1}


def plain(title: str) -> str:
    """A title as it is compared: files write it in capitals of their own."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def five_before(period: str) -> str:
    """The academic year five before another: 2019/20 of 2024/25."""
    first = int(period[:4]) - SPAN
    return f"{first}/{(first + 1) % 100:02}"
