"""Several states of the register that speak of one company: the newest is believed.

A row of the register has the day on which it stood so (`day`). Of a company that stands in two
issues, or in one and in an answer of the register's interface, the older row keeps its headcount
and what the newer one is silent on; name, standing, codes and place are the newer one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

DIFFERS = "register_differs"

_STATE = ("name", "previous", "category", "status", "incorporated", "sics", "postcode")
_PLACE = ("area_code", "area")
_TOLD = ("name", "sics", "postcode")
_STANDING = frozenset({"dissolved", "liquidation", "insolvent"})
"""What two states must agree on, or the company is flagged: these words, and the standing."""
_OF_STATE = _STANDING | {
    *("residents", "holding", "no_sic", "sic_padded", "sic_mangled", "sic_unknown"),
    *("postcode_odd", "no_place", "date_unread"),
}
"""Flags that follow from the state. A proposal to strike off and accounts that are dormant stay:
the interface's search is silent on both."""


def newest_state(rows: Sequence[Row]) -> list[Row]:
    """The rows of one company, those of older states of the register brought up to the newest."""
    states = [r for r in rows if r.get("day")]
    if len(states) < 2:  # noqa: PLR2004 - nothing to choose between
        return list(rows)
    newest = max(states, key=lambda r: (r["day"], r["snapshot"]))
    return [_brought_up(r, newest) if r in states and r is not newest else r for r in rows]


def _brought_up(row: Row, newest: Row) -> Row:
    """An older row with the newer state's words where it has any."""
    said = {k: newest[k] for k in _STATE if newest.get(k) not in (None, "")}
    moved = said.get("postcode", row.get("postcode")) != row.get("postcode")
    gone = dict.fromkeys(_PLACE) if moved else {}
    flags, now = _flags(row), _flags(newest)
    differs = any(_other(k, row, said) for k in _TOLD) or (flags ^ now) & _STANDING
    kept = (flags - _OF_STATE) | ({DIFFERS} if differs else set[str]())
    return {**row, **gone, **said, "flags": ";".join(sorted(kept))}


def _flags(row: Row) -> set[str]:
    return {f for f in (row.get("flags") or "").split(";") if f}


def _other(key: str, row: Row, said: Row) -> bool:
    """Whether the newer state says something else, however its words are written."""
    now, then = (_plain(r.get(key)) for r in (said, row))
    return bool(now and then) and now != then


def _plain(text: str | None) -> str:
    return "".join(c for c in (text or "").casefold() if c.isalnum() or c == ";")
