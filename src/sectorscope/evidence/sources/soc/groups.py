"""The groups of a version: volume 1 of SOC 2020 with descriptions, or a sheet of the structure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sectorscope.concepts.soc import UNIT
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.soc.checks import check_codes, version_said
from sectorscope.evidence.sources.soc.sheets import Line, Sheet

_LEVELS = {1: "majorgroup", 2: "submajorgroup", 3: "minorgroup", 4: "unitgroup"}
_TITLES = ("grouptitle", "title")
_TEXTS = {"description": "groupdescription", "tasks": "tasks", "titles": "relatedjobtitles"}
_PREFIX = re.compile(r"^soc20[12]0")

Made = dict[str, Any]


def is_structure(columns: frozenset[str]) -> bool:
    """Whether the columns are those of groups: a code of each level, and a title."""
    plain = {_PREFIX.sub("", name) for name in columns}
    return plain >= set(_LEVELS.values()) and not plain.isdisjoint(_TITLES)


def is_described(columns: frozenset[str]) -> bool:
    """Whether groups are described too, as in volume 1."""
    return is_structure(columns) and {_PREFIX.sub("", n) for n in columns} >= set(_TEXTS.values())


def groups(sheet: Sheet, name: str, overridden: frozenset[str]) -> tuple[Made, ...]:
    """Rows of table `occupation_code`, less their snapshot.

    Raises:
        GateRefused: gates `version`, `values`, `classification`, `no_rows`.
    """
    version = version_said(*sorted(sheet.columns), sheet.title, name)
    if not version:
        raise GateRefused(
            "version",
            f"{name} does not say of which version its groups are",
            expected="SOC 2010 or SOC 2020 in a column, the sheet's title or the file's name",
            hint="put it into the name of the file.",
        )
    full = {_PREFIX.sub("", column): column for column in sheet.columns}
    made = [row for line in sheet.lines if (row := _group(line, full, version))]
    if not made:
        raise GateRefused("no_rows", f"{name} has no group", expected="at least one")
    _once(row["code"] for row in made)
    check_codes((row["code"] for row in made), version, overridden)
    return tuple(made)


def _group(line: Line, full: Mapping[str, str], version: str) -> Made | None:
    """A row's group by its finest code; None for a row without any."""
    told = ((digits, full[level]) for digits, level in reversed(_LEVELS.items()))
    digits, column = next(((d, c) for d, c in told if line.told(c)), (0, ""))
    if not column:
        return None
    code = line.told(column).removesuffix(".0")
    title = line.told(*(full[t] for t in _TITLES if t in full))
    if not re.fullmatch(rf"[1-9]\d{{{digits - 1}}}", code) or not title:
        raise GateRefused(
            "values",
            f"row {line.number:,} of the sheet has the code {code[:20]!r}"
            + ("" if title else " and no title"),
            expected=f"{digits} digits, and a title",
        )
    texts = {key: line.told(full[name]) for key, name in _TEXTS.items() if name in full}
    unit = digits == UNIT
    return {
        "code": code,
        "title": title,
        "description": texts.get("description") or None,
        "tasks": _entries(texts.get("tasks", "")) if unit else None,
        "titles": _entries(texts.get("titles", "")) if unit else None,
        "version": version,
        **line.stands(column),
    }


def _entries(text: str) -> str | None:
    """Entries that begin with a `~`, a line each."""
    return "\n".join(part.strip() for part in text.split("~") if part.strip()) or None


def _once(codes: Iterable[str]) -> None:
    again = sorted(code for code, times in Counter(codes).items() if times > 1)
    if again:
        raise GateRefused("values", f"{again[0]} stands twice", expected="each group once")
