"""Where postcodes lie: by a directory of them, else by sectors that lie wholly in one district.

A sector (`LS1 4`) is placed where every output area that is known to lie in it lies in one
district; an area whose district is not held leaves it open. Codes are brought to those the region
has. A district that was made of one of the region's and others may hold the address or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.concepts.area_changes import changes, known_as
from sectorscope.evidence.companies.cells import postcode

Row = Mapping[str, Any]
Made = dict[str, Any]

DIRECTORIES = ("postcode", "output_area")
"""Tables that place postcodes."""
ADDRESSED = ("company", "employer", "grant", "grant_body", "organisation")
"""Tables whose rows have the postcode of an address."""
_LETTERS = 2
"""Letters at a postcode's end that its sector lacks."""


def spelled(text: str | None) -> str:
    """A postcode as the directories' tables spell it; empty where there is none."""
    return postcode(text or "").text


def districts_of(rows: Iterable[Row]) -> dict[str, str]:
    """Districts by postcode, from rows of table `placed_postcode`."""
    return {r["postcode"]: r["district"] for r in rows if r["district"]}


def placed(
    postcodes: Iterable[str], directory: pa.Table, areas: pa.Table, region: Collection[str]
) -> list[Made]:
    """Rows of table `placed_postcode`, one for each postcode that anything held knows.

    Args:
        postcodes: as they are spelled there; what is empty is passed over.
        directory: table `postcode`.
        areas: table `output_area`.
        region: codes of the region's districts.
    """
    if not (directory.num_rows or areas.num_rows):
        return []
    asked = sorted(set(postcodes) - {""})
    known = _listed(asked, directory, region)
    found = [known[one] for one in asked if one in known]
    rest = [one for one in asked if one not in known]
    sectors = _sectors({one[:-_LETTERS] for one in rest}, areas, region)
    found += [{"postcode": one, **s} for one in rest if (s := sectors.get(one[:-_LETTERS]))]
    return found


def as_of_region(code: str, region: Collection[str]) -> str | None:
    """The code a region has for a district, or for what it went into; None where it cannot be told.

    A later code of a district that one of the region's was merged into with others tells nothing.
    """
    own = known_as(code, region)
    if own in region:
        return own
    change = changes().get(own)
    if change is not None and change.how == "merged" and change.successor in region:
        return change.successor
    merged = (changes().get(c) for c in region)
    if any(c is not None and c.how == "merged" and c.successor == own for c in merged):
        return None
    return own


def _listed(asked: list[str], directory: pa.Table, region: Collection[str]) -> dict[str, Made]:
    """By postcode, what directories have of it: the latest whose district the region knows."""
    held: dict[str, list[Row]] = defaultdict(list)
    for row in _among(directory, "postcode", asked):
        held[row["postcode"]].append(row)
    found: dict[str, Made] = {}
    for one, rows in held.items():
        rows.sort(key=_age, reverse=True)
        within = (r for r in rows if as_of_region(r["district"], region) in region)
        best = next(within, rows[0])
        code = as_of_region(best["district"], region)
        how = "directory" if code else "merged district"
        found[one] = {
            "postcode": one,
            "district": code,
            "how": how,
            "terminated": best["terminated"],
            **_stands(best),
        }
    return found


def _sectors(asked: set[str], areas: pa.Table, region: Collection[str]) -> dict[str, Made]:
    """By sector, where it lies; one with an area of no known district is not among them."""
    listed = areas.filter(pc.call_function("equal", [areas["kind"], "postcode sector"]))
    within = _latest(_among(listed, "place", sorted(asked)))
    districts = areas.filter(pc.call_function("equal", [areas["kind"], "district"]))
    codes = sorted(row["code"] for row in within)
    of = {r["code"]: r["place"] for r in _latest(_among(districts, "code", codes))}
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in within:
        parts[row["place"]].append(row)
    found: dict[str, Made] = {}
    for name, rows in parts.items():
        told = {of.get(r["code"]) for r in rows}
        if None not in told:
            own = {as_of_region(c, region) for c in told if c}
            found[name] = _sector(own) | _stands(rows[0])
    return found


def _sector(own: set[str | None]) -> Made:
    one = next(iter(own)) if len(own) == 1 else None
    how = "sector" if one else "several districts" if len(own) > 1 else "merged district"
    return {"district": one, "how": how, "terminated": False}


def _latest(rows: Iterable[Row]) -> list[Row]:
    """Of one output area the latest row."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda r: (_age(r), r["code"])):
        found[row["code"]] = row
    return sorted(found.values(), key=lambda r: r["code"])


def _age(row: Row) -> tuple[bool, str]:
    """Later versions after earlier ones, those that say none before all."""
    return row["version"] != "not stated", row["version"]


def _among(table: pa.Table, column: str, values: list[str]) -> Iterator[Row]:
    """Rows whose cell is one of some values; the others are never made rows."""
    chosen = pc.call_function(
        "is_in", [table[column]], pc.SetLookupOptions(pa.array(values, pa.string()))
    )
    yield from table.filter(chosen).to_pylist()


def _stands(row: Row) -> Made:
    return {k: row[k] for k in ("snapshot", "locator", "raw")}
