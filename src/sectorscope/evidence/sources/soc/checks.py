"""Codes of a file against those of the classification: of another version, or spoilt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from sectorscope.concepts.soc import VERSIONS, structure
from sectorscope.evidence.refusal import GateRefused

OTHER = 0.02
"""Share of codes that a version has not from which a file is taken for another version's, and
below which for a spoilt one: stated, not measured."""
_SAID = re.compile(r"(?:SOC|\b)[\s_-]?(20[12]0)(?!\d)", re.IGNORECASE)


def version_said(*texts: str) -> str:
    """The version that the first of some texts names, `SOC 2010` or `SOC 2020`; "" where none."""
    found = (said[1] for text in texts if (said := _SAID.search(text)))
    return next((f"SOC {year}" for year in found if year in VERSIONS), "")


@cache
def known(version: str) -> frozenset[str]:
    """Every code of a version: of 2010 the unit groups ship, and the wider ones begin theirs."""
    codes = structure(version.removeprefix("SOC "))
    return frozenset(code[:n] for code in codes for n in range(1, len(code) + 1))


def check_codes(codes: Iterable[str], version: str, overridden: frozenset[str]) -> None:
    """Refuse codes that the version has not.

    Raises:
        GateRefused: gate `version` where many are not, `classification` where few are.
    """
    given = set(codes)
    unknown = sorted(given - known(version))
    gate = "version" if len(unknown) > OTHER * len(given) else "classification"
    if not unknown or gate in overridden:
        return
    raise GateRefused(
        gate,
        f"{len(unknown):,} of {len(given):,} codes are not of {version}, such as {unknown[0][:20]}",
        expected=f"groups of {version}",
        hint="look which version the file is of."
        if gate == "version"
        else "a spreadsheet may have spoilt them.",
    )
