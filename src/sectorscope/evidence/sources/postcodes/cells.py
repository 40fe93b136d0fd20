"""Single cells of a directory: months, metres, sectors."""

from __future__ import annotations

import re

from sectorscope.evidence.refusal import GateRefused

_MONTH = re.compile(r"(?P<year>(?:19|20)[0-9]{2})-?(?P<month>0[1-9]|1[0-2])")
_METRES = re.compile(r"[0-9]{1,7}(?:\.0+)?")
_SECTOR = re.compile(r"(?P<out>[A-Z]{1,2}\d[A-Z\d]?) *(?P<digit>\d)")


def month(text: str) -> str | None:
    """`198001` as `1980-01`; None where nothing stands.

    Raises:
        GateRefused: gate `values`: it is no month.
    """
    if not text:
        return None
    found = _MONTH.fullmatch(text)
    if found is None:
        raise GateRefused("values", f"{text[:20]!r} is no month", expected="one such as 198001")
    return f"{found['year']}-{found['month']}"


def metres(text: str) -> int | None:
    """An easting or a northing; None where nothing stands.

    Raises:
        GateRefused: gate `values`: it is no number of metres.
    """
    if not text:
        return None
    if not _METRES.fullmatch(text):
        raise GateRefused(
            "values", f"{text[:20]!r} is no easting or northing", expected="whole metres"
        )
    return int(text.partition(".")[0])


def sector(text: str) -> str:
    """A sector of postcodes with one blank: `IG119` of five characters is IG11 9; else empty."""
    found = _SECTOR.fullmatch(text.upper())
    return f"{found['out']} {found['digit']}" if found else ""
