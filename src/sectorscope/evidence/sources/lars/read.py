"""The register of learning aims: a zip of CSVs, of which those on aims and standards are read.

`LearningDelivery.csv` has a row an aim; codes in it are named by `AwardOrgCode.csv` and
`LearnAimRefType.csv`; `StandardAims.csv` says which aims belong to a standard, `Standard.csv` until
when one may start. Who made or changed a row, by name, is not read. `LearningDelivery.csv` may also
be added by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import pyarrow as pa

from sectorscope.evidence import aims
from sectorscope.evidence.columns import Columns, columns_of, each, of_snapshot, pasted
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.locate import escaped
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.lars import standards
from sectorscope.evidence.unpacking import ZIP, part, parts
from sectorscope.schema import Records

AIMS, STANDARDS = "LearningDelivery.csv", "StandardAims.csv"
_PREFIXES = ("core_lars_", "core_", "lars_")
_AIM, _TITLE = "LearnAimRef", "LearnAimRefTitle"
_ORGANISATION, _TYPE, _LEVEL = "AwardOrgCode", "LearnAimRefType", "NotionalNVQLevelv2"
_SINCE, _UNTIL, _CERTIFIED = "EffectiveFrom", "EffectiveTo", "CertificationEndDate"
_AREA, _SUBJECT = "SectorSubjectAreaTier1", "SectorSubjectAreaTier2"
_HOURS, _TIME, _ENGLAND = "GuidedLearningHours", "TotalQualificationTime", "OfQualOfferedEngland"
_NEEDED = (_AIM, _TITLE, _ORGANISATION, _TYPE, _LEVEL, _SINCE, _UNTIL, _AREA, _SUBJECT)
_OPTIONAL = (_CERTIFIED, _HOURS, _TIME, _ENGLAND)
_OF_STANDARDS = ("StandardCode", _AIM, _SINCE, _UNTIL)
_TEXT, _NUMBER, _TRUTH = pa.string(), pa.float64(), pa.bool_()


class _Opened(NamedTuple):
    """Rows of the tables without the snapshot.

    standards: which aims belong to which. again: rows of these that say again what another says.
    listed: the standards themselves.
    """

    aims: pa.Table
    standards: pa.Table | None
    again: int
    listed: pa.Table | None = None


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, Records]]:
    """Rows of tables `qualification`, `standard_aim` and `registered_standard`.

    Raises:
        GateRefused: gates `archive`, `encoding`, `html`, `no_rows`, `rows` (an aim twice),
            `columns`, `values`.
    """
    opened = _opened(data, snapshot.name)
    made = {"qualification": opened.aims, "standard_aim": opened.standards}
    made["registered_standard"] = opened.listed
    for table, rows in made.items():
        if rows is not None:
            yield table, of_snapshot(rows, snapshot.sha256)


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """How many aims are of no subject area or level, and what was not there to read."""
    opened = _opened(data, snapshot.name)
    n = opened.aims.num_rows
    said = [
        f"{missing:,} of {n:,} aims have no {what}"
        for what, column in (("subject area", "area"), ("level that is known", "level"))
        if (missing := opened.aims[column].null_count)
    ]
    if opened.standards is None:
        said.append(f"there is no {STANDARDS}: which aims belong to which standard is not known")
    if opened.listed is None:
        said.append(f"there is no {standards.FILE}: which standards take new starts is not known")
    left = (Dropped("aims of a standard that stand twice", opened.again),) if opened.again else ()
    return Remarks(tuple(said), left)


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str) -> _Opened:
    if not data.startswith(ZIP):
        inspect(data, name)
        return _Opened(_aims(data, name, "", {}, {}), None, 0)
    held = {_plain(one): one for one in parts(data)}
    if _plain(AIMS) not in held:
        raise GateRefused(
            "archive",
            f"{name} holds no {AIMS}",
            expected="the register of learning aims as it is published, in CSV",
            hint="it is published as a database too; take the CSV.",
        )

    def names(file: str, code: str, called: str) -> dict[str, str]:
        found = held.get(_plain(file))
        return _names(part(data, found), found, code, called) if found else {}

    organisations = names("AwardOrgCode.csv", _ORGANISATION, "AwardOrgName")
    types = names("LearnAimRefType.csv", _TYPE, "LearnAimRefTypeDesc")
    where = held[_plain(AIMS)]
    made = _aims(part(data, where), where, _within(where), organisations, types)
    found = held.get(_plain(STANDARDS))
    linked, again = _standards(part(data, found), found) if found else (None, 0)
    own = held.get(_plain(standards.FILE))
    listed = standards.registered(part(data, own), own) if own else None
    return _Opened(made, linked, again, listed)


def _plain(name: str) -> str:
    """A file's name without its folder and what some issues put before it."""
    bare = name.replace("\\", "/").rpartition("/")[2].casefold()
    for prefix in _PREFIXES:
        bare = bare.removeprefix(prefix)
    return bare


def _within(name: str) -> str:
    return f"part={escaped(name)};"


def _names(data: bytes, file: str, code: str, called: str) -> dict[str, str]:
    given = columns_of(data)
    check_columns(given.names, needed=(code, called), known=given.names, name=file)
    pairs = zip(given.cells[code].to_pylist(), given.cells[called].to_pylist(), strict=True)
    return {c.strip(): " ".join(n.split()) for c, n in pairs}


def _aims(
    data: bytes, file: str, within: str, organisations: dict[str, str], types: dict[str, str]
) -> pa.Table:
    given = columns_of(data, (*_NEEDED, *_OPTIONAL))
    check_columns(given.names, needed=_NEEDED, known=given.names, name=file)
    numbers = each(given.cells[_AIM], aims.number, _TEXT)
    _check_once(numbers, file)
    subject = [aims.tiers(t)[1] for t in given.cells[_SUBJECT].to_pylist()]
    return pa.table(
        {
            "register": pa.repeat(pa.scalar("lars"), len(given)),
            "number": numbers,
            "title": each(given.cells[_TITLE], _words, _TEXT),
            "organisation": _named(given, _ORGANISATION, organisations),
            "type": _named(given, _TYPE, types),
            "level": each(given.cells[_LEVEL], aims.level, _TEXT),
            "area": each(given.cells[_AREA], lambda t: aims.tiers(t)[0], _TEXT),
            "subject": pa.array(subject, _TEXT),
            **_dates(given),
            "hours": _made(given, _HOURS, aims.hours, _NUMBER),
            "time": _made(given, _TIME, aims.hours, _NUMBER),
            "england": _made(given, _ENGLAND, aims.truth, _TRUTH),
            "locator": pasted(within, given.places, f";field={_TITLE}"),
            "raw": given.cells[_TITLE],
        }
    )


def _words(text: str) -> str:
    return " ".join(text.split()) or "no title"


def _check_once(numbers: pa.Array, file: str) -> None:
    if len(numbers.unique()) < len(numbers):
        raise GateRefused(
            "rows",
            f"{file} has {len(numbers) - len(numbers.unique()):,} rows of an aim that stands "
            "already",
            expected="each aim once",
            hint="add the register as it is published.",
        )


def _named(given: Columns, column: str, names: dict[str, str]) -> pa.Array:
    return each(given.cells[column], lambda c: names.get(c.strip()) or c.strip() or None, _TEXT)


def _made(
    given: Columns, column: str, made: Callable[[str, str], Any], kind: pa.DataType
) -> pa.Array:
    """Cells of a column that some issues lack."""
    if column not in given.cells:
        return pa.nulls(len(given), kind)
    return each(given.cells[column], lambda text: made(text, column), kind)


def _dates(given: Columns) -> dict[str, pa.Array]:
    wanted = {"since": _SINCE, "until": _UNTIL, "certified": _CERTIFIED}
    return {to: _made(given, column, aims.date_of, _TEXT) for to, column in wanted.items()}


def _standards(data: bytes, file: str) -> tuple[pa.Table, int]:
    given = columns_of(data, _OF_STANDARDS)
    check_columns(given.names, needed=_OF_STANDARDS, known=given.names, name=file)
    made = pa.table(
        {
            "standard": each(given.cells["StandardCode"], standards.code, pa.int64()),
            "aim": each(given.cells[_AIM], aims.number, _TEXT),
            "since": each(given.cells[_SINCE], lambda t: aims.date_of(t, _SINCE) or "", _TEXT),
            "until": each(given.cells[_UNTIL], lambda t: aims.date_of(t, _UNTIL), _TEXT),
            "locator": pasted(_within(file), given.places, f";field={_AIM}"),
            "raw": given.cells[_AIM],
        }
    )
    at = made.append_column("at", pa.array(range(made.num_rows), pa.int64()))
    first = at.group_by(["standard", "aim", "since"], use_threads=False).aggregate([("at", "min")])
    kept = made.take(first["at_min"])
    return kept, made.num_rows - kept.num_rows
