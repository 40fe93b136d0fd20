"""Sector subject areas: fifteen of tier 1, fifty of tier 2, by code and name.

The classification of Ofqual and the Department for Education. Registers write it by code ("2.10",
"2.1 Science") or by name alone, in capitals of their own.
"""

from __future__ import annotations

import re

_TIER_1 = (
    "Health, public services and care",
    "Science and mathematics",
    "Agriculture, horticulture and animal care",
    "Engineering and manufacturing technologies",
    "Construction, planning and the built environment",
    "Information and communication technology",
    "Retail and commercial enterprise",
    "Leisure, travel and tourism",
    "Arts, media and publishing",
    "History, philosophy and theology",
    "Social sciences",
    "Languages, literature and culture",
    "Education and training",
    "Preparation for life and work",
    "Business, administration and law",
)
_TIER_2 = (
    (
        "Medicine and dentistry",
        "Nursing and subjects and vocations allied to medicine",
        "Health and social care",
        "Public services",
        "Child development and well-being",
    ),
    ("Science", "Mathematics and statistics"),
    (
        "Agriculture",
        "Horticulture and forestry",
        "Animal care and veterinary science",
        "Environmental conservation",
    ),
    (
        "Engineering",
        "Manufacturing technologies",
        "Transportation operations and maintenance",
    ),
    ("Architecture", "Building and construction", "Urban, rural and regional planning"),
    ("ICT practitioners", "ICT for users"),
    (
        "Retailing and wholesaling",
        "Warehousing and distribution",
        "Service enterprises",
        "Hospitality and catering",
    ),
    ("Sport, leisure and recreation", "Travel and tourism"),
    (
        "Performing arts",
        "Crafts, creative arts and design",
        "Media and communication",
        "Publishing and information services",
    ),
    (
        "History",
        "Archaeology and archaeological sciences",
        "Philosophy",
        "Theology and religious studies",
    ),
    ("Geography", "Sociology and social policy", "Politics", "Economics", "Anthropology"),
    (
        "Languages, literature and culture of the British Isles",
        "Other languages, literature and culture",
        "Linguistics",
    ),
    ("Teaching and lecturing", "Direct learning support"),
    ("Foundations for learning and life", "Preparation for work"),
    (
        "Accounting and finance",
        "Administration",
        "Business management",
        "Marketing and sales",
        "Law and legal services",
    ),
)

SUBJECT_AREAS: dict[str, str] = {
    **{str(n): name for n, name in enumerate(_TIER_1, start=1)},
    **{
        f"{n}.{m}": name
        for n, names in enumerate(_TIER_2, start=1)
        for m, name in enumerate(names, start=1)
    },
}
"""Names by code: `2` is of tier 1, `2.1` of tier 2."""

_CODE = re.compile(r"0?(\d{1,2})(?:\.(\d)0?)?(?![\d.])")


def area_of(text: str) -> str | None:
    """The code that a text means; None where it means no area there is.

    Args:
        text: a code of one or two tiers ("2", "2.10", "02.1"), a code and a name, or a name.
    """
    plain = text.strip()
    if found := _CODE.match(plain):
        tier, part = found.groups()
        code = f"{int(tier)}.{part}" if part and part != "0" else str(int(tier))
        return code if code in SUBJECT_AREAS else None
    return _BY_NAME.get(_plain(plain))


def _plain(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.casefold()))


_RENAMED = {
    "Digital technology": "6",
    "Digital technology (practitioners)": "6.1",
    "Digital technology (users)": "6.2",
}
"""Later names of areas that kept their codes."""

_BY_NAME = {_plain(n): c for c, n in SUBJECT_AREAS.items()} | {
    _plain(n): c for n, c in _RENAMED.items()
}
