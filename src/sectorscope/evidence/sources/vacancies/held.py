"""The file that is read, and what a shape makes of it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode
from sectorscope.evidence.sources.vacancies.advert import Given
from sectorscope.evidence.sources.vacancies.mapping import Mapping as Rules

_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
MARKUP = "<"
"""What a web page begins with, and no CSV that has a header."""


@dataclass(frozen=True)
class Held:
    """The bytes, what they came under, the mapping, and the gates that a person has opened."""

    data: bytes = field(repr=False)
    name: str
    rules: Rules
    overridden: frozenset[str] = frozenset()

    @cached_property
    def text(self) -> str:
        """The file as text.

        Raises:
            GateRefused: gate `encoding`.
        """
        return decode(self.data)[0]

    @cached_property
    def sign(self) -> str:
        """The first sign that is no blank."""
        return self.text.lstrip()[:1]

    @cached_property
    def json(self) -> Any:  # noqa: ANN401 - whatever the file holds
        """What the file says as JSON; None if it is none.

        Raises:
            GateRefused: gate `truncated`: it begins as JSON, and does not end as such.
        """
        if _JSON.match(self.text) is None:
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError) as why:
            raise GateRefused(
                "truncated",
                f"{self.name} begins as JSON and does not end as such",
                expected="a whole answer",
                hint="fetch or save it again.",
            ) from why


@dataclass(frozen=True)
class Taken:
    """Adverts of a file.

    fields: what each was read from. unused: names of what is not read. terms: of all adverts that
    state none. warnings: what a person must know of the file.
    """

    given: Sequence[Given]
    fields: Mapping[str, str]
    unused: Sequence[str] = ()
    terms: str = ""
    warnings: tuple[str, ...] = ()
