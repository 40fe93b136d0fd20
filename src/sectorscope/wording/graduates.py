"""Every template that tells of graduates: how many qualified, and what they did afterwards.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

PLACES: dict[str, str] = {
    "one": "{provider}",
    "many": "the {n} providers that the study names and the file has",
}
QUALIFIED = (
    "In {year}, {value} people ({low} to {high} once rounding is undone) qualified in {subjects} "
    "at {places}."
)
QUALIFIED_BEFORE = "In {year}, by the same count, it was {value} ({low} to {high})."
BY_LEVEL = "Of those who qualified in {year}, {list}."
BY_LEVEL_ITEM = "{{v{0}}} ({{l{0}}} to {{h{0}}}) did so at {{s{0}}} level"
OUTCOMES = (
    "Of those who qualified in {year} in {subjects} at {places}, the survey of graduates knows "
    "what {value} ({low} to {high} once rounding is undone) did afterwards: {list}."
)
OUTCOMES_ITEM = "{{v{0}}} ({{l{0}}} to {{h{0}}}) were {{s{0}}}"
SHARE = (
    "Those in full-time employment were {value} of those whose outcome is known ({low} to {high} "
    "by rounding alone)."
)
SILENT = "Of a further {value} ({low} to {high}) nothing is known, as they did not answer."

LEVELS = {"All undergraduate": "undergraduate", "All postgraduate": "postgraduate"}
"""Levels told in a sentence, by HESA's word for them."""
ACTIVITIES = {
    "Full-time employment": "in full-time employment",
    "Part-time employment": "in part-time employment",
    "Full-time further study": "in full-time further study",
    "Unemployed": "unemployed",
}
"""Activities told in a sentence, by HESA's word for them; the table has all."""
SUBJECT = {"named": "{name} (CAH{code})", "code alone": "subjects under CAH{code}"}
MANY_SUBJECTS = "the subjects of degrees that the definition names"

NO_PROVIDERS = (
    "How many qualify in the subjects of {sector}, and what they do next: figures of graduates are "
    "held, and the study names no providers whose graduates these would be."
)
NO_PROVIDERS_TAKES = "Universities and colleges under [universities] providers in study.toml."
NO_SUBJECTS = (
    "How many qualify in the subjects of {sector}, and what they do next: figures of graduates are "
    "held, and the definition names no subjects of degrees."
)
NO_SUBJECTS_TAKES = "Codes of subjects under [sector.crosswalk] subjects in study.toml."
NOT_LISTED = "Graduates of {names}: no file that is held has such a provider."
NOT_LISTED_TAKES = "The name or UKPRN that HESA has for it, or a file that covers it."
NO_FIGURES: dict[str, str] = {
    "qualifiers": "How many qualified in {codes}: the file held has no such subject.",
    "outcomes": (
        "What those who qualified in {codes} did afterwards: the file held tells of wider subjects "
        "or of others."
    ),
}
NO_FIGURES_TAKES = "A file of HESA's by these subjects."

CAVEAT = (
    "People at these providers, wherever they live or go: not those who stay in the region. "
    "Subjects by {codes}. Each count is rounded to the nearest multiple of five by HESA."
)
RESPONSE = (
    "From a survey that not all answer: how those who did not would differ is not in the interval."
)
SMALL = "No percentage is given of these: HESA publishes none of so small a base."
