"""Where places lie and what they belong to, as files the user has say it."""

from __future__ import annotations

from sectorscope.schema.evidence import SNAPSHOT_REF
from sectorscope.schema.table import Column, Table

PLACED_BY = ("directory", "sector", "several districts", "merged district")
"""How a postcode was placed: by a directory; by its sector, which lies in one district; or not at
all, as its sector lies in several, or its district was made of one of the region and others."""

KINDS = (
    "district",
    "combined authority",
    "local enterprise partnership",
    "LSIP area",
    "region",
    "county",
    "devolved area",
    "other",
)
"""What an area can be. LSIP: Local Skills Improvement Plan."""

PLACES: tuple[Table, ...] = (
    Table(
        "boundary",
        "Outlines of areas, corners on a grid of some fifty metres: enough to draw a region, not "
        "to measure one.",
        ("code", "version"),
        (
            Column("code", "text", "the area's code, nine characters"),
            Column("name", "text", "as the file has it", missing=True),
            Column("kind", "text", "what kind of area, by the name of the code", values=KINDS),
            Column("version", "text", "year of the codes, or `not stated`"),
            Column("outline", "text", "rings of corners: `x y,x y,…`, `;` between rings"),
            Column("unit", "text", "of the corners", values=("degrees", "metres")),
            Column("x", "number", "centre, eastwards: longitude or easting", unit="as `unit`"),
            Column("y", "number", "centre, northwards: latitude or northing", unit="as `unit`"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "area",
        "Areas and the dates they were in operation, as look-ups the user has say it.",
        ("code", "kind", "name", "version", "since"),
        (
            Column("code", "text", "the area's code"),
            Column("name", "text", "what it is, or was, called"),
            Column("kind", "text", "what kind of area", values=KINDS),
            Column("version", "text", "year of the codes, or `dated` in a list with dates"),
            Column("since", "text", "ISO date it began, empty where the list has none"),
            Column("until", "text", "ISO date it ended", missing=True),
            Column("status", "text", "the publisher's word: live, renamed, …", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "area_member",
        "Which area is a part of which, in a version of the codes or for some years.",
        ("member", "whole", "version", "since"),
        (
            Column("member", "text", "code of the part"),
            Column("member_name", "text", "its name"),
            Column("member_kind", "text", "what kind of area", values=KINDS),
            Column("whole", "text", "code of the area it is in, or has become"),
            Column("whole_name", "text", "its name"),
            Column("kind", "text", "what kind of area the whole is", values=KINDS),
            Column("version", "text", "year or years of the codes, or `dated`"),
            Column("since", "text", "first year or date it is said of, empty where none is"),
            Column("until", "text", "last year or date it is said of", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "postcode",
        "The district each postcode lies in, by a directory the user has, whole or cut to a "
        "region.",
        ("postcode", "version"),
        (
            Column("postcode", "text", "in capitals with one blank: LS1 4AP"),
            Column("district", "text", "code of the district", missing=True),
            Column("version", "text", "year of the codes of districts, or `not stated`"),
            Column("since", "text", "ISO month it came into use", missing=True),
            Column("until", "text", "ISO month it went out of use", missing=True),
            Column("terminated", "truth", "whether it has gone out of use"),
            Column("easting", "integer", "of its middle", unit="metres", missing=True),
            Column("northing", "integer", "of its middle", unit="metres", missing=True),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "output_area",
        "The sector of postcodes, or the district, a smallest area of the census lies in: what "
        "places a postcode where no directory is held.",
        ("code", "kind", "version"),
        (
            Column("code", "text", "of the output area"),
            Column("kind", "text", "what kind of place", values=("postcode sector", "district")),
            Column("place", "text", "the sector (LS1 4), or the code of the district"),
            Column("version", "text", "year of the codes, or `not stated`"),
            *SNAPSHOT_REF,
        ),
    ),
    Table(
        "placed_postcode",
        "Where the addresses of the study's lists lie, by the directories held; an address that "
        "none of them knows has no row.",
        ("postcode",),
        (
            Column("postcode", "text", "in capitals with one blank"),
            Column("district", "text", "code, as the region has it if it is in it", missing=True),
            Column("how", "text", "what it was placed by", values=PLACED_BY),
            Column("terminated", "truth", "whether the postcode has gone out of use"),
            *SNAPSHOT_REF,
        ),
    ),
)
