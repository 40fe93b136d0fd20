"""Our annotator in the modes that figures are printed for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.text.metrics import same
from benchmarks.text.said import Said
from sectorscope.annotate.annotator import Annotator
from sectorscope.annotate.listed import Document
from sectorscope.annotate.written import lines

RANK = 20
"""Concepts ranked: twice what any measure looks at, so that ties at its edge are seen whole."""


class Mode(NamedTuple):
    """How `Annotator.open` is asked."""

    fast: bool
    rank: int


MODES = {
    "fast": Mode(fast=True, rank=0),
    "fast, ranked": Mode(fast=True, rank=RANK),
    "full": Mode(fast=False, rank=RANK),
}
TOLD = (
    "Modes: *fast* is `--fast`; *fast, ranked* is `--fast --rank 20`; *full* is the default with "
    "`--rank 20`. Without `--rank` what was annotated is the ranking, by score."
)


class Ours:
    """One mode."""

    def __init__(self, vocabulary: str | Path, mode: Mode) -> None:
        self.mode = mode
        self.annotator = Annotator.open(vocabulary, fast=mode.fast, rank=mode.rank)
        self.annotator.document("managing budgets", "sentence")  # so that what fails fails here

    def say(self, text: str) -> Said:
        """Of one sentence."""
        found = self.annotator.document(text, "sentence")
        marks = tuple(map(_mark, found.annotations))
        skills = [(label, score) for _, _, kind, label, score in marks if kind == "skill"]
        ranked = [(same(r.label), float(r.score)) for r in found.ranking]
        scores = dict(sorted(ranked if self.mode.rank else skills, key=lambda pair: pair[1]))
        return Said(frozenset(label for label, _ in skills), scores, marks)

    def read(self, text: str, kind: str) -> None:
        """A document to a line of JSON, as the command writes it."""
        for _ in lines(self.annotator, [Document("one", text, kind)]):
            pass


def _mark(one: Any) -> tuple[int, int, str, str, float]:  # noqa: ANN401
    return one.start, one.end, one.kind, same(one.label), float(one.score)
