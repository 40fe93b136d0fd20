"""How far coders agree, code by code: Krippendorff's alpha over businesses.

A unit is a business that two coders or more ruled on for this code. What nobody proposed is read
by nobody and is no unit, so that alpha says how far rulings agree and not whether the coders would
have found the same things unaided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sectorscope.consultation.readings import Reading
from sectorscope.consultation.settle import by_subject

if TYPE_CHECKING:
    from sectorscope.statistics.agreement import Agreement


@dataclass(frozen=True)
class CodeAgreement:
    """Agreement on one code; code empty for all codes of the question together."""

    question: str
    code: str
    coders: tuple[str, ...]
    alike: int
    result: Agreement


def agreement(read: Iterable[Reading], *, level: float = 0.95) -> tuple[CodeAgreement, ...]:
    """Agreement on every code that two people read, each question's whole before its codes.

    Args:
        read: readings in force.
        level: of the bootstrap intervals; their seed is the code's own name.
    """
    groups: dict[tuple[str, str], list[tuple[Reading, ...]]] = {}
    for (_, question, code), rulings in by_subject(read).items():
        if len(rulings) > 1:
            groups.setdefault((question, ""), []).append(rulings)
            groups.setdefault((question, code), []).append(rulings)
    return tuple(_agreement(*key, groups[key], level) for key in sorted(groups))


def _agreement(
    question: str, code: str, units: list[tuple[Reading, ...]], level: float
) -> CodeAgreement:
    from sectorscope.statistics.agreement import krippendorff_alpha

    seed = int(sha256(f"{question}|{code}".encode()).hexdigest()[:8], 16)
    values = [[r.reading for r in unit] for unit in units]
    result = krippendorff_alpha(values, seed=seed, level=level)
    coders = tuple(sorted({r.coder for unit in units for r in unit}))
    alike = sum(len(set(unit)) == 1 for unit in values)
    return CodeAgreement(question, code, coders, alike, result)
