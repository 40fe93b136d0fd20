"""A small codebook and answers to read, and shorthand for what coders ruled."""

from __future__ import annotations

from typing import Any

from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.readings import Ruling, record
from sectorscope.consultation.rulings import Material
from sectorscope.consultation.settle import settle
from sectorscope.consultation.suggest import Answer, suggest
from sectorscope.decisions import Decision
from tests.support.consulted import code, question

DAY = "2026-11-23"
ANSWERS = {
    ("B1", "skills"): "Mostly CAD, and some soldering.",
    ("B2", "skills"): "We have no difficulty with CAD.",
    ("B3", "skills"): "Nothing comes to mind.",
    ("B1", "quals"): "An HND, or a Level 3 NVQ.",
}


def asked(identity: str, **more: Any):  # noqa: ANN201, ANN401
    return question(identity, **{"open": True, "text": f"What of {identity}?"} | more)


def book() -> Codebook:
    return Codebook(
        [
            asked("skills", order=0, text="Which skills matter most to your business?"),
            asked(
                "quals", order=1, text="Which qualifications do you seek?", role="qualifications"
            ),
            asked("train", order=2, text="Would you train staff?", open=False),
        ],
        [
            code("cad", question="skills", order=0, label="CAD", definition="drawing by computer"),
            code("solder", question="skills", order=1, label="soldering skills"),
            code("hnd", question="quals", order=0, label="HNDs", level="Level 5"),
            code("nvq_3", question="quals", order=1, label="Level 3 NVQs", level="Level 3"),
            code("would", question="train", order=0, label="would train"),
        ],
    )


def material(**more: Any) -> Material:  # noqa: ANN401
    answers = [Answer(b, q, text) for (b, q), text in ANSWERS.items()]
    held: dict[str, Any] = {
        "codebook": book(),
        "suggestions": suggest(book(), answers),
        "answers": ANSWERS,
    }
    return Material(**held | more)


def read(coder: str, business: str, of: str, said: bool = True, words: str = "CAD") -> Decision:
    ruling = Ruling(business, "skills", of, said, words if said else "", 7, 7 + len(words))
    return record(ruling, coder=coder, when=DAY)


def settled(*decisions: Decision, alone: bool | None = None):  # noqa: ANN201
    return settle(decisions, book(), who="Lead", when=DAY, alone=alone)
