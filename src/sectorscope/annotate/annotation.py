"""An annotation: characters `start:end` of a text mean a concept, in a context, for reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

NEGATED = 0.3
"""What a negation leaves of a codebook phrase's score: it ranks last and is still shown, because
"no CAD skills" may say that none are needed or that none are there."""

KINDS = (
    "skill",
    "group",
    "qualification",
    "title",
    "registration",
    "licence",
    "check",
    "occupation",
)
"""What an annotation of a vocabulary or of the rules can mean; a codebook has kinds of its own."""

REQUIREMENTS = ("essential", "desirable", "mentioned")

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of the thing, where it stands.

    requirement: of `REQUIREMENTS`. negated: said not to be needed, had or used. difficulty: said
    to be hard to find or keep, or wanting in staff. training: training in it is said to be needed,
    given or offered. years: of experience asked for. segment: of the document it stands in.
    speaker: who says it, in an interview.
    """

    requirement: str = "mentioned"
    negated: bool = False
    difficulty: bool = False
    training: bool = False
    years: float | None = None
    segment: str = ""
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one stretch of text means.

    start, end: code points; text: those characters. concept: an identifier of whoever annotates;
    label: its name; scheme: the vocabulary, framework or register it is of. kind: of `KINDS`, or a
    codebook's own. score: a probability where a vocabulary's concept is meant, else for ranking.
    lane: what found it. level, framework: of a qualification. why: features and what each adds to
    the score's log-odds. reason: phrase and rule, in the vocabulary's words and never in the
    text's, so that it may be kept where the text may not. detail: what else a qualification says.
    """

    start: int
    end: int
    text: str
    concept: str
    kind: str
    score: float
    label: str = ""
    scheme: str = ""
    lane: str = ""
    context: Context = Context()
    level: int | None = None
    framework: str | None = None
    why: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    reason: str = ""
    detail: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)

    @property
    def negated(self) -> bool:
        """Whether it stands under a negation."""
        return self.context.negated


def longest(found: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """In order of place, without any that lies within a longer one.

    Two that cross are both kept, and so are two concepts with one span; of one concept twice on
    one span the better stands.
    """
    best: dict[tuple[int, int, str], Annotation] = {}
    for one in sorted(found, key=lambda a: (a.start, -a.end, a.concept, -a.score, a.reason)):
        best.setdefault((one.start, one.end, one.concept), one)
    kept: list[Annotation] = []
    for one in best.values():
        last = kept[-1] if kept else None
        same = last is not None and (last.start, last.end) == (one.start, one.end)
        if last is None or same or one.end > last.end:
            kept.append(one)
    return tuple(kept)
