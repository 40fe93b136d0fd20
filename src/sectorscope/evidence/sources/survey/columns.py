"""Finding the columns a mapping names: by header, by short name, by number (`#7`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.evidence.sources.survey.formats import Column, Sheet, plain

_Key = Callable[[Column], str]


class Finder:
    """The columns of one sheet by any of their names."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def one(self, name: str) -> int:
        """The column of that name.

        Raises:
            GateRefused: gate `columns`: there is none, or several.
        """
        found = self.all(name)
        if len(found) != 1:
            raise _several(name, len(found))
        return found[0]

    def all(self, name: str) -> tuple[int, ...]:
        """The column of that name, or the columns that are one question's choices.

        Raises:
            GateRefused: gate `columns`: there is none, or several questions have that name.
        """
        found = self.maybe(name)
        if not found:
            known = [c for column in self.sheet.columns for c in (column.name, column.text)]
            raise GateRefused(
                "columns",
                f"the file has no column {name!r}",
                expected="a header, a short name, or a number like #7",
                hint=nearest(name, known),
            )
        return found

    def maybe(self, name: str) -> tuple[int, ...]:
        """As `all`, or nothing if there is no such column.

        Raises:
            GateRefused: gate `columns`: several questions have that name.
        """
        if re.fullmatch(r"#[1-9]\d*", name):
            index = int(name[1:]) - 1
            return (index,) if index < len(self.sheet.columns) else ()
        wanted = plain(name)
        for table in self._tables:
            if found := table.get(wanted):
                if len(found) > 1 and not self._one_question(found):
                    raise _several(name, len(found))
                return found
        return ()

    @cached_property
    def _tables(self) -> list[dict[str, tuple[int, ...]]]:
        keys: tuple[_Key, ...] = (
            lambda c: c.name,
            lambda c: c.group,
            lambda c: c.text,
            lambda c: "" if c.choice else c.name.rpartition("/")[2],
            lambda c: c.group.rpartition("/")[2],
        )
        return [self._by(key) for key in keys]

    def _by(self, key: _Key) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for index, column in enumerate(self.sheet.columns):
            if name := plain(key(column)):
                found[name] = (*found.get(name, ()), index)
        return found

    def _one_question(self, found: tuple[int, ...]) -> bool:
        groups = {self.sheet.columns[i].group for i in found}
        return len(groups) == 1 and "" not in groups


def _several(name: str, number: int) -> GateRefused:
    return GateRefused(
        "columns",
        f"{number} columns are called {name!r}",
        expected="one",
        hint="name it by its number, like #7",
    )
