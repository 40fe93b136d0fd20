"""A service's key: from the environment or the system's keyring, and nowhere else.

A key is put into a request at the last moment. It is in no address that is kept, in no message,
and in no line a library logs.
"""

from __future__ import annotations

import logging
import os
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from sectorscope.errors import FetchFailed

KEYRING = "sectorscope-sources"
"""Name under which the keyring holds keys: `keyring set sectorscope-sources vacancies_reed`."""

_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy", "httpcore.http2")


@dataclass(frozen=True)
class Key:
    """A key and where it goes: `query NAME`, `header NAME`, `bearer`, or `basic` (as user name).

    A key of several parts (`query NAME NAME`) is its parts with a colon between them.
    """

    place: str
    value: str = field(repr=False)

    def params(self) -> dict[str, str]:
        """What it adds to the query of an address."""
        kind, *names = self.place.split()
        if kind != "query":
            return {}
        return dict(zip(names, self.value.split(":", len(names) - 1), strict=True))

    def headers(self) -> dict[str, str]:
        """What it adds to the headers."""
        kind, _, name = self.place.partition(" ")
        if kind == "header":
            return {name: self.value}
        if kind == "bearer":
            return {"Authorization": f"Bearer {self.value}"}
        if kind == "basic":
            return {"Authorization": "Basic " + b64encode(f"{self.value}:".encode()).decode()}
        return {}


def variable(source: str) -> str:
    """Name of the environment variable that holds a source's key."""
    return f"SECTORSCOPE_{source.upper()}_KEY"


def key_of(source: str, place: str, *, needed: bool) -> Key | None:
    """The key of a source; None if it takes none, or can do without and there is none.

    Raises:
        FetchFailed: there is none, and the service answers nobody without; or a part is missing.
    """
    if not place:
        return None
    value = os.environ.get(variable(source), "").strip() or _from_keyring(source)
    if value:
        _check_parts(source, place, value)
        _keep_out_of_logs()
        return Key(place, value)
    if needed:
        raise FetchFailed(
            f"{source} answers only with a key, and there is none",
            expected=f"one in {variable(source)}, or in the system's keyring",
            hint=f"get one from the publisher, then: keyring set {KEYRING} {source}",
        )
    return None


def _check_parts(source: str, place: str, value: str) -> None:
    """Hold a key to the parts its service takes; what is wrong is said without a sign of it."""
    names = place.split()[1:]
    parts = value.split(":", max(0, len(names) - 1))
    if len(names) > 1 and (len(parts) != len(names) or not all(parts)):
        raise FetchFailed(
            f"the key of {source} is not of {len(names)} parts",
            expected=":".join(n.upper() for n in names) + f" in {variable(source)}",
        )


def _from_keyring(source: str) -> str:
    try:
        import keyring  # pyright: ignore[reportMissingImports] - a package that need not be there

        ring: Any = keyring
        return str(ring.get_password(KEYRING, source) or "")
    except Exception:  # keyrings fail in ways of their own, and may be absent
        return ""


def _keep_out_of_logs() -> None:
    """Silence the loggers that would write whole addresses and headers."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_silent)


def _silent(_record: logging.LogRecord) -> bool:
    return False
