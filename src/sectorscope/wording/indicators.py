"""Every template that tells a third party's indicators of business with universities.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

NEWEST = (
    "By a third party's indicator, universities' {what} was {value} in {year} in {where} ({area})."
)
RANGE = (
    "By a third party's indicator, universities' {what} was {value} in {year} in {where} ({area}); "
    "over the {n} years held from {first} to {year} it lay between {least} and {most}."
)
NAMELESS = "the area that the study names"
"""What an area is called whose name no look-up held has."""
WHAT: dict[str, str] = {
    "collaborative_research_cash": "income in cash from collaborative research",
    "consultancy_facilities_sme": (
        "income from consultancy and facilities for small and medium-sized businesses"
    ),
    "consultancy_facilities_non_sme": (
        "income from consultancy and facilities for larger businesses"
    ),
    "consultancy_facilities_public_third": (
        "income from consultancy and facilities for the public and third sector"
    ),
    "ce_cpd_income": "income from continuing professional development",
}
"""What is told, as a sentence calls it, by measure and in the order it is told."""

NO_AREA = (
    "What universities in {region} earn with businesses: a third party's indicators by area are "
    "held, and the study does not say which of their areas is its own."
)
NO_AREA_TAKES = "The area's code under [universities] area in study.toml."
NOT_THERE = (
    "What universities in {region} earn with businesses: the indicators held of it have no figure "
    "of {area}, which the study names."
)
ELSEWHERE = (
    "What universities in {region} earn with businesses: the indicators told are of {name} "
    "({area}), which the study names, and by the look-up that is held no district of {region} "
    "belongs to it."
)
ELSEWHERE_TAKES = "The code of the region's own area under [universities] area in study.toml."
NOT_THERE_TAKES = "A code that the files have, or a file that has this one."

WHY = "a third party's figure: what was done to the publisher's tables is not said"
CAVEAT = (
    "Of every sector. What a year is, academic, financial or calendar, the file does not say. The "
    "area need not be the region of the study."
)
OTHER_VERSION = (
    "Earlier years held are of another version of the area, and are not set beside these."
)
