"""The word lists of the grammar; `words.txt` and `subjects.txt` say what each is for."""

from __future__ import annotations

from sectorscope.annotate.qualifications.form import words

HEADS = words("subjects.txt", "heads")
KNOWN = HEADS | words("subjects.txt", "parts")

ENDS = words("words.txt", "ends")
JOINERS = words("words.txt", "joiners")
PREPOSED = words("words.txt", "preposed")
VAGUE = words("words.txt", "vague")
EXPERIENCE = words("words.txt", "experience")
JOBS = words("words.txt", "jobs")

LINKED = words("words.txt", "linked")
NO_SUBJECT = words("words.txt", "no_subject")
GENERAL = words("words.txt", "general")

TAUGHT = words("words.txt", "taught")
STUDIED = words("words.txt", "studied")
LEARNERS = words("words.txt", "learners")
TEACHING = words("words.txt", "teaching")

BEFORE_LEVEL = words("words.txt", "before_level")
AFTER_LEVEL = (ENDS | JOINERS | words("words.txt", "after_level")) - words(
    "words.txt", "other_level"
)

AWARDS_NOTHING = words("words.txt", "awards_nothing")
DRIVERS = words("words.txt", "drivers")
RULES = words("words.txt", "rules")
APPRENTICED = words("words.txt", "apprenticed")
