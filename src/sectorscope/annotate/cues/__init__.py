"""Cues: phrases that tell what a sentence is about and what it says of the things it names.

All are found in one pass over a text; who asks twice about one text gets the same answer.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sectorscope.annotate.cues import topics
from sectorscope.annotate.cues.scan import lowered, pattern, spelt

__all__ = ["Cues", "cues", "lowered"]


class Cues:
    """The cues of a text, in order: where each starts and ends and what families it is of.

    low: the text in lower case, character for character.
    """

    __slots__ = ("ends", "low", "starts", "tags")

    def __init__(self, text: str) -> None:
        self.low = lowered(text)
        finder, families = _phrases()
        found = [(m.start(), m.end(), m.group()) for m in finder.finditer("\n" + self.low)]
        self.starts = [start for start, _, _ in found]
        self.ends = [end - 1 for _, end, _ in found]
        self.tags = [families.get(said[1:]) or families[_single(said[1:])] for _, _, said in found]


@lru_cache(maxsize=1)
def cues(text: str) -> Cues:
    """The cues of a text; the last one asked for is kept."""
    return Cues(text)


def _single(said: str) -> str:
    return re.sub(" +", " ", said)


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, tuple[str | None, str | None]]]:
    """The pattern of all phrases; each with its segment and its family in context."""
    families: dict[str, tuple[str | None, str | None]] = {}
    for segment, block in topics.PLAIN.items():
        for phrase in spelt(block):
            families.setdefault(phrase, (segment, None))
    return pattern(families), families
