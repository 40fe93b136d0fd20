"""Small matters of British prose."""

from __future__ import annotations

from collections.abc import Sequence


def join(parts: Sequence[str], *, heavy: bool = False) -> str:
    """A list in British prose: "a, b and c"; `heavy` items, which hold an "and", get semicolons."""
    if len(parts) == 1:
        return parts[0]
    between, last = ("; ", "; and ") if heavy and len(parts) > 2 else (", ", " and ")  # noqa: PLR2004
    return between.join(parts[:-1]) + last + parts[-1]


def capital(text: str) -> str:
    """The text with a capital at its start; the rest as it is ("CAD and lathes")."""
    return text[0].upper() + text[1:]


def within(text: str) -> str:
    """The text as it goes on within a sentence; a name in capitals keeps them ("IT skills")."""
    first = text.partition(" ")[0]
    return text if any(c.isupper() for c in first[1:]) else text[0].lower() + text[1:]
