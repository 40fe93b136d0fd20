"""Files that list documents: JSON Lines, CSV and Parquet, read a few rows at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from sectorscope.concepts.fields import longest
from sectorscope.errors import TextRefused

COLUMNS = ("id", "text", "kind")
_SIGNS = (",", ";", "\t", "|")
_LONGEST = 2**31 - 1  # of a cell: the csv module refuses more than 131,072 unless it is told
_ROWS = 64
_BUFFER = 1 << 20  # bytes of a column at a time: else a whole row group is held
_NAMES: dict[type, str] = {
    **{str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list"},
    **{type(None): "null", bytes: "bytes"},
}


class Document(NamedTuple):
    """A text to annotate.

    id: as its file has it. kind: what it is of, which says how it is made up: see `texts.KINDS`.
    """

    id: str | int
    text: str
    kind: str


def from_json(lines: Iterable[str], name: str, kind: str) -> Iterator[Document]:
    """Documents of JSON Lines, an object a line; empty lines are passed over.

    Args:
        lines: of the file.
        name: what to call it in an error.
        kind: of documents that do not say.

    Raises:
        TextRefused: a line is no object, or has no `id` or `text`.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{name}, line {number:,}"
            yield document(_object(line, where), where, kind)


def from_csv(lines: Iterator[str], name: str, kind: str) -> Iterator[Document]:
    """Documents of a table with a header; commas, semicolons, tabs or bars part its cells.

    Raises:
        TextRefused: a column is missing, a row is cut short or too long, a quotation does not end.
    """
    header = next(lines, "")
    if not header.strip():
        return
    sign, columns = _header(header, name)
    with longest(_LONGEST):
        yield from _rows(csv.reader(lines, delimiter=sign, strict=True), columns, name, kind)


def _rows(reader: Any, columns: Sequence[str], name: str, kind: str) -> Iterator[Document]:  # noqa: ANN401 - the csv module names no type for it
    while (cells := _next(reader, name)) is not None:
        where = f"{name}, line {reader.line_num + 1:,}"
        if len(cells) == len(columns):
            yield document(dict(zip(columns, cells, strict=True)), where, kind)
        elif cells:
            sign = reader.dialect.delimiter
            raise TextRefused(
                f"{where}: a row of {len(cells)} cells",
                expected=f"{len(columns)}, as the header has",
                hint=f"put a text with {sign!r} or a line end in it in quotation marks",
            )


def from_parquet(path: Path, kind: str) -> Iterator[Document]:
    """Documents of a Parquet file.

    Raises:
        TextRefused: it is no Parquet or damaged, a column is missing, a row has no text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path, buffer_size=_BUFFER, pre_buffer=False) as file:
            names: list[str] = file.schema_arrow.names
            _needed(names, path.name)
            wanted = [c for c in COLUMNS if c in names]
            for batch in file.iter_batches(_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield document(row, f"{path.name}, row {number:,}", kind)
    except (OSError, pa.ArrowException) as why:
        raise TextRefused(f"{path.name} cannot be read as Parquet; it may be damaged") from why


def document(row: Mapping[str, Any], where: str, kind: str) -> Document:
    """A document out of a row.

    Raises:
        TextRefused: it has no `id` or `text`, or one that is none.
    """
    identity, text, own = (row.get(name) for name in COLUMNS)
    if isinstance(identity, bool) or not isinstance(identity, str | int):
        raise _unfit(where, "id", identity, "text or a whole number")
    if not isinstance(text, str):
        raise _unfit(where, "text", text, "text")
    if own is not None and not isinstance(own, str):
        raise _unfit(where, "kind", own, "a word, such as advert")
    return Document(identity, text, own or kind)


def _unfit(where: str, name: str, found: object, expected: str) -> TextRefused:
    if found is None:
        return TextRefused(f"{where}: there is no `{name}`", expected="`id` and `text`")
    what = _NAMES.get(type(found), "an object")
    return TextRefused(f"{where}: the `{name}` is {what}", expected=expected)


def _object(line: str, where: str) -> Mapping[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as why:
        reason = why.msg if isinstance(why, json.JSONDecodeError) else "it cannot be read"
        raise TextRefused(
            f"{where}: not JSON ({reason})", expected='one object a line, {"id": …, "text": …}'
        ) from why
    if not isinstance(found, dict):
        what = _NAMES.get(type(found), "something")
        raise TextRefused(f"{where}: {what}, no object", expected='{"id": …, "text": …}')
    return cast("Mapping[str, Any]", found)


def _header(line: str, name: str) -> tuple[str, list[str]]:
    """The sign between cells, and the columns: by the sign that makes most of them."""
    tried = {sign: _cells(line, sign, name) for sign in _SIGNS}
    sign = max(tried, key=lambda s: ("text" in tried[s], len(tried[s])))
    _needed(tried[sign], name)
    return sign, tried[sign]


def _cells(line: str, sign: str, name: str) -> list[str]:
    cells = _next(csv.reader([line], delimiter=sign), name) or []
    return [cell.strip().casefold() for cell in cells]


def _needed(columns: Sequence[str], name: str) -> None:
    missing = [c for c in COLUMNS[:2] if c not in columns]
    if missing:
        found = ", ".join(c[:40] for c in columns[:20])
        raise TextRefused(
            f"{name} has no column {' and no column '.join(map(repr, missing))}",
            expected="columns `id` and `text`, and `kind` if documents differ",
            hint=f"rename one of: {found}",
        )


def _next(reader: Iterator[list[str]], name: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as why:
        line = getattr(reader, "line_num", 0) + 1
        raise TextRefused(
            f"{name}, line {line:,}: {why}",
            expected="rows of CSV",
            hint="look for a quotation mark that is not closed",
        ) from why
