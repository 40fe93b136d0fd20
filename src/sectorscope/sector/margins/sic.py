"""SIC 2007 codes as a ladder: section, division, group, class, subclass."""

from __future__ import annotations

from sectorscope.study.sector import SECTIONS, digits, industry

LEVELS = ("all", "section", "division", "group", "class", "subclass")
"""From the coarsest; a code's level is told by its form: "", J, 62, 620, 6201, 62012."""

_SECTION_OF = {f"{d:02d}": s for s, (a, b) in SECTIONS.items() for d in range(a, b + 1)}


def canonical(code: str) -> str:
    """A code without dots and blanks: `62.01` and `6201` are one; "" stays "".

    Raises:
        ValueError: it can be no code of SIC 2007.
    """
    return digits(industry(code)) if code.strip() else ""


def placed(code: str) -> str:
    """The same for a company's own code, "" where it is none: registers hold what was typed."""
    try:
        found = canonical(code)
    except ValueError:
        return ""
    return "" if found.isalpha() else found


def level(code: str) -> str:
    """Which of `LEVELS` a canonical code stands at."""
    if not code:
        return "all"
    return "section" if code.isalpha() else LEVELS[len(code)]


def ladder(code: str) -> tuple[str, ...]:
    """The codes over a canonical one, from its section down to itself.

    `ladder("6201")` is `("J", "62", "620", "6201")`.
    """
    if not code or code.isalpha():
        return (code,) if code else ()
    return (_SECTION_OF[code[:2]], *(code[:length] for length in range(2, len(code) + 1)))
