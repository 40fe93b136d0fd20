"""What `study.toml` says of universities and colleges whose published figures are told."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sectorscope.study.strict import Strict


class Universities(Strict):
    """Whose figures are told.

    providers: by UKPRN, eight digits, or by name as HESA has it; their graduates are told. area:
    code of the area whose indicators of business with universities are told (`E37000020`).
    """

    providers: tuple[Annotated[str, Field(pattern=r"\S")], ...] = ()
    area: str = ""
