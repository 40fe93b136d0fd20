"""Three difficulties that are easily taken for one, and how each is spoken of.

The Employer Skills Survey (Department for Education, "Employer Skills Survey 2022: UK findings",
definitions) keeps them apart, because each asks for another remedy: pay or advertising, training
of new entrants, training of those in post.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sectorscope.schema.consultation import TOPICS

MEANS = {
    "recruitment_difficulty": "a vacancy is hard to fill, whatever the reason: pay, hours, place, "
    "too few applicants, or skills",
    "skill_shortage_vacancy": "a vacancy is hard to fill because applicants have not the skills, "
    "qualifications or experience it needs",
    "skills_gap": "somebody already in post is not fully proficient at the job",
}
"""What each means, as the survey has it."""

_SPOKEN = {
    "recruitment_difficulty": r"\bhard[- ]to[- ](?:fill|recruit|find|hire)\b"
    r"|\bdifficult(?:y|ies)?(?: (?:in|to|with))? (?:recruit|fill|hir|find)\w*"
    r"|\brecruitment (?:difficult|problem)\w*|\bstruggl\w+ to (?:recruit|hire|fill|find)\b",
    "skill_shortage_vacancy": r"\bskills?[- ]shortage\w*|\bshortages? of skill\w*"
    r"|\b(?:applicants?|candidates?)\b[^.;?]*\black\w*"
    r"|\bvacanc(?:y|ies)\b[^.;?]*\b(?:lack|want|shortage) of\b[^.;?]*\bskill\w*",
    "skills_gap": r"\bskills?[- ]gaps?\b|\bgaps? in (?:the )?skill\w*|\bproficien\w+"
    r"|\b(?:existing|current|own|present) (?:staff|workforce|employees)\b[^.;?]*\b(?:lack|skill)\w*"
    r"|\bupskill\w*",
}
_PATTERNS = {topic: re.compile(_SPOKEN[topic], re.IGNORECASE) for topic in TOPICS}


def topics_in(text: str) -> frozenset[str]:
    """Which of the three a wording speaks of."""
    return frozenset(topic for topic, spoken in _PATTERNS.items() if spoken.search(text))


def named(topics: Collection[str]) -> str:
    """Topics as words, in the schema's order: `a recruitment difficulty and a skills gap`."""
    words = [
        f"a {t.replace('_', ' ').replace('skill s', 'skill-s')}" for t in TOPICS if t in topics
    ]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
