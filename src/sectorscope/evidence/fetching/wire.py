"""The one bound that a timeout of silence is not: how long an exchange may take from end to end.

A service that sends a byte a minute is never silent, and never done. After the deadline its
connection is cut, whatever it is sending: headers, handshake or body.
"""

from __future__ import annotations

import socket
from collections.abc import Generator, Mapping
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

_OPENED = ("connect_tcp.complete", "start_tls.complete")


class Wire:
    """The newest connection of a client, which can be cut from another thread."""

    def __init__(self) -> None:
        self._stream: Any = None
        self.cut = False

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """What httpx calls at each step (its extension `trace`); notes each new connection."""
        if event.endswith(_OPENED):
            self._stream = info.get("return_value")

    @contextmanager
    def bounded(self, seconds: float) -> Generator[None]:
        """Cut the connection if what happens here takes longer."""
        self.cut = False
        timer = Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        self.cut = True
        found = self._stream.get_extra_info("socket") if self._stream is not None else None
        if found is not None:
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)
