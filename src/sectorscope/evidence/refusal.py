"""What a refusal says: the gate that was shut, what was found, and the name it may have meant.

Every gate has a name, so that a person can overrule it (`--override GATE --why TEXT`); the name
and the reason then stay in the catalogue entry for good.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from sectorscope.errors import EvidenceRefused
from sectorscope.schema import whole_text

if TYPE_CHECKING:
    from sectorscope.evidence.gates.verdict import Verdict

GATES = {
    "empty": "there is nothing in it",
    "html": "a web page where data was expected",
    "json_error": "an error message, or other JSON, where data was expected",
    "no_rows": "a header and nothing under it, or fewer rows than the source promises",
    "encoding": "bytes that are no text in any encoding we read",
    "archive": "a compressed file or a workbook where none is read, or one not safe to open",
    "rows": "rows that do not have the header's number of fields, or end within a quotation",
    "columns": "columns missing, twice, or unknown",
    "values": "a figure that is neither a number nor a symbol the publisher explains",
    "mixture": "counts and percentages that no column tells apart",
    "classification": "codes of another classification, or a category too many or too few",
    "dataset": "an answer that does not say which dataset or measure it is",
    "advice": "the publisher's advice on small cells is not where it should be",
    "fields": "a typed-in file with an unknown, missing, repeated or ill-typed entry",
    "twice": "the same bytes stand in the catalogue under another name",
    "overlap": "records that another file of the study gives already",
    "pages": "pages of one answer that do not belong together: missing, twice, or of two issues",
    "count": "more or fewer rows than the query promises",
    "oversize": "a body larger than anything the source publishes",
    "truncated": "a download that ends before it should",
    "mangled": "codes a spreadsheet has spoilt: 1.0E+05, #REF!, a band as a date; a formula",
    "areas": "an area's code beside another area's name, or an area that is no more",
    "units": "thousands among units, or amounts of money written in several scales",
    "totals": "parts that do not sum to their total within rounding",
    "suppressed": "noughts that stand where figures were withheld",
    "step": "a total that moves by more than a tenth from one year to the next",
    "personal": "addresses of persons in columns that should have none",
    "version": "a classification or an area list of another version than is said",
    "erased": "answers of a business that asked to be forgotten",
}
"""Every gate by name, and what shuts it. Sources use these names; a new one is added here."""

FLAGGING = frozenset({"suppressed", "step", "totals"})
"""Gates that never refuse: they say what a person should look at, and let it through."""

NEVER_OVERRIDDEN = frozenset({"empty", "twice", "overlap", "erased", "pages", "oversize"})
"""Gates no reason opens: nothing could be read, or something could not be undone."""


class GateRefused(EvidenceRefused):
    """A refusal that names its gate.

    Args:
        gate: Name of the gate, one of `GATES`.
        found: What was met, in one clause.
        expected: What should have been there.
        hint: What the reader can do next.
    """

    def __init__(self, gate: str, found: str, *, expected: str = "", hint: str = "") -> None:
        self.gate = gate
        self.verdicts: tuple[Verdict, ...] = ()
        said = (whole_text(text) for text in (f"{found} (gate {gate})", expected, hint))
        found, expected, hint = said  # they are kept as UTF-8
        super().__init__(found, expected=expected, hint=hint)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name nearest to `name` as a hint (`did you mean 'x'?`), or empty if none is near.

    The cutoff of 0.6 is difflib's own default.
    """
    by_lower = {k.casefold(): k for k in known}
    found = difflib.get_close_matches(name.casefold().strip(), by_lower, n=1, cutoff=0.6)
    return f"did you mean {by_lower[found[0]]!r}?" if found else ""


def check_columns(
    found: Collection[str], *, needed: Collection[str], known: Collection[str], name: str
) -> None:
    """Pass a header that holds every needed column and none that is unknown.

    Args:
        found: The columns of the file.
        needed: Columns without which it cannot be read.
        known: Columns that may stand there; the needed ones are known too.
        name: The file's name, for the message.

    Raises:
        GateRefused: gate `columns`, with the nearest name suggested.
    """
    missing = [column for column in needed if column not in found]
    if missing:
        others = [c for c in found if c not in known]
        raise GateRefused(
            "columns",
            f"{name} has no column {', nor '.join(map(repr, missing[:_TOLD]))}",
            expected="columns " + ", ".join(needed),
            hint=_meant(missing, others),
        )
    for column in found:
        if column not in known and column not in needed:
            raise GateRefused(
                "columns",
                f"{name} has a column {column!r} that this source does not know",
                expected="columns among " + ", ".join(known),
                hint=nearest(column, known),
            )


_TOLD = 6
"""Missing columns that are told by name."""


def _meant(missing: Collection[str], others: Collection[str]) -> str:
    """Which of a file's other columns may be the missing ones."""
    near = {column: hint for column in missing if (hint := nearest(column, others))}
    if len(missing) == 1:
        return next(iter(near.values()), "")
    return " ".join(f"{hint[:-1]} for {column!r}?" for column, hint in near.items())
