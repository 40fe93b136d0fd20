"""Which companies of the register a study keeps, by how their postcodes begin.

The register has no districts. A mapping names the postcode areas (`LS`), districts (`LS1`) or
sectors (`LS1 4`) of a region:

    postcodes = ["BD", "HD", "HX", "LS", "WF"]

and only companies registered there become rows. The file itself is kept whole.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import numpy as np
import pyarrow as pa

from sectorscope.evidence.companies.columns import filled, matches
from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.companies.reading import postcodes_of
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode
from sectorscope.evidence.sources import Dropped

_BEGINS = re.compile(r"(?P<area>[A-Z]{1,2})(?:(?P<district>\d[A-Z\d]?)(?P<sector> \d)?)?")


def starts(mapping: bytes | None) -> tuple[str, ...]:
    """How the postcodes begin that are kept; none: all of them.

    Raises:
        GateRefused: gate `fields`: no TOML, another entry, or what begins no postcode.
    """
    if mapping is None:
        return ()
    try:
        said = tomllib.loads(decode(mapping)[0])
    except tomllib.TOMLDecodeError as why:
        raise GateRefused("fields", f"the mapping is no TOML: {why}") from why
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


def cut(given: Given, kept: tuple[str, ...]) -> tuple[Given, tuple[Dropped, ...]]:
    """The rows whose postcode begins so, and how many others there are.

    Raises:
        GateRefused: gate `no_rows`: there is none.
    """
    if not kept:
        return given, ()
    codes = postcodes_of(given)
    within = matches(codes, "^(?:" + "|".join(map(_pattern, kept)) + ")")
    if not within.any():
        raise GateRefused(
            "no_rows",
            f"no company of the file has a postcode that begins {', '.join(kept)}",
            expected="at least one",
        )
    unknown = ~filled(codes)
    elsewhere = int(np.count_nonzero(~within & ~unknown))
    gone = (
        Dropped(f"they are registered elsewhere than in {', '.join(kept)}", elsewhere),
        Dropped("they have no postcode that can be read", int(np.count_nonzero(unknown))),
    )
    return _of(given, pa.array(within)), tuple(one for one in gone if one.rows)


def _pattern(start: str) -> str:
    """`LS1` is not the beginning of `LS10 1AA`, nor `L` of `LS1 4AP`."""
    found = _BEGINS.fullmatch(start)
    if found is None or found["district"] is None:
        return rf"{start}\d"
    return start if found["sector"] else f"{start} "


def _of(given: Given, within: pa.Array) -> Given:
    return replace(
        given,
        rows=int(np.count_nonzero(within)),
        columns={field: column.filter(within) for field, column in given.columns.items()},
        sics=[column.filter(within) for column in given.sics],
        previous=[column.filter(within) for column in given.previous],
        locators=given.locators.filter(within),
    )
