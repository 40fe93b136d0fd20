"""Answers of the publisher's table tool: a page's JSON with a table, or a list of figures alone.

A figure stands under ids. A table that a fast track opens with has the labels beside it; a list
does not, and takes them from a file given as the mapping. Seen: both, of apprenticeships.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.ees.answers import PERIODS
from sectorscope.evidence.sources.ees.cells import cell
from sectorscope.evidence.sources.ees.labels import (
    Labels,
    are_labels,
    labels_of,
    level_name,
    mapped,
)

_VALUE = re.compile(r'"([^"\\]+)"\s*:\s*"([^"\\]*)"')
_RESULTS = re.compile(r'"results"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_EITHER = "an answer of the table tool with its labels, or a data set's CSV"


def is_tool(data: bytes) -> bool:
    """Whether bytes are JSON, and not what `fetch` joins, which begins with its data set."""
    return data.lstrip()[:1] in (b"[", b"{") and not data.startswith(b'{"dataset":')


def rows(data: bytes, mapping: bytes | None) -> Iterator[dict[str, Any]]:
    """A row for each figure.

    Raises:
        GateRefused: gate `json_error`: no such answer; gate `dataset`: its labels are not given;
            gate `classification`: an id the labels do not have; gate `values`.
    """
    text, said = _opened(data)
    results, labels = _parts(said, mapping)
    for result, own, at in _placed(text, results):
        try:
            yield from _figures(result, own, at, labels)
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as why:
            raise _unknown(why, at, given=mapping is not None) from why


def unstated(data: bytes, mapping: bytes | None) -> Iterator[str]:
    """What nobody has said of the file."""
    if not _parts(_opened(data)[1], mapping)[1].title:
        yield "neither the figures nor their labels say of which data set they are"


def _opened(data: bytes) -> tuple[str, Any]:
    """The text with one character a byte, for places, and what the JSON says."""
    try:
        return data.decode("latin-1"), json.loads(data)
    except (ValueError, RecursionError) as why:
        raise GateRefused(
            "truncated",
            "the JSON breaks off or is damaged",
            expected=_EITHER,
            hint="download it again.",
        ) from why


def _parts(said: Any, mapping: bytes | None) -> tuple[list[Any], Labels]:  # noqa: ANN401 - JSON
    """Results and what labels them: their own, where they have any."""
    if isinstance(said, list):
        labels = mapped(mapping)
        if labels is None:
            raise _unlabelled()
        return said, labels
    if isinstance(said, dict):
        track = said.get("fastTrack")
        found = (track.get("fullTable") if isinstance(track, dict) else None) or said
        if isinstance(found, dict) and isinstance(found.get("results"), list):
            own = found.get("subjectMeta")
            labels = labels_of(own) if own is not None else mapped(mapping)
            if labels is None:
                raise _unlabelled()
            return found["results"], labels
    raise GateRefused(
        "no_rows" if are_labels(said) else "json_error",
        "the file holds labels of a data set and no figures"
        if are_labels(said)
        else "the JSON is no answer with its data set and codes",
        expected=f"{_EITHER}, or a file that sectorscope fetched",
        hint="add the figures, and give this file with --mapping." if are_labels(said) else "",
    )


def _unlabelled() -> GateRefused:
    return GateRefused(
        "dataset",
        "figures stand under ids, and no file says what these mean",
        expected="the labels of the same data set in a file beside it",
        hint="--mapping with what the table tool was told of the data set (filters, indicators, "
        "locations), or add the whole answer of the fast track, which holds the labels; or take "
        "the data set's CSV, or fetch it.",
    )


def _unknown(why: Exception, at: int, *, given: bool) -> GateRefused:
    return GateRefused(
        "classification",
        f"a result at byte {at:,} cannot be read ({why})",
        expected="ids that the labels explain",
        hint="the mapping is of another data set." if given else "",
    )


def _placed(text: str, results: Sequence[Any]) -> Iterator[tuple[Mapping[str, Any], str, int]]:
    """Each result with its text and the byte it begins at."""
    decoder, at = json.JSONDecoder(), _beginning(text, results)
    for result in results:
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        _, end = decoder.raw_decode(text, at)
        yield result, text[at:end], at
        at = end


def _beginning(text: str, results: Sequence[Any]) -> int:
    """Where the first result stands: of several lists called so, in the one with these results."""
    start = text.index("[") + 1 if text.lstrip().startswith("[") else -1
    for found in _RESULTS.finditer(text) if start < 0 else ():
        there, _ = json.JSONDecoder().raw_decode(text, found.end() - 1)
        if there == results:
            return found.end()
    if start < 0:
        raise GateRefused(
            "json_error", "where the results stand is not found", expected="plain text in results"
        )
    return start


def _figures(
    result: Mapping[str, Any], text: str, start: int, labels: Labels
) -> Iterator[dict[str, Any]]:
    level, period = result["geographicLevel"], result["timePeriod"]
    code, area = labels.place(level, result.get("locationId"))
    filters = sorted(labels.options[f] for f in result["filters"])
    category = " / ".join(label for _, label in filters) or "all"
    base = {
        "dataset": labels.title or "not stated",
        "area_code": code,
        "area": area,
        "geography": level_name(level),
        "dimension": "/".join(column for column, _ in filters) or "all",
        "code": category,
        "label": category,
        "period": labels.periods[period],
        "basis": PERIODS.get(period.partition("_")[2], period.partition("_")[2]),
        "low": None,
        "high": None,
        "advice": None,
    }
    for identity, raw, first, last in _values(result["measures"], text, start):
        label, unit = labels.indicators[identity]
        figure = cell(raw)
        yield base | {
            "measure": label,
            "unit": unit or "not stated",
            "value": figure.value,
            "status": figure.status,
            "symbol": figure.symbol,
            "locator": f"bytes={first}-{last}",
            "raw": raw,
        }


def _values(
    measures: Mapping[str, str], text: str, start: int
) -> Iterator[tuple[str, str, int, int]]:
    """Id, figure and place of each measure; a figure that is not written plainly has no place."""
    begin = text.index("{", text.index('"measures"'))
    found = {m[1]: m for m in _VALUE.finditer(text, begin, text.index("}", begin))}
    for identity, raw in measures.items():
        place = found[identity]
        yield identity, raw, start + place.start(2), start + place.end(2)
