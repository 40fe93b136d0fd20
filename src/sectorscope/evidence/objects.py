"""Objects of a JSON list, each with the exact bytes it stands at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from sectorscope.evidence.gates import error_in, inspect
from sectorscope.evidence.kinds import of_json
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode

_SPACE = re.compile(r"[\s,]*")


def objects_of(data: bytes) -> Iterator[tuple[dict[str, Any], str, str]]:
    """Each object of a list, its locator, and its text.

    Raises:
        GateRefused: gates `empty`, `encoding`, `html`, `json_error` (an error message, or no list),
            `truncated`, `rows` (an entry that is no object).
    """
    inspect(data, "the file", table=False)
    text, encoding, mark = decode(data)
    start = len(text) - len(text.lstrip())
    _check_outline(text, start)
    decoder = json.JSONDecoder()
    at, place = start + 1, mark + len(text[: start + 1].encode(encoding))
    while True:
        gap = _SPACE.match(text, at)
        place += len(gap.group().encode(encoding)) if gap else 0
        at = gap.end() if gap else at
        if text[at : at + 1] == "]":
            return
        entry, end = _entry(decoder, text, at)
        own = text[at:end]
        size = len(own.encode(encoding))
        yield entry, f"bytes={place}-{place + size}", own
        at, place = end, place + size


def _check_outline(text: str, start: int) -> None:
    if text[start : start + 1] == "[":
        return
    try:
        body = json.loads(text)
    except (ValueError, RecursionError):
        what = "no JSON list"
    else:
        said = error_in(body)
        what = f"an error message (“{said}”)" if said else of_json(body)
    raise GateRefused("json_error", f"the file is {what}", expected="a JSON list of objects")


def _entry(decoder: json.JSONDecoder, text: str, at: int) -> tuple[dict[str, Any], int]:
    try:
        entry, end = decoder.raw_decode(text, at)
    except (ValueError, RecursionError) as why:
        raise GateRefused(
            "truncated",
            f"the list breaks off or is damaged after character {at:,}",
            expected="a whole JSON list",
            hint="download it again.",
        ) from why
    if not isinstance(entry, dict):
        raise GateRefused("rows", f"an entry is {str(entry)[:40]!r}", expected="objects")
    return entry, end
