"""What every statement of a study carries, and the last step of making one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sectorscope.profile import ConceptRef, Estimate, EvidenceRef, Slot, Statement, statement_id
from sectorscope.profile.vocabulary import Basis, Kind

Row = Mapping[str, Any]
Refs = Callable[[Row], EvidenceRef]


@dataclass(frozen=True)
class Voice:
    """What every statement of a study carries: when, where, which definition, and the nouns.

    noun, noun_one: what the consulted are called ("businesses consulted"); for a reconstruction
    the noun itself says so, which is how every sentence on it does.
    """

    vintage: str
    geography: str
    definition: str
    refs: Refs
    noun: str = "businesses"
    noun_one: str = "business"
    caveat: str = ""


@dataclass(frozen=True)
class About:
    """What a statement is about: its identity, apart from its words and figures."""

    chapter: str
    question: str
    subject: str = ""
    scope: str = ""
    segment: str = ""


@dataclass(frozen=True)
class Draft:
    """A statement before it is filled: template, slots, estimates, evidence."""

    template: str
    slots: dict[str, Slot]
    estimates: tuple[Estimate, ...] = ()
    evidence: tuple[EvidenceRef, ...] = ()
    codes: tuple[ConceptRef, ...] = ()
    caveat: str = ""
    vintage: str = ""
    geography: str = ""


def finish(draft: Draft, about: About, voice: Voice, *, kind: Kind, basis: Basis) -> Statement:
    """The statement of a draft; basis and disclosure follow the evidence where it is invented."""
    inputs = [r for e in draft.estimates for r in e.inputs]
    evidence = draft.evidence or tuple({r.id: r for r in inputs}.values())
    invented = any(r.reconstruction for r in (*evidence, *inputs))
    key = (about.chapter, about.question, about.subject, about.scope)
    return Statement(
        id=statement_id(*key),
        chapter=key[0],
        question=key[1],
        subject=key[2],
        scope=key[3],
        kind=kind,
        basis="reconstruction" if invented else basis,
        disclosure="fictional" if invented else "open",
        template=draft.template,
        slots=draft.slots,
        estimates=draft.estimates,
        evidence=evidence,
        codes=draft.codes,
        vintage=draft.vintage or voice.vintage,
        geography=draft.geography or voice.geography,
        definition=voice.definition,
        caveat=draft.caveat or voice.caveat,
    )
