"""Three difficulties that are easily taken for one, each by its name and what it means.

The terms, and what they mean, are those of the Employer Skills Survey (Department for Education).
"""

from __future__ import annotations

from collections.abc import Mapping

from sectorscope.wording.voice import Row

TOPICS: Mapping[str, tuple[str, str]] = {
    "recruitment_difficulty": (
        "recruitment difficulties",
        "vacancies that are hard to fill, whatever the reason",
    ),
    "skill_shortage_vacancy": (
        "skill-shortage vacancies",
        "vacancies that are hard to fill because applicants lack the skills, qualifications or "
        "experience",
    ),
    "skills_gap": (
        "skills gaps in staff",
        "people already employed who are not fully proficient at their job",
    ),
}
"""By the question's `topic`: what it is called, and what that is."""


def topic_name(topic: str) -> str:
    """What a topic is called in a sentence.

    Raises:
        KeyError: there is no such topic.
    """
    return TOPICS[topic][0]


def caveat_of(question: Row) -> str:
    """What to know of a question: its own caveat, and which difficulty it asks of and which not."""
    return " ".join(filter(None, (question.get("caveat"), _difficulty(question.get("topic")))))


def _difficulty(topic: str | None) -> str:
    if not topic:
        return ""
    name, meaning = TOPICS[topic]
    others = " or ".join(other for key, (other, _) in TOPICS.items() if key != topic)
    return f"This speaks of {name}: {meaning}; not of {others}."
