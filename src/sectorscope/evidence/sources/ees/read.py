"""Explore Education Statistics: answers of its API and its table tool, and whole data sets as CSV.

A figure is a text, and may be a symbol; which is kept, and no symbol is ever nought. A row is known
by all its filters together: level, age, subject … and figures of one filter alone are those whose
other filters say "Total".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sectorscope.concepts.area_changes import changes
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.ees import answers, tool, whole

_Tables = Iterator[tuple[str, list[dict[str, Any]]]]


def read(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> _Tables:
    """Rows of table `statistic`: one a figure.

    Raises:
        GateRefused: gates `json_error`, `no_rows`, `truncated`, `columns`, `values`,
            `classification`, `dataset`, `fields`.
    """
    yield "statistic", _rows(snapshot, data, mapping)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many figures are withheld, which districts are no more, and what is not stated."""
    rows = _rows(snapshot, data, mapping)
    gone = sum(row["value"] is None for row in rows)
    said = list(_unstated(data, mapping))
    if gone:
        said.append(f"{gone:,} of {len(rows):,} figures are suppressed or not available")
    return Remarks((*said, *_ended(rows)))


def _rows(snapshot: Snapshot, data: bytes, mapping: bytes | None) -> list[dict[str, Any]]:
    if tool.is_tool(data):
        made = tool.rows(data, mapping)
    else:
        answered = data.lstrip()[:1] == b"{"
        made = answers.rows(data) if answered else whole.rows(snapshot, data, mapping)
    return [{**row, "snapshot": snapshot.sha256} for row in made]


def _unstated(data: bytes, mapping: bytes | None) -> Iterator[str]:
    if tool.is_tool(data):
        yield from tool.unstated(data, mapping)
    elif data.lstrip()[:1] != b"{":
        yield from whole.unstated(data, mapping)


def _ended(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Districts of the file that are no more, whatever year its figures are of."""
    codes = {row["area_code"] for row in rows}
    ended = [c for c in changes().values() if c.code in codes and c.how != "renamed"]
    into: dict[tuple[str, str], list[str]] = {}
    for change in ended:
        into.setdefault((change.last_day, change.successor_name), []).append(change.name)
    for (day, successor), names in into.items():
        yield f"no more since {day}, and now in {successor}: {', '.join(names)}"
