"""What a query says and what an answer in JSON says, read alike for every service."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from sectorscope.errors import UsageError
from sectorscope.evidence import gates
from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.study import Query
from sectorscope.study.strict import Strict

_Asked = TypeVar("_Asked", bound=Strict)


def asked_of(kind: type[_Asked], query: Query) -> _Asked:
    """What a query says, beside its name and its bounds.

    Raises:
        UsageError: an entry is missing, unknown or of the wrong kind.
    """
    try:
        return kind.model_validate(query.asked)
    except ValidationError as why:
        first = why.errors()[0]
        name = ".".join(str(p) for p in first["loc"]) or "entries"
        known = [field.alias or own for own, field in kind.model_fields.items()]
        raise UsageError(
            f"the query {query.called!r}: {name}: {first['msg']}",
            expected="entries " + ", ".join(known),
            hint=nearest(name, known),
        ) from None


def parsed(body: bytes, name: str) -> dict[str, Any]:
    """An answer as the JSON object it is.

    Raises:
        GateRefused: gates `empty`, `html`, `rows` (cut short), `json_error` (XML, or no object).
    """
    gates.inspect(body, name, table=False)
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as why:
        kind = "json_error" if re.match(rb"\s*<", body) else "rows"
        found = "is XML" if kind == "json_error" else "is cut short"
        raise GateRefused(kind, f"{name} {found}", expected="whole JSON") from why
    if not isinstance(said, dict):
        raise GateRefused("json_error", f"{name} is no JSON object", expected="one")
    return said


def as_list(pages: Iterable[bytes]) -> bytes:
    """One JSON list of the answers as they came."""
    return b"[" + b",".join(pages) + b"]\n"
