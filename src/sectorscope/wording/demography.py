"""Every template that tells enterprises born, closed and surviving.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

BORN = (
    "In {year}, {births} enterprises of every industry were born in the {n} districts of {region} "
    "and {deaths} closed; {active} were active at some time in the year."
)
RATE = "The births were {rate} of those active{beside}."
BESIDE = ", beside {england} in England"
SURVIVED = (
    "Of the {born} born there in {cohort}, {value} ({share}) were still active {span}{beside}."
)
SPAN = "five years later"
"""What a span is called: a name, whose number is no figure."""

NOT_EVERY = (
    "How many enterprises are born and close in {region}: the workbook that is held has no year "
    "with figures of every district."
)
NOT_EVERY_TAKES = "A workbook of a year in which each of the region's districts was one."

ROUNDED = "each count control rounded to base five, so that it may be four away; ends added up"
CAVEAT = (
    "Enterprises of every industry, not of the sector; one stands where it is registered, with its "
    "sites elsewhere. Closures of the newest years are the publisher's estimates."
)
CROWDED = (
    "In {names} more than five hundred businesses are registered at one postcode, which may be an "
    "agent's: births and closures there may be of businesses that work elsewhere."
)
