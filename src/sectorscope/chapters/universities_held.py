"""Grants as the chapter needs them: each award once, with its money, its place and its evidence.

An award is placed by the district its own list names for its recipient, or by the region, where the
study is of that region; else by the recipient's postcode, where a directory of postcodes is held
that knows it. The place of a project's work is another matter. A district that was made of several
may be in the region or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sectorscope.chapters.desk import Desk, Lies
from sectorscope.concepts.area_changes import changes, known_as
from sectorscope.profile import EvidenceRef
from sectorscope.sector.placing import spelled

Row = Mapping[str, Any]

_IDLE = re.compile(r"^(?:the )?(?:city|county|borough) of |,? (?:city|county) of$|,.*$")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Award:
    """An award to one recipient. refs: the rows it rests on, the one with its amount first.

    by_directory: whether its recipient's postcode places it, and not its list.
    """

    row: Row
    recipient: str
    amount: float | None
    where: Lies
    refs: tuple[EvidenceRef, ...]
    by_directory: bool = False

    @property
    def known_by(self) -> str:
        """What tells its recipient from others."""
        return str(self.row["recipient_id"] or self.recipient.casefold())

    @property
    def year(self) -> str | None:
        """The year it began, or was awarded."""
        found = _YEAR.match(self.row["start"] or self.row["awarded"] or "")
        return found.group() if found else None


@dataclass(frozen=True)
class Listed:
    """One dataset: its awards, those that withdrew left out."""

    dataset: str
    source: str
    awards: tuple[Award, ...]

    @cached_property
    def here(self) -> tuple[Award, ...]:
        """Awards to recipients in the region, the largest first."""
        found = (a for a in self.awards if a.where == "here")
        return tuple(sorted(found, key=lambda a: (-(a.amount or 0), a.recipient, a.row["id"])))

    @cached_property
    def not_placed(self) -> tuple[Award, ...]:
        """Awards that may be in the region or not."""
        return tuple(a for a in self.awards if a.where == "not known")

    @property
    def slug(self) -> str:
        """Its name in the identity of a block."""
        return self.source.replace("_", "-")


def listed(desk: Desk) -> list[Listed]:
    """Every dataset of grants that is held, by name."""
    by_name: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in desk.rows("grant"):
        if not row["withdrawn"]:  # of an award that two files list, one row
            by_name[row["dataset"]].setdefault(row["id"], row)
    money, bodies = _Money(desk), _bodies(desk)
    region = desk.config.region
    districts = Districts([(p.code, p.name) for p in region.places], region.name)
    found: list[Listed] = []
    for name, rows in sorted(by_name.items()):
        source = desk.snapshots[next(iter(rows.values()))["snapshot"]]["source"]
        awards = (_award(desk, row, money, bodies, districts) for row in rows.values())
        found.append(Listed(name, source, tuple(awards)))
    return found


def _award(
    desk: Desk, row: Row, money: _Money, bodies: Mapping[tuple[str, str], Row], districts: Districts
) -> Award:
    own = desk.ref("grant", row)
    body = bodies.get((row["dataset"], row["recipient_id"] or ""))
    named = row["recipient"] or (body["name"] if body else "an organisation that is not named")
    placed = row if row["region"] or not body else {**row, "region": body["region"]}
    award = Award(row, named, row["amount"], districts.where(placed), (own,))
    if row["amount"] is None:
        award = money.funded(award)
    if award.where == "not known":
        award = _looked_up(desk, award, row["postcode"] or (body["postcode"] if body else None))
    return replace(award, refs=(*award.refs, *([desk.ref("grant_body", body)] if body else [])))


def _looked_up(desk: Desk, award: Award, postcode: str | None) -> Award:
    """The award where a directory places its recipient's postcode; as it is where none does."""
    where = desk.lies(postcode)
    if where == "not known":
        return award
    found = desk.ref("placed_postcode", desk.placed[spelled(postcode)])
    return replace(award, where=where, refs=(*award.refs, found), by_directory=True)


def _bodies(desk: Desk) -> dict[tuple[str, str], Row]:
    return {(row["dataset"], row["id"]): row for row in desk.rows("grant_body")}


class _Money:
    """What projects are funded with, where their list has no amounts of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.funds: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
        for row in desk.rows("grant_fund"):
            if row["project"] and row["amount"] is not None:
                self.funds[row["dataset"], row["project"]].setdefault(row["id"], row)

    def funded(self, award: Award) -> Award:
        """The award with the sum of its project's funds; as it is where none is held."""
        funds = list(self.funds.get((award.row["dataset"], award.row["id"]), {}).values())
        if not funds:
            return award
        refs = tuple(self.desk.ref("grant_fund", f) for f in funds)
        return replace(award, amount=sum(f["amount"] for f in funds), refs=(*refs, *award.refs))


class Districts:
    """The region's districts, told by code or by name, whatever became of them since.

    region: the study's region by name, as a list of whole regions has it.
    """

    def __init__(self, places: Iterable[tuple[str, str]], region: str = "") -> None:
        self.names = dict(places)
        self._region = _plain(region)
        self._by_name = {_plain(name): code for code, name in self.names.items()}
        merged = [c for c in changes().values() if c.how == "merged"]
        into = [c for c in merged if c.code in self.names]
        outof = [c for c in merged if c.successor in self.names]
        self._unsure = {c.successor for c in into} | {_plain(c.successor_name) for c in into}
        self._within = {c.code for c in outof} | {_plain(c.name) for c in outof}

    def where(self, row: Row) -> Lies:
        """Whether the recipient is in the region, as far as its list says where it is."""
        if self._region and _plain(row["region"] or "") == self._region:
            return "here"
        if row["area_kind"] != "district" or not self.names:
            return "not known"
        code, name = row["area_code"], _plain(row["area"] or "")
        if code:
            return self._told(known_as(code, self.names), code in self._within)
        if name in self._by_name or name in self._within:
            return "here"
        return "not known" if name in self._unsure else "elsewhere"

    def _told(self, code: str, within: bool) -> Lies:
        if code in self.names or within:
            return "here"
        return "not known" if code in self._unsure else "elsewhere"


def _plain(name: str) -> str:
    """A district's name without what lists put around it ("City of Leeds", "Bristol, City of")."""
    return _IDLE.sub("", " ".join(name.casefold().split())).strip()
