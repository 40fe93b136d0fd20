"""How often a service may be asked, and when it may be asked again."""

from __future__ import annotations

import logging
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import stamina

from sectorscope.evidence.fetching.clock import Clock
from sectorscope.evidence.fetching.faults import Passing, Unanswered

_T = TypeVar("_T")
Say = Callable[[str], None]

logging.getLogger("stamina").addHandler(logging.NullHandler())  # we say what is waited for

ALOUD = 2.0
"""Seconds of waiting that are mentioned to the person who waits."""


@dataclass(frozen=True)
class Patience:
    """How long one question is pursued.

    attempts: times it is asked. total: seconds over all attempts and waits. deadline: seconds for
    one answer, however slowly it drips. idle, connect: seconds without a byte, or a connection.
    """

    attempts: int = 7
    total: float = 900.0
    deadline: float = 300.0
    idle: float = 60.0
    connect: float = 15.0


@dataclass
class Pace:
    """A service's limit: so many requests in so many seconds, whatever the answers."""

    requests: int
    seconds: float
    clock: Clock
    sent: deque[float] = field(default_factory=deque)

    def wait(self) -> None:
        """Wait until another request is within the limit, and count it."""
        now = self.clock.now()
        while self.sent and self.sent[0] <= now - self.seconds:
            self.sent.popleft()
        if len(self.sent) >= self.requests:
            self.clock.sleep(self.sent[0] + self.seconds - now)
            self.sent.popleft()
        self.sent.append(self.clock.now())


_WINDOWS = 5
"""Waits in which the window of a service's limit has passed, if it does not say for how long."""


def patiently(
    once: Callable[[], _T], *, clock: Clock, patience: Patience, say: Say, window: float = 0.0
) -> _T:
    """Ask, and ask again after what may pass: as long as the service says, or ever longer.

    Args:
        once: Asks.
        clock: Waits.
        patience: How long it is pursued.
        say: Told what is waited for.
        window: Seconds its limit counts requests in: whoever was there before counts too.

    Raises:
        Unanswered: it did not pass in time.
        GateRefused: the service kept giving the same answer, and that answer is refused.
    """
    began = clock.now()

    def again(why: Exception) -> bool | float:
        if not isinstance(why, Passing):
            return False
        nonlocal asked
        asked += 1
        least = window / _WINDOWS if why.often else 0.0
        wait = max(least, _backoff(asked)) if why.after is None else why.after
        most = min(patience.attempts, why.most or patience.attempts)
        if asked >= most or clock.now() - began + wait > patience.total:
            return False
        if wait >= ALOUD:
            say(f"waiting {wait:,.0f} s: {why.what}")
        clock.sleep(wait)
        return 0.0  # waited already, by a clock a test can turn

    asked = 0
    try:
        for attempt in stamina.retry_context(on=again, attempts=patience.attempts, timeout=None):
            with attempt:
                return once()
    except Passing as why:
        raise _given_up(why, asked, patience) from None
    raise AssertionError("stamina neither returned nor raised")  # pragma: no cover


def _backoff(asked: int) -> float:
    """Seconds before asking once more: 1, 2, 4 … 60, from half of it on, so that users scatter."""
    return min(60.0, 2.0 ** (asked - 1)) * random.uniform(0.5, 1.0)  # noqa: S311 - no secret


def _given_up(why: Passing, asked: int, patience: Patience) -> Exception:
    if why.refused is not None:
        return why.refused
    if why.after is not None and why.after > patience.total:
        return Unanswered(
            f"{why.what}; it asks to be left alone for {why.after / 60:,.0f} minutes",
            hint="the same command then; what has come so far is kept",
        )
    times = "once" if asked <= 1 else f"{asked} times"
    return Unanswered(
        f"{why.what}; asked {times}",
        expected="an answer",
        hint="the same command later; what has come so far is kept",
    )


def seconds_of(retry_after: str, dated: str = "") -> float | None:
    """Seconds a Retry-After header asks for; None if it says nothing that can be read.

    Args:
        retry_after: Seconds, or a date by RFC 9110.
        dated: The answer's own Date, by which a date is counted, since clocks differ.
    """
    text = retry_after.strip()
    if text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
        now = parsedate_to_datetime(dated) if dated else datetime.now(UTC)
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None
