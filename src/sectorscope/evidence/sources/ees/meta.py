"""What a data set says of itself: its title and version, and the codes of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import BaseModel, ConfigDict, ValidationError

from sectorscope.evidence.refusal import GateRefused


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Option(_Part):
    """An option of a filter, or a place."""

    id: str
    label: str
    code: str | None = None


class Filter(_Part):
    """A filter, by its column, with its options."""

    id: str
    column: str
    options: tuple[Option, ...]


class Indicator(_Part):
    """What is counted."""

    id: str
    column: str
    label: str
    unit: str | None = None


class Level(_Part):
    """A level of geography."""

    code: str
    label: str


class Group(_Part):
    """The places of one level."""

    level: Level
    options: tuple[Option, ...]


class Period(_Part):
    """A period the data set speaks of."""

    code: str
    period: str


class Meta(_Part):
    """The answer to `/data-sets/{id}/meta`."""

    filters: tuple[Filter, ...]
    indicators: tuple[Indicator, ...]
    locations: tuple[Group, ...]
    geographicLevels: tuple[Level, ...] = ()  # noqa: N815 - the publisher's own name
    timePeriods: tuple[Period, ...] = ()  # noqa: N815

    @cached_property
    def columns(self) -> dict[str, str]:
        """Column of each filter by its id."""
        return {f.id: f.column for f in self.filters}

    @cached_property
    def options(self) -> dict[str, str]:
        """Label of each option by its id."""
        return {o.id: o.label for f in self.filters for o in f.options}

    @cached_property
    def counted(self) -> dict[str, Indicator]:
        """Indicators by their id."""
        return {i.id: i for i in self.indicators}

    @cached_property
    def places(self) -> dict[tuple[str, str], Option]:
        """Places by level and id."""
        return {(g.level.code, o.id): o for g in self.locations for o in g.options}

    @cached_property
    def levels(self) -> dict[str, str]:
        """Label of each level by its code."""
        return {level.code: level.label for level in self.geographicLevels}


class _Version(_Part):
    version: str = ""
    published: str | None = None


class About(_Part):
    """The answer to `/data-sets/{id}`."""

    id: str
    title: str
    status: str = ""
    supersedingDataSetId: str | None = None  # noqa: N815 - the publisher's own name
    latestVersion: _Version = _Version()  # noqa: N815

    @property
    def edition(self) -> str:
        """The version, which never changes."""
        return f"{self.latestVersion.version} of {self.latestVersion.published or ''}"

    def notes(self) -> Iterator[str]:
        """What a person must know of it."""
        if self.status and self.status != "Published":
            yield f"the publisher says of “{self.title}”: {self.status}; the last vintage stands"
        if self.supersedingDataSetId:
            yield f"“{self.title}” has been replaced by data set {self.supersedingDataSetId}"


def meta_of(said: object) -> Meta:
    """The codes, out of an answer.

    Raises:
        GateRefused: gate `json_error`: the answer is none.
    """
    try:
        return Meta.model_validate(said)
    except ValidationError as why:
        raise _none("the codes of a data set", why) from why


def about_of(said: object) -> About:
    """What the data set is, out of an answer.

    Raises:
        GateRefused: gate `json_error`: the answer is none.
    """
    try:
        return About.model_validate(said)
    except ValidationError as why:
        raise _none("a data set", why) from why


def _none(what: str, why: ValidationError) -> GateRefused:
    first = why.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return GateRefused("json_error", f"the answer does not describe {what} ({where})")
