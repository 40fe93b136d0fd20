"""People named by what they hold or work for: "graduates", "apprentices".

An answer to "which qualifications do you look for?" may name them so; an advert that calls for a
graduate names a job, so `annotate` leaves them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sectorscope.annotate.annotation import Annotation

_PEOPLE = re.compile(
    r"(?<![^\W_])(?:(?P<postgraduate>post[- ]?grad(?:uate)?s?)"
    r"|(?P<degree>(?<!post[- ])(?:graduates?|grads))"
    r"|(?P<apprenticeship>(?:(?P<tier>intermediate|advanced|higher|degree) )?apprentices?))"
    r"(?![^\W_])"
    r"(?! (?:level|in|degrees?|certificates?|diplomas?|qualifications?|apprenticeships?|calibre"
    r"|standard|scheme|programme)(?![^\W_]))",
    re.IGNORECASE,
)
_LEVELS = {"intermediate": 2, "advanced": 3}
_SCORE = 0.6


def holders(text: str) -> Iterator[Annotation]:
    """Each person or group of people that is named by a qualification, in order of place.

    The score says that the people are named, and not what they must hold.
    """
    low = text.lower()
    if "grad" not in low and "apprentic" not in low:
        return
    for found in _PEOPLE.finditer(text):
        name = next(n for n in ("postgraduate", "degree", "apprenticeship") if found[n])
        level = _LEVELS.get((found["tier"] or "").lower())
        concept = name if level is None else f"{name}:{level}"
        yield Annotation(
            found.start(),
            found.end(),
            found[0],
            concept,
            "qualification",
            _SCORE,
            name,
            lane="qualifications",
            level=level,
            reason=f"qualification: {name}, by its holders",
            detail={"type": name},
        )
