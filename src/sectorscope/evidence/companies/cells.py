"""Single cells of a file of companies: numbers, codes, postcodes, dates, standing."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from sectorscope.study.sector import DIVISIONS

_SHORT = re.compile(r"(\d)(?:\.(\d+))?E\+?(\d+)")


class Read(NamedTuple):
    """What a cell says (empty: nothing that can be used), and what is doubtful about it."""

    text: str = ""
    flag: str = ""


# --- company numbers -----------------------------------------------------------------------

GOOD_NUMBER = r"^(?:\d{8}|[A-Z]{2}\d{6}|[A-Z]\d{7}|[A-Z]{2}\d{5}[A-Z])$"
"""Forms of a company number: England and Wales, prefixed ones (SC, NI, OC …), societies."""
_DIGITS = 8


def number(text: str) -> Read:
    """A company number of eight characters; noughts a spreadsheet took are put back."""
    plain = re.sub(r"[\s,]", "", text).upper().removesuffix(".0")
    if not plain or re.fullmatch(GOOD_NUMBER, plain):
        return Read(plain)
    if _SHORT.fullmatch(plain):
        return Read("", "number_mangled")
    if re.fullmatch(rf"\d{{1,{_DIGITS}}}", plain):
        return Read(plain.zfill(_DIGITS), "number_padded")
    if found := re.fullmatch(r"([A-Z]{2})(\d{1,5})", plain):
        return Read(found[1] + found[2].zfill(_DIGITS - 2), "number_padded")
    return Read("", "number_odd")


# --- codes of SIC 2007 ---------------------------------------------------------------------

_CODE = re.compile(r"\s*([0-9][0-9./]*(?:E\+?\d+)?)(?:\s.*|\s*[-–:].*)?", re.DOTALL | re.IGNORECASE)
_NO_CODE = frozenset({"", "none", "none supplied", "none supplied.", "n/a", "nan", "null", "-"})
_FULL = 5


def sic(text: str, *, five: bool = True) -> Read:
    """The digits of a SIC code, whatever words follow it.

    Args:
        text: `33190 - Repair of other equipment`, `26.60`, `3319`, `None Supplied`.
        five: whether the file's codes have five digits: then one of four lost its leading nought.
    """
    if text.strip().casefold() in _NO_CODE:
        return Read()
    found = _CODE.fullmatch(text)
    if found is None:
        return Read("", "sic_unknown")
    code = found[1].upper()
    return _known(_unshortened(code) if "E" in code else _written(code, five))


def _written(code: str, five: bool) -> Read:
    whole, dot, rest = code.partition(".")
    if dot and (len(whole) > 2 or not rest.strip("0")) and len(whole) != 2:  # noqa: PLR2004
        return _written(whole, five)  # 33190.0: a spreadsheet's way of writing it
    plain = code.replace(".", "").replace("/", "")
    if (dot and len(whole) == 1) or (not dot and five and len(plain) == _FULL - 1):
        return Read("0" + plain, "sic_padded")
    return Read(plain)


def _unshortened(code: str) -> Read:
    """`3.319E+04` is whole; `3.3E+04` is not."""
    short = _SHORT.fullmatch(code)
    if short is None or len(short[2] or "") < int(short[3]) - 1 or int(short[3]) != _FULL - 1:
        return Read("", "sic_mangled")
    return Read(str(round(float(code))))


def _known(read: Read) -> Read:
    if not read.text:
        return read
    fits = len(read.text) <= _FULL and read.text[:2] in DIVISIONS
    return read if fits else Read("", "sic_unknown")


# --- places, dates, standing ---------------------------------------------------------------

_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")


def postcode(text: str) -> Read:
    """A postcode in capitals with one space; any other text is not used."""
    plain = re.sub(r"\s", "", text).upper()
    found = _POSTCODE.fullmatch(plain)
    return Read(f"{found[1]} {found[2]}") if found else Read("", "postcode_odd" if plain else "")


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{2}|\d{4})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*\.?,?[ -](\d{2}|\d{4})")
_SERIAL = re.compile(r"([2-5]\d{4})(?:\.0+)?")
_EPOCH = date(1899, 12, 30)
_CENTURY = 100


def day(text: str) -> Read:
    """A date in ISO 8601, the day before the month as in British files; two digits are 20xx."""
    plain = text.strip().casefold()
    if not plain:
        return Read()
    try:
        return Read(_day(plain).isoformat())
    except ValueError:
        return Read("", "date_unread")


def _day(plain: str) -> date:
    if found := _ISO.fullmatch(plain.upper()):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(plain):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDS.fullmatch(plain):
        return date(_year(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    if found := _SERIAL.fullmatch(plain):
        return _EPOCH + timedelta(days=int(found[1]))
    raise ValueError(plain)


def _year(digits: str) -> int:
    return int(digits) + 2000 if int(digits) < _CENTURY else int(digits)


_STANDING = {
    "dissolved": ("dissolved", "converted", "closed", "removed"),
    "liquidation": ("liquidation",),
    "insolvent": ("administration", "receiver", "voluntary arrangement", "insolvency"),
    "strike_off": ("strike off", "struck off"),
}


def standing(text: str) -> tuple[str, ...]:
    """Flags of a company's standing, in the words of the register's file or of its interface."""
    plain = text.casefold().replace("-", " ")
    return tuple(flag for flag, signs in _STANDING.items() if any(s in plain for s in signs))
