"""One exchange with a service: a request, its redirects, and a body that is whole or none.

What may pass (a connection that broke, a body that is shorter than announced, one that drips for
longer than anyone waits) is told apart from what asking again cannot change.
"""

from __future__ import annotations

import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import certifi
import httpx

from sectorscope.errors import FetchFailed
from sectorscope.evidence.fetching.addresses import Base, Resolve, check_public, origin, redirected
from sectorscope.evidence.fetching.ask import Answer, Ask, Validators
from sectorscope.evidence.fetching.clock import Clock
from sectorscope.evidence.fetching.faults import Gone, Passing, TooLarge
from sectorscope.evidence.fetching.keys import Key
from sectorscope.evidence.fetching.pace import Patience, seconds_of
from sectorscope.evidence.fetching.wire import Wire
from sectorscope.evidence.refusal import GateRefused

AGENT: Final = "Sectorscope"
"""All that is said of who asks: neither person, study, machine nor version."""

_KNOCKS = 4  # times at a door nobody opens: within ten seconds or so, then it is for a person
_HOPS = 5  # redirects of one request; browsers stop at 20, and no service of ours needs two
_OK, _PART, _UNCHANGED, _ABSENT, _TOO_OFTEN = 200, 206, 304, 404, 429
_PASSES = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})
_DENIED = frozenset({401, 403})
_MOVED = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})

_FAULTS: tuple[tuple[type[httpx.HTTPError], str], ...] = (
    (httpx.ConnectTimeout, "cannot be reached in time"),
    (httpx.TimeoutException, "says nothing for too long"),
    (httpx.ConnectError, "cannot be reached"),
    (httpx.DecodingError, "sends a body that cannot be unpacked"),
    (httpx.RemoteProtocolError, "breaks off before its answer is whole"),
    (httpx.TransportError, "breaks off the connection"),
)


@dataclass(frozen=True)
class Exchange:
    """Everything one request needs beside its question.

    hosts: hosts a redirect may lead to. key: sent to the base address alone.
    """

    http: httpx.Client
    name: str
    base: Base
    hosts: Collection[str]
    key: Key | None
    clock: Clock
    patience: Patience
    resolve: Resolve
    wire: Wire = field(default_factory=Wire)

    def once(self, ask: Ask, known: Validators) -> Answer:
        """Ask once.

        Raises:
            Passing: it may go well another time.
            FetchFailed: it will not.
            TooLarge: more came than may.
        """
        until = self.clock.now() + self.patience.deadline
        try:
            with self.wire.bounded(self.patience.deadline):
                return self._follow(ask, known, until)
        except httpx.HTTPError as why:
            said = next(text for kind, text in _FAULTS if isinstance(why, kind))
            most = _KNOCKS if isinstance(why, httpx.ConnectTimeout | httpx.ConnectError) else None
        if self.wire.cut:
            raise self._late()
        raise Passing(f"{self.name} {said}", most=most)  # outside, so that no address hangs on it

    def _follow(self, ask: Ask, known: Validators, until: float) -> Answer:
        url, post = ask.under(self.base.url), ask.body is not None
        if self.base.foreign:
            check_public(url, self.resolve)
        for _ in range(_HOPS + 1):
            with self.http.stream(**self._request(ask, url, post, known)) as response:
                if response.status_code not in _MOVED:
                    return self._answer(ask, response, until)
                url = redirected(url, response.headers.get("location", ""), self.base, self.hosts)
                if not self._home(url):
                    check_public(url, self.resolve)
                if post and response.status_code not in _SAME_METHOD:
                    raise FetchFailed(f"{self.name} answers a query with a redirect to a page")
        raise FetchFailed(f"{self.name} redirects more than {_HOPS} times")

    def _request(self, ask: Ask, url: str, post: bool, known: Validators) -> dict[str, Any]:
        headers = {"Accept": ask.accept or "*/*", **dict(ask.headers)}
        if known.etag:
            headers["If-None-Match"] = known.etag
        if known.modified:
            headers["If-Modified-Since"] = known.modified
        if post:
            headers["Content-Type"] = "application/json"
        if ask.span or ask.head:
            headers["Accept-Encoding"] = "identity"  # lengths are of the bytes that are kept
        if ask.span:
            headers["Range"] = f"bytes={ask.span[0]}-{ask.span[1] - 1}"
            headers |= {"If-Range": ask.issue} if ask.issue else {}
        address = httpx.URL(url)
        if self.key and self._home(url):
            headers |= self.key.headers()
            address = address.copy_merge_params(self.key.params()) if self.key.params() else address
        return {
            "method": "HEAD" if ask.head else "POST" if post else "GET",
            "url": address,
            "headers": headers,
            "content": ask.body,
            "extensions": {"trace": self.wire.trace},
        }

    def _home(self, url: str) -> bool:
        return origin(url) == self.base.origin

    def _answer(self, ask: Ask, response: httpx.Response, until: float) -> Answer:
        status, headers = response.status_code, response.headers
        known = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
        if status == _UNCHANGED:
            return Answer(b"", known, unchanged=True)
        if status in _PASSES:
            said, often = f"{self.name} answers {_called(status)}", status == _TOO_OFTEN
            raise Passing(said, after=_after(headers), often=often)
        if ask.absent and status == _ABSENT:
            return Answer(self._body(ask, response, until) or ask.absent)
        if ask.span and status in (_OK, _PART):
            self._check_part(ask.span, status, headers.get("content-range", ""))
        elif status != _OK:
            raise self._refused(status)
        if ask.head:
            length = headers.get("content-length", "")
            spans = headers.get("accept-ranges", "").strip().casefold() == "bytes"
            return Answer(
                b"", known, length=int(length) if length.isdecimal() else None, spans=spans
            )
        return Answer(self._body(ask, response, until), known)

    def _check_part(self, span: tuple[int, int], status: int, said: str) -> None:
        """Hold a part to what was asked for; the whole in its place is another issue of it."""
        if status == _OK or not said.startswith(f"bytes {span[0]}-{span[1] - 1}/"):
            found = "all of them" if status == _OK else said[:40]
            refused = GateRefused(
                "pages",
                f"{self.name} answers with other bytes than were asked for ({found})",
                expected=f"bytes {span[0]:,} to {span[1]:,} of the same issue",
            )
            raise Passing(refused.found, refused=refused)

    def _refused(self, status: int) -> FetchFailed:
        if status in _GONE:
            return Gone(
                f"{self.name} has nothing there ({_called(status)})",
                expected="what the query asks for",
                hint="if the publisher has moved, give the new address under [sources.NAME]",
            )
        if status in _DENIED:
            return FetchFailed(
                f"{self.name} refuses access ({_called(status)})",
                expected="a key it accepts" if self.key else "an open service",
            )
        return FetchFailed(
            f"{self.name} answers {_called(status)}",
            expected="status 200",
            hint="look at the query; the service does not take it",
        )

    def _body(self, ask: Ask, response: httpx.Response, until: float) -> bytes:
        """The body, never more of it than may come nor for longer than anyone waits."""
        parts = list[bytes]()
        size = 0
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > ask.most:
                raise TooLarge(self.name, ask.most)
            if self.clock.now() > until:
                raise self._late()
        return b"".join(parts)

    def _late(self) -> Passing:
        return Passing(f"{self.name} is not done after {self.patience.deadline:,.0f} s")


def connect(base: Base, patience: Patience) -> httpx.Client:
    """Connections to one service; this machine is never asked by way of a proxy."""
    return httpx.Client(
        verify=_trust(),
        trust_env=not base.local,
        follow_redirects=False,
        timeout=httpx.Timeout(patience.idle, connect=patience.connect),
        headers={"User-Agent": AGENT},
    )


@cache
def _trust() -> ssl.SSLContext:
    """What the machine trusts and what browsers do: many offices have a root of their own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _after(headers: Mapping[str, str]) -> float | None:
    return seconds_of(headers.get("retry-after", ""), headers.get("date", ""))


def _called(status: int) -> str:
    phrase = httpx.codes.get_reason_phrase(status)
    return f"{status} {phrase}".strip()
