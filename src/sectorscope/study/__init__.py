"""A study: a folder whose `study.toml` is its whole configuration, `as_of` included.

Reading is strict. A key the design does not know stops the study with the line and column it
stands at and the nearest key that is known, because a mistyped setting that is silently ignored
is a wrong profile.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, Field, ValidationError

from sectorscope.errors import StudyError
from sectorscope.study.comparing import Comparator, Postcode
from sectorscope.study.consulting import Claim, Consulting, Register
from sectorscope.study.fetching import Moved, Queries, Query
from sectorscope.study.positions import position
from sectorscope.study.sector import Neighbour, Sector, Segment
from sectorscope.study.skills import Skills
from sectorscope.study.strict import Strict as _Strict
from sectorscope.study.universities import Universities

__all__ = [
    "FILE_NAME",
    "Claim",
    "Comparator",
    "Config",
    "Consulting",
    "Moved",
    "Neighbour",
    "Query",
    "Register",
    "Sector",
    "Segment",
    "Skills",
    "Study",
    "Universities",
    "find",
    "open_study",
    "parse",
]

FILE_NAME = "study.toml"


class About(_Strict):
    """What the study is called and the date it speaks for.

    as_of: the study never asks the clock; `period` is how that date is said in sentences.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    lede: str = ""
    as_of: date
    period: str


class Place(_Strict):
    """A district of the region, by its code in the geography version named."""

    code: str
    name: str


class Region(_Strict):
    """The region as a list of districts; it may stay empty in a new study.

    postcodes: how postcodes of addresses in it begin, where a list has no better place of them.
    """

    name: str = ""
    geography: str = "not stated"
    places: tuple[Place, ...] = ()
    postcodes: tuple[Postcode, ...] = ()


class Official(_Strict):
    """Which categories of official statistics speak about the sector, by code or label.

    sections: SIC sections told one by one. industries, occupations: categories of the projections
    told one by one. area, comparator: the projections' own area names. beside: places whose
    figures stand beside the region's: the wider region, England.
    """

    sections: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    occupations: tuple[str, ...] = ()
    area: str = ""
    comparator: str = ""
    beside: tuple[Comparator, ...] = ()
    projected_from: int = 2020
    projected_to: int = 2035


class Config(_Strict):
    """The whole of `study.toml`."""

    study: About
    sector: Sector
    region: Region = Region()
    official: Official = Official()
    consultation: Consulting = Consulting()
    skills: Skills | None = None
    universities: Universities = Universities()
    sources: dict[str, Moved] = Field(default_factory=dict)
    fetch: Queries = ()


class Study:
    """An opened study: its folder and its configuration."""

    def __init__(self, path: Path, config: Config, text: str) -> None:
        self.path = path
        self.config = config
        self.text = text

    def __repr__(self) -> str:
        """Name and folder, as a person would point at it."""
        return f"Study({self.config.study.id!r} in {self.path})"


def open_study(path: str | Path = ".") -> Study:
    """Open the study in a folder or the nearest folder above it.

    Raises:
        StudyError: no `study.toml` here or above, it is not TOML, or a setting is unknown, missing
            or of the wrong kind; the message names line and column.
    """
    folder = find(Path(path))
    file = folder / FILE_NAME
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as why:
        raise StudyError(f"{file} cannot be read ({why})") from why
    return Study(folder, parse(text, str(file)), text)


def find(start: Path) -> Path:
    """The nearest folder at or above `start` that holds a `study.toml`.

    Raises:
        StudyError: there is none.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise StudyError(
        f"no {FILE_NAME} in {start} or above it",
        hint="sectorscope new NAME --template healthtech, or --study PATH",
    )


def parse(text: str, name: str = FILE_NAME) -> Config:
    """The configuration a text of TOML holds.

    Raises:
        StudyError: as `open_study`.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        raise StudyError(f"{name} is not TOML: {why}") from why
    try:
        return Config.model_validate(raw)
    except ValidationError as why:
        raise _explain(why, text, name) from why


def _explain(why: ValidationError, text: str, name: str) -> StudyError:
    """The first mistake; a mistyped key comes before the key that is missing because of it."""
    errors = sorted(why.errors(), key=lambda e: e["type"] != "extra_forbidden")
    first = errors[0]
    path = first["loc"]
    line, column = position(text, path)
    where = f"{name}, line {line}, column {column}"
    dotted = ".".join(str(p) for p in path)
    if first["type"] == "extra_forbidden":
        known = _known_keys(path[:-1])
        near = difflib.get_close_matches(str(path[-1]), known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else ""
        return StudyError(
            f"{where}: unknown key {path[-1]!r}", expected="one of " + ", ".join(known), hint=hint
        )
    if first["type"] == "missing":
        return StudyError(f"{where}: {dotted!r} is missing")
    dated = first["type"].startswith("date")
    expected = "a date such as 2026-01-31" if dated else first["msg"].removeprefix("Value error, ")
    given = first["input"]
    found = f"{dotted!r} is wrong" if isinstance(given, list | dict) else f"{dotted!r} is {given!r}"
    return StudyError(f"{where}: {found}", expected=expected)


def _known_keys(path: Iterable[str | int]) -> list[str]:
    model: type[BaseModel] = Config
    for part in path:
        if isinstance(part, str) and part in model.model_fields:
            model = _model_in(model.model_fields[part].annotation) or model
    return sorted(model.model_fields)


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The part of the configuration that an annotation speaks of: `tuple[Query, ...]` of Query."""
    inner = (annotation, *get_args(annotation))
    return next((t for t in inner if isinstance(t, type) and issubclass(t, BaseModel)), None)
