"""Rows of table `company` from the columns of any file of companies, and what was wrong with them.

A reader says which of its columns is what (`Given`); the rest is the same for all: cells are read,
doubts are flagged, rows of one company are made one, and everything is counted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.companies.cells import (
    GOOD_NUMBER,
    Read,
    day,
    number,
    postcode,
    sic,
    standing,
)
from sectorscope.evidence.companies.columns import Bools, Flags, Floats, distinct, missing, numbers
from sectorscope.evidence.companies.headcounts import People, people
from sectorscope.evidence.companies.ids import identities
from sectorscope.evidence.companies.repeats import Repeats, best_rows
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


Columns = dict[str, Sequence[Any]]


@dataclass(frozen=True)
class Given:
    """A file's rows as columns of text without missing cells, each of N; absent ones are blank.

    columns: by field: id, number, name, website, category, status, incorporated, dissolved,
    postcode, area_code, area, headcount, low, high, before, accounts, account_category, tags.
    texts, sics, previous: several columns each. basis: what a single headcount is from. five:
    whether SIC codes have five digits; None: as most of them do. locators: where each row stands.
    raw: what stands there, if it is a single cell.
    """

    rows: int
    columns: Mapping[str, pa.Array]
    texts: Sequence[pa.Array] = ()
    sics: Sequence[pa.Array] = ()
    previous: Sequence[pa.Array] = ()
    basis: str = "given"
    five: bool | None = None
    locators: Sequence[str] = ()
    raw: Sequence[str | None] = ()

    def __getitem__(self, field: str) -> pa.Array:
        """A column; blank where the file has none."""
        return self.columns.get(field, pa.array([""] * self.rows, pa.string()))

    def has(self, field: str) -> bool:
        """Whether the file has such a column."""
        return field in self.columns


@dataclass(frozen=True)
class Companies:
    """What was read. rows: of table `company` but `snapshot`. counts: rows by flag."""

    rows: list[dict[str, Any]]
    counts: Mapping[str, int]
    repeats: Repeats


def companies(given: Given) -> Companies:
    """Read a file's columns."""
    flags = Flags(tuple(FLAGS), given.rows)
    held: Columns = {"name": _squeezed(given["name"])}
    held |= _who(given, flags)
    held |= _told(given)
    held |= _codes(given, flags)
    held |= _where(given, flags)
    held |= _dates(given, flags)
    held |= _headcounts(given, held, flags)
    _standing(given, held, flags)
    held |= {"locator": given.locators, "raw": given.raw or [None] * given.rows}
    kept = best_rows(held, flags)
    held = {key: [values[i] for i in kept.rows] for key, values in held.items()}
    held |= {"flags": kept.flags.texts(), "others": kept.others}
    table = [dict(zip(held, row, strict=True)) for row in zip(*held.values(), strict=True)]
    return Companies(table, kept.flags.counts(), kept.repeats)


def _squeezed(column: pa.Array) -> list[str]:
    """Texts with single blanks between their words."""
    options = pc.ReplaceSubstringOptions(r"[\s\p{Z}]+", " ")
    return _trimmed(pc.call_function("replace_substring_regex", [column], options))


def _trimmed(column: pa.Array) -> list[str]:
    return pc.call_function("utf8_trim_whitespace", [column]).to_pylist()


def _optional(column: pa.Array) -> list[str | None]:
    return [text or None for text in _trimmed(column)]


def _who(given: Given, flags: Flags) -> Columns:
    """Ids and company numbers; only a number that is not in order is looked at on its own."""
    texts = given["number"].to_pylist()
    fine = _matches(texts, GOOD_NUMBER)
    read = [Read(t) if ok else number(t) for t, ok in zip(texts, fine, strict=True)]
    flags.add_each(r.flag for r in read)
    own = [
        o or (t.strip() if r.flag == "number_odd" else "")
        for o, t, r in zip(_trimmed(given["id"]), texts, read, strict=True)
    ]
    apart = [
        next((t for t in signs if t.strip()), "")
        for signs in zip(*(given[f].to_pylist() for f in _APART), strict=True)
    ]
    ids = identities([r.text for r in read], own, _squeezed(given["name"]), apart)
    return {"id": ids, "number": [r.text or None for r in read], "previous": _previous(given)}


def _previous(given: Given) -> list[str | None]:
    if not given.previous:
        return [None] * given.rows
    lists = zip(*(c.to_pylist() for c in given.previous), strict=True)
    some = ([n.strip() for n in names if n.strip()] for names in lists)
    return [json.dumps(names, ensure_ascii=False) if names else None for names in some]


def _told(given: Given) -> Columns:
    """What the file says of it in words."""
    parts = [c.to_pylist() for c in given.texts]
    texts = [
        "\n\n".join(t.strip() for t in row if t.strip()) or None for row in zip(*parts, strict=True)
    ]
    held: Columns = {"text": texts or [None] * given.rows}
    return held | {f: _optional(given[f]) for f in ("website", "category", "status", "tags")}


def _codes(given: Given, flags: Flags) -> Columns:
    five = _mostly_five(given.sics) if given.five is None else given.five
    read = [
        distinct(c, lambda text: [sic(t, five=five) for t in split_codes(text)]) for c in given.sics
    ]
    for flag in ("sic_padded", "sic_mangled", "sic_unknown"):
        for column in given.sics:
            doubtful = distinct(
                column, lambda t, f=flag: any(sic(c, five=five).flag == f for c in split_codes(t))
            )
            flags.add(flag, doubtful.astype(np.bool_))
    codes = (
        dict.fromkeys(r.text for cell in row for r in cell if r.text)
        for row in zip(*read, strict=True)
    )
    return {"sics": [";".join(some) or None for some in codes] or [None] * given.rows}


def split_codes(text: str) -> list[str]:
    """Several codes in one cell, with a sign or a new line between and two digits behind it."""
    return [part for part in re.split(r"[;|\n,](?=\s*\d\d)", text) if part.strip()]


def _mostly_five(columns: Sequence[pa.Array]) -> bool:
    """Whether more than half of the codes in different cells have five digits."""
    cells = {cell for column in columns for cell in column.unique().to_pylist()}
    codes = [found[0] for cell in cells for t in split_codes(cell) if (found := _DIGITS.match(t))]
    return sum(len(c.strip()) == _FULL for c in codes) * 2 > len(codes)


def _where(given: Given, flags: Flags) -> Columns:
    read = distinct(given["postcode"], postcode)
    flags.add_each(r.flag for r in read)
    return {
        "postcode": [r.text or None for r in read],
        "area_code": _optional(given["area_code"]),
        "area": _optional(given["area"]),
    }


def _dates(given: Given, flags: Flags) -> Columns:
    found: dict[str, Sequence[Any]] = {}
    for field in ("incorporated", "accounts"):
        read = distinct(given[field], day)
        flags.add_each(r.flag for r in read)
        found[field] = [r.text or None for r in read]
    return found


def _headcounts(given: Given, held: Mapping[str, Sequence[Any]], flags: Flags) -> Columns:
    read = distinct(given["headcount"], people)
    now, low, high = (numbers(r[i] for r in read) for i in range(3))
    low, high = _ends(given, low, high)
    before = numbers(p.value for p in distinct(given["before"], people))
    spoiled = _not_a_headcount(now, before, held["accounts"])
    jumped = _jumped(now, before) & ~spoiled
    low = np.where(jumped, np.fmin(now, before), low)
    high = np.where(jumped, np.fmax(now, before), high)
    now = np.where(spoiled | jumped, np.nan, now)
    _flag_headcounts(read, given, (now, low), (spoiled, jumped), flags)
    banded = np.isnan(now) & ~np.isnan(low)
    basis = [
        given.basis if not np.isnan(n) or j else "band" if b else None
        for n, j, b in zip(now, jumped, banded, strict=True)
    ]
    ends = {"low": missing(low), "high": missing(high)}
    return {"headcount": missing(now), **ends, "before": missing(before), "basis": basis}


def _ends(given: Given, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Ends of a band from columns of their own, where the file has them."""
    if not (given.has("low") or given.has("high")):
        return low, high
    ends = [numbers(p.value for p in distinct(given[f], people)) for f in ("low", "high")]
    return np.where(np.isnan(low), ends[0], low), np.where(np.isnan(high), ends[1], high)


def _flag_headcounts(
    read: Iterable[People],
    given: Given,
    known: tuple[Floats, Floats],
    wrong: tuple[Bools, Bools],
    flags: Flags,
) -> None:
    flags.add_each("" if r.flag == "no_headcount" else r.flag for r in read)
    flags.add("headcount_year", wrong[0])
    flags.add("headcount_jump", wrong[1])
    flags.add("no_headcount", np.isnan(known[0]) & np.isnan(known[1]))
    if given.has("low"):
        flags.add("headcount_band", np.isnan(known[0]) & ~np.isnan(known[1]) & ~wrong[1])


def _not_a_headcount(now: Floats, before: Floats, accounts: Sequence[str | None]) -> Bools:
    """A year typed where the people go: of the accounts or shortly before."""
    year = numbers(int(a[:4]) if a else None for a in accounts)
    like = (now <= year + 1) & (now >= year - 3) & (now == np.round(now))
    return like & (np.isnan(before) | (now >= _NEAR * np.maximum(before, 1)))


def _jumped(now: Floats, before: Floats) -> Bools:
    low, high = np.fmin(now, before), np.fmax(now, before)
    return ~np.isnan(now) & ~np.isnan(before) & (high >= JUMP * np.maximum(low, 1))


def _standing(given: Given, held: Mapping[str, Sequence[Any]], flags: Flags) -> None:
    status = distinct(given["status"], standing)
    for flag in ("dissolved", "liquidation", "insolvent", "strike_off"):
        flags.add(flag, np.fromiter((flag in s for s in status), np.bool_, given.rows))
    flags.add("dissolved", np.array([bool(t) for t in _trimmed(given["dissolved"])], np.bool_))
    codes = [(s or "").split(";") for s in held["sics"]]
    idle = [any(c in _DORMANT for c in some) for some in codes]
    asleep = distinct(given["account_category"], lambda t: "DORMANT" in t.upper())
    flags.add("dormant", np.array(idle, np.bool_) | asleep.astype(np.bool_))
    flags.add("residents", np.array([_RESIDENTS in some for some in codes], np.bool_))
    by_code = np.array([any(c.startswith(_HOLDING) for c in some) for some in codes], np.bool_)
    flags.add("holding", by_code | _matches(held["name"], _HOLDING_NAME))
    flags.add("no_sic", np.array([not s for s in held["sics"]], np.bool_))
    flags.add("no_text", np.array([not t for t in held["text"]], np.bool_))
    places = zip(held["postcode"], held["area_code"], held["area"], strict=True)
    flags.add("no_place", np.array([not any(p) for p in places], np.bool_))


def _matches(texts: Sequence[str], pattern: str) -> Bools:
    options = pc.MatchSubstringOptions(pattern)
    found = pc.call_function("match_substring_regex", [pa.array(texts, pa.string())], options)
    return found.to_numpy(zero_copy_only=False).astype(np.bool_)
