"""What `study.toml` says of the sector: its definition, on which every decision on it rests.

Words decide (rubric, readings, examples, share rules); codes and keywords only say where to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from sectorscope.study.strict import Strict

_CODE = re.compile(r"\d\d(?:\.\d{1,2}(?:/?\d)?)?|\d{3,5}|[A-U]")
_STARRED = re.compile(r"(?:^|\W)\w?\*|\*(?=\w)|\*\*")

SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43),
    "G": (45, 47), "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68),
    "M": (69, 75), "N": (77, 82), "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93),
    "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip
"""First and last division of each section of SIC 2007 (ONS, UK SIC 2007, structure)."""

_NO_DIVISION = frozenset({34, 40, 44, 48, 54, 57, 67, 76, 83, 89})
DIVISIONS = frozenset(
    f"{d:02d}" for a, b in SECTIONS.values() for d in range(a, b + 1) if d not in _NO_DIVISION
)
"""The 88 divisions of SIC 2007: the finest level this version can check a code against."""


def industry(text: str) -> str:
    """A code of SIC 2007, of any level, if it can be one; kept as it is written.

    Raises:
        ValueError: it cannot; pydantic says where it stands.
    """
    code = text.strip()
    if not _CODE.fullmatch(code) or (code[0].isdigit() and code[:2] not in DIVISIONS):
        raise ValueError(f"a code of SIC 2007 such as '26.60', '86' or 'C', not {text!r}")
    return code


def phrase(text: str) -> str:
    """A literal phrase; `*` may end a word of two letters or more. White space is made single.

    Raises:
        ValueError: it is empty, or has a `*` elsewhere.
    """
    words = " ".join(text.split())
    if not re.search(r"\w", words) or _STARRED.search(words):
        raise ValueError(f"a phrase, with `*` at most at a word's end, not {text!r}")
    return words


def digits(code: str) -> str:
    """A code without its dots and strokes: `26.60` as `2660`; a section stays its letter."""
    return code.replace(".", "").replace("/", "")


def _repeated(entries: Iterable[str]) -> list[str]:
    seen = list(entries)
    return [e for i, e in enumerate(seen) if e in seen[:i]]


Code = Annotated[str, AfterValidator(industry)]
Phrase = Annotated[str, AfterValidator(phrase)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(pattern=r"\S")]


class Segment(Strict):
    """A sub-sector, or (cross_cutting) one that runs through several and is not counted.

    industries: codes of SIC 2007 it may be found under. keywords: phrases it may be found by.
    """

    id: Id
    label: str
    cross_cutting: bool = False
    industries: tuple[Code, ...] = ()
    keywords: tuple[Phrase, ...] = ()


class Neighbour(Strict):
    """A sector this one overlaps; industries and keywords, from which the overlap is computed."""

    id: str
    label: str
    industries: tuple[Code, ...] = ()
    keywords: tuple[Phrase, ...] = ()


class Industries(Strict):
    """Where the classification hints at the sector: codes of SIC 2007 of any level, as prefixes.

    core: most companies there are in. possible: some are. never: none is, whatever it buys. The
    longest code that fits a company's decides between lists; a hint is no ruling.
    """

    core: tuple[Code, ...] = ()
    possible: tuple[Code, ...] = ()
    never: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> Industries:
        listed = [digits(c) for c in (*self.core, *self.possible, *self.never)]
        for code in _repeated(listed):
            raise ValueError(f"each code in one list, once; {code!r} stands twice")
        return self


class Readings(Strict):
    """The narrowest and the widest reading of the rubric that somebody sensible may hold."""

    strict: str = ""
    broad: str = ""


class Crosswalk(Strict):
    """What counts as the sector's demand for skills and their supply, by published codes.

    occupations: SOC unit groups, of the version `soc`. standards: references of apprenticeship
    standards (`ST0001`). subject_areas: sector subject areas, tier 1 or 2 (`2.1`). subjects: of
    degrees, by the Common Aggregation Hierarchy (`CAH02-06`). adverts: by what an advert of a
    vacancy is told to be the sector's: its `employer` is a company that was ruled or listed in, its
    stated `occupation` is among those above; either, unless one is left out.
    """

    soc: str = "SOC 2020"
    occupations: tuple[Annotated[str, Field(pattern=r"^\d{4}$")], ...] = ()
    standards: tuple[Annotated[str, Field(pattern=r"^ST\d{4}$")], ...] = ()
    subject_areas: tuple[Annotated[str, Field(pattern=r"^\d{1,2}(\.\d)?$")], ...] = ()
    subjects: tuple[Annotated[str, Field(pattern=r"^CAH\d\d(-\d\d){0,2}$")], ...] = ()
    adverts: tuple[Literal["employer", "occupation"], ...] = ("employer", "occupation")


class Example(Strict):
    """A company (or kind of company) the definition rules on, and why.

    reading: empty if under every reading; `in` with `broad` is in under the broad one alone, `out`
    with `strict` out under the strict one alone.
    """

    name: Text
    ruling: Literal["in", "out"]
    reading: Literal["", "strict", "broad"] = ""
    segment: str = ""
    why: Text

    @property
    def ruled(self) -> Literal["in", "in_not_strict", "only_broad", "out"]:
        """The same as a decision on membership would say it."""
        if (self.ruling, self.reading) == ("in", "broad"):
            return "only_broad"
        return "in_not_strict" if (self.ruling, self.reading) == ("out", "strict") else self.ruling


class Share(Strict):
    """A rule for companies that are in the sector with a part of their people.

    when: the case in words. share: of the headcount, where nothing better is known; 0 to 1.
    """

    id: Id
    when: Text
    share: float = Field(gt=0, lt=1)


class Sector(Strict):
    """The definition: versioned, because decisions rest on it.

    definition: what it is called. institutions: names or company numbers of NHS bodies,
    universities and the like, listed in the profile and never counted; or a list of the health
    service's register, as `ods:` and its file (`ods:etr`).
    """

    name: str
    definition: str
    rubric: str = ""
    readings: Readings = Readings()
    keywords: tuple[Phrase, ...] = ()
    industries: Industries = Industries()
    crosswalk: Crosswalk = Crosswalk()
    institutions: tuple[Text, ...] = ()
    segment: tuple[Segment, ...] = ()
    neighbour: tuple[Neighbour, ...] = ()
    example: tuple[Example, ...] = ()
    share: tuple[Share, ...] = ()

    @field_validator("segment", "neighbour", "share")
    @classmethod
    def _named_once(
        cls, entries: Sequence[Segment | Neighbour | Share]
    ) -> Sequence[Segment | Neighbour | Share]:
        for identity in _repeated([e.id for e in entries]):
            raise ValueError(f"each id once; {identity!r} stands twice")
        return entries

    @field_validator("segment", "neighbour")
    @classmethod
    def _not_the_whole(
        cls, entries: Sequence[Segment | Neighbour]
    ) -> Sequence[Segment | Neighbour]:
        if any(e.id == "sector" for e in entries):
            raise ValueError("another id than 'sector', which means the whole")
        return entries

    @field_validator("example")
    @classmethod
    def _ruled_once(cls, entries: tuple[Example, ...]) -> tuple[Example, ...]:
        for name in _repeated([f"{e.name.casefold()} ({e.segment or 'sector'})" for e in entries]):
            raise ValueError(f"each company ruled on once; {name!r} stands twice")
        return entries

    @model_validator(mode="after")
    def _of_segments(self) -> Sector:
        known = {s.id for s in self.segment}
        for other in (n.id for n in self.neighbour if n.id in known):
            raise ValueError(f"a segment and a neighbour by different ids; both are {other!r}")
        for example in self.example:
            if example.segment and example.segment not in known:
                raise ValueError(
                    f"examples of the definition's segments; {example.name!r} is given as one of "
                    f"{example.segment!r}"
                )
        return self
