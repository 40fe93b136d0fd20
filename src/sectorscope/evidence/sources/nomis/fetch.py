"""Nomis: what to ask, and what its answers must look like.

    [[fetch]]
    source = "nomis"
    dataset = "NM_189_1"
    geography = ["E08000034", "E08000035"]
    industry = "150994945...150994965"
    employment_status = 1
    measure = 1
    measures = 20100
    date = "latestMINUS5-latest"

The data set is asked for its definition first: an id that is one digit off is another data set, and
a dimension left out is every value of it at once, percentages among counts included.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from sectorscope.errors import UsageError
from sectorscope.evidence import gates
from sectorscope.evidence.fetching.ask import Ask
from sectorscope.evidence.fetching.client import Client
from sectorscope.evidence.fetching.retrieval import Opening, Page, Size
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode, records_of
from sectorscope.evidence.sources.nomis.datasets import DATASETS
from sectorscope.evidence.sources.nomis.definition import defined
from sectorscope.evidence.sources.nomis.flows import FLOWS
from sectorscope.study.fetching import Query

PAGE = 25_000
"""Records of one answer, at the most, to somebody without a key."""

_OWN = ("dataset", "called")
_NEEDED = ("RECORD_COUNT", "URN")
_DATASET = re.compile(r"NM_\d+_\d+")
_WHOLE = re.compile(r"[0-9]{1,9}")


def fetch(query: Query) -> Nomis:
    """How a query is retrieved.

    Raises:
        UsageError: it names no data set.
    """
    dataset = query.asked.get("dataset")
    if not isinstance(dataset, str) or not _DATASET.fullmatch(dataset):
        raise UsageError(
            f"the query {query.called!r} names no data set of Nomis",
            expected='one like dataset = "NM_189_1"',
        )
    params = {k: _said(k, v) for k, v in query.asked.items() if k not in _OWN}
    number = dataset.removeprefix("NM_")
    known = DATASETS.get(number) or FLOWS.get(number)
    called = str(query.asked.get("called", known.called if known else ""))
    return Nomis(f"{query.called}.csv", dataset, params, called)


@dataclass(frozen=True)
class Nomis:
    """One query of one data set.

    asked: dimensions and their values, as Nomis writes them. called: words its name must hold.
    """

    name: str
    dataset: str
    asked: Mapping[str, str]
    called: str = ""

    def opening(self, client: Client) -> Opening:
        """Ask for the definition, and hold the query against it.

        Raises:
            GateRefused: gate `dataset`: it is another data set than was asked for.
            UsageError: the query leaves out a dimension, or names one the data set has not.
        """
        ask = Ask(f"dataset/{self.dataset}/def.sdmx.json", accept="application/json")
        _, found = client.read(ask, lambda body: defined(body, self.dataset, self.called))
        if found is None:
            raise AssertionError("nothing was known, so nothing can be unchanged")
        found.check_asked(self.asked)
        return found.opening()

    def size(self, client: Client) -> Size:
        """Ask for one record; each says how many there are."""
        ask = self._data(("recordlimit", "1"))
        answer, page = client.read(ask, lambda body: _page(body, self._prefix, self.name))
        total = page.total if page else 0
        header = answer.body.find(b"\n") + 1
        bytes_each = max(0, len(answer.body) - header)
        return Size(total, 2 + _pages(total), header + total * bytes_each)

    def ask(self, number: int) -> Ask:
        """The question for a page; Nomis counts records, not pages."""
        return self._data(("recordoffset", str((number - 1) * PAGE)))

    def _data(self, more: tuple[str, str]) -> Ask:
        return Ask(f"dataset/{self.dataset}.data.csv", (*sorted(self.asked.items()), more))

    def look(self, number: int, body: bytes) -> Page:
        """Judge a page.

        Raises:
            GateRefused: gates `empty` (Nomis's silent "too often"), `html`, `json_error`,
                `no_rows`, `columns`, `dataset` (records of another data set), `pages`.
        """
        try:
            page = _page(body, self._prefix, self.name)
        except GateRefused as refused:
            if number == 1 or refused.gate != "no_rows":
                raise
            raise GateRefused("pages", f"page {number} of {self.name} holds no records") from None
        due = min(PAGE, page.total - (number - 1) * PAGE)
        if page.rows != due:
            raise GateRefused(
                "pages",
                f"page {number} of {self.name} holds {page.rows:,} records",
                expected=f"{due:,} of {page.total:,}",
            )
        return page

    def join(self, pages: Iterable[bytes]) -> bytes:
        """One file: the first page as it came, and the others without their header."""
        joined = list[bytes]()
        for page in pages:
            if joined and not joined[-1].endswith(b"\n"):
                joined.append(b"\n")
            joined.append(page[page.index(b"\n") + 1 :] if joined else page)
        return b"".join(joined)

    @property
    def _prefix(self) -> str:
        """How the name of each record begins: `Nm-189d1` for NM_189_1."""
        _, number, version = self.dataset.split("_")
        return f"Nm-{number}d{version}"


def _said(name: str, value: object) -> str:
    """A value as Nomis writes it; of several, with commas between."""
    if isinstance(value, list) and value:
        return ",".join(_said(name, one) for one in value)
    if isinstance(value, str | int) and not isinstance(value, bool) and value != "":
        return str(value)
    raise UsageError(
        f"the query says {name} = {value!r}", expected="a code, a text, or a list of them"
    )


def _page(body: bytes, prefix: str, name: str) -> Page:
    gates.inspect(body, name)
    records = records_of(decode(body)[0])
    header = next(records)
    for needed in _NEEDED:
        if needed not in header:
            raise GateRefused(
                "columns", f"{name} has no column {needed}", expected=", ".join(_NEEDED)
            )
    count, urn = header.index("RECORD_COUNT"), header.index("URN")
    rows = list(records)
    if any(len(row) != len(header) for row in rows) or not body.endswith((b"\n", b"\r")):
        raise GateRefused(
            "rows", f"a page of {name} is cut short", expected=f"{len(header)} fields in each row"
        )
    keys = frozenset(row[urn] for row in rows)
    _check_urns(keys, len(rows), prefix, name)
    totals = {row[count] for row in rows}
    if len(totals) != 1 or not _WHOLE.fullmatch(total := totals.pop()):
        raise GateRefused("pages", f"{name} does not say one number of records")
    shape = sha256("\x00".join(header).encode()).hexdigest()
    return Page(len(rows), int(total), _pages(int(total)), shape, keys)


def _check_urns(keys: frozenset[str], rows: int, prefix: str, name: str) -> None:
    if len(keys) != rows:
        raise GateRefused("pages", f"a page of {name} holds a record twice")
    other = next((key for key in sorted(keys) if not key.startswith(f"{prefix}d")), None)
    if other is not None:
        raise GateRefused(
            "dataset",
            f"{name} holds a record {other[:40]!r}",
            expected=f"records of {prefix}",
            hint="sibling ids are easily taken for each other",
        )


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE))
