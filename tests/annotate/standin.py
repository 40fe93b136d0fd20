"""An annotator that is quick and easily foretold: three capitals are a skill, but HNC."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple

import pytest

from sectorscope.annotate.annotation import Annotation, Context

_FOUND = re.compile(r"\b[A-Z]{3}\b")


class Ranked(NamedTuple):
    concept: str
    label: str
    score: float
    more: Mapping[str, Any] = MappingProxyType({})


class Annotated(NamedTuple):
    annotations: tuple[Annotation, ...]
    ranking: tuple[Ranked, ...] = ()


class StandIn:
    """As `sectorscope.annotate.annotator.Annotator`, without a vocabulary to read."""

    opened: list[StandIn] = []  # noqa: RUF012 - `put_in_place` gives each test its own

    def __init__(self, vocabulary: str | Path, *, fast: bool = False, rank: int = 0) -> None:
        self.source, self.fast, self.rank = vocabulary, fast, rank
        self.vocabulary, self.name = "made 1", f"standin{' fast' * fast}"
        self.read: list[tuple[str, str]] = []

    @classmethod
    def open(
        cls,
        vocabulary: str | Path,
        *,
        fast: bool = False,
        rank: int = 0,
        say: Callable[[str], None] | None = None,
    ) -> StandIn:
        made = cls(vocabulary, fast=fast, rank=rank)
        cls.opened.append(made)
        if say:
            say("opening the stand-in")
        return made

    def documents(self, texts: Iterable[tuple[str, str]]) -> Iterator[Annotated]:
        for text, kind in texts:
            self.read.append((text, kind))
            found = tuple(_annotation(match) for match in _FOUND.finditer(text))
            ranked = (Ranked(a.concept, a.label, a.score) for a in found)
            yield Annotated(found, tuple(ranked)[: self.rank])


def put_in_place(patch: pytest.MonkeyPatch) -> list[StandIn]:
    """Let this be the annotator, whose own module need not load; those that will be opened."""
    opened: list[StandIn] = []
    patch.setattr(StandIn, "opened", opened)
    module = SimpleNamespace(Annotator=StandIn)
    patch.setitem(sys.modules, "sectorscope.annotate.annotator", module)  # type: ignore[arg-type]
    return opened


def _annotation(match: re.Match[str]) -> Annotation:
    word, (start, end) = match.group(), match.span()
    if word == "HNC":
        more: dict[str, Any] = {"level": 4, "framework": "RQF", "detail": {"subject": "any"}}
        return Annotation(start, end, word, "hnc", "qualification", 1.0, scheme="rules", **more)
    context = Context("essential", years=2.0, segment="duties", speaker="Ann")
    why = {"base": -1.0, "spelt": 2.123456}
    return Annotation(
        start,
        end,
        word,
        f"made.{word.lower()}",
        "skill",
        0.123456,
        label=f"{word} skills",
        scheme="made",
        lane="phrases",
        context=context,
        why=why,
    )
