"""Which figures of the labour market are told: of each topic the newest most districts have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk
from sectorscope.profile import Estimate, Uncertainty
from sectorscope.wording import labour_market as wording

Row = Mapping[str, Any]

_SPANS = ("Annual", "Weekly", "Hourly")
_WHO = {"Total": "employees", "Full Time Workers": "full-time employees"}
_PAY = tuple(f"{who} / {span} pay - gross" for span in _SPANS for who in _WHO)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SURVEYS = ("rate", "median")
LEVEL = 0.95
"""Of the intervals Nomis publishes, and of those made of a coefficient of variation."""


@dataclass(frozen=True)
class Topic:
    """What is told of places.

    measure: as table `statistic` has it. labels: of its rows, the first rather than the others.
    where: a word that its basis holds.
    """

    name: str
    measure: str
    labels: tuple[str, ...]
    where: str = ""


PEOPLE = (
    Topic("employment", "rate", ("Employment rate - aged 16-64",)),
    Topic("qualified", "rate", ("% with RQF4+ - aged 16-64", "% with NVQ4+ - aged 16-64")),
    Topic("density", "jobs_density", ("all",)),
)
PAY = (
    Topic("pay_residents", "median", _PAY, "where they live"),
    Topic("pay_workplace", "median", _PAY, "where they work"),
)
TOPICS = {"": PEOPLE, "-pay": PAY}
"""What is told together, by how the name of its table ends: together they were too wide a table."""


@dataclass(frozen=True)
class Held:
    """The figures of one topic in one period, by place.

    rows: by code of a place; those without a figure among them.
    """

    desk: Desk
    topic: Topic
    rows: Mapping[str, Row]

    @cached_property
    def first(self) -> Row:
        """Any of the rows: what they share is read from it."""
        return next(iter(self.rows.values()))

    @property
    def when(self) -> tuple[str, str, str]:
        """Which phrase says the period, its month and its year; surveys run over twelve months."""
        found = _MONTH.fullmatch(self.first["period"])
        if not found:
            return "year", "", self.first["period"]
        return "months", MONTHS[int(found[2]) - 1], found[1]

    @property
    def span(self) -> str:
        """The period as a label has it: a month alone would not say that a year ends there."""
        how, month, year = self.when
        return wording.SPANS[how].format(month=month, year=year)

    @property
    def subject(self) -> str:
        """What is told, as a sentence calls it."""
        who, _, pay = self.first["label"].partition(" / ")
        scheme = "NVQ" if "NVQ" in who else "RQF"
        span = pay.partition(" ")[0].casefold()
        return wording.SUBJECTS[self.topic.name].format(
            scheme=scheme, span=span, who=_WHO.get(who, who)
        )

    def figure(self, code: str) -> Row | None:
        """A place's row, if it has a figure."""
        row = self.rows.get(code)
        return row if row and row["value"] is not None else None

    def estimate(self, row: Row, place: str) -> Estimate:
        """A published figure with the interval held for it."""
        return Estimate(
            label=f"{wording.TITLES[self.topic.name]}, {place}",
            value=row["value"],
            unit=row["unit"],
            standing="published",
            method=f"{row['dataset']}, {row['label']}, {self.span}",
            assumes=f"basis: {row['basis']}",
            uncertainty=_uncertainty(row),
            inputs=(self.desk.ref("statistic", row),),
        )


def held_of(desk: Desk, topic: Topic, statistics: Iterable[Row]) -> Held | None:
    """The newest period of the series that is held for most districts."""
    here = [p.code for p in desk.config.region.places]
    by: dict[tuple[str, str, str], dict[str, Row]] = {}
    for row in statistics:
        if (
            row["measure"] == topic.measure
            and row["label"] in topic.labels
            and topic.where in row["basis"]
        ):
            by.setdefault((row["period"], row["label"], row["dataset"]), {})[row["area_code"]] = row
    ranked = {
        key: (sum(rows[c]["value"] is not None for c in here if c in rows), key[0],
              -topic.labels.index(key[1]))
        for key, rows in by.items()
    }  # fmt: skip
    best = max(ranked, key=lambda key: ranked[key], default=None)
    if best is None or not ranked[best][0]:
        return None
    return Held(desk, topic, by[best])


def _uncertainty(row: Row) -> Uncertainty:
    if row["low"] is None or row["high"] is None:
        why = wording.NO_INTERVAL["survey" if row["measure"] in _SURVEYS else "other"]
        return Uncertainty(kind="none_published", why=why)
    why = wording.INTERVALS.get(row["measure"], "")
    return Uncertainty(kind="sampling", low=row["low"], high=row["high"], level=LEVEL, why=why)
