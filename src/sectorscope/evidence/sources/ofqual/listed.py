"""The register as one CSV. Its days are written either way round, and the file tells which.

A day of the month over twelve, anywhere in the file, settles it; where none does, or two contradict
each other, the file is refused: 01/09/2010 is read as neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sectorscope.evidence.columns import columns_of
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.sources.ofqual.given import FIELDS, NEEDED, qualification

_DATES = ("since", "until", "certified")
_STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
_MONTHS = 12


def rows(data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Rows of table `qualification` without the snapshot.

    Raises:
        GateRefused: gates `encoding`, `html`, `no_rows`, `rows`, `columns`, `values`.
    """
    inspect(data, name)
    columns = {key: column for key, (column, _) in FIELDS.items()}
    given = columns_of(data, set(columns.values()))
    check_columns(given.names, needed=[columns[k] for k in NEEDED], known=given.names, name=name)
    held = {k: given.cells[c].to_pylist() for k, c in columns.items() if c in given.cells}
    month_first = _month_first(text for k in _DATES for text in held.get(k, ()))
    field = columns["title"]
    for at, place in enumerate(given.places.to_pylist()):
        said = {k: texts[at] for k, texts in held.items()}
        said |= {k: _day(said[k], month_first=month_first) for k in _DATES if k in said}
        row = qualification(said)
        yield row | {"locator": f"{place};field={field}", "raw": said["title"]}


def _month_first(texts: Iterable[str]) -> bool:
    """Whether days are written the month first.

    Raises:
        GateRefused: gate `values`: it cannot be told, or days contradict each other.
    """
    pairs = {(int(m[1]), int(m[2])) for t in texts if (m := _STROKES.fullmatch(t.strip()))}
    day_first = any(first > _MONTHS for first, _ in pairs)
    month_first = any(second > _MONTHS for _, second in pairs)
    if pairs and day_first == month_first:
        raise GateRefused(
            "values",
            "dates could be read with the day or the month first"
            if not day_first
            else "dates are written with the day first and with the month first",
            expected="one way, which a day after the twelfth tells",
            hint="add the whole register, or write the dates as 2010-09-01.",
        )
    return month_first


def _day(text: str, *, month_first: bool) -> str:
    """A day with strokes the day first, without the time of day; any other text as it is."""
    found = _STROKES.fullmatch(text.strip())
    if found is None:
        return text
    first, second = (2, 1) if month_first else (1, 2)
    return f"{found[first]}/{found[second]}/{found[3]}"
