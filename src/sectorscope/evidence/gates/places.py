"""Gate `areas`: the code and the name are of one area, and the area still was."""

from __future__ import annotations

import re

import pyarrow as pa

from sectorscope.concepts.area_changes import changes, names_of
from sectorscope.evidence.refusal import GateRefused

_YEAR = re.compile(r"(?:19|20)\d{2}")
_RANK = r"(?:city|county|(?:london |royal |metropolitan )?(?:borough|district))"
_BEFORE = re.compile(rf"^(?:the )?(?:(?:{_RANK} of|county) )?")
_AFTER = re.compile(
    rf"(?:,(?: the)? {_RANK}(?: of)?|,? {_RANK} of)(?: ua)?$"  # as sorted by: Bristol, City of
    r"| (?:ua|unitary authority|council"
    r"|(?:city|(?:london |royal |metropolitan )?(?:borough|district))(?: council)?)$"
)
_LIKE = str.maketrans({"&": " and ", "'": "", "\u2019": "", **dict.fromkeys(".-()*", " ")})
_ALSO = {"E06000010": ("Hull",)}
"""What an area is called for short, by code, where its name does not say so."""

_LONDON = ("city of london", "london, city of")
"""Its rank is a part of its name: without it London is another area."""


def areas(rows: pa.Table) -> str | None:
    """Refuse a code beside another area's name; flag an area that had ended.

    Args:
        rows: table `statistic`.

    Returns:
        Which areas had ended before the last of their figures, what they went into, and what
        cannot be told from the new area's figures.

    Raises:
        GateRefused: gate `areas`: the names do not belong to the codes, as when columns moved.
    """
    found = rows.group_by(["area_code", "area"]).aggregate([("period", "max")])
    return _looked_at(found.select(["area_code", "area", "period_max"]))


def areas_of_flows(rows: pa.Table) -> str | None:
    """The same of where people live and of where they work.

    Args:
        rows: table `commuting`.

    Raises:
        GateRefused: gate `areas`.
    """
    pairs = [
        rows.select([f"{end}_code", end, "census"])
        .group_by([f"{end}_code", end])
        .aggregate([("census", "max")])
        .rename_columns(["area_code", "area", "period_max"])
        for end in ("home", "work")
    ]
    return _looked_at(pa.concat_tables(pairs))


def _looked_at(pairs: pa.Table) -> str | None:
    """Codes with their names, and the last period of the figures that a file has of them."""
    listed = pairs.to_pylist()
    for pair in listed:
        _named(pair["area_code"], pair["area"])
    ended = {said for pair in listed if (said := _ended(pair["area_code"], pair["period_max"]))}
    return "; ".join(sorted(ended)) or None


def _named(code: str, name: str) -> None:
    known = names_of().get(code)
    if known is None or not name or name == code:
        return
    own = {_spelt(one) for one in (*known, *_ALSO.get(code, ()))}
    if _spelt(name) in own:
        return
    raise GateRefused(
        "areas",
        f"{code} is called {name!r} in the file",
        expected=known[0],
        hint="a column may have moved against another; look at the file.",
    )


def _spelt(name: str) -> str:
    """A name as all its spellings have it: without its rank, marks or an abbreviation.

    Nothing else of a name is left out: `Leeds City Region` is not Leeds.
    """
    words = name.casefold().translate(_LIKE).split()
    text = " ".join("st" if word == "saint" else word for word in words)
    if text.removeprefix("the ") in _LONDON:
        return _LONDON[0]
    return _AFTER.sub("", _BEFORE.sub("", text)).replace(",", "")


def _ended(code: str, period: str) -> str | None:
    change, year = changes().get(code), _YEAR.search(period)
    if change is None or change.how == "renamed" or year is None:
        return None
    if int(year.group()) <= int(change.last_day[:4]):
        return None
    return (
        f"{code} {change.name} ended on {change.last_day} and the file has figures of it for "
        f"{period}: since then {change.successor} {change.successor_name}, {change.lost}"
    )
