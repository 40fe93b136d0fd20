"""Estimates and the statements that show them."""

from __future__ import annotations

import hashlib
import json
from typing import Literal, Self

from pydantic import Field, model_validator

from sectorscope.errors import RuleBroken
from sectorscope.profile.evidence import EvidenceRef
from sectorscope.profile.filled import Filled
from sectorscope.profile.vocabulary import Basis, Disclosure, Frozen, Kind

__all__ = [
    "Basis",
    "ConceptRef",
    "Disclosure",
    "Estimate",
    "Kind",
    "Statement",
    "Uncertainty",
    "statement_id",
]


class Uncertainty(Frozen):
    """How sure a number is, of a stated kind; an interval is never invented.

    `exact` is a count of what was said by those asked, from which nothing is inferred;
    `none_published` says why no interval can be given. Both carry no bounds. Bounds are in the
    estimate's unit.
    """

    kind: Literal["sampling", "credible", "rounding", "sensitivity", "none_published", "exact"]
    low: float | None = None
    high: float | None = None
    level: float | None = Field(default=None, gt=0, lt=1)
    why: str = ""

    @model_validator(mode="after")
    def _shape(self) -> Self:
        bounded = self.kind not in ("none_published", "exact")
        if bounded and (self.low is None or self.high is None):
            raise RuleBroken(f"{self.kind} uncertainty without bounds")
        if not bounded and (self.low is not None or self.high is not None):
            raise RuleBroken(f"{self.kind} uncertainty with bounds: an interval nobody gave")
        if not bounded and not self.why:
            raise RuleBroken(f"{self.kind} uncertainty does not say why")
        if self.kind in ("sampling", "credible") and self.level is None:
            raise RuleBroken(f"{self.kind} uncertainty without its level")
        return self


class Estimate(Frozen):
    """A number with everything a reader needs to doubt it.

    standing: `published` as a source printed it; `implied` by published figures but printed
        nowhere; `derived` by a stated method; `counted` from records.
    parts: how a count splits, in the order to draw it: (label, number of businesses).
    """

    label: str = Field(min_length=1)
    value: float
    unit: str = Field(min_length=1)
    method: str = Field(min_length=1)
    standing: Literal["published", "implied", "derived", "counted"]
    n: int | None = Field(default=None, ge=0)
    assumes: str = ""
    uncertainty: Uncertainty
    inputs: tuple[EvidenceRef, ...] = Field(min_length=1)
    parts: tuple[tuple[str, int], ...] = ()

    @model_validator(mode="after")
    def _holds(self) -> Self:
        low, high = self.uncertainty.low, self.uncertainty.high
        if low is not None and high is not None and not low <= self.value <= high:
            raise RuleBroken(f"estimate {self.label!r}: [{low:g}, {high:g}] misses {self.value:g}")
        if self.n is not None and self.standing == "counted" and self.value > self.n:
            raise RuleBroken(f"estimate {self.label!r} counts {self.value:g} of {self.n}")
        return self

    def figure(self, field: str) -> float | None:
        """The value, n, low or high, by name."""
        if field in ("low", "high"):
            return getattr(self.uncertainty, field)
        return self.value if field == "value" else self.n


class ConceptRef(Frozen):
    """An entry of a versioned vocabulary; `label` is empty where only the code is known.

    `need` names the need it codes, so that the annex can be read from a statement alone.
    """

    scheme: str
    code: str
    label: str = ""
    version: str = ""
    need: str = ""


def statement_id(chapter: str, question: str, subject: str, scope: str) -> str:
    """Identity of a statement: what it is about, not how it is worded or what it says.

    A link to a statement survives a refresh of its figures. Twelve hex digits of sha256.
    """
    key = json.dumps([chapter, question, subject, scope], ensure_ascii=False)
    return hashlib.sha256(key.encode()).hexdigest()[:12]


class Statement(Filled):
    """A sentence of the profile with all it rests on.

    chapter, question, subject, scope: what it is about; `id` is their hash.
    """

    id: str
    chapter: str
    question: str
    subject: str
    scope: str
    kind: Kind
    basis: Basis
    estimates: tuple[Estimate, ...] = ()
    evidence: tuple[EvidenceRef, ...] = Field(min_length=1)
    codes: tuple[ConceptRef, ...] = ()
    vintage: str = Field(min_length=1)
    geography: str = Field(min_length=1)
    definition: str = Field(min_length=1)
    disclosure: Disclosure
    caveat: str = ""

    @model_validator(mode="after")
    def _rules(self) -> Self:
        if self.id != statement_id(self.chapter, self.question, self.subject, self.scope):
            raise RuleBroken(f"statement {self.id!r} does not have the id of what it is about")
        self.check_numbers(self.estimates)
        self._check_reconstruction()
        return self

    def refs(self) -> tuple[EvidenceRef, ...]:
        """Every piece of evidence, the estimates' inputs included, each once."""
        every = (*self.evidence, *(r for e in self.estimates for r in e.inputs))
        return tuple({r.id: r for r in every}.values())

    def _check_reconstruction(self) -> None:
        invented = any(r.reconstruction for r in self.refs())
        states = (self.disclosure == "fictional", self.basis == "reconstruction")
        if states != (invented, invented):
            raise RuleBroken(
                f"statement {self.text!r} has basis {self.basis} and disclosure {self.disclosure}",
                expected="reconstruction and fictional together, on reconstructed evidence only",
            )
        if invented and "reconstruct" not in self.text.lower():
            raise RuleBroken(f"{self.text!r} rests on reconstructed evidence and does not say so")
