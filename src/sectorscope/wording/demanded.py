"""Every template that tells what adverts ask for, by name.

As in `templates`: a template holds no number and no word of quantity. What is read back, and by
whom, stands in `wording.demanded_grammar`, which shares nothing with this.
"""

from __future__ import annotations

HELD: dict[str, str] = {
    "employer and occupation": (
        "Of the {total} different {noun} held, {n} are of {target}: {by_employer} by who "
        "advertises, {by_occupation} by their occupation alone."
    ),
    "employer": "Of the {total} different {noun} held, {n} are of {target} by who advertises.",
    "occupation": "Of the {total} different {noun} held, {n} are of {target} by their occupation.",
}
RANKED = (
    "Surest first, those of {target} ask more often than the {noun} held for {list}; in brackets "
    "how many ask, and how many times the usual share that is, with {interval}."
)
RANKED_ITEM = "{{i{0}}} ({{k{0}}} of {{n{0}}}; {{ratio{0}}}, {{low{0}}} to {{high{0}}})"
SHARED = (
    "Of what the {n_first} {noun} of {first} ask for beyond the usual share, {of_first} is beyond "
    "it in the {n_second} of {second} too; of what those of {second} ask for beyond it, "
    "{of_second} is in those of {first}."
)

NOUN, INVENTED = "adverts", "reconstructed adverts"
INTERVAL = "a 95% interval"

_WHICH = "Which skills are asked for more often in {target} than elsewhere: "
NONE_HELD = _WHICH + "no adverts of vacancies are held."
NONE_HELD_TAKES = (
    "A file of adverts, of the sector and of others, added as vacancies; [skills] in study.toml."
)
TOO_FEW = _WHICH + (
    "of the {total} different adverts held, {n} are of it, and fewer than {least} rank nothing."
)
TOO_FEW_TAKES = "At least {least} different adverts of it."
NO_OTHERS = _WHICH + (
    "of the {total} different adverts held, {n} are of it, and fewer than {least} are left to "
    "compare with."
)
NO_OTHERS_TAKES = (
    "At least {least} different adverts of other sectors, from the same file or board."
)
UNREAD = _WHICH + "the adverts held have not been read for skills."
UNREAD_TAKES = "[skills] in study.toml, with a vocabulary; then sectorscope build."
NOTHING = _WHICH + (
    "of the {n} different adverts of it, no skill is asked for so often that its interval leaves "
    "out the usual share."
)
NOTHING_TAKES = "More adverts of it, or a vocabulary that names what it does."
THIN_PARTS = (
    "Which skills are asked for more often in parts of {target}: fewer than {least} different "
    "adverts rank nothing, and held are {list}."
)
THIN_PARTS_ITEM = "{{n{0}}} of {{part{0}}}"
THIN_PARTS_TAKES = "At least {least} different adverts of each."
NOT_SHARED = "Which skills are asked for alike {pairs}: {reason}."
NOT_SHARED_TAKES = "At least {least} different adverts of each, and of others to compare with."
