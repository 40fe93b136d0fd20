"""Columns that are the choices of one question, where the header does not say so.

KoBo writes `question/choice`, Qualtrics `Q5_1`, `Q5_2` with "question - choice". A matrix of
several questions looks the same, so a group is one only if its cells hold nothing but ticks.
"""

from __future__ import annotations

import re

from sectorscope.evidence.sources.survey.formats.sheet import Column, Sheet, plain

TICKED = frozenset({"1", "1.0", "true", "selected", "ticked", "checked", "x", "yes", "y"})
UNTICKED = frozenset({"0", "0.0", "false", "not selected", "unselected", "unchecked", "no", "n"})
_PLAIN_TICKS = (TICKED | UNTICKED) - {"yes", "y", "no", "n"}  # those two may be a matrix's answers
OTHER = re.compile(r"other\b", re.IGNORECASE)

_Part = tuple[str, str, str]  # name of the group, its text, the choice


def grouped(sheet: Sheet) -> tuple[Column, ...]:
    """The sheet's columns, choices of one question tied together."""
    reading = {"kobo": _kobo, "qualtrics": _qualtrics}.get(sheet.format)
    if reading is None:
        return sheet.columns
    parts = {i: part for i, c in enumerate(sheet.columns) if (part := reading(c))}
    kept = _ticks_only(sheet, parts)
    return tuple(
        Column(c.name, kept[i][1], kept[i][2], kept[i][0]) if i in kept else c
        for i, c in enumerate(sheet.columns)
    )


def _ticks_only(sheet: Sheet, parts: dict[int, _Part]) -> dict[int, _Part]:
    groups: dict[str, list[int]] = {}
    for index, (group, _, _) in parts.items():
        groups.setdefault(group, []).append(index)
    good = {
        group
        for group, members in groups.items()
        if len(members) > 1 and all(_only_ticks(sheet, i, parts[i][2]) for i in members)
    }
    return {i: part for i, part in parts.items() if part[0] in good}


def _only_ticks(sheet: Sheet, index: int, choice: str) -> bool:
    if OTHER.match(choice):
        return True
    allowed = _PLAIN_TICKS | {plain(choice)}
    return all(plain(v) in allowed for v in sheet.filled(index))


def _kobo(column: Column) -> _Part | None:
    group, sign, choice = column.name.rpartition("/")
    if not sign or column.name.startswith("_"):
        return None
    return group, group.rpartition("/")[2], choice


def _qualtrics(column: Column) -> _Part | None:
    found = re.fullmatch(r"(.+?)_(\d+)(?:_TEXT)?", column.name)
    cut = re.fullmatch(
        r"(.*?)(?:\s+-\s+Selected Choice)?\s+-\s+(.+)", column.text.strip(), re.DOTALL
    )
    if not found or not cut or column.name.endswith("_TEXT"):
        return None
    return found[1], cut[1], cut[2]
