"""Words tied to their place: found again after an edit, and sealed where they may not be kept.

Evidence that may be kept in the open is quoted in words. Of sealed evidence a decision holds
`sealed:START-END:DIGEST` instead, in code points of the answer or document; the digest is keyed,
so it tells nothing to who has not the key, and shows to who has whether the words still stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Seal = Callable[[str, int, int], str]
"""Turns words and their place into an anchor."""

Digest = Callable[[str], str]

_ANCHOR = re.compile(r"sealed:(\d+)-(\d+):([0-9a-f]+)")


def anchor(words: str, start: int, end: int, digest: str) -> str:
    """The anchor of words that may not be kept."""
    if end - start != len(words):
        raise ValueError(f"characters {start}-{end} cannot be {len(words)} characters")
    return f"sealed:{start}-{end}:{digest}"


def place(quote: str, text: str, digest: Digest | None = None) -> tuple[int, int] | None:
    """Where a quote stands in a text: the characters of an anchor, or where the words are.

    Args:
        quote: words, or an anchor.
        text: the answer or document.
        digest: checks an anchor's words; without it only their place is.

    Returns:
        None if the words do not stand there.
    """
    found = _ANCHOR.fullmatch(quote)
    if found is None:
        start = text.find(quote) if quote.strip() else -1
        return (start, start + len(quote)) if start >= 0 else None
    start, end = int(found[1]), int(found[2])
    if not start < end <= len(text):
        return None
    return (start, end) if digest is None or digest(text[start:end]) == found[3] else None


def words(quote: str, text: str, digest: Digest | None = None) -> str | None:
    """The words a quote or anchor stands for; None if they do not stand in the text."""
    where = place(quote, text, digest)
    return text[slice(*where)] if where else None


def reanchor(edited: str, text: str, near: int = 0) -> tuple[int, int] | None:
    """Where edited words stand, nearest to a place; white space may differ, nothing else may."""
    parts = edited.split()
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(re.escape(part) for part in parts))
    found = [m.span() for m in pattern.finditer(text)]
    return min(found, key=lambda span: (abs(span[0] - near), span), default=None)


def context(text: str, start: int, end: int, reach: int = 120) -> tuple[str, str, str]:
    """What stands before some words, the words, what stands after; `…` where more does."""
    before, after = text[max(start - reach, 0) : start], text[end : end + reach]
    opening = "…" if start > reach else ""
    closing = "…" if end + reach < len(text) else ""
    return opening + before, text[start:end], after + closing
