"""What may be asked of Explore Education Statistics, and what a data set says it is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening
from sectorscope.evidence.fetching.said import parsed
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.ees.meta import about_of
from sectorscope.study.strict import Strict


class Asked(Strict):
    """What a query says, beside its name and its bounds.

    called: words the data set's title must hold. where: options of each filter by the filter's
    column; a filter left out is every option of it. places: codes or names; empty for all.
    """

    dataset: str = Field(pattern=r"^[0-9A-Za-z-]+$")
    called: str = ""
    whole: Literal[False] = False
    indicators: tuple[str, ...] = Field(min_length=1)
    level: str
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class AskedWhole(Strict):
    """What a query says that wants all of a data set, as its CSV."""

    dataset: str = Field(pattern=r"^[0-9A-Za-z-]+$")
    called: str = ""
    whole: Literal[True]


def opened(client: Client, asked: Asked | AskedWhole) -> tuple[bytes, Opening]:
    """What the data set says it is, held against what was asked for."""
    ask = Ask(f"data-sets/{asked.dataset}")
    answer, said = client.read(ask, lambda b: parsed(b, asked.dataset))
    about = about_of(said)
    if about.id != asked.dataset or asked.called.casefold() not in about.title.casefold():
        raise GateRefused(
            "dataset",
            f"{asked.dataset} is answered with “{about.title}”",
            expected=f"“{asked.called or asked.dataset}”",
        )
    return answer.body, Opening(about.edition, tuple(about.notes()), settled=True)
