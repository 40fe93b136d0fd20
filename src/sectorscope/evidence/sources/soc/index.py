"""The coding index: job titles, and the unit group each is coded to.

Volume 2 of SOC 2020 has for each title the group of 2020 and that of 2010, which is the only
published statement of what became of a group; the index of SOC 2010 has its own. Names of columns
are as programs of others read them, ONS's own `soc-classification-library` among them: sheet
`SOC2020 coding index`, `SOC_2020`, `INDEXOCC`, `INDEXOCC_-_natural_word_order` (or with another
hyphen), `ADD`, `IND`, and `}}}}` for the code of an entry that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sectorscope.concepts.soc_files import entry_title
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.soc.checks import check_codes
from sectorscope.evidence.sources.soc.sheets import Line, Sheet

_NEWER, _OLDER = "soc2020", "soc2010"
_INDEX, _NATURAL = "indexocc", "indexoccnaturalwordorder"
_NONE = re.compile(r"[\s}]*")

Made = dict[str, Any]


@dataclass(frozen=True)
class Index:
    """Entries; how many have no code of their own, and how many say what another says."""

    version: str
    rows: tuple[Made, ...]
    uncoded: int
    again: int


def is_index(columns: frozenset[str]) -> bool:
    """Whether the columns are those of an index: a job title, and a code."""
    return not columns.isdisjoint((_INDEX, _NATURAL)) and not columns.isdisjoint((_NEWER, _OLDER))


def index(sheet: Sheet, name: str, overridden: frozenset[str]) -> Index:
    """Rows of table `occupation_title`, less their snapshot.

    Raises:
        GateRefused: gates `values`, `version`, `classification`, `no_rows`.
    """
    version = "SOC 2020" if _NEWER in sheet.columns else "SOC 2010"
    every = list(_entries(sheet, version))
    found = [row for row in every if row]
    if not found:
        raise GateRefused("no_rows", f"{name} codes no job title", expected="at least one")
    check_codes((row["code"] for row in found), version, overridden)
    check_codes({row["soc2010"] for row in found} - {""}, "SOC 2010", overridden)
    first: dict[tuple[str, ...], Made] = {}
    for row in found:
        first.setdefault((row["code"], row["title"], row["soc2010"]), row)
    return Index(version, tuple(first.values()), len(every) - len(found), len(found) - len(first))


def _entries(sheet: Sheet, version: str) -> Iterator[Made | None]:
    """A row for each entry that has a title; None for one without a code."""
    column = _NEWER if version == "SOC 2020" else _OLDER
    for line in sheet.lines:
        shown = next((n for n in (_NATURAL, _INDEX) if line.told(n)), "")
        if not shown:
            continue
        code = _code(line, column)
        if not code:
            yield None
            continue
        title = entry_title(
            line.told(_NATURAL), line.told(_INDEX), line.told("add"), line.told("ind")
        )
        yield {
            "title": title,
            "code": code,
            "version": version,
            "soc2010": _code(line, _OLDER),
            **line.stands(shown),
        }


def _code(line: Line, column: str) -> str:
    """Four digits, or "" where the entry has none."""
    said = line.told(column).removesuffix(".0")
    if _NONE.fullmatch(said):
        return ""
    if not re.fullmatch(r"[1-9]\d{3}", said):
        raise GateRefused(
            "values",
            f"row {line.number:,} has the code {said[:20]!r}",
            expected="four digits, or }}}} where an entry has none",
            hint="a spreadsheet may have spoilt it.",
        )
    return said
