"""What bytes are that are no text, or JSON that is no answer, in words an analyst can act on.

Nothing is unpacked but a workbook's list of sheets, and no more of that than a bound.
"""

from __future__ import annotations

import html
import io
import json
import lzma
import re
import zipfile
import zlib
from collections.abc import Sequence
from typing import Any

from sectorscope.evidence.refusal import GateRefused

ZIP, GZIP, PARQUET = b"PK\x03\x04", b"\x1f\x8b", b"PAR1"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED = (ZIP, GZIP, PARQUET, OLD_EXCEL)
"""How files begin that are no text."""
NAMED, LENGTH = 3, 40
"""Names told, and characters of each."""
_SHEETS = re.compile(r"<(?:\w+:)?sheet\s[^>]*?\bname=(?:\"([^\"]*)\"|'([^']*)')")
_LISTED = 1 << 20
_BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, EOFError),
    *(OSError, ValueError, KeyError, RuntimeError, NotImplementedError),
)


def is_packed(data: bytes) -> bool:
    """Whether the bytes begin as those of a compressed file, a workbook or Parquet do."""
    return data.startswith(PACKED)


def packed(data: bytes, name: str, expected: str) -> GateRefused:
    """The refusal of a file that is no text, by what it is: gate `archive`.

    Args:
        data: its bytes, which `is_packed`.
        name: what it is called.
        expected: what the source reads.
    """
    what, hint = _of(data)
    return GateRefused("archive", f"{name} is {what}", expected=expected, hint=hint)


def _of(data: bytes) -> tuple[str, str]:
    """What it is, and what to do."""
    if data.startswith(GZIP):
        return "compressed (gzip)", "unpack it, and add the file within."
    if data.startswith(PARQUET):
        return "a Parquet file", "download the same data as CSV, and add that."
    if data.startswith(OLD_EXCEL):
        return "an old Excel workbook", "save the sheet that is wanted as CSV, and add that."
    try:
        return _of_zip(data)
    except _BROKEN:
        return "a damaged zip, or one cut short", "download it again."


def _of_zip(data: bytes) -> tuple[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    files = [f.filename for f in archive.infolist() if not f.is_dir()]
    if "xl/workbook.xml" in files:
        with archive.open("xl/workbook.xml") as part:
            found = _SHEETS.findall(part.read(_LISTED).decode("utf-8", "replace"))
        sheets = [html.unescape(one or other) for one, other in found]
        of = f" with the sheet{'s' * (len(sheets) != 1)} {listed(sheets)}" if sheets else ""
        return f"an Excel workbook{of}", "save the sheet that is wanted as CSV, and add that."
    of = f"{len(files):,} file{'s' * (len(files) != 1)}"
    return f"a zip of {of}: {listed(files)}", "unpack it, and add the file that is wanted."


def listed(names: Sequence[str]) -> str:
    """Some of the names, quoted and cut, and how many more there are."""
    cut = [n if len(n) <= LENGTH else f"{n[: LENGTH - 1]}…" for n in names[:NAMED]]
    told = [f"“{name.replace('”', '’')}”" for name in cut]  # the vault hides what stands in quotes
    more = [f"{len(names) - NAMED:,} more"] * (len(names) > NAMED)
    return ", ".join([*told, *more])


def of_json(body: object) -> str:
    """What JSON is that is neither data nor an error message."""
    if isinstance(body, list):
        return f"a JSON list of {len(body):,} entries" if body else "an empty JSON list"
    if not isinstance(body, dict):
        return "JSON"
    about: dict[str, Any] = body
    if is_schema(about):
        title = about.get("title")
        named = f" ({listed([title])})" if isinstance(title, str) else ""
        return f"a JSON schema{named}, which says what data looks like and holds none"
    return f"JSON with the entries {listed(list(about))}" if about else "empty JSON"


def is_schema(about: dict[str, Any]) -> bool:
    """Whether it describes data: what JSON Schema calls itself, or an object with properties."""
    return isinstance(about.get("$schema"), str) or (
        about.get("type") == "object" and isinstance(about.get("properties"), dict)
    )


_ERRORS = ("error", "errors", "message", "status", "detail", "title", "_response_info")
_SURE = ("error", "errors", "message", "detail", "_response_info")
"""Entries that only an error has; a title or a status data may have too."""
_LEAST = 400
_FAILED = ("error", "fail", "failed", "failure")


def error_in(body: object) -> str:
    """What an error answer says of itself, at most 80 characters; empty if it is none."""
    if isinstance(body, dict) and (any(key in body for key in _SURE) or _failed(body)):
        return _said(body)
    return ""


def _said(body: object) -> str:
    """The first of its entries that says something, or of what is within that."""
    if not isinstance(body, dict):
        return ""
    for key in _ERRORS:
        if key in body:
            inner = body[key]
            text = _said(inner) or (inner if isinstance(inner, str) else json.dumps(inner))
            return str(text)[:80]
    return ""


def _failed(body: dict[str, Any]) -> bool:
    """Whether its status is one of HTTP that tells of a failure, or says so in a word."""
    status = str(body.get("status"))
    return status.lower() in _FAILED or (status.isdecimal() and int(status) >= _LEAST)
