"""What a query of the API was answered with: what the data set is, its codes, and the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.ees.cells import cell

PERIODS = {"AY": "academic year", "CY": "calendar year", "FY": "financial year", "TY": "tax year"}
"""What the API's codes of periods mean; another is told as it is."""

_VALUE = re.compile(r'"([^"\\]+)"\s*:\s*(?:"([^"\\]*)"|(-?[\d.eE+-]+)|(null))')
_RESULTS = re.compile(r'"results"\s*:\s*\[\s*')
_BETWEEN = re.compile(r"\s*,?\s*")


@dataclass(frozen=True)
class Codes:
    """The data set's own codes: options of each filter, indicators, places and levels."""

    columns: Mapping[str, str]
    options: Mapping[str, str]
    indicators: Mapping[str, Mapping[str, Any]]
    places: Mapping[tuple[str, str], tuple[str, str]]
    levels: Mapping[str, str]

    @classmethod
    def of(cls, meta: Mapping[str, Any]) -> Codes:
        """Out of the answer to `/meta`."""
        filters = meta["filters"]
        return cls(
            {f["id"]: f["column"] for f in filters},
            {o["id"]: o["label"] for f in filters for o in f["options"]},
            {i["id"]: i for i in meta["indicators"]},
            {
                (group["level"]["code"], o["id"]): (str(o.get("code") or o["label"]), o["label"])
                for group in meta["locations"]
                for o in group["options"]
            },
            {level["code"]: level["label"] for level in meta["geographicLevels"]},
        )


def rows(data: bytes) -> Iterator[dict[str, Any]]:
    """A row for each figure.

    Raises:
        GateRefused: gate `json_error`: no such answer; gate `classification`: a code the data
            set's own list does not hold; gate `values`.
    """
    whole = _whole(data)
    codes, title = Codes.of(whole["meta"]), str(whole["dataset"]["title"])
    try:
        for result, text, start in _results(data):
            yield from _figures(result, text, start, codes, title)
    except KeyError as why:
        raise GateRefused(
            "classification",
            f"the answer uses {why.args[0]!r}, which its data set does not explain",
            expected="codes of its own list",
        ) from why


def _whole(data: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(data)
        _ = whole["meta"]["filters"], whole["dataset"]["title"], whole["pages"]
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
    result: Mapping[str, Any], text: str, start: int, codes: Codes, title: str
) -> Iterator[dict[str, Any]]:
    period, level = result["timePeriod"], result["geographicLevel"]
    code, area = codes.places[level, result["locations"][level]]
    filters = sorted((codes.columns[f], codes.options[o]) for f, o in result["filters"].items())
    category = " / ".join(option for _, option in filters) or "all"
    begin = text.index('"values"')
    for found in _VALUE.finditer(text, text.index("{", begin)):
        indicator = codes.indicators[found.group(1)]
        place = next(n for n in (2, 3, 4) if found.group(n) is not None)
        raw = found.group(place)
        figure = cell("" if place == 4 else raw)  # noqa: PLR2004 - the third way to write none
        yield {
            "dataset": title,
            "measure": str(indicator["label"]),
            "area_code": code,
            "area": area,
            "geography": codes.levels.get(level, level),
            "dimension": "/".join(column for column, _ in filters) or "all",
            "code": category,
            "label": category,
            "period": str(period["period"]),
            "unit": str(indicator.get("unit") or "not stated"),
            "basis": PERIODS.get(period["code"], str(period["code"])),
            "value": figure.value,
            "low": None,
            "high": None,
            "status": figure.status,
            "symbol": figure.symbol,
            "advice": None,
            "locator": f"bytes={start + found.start(place)}-{start + found.end(place)}",
            "raw": raw,
        }
        if text[found.end() :].lstrip().startswith("}"):
            return
