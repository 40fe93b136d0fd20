"""Rows of table `company` from the columns of any file of companies, and what was wrong with them.

A reader says which of its columns is what (`Given`); the rest is the same for all: cells are read,
doubts are flagged, rows of one company are made one, and everything is counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.companies.cells import GOOD_NUMBER, day, number, postcode, sic, standing
from sectorscope.evidence.companies.columns import (
    Flags,
    filled,
    matches,
    mended,
    missing,
    optional,
    read_odd,
    trimmed,
)
from sectorscope.evidence.companies.given import Given
from sectorscope.evidence.companies.headcounts import people
from sectorscope.evidence.companies.ids import identities
from sectorscope.evidence.companies.repeats import Repeats, best_rows
from sectorscope.evidence.distinct import Bools, Distinct, Floats
from sectorscope.schema import Records
from sectorscope.schema.companies import FLAGS

JUMP = 100
"""Two years' headcounts that differ so many times over are not both right."""
_NEAR = 5
_APART = ("website", "postcode", "area_code", "area")
"""What tells two companies of one name apart, the first that is there."""
_DORMANT = ("99999", "74990")
_RESIDENTS, _HOLDING = "98000", "6420"
_DIGITS = re.compile(r"\s*\d+")
_FULL = 5
_HOLDING_NAME = r"(?i)\b(?:HOLDINGS?|HOLDCO|TOPCO|BIDCO|MIDCO)\b"


_PLAIN_NAME = r"^[!-~]+(?: [!-~]+)*$"
_PLAIN_POSTCODE = r"^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"
"""Texts that stay as they are; of a register almost all of them."""

Columns = dict[str, pa.Array]


@dataclass(frozen=True)
class Companies:
    """What was read. rows: of table `company` but `snapshot`. counts: rows by flag."""

    rows: Records
    counts: Mapping[str, int]
    repeats: Repeats

    def of(self, snapshot: str, day: str | None = None) -> Records:
        """The rows, said to be of a snapshot, and of a day on which the register stood so."""
        said = {"snapshot": snapshot, "day": day}
        made = self.rows.arrow
        for name, text in said.items():
            made = made.append_column(name, _all(text, len(self.rows)))
        return Records(made)

    def newest(self, until: str) -> str | None:
        """The last day, not after another, on which a company of the rows was incorporated."""
        days = self.rows.arrow["incorporated"]
        known = days.filter(pc.call_function("less_equal", [days, pa.scalar(until)]))
        return pc.call_function("max", [known]).as_py() if len(known) else None


def companies(given: Given) -> Companies:
    """Read a file's columns."""
    flags = Flags(tuple(FLAGS), given.rows)
    held: Columns = {"name": _squeezed(given["name"])}
    held |= _who(given, held["name"], flags)
    held |= _told(given)
    held |= _codes(given, flags)
    held |= {f: optional(trimmed(given[f])) for f in ("area_code", "area")}
    held["postcode"] = optional(postcodes_of(given, flags))
    held |= _dates(given, flags)
    held |= _headcounts(given, held, flags)
    _standing(given, held, flags)
    held["locator"] = given.locators
    held["raw"] = _all(None, given.rows) if given.raw is None else given.raw
    kept = best_rows(held, flags)
    if kept.repeats.rows:
        held = {key: values.take(pa.array(kept.rows)) for key, values in held.items()}
    held |= {"flags": kept.flags.texts(), "others": kept.others}
    return Companies(Records(pa.table(held)), kept.flags.counts(), kept.repeats)


def _all(text: str | None, rows: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), rows)


def _squeezed(column: pa.Array) -> pa.Array:
    """Texts with single blanks between their words."""
    options = pc.ReplaceSubstringOptions(r"[\s\p{Z}]+", " ")

    def squeeze(odd: pa.Array) -> list[str]:
        single = pc.call_function("replace_substring_regex", [odd], options)
        return trimmed(single).to_pylist()

    return mended(column, _PLAIN_NAME, squeeze)[0]


def _who(given: Given, names: pa.Array, flags: Flags) -> Columns:
    """Ids and company numbers."""
    numbers = read_odd(given["number"], GOOD_NUMBER, number, flags)
    return {
        "id": _ids(given, names, numbers, flags),
        "number": optional(numbers),
        "previous": _previous(given),
    }


def _ids(given: Given, names: pa.Array, numbers: pa.Array, flags: Flags) -> pa.Array:
    """The numbers, and in their place where there is none what `identities` gives."""
    none = ~filled(numbers)
    if not none.any():
        return numbers
    mask = pa.array(none)
    odd = flags.has("number_odd")[none].tolist()
    given_as = trimmed(given["number"].filter(mask)).to_pylist()
    own = [
        o or (text if is_odd else "")
        for o, text, is_odd in zip(
            trimmed(given["id"].filter(mask)).to_pylist(), given_as, odd, strict=True
        )
    ]
    apart = [
        next((t for t in signs if t.strip()), "")
        for signs in zip(*(given[f].filter(mask).to_pylist() for f in _APART), strict=True)
    ]
    found = identities([""] * len(own), own, names.filter(mask).to_pylist(), apart)
    new = pa.array(found, pa.string())
    return pc.call_function("replace_with_mask", [numbers, mask, new])


def _previous(given: Given) -> pa.Array:
    """Earlier names as JSON; few companies have any."""
    columns = [trimmed(c) for c in given.previous if filled(c).any()]
    if not columns:
        return _all(None, given.rows)
    some = np.logical_or.reduce([filled(c) for c in columns])
    lists = zip(*(c.filter(pa.array(some)).to_pylist() for c in columns), strict=True)
    told = [json.dumps([n for n in names if n], ensure_ascii=False) for names in lists]
    new = pa.array(told, pa.string())
    return pc.call_function("replace_with_mask", [_all(None, given.rows), pa.array(some), new])


def _told(given: Given) -> Columns:
    """What the file says of it in words."""
    text = _all(None, given.rows)
    if given.texts:
        parts = [c.to_pylist() for c in given.texts]
        joined = [
            "\n\n".join(t.strip() for t in row if t.strip()) or None
            for row in zip(*parts, strict=True)
        ]
        text = pa.array(joined, pa.string())
    fields = ("website", "category", "status", "tags")
    return {"text": text} | {f: optional(trimmed(given[f])) for f in fields}


def _codes(given: Given, flags: Flags) -> Columns:
    if not given.sics:
        return {"sics": _all(None, given.rows)}
    five = _mostly_five(given.sics) if given.five is None else given.five

    def read(cells: Sequence[str]) -> list[Any]:
        return [sic(text, five=five) for cell in cells for text in split_codes(cell)]

    found = Distinct.together(given.sics, read)
    for flag in ("sic_padded", "sic_mangled", "sic_unknown"):
        flags.add(flag, found.where(lambda row, f=flag: any(r.flag == f for r in row)))
    return {
        "sics": found.texts(
            lambda row: ";".join(dict.fromkeys(r.text for r in row if r.text)) or None
        )
    }


def split_codes(text: str) -> list[str]:
    """Several codes in one cell, with a sign or a new line between and two digits behind it."""
    return [part for part in re.split(r"[;|\n,](?=\s*\d\d)", text) if part.strip()]


def _mostly_five(columns: Sequence[pa.Array]) -> bool:
    """Whether more than half of the codes in different cells have five digits."""
    cells = {cell for column in columns for cell in column.unique().to_pylist()}
    codes = [found[0] for cell in cells for t in split_codes(cell) if (found := _DIGITS.match(t))]
    return sum(len(c.strip()) == _FULL for c in codes) * 2 > len(codes)


def postcodes_of(given: Given, flags: Flags | None = None) -> pa.Array:
    """Postcodes in capitals with one blank, empty where there is none that can be read."""
    doubts = Flags(tuple(FLAGS), given.rows) if flags is None else flags
    return read_odd(given["postcode"], _PLAIN_POSTCODE, postcode, doubts)


def _dates(given: Given, flags: Flags) -> Columns:
    found: Columns = {}
    for column in ("incorporated", "accounts"):
        read = Distinct.of(given[column], day)
        flags.add_read(read)
        found[column] = read.texts(lambda r: r.text or None)
    return found


def _headcounts(given: Given, held: Columns, flags: Flags) -> Columns:
    read = Distinct.of(given["headcount"], people)
    now, low, high = (read.numbers(lambda p, i=i: p[i]) for i in range(3))
    low, high = _ends(given, low, high)
    before = Distinct.of(given["before"], people).numbers(lambda p: p.value)
    spoiled = _not_a_headcount(now, before, held["accounts"])
    jumped = _jumped(now, before) & ~spoiled
    low = np.where(jumped, np.fmin(now, before), low)
    high = np.where(jumped, np.fmax(now, before), high)
    now = np.where(spoiled | jumped, np.nan, now)
    _flag_headcounts(read, given, (now, low), (spoiled, jumped), flags)
    banded = np.isnan(now) & ~np.isnan(low)
    single = ~np.isnan(now) | jumped
    basis = pa.array([given.basis, "band", None], pa.string())
    return {
        "headcount": missing(now),
        "low": missing(low),
        "high": missing(high),
        "before": missing(before),
        "basis": basis.take(pa.array(np.where(single, 0, np.where(banded, 1, 2)))),
    }


def _ends(given: Given, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Ends of a band from columns of their own, where the file has them."""
    if not (given.has("low") or given.has("high")):
        return low, high
    ends = [Distinct.of(given[f], people).numbers(lambda p: p.value) for f in ("low", "high")]
    return np.where(np.isnan(low), ends[0], low), np.where(np.isnan(high), ends[1], high)


def _flag_headcounts(
    read: Distinct,
    given: Given,
    known: tuple[Floats, Floats],
    wrong: tuple[Bools, Bools],
    flags: Flags,
) -> None:
    flags.add_read(read)
    flags.add("headcount_year", wrong[0])
    flags.add("headcount_jump", wrong[1])
    flags.put("no_headcount", np.isnan(known[0]) & np.isnan(known[1]))
    if given.has("low"):
        flags.add("headcount_band", np.isnan(known[0]) & ~np.isnan(known[1]) & ~wrong[1])


def _not_a_headcount(now: Floats, before: Floats, accounts: pa.Array) -> Bools:
    """A year typed where the people go: of the accounts or shortly before."""
    year = Distinct.of(accounts.fill_null(""), str).numbers(lambda a: int(a[:4]) if a else None)
    like = (now <= year + 1) & (now >= year - 3) & (now == np.round(now))
    return like & (np.isnan(before) | (now >= _NEAR * np.maximum(before, 1)))


def _jumped(now: Floats, before: Floats) -> Bools:
    low, high = np.fmin(now, before), np.fmax(now, before)
    return ~np.isnan(now) & ~np.isnan(before) & (high >= JUMP * np.maximum(low, 1))


def _standing(given: Given, held: Columns, flags: Flags) -> None:
    status = Distinct.of(given["status"], standing)
    for flag in ("dissolved", "liquidation", "insolvent", "strike_off"):
        flags.add(flag, status.where(lambda said, f=flag: f in said))
    flags.add("dissolved", filled(trimmed(given["dissolved"])))
    codes = Distinct.of(held["sics"].fill_null(""), lambda t: t.split(";"))
    asleep = Distinct.of(given["account_category"], lambda t: "DORMANT" in t.upper())
    flags.add("dormant", codes.where(lambda some: any(c in _DORMANT for c in some)))
    flags.add("dormant", asleep.where(bool))
    flags.add("residents", codes.where(lambda some: _RESIDENTS in some))
    flags.add("holding", codes.where(lambda some: any(c.startswith(_HOLDING) for c in some)))
    flags.add("holding", matches(held["name"], _HOLDING_NAME))
    flags.add("no_sic", _gone(held["sics"]))
    flags.add("no_text", _gone(held["text"]))
    placed = (_gone(held[f]) for f in ("postcode", "area_code", "area"))
    flags.add("no_place", np.logical_and.reduce(list(placed)))


def _gone(column: pa.Array) -> Bools:
    return column.is_null().to_numpy(zero_copy_only=False)
