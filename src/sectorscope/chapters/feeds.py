"""Feeds that have fallen silent, or behind: a label on all that was drawn from them, and a gap.

Nothing is asked here. What was tried in vain, and what a publisher says of its series, stands in
the table of snapshots; whether a newer vintage was due is reckoned to the date of the profile.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sectorscope.chapters.desk import Desk, gap
from sectorscope.profile import Block, Gap
from sectorscope.wording import feeds as words

Row = Mapping[str, Any]

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}
"""Months from one vintage to the next, by the word that a source's cadence begins with."""

_YEARS = re.compile(r"\b(\d{4})(?:[/-](\d{4}|\d{2}))?\b")


@dataclass(frozen=True)
class Feed:
    """A snapshot whose feed is not well. told: what is amiss, in words, without its name."""

    sha256: str
    source: str
    file: str
    told: str

    @property
    def label(self) -> str:
        """What stands as a caveat on all that was drawn from it."""
        return words.LABEL.format(source=self.source, file=self.file, told=self.told)

    @property
    def gap(self) -> Gap:
        """What cannot be said while it is not well."""
        name = re.sub(r"[^a-z0-9]+", "-", f"{self.source} {self.file}".casefold()).strip("-")
        return gap(
            f"feed-{name}",
            words.BECAUSE,
            words.TAKES,
            source=self.source,
            file=self.file,
            told=self.told,
        )


def feeds(desk: Desk, cadences: Mapping[tuple[str, str], str]) -> list[Feed]:
    """The feeds that are not well, in the order of their names.

    Args:
        desk: what chapters are written at.
        cadences: how often the source of each query appears, by source and name of the snapshot.
    """
    found = list[Feed]()
    for row in sorted(desk.snapshots.values(), key=lambda r: (r["source"], r["name"])):
        cadence = cadences.get((row["source"], row["name"]))
        told = [*_tried(row), *(_due(desk, row, cadence) if cadence else ()), *_said(row)]
        if told:
            last = words.LAST.format(retrieved=row["retrieved"])
            found.append(Feed(row["sha256"], row["title"], row["name"], last + "".join(told)))
    return found


def gaps(found: Iterable[Feed]) -> Iterator[Block]:
    """A gap a feed, beside the method."""
    return (feed.gap for feed in found)


def _tried(row: Row) -> Iterator[str]:
    if row["tried"]:
        yield words.TRIED[row["came"]].format(tried=row["tried"])


def _said(row: Row) -> Iterator[str]:
    if row["said"]:
        yield words.SAID.format(said=row["said"].rstrip("."))


def _due(desk: Desk, row: Row, cadence: str) -> Iterator[str]:
    """Whether a newer vintage was due: for one to pass and to be published takes two cadences."""
    months = MONTHS.get(cadence.split(maxsplit=1)[0].strip(",;").casefold())
    as_of = desk.config.study.as_of
    if months is None:
        return
    periods = {r["period"] for r in desk.rows("statistic") if r["snapshot"] == row["sha256"]}
    if not periods and _is_of_a_census(desk, row):
        return  # the next is ten years on, whatever else its source publishes
    ends = {p: end for p in periods if (end := ended(p))}
    newest = max(ends, key=lambda p: (ends[p], p), default=row["retrieved"])
    if as_of > later(ends.get(newest) or date.fromisoformat(row["retrieved"]), 2 * months):
        yield words.DUE.format(newest=newest, as_of=as_of.isoformat(), cadence=cadence)


def _is_of_a_census(desk: Desk, row: Row) -> bool:
    return any(flow["snapshot"] == row["sha256"] for flow in desk.rows("commuting"))


def ended(period: str) -> date | None:
    """The last day a period may hold: the end of its last year; None where it names no year."""
    years = list[int]()
    for first, second in _YEARS.findall(period):
        years.append(int(first))
        if len(second) == len(first) or second == f"{(int(first) + 1) % 100:02d}":
            years.append(int(second) if len(second) == len(first) else int(first) + 1)
    return date(max(years), 12, 31) if years else None


def later(day: date, months: int) -> date:
    """A day some months on, or the last of its month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
