"""The last step of every sentence on the consulted: its slots, and the segment it opens with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sectorscope.profile import ConceptRef, Estimate, EvidenceRef, Slot, Statement, naming
from sectorscope.profile.vocabulary import Kind
from sectorscope.wording import templates
from sectorscope.wording.text import capital
from sectorscope.wording.voice import About, Draft, Voice, finish


def told(  # noqa: PLR0913 - the last step of every sentence
    template: str,
    slots: dict[str, Slot],
    estimates: tuple[Estimate, ...],
    about: About,
    voice: Voice,
    *,
    kind: Kind,
    codes: Sequence[ConceptRef] = (),
    caveat: str = "",
    evidence: tuple[EvidenceRef, ...] = (),
) -> Statement:
    """The statement of a template on the consulted; in a segment, the segment opens it.

    What opens the sentence has a capital. Slots the template does not name are left out.
    """
    if about.segment:
        template = templates.PREFIX + template[0].lower() + template[1:]
        slots = {k: _lowered(k, s, template) for k, s in slots.items()} | phrases(
            segment=about.segment
        )
    else:
        slots = {k: _raised(k, s, template) for k, s in slots.items()}
    used = {k: s for k, s in slots.items() if "{" + k + "}" in template}
    draft = Draft(template, used, estimates, evidence, tuple(codes), caveat)
    return finish(draft, about, voice, kind=kind, basis="consultation")


def _lowered(name: str, slot: Slot, template: str) -> Slot:
    """The slot that opened the sentence, in lower case now that the segment does."""
    opens = template.startswith(templates.PREFIX + "{" + name + "}")
    if not opens or slot.kind != "word":
        return slot
    return slot.but(text=slot.text[0].lower() + slot.text[1:])


def _raised(name: str, slot: Slot, template: str) -> Slot:
    """The slot that opens the sentence, with a capital."""
    opens = template.startswith("{" + name + "}")
    return slot.but(text=capital(slot.text)) if opens else slot


def nouns(voice: Voice) -> dict[str, Slot]:
    """What the consulted are called, as slots."""
    return phrases(noun=voice.noun, noun_one=voice.noun_one)


def phrases(**literals: str) -> dict[str, Slot]:
    """Slots of words as a question, a codebook or the house has them; none for what is empty."""
    return {k: naming(v) for k, v in literals.items() if v}


def number(text: str, estimate: int, field: Literal["value", "n", "low", "high"] = "value") -> Slot:
    """A slot that prints a figure of an estimate."""
    return Slot(kind="number", text=text, estimate=estimate, field=field)


def word(text: str, estimate: int) -> Slot:
    """A slot that prints a word an estimate justifies."""
    return Slot(kind="word", text=text, estimate=estimate)
