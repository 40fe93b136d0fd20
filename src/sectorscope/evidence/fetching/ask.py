"""One question to a service and its answer; no key is ever part of either."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

LARGEST = 64 * 2**20
"""Bytes of one answer that are taken if a source says nothing else: a page of 25,000 cells of
Nomis has about 11 MB."""


@dataclass(frozen=True)
class Ask:
    """A question, below the service's base address.

    path: without a leading slash. params: in the order they are sent. body: JSON to post; None
    for a plain request. accept: the type of answer asked for. most: bytes taken at the most. head:
    ask how large it is, not for it. span: only these bytes, the last exclusive, and only if the
    file is still the one `issue` names. headers: what else a service wants said, such as which
    version of itself is meant; never a key. absent: where 404 is an answer (there is no such
    record), what stands for one without a body; empty where it is none.
    """

    path: str
    params: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    accept: str = ""
    most: int = LARGEST
    head: bool = False
    span: tuple[int, int] | None = None
    issue: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    absent: bytes = b""

    def under(self, base: str) -> str:
        """The whole address."""
        path = quote(self.path, safe="/:@!$&'()*+,;=.~-_%")
        query = urlencode(self.params, safe="|;:,@/", quote_via=quote)
        return "/".join(p for p in (base.rstrip("/"), path) if p) + (f"?{query}" if query else "")


@dataclass(frozen=True)
class Validators:
    """What a service lets one ask by whether anything has changed; both empty: nothing."""

    etag: str = ""
    modified: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to ask by."""
        return bool(self.etag or self.modified)


NOTHING_KNOWN = Validators()


@dataclass(frozen=True)
class Answer:
    """What came back: the body whole, or `unchanged` where nothing is new.

    length: bytes a `head` was told of. spans: whether parts can be asked for.
    """

    body: bytes = field(repr=False)
    validators: Validators = NOTHING_KNOWN
    unchanged: bool = False
    length: int | None = None
    spans: bool = False
