"""What Nomis says a data set is: its name, its dimensions, and whether it is still kept up."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from sectorscope.errors import UsageError
from sectorscope.evidence import gates
from sectorscope.evidence.fetching.retrieval import Opening
from sectorscope.evidence.refusal import GateRefused, nearest

WHEN = ("date", "time")
"""Either says which dates are asked for; neither is among the dimensions."""

_NEVER_ASKED = frozenset({"FREQ"})


def _listed(given: Any) -> Any:  # noqa: ANN401 - as JSON gave it
    """One thing alone comes without its list, since the answer was XML once."""
    return given if isinstance(given, list) else [given]


class _Said(BaseModel):
    value: str


class _Dimension(BaseModel):
    conceptref: str


class _Annotation(BaseModel):
    annotationtitle: str
    annotationtext: str | int | float | None = None


class _Annotations(BaseModel):
    annotation: Annotated[list[_Annotation], BeforeValidator(_listed)] = Field(default_factory=list)


class _Components(BaseModel):
    dimension: Annotated[list[_Dimension], BeforeValidator(_listed)]


class Definition(BaseModel):
    """A data set, as `def.sdmx.json` describes it."""

    id: str
    name: _Said
    components: _Components
    annotations: _Annotations = Field(default_factory=_Annotations)

    @property
    def dimensions(self) -> list[str]:
        """Dimensions that a query must name, in small letters."""
        found = (d.conceptref for d in self.components.dimension)
        return [name.lower() for name in found if name not in _NEVER_ASKED]

    def opening(self) -> Opening:
        """Its edition, and a note if the publisher has paused it."""
        about = {a.annotationtitle: str(a.annotationtext) for a in self.annotations.annotation}
        status = about.get("Status", "")
        edition = "; ".join(about.get(k, "") for k in ("LastUpdated", "LastRevised", "Status"))
        if not status or status.casefold().startswith("current"):
            return Opening(edition)
        note = f"Nomis says of “{self.name.value}”: {status}; the last vintage stands"
        return Opening(edition, (note,))

    def check_asked(self, asked: Collection[str]) -> None:
        """Hold a query against the dimensions there are: each is asked for, and no other.

        Raises:
            UsageError: one is left out, or one is named that there is not.
        """
        known = self.dimensions
        for name in asked:
            if name not in known and name not in WHEN:
                raise UsageError(
                    f"{self.id} has no dimension {name!r}",
                    expected=", ".join(("date", *known)),
                    hint=nearest(name, known),
                )
        missing = [name for name in known if name not in asked]
        if not any(name in asked for name in WHEN):
            missing.append("date")
        if missing:
            raise UsageError(
                f"the query of {self.id} leaves out {', '.join(missing)}",
                expected="each dimension, since one left out means every value of it at once",
                hint="measure = 1 for counts, measures = 20100 for values",
            )


def defined(body: bytes, dataset: str, called: str) -> Definition:
    """The definition of a data set, if it is the one that was meant.

    Args:
        body: The answer.
        dataset: The id that was asked for.
        called: Words its name must hold; empty if any name will do.

    Raises:
        GateRefused: gates `empty`, `html`; `rows`: it is cut short; `dataset`: it is another one.
    """
    what = f"the definition of {dataset}"
    gates.inspect(body, what, table=False)
    try:
        said = json.loads(body)
    except ValueError as why:
        raise GateRefused("rows", f"{what} is cut short", expected="whole JSON") from why
    found = _family(said, dataset)
    if found.id != dataset or called.casefold() not in found.name.value.casefold():
        raise GateRefused(
            "dataset",
            f"{dataset} is answered with {found.id}, “{found.name.value}”",
            expected=f"“{called}”" if called else dataset,
            hint="sibling ids are easily taken for each other; look for the right one at Nomis",
        )
    return found


def _family(said: Any, dataset: str) -> Definition:  # noqa: ANN401 - as JSON gave it
    try:
        return Definition.model_validate(said["structure"]["keyfamilies"]["keyfamily"][0])
    except (TypeError, KeyError, IndexError, ValidationError) as why:
        raise GateRefused(
            "dataset",
            f"Nomis gives no definition of {dataset}",
            expected="the definition of a data set",
            hint="look for its id at Nomis",
        ) from why
