"""Names that are formulas of a spreadsheet: what stood there is lost, or was never a name.

`=HYPERLINK("…","Acme")` shows a name in a spreadsheet and holds an address. Other signs that start
formulas (`+`, `-`, `@`) start names of real companies too, and are made harmless where they are
written out.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

NAMES = frozenset({
    "activity", "area", "current_name", "employer", "funder", "home", "label", "name",
    "organisation", "partner", "place", "provider", "provider_name", "recipient", "standard",
    "subject", "title", "town", "venue", "whole_name", "work",
})  # fmt: skip
"""Columns of tables that hold what something is called."""
_FORMULA = r"^\s*[=＝]"  # noqa: RUF001 - the full-width sign starts formulas too
_SHOWN = 40


def no_formulas(rows: pa.Table) -> str | None:
    """Flag names that begin as a formula does; they are quoted wherever they are told.

    Args:
        rows: any table.
    """
    for column in sorted(NAMES & {f.name for f in rows.schema if f.type == pa.string()}):
        found = _holding(rows[column])
        if found:
            return (
                f"{len(found):,} of the entries of {column!r} begin as a formula of a spreadsheet "
                f"({found[0][:_SHOWN]!r}): they are told in quotation marks; take the file again, "
                "without opening it in a spreadsheet"
            )
    return None


def _holding(texts: pa.ChunkedArray) -> list[str]:
    distinct = texts.unique()
    held = pc.call_function("match_substring_regex", [distinct], pc.MatchSubstringOptions(_FORMULA))
    return pc.call_function("filter", [distinct, held]).drop_null().to_pylist()
