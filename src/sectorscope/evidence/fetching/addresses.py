"""Which addresses may be asked at all.

Only https is spoken, except to this very machine by an address in the environment. What a study
names must stand on the public network, for studies come from anybody. A
redirect may lead to the same host or to one that the source lists, never down to http and never
to a private address: whoever controls a redirect would otherwise see what only this network sees.
"""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from sectorscope.errors import FetchFailed, UsageError

Resolve = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Base:
    """Where a service stands.

    url: the base address. trusted: whether a key may be sent there: the source's own address, or
    one from the environment; a study comes from anybody. local: this machine, by http.
    foreign: a study names it, so that it may stand in no private network.
    """

    url: str
    trusted: bool
    local: bool
    foreign: bool = False

    @property
    def origin(self) -> tuple[str, str]:
        """Scheme and host with port."""
        return origin(self.url)


def base_of(source: str, own: str, given: str = "") -> Base:
    """The address a source is asked at: the environment's, the study's, or its own.

    Args:
        source: Name of the source.
        own: The address its publisher has, by `source.toml`.
        given: The address `study.toml` gives; may be empty.

    Raises:
        UsageError: the address is none that may be asked.
    """
    variable = f"SECTORSCOPE_{source.upper()}_ADDRESS"
    told = os.environ.get(variable, "")
    url = told or given or own
    where = variable if told else f"[sources.{source}] of study.toml"
    local = _check(url, where, mine=bool(told))
    trusted = bool(told) or url.rstrip("/") == own.rstrip("/")
    return Base(url.rstrip("/"), trusted, local, foreign=not trusted)


def _check(url: str, where: str, *, mine: bool) -> bool:
    """Pass a base address; True if it is this machine by http, which only its own user may say."""
    parts = _split(url)
    if parts is None or parts.username is not None or parts.query or parts.fragment:
        raise UsageError(
            f"{where} gives no address that can be asked",
            expected="one like https://example.org/api, without a name or key in it",
        )
    host = parts.hostname or ""
    if parts.scheme == "http" and _loopback(host) and mine:
        return True
    if parts.scheme != "https" or not host:
        raise UsageError(f"{where} gives {parts.scheme or 'no'}://{host}", expected="https")
    return False


def redirected(here: str, location: str, base: Base, hosts: Collection[str]) -> str:
    """The address a redirect leads to.

    Raises:
        FetchFailed: it leads away from the service.
    """
    target = urljoin(here, location) if _split(location) else ""
    parts = _split(target)
    if parts is None or parts.username is not None or not parts.hostname:
        raise _away("to no address", base)
    if origin(target) == base.origin:
        return target
    if parts.scheme != "https":
        raise _away(f"to {parts.scheme}://{parts.hostname}", base)
    if parts.hostname not in hosts:
        raise _away(f"to {parts.hostname}", base)
    return target


def _away(where: str, base: Base) -> FetchFailed:
    return FetchFailed(
        f"{urlsplit(base.url).hostname} leads {where}",
        expected="an answer, or a redirect within the service",
        hint="if the publisher has moved, give the new address under [sources.NAME]",
    )


def check_public(url: str, resolve: Resolve) -> None:
    """Pass an address whose host stands on the public network.

    Raises:
        FetchFailed: it is a private, local or reserved one.
    """
    host = urlsplit(url).hostname or ""
    for found in resolve(host):
        if not ipaddress.ip_address(found.partition("%")[0]).is_global:
            raise FetchFailed(
                f"{host} is an address of a private network",
                expected="a public address, since a redirect or a study led there",
                hint="if it is your own service, give its address in SECTORSCOPE_NAME_ADDRESS.",
            )


def resolved(host: str) -> list[str]:
    """The addresses of a host; none if nobody knows it, which connecting will say."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return sorted({str(entry[4][0]) for entry in found})


def origin(url: str) -> tuple[str, str]:
    """Scheme, and host with its port."""
    parts = urlsplit(url)
    port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    return parts.scheme, f"{parts.hostname}:{port}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
