"""What each business agreed to: to be counted, quoted, listed.

It is for the vault; nothing of it enters a table. A business that did not agree to be counted is
left out of every table; only the number of such businesses is told.
"""

from __future__ import annotations

from sectorscope.evidence.sources.survey.columns import Finder
from sectorscope.evidence.sources.survey.dates import iso, month_first
from sectorscope.evidence.sources.survey.entries import Answered, Consent
from sectorscope.evidence.sources.survey.formats import Line, plain

USES = ("count", "quote", "list")
_AGREES = frozenset(
    (
        *("yes", "y", "true", "1", "1.0", "i agree", "agree", "agreed", "i consent", "consent"),
        *("checked", "ticked", "selected", "x", "ok"),
    )
)


class Agreed:
    """The consents of a survey's rows.

    Args:
        finder: the sheet's columns.
        rules: what the mapping says of consent; None if it says nothing.
    """

    def __init__(self, finder: Finder, rules: Consent | None) -> None:
        self.rules = rules or Consent()
        asked = {use: getattr(self.rules, use) for use in USES}
        self._columns = {
            use: (finder.one(one.column), {plain(y) for y in one.yes} or _AGREES)
            for use, one in asked.items()
            if isinstance(one, Answered)
        }
        self._date = finder.one(self.rules.date_column) if self.rules.date_column else None
        dates = finder.sheet.filled(self._date) if self._date is not None else []
        self._american = month_first(dates)

    def to(self, use: str, line: Line) -> bool:
        """Whether a row agrees to a use; a blank never does."""
        if use in self._columns:
            column, yes = self._columns[use]
            return plain(line.cells[column]) in yes
        return bool(getattr(self.rules, use))

    def consents(self, line: Line) -> tuple[tuple[str, bool, str], ...]:
        """The row's consents: use, whether it is given, and its ISO date, empty if not said.

        Whoever agrees to be quoted has seen no words yet, and a quote is agreed to in its final
        words only: it means that they may be asked, and is no consent. A refusal is one.
        """
        stated = iso(line.cells[self._date], self._american) if self._date is not None else ""
        date = stated or self.rules.date or ""
        said = ((use, self.to(use, line)) for use in USES)
        return tuple((use, given, date) for use, given in said if use != "quote" or not given)
