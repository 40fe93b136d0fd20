"""What a reader is shown of a company before they rule: nothing of the model, nothing of others.

A reader who sees a probability rules towards it, and a second reader towards the first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sectorscope.sector.frame import FLAGS
from sectorscope.sector.review.material import Material
from sectorscope.sector.review.queue import Item

_NAMED = 3
_SHOWN = {"no_text", "no_sic", "no_headcount", "headcount_zero", "headcount_band"}
"""Flags that say what the card shows anyway."""
_BASES = {"accounts": "from its accounts", "band": "a band", "given": "as the file gives it"}

Span = tuple[int, int]


@dataclass(frozen=True)
class Card:
    """A company as a reader sees it.

    industries: SIC codes, each with what it is called. headcount: in words, with where it comes
    from. notes: what is doubtful of its row, and whom it stands for. text: its description, with
    `marks`, where keywords stand in it; `name_marks`: in the name.
    """

    company: str
    name: str
    place: str
    industries: tuple[str, ...]
    headcount: str
    notes: tuple[str, ...]
    text: str
    marks: tuple[Span, ...]
    name_marks: tuple[Span, ...]


def card(item: Item, material: Material) -> Card:
    """What a reader is shown of a company.

    Args:
        item: who is asked about.
        material: the frame, the definition's keywords, and what SIC codes are called.
    """
    row, frame = material.row_of[item.company], material.frame
    name, text = frame.names[row], frame.texts[row]
    return Card(
        company=item.company,
        name=name,
        place=", ".join(p for p in (frame.areas[row], frame.postcodes[row]) if p),
        industries=tuple(_called(code, material) for code in frame.sics[row]),
        headcount=_headcount(row, material),
        notes=_notes(row, material),
        text=text,
        marks=marks(text, material),
        name_marks=marks(name, material),
    )


def marks(text: str, material: Material) -> tuple[Span, ...]:
    """Where keywords of the sector stand in a text, in order, overlapping ones as one."""
    spans = sorted((f.start, f.end) for f in material.definition.phrases().found(text))
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _called(code: str, material: Material) -> str:
    name = material.industries.get(code, "")
    return f"{code} {name}".strip()


def _notes(row: int, material: Material) -> tuple[str, ...]:
    frame = material.frame
    behind = np.flatnonzero(frame.group == row)
    others = [frame.names[i] for i in behind if i != row]
    named = "; ".join(others[:_NAMED]) + ("; …" if len(others) > _NAMED else "")
    stands = [f"stands for {len(behind)} companies: itself, {named}"] if others else []
    flags = sorted(frame.flags[row] - _SHOWN)
    return (*stands, *(FLAGS.get(f, f) for f in flags))


def _headcount(row: int, material: Material) -> str:
    frame, size = material.frame, material.size[row]
    counted, low, high = (float(a[row]) for a in (frame.headcount, frame.low, frame.high))
    basis = _BASES.get(frame.bases[row], frame.bases[row])
    if not np.isnan(counted):
        return f"{counted:,.0f}" + (f" ({basis})" if basis else "")
    if not np.isnan(low):
        band = f"{low:,.0f} or more" if np.isinf(high) else f"{low:,.0f} to {high:,.0f}"
        return f"{band} ({basis or 'a band'}; reckoned with {size:,.1f})"
    return f"not known (reckoned with {size:,.1f})"
