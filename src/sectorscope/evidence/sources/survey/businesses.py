"""Which rows are one business: the same number, or where there is none the same name.

Two spellings of one name differ in case, blanks, punctuation and legal form only; anything
further apart is a person's to tie, in the mapping's `[same]`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.formats import Line

_FORMS = frozenset({"ltd", "limited", "plc", "llp", "lp", "inc", "cic", "cio", "gmbh"})


def normal(name: str) -> str:
    """A business's name as names are compared: `Acme  Ltd.` is `ACME Limited`."""
    text = unicodedata.normalize("NFKC", name).casefold()
    words = re.sub(r"[^\w&+]+", " ", text).split()
    while len(words) > 1 and words[-1] in _FORMS:
        words.pop()
    return " ".join(words)


class Identities:
    """The business each row is of; rows that are one business have one identity.

    Args:
        finder: the sheet's columns.
        ids: the columns that tell businesses apart, the surest first.
        same: names that are one business, as the mapping ties them.
    """

    def __init__(self, finder: Finder, ids: Sequence[str], same: Mapping[str, str]) -> None:
        self.columns = [finder.one(name) for name in ids]
        self._same = {normal(k): normal(v) for k, v in same.items()}
        self._shown = {normal(v): v for v in same.values()}
        self.rows = self._identified(finder.sheet.rows)

    def cell(self, line: Line) -> int:
        """The column that says whose row this is; the first one where none does."""
        filled = (i for i in self.columns if line.cells[i].strip())
        return next(filled, self.columns[0] if self.columns else 0)

    def names(self, line: Line) -> list[str]:
        """All that the row's identity columns say."""
        return [v for i in self.columns if (v := line.cells[i].strip())]

    def _identified(self, lines: Sequence[Line]) -> dict[int, str]:
        """Identity by row number.

        A row without a number is the business of that name if exactly one number has the name.
        """
        numbers: dict[str, set[str]] = {}
        for line in lines:
            for name in self._others(line):
                numbers.setdefault(name, set()).add(self._first(line))
        keys = {line.number: self._key(line, numbers) for line in lines}
        shown: dict[str, str] = {}
        for line in sorted(lines, key=self.names):
            shown.setdefault(keys[line.number], self._text(line))
        return {number: shown[key] for number, key in keys.items()}

    def _first(self, line: Line) -> str:
        key = normal(line.cells[self.columns[0]]) if self.columns else ""
        return self._same.get(key, key)

    def _others(self, line: Line) -> list[str]:
        found = [normal(line.cells[i]) for i in self.columns[1:]]
        return [self._same.get(name, name) for name in found if name]

    def _key(self, line: Line, numbers: Mapping[str, set[str]]) -> str:
        tied = [name for name in self._others(line) if name in self._shown]
        first = self._first(line)
        if tied:
            return f"name {tied[0]}"
        if first:
            names = {n for n in self._shown if first in numbers.get(n, ())}
            return f"name {min(names)}" if names else f"first {first}"
        for name in self._others(line):
            known = numbers[name] - {""}
            return f"first {min(known)}" if len(known) == 1 else f"name {name}"
        return f"row {line.number}"

    def _text(self, line: Line) -> str:
        """The identity as given: what ties it, its first id, or the row's number."""
        for name in (self._first(line), *self._others(line)):
            if name in self._shown:
                return self._shown[name]
        return next(iter(self.names(line)), f"row {line.number}")
