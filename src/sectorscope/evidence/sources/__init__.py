"""Where evidence comes from: a folder a source, with `source.toml` and one short `read.py`.

The metadata says who publishes it, under what terms, which tables it fills and what must hold of
every file; the function turns bytes into rows of those tables. A reader refuses what it does not
know. Where there is a live service, `fetch.py` beside them says what to ask it and what its answers
must look like; the asking itself is `evidence/fetching`'s.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel, ConfigDict, Field

from sectorscope.errors import UsageError
from sectorscope.evidence.refusal import nearest
from sectorscope.evidence.snapshots import Snapshot

if TYPE_CHECKING:
    from sectorscope.evidence.fetching.retrieval import Retrieval
    from sectorscope.study.fetching import Query

_HERE = Path(__file__).parent

Read = Iterator[tuple[str, Sequence[dict[str, Any]]]]
"""Rows by table name: a list, or `schema.Records` where there are many."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Assertions(_Strict):
    """What must hold of every file: columns that are there, rows it gives at the least.

    table: whether a file is one table of rows and columns; otherwise the reader tells.
    page: whether it may be a web page, whose reader then finds what it holds, or refuses it.
    gates: what the reader itself looks at, beside what every file passes.
    personal: columns that may hold e-mail addresses and mobile numbers, as website text does.
    """

    columns: tuple[str, ...] = ()
    minimum_rows: int = 1
    table: bool = True
    page: bool = False
    gates: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()


class Service(_Strict):
    """A source's live service, `[service]` of its `source.toml`.

    name: what it is called in messages. address: its base address, https. hosts: other hosts its
    redirects may lead to. requests, seconds: its limit, so many in so many. key: where a key goes
    (`query NAME`, `query NAME NAME` for one of two parts, `header NAME`, `bearer`, `basic`), empty
    if it takes none. key_needed: whether
    it answers nobody without. verified: whether its answers were seen, not only described.
    """

    name: str
    address: str
    hosts: tuple[str, ...] = ()
    requests: int = Field(default=60, ge=1)
    seconds: float = Field(default=60.0, gt=0)
    key: str = ""
    key_needed: bool = False
    verified: bool = False


class SourceMeta(_Strict):
    """A source's `source.toml`.

    access: how one comes by it. basis: one of the design's kinds of basis (official,
    administrative, adverts, consultation, model, third_party, reconstruction). cadence: how often
    it appears. tables: tables its rows belong to. versions: of classifications and geography.
    verified: whether the reader was tried on the publisher's own bytes; seen: which.
    """

    name: str
    title: str
    publisher: str
    licence: str
    access: str
    url: str = ""
    basis: str
    cadence: str
    tables: tuple[str, ...]
    versions: tuple[str, ...] = ()
    verified: bool = False
    seen: str = ""
    assertions: Assertions = Assertions()
    service: Service | None = None


@dataclass(frozen=True)
class Dropped:
    """Rows of a file that were read and left out, and why."""

    what: str
    rows: int


@dataclass(frozen=True)
class Remarks:
    """What a reader has to say about a file beyond its rows."""

    warnings: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True)
class Person:
    """A business that answered, for the vault alone.

    identity: what it is known by; its pseudonym follows from it. names, contacts: other names it
    goes by, and people and addresses. consents: (use, given, ISO date or empty), use being
    `count`, `quote` or `list`.
    """

    identity: str
    names: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    consents: tuple[tuple[str, bool, str], ...] = ()


class Source(Protocol):
    """Bytes in, rows out; and how to come by the bytes, where there is a service."""

    @property
    def meta(self) -> SourceMeta:
        """Who publishes it, and what holds of every file."""
        ...

    def read(self, snapshot: Snapshot, data: bytes, mapping: bytes | None) -> Read:
        """Rows by table name, the same at every reading.

        Args:
            snapshot: The entry the bytes stand under; its hash goes into every row, and the
                gates it overrides are open.
            data: The bytes.
            mapping: Bytes of the mapping file, if one was given.

        Raises:
            EvidenceRefused: the bytes are not what they say they are.
        """
        ...

    def fetch(self, query: Query) -> Retrieval:
        """What to ask the source's service, and what its answers must look like.

        Args:
            query: One `[[fetch]]` of the study.

        Raises:
            UsageError: there is no service, or the query asks for what it does not know.
        """
        ...


@dataclass(frozen=True)
class Folder:
    """The source in one folder: its metadata, and its module loaded when it is first read."""

    meta: SourceMeta
    package: str = field(default=__name__, repr=False)

    def read(self, snapshot: Snapshot, data: bytes, mapping: bytes | None) -> Read:
        """Rows by table name; see `Source.read`."""
        return self._module().read(snapshot, data, mapping)

    def fetch(self, query: Query) -> Retrieval:
        """How a query is retrieved; see `Source.fetch`."""
        if self.meta.service is None:
            raise UsageError(
                f"{self.meta.name} has no service to fetch from",
                expected="one of " + ", ".join(fetched()),
                hint=f"add its file: sectorscope add FILE --as {self.meta.name}",
            )
        return import_module(f"{self.package}.{self.meta.name}.fetch").fetch(query)

    def remarks(self, snapshot: Snapshot, data: bytes, mapping: bytes | None) -> Remarks:
        """Warnings and rows left out; a module without a `remarks` function has none."""
        said = getattr(self._module(), "remarks", None)
        return said(snapshot, data, mapping) if said else Remarks()

    def people(self, snapshot: Snapshot, data: bytes, mapping: bytes | None) -> list[Person]:
        """Who answered; without a `people` function in the module, the consultees it reads."""
        told = getattr(self._module(), "people", None)
        if told:
            return list(told(snapshot, data, mapping))
        read = self.read(snapshot, data, mapping)
        rows = (row for table, found in read if table == "consultee" for row in found)
        return [Person(name) for name in dict.fromkeys(row["business"] for row in rows)]

    def without(
        self, snapshot: Snapshot, data: bytes, mapping: bytes | None, identities: frozenset[str]
    ) -> bytes | None:
        """The same file without some businesses; None where nothing of it may stay.

        A module without a `without` function holds one business a file: the file goes.
        """
        rewritten = getattr(self._module(), "without", None)
        if rewritten:
            return rewritten(snapshot, data, mapping, identities)
        return None

    def _module(self) -> Any:  # noqa: ANN401 - a reader's module, whatever it holds
        return import_module(f"{self.package}.{self.meta.name}.read")


def names() -> list[str]:
    """Names of all sources: the folders here that hold a `source.toml`."""
    return sorted(path.parent.name for path in _HERE.glob("*/source.toml"))


def fetched() -> list[str]:
    """Names of the sources that have a service."""
    return [name for name in names() if load(name).meta.service]


@cache
def load(name: str) -> Folder:
    """The source of that name.

    Raises:
        UsageError: there is none; the nearest name is suggested.
    """
    if name not in names():
        raise UsageError(
            f"there is no source {name!r}",
            expected="one of " + ", ".join(names()),
            hint=nearest(name, names()),
        )
    return Folder(_meta(_HERE / name / "source.toml", name))


def _meta(path: Path, name: str) -> SourceMeta:
    return SourceMeta(name=name, **tomllib.loads(path.read_text(encoding="utf-8")))
