"""Every template that tells apprenticeships by district and subject area, of one published table.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

COUNTED = (
    "By the department's table, {value} apprenticeships of any kind were started in the {n} "
    "districts of {region} in {year}."
)
ACHIEVED = "In that year {value} were achieved there."
AREAS = "Of those started, {list}: whole sector subject areas, which are wider than the sector."
AREAS_ITEM = "{{v{0}}} ({{p{0}}}) were in {{s{0}}} ({{c{0}}})"
ENGLAND = "In England, {value} apprenticeships of any kind were started in {year}."
ENGLAND_BEFORE = (
    "In England, {value} apprenticeships of any kind were started in {year}, and {before} in "
    "{then}."
)

NOT_EVERY: dict[str, str] = {
    "all": (
        "How many apprenticeships of any kind are started in {region}: the department's table that "
        "is held of {year} has no figure of {places}."
    ),
    "parts": (
        "How many apprenticeships were achieved in {region} in {year}, and how those started "
        "divide by subject area: the department's table by district that is held has no figure of "
        "{places}. Starts of any kind are told from the table by learners' homes."
    ),
}
"""Where a table by learners' homes tells starts of any kind in that year, the parts alone lack."""
NOT_EVERY_TAKES = "The same table with every district."
SILENT: dict[str, str] = {
    "all": (
        "How many apprenticeships of any kind are started in {region} in {year}: a table is held "
        "that does not say whether it has the whole of the academic year, and the department "
        "publishes a year while it lasts, under the same name."
    ),
    "parts": (
        "How many apprenticeships were achieved in {region} in {year}, and how those started "
        "divide by subject area: a table is held that does not say whether it has the whole of the "
        "academic year, and the department publishes a year while it lasts, under the same name. "
        "Starts of any kind are told from the table by learners' homes."
    ),
}
SILENT_TAKES = "If it has the whole year, a mapping that says so: {how}."
DISAGREE = (
    "How many apprenticeships of any kind are started in {region} in {year}: a table by district "
    "has {here}, where the one by learners' homes has {there}; one of them may have a part of the "
    "year."
)
DISAGREE_TAKES = "The table as it was published after the year had ended."
WITHHELD = (
    "How many apprenticeships in {subject} ({code}) were started in {region} in {year}: the "
    "table has no number for {places}, where it is withheld, or small enough to be rounded to "
    "nought."
)
WITHHELD_TAKES = "A table of the region as a whole, where fewer figures are withheld."
NO_AREAS = (
    "How many apprenticeships are started in the subject areas of {sector}: a table by subject "
    "area is held, and the definition names no sector subject areas."
)
NO_AREAS_TAKES = "Sector subject areas in study.toml, under [sector.crosswalk]: {example}."

WHY = "an administrative count, rounded by its publisher to a base that the table does not state"
CAVEAT = (
    "Starts are of learners who start in an academic year. Figures are rounded by the department, "
    "so that parts need not add up; what it calls low is not nought, and is rounded to it."
)
SIDE = (
    "Whether they are counted where learners live or where they are taught the table does not say."
)
YEAR = "That the table has the whole of the academic year is the study's own word."
PUBLISHED = "A table that was published while its newest year lasted has a part of that year."
ENDED = "Since {day}, {names} {are} in {successor}: the table has the districts as they were."
