"""What a directory's columns are: their names change from issue to issue, their stems hardly do.

`oslaua`, `laua`, `lad23cd` and `LAD25CD` are all the district; `pcds`, `pcd` and `PCD7` all the
postcode. A column is known by its stem, with a year and an ending or without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sectorscope.evidence.refusal import GateRefused, nearest

_POSTCODE = ("pcds", "pcd", "pcd2", "pcd7", "pcd8")
_DISTRICT = re.compile(r"oslaua|laua|lad(?P<year>\d\d)?cd|lad")
_FROM, _TO = ("dointr",), ("doterm",)
_EAST, _NORTH = ("oseast1m", "east1m"), ("osnrth1m", "north1m")
_AREA = re.compile(r"oa(?P<year>\d\d)cd")
_SECTOR = re.compile(r"pcds(?P<year>\d\d)cd")
_STEMS = (
    *("pcds", "pcd", "dointr", "doterm", "oscty", "cty", "ced", "oslaua", "laua", "lad", "osward"),
    *("ward", "wd", "parish", "par", "usertype", "usrtyp", "oseast1m", "osnrth1m", "east1m"),
    *("north1m", "osgrd", "grid", "oshlthau", "hlthau", "hro", "nhser", "ctry", "gor", "rgn"),
    *("streg", "pcon", "eer", "teclec", "ttwa", "pct", "oldpct", "nuts", "itl", "psed", "cened"),
    *("ed", "oshaprev", "lea", "oldha", "wardc", "wardo", "statsward", "oa", "casward", "park"),
    *("npark", "lsoa", "msoa", "ur", "oac", "soac", "wz", "wzc", "lac", "ccg", "sicbl", "bua"),
    *("buasd", "ru", "ruc", "lat", "long", "lep", "lepop", "pfa", "imd", "calncv", "icb", "stp"),
    *("x", "y", "fid", "objectid", "globalid"),
)
_KNOWN = re.compile(rf"(?:{'|'.join(_STEMS)})(?:\d\d)?(?:cd|nm|nmw|ind)?\d?")
"""Stems of the columns of issues from 2008 to 2026: a year, an ending and a number may follow."""


@dataclass(frozen=True)
class Directory:
    """Columns of a directory by what they are; empty where there is none. version: of districts."""

    postcode: str
    district: str
    since: str
    until: str
    east: str
    north: str
    version: str

    @property
    def used(self) -> tuple[str, ...]:
        """Columns that are read."""
        every = (self.postcode, self.district, self.since, self.until, self.east, self.north)
        return tuple(column for column in every if column)


@dataclass(frozen=True)
class Lookup:
    """Columns of a look-up of output areas: the area, its sector or its district or both."""

    area: str
    sector: str
    district: str
    versions: tuple[str, str]

    @property
    def used(self) -> tuple[str, ...]:
        """Columns that are read."""
        return tuple(column for column in (self.area, self.sector, self.district) if column)


def understood(names: Sequence[str], called: str, *, overruled: bool = False) -> Directory | Lookup:
    """The roles of a header's columns.

    Args:
        names: the columns.
        called: the file's name: its year is that of the districts where no column says it.
        overruled: whether a column that is not known is passed over.

    Raises:
        GateRefused: gate `columns`.
    """
    plain = {name.strip().casefold(): name for name in names}
    for low, name in plain.items():
        if low and not overruled and not _KNOWN.fullmatch(low):
            raise GateRefused(
                "columns",
                f"{called} has a column {name!r} that this source does not know",
                expected="columns of a directory of postcodes, or of a look-up of output areas",
                hint=nearest(name, _STEMS),
            )
    area, sector = _matching(_AREA, plain), _matching(_SECTOR, plain)
    district, postcode = _matching(_DISTRICT, plain), _first(_POSTCODE, plain)
    if area and not postcode and (sector or district):
        years = (_year(_SECTOR, sector, called), _year(_DISTRICT, district, called))
        return Lookup(area, sector, district, years)
    if not postcode or not district:
        raise GateRefused(
            "columns",
            f"{called} has no column of {'districts' if postcode else 'postcodes'}",
            expected="pcds (or pcd) and oslaua, laua or lad23cd; or OA11CD and PCDS11CD or LAD15CD",
            hint="its columns are " + ", ".join(names[:8]),
        )
    return Directory(
        postcode,
        district,
        since=_first(_FROM, plain),
        until=_first(_TO, plain),
        east=_first(_EAST, plain),
        north=_first(_NORTH, plain),
        version=_year(_DISTRICT, district, called),
    )


def _first(wanted: Sequence[str], plain: dict[str, str]) -> str:
    return next((plain[n] for n in wanted if n in plain), "")


def _matching(wanted: re.Pattern[str], plain: dict[str, str]) -> str:
    return next((name for low, name in plain.items() if wanted.fullmatch(low)), "")


def _year(wanted: re.Pattern[str], column: str, called: str) -> str:
    """The year of the codes: in the column's name, else in the file's."""
    found = wanted.fullmatch(column.strip().casefold())
    if found and found["year"]:
        return f"20{found['year']}"
    in_name = re.search(r"(?<!\d)20\d{2}(?!\d)", called)
    return in_name.group() if in_name else "not stated"
