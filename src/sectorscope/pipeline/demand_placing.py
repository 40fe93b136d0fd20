"""Which adverts count, and which target each is of: by its employer, else by its occupation.

An advert that says what an earlier one says (employer, title and text alike) is the same advert put
up again, and counts once. Of a sector or segment it is if its employer is a company that was ruled
to be in it for at least half its people, or, once any company was ruled on, stands on the final
list; of the sector also if its stated occupation is among those of the definition, by the coding
index where it is of another version of SOC. Of a neighbour,
which nobody reviews, it is if its employer lists one of the neighbour's industry codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.concepts.soc import NEWER, OLDER
from sectorscope.evidence.sources.survey.businesses import normal
from sectorscope.sector.definition import WHOLE, Definition
from sectorscope.sector.occupations import Occupations
from sectorscope.study import Config

Row = dict[str, Any]
Tables = Mapping[str, pa.Table]

NEAR = "near:"
HALF = 0.5
"""Share of a company's people from which its adverts are taken for the sector's."""
_HASH = 12


@dataclass(frozen=True)
class Adverts:
    """Different adverts with a text, and how many were left out."""

    rows: tuple[Row, ...]
    repeats: int
    textless: int


def document(advert: Mapping[str, Any]) -> str:
    """What annotations call an advert: the start of its file's hash, and its id."""
    return f"{advert['snapshot'][:_HASH]}:{advert['id']}"


def different(table: pa.Table) -> Adverts:
    """Each different advert that has a text, once."""
    every = table.to_pylist()
    told = [a for a in every if a["text"]]
    first: dict[tuple[str, ...], Row] = {}
    for advert in told:
        said = (
            " ".join((advert[k] or "").casefold().split()) for k in ("employer", "title", "text")
        )
        first.setdefault(tuple(said), advert)
    return Adverts(tuple(first.values()), len(told) - len(first), len(every) - len(told))


def texts(table: pa.Table) -> Iterator[Row]:
    """Ids and texts of the adverts that count, for whoever reads them."""
    for advert in different(table).rows:
        yield {"id": document(advert), "text": advert["text"]}


def placed(config: Config, adverts: Sequence[Row], tables: Tables) -> Iterator[Row]:
    """Rows of `placement`: an advert may be of several targets, or of none."""
    definition, rules = Definition(config.sector), config.sector.crosswalk.adverts
    employers = _employers(adverts, tables["company"])
    members = _members(tables["membership"]) if "employer" in rules else {}
    listed = Listed.of(config, tables)
    near = [n.id for n in config.sector.neighbour if n.industries]
    for advert in adverts:
        company = employers.get(document(advert))
        targets = members.get(company["id"], ()) if company else ()
        for target in targets:
            yield _row(advert, target, "employer", company)
        if WHOLE not in targets and listed.hold(advert):
            yield _row(advert, WHOLE, "occupation", company)
        codes = [c for c in ((company or {}).get("sics") or "").split(";") if c]
        for name in near:
            if any(definition.industries_of(name).hint(c) for c in codes):
                yield _row(advert, NEAR + name, "industry", company)


def unsettled(config: Config, adverts: Sequence[Row], tables: Tables) -> int:
    """How many adverts state an occupation of another version that no index held settles."""
    listed = Listed.of(config, tables)
    return sum(listed.hold(advert) is None for advert in adverts)


@dataclass(frozen=True)
class Listed:
    """The unit groups of a definition, and what adverts coded in another version are of them.

    wanted: the unit groups, none where adverts are not told by them. version: of SOC.
    """

    wanted: frozenset[str]
    version: str
    held: Occupations

    @classmethod
    def of(cls, config: Config, tables: Tables) -> Listed:
        """Those of the study's definition, by the coding index among the tables."""
        crosswalk = config.sector.crosswalk
        wanted = crosswalk.occupations if "occupation" in crosswalk.adverts else ()
        entries = tables["occupation_title"].to_pylist() if "occupation_title" in tables else ()
        return cls(frozenset(wanted), crosswalk.soc, Occupations((), entries))

    def hold(self, advert: Row) -> bool | None:
        """Whether an advert's occupation is among them; None where that cannot be told.

        One that does not say its version is taken to be of the definition's. One of the other
        version is among them if every group it is by the index is, and not if none of them is.
        """
        code, version = advert["occupation"], advert["soc"] or self.version
        if not code or not self.wanted:
            return False
        if version == self.version:
            return code in self.wanted
        groups = self._in_own(code, version)
        if not groups or (groups & self.wanted and not groups <= self.wanted):
            return None
        return groups <= self.wanted

    def _in_own(self, code: str, version: str) -> frozenset[str]:
        """What a group of the other version is in the definition's; empty where nothing tells."""
        if (version, self.version) == (OLDER, NEWER):
            moved = self.held.moved(code)
            return frozenset(moved.units if moved else ())
        back = (version, self.version) == (NEWER, OLDER)
        return self.held.came_from(code) if back else frozenset()


def _row(advert: Row, target: str, rule: str, company: Row | None) -> Row:
    return {
        "document": document(advert),
        "target": target,
        "rule": rule,
        "company": company["id"] if company else None,
        **{k: advert[k] for k in ("snapshot", "locator", "raw")},
    }


def _members(membership: pa.Table) -> dict[str, tuple[str, ...]]:
    """Targets each company is in: as it was ruled, else as the final list has it."""
    rows = membership.select(["company", "target", "z", "listed"]).to_pylist()
    reviewed = {r["target"] for r in rows if r["z"] is not None}
    found: dict[str, tuple[str, ...]] = {}
    for r in rows:
        chosen = r["listed"] and r["target"] in reviewed
        if r["z"] >= HALF if r["z"] is not None else chosen:
            found[r["company"]] = (*found.get(r["company"], ()), r["target"])
    return found


def _employers(adverts: Sequence[Row], companies: pa.Table) -> dict[str, Row]:
    """The company that advertises, by advert: by its number, else by a name that one alone has."""
    numbers = {a["employer_number"] for a in adverts} - {None}
    names = {normal(a["employer"]) for a in adverts if a["employer"] and not a["employer_number"]}
    by_number, by_name = _companies(companies, numbers, names)
    found: dict[str, Row] = {}
    for advert in adverts:
        company = by_number.get(advert["employer_number"] or "")
        if not advert["employer_number"] and advert["employer"]:
            named = by_name.get(normal(advert["employer"]), {})
            company = next(iter(named.values())) if len(named) == 1 else None
        if company:
            found[document(advert)] = company
    return found


def _companies(
    companies: pa.Table, numbers: Iterable[str], names: set[str]
) -> tuple[dict[str, Row], dict[str, dict[str, Row]]]:
    """Companies by their number; and by name, each by its id. Of several files the first's row."""
    kept = companies.select(["id", "number", "name", "sics"])
    listed = pa.array(sorted(numbers), pa.string())
    held = kept.filter(pc.call_function("is_in", [kept["number"]], pc.SetLookupOptions(listed)))
    by_number: dict[str, Row] = {}
    for row in held.to_pylist():
        by_number.setdefault(row["number"], row)
    by_name: dict[str, dict[str, Row]] = {}
    for row in kept.to_pylist() if names else ():
        if (name := normal(row["name"])) in names:
            by_name.setdefault(name, {}).setdefault(row["id"], row)
    return by_number, by_name
