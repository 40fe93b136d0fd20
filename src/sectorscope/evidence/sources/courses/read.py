"""The directory of courses: one row each time a course is run, by whom, where and for how much.

E-mail addresses, telephone numbers and websites of places are not read. A mapping may keep the
courses of a region (`postcodes = ["LS", "BD1"]`): rows with another postcode make no row; those
without one, which are taught online or at an employer's, stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence import aims
from sectorscope.evidence.beginnings import pattern, starts
from sectorscope.evidence.columns import Columns, columns_of, each, of_snapshot, pasted
from sectorscope.evidence.companies.cells import postcode
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.schema import Records

_PROVIDER, _ID, _COURSE, _TITLE = "PROVIDER_UKPRN", "COURSE_RUN_ID", "COURSE_ID", "COURSE_NAME"
_AIM, _PLACE = "LEARN_AIM_REF", "LOCATION_POSTCODE"
NEEDED = (_PROVIDER, _COURSE, _ID, _AIM, _TITLE, "DELIVER_MODE", "STUDY_MODE", "STARTDATE", "COST",
          "NATIONAL", "REGIONS", _PLACE)  # fmt: skip
_READ = ("FLEXIBLE_STARTDATE", "LOCATION_NAME", "LOCATION_TOWN", "EDUCATION_LEVEL", "AWARDING_BODY",
         "PROVIDER_NAME")  # fmt: skip
CONTACTS = ("LOCATION_EMAIL", "LOCATION_TELEPHONE", "LOCATION_WEBSITE")
"""Not read: whose they are cannot be told."""
UNUSED = (
    *("WHO_THIS_COURSE_IS_FOR", "COURSE_DESCRIPTION", "ATTENDANCE_PATTERN", "DURATION_UNIT"),
    *("DURATION_VALUE", "COST_DESCRIPTION", "LOCATION_ADDRESS1", "LOCATION_ADDRESS2"),
    *("LOCATION_COUNTY", "LOCATION_LATITUDE", "LOCATION_LONGITUDE", "COURSE_URL", "UPDATED_DATE"),
    *("ENTRY_REQUIREMENTS", "HOW_YOU_WILL_BE_ASSESSED", "COURSE_TYPE", "SECTOR"),
)
_DELIVERY = {"1": "classroom", "2": "online", "3": "work based", "4": "blended"}
_MODE = {"1": "full time", "2": "part time", "3": "flexible"}
_WORDS = {
    "DELIVER_MODE": {"classroom based": "classroom", "blended learning": "blended"},
    "STUDY_MODE": {"full-time": "full time", "part-time": "part time"},
}
"""How earlier issues wrote what is a number now."""
_SPOILT = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)
_TEXT, _NUMBER, _TRUTH = pa.string(), pa.float64(), pa.bool_()


class _Opened(NamedTuple):
    """rows: of table `course`, without the snapshot. again, elsewhere: rows that were left out.

    lost: aims and postcodes that are none, by column.
    """

    rows: pa.Table
    again: int
    elsewhere: int
    lost: dict[str, int]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of table `course`.

    Raises:
        GateRefused: gates `html`, `encoding`, `no_rows`, `rows` (a run twice that differs),
            `columns`, `values`, `classification`, `mangled`, `fields` (of the mapping).
    """
    yield "course", of_snapshot(_opened(data, snapshot.name, mapping).rows, snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many lead to no known aim or have no place, and what was left out."""
    opened = _opened(data, snapshot.name, mapping)
    n = opened.rows.num_rows
    said = [
        f"{missing:,} of {n:,} courses have no {what}"
        for what, column in (("learning aim", "aim"), ("postcode", "place"))
        if (missing := opened.rows[column].null_count)
    ]
    said += [f"{k:,} entries of {column} cannot be read" for column, k in opened.lost.items() if k]
    left = [
        Dropped("runs that stand twice", opened.again),
        Dropped("courses at other postcodes than the mapping's", opened.elsewhere),
    ]
    return Remarks(tuple(said), tuple(one for one in left if one.rows))


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, mapping: bytes | None) -> _Opened:
    kept = starts(mapping)
    inspect(data, name, table=False)  # what courses say of themselves is prose, not figures
    given = columns_of(data, (*NEEDED, *_READ))
    known = (*NEEDED, *_READ, *CONTACTS, *UNUSED)
    check_columns(given.names, needed=NEEDED, known=known, name=name)
    made = _rows(given)
    lost = {
        column: _lost(given.cells[column], made[to])
        for column, to in ((_AIM, "aim"), (_PLACE, "place"))
    }
    once = _once(made, name)
    here = _kept(once, kept)
    again, elsewhere = made.num_rows - once.num_rows, once.num_rows - here.num_rows
    return _Opened(here, again, elsewhere, lost)


def _rows(given: Columns) -> pa.Table:
    """One row for each of the file's N."""
    cells, place = given.cells, each(given.cells[_PLACE], lambda t: postcode(t).text or None, _TEXT)
    venue = pc.call_function("if_else", [place.is_valid(), pa.scalar("venue"), pa.scalar(None)])
    return pa.table(
        {
            "list": pa.repeat(pa.scalar("courses"), len(given)),
            "id": each(cells[_ID], _named, _TEXT),
            "course": each(cells[_COURSE], _named, _TEXT),
            "provider": each(cells[_PROVIDER], aims.provider, _TEXT),
            "title": each(cells[_TITLE], lambda t: _words(t) or "no title", _TEXT),
            "aim": each(cells[_AIM], _aim, _TEXT),
            "mode": each(cells["STUDY_MODE"], lambda t: _one(t, "STUDY_MODE", _MODE), _TEXT),
            "delivery": each(
                cells["DELIVER_MODE"], lambda t: _one(t, "DELIVER_MODE", _DELIVERY), _TEXT
            ),
            "start": each(cells["STARTDATE"], lambda t: aims.date_of(t, "STARTDATE"), _TEXT),
            "cost": each(cells["COST"], _cost, _NUMBER),
            "regions": each(cells["REGIONS"], _words, _TEXT),
            "national": each(cells["NATIONAL"], lambda t: aims.truth(t, "NATIONAL"), _TRUTH),
            "place": place,
            "place_of": venue.cast(_TEXT),
            "level": _optional(given, "EDUCATION_LEVEL", aims.level),
            "award": _optional(given, "AWARDING_BODY", _words),
            "provider_name": _optional(given, "PROVIDER_NAME", _words),
            "venue": _optional(given, "LOCATION_NAME", _words),
            "town": _optional(given, "LOCATION_TOWN", _words),
            "flexible": _optional(
                given, "FLEXIBLE_STARTDATE", lambda t: aims.truth(t, "FLEXIBLE_STARTDATE"), _TRUTH
            ),
            "locator": pasted(given.places, f";field={_TITLE}"),
            "raw": cells[_TITLE],
        }
    )


def _optional(
    given: Columns, column: str, made: Callable[[str], Any], kind: pa.DataType = _TEXT
) -> pa.Array:
    if column not in given.cells:
        return pa.nulls(len(given), kind)
    return each(given.cells[column], made, kind)


def _words(text: str) -> str | None:
    return " ".join(text.split()) or None


def _named(text: str) -> str:
    if not text.strip():
        raise GateRefused("values", "a course has no id", expected="COURSE_ID and COURSE_RUN_ID")
    return text.strip()


def _aim(text: str) -> str | None:
    if _SPOILT.fullmatch(text.strip()):
        raise GateRefused(
            "mangled",
            f"LEARN_AIM_REF is {text.strip()!r}: a spreadsheet has spoilt it",
            expected="eight digits or letters",
            hint="add the file as it is published.",
        )
    plain = re.sub(r"[/\s]", "", text).upper()
    return plain if aims.NUMBER.fullmatch(plain) else None


def _one(text: str, column: str, known: dict[str, str]) -> str | None:
    """What a number stands for; earlier issues say it in words."""
    plain = text.strip().casefold()
    if plain in ("", "0", "undefined"):
        return None
    found = known.get(plain.removesuffix(".0")) or _WORDS[column].get(plain)
    if found is None and plain in known.values():
        return plain
    if found is None:
        raise GateRefused(
            "classification",
            f"{column} is {text[:20]!r}",
            expected=", ".join(f"{k} ({v})" for k, v in known.items()),
        )
    return found


def _cost(text: str) -> float | None:
    plain = text.strip().lstrip("£").replace(",", "")
    if not plain:
        return None
    if not re.fullmatch(r"\d+(?:\.\d+)?", plain):
        raise GateRefused("values", f"COST is {text[:30]!r}", expected="pounds, or nothing")
    return float(plain)


def _lost(cells: pa.Array, made: pa.ChunkedArray) -> int:
    """Cells that hold something, of which nothing was made."""
    stated = len(cells) - sum(1 for text in cells.to_pylist() if not text.strip())
    return stated - (len(made) - made.null_count)


def _once(made: pa.Table, name: str) -> pa.Table:
    """Each run at its first row.

    Raises:
        GateRefused: gate `rows`: a run stands twice and differs.
    """
    if len(made["id"].unique()) == made.num_rows:
        return made
    told = [n for n in made.column_names if n != "locator"]
    first: dict[str, dict[str, Any]] = {}
    at: list[int] = []
    for number, row in enumerate(made.select(told).to_pylist()):
        if first.setdefault(row["id"], row) is row:
            at.append(number)
        elif first[row["id"]] != row:
            raise GateRefused(
                "rows",
                f"{name} has the run {row['id'][:40]} twice, and the rows differ",
                expected="each run once",
                hint="two issues may have been joined; add each as it was published.",
            )
    return made.take(at)


def _kept(made: pa.Table, kept: tuple[str, ...]) -> pa.Table:
    """Rows at one of the mapping's postcodes, or at none."""
    if not kept:
        return made
    options = pc.MatchSubstringOptions(pattern(kept))
    fits = pc.call_function("match_substring_regex", [made["place"]], options)
    return made.filter(pc.call_function("coalesce", [fits, pa.scalar(True)]))
