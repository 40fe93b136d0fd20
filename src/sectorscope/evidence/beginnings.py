"""How postcodes begin that a mapping keeps: areas (`LS`), districts (`LS1`), sectors (`LS1 4`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sectorscope.evidence.mappings import entries
from sectorscope.evidence.refusal import GateRefused
from sectorscope.study.comparing import BEGINNING

_BEGINS = re.compile(BEGINNING)
_WHOLE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")


def starts(mapping: bytes | None) -> tuple[str, ...]:
    """How the postcodes begin that are kept; none: all of them.

    Raises:
        GateRefused: gate `fields`: no TOML, another entry, or what begins no postcode.
    """
    if mapping is None:
        return ()
    said = entries(mapping)
    given = said.pop("postcodes", None)
    if said or not isinstance(given, list) or not given:
        raise GateRefused(
            "fields",
            f"the mapping has {', '.join(said) or 'no list of postcodes'}",
            expected='postcodes, such as ["LS", "BD1", "YO8 4"], and nothing else',
        )
    for one in given:
        if not isinstance(one, str) or not _BEGINS.fullmatch(one):
            raise GateRefused(
                "fields",
                f"the mapping's postcodes have {one!r}",
                expected="an area (LS), a district (LS1) or a sector (LS1 4), in capitals",
            )
    return tuple(given)


def begins(postcode: str | None, kept: Sequence[str]) -> bool:
    """Whether a postcode, however it is written, is whole and begins as one of these."""
    found = _WHOLE.fullmatch("".join((postcode or "").upper().split()))
    return bool(found and kept and re.match(pattern(tuple(kept)), f"{found[1]} {found[2]}"))


def pattern(kept: tuple[str, ...]) -> str:
    """A regular expression of postcodes, in capitals with one blank, that begin so."""
    return "^(?:" + "|".join(map(_one, kept)) + ")"


def _one(start: str) -> str:
    """`LS1` is not the beginning of `LS10 1AA`, nor `L` of `LS1 4AP`."""
    found = _BEGINS.fullmatch(start)
    district, sector = found.groups() if found else (None, None)
    if district is None:
        return rf"{start}\d"
    return start if sector else f"{start} "
