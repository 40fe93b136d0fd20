"""Where postcodes lie: by a directory of them, else by sectors that lie wholly in one district.

A sector (`LS1 4`) is placed where every output area that is known to lie in it lies in one
district; an area whose district is not held leaves it open. Codes are brought to those the region
has. A district that was made of one of the region's and others may hold the address or not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.concepts.area_changes import changes, known_as
from sectorscope.evidence.columns import each
from sectorscope.evidence.companies.cells import postcode
from sectorscope.evidence.companies.columns import mended
from sectorscope.schema import TABLES, Records

Row = Mapping[str, Any]
Made = dict[str, Any]

DIRECTORIES = ("postcode", "output_area")
"""Tables that place postcodes."""
ADDRESSED = ("company", "employer", "grant", "grant_body", "organisation")
"""Tables whose rows have the postcode of an address."""
_PLAIN = r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"
_SCHEMA = TABLES["placed_postcode"].schema
_LETTERS = 2
"""Letters at a postcode's end that its sector lacks."""


def spelled(text: str | None) -> str:
    """A postcode as the directories' tables spell it; empty where there is none."""
    return postcode(text or "").text


def districts_of(rows: Iterable[Row]) -> dict[str, str]:
    """Districts by postcode, from rows of table `placed_postcode`."""
    return {r["postcode"]: r["district"] for r in rows if r["district"]}


def addresses(columns: Iterable[pa.ChunkedArray]) -> pa.Array:
    """Postcodes of several lists, each once, as the directories' tables spell them."""
    chunks = [chunk for column in columns for chunk in column.cast(pa.string()).chunks]
    told = pa.chunked_array(chunks, pa.string()).unique().drop_null()
    return _filled(mended(told, _PLAIN, lambda odd: [spelled(p) for p in odd.to_pylist()])[0])


def placed(
    postcodes: Sequence[str] | pa.Array,
    directory: pa.Table,
    areas: pa.Table,
    region: Collection[str],
) -> Records:
    """Rows of table `placed_postcode`, one for each postcode that anything held knows.

    Args:
        postcodes: as they are spelled there; what is empty is passed over. A register has millions.
        directory: table `postcode`.
        areas: table `output_area`.
        region: codes of the region's districts.
    """
    if not (directory.num_rows or areas.num_rows):
        return Records(_SCHEMA.empty_table())
    given = postcodes if isinstance(postcodes, pa.Array) else pa.array(postcodes, pa.string())
    asked = _filled(given).sort()
    known = _listed(asked, directory, region)
    rest = asked.filter(pc.call_function("invert", [_among(asked, known["postcode"])]))
    return Records(pa.concat_tables([known, _by_sector(rest, areas, region)]).combine_chunks())


def _filled(codes: pa.Array) -> pa.Array:
    return codes.filter(pc.call_function("not_equal", [codes, ""])).unique()


def _among(codes: pa.Array | pa.ChunkedArray, listed: pa.Array | pa.ChunkedArray) -> pa.Array:
    flat = pa.chunked_array([listed], pa.string()) if isinstance(listed, pa.Array) else listed
    return pc.call_function("is_in", [codes], pc.SetLookupOptions(flat.combine_chunks()))


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


def _listed(asked: pa.Array, directory: pa.Table, region: Collection[str]) -> pa.Table:
    """By postcode, what directories have of it: the latest whose district the region knows."""
    rows = directory.filter(_among(directory["postcode"], asked)).combine_chunks()
    told = rows["district"].combine_chunks().cast(pa.string())
    code = each(told, lambda district: as_of_region(district, region), pa.string())
    within = _among(code, pa.array(sorted(region), pa.string()))
    version = rows["version"].combine_chunks()
    keys = pa.table(
        {
            "postcode": rows["postcode"],
            "within": within.cast(pa.int8()),
            "stated": pc.call_function("not_equal", [version, "not stated"]).cast(pa.int8()),
            "version": version,
            "at": pa.array(np.arange(rows.num_rows)),
        }
    )
    latest = [(n, "descending") for n in ("within", "stated", "version")]
    order = keys.sort_by([("postcode", "ascending"), *latest, ("at", "ascending")])
    codes = order["postcode"].combine_chunks()
    first = np.ones(len(codes), np.bool_)
    if len(codes) > 1:
        first[1:] = np.asarray(pc.call_function("not_equal", [codes[1:], codes[:-1]]))
    at = order["at"].combine_chunks().filter(pa.array(first))
    district = code.take(at)
    how = pc.call_function("if_else", [district.is_valid(), "directory", "merged district"])
    best = rows.take(at)
    made = {n: best[n] for n in ("postcode", "terminated", "snapshot", "locator", "raw")}
    return pa.table(made | {"district": district, "how": how}).select(_SCHEMA.names).cast(_SCHEMA)


def _by_sector(rest: pa.Array, areas: pa.Table, region: Collection[str]) -> pa.Table:
    """Postcodes that no directory held has, by what is known of their sectors."""
    options = pc.SliceOptions(0, -_LETTERS)
    of = pc.call_function("utf8_slice_codeunits", [rest], options)
    found = _sectors(set(of.unique().to_pylist()), areas, region)
    names = pa.array(list(found), pa.string())
    at = pc.call_function("index_in", [of], pc.SetLookupOptions(names))
    told = pa.Table.from_pylist(list(found.values()), _SCHEMA.remove(0))
    known = at.is_valid()
    rows = told.take(at.filter(known))
    return rows.add_column(0, "postcode", rest.filter(known)).cast(_SCHEMA)


def _sectors(asked: set[str], areas: pa.Table, region: Collection[str]) -> dict[str, Made]:
    """By sector, where it lies; one with an area of no known district is not among them."""
    listed = areas.filter(pc.call_function("equal", [areas["kind"], "postcode sector"]))
    within = _latest(_rows_among(listed, "place", sorted(asked)))
    districts = areas.filter(pc.call_function("equal", [areas["kind"], "district"]))
    codes = sorted(row["code"] for row in within)
    of = {r["code"]: r["place"] for r in _latest(_rows_among(districts, "code", codes))}
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


def _rows_among(table: pa.Table, column: str, values: list[str]) -> Iterator[Row]:
    """Rows whose cell is one of some values; the others are never made rows."""
    yield from table.filter(_among(table[column], pa.array(values, pa.string()))).to_pylist()


def _stands(row: Row) -> Made:
    return {k: row[k] for k in ("snapshot", "locator", "raw")}
