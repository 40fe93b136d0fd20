"""A study's derived tables: Parquet by run, written whole or not at all, read with DuckDB.

A run is a folder `build/runs/NNNN` that gets its name when everything in it is on the disk;
`build/CURRENT` names the run in use. A process may die anywhere in between and the last good
run still stands. Two runs hold the same when their content hashes are equal: these are taken
over rows in key order, so they outlive Parquet, Arrow and the order things were computed in.
"""

from __future__ import annotations

from sectorscope.store.hashing import content_hash
from sectorscope.store.run import Run
from sectorscope.store.store import Store
from sectorscope.store.tables import Tables
from sectorscope.store.writer import Writer

__all__ = ["Run", "Store", "Tables", "Writer", "content_hash"]
