"""Companies looked up one by one: a page is the profile of one number, or that there is none.

An answer of 404 names no number, so the snapshot says beside the answers which were asked for, in
the same order: `{"asked": […], "profiles": […]}`, each answer as it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.fetching.said import parsed
from sectorscope.evidence.refusal import GateRefused

MOST = 5_000
"""Numbers of one query: at the service's rate some 40 minutes."""
NOT_FOUND = "company-profile-not-found"
"""How the interface says that it has no company of a number, with status 404."""
ABSENT = b'{"errors":[{"error":"company-profile-not-found","type":"ch:service"}]}'


def is_absent(said: dict[str, Any]) -> bool:
    """Whether an answer says that there is no company of the number."""
    errors = said.get("errors")
    listed = errors if isinstance(errors, list) else []
    return any(isinstance(e, dict) and e.get("error") == NOT_FOUND for e in listed)


@dataclass(frozen=True)
class LookUp:
    """One list. numbers: company numbers of eight characters, each once."""

    name: str
    numbers: tuple[str, ...]

    def opening(self, client: Client) -> Opening:
        """Nothing is asked: each answer is of its own moment."""
        return Opening(edition=f"{len(self.numbers)} numbers")

    def size(self, client: Client) -> Size:
        """What the first answer weighs, times how many there are."""
        body = client.read(self.ask(1), lambda body: self.look(1, body))[0].body
        many = len(self.numbers)
        return Size(many, many, many * len(body))

    def ask(self, number: int) -> Ask:
        """The question for a company."""
        path = f"company/{self.numbers[number - 1]}"
        return Ask(path, accept="application/json", absent=ABSENT)

    def look(self, number: int, body: bytes) -> Page:
        """Judge an answer.

        Raises:
            GateRefused: gates `empty`, `html`, `json_error`, `rows` (cut short), `dataset`
                (another company).
        """
        asked, many = self.numbers[number - 1], len(self.numbers)
        said = parsed(body, self.name)
        if not is_absent(said):
            self._check_number(asked, said)
        return Page(1, many, many, "profiles", frozenset({asked}), "numbers")

    def _check_number(self, asked: str, said: dict[str, Any]) -> None:
        if "company_number" not in said:
            why = gates.error_in(said) or "no company_number"
            raise GateRefused(
                "json_error", f"the answer on {asked} is no company ({why})", expected="one"
            )
        if said["company_number"] != asked:
            raise GateRefused(
                "dataset",
                f"the answer on {asked} is of company {str(said['company_number'])[:20]}",
                expected="the company that was asked for",
            )

    def join(self, pages: Iterable[bytes]) -> bytes:
        """The numbers and, in their order, the answers as they came."""
        asked = json.dumps(self.numbers).encode()
        return b'{"asked":' + asked + b',"profiles":[' + b",".join(pages) + b"]}\n"
