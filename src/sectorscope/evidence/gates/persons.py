"""Gate `personal`: no e-mail address, mobile number or National Insurance number in a public table.

The search is for forms that nothing else has: a name cannot be told from a word, and the number of
a switchboard is no person's.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.refusal import GateRefused

_FORMS = {
    "an e-mail address": r"[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    "a mobile number": r"(^|[^\d])(\+44\s?7\d{3}|07\d{3})\s?\d{3}\s?\d{3}($|[^\d])",
    "a National Insurance number": r"(^|\W)[A-CEGHJ-PR-TW-Z]{2}(\s?\d{2}){3}\s?[A-D]($|\W)",
}
_NOT_LOOKED_AT = frozenset({"raw", "snapshot", "locator"})


def personal(rows: pa.Table) -> None:
    """Refuse rows of which a column holds addresses or numbers of persons.

    Args:
        rows: any table.

    Raises:
        GateRefused: gate `personal`; it names the column and not what stands there.
    """
    for field in rows.schema:
        if field.type != pa.string() or field.name in _NOT_LOOKED_AT:
            continue
        distinct = rows[field.name].unique()
        for what, form in _FORMS.items():
            found = sum(_holding(distinct, form))
            if found:
                raise GateRefused(
                    "personal",
                    f"column {field.name!r} holds {what} in {found:,} of its entries",
                    expected="nothing of persons in a public table",
                    hint="cut the column from the file before you add it.",
                )


def _holding(texts: pa.Array, form: str) -> list[bool]:
    options = pc.MatchSubstringOptions(form)
    found = pc.call_function("match_substring_regex", [texts], options)
    return [held for held in found.to_pylist() if held]
