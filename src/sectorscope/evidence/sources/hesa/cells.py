"""What HESA's columns and words mean, cell by cell; a word that is not known is refused.

HESA rounds every count of people to the nearest multiple of five, so that a nought may be two
people, and publishes no percentage of fewer than 22.5 people: "Rounding and suppression to
anonymise statistics",
https://www.hesa.ac.uk/about/regulation/data-protection/rounding-and-suppression-anonymise-statistics
"""

from __future__ import annotations

import re

from sectorscope.evidence.refusal import GateRefused, nearest
from sectorscope.schema.provision import EVERY

ROUNDED_TO = 5
SMALLEST_BASE = 22.5
"""People, before rounding, of fewer than which HESA publishes no percentage; 25 once rounded."""
ADVICE = f"no percentage of it: HESA publishes none of fewer than {SMALLEST_BASE} people"

NUMBER, FIGURE = "UKPRN", "Number"
OUTCOMES = {
    "provider_name": "Provider name",
    "subject": "Subject area of degree",
    "activity": "Activity",
    "interim": "Interim study",
    "level": "Level of qualification obtained",
    "mode": "Mode of former study",
    "period": "Academic year",
}
"""Columns of a row by those of graduate table 28."""
QUALIFIERS = {
    "provider_name": "HE provider",
    "subject": "CAH level subject",
    "level": "Level of qualification obtained",
    "period": "Academic Year",
}
"""Columns of a row by those of student table 51."""
MARKER = "CAH level marker"
FILTERS = ("Country of HE provider", "Region of HE provider")
"""Columns by which table 51 gives the same figure again: a provider's own, and for `All`."""

INTERIM = {
    "Include significant interim study": "included",
    "Exclude significant interim study": "excluded",
}
ACTIVITIES = (
    *("Full-time employment", "Part-time employment", "Unknown pattern of employment"),
    *("Voluntary or unpaid work", "Employment and further study", "Full-time further study"),
    *("Part-time further study", "Unknown pattern of further study"),
    "Other including travel, caring for someone or retired",
    *("Unemployed and due to start work", "Unemployed and due to start further study"),
    *("Unemployed", "Total with known outcomes", "Non-respondents", "Total"),
)
MARKERS = ("Principal subject",)
_SUBJECT = re.compile(
    r"(?P<code>\d\d(?:-\d\d-\d\d)?) \S.*|Total|Total (?:(?:non-)?science )?CAH level 1"
)
_PROVIDER = re.compile(r"(1[0-9]{7})(?:\.0)?")
_YEAR = re.compile(r"20[0-9]{2}/[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,7}(?:\.0)?")


def provider(text: str) -> str:
    """UKPRN without the decimal that a file gets when it is saved again.

    Raises:
        GateRefused: gate `values`.
    """
    found = _PROVIDER.fullmatch(text)
    if found is None:
        raise GateRefused(
            "values", f"{NUMBER} is {text[:20]!r}", expected="eight digits, the first of them 1"
        )
    return found[1]


def subject(text: str) -> str:
    """A subject with its code, or a total over subjects.

    Raises:
        GateRefused: gate `classification`.
    """
    plain = words(text)
    if not _SUBJECT.fullmatch(plain):
        raise GateRefused(
            "classification",
            f"{text[:60]!r} is no subject of the Common Aggregation Hierarchy",
            expected="a code and a name such as '02 Subjects allied to medicine', or a total",
            hint="tables of earlier years are by another classification.",
        )
    return plain


def code_of(text: str) -> str | None:
    """The code a subject begins with; None for a total."""
    found = _SUBJECT.fullmatch(words(text))
    return found["code"] if found else None


def period(text: str) -> str:
    """An academic year.

    Raises:
        GateRefused: gate `values`.
    """
    if not _YEAR.fullmatch(text):
        raise GateRefused("values", f"academic year is {text[:20]!r}", expected="one like 2019/20")
    return text


def words(text: str) -> str:
    """Words with one blank between: a blank in one of HESA's activities does not break.

    Raises:
        GateRefused: gate `values`: there are none.
    """
    plain = " ".join(text.split())
    if not plain:
        raise GateRefused("values", "a name or category is empty", expected="HESA's words for it")
    return plain


def part(text: str) -> str:
    """A category, or that the file does not break the figure down by it."""
    plain = words(text)
    return EVERY if plain == "All" else plain


def activity(text: str) -> str:
    """One of the activities, or a total over them.

    Raises:
        GateRefused: gate `classification`.
    """
    return _known(text, ACTIVITIES, "activity")


def interim(text: str) -> str:
    """Whether those who studied on in between are counted.

    Raises:
        GateRefused: gate `classification`.
    """
    return INTERIM[_known(text, tuple(INTERIM), "interim study")]


def marker(text: str) -> str:
    """How a degree in several subjects is counted: all of it in its principal subject.

    Raises:
        GateRefused: gate `classification`.
    """
    return _known(text, MARKERS, MARKER)


def figure(text: str) -> float:
    """People, as rounded.

    Raises:
        GateRefused: gate `values`.
    """
    if not _COUNT.fullmatch(text) or float(text) % ROUNDED_TO:
        raise GateRefused(
            "values",
            f"{FIGURE} is {text[:20]!r}",
            expected=f"a multiple of {ROUNDED_TO}, as HESA rounds people",
            hint="a percentage or an unrounded count is not read.",
        )
    return float(text)


def low(text: str) -> float:
    """Fewest people that are rounded to a figure."""
    return max(0.0, figure(text) - ROUNDED_TO / 2)


def high(text: str) -> float:
    """Most people that are rounded to a figure; halves are rounded upwards, so fewer than this."""
    return figure(text) + ROUNDED_TO / 2


def status(text: str) -> str:
    """How a figure stands at the publisher: HESA withholds no count."""
    return "normal" if figure(text) else "zero"


def advice(text: str) -> str | None:
    """HESA's rule where it applies: a base too small for percentages."""
    return ADVICE if figure(text) < SMALLEST_BASE else None


def _known(text: str, known: tuple[str, ...], what: str) -> str:
    plain = words(text)
    if plain not in known:
        raise GateRefused(
            "classification",
            f"{what} is {text[:60]!r}",
            expected="one of " + "; ".join(known),
            hint=nearest(plain, known),
        )
    return plain
