"""A business that answered more than once is one business: which of its rows count."""

from __future__ import annotations

from collections.abc import Sequence

from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.dates import month_first, sortable
from sectorscope.evidence.sources.survey.formats import Line, plain

_WHEN = (
    *("completion time", "enddate", "end date", "recordeddate", "recorded date", "end"),
    *("_submission_time", "timestamp", "date modified", "submitted", "submission date", "date"),
)
_DONE = ("finished", "completed", "complete")
_YES = frozenset({"true", "1", "1.0", "yes", "completed", "complete"})
_HALF = 2


class Order:
    """When each row was sent, and whether it was finished.

    Without a column that says when, the file's order is the order; without one that says whether
    it was finished, a row with under half the answers of the business's fullest one was not.
    """

    def __init__(self, finder: Finder) -> None:
        names = [plain(c.name) for c in finder.sheet.columns]
        self._when = next((names.index(n) for n in _WHEN if n in names), None)
        self._done = next((names.index(n) for n in _DONE if n in names), None)
        filled = finder.sheet.filled(self._when) if self._when is not None else []
        self._american = month_first(filled)

    def sorted(self, lines: Sequence[Line]) -> list[Line]:
        """Rows from the first sent to the last; those of one moment by their content."""
        if self._when is None:
            return sorted(lines, key=lambda one: one.number)
        return sorted(lines, key=lambda one: (self._time(one), one.cells))

    def chosen(self, lines: Sequence[Line], rule: str) -> list[Line]:
        """The rows that count, the one that counts most first: all of them for `combine`."""
        ordered = self.sorted(lines)
        if len(ordered) == 1:
            return ordered
        whole = [line for line in ordered if self._whole(line, ordered)] or ordered
        if rule == "first":
            return [whole[0]]
        latest = whole[-1]
        if rule == "latest":
            return [latest]
        return [latest, *(line for line in reversed(ordered) if line is not latest)]

    def _whole(self, line: Line, lines: Sequence[Line]) -> bool:
        if self._done is not None:
            return plain(line.cells[self._done]) in _YES
        fullest = max(map(_filled, lines))
        return _HALF * _filled(line) >= fullest

    def _time(self, line: Line) -> str:
        """A text that sorts as the time does."""
        cell = line.cells[self._when] if self._when is not None else ""
        return sortable(cell, self._american)


def _filled(line: Line) -> int:
    return sum(1 for c in line.cells if c.strip())
