"""Every template that tells of the labour market in the region, by name.

As in `templates`: a template holds no number and no word of quantity. Of these sentences every
figure is read back against its slot (`wording.check`).
"""

from __future__ import annotations

WHEN: dict[str, str] = {"year": "In {period}", "months": "In the year to {month} {period}"}
SPANS: dict[str, str] = {"year": "{year}", "months": "twelve months to {month} {year}"}
"""A period as a column or a label has it."""
ONE = "{when}, {subject} was {value}{interval} in {place}."
ALIKE = "{when}, {subject} was {value} in each of the {n} districts of {region}."
RANGE: dict[str, str] = {
    "apart": (
        "{when}, {subject} ran from {least}{interval_least} in {where_least} to "
        "{most}{interval_most} in {where_most} across the {n} districts of {region}."
    ),
    "overlapping": (
        "{when}, {subject} ran from {least}{interval_least} in {where_least} to "
        "{most}{interval_most} in {where_most} across the {n} districts of {region}: these "
        "intervals overlap, so that which district is ahead is not known."
    ),
}
BESIDE = "In {place}, it was {value}{interval}."
INTERVAL = " ({{low{0}}} to {{high{0}}} by sampling alone)"

SUBJECTS: dict[str, str] = {
    "employment": "the share of residents aged 16 to 64 who are in work",
    "qualified": (
        "the share of residents aged 16 to 64 with a qualification at level 4 or above ({scheme})"
    ),
    "pay_residents": "the median {span} pay, gross, of {who} who live there",
    "pay_workplace": "the median {span} pay, gross, of {who} who work there",
    "density": "jobs density, which is jobs for each resident aged 16 to 64,",
}
"""What is told, as a sentence calls it: names, whose numbers are no figures."""

TITLES: dict[str, str] = {
    "employment": "In work, aged 16 to 64",
    "qualified": "At level 4 or above, aged 16 to 64",
    "pay_residents": "Median pay of those who live there",
    "pay_workplace": "Median pay of those who work there",
    "density": "Jobs for each resident aged 16 to 64",
}
TABLES: dict[str, str] = {"": "The labour market here", "-pay": "Pay here"}
NO_INTERVAL: dict[str, str] = {
    "survey": "the publisher's confidence of this figure is not held",
    "other": "the publisher gives no interval with it",
}
INTERVALS: dict[str, str] = {
    "rate": "give or take the confidence that the publisher states",
    "median": "give or take 1.96 times the published coefficient of variation",
}
"""Where a survey's interval comes from, by measure."""
