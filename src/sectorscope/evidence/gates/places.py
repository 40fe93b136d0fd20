"""Gate `areas`: the code and the name are of one area, and the area still was."""

from __future__ import annotations

import re

import pyarrow as pa

from sectorscope.concepts.area_changes import changes, names_of
from sectorscope.evidence.refusal import GateRefused

_YEAR = re.compile(r"(?:19|20)\d{2}")
_IDLE = frozenset({"of", "the", "and", "city", "county", "royal", "borough", "st", "saint"})


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
    pairs = rows.group_by(["area_code", "area"]).aggregate([("period", "max")]).to_pylist()
    for pair in pairs:
        _named(pair["area_code"], pair["area"])
    ended = [said for pair in pairs if (said := _ended(pair["area_code"], pair["period_max"]))]
    return "; ".join(sorted(ended)) or None


def _named(code: str, name: str) -> None:
    known = names_of().get(code)
    if known is None or not name or name == code:
        return
    if any(_words(name) & _words(one) for one in known):
        return
    raise GateRefused(
        "areas",
        f"{code} is called {name!r} in the file",
        expected=known[0],
        hint="a column may have moved against another; look at the file.",
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", name.casefold())) - _IDLE or frozenset({name})


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
