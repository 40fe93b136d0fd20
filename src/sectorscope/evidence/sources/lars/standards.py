"""`Standard.csv` of the register: apprenticeship standards by code, and until when one may start.

Columns as those who use the register give them: `StandardCode` (once each), `Version`,
`StandardName`, `NotionalEndLevel`, `EffectiveFrom`, `EffectiveTo`, `LastDateStarts`, and two tiers
of subject areas. Frameworks are not read: none has taken a new start since July 2020, and files of
starts name them.
"""

from __future__ import annotations

import re

import pyarrow as pa

from sectorscope.evidence import aims
from sectorscope.evidence.columns import Columns, columns_of, each, pasted
from sectorscope.evidence.locate import escaped
from sectorscope.evidence.refusal import GateRefused, check_columns

FILE = "Standard.csv"
_CODE, _NAME, _LEVEL = "StandardCode", "StandardName", "NotionalEndLevel"
_SINCE, _UNTIL, _LAST = "EffectiveFrom", "EffectiveTo", "LastDateStarts"
_AREA, _SUBJECT = "SectorSubjectAreaTier1", "SectorSubjectAreaTier2"
_NEEDED = (_CODE, _NAME, _LEVEL, _SINCE, _UNTIL)
_OPTIONAL = (_LAST, _AREA, _SUBJECT)
_TEXT = pa.string()
_WHOLE = re.compile(r"[0-9]{1,9}")


def registered(data: bytes, file: str) -> pa.Table:
    """Rows of table `registered_standard`, but for the snapshot.

    Raises:
        GateRefused: gates `no_rows`, `columns`, `values`, `rows` (a standard twice).
    """
    given = columns_of(data, (*_NEEDED, *_OPTIONAL))
    check_columns(given.names, needed=_NEEDED, known=given.names, name=file)
    codes = each(given.cells[_CODE], code, pa.int64())
    if len(codes.unique()) < len(codes):
        raise GateRefused(
            "rows",
            f"{file} has a standard twice",
            expected="each once, as the register has them",
            hint="add the register as it is published.",
        )
    dates = {"since": _SINCE, "until": _UNTIL, "last_start": _LAST}
    return pa.table(
        {
            "standard": codes,
            "title": each(given.cells[_NAME], lambda t: " ".join(t.split()) or "no title", _TEXT),
            "level": each(given.cells[_LEVEL], aims.level, _TEXT),
            "area": _tier(given, _AREA, 0),
            "subject": _tier(given, _SUBJECT, 1),
            **{to: _day(given, column) for to, column in dates.items()},
            "locator": pasted(f"part={escaped(file)};", given.places, f";field={_NAME}"),
            "raw": given.cells[_NAME],
        }
    )


def code(text: str) -> int:
    """A standard's code in the register.

    Raises:
        GateRefused: gate `values`: it is none.
    """
    if not _WHOLE.fullmatch(text.strip()):
        raise GateRefused("values", f"{_CODE} is {text[:20]!r}", expected="a whole number")
    return int(text)


def _tier(given: Columns, column: str, which: int) -> pa.Array:
    if column not in given.cells:
        return pa.nulls(len(given), _TEXT)
    return each(given.cells[column], lambda t: aims.tiers(t)[which], _TEXT)


def _day(given: Columns, column: str) -> pa.Array:
    """Days of a column that some issues lack."""
    if column not in given.cells:
        return pa.nulls(len(given), _TEXT)
    return each(given.cells[column], lambda t: aims.date_of(t, column), _TEXT)
