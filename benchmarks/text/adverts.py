"""Distinct whole adverts for timing, mixed from our six and from our labelled sentences."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks.text import sets

LENGTH = 2400
"""Characters of an advert, about."""
_SENTENCES = 3
_BULLETS = ("•", "-", "*", "–")


def mixed(count: int, seed: int) -> list[str]:
    """That many adverts, none like another: paragraphs of the six and sentences, in new company.

    A paragraph stands about where it stood in its own advert, its bullets in another order.
    """
    rng = random.Random(seed)
    paragraphs = [
        (at / len(parts), part)
        for parts in (text.split("\n\n") for text in sets.whole())
        for at, part in enumerate(parts)
    ]
    sentences = [item["text"] for item in sets.uk("dev") if item["kind"] == "advert"]
    return [_one(rng, paragraphs, sentences) for _ in range(count)]


def _one(
    rng: random.Random, paragraphs: Sequence[tuple[float, str]], sentences: Sequence[str]
) -> str:
    kept = [(rng.random(), told) for told in rng.sample(sentences, _SENTENCES)]
    size = sum(len(told) + 2 for _, told in kept)
    for place, part in rng.sample(paragraphs, len(paragraphs)):
        if size + len(part) <= LENGTH:
            kept.append((place, _shuffled(rng, part)))
            size += len(part) + 2
    return "\n\n".join(part for _, part in sorted(kept))


def _shuffled(rng: random.Random, part: str) -> str:
    lines = part.split("\n")
    at = [i for i, line in enumerate(lines) if line.startswith(_BULLETS)]
    for i, line in zip(at, rng.sample([lines[i] for i in at], len(at)), strict=True):
        lines[i] = line
    return "\n".join(lines)
