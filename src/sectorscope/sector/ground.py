"""What is held of where a region's districts lie: outlines of all of them, or only their centres.

Outlines are of one year, or borders would cross. A centre may come from any, and of a district that
was put together from others it is the middle of theirs: who lies north of whom is all it must say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sectorscope.concepts.area_changes import changes, known_as
from sectorscope.evidence.boundaries import MOST, Point, drawn, rings_of

Row = Mapping[str, Any]
_Held = dict[str, Row]


@dataclass(frozen=True)
class Ground:
    """What a map can be drawn from.

    outlines: SVG paths by the region's code, of all its districts or of none. version: year of
    their codes. centres: eastwards and northwards, by the region's code. rows: what they rest on.
    missing: districts whose outline is not held, while others' are.
    """

    outlines: Mapping[str, str]
    version: str
    centres: Mapping[str, Point]
    rows: tuple[Row, ...]
    missing: tuple[str, ...]


def ground(boundaries: Iterable[Row], codes: Sequence[str], most: int = MOST) -> Ground:
    """Outlines or centres of a region's districts.

    Args:
        boundaries: rows of table `boundary`.
        codes: of the region's districts; a district under its earlier or later code is the same.
        most: corners of all outlines together.
    """
    wanted = frozenset(codes)
    versions: dict[tuple[str, str], _Held] = {}
    every = sorted(boundaries, key=lambda r: (r["version"].isdecimal(), r["version"]), reverse=True)
    for row in every:
        code = known_as(row["code"], wanted)
        held = versions.setdefault((row["version"], row["unit"]), {})
        if code in wanted and (code not in held or row["code"] == code):
            held[code] = row
    best = max(versions.values(), key=len, default={})
    if wanted and len(best) == len(wanted):
        paths = drawn({code: rings_of(best[code]["outline"]) for code in codes}, most)
        if len(paths) == len(wanted):
            version = best[codes[0]]["version"]
            return Ground(paths, version, _points(best), tuple(best[c] for c in codes), ())
    missing = tuple(code for code in codes if code not in best) if best else ()
    return _centres_alone(every, codes, missing)


def _points(held: _Held) -> dict[str, Point]:
    return {code: (row["x"], row["y"]) for code, row in held.items()}


def _centres_alone(every: Sequence[Row], codes: Sequence[str], missing: tuple[str, ...]) -> Ground:
    """Centres of all districts in one unit, the newest each; else none at all."""
    for unit in ("degrees", "metres"):
        newest = {row["code"]: row for row in reversed(every) if row["unit"] == unit}
        found = {code: rows for code in codes if (rows := _standing_for(code, newest, codes))}
        if found and len(found) == len(set(codes)):
            middle = {code: _mean(rows) for code, rows in found.items()}
            used = tuple(row for rows in found.values() for row in rows)
            return Ground({}, "", middle, used, missing)
    return Ground({}, "", {}, (), missing)


def _standing_for(code: str, held: _Held, codes: Sequence[str]) -> list[Row]:
    """The district's own row; under another code; or those of the districts it is made of."""
    if code in held:
        return [held[code]]
    same = [row for own, row in held.items() if known_as(own, codes) == code]
    parts = (c.code for c in changes().values() if c.successor == code and c.how == "merged")
    return same[:1] or [held[part] for part in parts if part in held]


def _mean(rows: Sequence[Row]) -> Point:
    return sum(r["x"] for r in rows) / len(rows), sum(r["y"] for r in rows) / len(rows)
