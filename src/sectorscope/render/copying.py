"""What a copied sentence takes along: nobody should meet it elsewhere without its source."""

from __future__ import annotations

from sectorscope.render.rests import Rests, source_line
from sectorscope.render.words import INVENTED


def copied(what: str, said: str, rests: Rests) -> str:
    """The sentence, that it is a reconstruction where it is one, its basis and its sources.

    The page adds the address and how to cite the profile, which it alone knows.
    """
    quoted = f"“{said}”" if what in ("Statement", "Quote") else f"{what}: {said}"
    lines = [quoted]
    lines += [f"Reconstruction: {INVENTED}."] if rests.invented else []
    about = dict(rests.about)
    if about:
        lines.append(f"Basis: {about['Basis']}. {about['Vintage']}; {about['Geography']}.")
    lines += [f"Caveat: {rests.caveat}"] if rests.caveat else []
    lines.append(f"Source: {'; '.join(_sources(rests))}.")
    return "\n".join(lines)


def _sources(rests: Rests) -> list[str]:
    """Publisher and licence; where each piece names its own document, those documents."""
    lines: list[str] = []
    for card in rests.sources:
        named = sorted({e.label for e in rests.rows if e.source == card.name})
        lines += named if card.basis == "third_party" else [source_line(card)]
    return lines
