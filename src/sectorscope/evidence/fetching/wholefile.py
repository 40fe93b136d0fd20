"""A file that a service offers whole: taken in parts where it can be, so that a fault costs one.

The parts are joined to the file's own bytes. Its ETag, or the date it was last changed, goes with
each part, so that parts of two issues are never joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.refusal import GateRefused

PART = 16 * 2**20
"""Bytes of a part."""


@dataclass
class WholeFile:
    """One file.

    path: below the service's base address. most: bytes it may have.
    """

    name: str
    path: str
    most: int
    length: int | None = None
    issue: str = ""

    def opening(self, client: Client) -> Opening:
        """Ask how large it is, which issue, and whether it can be had in parts."""
        answer = client.send(Ask(self.path, head=True))
        known = answer.validators
        self.issue = known.etag if not known.etag.startswith("W/") else ""
        self.issue = self.issue or known.modified
        self.length = answer.length if answer.spans and self.issue else None
        if (answer.length or 0) > self.most:
            raise GateRefused(
                "oversize",
                f"{self.name} has {answer.length:,} bytes",
                expected=f"at most {self.most:,}",
            )
        edition = f"{known.etag} {known.modified} {answer.length or ''}".strip()
        return Opening(edition, settled=bool(self.issue))

    def size(self, client: Client) -> Size:
        """What the service says of its length."""
        answer = client.send(Ask(self.path, head=True))
        return Size(None, 2 + self._parts, answer.length)

    def ask(self, number: int) -> Ask:
        """The question for a part, or for all of it."""
        if self.length is None:
            return Ask(self.path, most=self.most)
        start = (number - 1) * PART
        span = (start, min(start + PART, self.length))
        return Ask(self.path, most=PART, span=span, issue=self.issue)

    def look(self, number: int, body: bytes) -> Page:
        """Judge a part.

        Raises:
            GateRefused: gates `empty`, `html`; `pages`: a part is cut short.
        """
        if number == 1:
            gates.inspect(body, self.name, table=False)
        if self.length is None:
            return Page(len(body), len(body), 1, unit="bytes")
        due = min(PART, self.length - (number - 1) * PART)
        if len(body) != due:
            raise GateRefused(
                "pages",
                f"part {number} of {self.name} has {len(body):,} bytes",
                expected=f"{due:,}",
            )
        return Page(len(body), self.length, self._parts, unit="bytes")

    def join(self, pages: Iterable[bytes]) -> bytes:
        """The file as it stands at the service; never twice in memory, large as it may be."""
        joined = BytesIO()
        for page in pages:
            joined.write(page)
        return joined.getvalue()

    @property
    def _parts(self) -> int:
        return max(1, -(-(self.length or 0) // PART))
