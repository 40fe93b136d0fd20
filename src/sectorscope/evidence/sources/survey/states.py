"""What an answer means where the mapping does not say: a dictionary of English surveys.

Silence is not "no": a blank, "N/A", "don't know" and a refusal are four different states. The
dictionary knows whole answers only, never words within one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sectorscope.evidence.sources.survey.entries import State
from sectorscope.evidence.sources.survey.formats import plain

_ANSWERS: dict[State, str] = {
    "yes": "yes|y|true|yep|yeah",
    "no": "no|n|false|nope|none|nothing|none of these|none of the above",
    "dont_know": (
        "don't know|dont know|do not know|dk|d/k|unsure|not sure|i don't know|i'm not sure|"
        "uncertain|no idea|don't know / not sure|don't know/not sure|not sure / don't know|"
        "don't know yet|too early to say|unknown|cannot say|can't say"
    ),
    "refused": (
        "prefer not to say|refused|declined|rather not say|prefer not to answer|"
        "declined to answer|would rather not say|refuse|refusal|confidential|"
        "prefer not to disclose"
    ),
    "not_applicable": (
        "n/a|na|n.a.|n.a|not applicable|not relevant|does not apply|doesn't apply|"
        "not applicable to us|not applicable to my business"
    ),
    "not_asked": "not asked|#null!|skipped by routing",
    "blank": "|-|--|.|..|?|no answer|no response|not answered|not stated",
}
_STATES: dict[str, State] = {a: s for s, answers in _ANSWERS.items() for a in answers.split("|")}
_NOISE = re.compile(r"^[\s\"“”(\[]+|[\s\"“”)\].,;:!]+$")
_ALSO = re.compile(r"\s*\((?:please specify|specify|write in|exclusive)\)$")


@lru_cache(maxsize=4096)
def usual(answer: str) -> State | None:
    """The state a whole answer has in English surveys; None if it is an answer of its own."""
    text = plain(answer).replace("’", "'").replace("`", "'")
    text = _ALSO.sub("", text)
    return _STATES.get(text) or _STATES.get(_NOISE.sub("", text) or text)
