"""Is it data at all? Gates on bytes, which look at the content and never trust the name alone.

The hard part of evidence is not fetching but refusing. A real dashboard counted the lines of an
HTML help page and published them as a number of areas.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import PurePath
from typing import Any

from sectorscope.evidence.gates.mangled import unmangled
from sectorscope.evidence.gates.scales import scales_agree
from sectorscope.evidence.gates.verdict import Verdicts
from sectorscope.evidence.kinds import ZIP, error_in, is_packed, of_json, packed
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode, rows_with_offsets
from sectorscope.evidence.workbook import open_workbook

_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEAD = 2_000  # characters in which a page shows itself: after a licence comment, before its body
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_NOT_TABLES = frozenset({".toml"})


def inspect(
    data: bytes,
    name: str,
    *,
    table: bool = True,
    page: bool = False,
    verdicts: Verdicts | None = None,
) -> None:
    """Pass bytes that could be evidence; say in one sentence why others are not.

    Args:
        data: The bytes as they came.
        name: The file name they came under.
        table: Whether rows and columns are expected. A source that reads documents and exports
            of many shapes looks at the rest itself.
        page: Whether it may be a web page all the same: then the source says what it holds.
        verdicts: Where to note what each gate found, and which of them are open.

    Raises:
        GateRefused: gates `empty`, `archive`, `encoding`, `html`, `json_error`, `truncated`,
            `no_rows`, `rows`, `columns`, `mangled`, `units`; each names its gate.
    """
    noted = verdicts if verdicts is not None else Verdicts()
    noted.ask("empty", lambda: _not_empty(data, name))
    if page and not table:
        return
    if not table:
        noted.ask("html", lambda: _no_page(data[:_HEAD].decode("utf-8", "replace"), name))
    elif is_packed(data) or PurePath(name).suffix.lower() in _WORKBOOKS:
        noted.ask("archive", lambda: _archive(data, name))
    else:
        _text(data, name, noted)


def _not_empty(data: bytes, name: str) -> None:
    if data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        return
    raise GateRefused(
        "empty",
        f"{name} is empty ({len(data)} bytes)",
        expected="data",
        hint="ask the service again; an empty answer can come with status 200.",
    )


def _archive(data: bytes, name: str) -> None:
    if data.startswith(ZIP) and PurePath(name).suffix.lower() in _WORKBOOKS:
        open_workbook(data)
        return
    if not is_packed(data):
        _text(data, name, Verdicts())
        raise GateRefused(
            "archive",
            f"{name} holds text under the name of a workbook",
            expected="a workbook under .xlsx or .xlsm",
            hint="give it the name of what it is, as .csv.",
        )
    raise packed(data, name, "text that is not compressed, or a workbook under .xlsx or .xlsm")


def _text(data: bytes, name: str, noted: Verdicts) -> None:
    noted.ask("encoding", lambda: _decodes(data))
    text = decode(data)[0]
    noted.ask("html", lambda: _no_page(text, name))
    noted.ask("json_error", lambda: _no_json(text, name))
    if PurePath(name).suffix.lower() in _NOT_TABLES:
        return
    noted.ask("truncated", lambda: _not_cut(text, name))
    noted.ask("no_rows", lambda: _has_rows(data, name))
    noted.ask("mangled", lambda: unmangled(text, name))
    noted.ask("units", lambda: scales_agree(text))


def _decodes(data: bytes) -> None:
    decode(data)


def _not_cut(text: str, name: str) -> None:
    """JSON that does not close was cut short: `_no_json` has seen all that does."""
    if text.lstrip()[:2] in ("[{", '{"'):
        raise GateRefused(
            "truncated",
            f"{name} begins as JSON and does not end as such",
            expected="rows and columns",
            hint="the download may have been cut short; ask again.",
        )


def _no_page(text: str, name: str) -> None:
    if not _PAGE.search(text[:_HEAD]):
        return
    title = _TITLE.search(text)
    words = " ".join(html.unescape(title.group(1)).split()) if title else ""
    lines = len(text.splitlines())
    raise GateRefused(
        "html",
        f"{name} is a web page{f' titled “{words}”' if words else ''}, whose {lines:,} "
        f"line{'s' * (lines != 1)} would have been taken for rows",
        expected="data",
        hint="save the data itself, not the page that is about it or reports an error.",
    )


def _no_json(text: str, name: str) -> None:
    if text.lstrip()[:1] not in ("{", "["):
        return
    try:
        body: Any = json.loads(text)
    except ValueError:
        return
    except RecursionError:
        body = None  # nested deeper than any data: whatever it says, it is no table
    said = error_in(body)
    raise GateRefused(
        "json_error",
        f"{name} is {f'a JSON error message (“{said}”)' if said else of_json(body)}",
        expected="rows and columns",
        hint="check the query that was sent." if said else "",
    )


def _has_rows(data: bytes, name: str) -> None:
    header, rows = rows_with_offsets(data)
    if next(rows, None) is None:
        raise GateRefused(
            "no_rows",
            f"{name} has a header of {len(header.names)} columns and no rows",
            expected="at least one row",
            hint="the filter may have matched nothing; check the codes that were asked for.",
        )
