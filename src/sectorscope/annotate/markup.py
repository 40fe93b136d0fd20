"""HTML in a text, whether a whole page or a tag that an advert's feed left: tags are not text."""

from __future__ import annotations

import re

UNIT = "\u2060"
"""A sign that belongs to the one before it (WORD JOINER, which shows nothing)."""
VOID = "\ufeff"
"""A sign that stands for nothing (ZERO WIDTH NO-BREAK SPACE)."""

_TAG = re.compile(
    f"<(?:(!--)|{UNIT}*+(/?){UNIT}*+([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]*+)>|[!?][^<>]*+>)"
)
"""No part of it runs past the next `<`, so that a text of nothing but these is read once."""

_PAGE = re.compile(r"<(?:/(?:p|li|div|ul)|html|body)\b", re.IGNORECASE)
"""Where lines are told by tags and a line feed is a space."""
_UNREAD = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BLOCK = _names(
    "address article aside blockquote body br caption center dd details dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend main menu nav ol "
    "option p pre section summary table tbody tfoot thead title tr ul"
)
_INLINE = _names(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_OTHER = _names(
    "area audio base button canvas col colgroup embed iframe img input link map meta noscript "
    "object param picture script select source style svg td template textarea th track video"
)
_KNOWN = _BLOCK | _INLINE | _OTHER | {"li"}


def tagless(text: str) -> str:
    """The same length without markup: line feeds where blocks end, bullets before list items.

    Only names of HTML count as tags, and those with a colon or hyphen that editors make up:
    `List<String>` and "a < b" stay. A comment or script that does not end is text.
    """
    page = _PAGE.search(text) is not None
    parts: list[str] = []
    at = seen = 0
    endless: set[str] = set()
    while found := _TAG.search(text, seen):
        start, seen = found.span()
        end = _end(text, found, endless)
        if end < 0:
            continue
        parts += (_between(text[at:start], page=page), _instead(found, end - start))
        at = seen = end
    parts.append(_between(text[at:], page=page))
    return "".join(parts)


def _between(text: str, *, page: bool) -> str:
    return text.replace("\n", " ").replace("\r", " ") if page else text


def _end(text: str, found: re.Match[str], endless: set[str]) -> int:
    """Where what begins here ends; -1 if it is no markup. What has no end is looked for once."""
    comment, closing, name, rest = found.groups()
    if comment:
        end = text.find("-->", found.end()) if comment not in endless else -1
        endless |= {comment} if end < 0 else set()
        return end + 3 if end >= 0 else -1
    if name is None:
        return found.end()
    name = name.lower()
    if not _is_tag(name, rest.strip(f" \t\r\n/{UNIT}")):
        return -1
    if name in _UNREAD and not closing and name not in endless:
        if closed := _UNREAD[name].search(text, found.end()):
            return closed.start()
        endless.add(name)
    return found.end()


def _is_tag(name: str, rest: str) -> bool:
    """`<b and c>` is none, `<b class="x">` is one."""
    if name not in _KNOWN:
        return ":" in name or "-" in name
    return not rest or "=" in rest or len(name) > 1


def _instead(found: re.Match[str], size: int) -> str:
    _, closing, name, _ = found.groups()
    name = (name or "").lower()
    if name == "li" and not closing:
        return "\n•" + " " * (size - 2)
    if name in _BLOCK or name == "li":
        return "\n" + " " * (size - 1)
    return VOID * size if name in _INLINE or name not in _KNOWN else " " * size
