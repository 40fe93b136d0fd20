"""What `study.toml` says of fetching: the queries, and where a service stands if it has moved.

What a query asks for differs with each source, so every further entry is kept as it is given and
read by the source (`evidence/sources/<name>/fetch.py`), which refuses what it does not know. Keys
have no place here: a study is a folder that people send to each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, model_validator

from sectorscope.study.strict import Strict

SECRET = re.compile(
    r"(?i)^(uid|pass(word|phrase)?|secret|signature|sig|auth(orization|orisation)?"
    r"|(.*[_-]|api|app|access|subscription)?(key|token))$"
)
"""Names under which services take a key."""

REGION = "region"
"""What stands in a query for the districts of `[region]`."""


class NoPlaces(ValueError):
    """A query asks for the region's districts, and there are none."""


class Moved(Strict):
    """Where a source's service stands, if not where its publisher last had it.

    address: the base address; an empty one leaves the source's own. The environment variable
    `SECTORSCOPE_<SOURCE>_ADDRESS` comes before it.
    """

    address: str = ""


class Query(BaseModel):
    """One thing to fetch: it becomes one snapshot, called after `id`.

    rows_at_least, rows_at_most: how many rows the answer may have; another number is refused.
    mapping: a file of the study to read it with. `asked`: every other entry, for the source; where
    one says `region`, the region's districts are meant.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, JsonValue] = Field(init=False)  # pyright: ignore[reportIncompatibleVariableOverride] - pydantic's own way

    id: str = Field(default="", pattern=r"^[A-Za-z0-9_][A-Za-z0-9_-]*$|^$")
    source: str
    rows_at_least: int | None = Field(default=None, ge=0)
    rows_at_most: int | None = Field(default=None, ge=0)
    mapping: str = ""

    @model_validator(mode="before")
    @classmethod
    def _no_key(cls, given: Any) -> Any:  # noqa: ANN401 - as TOML gave it
        for name in given if isinstance(given, dict) else ():
            if SECRET.match(str(name)):
                variable = f"SECTORSCOPE_{given.get('source', 'SOURCE')}_KEY".upper()
                raise ValueError(f"no key in study.toml ({name}); set {variable} instead")
        return given

    @property
    def asked(self) -> dict[str, JsonValue]:
        """What the source is asked for."""
        return dict(self.__pydantic_extra__)

    @property
    def called(self) -> str:
        """Its name: the id, or what it asks for where there is no id."""
        asked = self.asked.get("dataset", self.asked.get("edition", ""))
        return self.id or re.sub(r"[^\w-]+", "-", str(asked)).strip("-") or self.source

    def within(self, places: Sequence[str]) -> Query:
        """The same query with the region's districts where it says `region`.

        Raises:
            NoPlaces: it says so, and the region has none.
        """
        told = {k: _placed(v, places) for k, v in self.asked.items()}
        own = self.model_dump(include=set(Query.model_fields))
        return Query.model_validate({**own, **told})


def _placed(value: JsonValue, places: Sequence[str]) -> JsonValue:
    listed = value if isinstance(value, list) else [value]
    if REGION not in listed:
        return value
    if not places:
        raise NoPlaces(f"the query asks for the {REGION}, and [region] has no places")
    return [part for v in listed for part in (places if v == REGION else (v,))]


def named_once(queries: tuple[Query, ...]) -> tuple[Query, ...]:
    """The queries, if no two would give the same snapshot.

    Raises:
        ValueError: two queries of one source have one name.
    """
    names = [(q.source, q.called) for q in queries]
    for source, name in names:
        if names.count((source, name)) > 1:
            raise ValueError(
                f"each query by a name of its own; give the {source} ones {name!r} ids"
            )
    return queries


Queries = Annotated[tuple[Query, ...], AfterValidator(named_once)]
