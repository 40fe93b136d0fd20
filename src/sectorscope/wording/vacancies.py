"""Every template that tells vacancies by section of industry.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

NEWEST = (
    "In the United Kingdom, not in {region} alone, there were {value} vacancies{interval} in "
    "{section} on average over {span} to {month} {year}"
)
SPAN = "the three months"
"""What the survey averages, as a sentence calls it: a name, whose number is no figure."""
BEFORE: dict[str, str] = {
    "apart": ", beside {value_before}{interval} over the same months a year before",
    "open": (
        ", beside {value_before}{interval} over the same months a year before: rounding leaves "
        "open which is greater"
    ),
}
INTERVAL = " ({{low{0}}} to {{high{0}}} by rounding alone)"
NO_SAMPLING = "as rounded in the file; how far sampling could move it is not held"
CAVEAT = (
    "Vacancies of every employer in the section, not of this sector; of no place within the United "
    "Kingdom does the survey tell."
)
NOT_COVERED = (
    "Vacancies in section {sections} of industry: the survey of vacancies that is held does not "
    "cover it."
)
NOT_COVERED_TAKES = "Adverts of vacancies, or another count."
