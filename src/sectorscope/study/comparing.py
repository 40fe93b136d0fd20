"""What `study.toml` says of other places: those held beside the region, and addresses in it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sectorscope.study.strict import Strict


class Comparator(Strict):
    """A place the region is held against, such as the wider region or England.

    name: how sentences call it. places: codes that official figures have for it, one, or several
    whose figures are added up.
    """

    name: Annotated[str, Field(pattern=r"\S")]
    places: Annotated[tuple[str, ...], Field(min_length=1)]


BEGINNING = r"[A-Z]{1,2}(\d[A-Z\d]?( \d)?)?"
Postcode = Annotated[str, Field(pattern=rf"^{BEGINNING}$")]
"""How a postcode begins: its area (`LS`), district (`LS1`) or sector (`LS1 4`)."""
