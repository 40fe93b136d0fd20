"""Every template that tells of grants: how many, worth what, to whom, and what is not known.

As in `templates`: a template holds no number and no word of quantity.
"""

from __future__ import annotations

HELD: dict[str, str] = {
    "worth": (
        "{dataset}: {projects} {projects_noun} with awards to {recipients} {recipients_noun} in "
        "{region}, worth {amount} together."
    ),
    "no amount": (
        "{dataset}: {projects} {projects_noun} with awards to {recipients} {recipients_noun} in "
        "{region}; the list gives no amount of them."
    ),
}
SPAN = "They date from {first} to {last}."
SPAN_ONE_YEAR = "They date from {first}."
MISSING: dict[str, str] = {
    "many": "Of the {awards} awards, {missing} come without an amount and are not in that sum.",
    "one": "Of the {awards} awards, {missing} comes without an amount and is not in that sum.",
}

NONE_HELD = (
    "Where grants for research and innovation are held in {region}: no list of them is held."
)
NONE_HELD_TAKES = (
    "A list of projects: fetched from Gateway to Research, or added as Innovate UK publishes "
    "it, or funders do by the standard of {standard}."
)
NO_REGION = "Where grants for research and innovation are held: the study names no districts yet."
NO_REGION_TAKES = "The districts of the region, in study.toml."
NONE_HERE = "{dataset}: no award of it names a place in {region}."
NONE_HERE_TAKES = "A list that covers {region}, or a directory that places postcodes."
UNPLACED: dict[str, str] = {
    "many": (
        "Whether {unplaced} of the {awards} awards in {dataset} are in {region}: no place that "
        "could tell is given for them."
    ),
    "one": (
        "Whether {unplaced} of the {awards} awards in {dataset} is in {region}: no place that "
        "could tell is given for it."
    ),
}
UNPLACED_TAKES = "A directory that places postcodes, or a list that names districts."
SECTOR = (
    "Which of these grants are for {sector}: the lists hold awards of every kind, and nobody has "
    "said which of them are the sector's."
)
SECTOR_TAKES = "A reading of the projects' titles, project by project."

CAVEAT = (
    "Awards of every sector; what is offered is not what was spent. Lists may hold the same award, "
    "so their sums are never added up."
)
