"""The client: one service, asked within its limits until it answers or patience ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeVar

from sectorscope.evidence.fetching.addresses import Base, Resolve, resolved
from sectorscope.evidence.fetching.ask import NOTHING_KNOWN, Answer, Ask, Validators
from sectorscope.evidence.fetching.clock import Clock, SystemClock
from sectorscope.evidence.fetching.exchange import Exchange, connect
from sectorscope.evidence.fetching.faults import Passing
from sectorscope.evidence.fetching.keys import Key
from sectorscope.evidence.fetching.pace import Pace, Patience, Say, patiently
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources import Service

_T = TypeVar("_T")

ASK_AGAIN = frozenset({"empty", "rows", "pages"})
"""Refusals that may pass: an empty answer with status 200 is how some services say "too often",
and a page that is cut or comes twice is a fault of the moment."""


def _nothing(_: str) -> None:
    pass


@dataclass
class Client:
    """Asks one service.

    Args:
        service: What `source.toml` says of it.
        base: Where it stands.
        key: Its key, if it takes one; sent only to an address that is trusted with it.
        say: Told what is waited for.
        sent: Requests so far, retries not counted.
        seen: The body that was looked at last, so that what is refused can be kept.
    """

    service: Service
    base: Base
    key: Key | None = None
    clock: Clock = field(default_factory=SystemClock)
    patience: Patience = field(default_factory=Patience)
    say: Say = _nothing
    resolve: Resolve = resolved
    sent: int = 0
    seen: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        limit = self.service
        self._pace = Pace(limit.requests, limit.seconds, self.clock)
        self._http = connect(self.base, self.patience)
        self._exchange = Exchange(
            http=self._http,
            name=limit.name,
            base=self.base,
            hosts=limit.hosts,
            key=self.key if self.base.trusted else None,
            clock=self.clock,
            patience=self.patience,
            resolve=self.resolve,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def address(self, ask: Ask) -> str:
        """The whole address of a question, as the catalogue keeps it: no key is part of it."""
        return ask.under(self.base.url)

    def send(self, ask: Ask, known: Validators = NOTHING_KNOWN) -> Answer:
        """Ask, and ask again after what may pass.

        Raises:
            FetchFailed: there is no answer that could be kept.
            TooLarge: more came than may.
        """
        return self.read(ask, lambda _: None, known)[0]

    def read(
        self, ask: Ask, look: Callable[[bytes], _T], known: Validators = NOTHING_KNOWN
    ) -> tuple[Answer, _T | None]:
        """Ask, and look at each answer before it is believed; what looks damaged is asked again.

        Args:
            ask: The question.
            look: Reads a body; raises GateRefused if it is not what was asked for.
            known: What the service said last time, to be told if nothing has changed.

        Returns:
            The answer and what was read out of it (None if unchanged).

        Raises:
            FetchFailed: there is no answer.
            GateRefused: there is, and it is none that could be evidence.
        """
        self.sent += 1

        def once() -> tuple[Answer, _T | None]:
            self._pace.wait()
            answer = self._exchange.once(ask, known)
            if answer.unchanged:
                return answer, None
            self.seen = answer.body
            try:
                return answer, look(answer.body)
            except GateRefused as refused:
                if refused.gate in ASK_AGAIN:
                    raise Passing(refused.found, refused=refused) from None
                raise

        return patiently(
            once,
            clock=self.clock,
            patience=self.patience,
            say=self.say,
            window=self.service.seconds,
        )
