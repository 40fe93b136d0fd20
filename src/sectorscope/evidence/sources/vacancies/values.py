"""Values of JSON as texts: whatever is not there, or of another kind, is an empty text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

_WEB = ("http://", "https://")


def text(value: Any) -> str:  # noqa: ANN401 - whatever stands in a JSON file
    """A text or number as a text; empty for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if not math.isfinite(value):
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def at(value: Any, *path: str) -> Any:  # noqa: ANN401
    """What stands under a path of names; None where one of them is not there."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def each(value: Any) -> list[Any]:  # noqa: ANN401
    """The entries of a list; anything else is the only one, and nothing is none."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def joined(parts: list[str] | Iterator[str], between: str) -> str:
    """Those of some texts that are not empty, each once, with something between them."""
    return between.join(dict.fromkeys(p for p in parts if p))


def amount(value: Any) -> str:  # noqa: ANN401
    """Pay above nought, to the penny; empty for nought, which stands where nothing was said."""
    try:
        number = float(text(value).replace(",", "").lstrip("£"))
    except ValueError:
        return ""
    return f"{number:.2f}" if number > 0 else ""


def address(value: Any) -> str:  # noqa: ANN401
    """An address of the web; nothing else, such as one to write to."""
    found = text(value)
    return found if found.startswith(_WEB) else ""
