"""Gate `personal`: no e-mail address, mobile number or National Insurance number in a public table.

The search is for forms that nothing else has: a name cannot be told from a word, and the number of
a switchboard is no person's. What a website says gives the firm's own address as a rule, so a
source may expect contacts in such a column.
"""

from __future__ import annotations

import json
from collections.abc import Collection

import pyarrow as pa
import pyarrow.compute as pc

from sectorscope.evidence.refusal import GateRefused

_CONTACTS = {
    "an e-mail address": r"[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
    "a mobile number": r"(^|[^\d])(\+44\s?7\d{3}|07\d{3})\s?\d{3}\s?\d{3}($|[^\d])",
}
_NEVER = {
    "a National Insurance number": r"(^|\W)[A-CEGHJ-PR-TW-Z]{2}(\s?\d{2}){3}\s?[A-D]($|\W)",
}
_NOT_LOOKED_AT = frozenset({"raw", "snapshot", "locator"})
_BESIDE = "others"
"""Column that holds, as JSON by column, what rows of a company that were left out say instead."""


def personal(rows: pa.Table, expected: Collection[str] = ()) -> None:
    """Refuse rows of which a column holds addresses or numbers of persons.

    Args:
        rows: any table.
        expected: columns that may hold e-mail addresses and mobile numbers.

    Raises:
        GateRefused: gate `personal`; it names the column and not what stands there.
    """
    for field in rows.schema:
        if field.type != pa.string() or field.name in _NOT_LOOKED_AT:
            continue
        distinct = rows[field.name].unique()
        _refuse(field.name, distinct, _NEVER)
        if field.name == _BESIDE and expected:
            distinct = _without(distinct, expected)
        if field.name not in expected:
            _refuse(field.name, distinct, _CONTACTS)


def _refuse(column: str, distinct: pa.Array, forms: dict[str, str]) -> None:
    for what, form in forms.items():
        found = sum(_holding(distinct, form))
        if found:
            raise GateRefused(
                "personal",
                f"column {column!r} holds {what} in {found:,} of its entries",
                expected="nothing of persons in a public table",
                hint="cut the column from the file before you add it.",
            )


def _without(beside: pa.Array, expected: Collection[str]) -> pa.Array:
    """The same, less what stands there of columns that may hold contacts."""
    told = [json.loads(text) for text in beside.to_pylist() if text]
    kept = ({c: said for c, said in one.items() if c not in expected} for one in told)
    return pa.array([json.dumps(one, ensure_ascii=False) for one in kept], pa.string())


def _holding(texts: pa.Array, form: str) -> list[bool]:
    options = pc.MatchSubstringOptions(form)
    found = pc.call_function("match_substring_regex", [texts], options)
    return [held for held in found.to_pylist() if held]
