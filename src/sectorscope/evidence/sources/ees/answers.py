"""What a query of the API was answered with: what the data set is, its codes, and the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.ees.cells import cell
from sectorscope.evidence.sources.ees.meta import Meta, about_of, meta_of

PERIODS = {"AY": "academic year", "CY": "calendar year", "FY": "financial year", "TY": "tax year"}
"""What the API's codes of periods mean; another is told as it is."""

_VALUE = re.compile(r'"([^"\\]+)"\s*:\s*(?:"([^"\\]*)"|(-?[\d.eE+-]+)|(null))')
_RESULTS = re.compile(r'"results"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"\s*,?\s*")


def rows(data: bytes) -> Iterator[dict[str, Any]]:
    """A row for each figure.

    Raises:
        GateRefused: gate `json_error`: no such answer; gate `classification`: a code the data
            set's own list does not hold; gate `values`.
    """
    whole = _whole(data)
    meta, about = meta_of(whole["meta"]), about_of(whole["dataset"])
    for result, text, start in _results(data):
        try:
            yield from _figures(result, text, start, meta, about.title)
        except (KeyError, TypeError, ValueError, AttributeError, StopIteration) as why:
            raise GateRefused(
                "classification",
                f"a result at byte {start:,} cannot be read ({why})",
                expected="codes that its data set explains",
            ) from why


def _whole(data: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(data)
        _ = whole["meta"], whole["dataset"], whole["pages"]
    except (ValueError, KeyError, TypeError) as why:
        raise GateRefused(
            "json_error",
            "the JSON is no answer with its data set and codes",
            expected="a file that sectorscope fetched, or a data set's CSV",
        ) from why
    return whole


def _results(data: bytes) -> Iterator[tuple[dict[str, Any], str, int]]:
    """Each result with its text and the byte it begins at: one character a byte, all read as such.

    Names in `meta` may hold any letter; codes and figures are plain, so nothing is lost here.
    """
    text, decoder = data.decode("latin-1"), json.JSONDecoder()
    at = text.rindex('"pages"')
    while found := _RESULTS.search(text, at):
        at = found.end()
        while text[at] != "]":
            result, end = decoder.raw_decode(text, at)
            yield result, text[at:end], at
            between = _BETWEEN.match(text, end)
            at = between.end() if between else end


def _figures(
    result: Mapping[str, Any], text: str, start: int, meta: Meta, title: str
) -> Iterator[dict[str, Any]]:
    period, level = result["timePeriod"], result["geographicLevel"]
    place = meta.places[level, result["locations"][level]]
    filters = sorted((meta.columns[f], meta.options[o]) for f, o in result["filters"].items())
    category = " / ".join(option for _, option in filters) or "all"
    begin = text.index('"values"')
    for found in _VALUE.finditer(text, text.index("{", begin)):
        indicator = meta.counted[found.group(1)]
        way = next(n for n in (2, 3, 4) if found.group(n) is not None)
        raw = found.group(way)
        figure = cell("" if raw == "null" else raw)
        yield {
            "dataset": title,
            "measure": indicator.label,
            "area_code": place.code or place.label,
            "area": place.label,
            "geography": meta.levels.get(level, level),
            "dimension": "/".join(column for column, _ in filters) or "all",
            "code": category,
            "label": category,
            "period": str(period["period"]),
            "unit": indicator.unit or "not stated",
            "basis": PERIODS.get(period["code"], str(period["code"])),
            "value": figure.value,
            "low": None,
            "high": None,
            "status": figure.status,
            "symbol": figure.symbol,
            "advice": None,
            "locator": f"bytes={start + found.start(way)}-{start + found.end(way)}",
            "raw": raw,
        }
        if text[found.end() :].lstrip().startswith("}"):
            return
