"""A tagged figure as a number: its format, scale and sign as Inline XBRL defines them."""

from __future__ import annotations

import re

from sectorscope.evidence.sources.accounts.facts import Fact

MOST = 1_000_000
"""People, above which a scale is taken to have gone wrong: stated, not measured."""

_ZEROS = frozenset({"zerodash", "fixedzero", "numdash"})
"""Formats under which the text, mostly a dash, means nought."""
_POINTS = frozenset({"", "numdotdecimal"})
_COMMAS = frozenset({"numcommadecimal"})
_NUMBER = re.compile(r"\d+(\.\d+)?")
_SCALE = re.compile(r"-?\d{1,2}")


class Unread(ValueError):
    """Why a figure is not read, as it follows "a figure that is"."""


def number_of(fact: Fact) -> float:
    """The average number of employees.

    A text with two marks is what the company shows, and scale says by which power of ten it is
    multiplied: `10` with scale -2, a slip that is filed, would be a tenth of a person.

    Raises:
        Unread: no number, of an unknown format, negative, a part of a person by scale, too many.
    """
    if fact.nil:
        raise Unread("marked as not given")
    value = _shown(fact)
    if not _SCALE.fullmatch(fact.scale or "0"):
        raise Unread("of no known scale")
    power = int(fact.scale or "0")
    scaled = round(value * 10.0**power, 6)
    if fact.sign.strip() == "-" and scaled:
        raise Unread("below nought")
    if power < 0 and not scaled.is_integer():
        raise Unread("scaled to a part of a person")
    if scaled > MOST:
        raise Unread(f"more than {MOST:,} people")
    return scaled


def _shown(fact: Fact) -> float:
    form = fact.form.replace("-", "").casefold()
    text = re.sub(r"[\s\u00a0]", "", fact.text)
    if form in _ZEROS:
        return 0.0
    if form in _POINTS:
        text = text.replace(",", "")
    elif form in _COMMAS:
        text = text.replace(".", "").replace(",", ".")
    else:
        raise Unread("of an unknown format")
    if not _NUMBER.fullmatch(text):
        raise Unread("no plain number")
    return float(text)
