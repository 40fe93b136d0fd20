"""Every template that tells official counts, lists of employers and starts, by name.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

COUNTED = (
    "In {year}, {dataset} counts {value} {unit} in {section} across the {n} districts of {region}"
)
COUNTED_ROUNDED = ", {low} to {high} once rounding is undone"
COUNTED_SHARE = ": {share} of the total over every section."

CHANGED: dict[str, str] = {
    "sure": (
        "There were {value} {word} {unit} in {section} in {now} than in {year} ({low} to {high} by "
        "rounding alone)."
    ),
    "open": (
        "Whether there were more or fewer {unit} in {section} in {now} than in {year} cannot be "
        "told: rounding alone could turn the sign."
    ),
    "no rounding": "There were {value} {word} {unit} in {section} in {now} than in {year}.",
    "alike": "There were as many {unit} in {section} in {now} as in {year}.",
}
CHANGED_THERE: dict[str, str] = {
    "rounded": "In {place}, their change over those years was {value} ({low} to {high}).",
    "no rounding": "In {place}, their change over those years was {value}.",
}

QUOTIENT = (
    "In {year}, {section} held {share} of {unit} in {region} and {share_there} in {place}: a "
    "location quotient, which is the former over the latter, of {value}"
)
QUOTIENT_SIDE: dict[str, str] = {
    "sure": " ({low} to {high} by rounding alone): {word} concentrated here than there.",
    "open": (
        " ({low} to {high} by rounding alone), which leaves open whether they are more or less "
        "concentrated here than there."
    ),
    "no rounding": "; how far rounding could move it is not known.",
}

SIZES = "Of {unit} in {section} across the districts of {region} in {year}, {list}."
SIZES_ITEM = "{{v{0}}} are {{b{0}}}"

SOME_COUNTS = (
    "How the businesses of {region} divide by industry and size: {dataset} is held of {held} in "
    "{year}, and not of {missing}; a sum without them is no total."
)
SOME_COUNTS_TAKES = "The same count of every district of the region, in one year."

COMPANIES_PLACED = (
    "Of the {n} companies that count, {placed} are placed in {region} by their district or "
    "postcode; {lost} cannot be placed, and may be anywhere."
)

EMPLOYERS = (
    "{count} of the {n} employers that reported on pay for {year} from a registered address in "
    "{region} have an industry code of {sector} by the study's definition: each is listed, with "
    "its band of employees in the whole of the United Kingdom, and bands are never summed."
)
EMPLOYERS_PLACED = (
    "An address counts as in {region} if its postcode begins with {list}, as the study rules: "
    "postcodes cross the boundaries of districts, so that an employer near one may be misplaced."
)
EMPLOYERS_PLACED_BUT = (
    "Of the {n} addresses whose postcode begins with {list}, the directory or look-up of postcodes "
    "that is held places {away} outside {region}; any other counts as in {region} by how its "
    "postcode begins, as the study rules: postcodes cross the boundaries of districts, so that an "
    "employer near one may be misplaced."
)

EMPLOYERS_BY_DIRECTORY: dict[str, str] = {
    "all": (
        "Each of the {n} addresses lies in a district of {region} by the directory of postcodes "
        "that is held."
    ),
    "some": (
        "Of the {n} addresses, {placed} are in a district of {region} by the directory of "
        "postcodes that is held; those it does not place count by how their postcode begins "
        "({list}), as the study rules."
    ),
}
EMPLOYERS_UNPLACED = (
    "Which large employers of {sector} are registered in {region}: nothing that is held places the "
    "addresses of the list."
)
EMPLOYERS_UNPLACED_TAKES = (
    "How the region's postcodes begin, under [region] postcodes in study.toml, or a directory of "
    "postcodes."
)

STARTS: dict[str, str] = {
    "some": (
        "In {year}, {value} apprenticeships on the {n} standards that the definition names were "
        "started, wherever the learner lives: {share} of those started on any standard or "
        "framework."
    ),
    "one": (
        "In {year}, {value} apprenticeships on the {n} standard that the definition names were "
        "started, wherever the learner lives: {share} of those started on any standard or "
        "framework."
    ),
}
STARTS_MOST = "Among them, {list}."
STARTS_ITEM = "{{v{0}}} were on {{s{0}}}"
STARTS_BEFORE = (
    "On the {n} of these standards that the file has in each of the years, they were {value} in "
    "{now} and {before} in {year}, the earliest whole year that is held."
)
STARTS_CLOSED = (
    "Of the {n} standards that the definition names and the register of learning aims has, {k} "
    "{are} closed to new starts {day}: {list}."
)
STARTS_CLOSED_ITEM = "{{s{0}}} ({{d{0}}})"
STARTS_HOME = (
    "In {year}, {value} apprenticeships of any kind were started by learners who live in the {n} "
    "districts of {region}, and {delivered} were delivered there."
)
STARTS_HOME_BEFORE = (
    "In {year}, the earliest whole year that is held, they were {value} and {delivered}."
)
