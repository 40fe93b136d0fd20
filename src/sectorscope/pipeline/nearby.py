"""A study's tables with the companies that may be of its region, and the addresses of those alone.

Sizing, review and chapters read companies row by row. Of a register they are given these; the run
holds all of it, and adverts find their employer wherever it is registered.
"""

from __future__ import annotations

import json
from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.sector.nearby import nearby
from sectorscope.sector.placing import ADDRESSED, addresses
from sectorscope.store import Tables
from sectorscope.study import Config


def near(config: Config, tables: Tables, ruled: Collection[str] | None = None) -> Tables:
    """The tables, where they hold many companies with those that may count.

    Args:
        config: the study's configuration.
        tables: its tables.
        ruled: companies that somebody ruled on; None: as table `decision` has it.
    """
    whole, placed = tables.arrow("company"), tables.arrow("placed_postcode")
    region = {place.code: place.name for place in config.region.places}
    kept = _ruled(tables) if ruled is None else ruled
    companies = nearby(whole, placed, region, kept)
    if companies.num_rows == whole.num_rows:
        return tables
    return tables.but(company=companies, placed_postcode=_addressed(tables, companies, placed))


def _ruled(tables: Tables) -> set[str]:
    rows = (r for r in tables.rows("decision") if r["kind"] == "membership")
    return {json.loads(row["body"])["company"] for row in rows}


def _addressed(tables: Tables, companies: pa.Table, placed: pa.Table) -> pa.Table:
    """Rows of `placed_postcode` that some list's address leads to."""
    lists = [tables.arrow(n)["postcode"] for n in ADDRESSED if n != "company"]
    wanted = pc.SetLookupOptions(addresses([*lists, companies["postcode"]]))
    return placed.filter(pc.call_function("is_in", [placed["postcode"]], wanted)).combine_chunks()
