"""Every template that tells of commuting: who works here, who lives here, and the largest flows.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

MONTH = "March"
"""In which every census that is read was taken."""
CONTAINED: dict[str, str] = {
    "in": (
        "At the census of {month} {census}, {value} people from the {n} districts in the file "
        "worked at a fixed workplace in {region}, in whatever industry and not at home; {part} of "
        "them, {share}, lived in {region}."
    ),
    "out": (
        "At the census of {month} {census}, {value} residents of {region} worked at a fixed "
        "workplace in the {n} areas in the file, in whatever industry and not at home; {part} of "
        "them, {share}, did so in {region}."
    ),
}
WHOLES: dict[str, str] = {"in": "work here", "out": "live here and work"}
PART, SHARE = "live and work here", "share who live and work here"
ELSEWHERE = "Of its residents, a further {list}."
ELSEWHERE_ITEM = "{{v{0}}} {{s{0}}}"
PLACES: dict[str, str] = {
    "home": "worked mainly at or from home",
    "no_fixed_place": "had no fixed place of work",
    "home_or_no_fixed_place": (
        "worked mainly at or from home or had no fixed place of work (which this census does not "
        "tell apart)"
    ),
    "offshore": "worked offshore",
    "outside_uk": "worked outside the United Kingdom",
}
FLOWS: dict[str, str] = {
    "in": "The largest flows in came from {list}.",
    "out": "The largest flows out went to {list}.",
}
FLOW_ITEM = "{{s{0}}} ({{v{0}}})"
PANDEMIC = (
    "This census was taken under the restrictions of the pandemic, with many people on furlough: "
    "how far it shows where people commuted before or since is not known."
)
"""Said of the census of 2021: its publisher says that it is unclear how representative these
figures are, and advises care in planning."""

TITLE = "Where people who work here live, and where people who live here work"
SUBTITLE = "The districts with the largest flows at the census of {census}; people"
COLUMNS = {"in": "Live there, work here", "out": "Live here, work there"}

NOT_OF_HERE = (
    "Commuting to and from {region}: flows of the census of {census} are held, and not of {names}."
)
NOT_OF_HERE_TAKES = "Flows of every district of the region, by the districts of the census."
ONE_END: dict[str, str] = {
    "in": (
        "How many of those who work in {region} live elsewhere: the flows held are of its own "
        "residents alone."
    ),
    "out": (
        "How many residents of {region} work elsewhere: the flows held lead to its own districts "
        "alone."
    ),
}
ONE_END_TAKES = "Flows from and to every district, as the census's whole file has them."
WITHHELD: dict[str, str] = {
    "in": "How many people work in {region}: a flow to it is withheld, or not held.",
    "out": "How many residents of {region} work: a flow from it is withheld, or not held.",
}

COUNTED = "Counted are {population}, of every industry and not of this sector."
PROTECTED = "No count is exact: {protection}."
TOLD_AS = "{name} is told as the districts of that time: {parts}."
NO_INTERVAL = "the publisher gives no interval; {protection}"
