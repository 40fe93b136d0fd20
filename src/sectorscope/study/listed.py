"""Lists of a query that stand in a file of the study: `numbers = { file = "members.csv" }`.

A file of lines is a list of them; of a table with commas `column` names the one that is meant.
Blank entries are passed over.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from pydantic import JsonValue

from sectorscope.study.fetching import Query

_ENTRIES = frozenset({"file", "column"})


def listed(query: Query, folder: Path) -> Query:
    """The same query with the lists in the place of the files that hold them.

    Args:
        query: a query of a study.
        folder: the study's folder.

    Raises:
        ValueError: a file is not there or no text, or has no such column or no entry.
    """
    told = {k: _list(v, folder) for k, v in query.asked.items()}
    own = query.model_dump(include=set(Query.model_fields))
    return Query.model_validate({**own, **told})


def _list(value: JsonValue, folder: Path) -> JsonValue:
    if not isinstance(value, dict) or not set(value) <= _ENTRIES:
        return value
    name, column = value.get("file"), value.get("column", "")
    if not isinstance(name, str) or not isinstance(column, str):
        return value
    text = _text(folder, name)
    found = _column(text, name, column) if column else text.splitlines()
    entries = [entry.strip() for entry in found if entry.strip()]
    if not entries:
        raise ValueError(f"{name} lists nothing")
    return [*entries]


def _text(folder: Path, name: str) -> str:
    path = folder / name
    if not (path.is_file() and path.resolve().is_relative_to(folder.resolve())):
        raise ValueError(f"the study's folder has no file {name}")
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{name} is no text in UTF-8; save it as CSV UTF-8") from None


def _column(text: str, name: str, column: str) -> list[str]:
    try:
        names, *rows = csv.reader(io.StringIO(text, newline=""))
    except (csv.Error, ValueError):
        raise ValueError(f"{name} is no table with commas") from None
    names = [n.strip() for n in names]
    if column not in names:
        raise ValueError(f"{name} has no column {column!r}; it has {', '.join(names)}")
    at = names.index(column)
    return [row[at] for row in rows if len(row) > at]
