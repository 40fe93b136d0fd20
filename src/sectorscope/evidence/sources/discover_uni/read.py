"""Discover Uni: undergraduate courses of universities and colleges, each way of studying a row.

A zip of CSVs. `KISCOURSE.csv` has the courses; `INSTITUTION.csv`, `KISAIM.csv`, `SBJ.csv`,
`COURSELOCATION.csv` and `LOCATION.csv` name who teaches them, what they lead to, their subjects and
where they are taught. Places of teaching have a name and no postcode, so the postcode held is that
of the provider's own address, and the row says so. Telephone numbers are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sectorscope.evidence import aims
from sectorscope.evidence.companies.cells import postcode
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.discover_uni.files import Files

_PUBLIC, _OWN, _ID, _MODE, _TITLE = "PUBUKPRN", "UKPRN", "KISCOURSEID", "KISMODE", "TITLE"
_NEEDED = (_PUBLIC, _OWN, _ID, _MODE, _TITLE, "KISAIMCODE", "KISLEVEL")
_MODES = {"1": "full time", "2": "part time", "3": "full or part time"}
_LEVELS = {"3": "First degree", "4": "Other undergraduate"} | {
    "F": "First degree",
    "O": "Other undergraduate",
}
"""Codes of the newest issues, and the letters of earlier ones."""
_CAH = re.compile(r"CAH\d\d(?:-\d\d){0,2}")
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) *(\d[A-Z]{2})\b")

_Key = tuple[str, str, str]
_Made = dict[str, Any]


class _Beside(NamedTuple):
    """What the other files say.

    named: of a provider its name and the postcode of its address. awards: by code. subjects and
    venues: by course.
    """

    named: dict[str, tuple[str, str | None]]
    awards: dict[str, str]
    subjects: dict[_Key, list[str]]
    venues: dict[_Key, list[str]]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[_Made]]]:
    """Rows of table `course`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `no_rows`, `rows` (a course twice), `columns`,
            `values`.
    """
    yield "course", [row | {"snapshot": snapshot.sha256} for row in _rows(data)]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many courses have no subject, level or address."""
    rows = _rows(data)
    said = [
        f"{missing:,} of {len(rows):,} courses have no {what}"
        for what, column in (
            *(("subject", "subjects"), ("level that is known", "level")),
            *(("name of a provider", "provider_name"), ("postcode of a provider", "place")),
        )
        if (missing := sum(row[column] is None for row in rows))
    ]
    return Remarks(tuple(said))


@lru_cache(maxsize=1)
def _rows(data: bytes) -> tuple[_Made, ...]:
    files = Files(data)
    header, rows = files.rows("KISCOURSE.csv")
    check_columns(header, needed=_NEEDED, known=header, name="KISCOURSE.csv")
    beside = _beside(files)
    made: dict[str, _Made] = {}
    for row in rows:
        one = _course(row, beside, files)
        if one["id"] in made:
            raise GateRefused(
                "rows", f"the course {one['id'][:60]} stands twice", expected="each once"
            )
        made[one["id"]] = one
    if not made:
        raise GateRefused("no_rows", "KISCOURSE.csv lists no course", expected="at least one")
    return tuple(made.values())


def _beside(files: Files) -> _Beside:
    named: dict[str, tuple[str, str | None]] = {}
    for row in files.held("INSTITUTION.csv", (_PUBLIC, "LEGAL_NAME")):
        name = row.get("FIRST_TRADING_NAME") or row["LEGAL_NAME"]
        named.setdefault(row[_PUBLIC].strip(), (_words(name), _address(row.get("PROVADDRESS"))))
    aim = files.held("KISAIM.csv", ("KISAIMCODE", "KISAIMLABEL"))
    places = {
        (row[_OWN].strip(), row["LOCID"].strip()): _words(row["LOCNAME"])
        for row in files.held("LOCATION.csv", (_OWN, "LOCID", "LOCNAME"))
    }
    subjects: dict[_Key, list[str]] = defaultdict(list)
    for row in files.held("SBJ.csv", (_PUBLIC, _ID, _MODE, "SBJ")):
        if _CAH.fullmatch(row["SBJ"].strip()):
            subjects[_key(row)].append(row["SBJ"].strip())
    venues: dict[_Key, list[str]] = defaultdict(list)
    for row in files.held("COURSELOCATION.csv", (_PUBLIC, _OWN, _ID, _MODE, "LOCID")):
        if name := places.get((row[_OWN].strip(), row["LOCID"].strip())):
            venues[_key(row)].append(name)
    awards = {row["KISAIMCODE"].strip(): _words(row["KISAIMLABEL"]) for row in aim}
    return _Beside(named, awards, subjects, venues)


def _key(row: dict[str, str]) -> _Key:
    return row[_PUBLIC].strip(), row[_ID].strip(), row[_MODE].strip().lstrip("0")


def _course(row: Row, beside: _Beside, files: Files) -> _Made:
    cells = row.values
    key = _key(cells)
    provider = aims.provider(key[0])
    if not key[1] or key[2] not in _MODES:
        raise GateRefused(
            "values",
            f"a course has the id {key[1][:30]!r} and the mode {cells[_MODE][:10]!r}",
            expected="an id, and a mode of " + ", ".join(f"0{k} ({v})" for k, v in _MODES.items()),
        )
    name, place = beside.named.get(key[0], ("", None))
    distance = cells.get("DISTANCE", "").strip() == "1"
    level = cells["KISLEVEL"].strip().lstrip("0").upper()
    return {
        "list": "discover_uni",
        "id": "/".join(key),
        "course": "/".join(key[:2]),
        "provider": provider,
        "provider_name": name or None,
        "title": _words(cells[_TITLE]) or _words(cells.get("TITLEW", "")) or "no title",
        "level": _LEVELS.get(level),
        "award": beside.awards.get(cells["KISAIMCODE"].strip()) or None,
        "subjects": ";".join(sorted(set(beside.subjects.get(key, ())))) or None,
        "mode": _MODES[key[2]],
        "delivery": "distance" if distance else None,
        "venue": "; ".join(sorted(set(beside.venues.get(key, ())))) or None,
        "place": place,
        "place_of": "provider" if place else None,
        "locator": str(Locator(row.start, row.end, part=files.name("KISCOURSE.csv"))),
        "raw": None,
        **dict.fromkeys(("aim", "start", "flexible", "cost", "town", "regions", "national")),
    }


def _words(text: str) -> str:
    return " ".join(text.split())


def _address(text: str | None) -> str | None:
    """The postcode an address ends with."""
    found = _POSTCODE.findall((text or "").upper())
    return postcode("".join(found[-1])).text or None if found else None
