"""Apprenticeship standards as a JSON list: what each is, and what it asks of a person.

Knowledge, skills, behaviours and duties are kept as they are given, where they are; the list in
hand had none, and how they are named is as the publisher's interface is described.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.gates import error_in
from sectorscope.evidence.kinds import listed
from sectorscope.evidence.objects import objects_of
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks, load

_LISTS = {"typicalJobTitles": "titles", "knowledges": "knowledges", "skills": "skills"} | {
    "behaviours": "behaviours",
    "duties": "duties",
}
_TEXTS = {"title": "title", "route": "route", "status": "status", "overviewOfRole": "overview"}
_NUMBERS = {"level": "level", "typicalDuration": "duration", "larsCode": "lars"}
_OWN = ("referenceNumber", "version", "maxFunding")
_UNUSED = ("keywords", "ssa1", "ssa2", "eqaProvider", "standardPageUrl", "approvedForDelivery")
KNOWN = (*_OWN, *_TEXTS, *_NUMBERS, *_LISTS, *_UNUSED)
_LEVELS = range(2, 9)


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `standard`.

    Raises:
        GateRefused: gates `encoding`, `html`, `json_error`, `truncated`, `fields`, `values`.
    """
    yield "standard", [r | {"snapshot": snapshot.sha256} for r in _rows(snapshot, data)]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """What the list does not hold, and what cannot be taken up."""
    rows = _rows(snapshot, data)
    bare = sum(row["skills"] is None for row in rows)
    said = [f"{bare:,} of {len(rows):,} standards come without their skills"] if bare else []
    closed = sum("approved for delivery" not in row["status"].casefold() for row in rows)
    if closed:
        said.append(f"{closed:,} of {len(rows):,} are not approved for delivery")
    return Remarks(tuple(said))


def _rows(snapshot: Snapshot, data: bytes) -> list[dict[str, Any]]:
    found = [_row(given, where, raw, snapshot) for given, where, raw in objects_of(data)]
    if not found:
        raise GateRefused("no_rows", f"{snapshot.name} lists no standards", expected="at least one")
    return found


def _row(given: dict[str, Any], where: str, raw: str, snapshot: Snapshot) -> dict[str, Any]:
    _check_whole(given, snapshot)
    if "fields" not in snapshot.overridden:
        for name in given:
            if name not in KNOWN:
                raise GateRefused(
                    "fields",
                    f"{given['referenceNumber']} has an entry {name!r} that is not known",
                    expected="entries among " + ", ".join(KNOWN),
                    hint=nearest(name, KNOWN),
                )
    return {
        "reference": str(given["referenceNumber"]),
        "version": str(given.get("version") or ""),
        "funding": _number(given.get("maxFunding"), "maxFunding", float),
        **{to: _number(given.get(name), name, int) for name, to in _NUMBERS.items()},
        **{to: str(given.get(name) or "") for name, to in _TEXTS.items()},
        **{to: _list(given.get(name), name) for name, to in _LISTS.items()},
        "titles": _list(given.get("typicalJobTitles"), "typicalJobTitles") or "[]",
        "level": _level(given["level"]),
        "locator": where,
        "raw": raw,
    }


def _check_whole(given: dict[str, Any], snapshot: Snapshot) -> None:
    """Refuse an entry that lacks what tells a standard: by which, and what it has instead."""
    missing = [name for name in load("standards").meta.assertions.columns if name not in given]
    if not missing:
        return
    said = error_in(given)
    strange = [name for name in given if name not in KNOWN]
    near = {name: hint for name in missing if (hint := nearest(name, strange))}
    raise GateRefused(
        "json_error" if said else "fields",
        f"an entry of {snapshot.name} has no {', nor '.join(missing)}"
        + (f", and has {listed(strange)}" * bool(strange))
        + (f", but says “{said}”" * bool(said)),
        expected="referenceNumber, title and level",
        hint=" ".join(f"{hint[:-1]} for {name!r}?" for name, hint in near.items()),
    )


_MOST = 10**9
"""Beyond which no entry is a number of pounds, months or a code; NaN is none either."""


def _number(value: object, name: str, kind: type) -> Any:  # noqa: ANN401 - int or float
    if value is None or value == "":
        return None
    figure = value if isinstance(value, int | float) and not isinstance(value, bool) else -1
    if not 0 <= figure < _MOST:
        raise GateRefused("values", f"{name} is {str(value)[:40]!r}", expected="a number")
    return kind(figure)


def _level(value: object) -> int:
    if not isinstance(value, int) or value not in _LEVELS:
        raise GateRefused("values", f"level is {str(value)[:40]!r}", expected="2 to 8")
    return value


def _list(value: object, name: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise GateRefused("values", f"{name} is {type(value).__name__}", expected="a list")
    return json.dumps(value, ensure_ascii=False)
