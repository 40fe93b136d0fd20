"""What a build says of the region's districts, by the look-ups of areas that the study holds."""

from __future__ import annotations

from sectorscope.sector.standing import Standing, standings
from sectorscope.store import Tables
from sectorscope.study import Config


def district_remarks(config: Config, tables: Tables) -> list[str]:
    """A line for each district that had ended, had not begun, or is in no list that is held.

    Args:
        config: the study's configuration.
        tables: its tables, up to date.
    """
    day = config.study.as_of.isoformat()
    places = [(p.code, p.name) for p in config.region.places]
    held = standings(tables.rows("area"), tables.rows("area_member"), places, day)
    return [line for one in held if (line := _line(one, day))]


def _line(one: Standing, day: str) -> str:
    called = f"{one.name} ({one.code}), a district of the region,"
    if one.how == "ended":
        since = f": since then {one.successor}" if one.successor else ""
        return f"{called} ended on {one.day}, and the study speaks of {day}{since}"
    if one.how == "not yet":
        return f"{called} begins on {one.day}, and the study speaks of {day}"
    if one.how == "not listed":
        return f"{called} is in no look-up of districts that the study holds"
    return ""
