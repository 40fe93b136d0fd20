"""One cell of several choices, cut into the choices it holds.

What stands between choices stands within them too ("CAD, 2D and 3D" in a list with commas), so
the known choices are looked for first, the longest before the shorter; what is left between them
is the respondent's own text, kept whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sectorscope.evidence.sources.survey.formats import plain
from sectorscope.evidence.sources.survey.formats.sheet import SEPARATORS


def split(cell: str, known: Iterable[str], sign: str) -> tuple[list[str], str]:
    """The known choices a cell holds, in its order and each once, and the text that is left.

    Args:
        cell: the cell's text.
        known: choices as they are written in such cells.
        sign: what stands between two of them.
    """
    if sign == "\n":  # comparing makes every blank one blank, line ends too
        cell, sign = cell.replace("\n", ";"), ";"
    by_text = {plain(k): k for k in known if plain(k)}
    longest = sorted(by_text, key=lambda k: (-len(k), k))
    rest, found, own = plain(cell), list[str](), list[str]()
    while rest:
        taken = next((k for k in longest if _begins(rest, k, sign)), None)
        piece = taken if taken is not None else rest.partition(sign)[0]
        if taken is None:
            own.append(piece.strip())
        elif by_text[taken] not in found:
            found.append(by_text[taken])
        rest = rest[len(piece) :].lstrip(sign if sign.strip() else " ").lstrip()
    return found, f"{sign} ".join(p for p in own if p) if any(own) else ""


def separator(cells: Sequence[str], format_: str, stated: str = "") -> str:
    """What stands between the choices of a column's cells: as stated, else as the format does."""
    if stated:
        return stated
    if format_ in SEPARATORS:
        return SEPARATORS[format_]
    return next((sign for sign in (";", "|", "\n", ",") if any(sign in c for c in cells)), ";")


def _begins(rest: str, choice: str, sign: str) -> bool:
    after = rest[len(choice) :].lstrip(" ") if sign.strip() else rest[len(choice) :]
    return rest.startswith(choice) and (not after or after.startswith(sign))
