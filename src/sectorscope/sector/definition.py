"""The definition of a sector: what decisions rest on, in a form that can be told apart and kept.

Its `id` is a hash over what a person rules by and what says which companies they are shown: the
rubric and its readings, segments, examples, keywords, hints by industry, institutions, share
rules. Comments, the order of tables, labels of neighbours and the crosswalk change no ruling, and
do not change it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pydantic import ValidationError

from sectorscope.errors import StudyError
from sectorscope.sector.industries import Industries
from sectorscope.sector.phrases import Phrases
from sectorscope.study.sector import Example, Neighbour, Sector, Segment, digits

WHOLE = "sector"
"""The target that is the whole sector; the others are ids of segments."""

_DIGITS = 12


@dataclass(frozen=True)
class Definition:
    """A definition, from the configuration of a study: `Definition(study.config.sector)`."""

    sector: Sector

    @classmethod
    def read(cls, text: str) -> Definition:
        """The definition a `text` holds.

        Raises:
            StudyError: the text is none.
        """
        try:
            return cls(Sector.model_validate_json(text))
        except ValidationError as why:
            raise StudyError(
                f"the text is no definition ({why.error_count()} faults)",
                expected="JSON as `Definition.text` gives it",
            ) from why

    @cached_property
    def text(self) -> str:
        """The whole of it as one line of JSON, keys in order, from which `read` makes it again."""
        held = self.sector.model_dump(mode="json")
        return json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def canonical(self) -> str:
        """What decisions rest on, in one order and one way of writing, without what is empty."""
        return json.dumps(
            canonical(self.sector), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )

    @cached_property
    def id(self) -> str:
        """Twelve hexadecimal digits of the canonical form's sha256: the version."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()[:_DIGITS]

    @property
    def targets(self) -> tuple[str, ...]:
        """What membership is asked of: the sector, then each segment, cross-cutting ones too."""
        return (WHOLE, *(s.id for s in self.sector.segment))

    @property
    def cross_cutting(self) -> frozenset[str]:
        """Segments that run through others and are not counted beside them."""
        return frozenset(s.id for s in self.sector.segment if s.cross_cutting)

    def label(self, target: str) -> str:
        """What a target, or a neighbour, is called in sentences."""
        part = self._part(target)
        return part.name if isinstance(part, Sector) else part.label

    def keywords(self, target: str = WHOLE) -> tuple[str, ...]:
        """Phrases a target, or a neighbour, may be found by.

        Those of its segments find the sector too: a company in one is in it.
        """
        part = self._part(target)
        own = part.keywords
        if isinstance(part, Sector):
            own = (*own, *(k for s in part.segment for k in s.keywords))
        return tuple(dict.fromkeys(own))

    def phrases(self, target: str = WHOLE) -> Phrases:
        """The same, ready to look for."""
        return self._phrases.setdefault(target, Phrases(self.keywords(target)))

    def hits(
        self, texts: Sequence[str | None] | pa.Array | pa.ChunkedArray, target: str = WHOLE
    ) -> npt.NDArray[np.bool_]:
        """For each of N texts, whether a keyword of the target stands in it; shape (N,)."""
        return self.phrases(target).hits(texts)

    @cached_property
    def industries(self) -> Industries:
        """The sector's hints by industry."""
        given = self.sector.industries
        return Industries.of(given.core, given.possible, given.never)

    def industries_of(self, target: str = WHOLE) -> Industries:
        """Hints of a target, or a neighbour; codes of a segment are possible ones."""
        part = self._part(target)
        if isinstance(part, Sector):
            return self.industries
        return Industries.of(possible=dict.fromkeys(digits(c) for c in part.industries))

    @cached_property
    def _phrases(self) -> dict[str, Phrases]:
        return {}

    def _part(self, target: str) -> Sector | Segment | Neighbour:
        if target == WHOLE:
            return self.sector
        parts = {p.id: p for p in (*self.sector.neighbour, *self.sector.segment)}
        if target not in parts:
            raise StudyError(
                f"the definition has no segment or neighbour {target!r}",
                expected="one of " + ", ".join((WHOLE, *parts)),
            )
        return parts[target]


def canonical(sector: Sector) -> dict[str, Any]:
    """A definition as plain values: texts by their words, lists as sets, nothing that is empty."""
    return _without_empty(
        {
            "rubric": words(sector.rubric),
            "strict": words(sector.readings.strict),
            "broad": words(sector.readings.broad),
            "keywords": _set(sector.keywords),
            "core": _codes(sector.industries.core),
            "possible": _codes(sector.industries.possible),
            "never": _codes(sector.industries.never),
            "institutions": _set(sector.institutions),
            "segments": {s.id: _segment(s) for s in sector.segment},
            "examples": {
                f"{words(e.name).casefold()}|{e.segment}": _example(e) for e in sector.example
            },
            "shares": {s.id: {"when": words(s.when), "share": s.share} for s in sector.share},
        }
    )


def words(text: str) -> str:
    """A text by its words: where its lines break says nothing."""
    return " ".join(text.split())


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "id": segment.id,  # so that one without anything else still stands
        "label": words(segment.label),
        "cross_cutting": segment.cross_cutting,
        "industries": _codes(segment.industries),
        "keywords": _set(segment.keywords),
    }


def _example(example: Example) -> list[str]:
    return [example.ruling, example.reading, words(example.why)]


def _set(texts: Sequence[str]) -> list[str]:
    return sorted({words(t).casefold() for t in texts})


def _codes(codes: Sequence[str]) -> list[str]:
    return sorted({digits(c) for c in codes})


def _without_empty(held: dict[str, Any]) -> dict[str, Any]:
    """So that an entry this version adds leaves the id of a definition without it as it was."""
    inner = {k: _without_empty(v) if isinstance(v, dict) else v for k, v in held.items()}
    return {k: v for k, v in inner.items() if v not in ("", [], {}, False, None)}
