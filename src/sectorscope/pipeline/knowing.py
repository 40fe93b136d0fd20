"""What a study knows by its day: figures of a period that had not ended by then are left out.

Of each series the periods that ended after the study's `as_of` are not told, where an earlier one
is held; where none is, the series is told and labelled. Figures of a model look ahead by their
nature. When a file was retrieved is a fact about the file, and is asked nowhere here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.chapters.desk import evidence_id, gap
from sectorscope.evidence.sources import load, names
from sectorscope.profile import Gap, as_name
from sectorscope.sector.periods import earliest_end
from sectorscope.store import Tables
from sectorscope.wording import feeds as words
from sectorscope.wording.text import join

Row = Mapping[str, Any]

PERIODS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "statistic": ("period", ("dataset", "measure", "dimension")),
    "total": ("period", ("dataset", "measure", "dimension")),
    "apprenticeship": ("period", ("dataset", "measure")),
    "graduate": ("period", ("dataset",)),
    "provider_income": ("period", ("dataset",)),
    "employer": ("year", ()),
    "commuting": ("census", ()),
}
"""Tables of figures by period: the column that names it, and what makes rows one series."""
_NAMED = 6


@dataclass(frozen=True)
class Known:
    """Tables as a study knows them on its day.

    tables: without what is left out. left: what that is, data set and period, in their order.
    labels: what stands beside what had not ended and is told all the same, by evidence id.
    """

    tables: Tables
    left: tuple[tuple[str, str], ...]
    labels: Mapping[str, str]

    def gaps(self, day: date) -> Iterator[Gap]:
        """What is held of later periods, and not told."""
        if self.left:
            told = [as_name(f"{dataset}, {period}") for dataset, period in self.left[:_NAMED]]
            more = ["others"] * (len(self.left) > _NAMED)
            listed = join([*told, *more], heavy=True)
            yield gap(
                "later-periods",
                words.LATER,
                words.LATER_TAKES,
                after=f"after {spoken(day)}",
                list=listed,
            )


def known_by(tables: Tables, day: date) -> Known:
    """What the tables say that had ended by a day, and what is told without having ended."""
    models = _of_models(tables)
    kept, left, labels = dict[str, pa.Table](), set[tuple[str, str]](), dict[str, str]()
    for name in (n for n in PERIODS if tables.has(n)):
        table = tables.arrow(name)
        gone, standing = _sorted(name, table, models, day)
        if gone:
            kept[name] = table.filter(pc.call_function("invert", [_any_of(table, gone)]))
            left |= {(g.get("dataset") or name.capitalize(), g[PERIODS[name][0]]) for g in gone}
        if standing:
            rows = table.filter(_any_of(table, standing)).to_pylist()
            label = words.NOT_ENDED.format(day=spoken(day))
            labels |= {evidence_id(name, row): label for row in rows}
    return Known(tables.but(**kept) if kept else tables, tuple(sorted(left)), labels)


def spoken(day: date) -> str:
    """A day as a sentence has it."""
    return f"{day.day} {day:%B %Y}"


def _sorted(
    name: str, table: pa.Table, models: frozenset[str], day: date
) -> tuple[list[Row], list[Row]]:
    """Series and periods that had not ended: those to leave out, and those that stand alone."""
    column, series = PERIODS[name]
    distinct = table.group_by([*series, column, "snapshot"]).aggregate([]).to_pylist()
    asked = [one for one in distinct if one["snapshot"] not in models]
    later = [one for one in asked if (end := earliest_end(one[column])) and end > day]
    if not later:
        return [], []
    ended = {tuple(one[c] for c in series) for one in asked if one not in later}
    gone = [one for one in later if tuple(one[c] for c in series) in ended]
    return gone, [one for one in later if one not in gone]


def _any_of(table: pa.Table, wanted: list[Row]) -> pa.ChunkedArray:
    """Which rows have the cells of one of these."""
    return reduce(_or, (reduce(_and, (_is(table, c, v) for c, v in one.items())) for one in wanted))


def _is(table: pa.Table, column: str, value: str) -> pa.ChunkedArray:
    return pc.call_function("equal", [table[column], pa.scalar(value)])


def _and(one: Any, other: Any) -> Any:  # noqa: ANN401 - arrays of whatever kind Arrow makes
    return pc.call_function("and", [one, other])


def _or(one: Any, other: Any) -> Any:  # noqa: ANN401
    return pc.call_function("or", [one, other])


def _of_models(tables: Tables) -> frozenset[str]:
    """Snapshots of sources whose figures are a model's."""
    looking_ahead = {n for n in names() if load(n).meta.basis == "model"}
    return frozenset(s["sha256"] for s in tables.rows("snapshot") if s["source"] in looking_ahead)
