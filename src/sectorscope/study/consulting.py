"""What `study.toml` says of the consultation: the register, and what may be inferred."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sectorscope.study.strict import Strict


class Register(Strict):
    """How many businesses there are that could be meant: what a small count hides among.

    source: where the numbers come from. total: all of the sector in the region. segments,
    size_bands, places: the same by group; a group that is not named has no register.
    """

    source: str
    total: int = Field(ge=0)
    segments: dict[str, int] = Field(default_factory=dict)
    size_bands: dict[str, int] = Field(default_factory=dict)
    places: dict[str, int] = Field(default_factory=dict)


class Claim(Strict):
    """A claim about the sector's businesses to be examined, fixed before answers are seen.

    question, code: what was asked; code empty for the question itself. says: which claim.
    """

    question: str
    code: str = ""
    says: Literal["few", "minority", "majority", "most", "almost_all"] = "majority"


class Consulting(Strict):
    """How the consultation may be told.

    businesses: the register; without it every small count is protected. random_sample: whether
    those asked were drawn at random from it, population: of how many. strata: what the sample was
    stratified by. claims: what may be inferred about the sector, all examined together. listed:
    whether those who agreed to be named are named in the profile.
    """

    businesses: Register | None = None
    random_sample: bool = False
    population: int | None = Field(default=None, ge=1)
    strata: Literal["", "segments", "size_band", "place"] = ""
    claims: tuple[Claim, ...] = ()
    listed: bool = False
