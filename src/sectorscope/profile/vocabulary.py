"""Closed lists the types draw on, and the base every type of the profile shares."""

from __future__ import annotations

from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict

Audience = Literal["public", "partner", "internal"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

Basis = Literal[
    "official",
    "administrative",
    "adverts",
    "consultation",
    "model",
    "third_party",
    "reconstruction",
]
Kind = Literal[
    "size",
    "share",
    "count",
    "list",
    "ranking",
    "link",
    "quote",
    "carried_over",
    "recommendation",
]
Disclosure = Literal["open", "fictional"]
"""`fictional` stands on reconstructed evidence and on nothing else."""


class Frozen(BaseModel):
    """A value: immutable, and closed to fields it does not declare."""

    # Built when first used: a command that makes no profile must not pay for its types.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, allow_inf_nan=False)

    def but(self, **changes: Any) -> Self:  # noqa: ANN401 - whatever the fields are
        """The same value with some fields changed, checked like any other.

        (pydantic's own `model_copy` does not check, and so could make what no rule allows.)
        """
        return type(self)(**{**dict(self), **changes})
