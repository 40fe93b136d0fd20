"""What can go wrong between here and a service, by whether asking again may help."""

from __future__ import annotations

from sectorscope.errors import FetchFailed
from sectorscope.evidence.refusal import GateRefused


class Passing(Exception):
    """A fault that may have passed when the service is asked again.

    Args:
        what: What happened, in one clause that holds neither key nor address.
        after: Seconds the service asks to wait; None if it does not say.
        refused: The refusal this is, if the service goes on answering so.
        most: Times it is worth asking; None for as often as anyone has patience.
        often: Whether the service says that it was asked too often.
    """

    def __init__(
        self,
        what: str,
        *,
        after: float | None = None,
        refused: GateRefused | None = None,
        most: int | None = None,
        often: bool = False,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.after = after
        self.refused = refused
        self.most = most
        self.often = often


class Unanswered(FetchFailed):
    """Patience ended before the service gave an answer; asking it other things is no use now."""


class Gone(FetchFailed):
    """The service answers, and says that what was asked for is not there."""


class TooLarge(GateRefused):
    """A body larger than anything the source has ever published."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__(
            "oversize",
            f"{name} answers with more than {most / 2**20:,.0f} MB",
            expected="no more than the source publishes at once",
            hint="ask for less at a time.",
        )
