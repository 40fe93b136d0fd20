"""Every template that tells how large the sector is and what it overlaps, by name.

As in `templates`: a template holds no number and no word of quantity. What is read back, and by
whom, stands in `wording.sized_grammar`, which shares nothing with this.
"""

from __future__ import annotations

SIZED = (
    "By review and audit, {estimate} people in {region} work in {target} ({interval}: {low} to "
    "{high})."
)
BUSINESSES = (
    "They work in {estimate} businesses ({interval}: {low} to {high}) that are in it, wholly or "
    "in part."
)
READINGS: dict[str, str] = {
    "strict and broad": (
        "By the strict reading of its definition they are {strict} ({strict_low} to "
        "{strict_high}), by the broad one {broad} ({broad_low} to {broad_high})."
    ),
    "strict": (
        "By the strict reading of its definition they are {strict} ({strict_low} to {strict_high})."
    ),
    "broad": (
        "By the broad reading of its definition they are {broad} ({broad_low} to {broad_high})."
    ),
}
CONFIRMED: dict[str, str] = {
    "some": (
        "At least {floor} people are confirmed: they work in the {members} businesses that were "
        "read and found to be in {target}, wholly or in part."
    ),
    "one": (
        "At least {floor} people are confirmed: they work in the {members} business that was read "
        "and found to be in {target}, wholly or in part."
    ),
}
READ: dict[str, str] = {
    "plain": (
        "Of the {drawn} companies drawn for the audit {audited} were read, after {known} others."
    ),
    "unresolved": (
        "Of the {drawn} companies drawn for the audit {audited} were read, after {known} others; "
        "of all these, {unresolved} could not be told and count neither way."
    ),
}
ASSUMING = "The answer moves with what is taken for granted: it would be {list}."
ASSUMING_ITEM = "{{low{0}}} to {{high{0}}} if {{if{0}}}"

COVERAGE = (
    "The companies it is sized from have {frame} people where official figures count {official} "
    "jobs: {share} of them, in the same places and industries."
)

SEGMENT = "In {target}, {estimate} people ({interval}: {low} to {high})."
SEGMENTS = (
    "Segments overlap: a business may be in more than one of them, so that their sizes do not add "
    "up to the sector's."
)
PLACES = (
    "A company is placed where it is registered, with everybody it employs: by place of work the "
    "figures would differ."
)

OVERLAP = (
    "Of the people in {first}, {of_first} ({first_low} to {first_high}) work in businesses that "
    "are in {second} too; of those in {second}, {of_second} ({second_low} to {second_high}) work "
    "in businesses that are in {first} too."
)
TOGETHER = (
    "The people in {first} and those in {second} are {either} altogether ({either_low} to "
    "{either_high}), those in each of them counted once."
)
INSTITUTIONS = "The definition lists {list}, and never counts them in the size of {target}."

INTERVAL = "a 95% interval"
"""How the interval is called the first time; its level is the estimate's."""
