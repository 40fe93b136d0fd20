"""Where work on many texts is done: on this machine, or one day on a cluster.

An engine has one method, `map_batches`: a function from record batches to record batches is put
over a table. Only text work ever leaves a process, and it gives the same rows wherever it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sectorscope.engine.local import Local

if TYPE_CHECKING:
    import pyarrow as pa

Map = Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]
"""What is put over a table. Of each row it makes rows that depend on that row alone, and it can be
pickled: nobody promises in which process, or with which other rows, a row is met."""


class Engine(Protocol):
    """The only seam at which work is distributed."""

    def map_batches(
        self, fn: Map, source: Path | Sequence[Path], target: Path, *, schema: pa.Schema
    ) -> None:
        """Put a function over the rows of Parquet files and keep what comes of it.

        Args:
            fn: from record batches to record batches.
            source: a Parquet file, a folder of them, or several files; read in order.
            target: the Parquet file to write; it stands whole or as it was.
            schema: of what `fn` gives.

        Raises:
            EngineError: a source is no Parquet, `fn` gave another schema, or a process died.
        """
        ...


__all__ = ["Engine", "Local", "Map"]
