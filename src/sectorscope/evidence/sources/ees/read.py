"""Explore Education Statistics: answers of its API, and whole data sets as CSV.

A figure is a text, and may be a symbol; which is kept, and no symbol is ever nought. A row is known
by all its filters together: level, age, subject … and figures of one filter alone are those whose
other filters say "Total".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.ees import answers, whole

_Tables = Iterator[tuple[str, list[dict[str, Any]]]]


def read(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> _Tables:
    """Rows of table `statistic`: one a figure.

    Raises:
        GateRefused: gates `json_error`, `columns`, `values`, `classification`, `dataset`, `fields`.
    """
    yield "statistic", _rows(snapshot, data, mapping)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many figures are withheld, and what a whole CSV does not state."""
    rows = _rows(snapshot, data, mapping)
    gone = sum(row["value"] is None for row in rows)
    said = [] if data.lstrip()[:1] == b"{" else list(whole.unstated(mapping))
    if gone:
        said.append(f"{gone:,} of {len(rows):,} figures are suppressed or not available")
    return Remarks(tuple(said))


def _rows(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> list[dict[str, Any]]:
    answered = data.lstrip()[:1] == b"{"
    rows = answers.rows(data) if answered else whole.rows(snapshot, data, mapping)
    return [{**row, "snapshot": snapshot.sha256} for row in rows]
