"""What one annotator says of a sentence, whoever it is: ours in three modes, and the peers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Said:
    """returned: labels of skills. scores: labels ranked. marks: of each annotation.

    A mark is start, end, kind, label, score.
    """

    returned: frozenset[str]
    scores: Mapping[str, float]
    marks: tuple[tuple[int, int, str, str, float], ...] = ()


class Sayer(Protocol):
    """Ours or a peer."""

    def say(self, text: str) -> Said:
        """Of one sentence, with everything that is measured."""
        ...

    def read(self, text: str, kind: str) -> None:
        """A document as its users would have it read: what is timed."""
        ...
