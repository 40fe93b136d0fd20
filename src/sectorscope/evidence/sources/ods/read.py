"""Organisations of the health service, from lists that have no header.

Which list it is stands in the file's name alone (`etr.csv`: trusts), or in a mapping (`kind =
"etr"`). Code, name, postcode, dates and the code of what it belongs to are read; addresses, and the
telephone numbers of contacts, are not. Lists of persons are refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import PurePath
from typing import Any, NamedTuple

from sectorscope.evidence.companies.cells import postcode
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import Locator
from sectorscope.evidence.mappings import entries
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.rows import Row, decode, rows_with_offsets
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.unpacking import unpack
from sectorscope.schema.institutions import KINDS

PERSONS = frozenset({"egpcur", "egparc", "econcur", "egdp"})
"""Lists of general practitioners, consultants and dentists: of persons."""

COLUMNS = 27
_CODE, _NAME, _POSTCODE, _OPENED, _CLOSED, _PARENT = 0, 1, 9, 10, 11, 14
_FORM = re.compile(r"[A-Z0-9]{3,12}")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_HEAD = ",".join(f"column {n}" for n in range(1, COLUMNS + 1)) + "\n"
_HEADED = frozenset({"organisation code", "organisationcode", "code"})
_MARK = b"\xef\xbb\xbf"

Made = dict[str, Any]


class _File(NamedTuple):
    rows: tuple[Made, ...]
    doubts: Counter[str]


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[Made]]]:
    """Rows of table `organisation`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows`, `columns`, `values`,
            `fields`, `personal` (a list of persons).
    """
    found = _opened(data, snapshot.name, mapping)
    yield "organisation", [row | {"snapshot": snapshot.sha256} for row in found.rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many have closed or lack a postcode, and that telephone numbers were left."""
    found = _opened(data, snapshot.name, mapping)
    n = len(found.rows)
    closed = sum(row["closed"] is not None for row in found.rows)
    said = [f"{closed:,} of {n:,} have a day on which they closed"] if closed else []
    if found.doubts["postcode"]:
        said.append(f"{found.doubts['postcode']:,} of {n:,} have no postcode that can be read")
    gone = [Dropped("contacts' telephone numbers", found.doubts["telephone"])]
    gone += [Dropped("rows that say the same again", found.doubts["again"])]
    return Remarks(tuple(said), tuple(d for d in gone if d.rows))


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, mapping: bytes | None) -> _File:
    kind = _kind(name, mapping)
    inner = unpack(data)
    mark = _MARK if inner.startswith(_MARK) else b""
    headed = mark + _HEAD.encode() + inner[len(mark) :]
    shift = len(_HEAD)
    inspect(inner, name, table=False)  # under the header that is put there a page is none
    _check_width(inner, name)
    inspect(headed, name)
    doubts: Counter[str] = Counter()
    seen: dict[str, Made] = {}
    for row in rows_with_offsets(headed)[1]:
        cells = tuple(row.values.values())
        if cells[_CODE].strip().casefold() in _HEADED:
            continue
        doubts["telephone"] += bool(cells[_PARENT + 3].strip())
        made = _organisation(cells, kind, row, shift, doubts)
        first = seen.setdefault(made["code"], made)
        if first is not made:
            _check_same(first, made)
            doubts["again"] += 1
    if not seen:
        raise GateRefused("no_rows", f"{name} lists no organisation", expected="at least one")
    return _File(tuple(seen.values()), doubts)


def _check_width(data: bytes, name: str) -> None:
    text = decode(data)[0].lstrip("\r\n")
    if text.count(",", 0, max(text.find("\n"), 0) or len(text)) < COLUMNS - 1:
        raise GateRefused(
            "columns",
            f"{name} has not the columns of a list of the Organisation Data Service",
            expected=f"{COLUMNS}, without a header: code, name, … postcode, opened, closed, …",
        )


def _organisation(
    cells: tuple[str, ...], kind: str, row: Row, shift: int, doubts: Counter[str]
) -> Made:
    code, name = cells[_CODE].strip(), " ".join(cells[_NAME].split())
    if not _FORM.fullmatch(code) or not name:
        raise GateRefused(
            "values",
            f"an organisation has the code {code[:20]!r}" + ("" if name else " and no name"),
            expected="a code of letters and digits such as RR8, and a name",
            hint="a spreadsheet may have spoilt it.",
        )
    place = postcode(cells[_POSTCODE]).text or None
    doubts["postcode"] += place is None
    return {
        "code": code,
        "name": name,
        "kind": kind,
        "postcode": place,
        "opened": _day(cells[_OPENED]),
        "closed": _day(cells[_CLOSED]),
        "parent": cells[_PARENT].strip() or None,
        "locator": str(Locator(row.start - shift, row.end - shift)),
        "raw": None,
    }


def _check_same(first: Made, again: Made) -> None:
    if any(first[k] != again[k] for k in first.keys() - {"locator"}):
        raise GateRefused(
            "values", f"{first['code']} stands twice and differs", expected="one row for a code"
        )


def _day(text: str) -> str | None:
    """`20230401` as ISO; None where nothing stands."""
    plain = text.strip()
    if not plain:
        return None
    found = _DAY.fullmatch(plain)
    try:
        return date.fromisoformat("-".join(found.groups()) if found else plain).isoformat()
    except ValueError as why:
        raise GateRefused(
            "values", f"{plain[:20]!r} is no day", expected="one such as 20230401"
        ) from why


def _kind(name: str, mapping: bytes | None) -> str:
    """Which list it is, by the mapping or by the file's name.

    Raises:
        GateRefused: gate `fields`: neither says it; `personal`: it is a list of persons.
    """
    kind = PurePath(name).name.partition(".")[0].casefold() if mapping is None else _said(mapping)
    if kind in PERSONS:
        raise GateRefused(
            "personal", f"{kind} is a list of persons", expected="a list of organisations"
        )
    if kind not in KINDS:
        raise GateRefused(
            "fields",
            f"nothing says which list {name} is",
            expected='a file called as the service calls it, or a mapping with kind = "etr"',
            hint=nearest(kind, KINDS) or "lists that are read: " + ", ".join(KINDS),
        )
    return kind


def _said(mapping: bytes) -> str:
    said = entries(mapping)
    if set(said) != {"kind"} or not isinstance(said["kind"], str):
        raise GateRefused(
            "fields", "the mapping says something else than a kind", expected='kind = "etr"'
        )
    return said["kind"].casefold()
