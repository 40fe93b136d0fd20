"""Filed accounts: the average number of employees, as companies tag it, of each year they give.

One document, or the register's zip of very many, whose files are called by number and balance day:
`Prod224_0012_01873499_20230131.html`. Nothing else of the accounts leaves the reader: they name
directors. Figures by category of staff, of an instant, or of no plain number are left out and
counted; two different figures of one period cancel each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sectorscope.evidence.locate import Locator
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks
from sectorscope.evidence.sources.accounts.facts import FIGURE, Document, Fact, facts
from sectorscope.evidence.sources.accounts.figures import Unread, number_of
from sectorscope.evidence.unpacking import ZIP, members

_NAMED = re.compile(r"Prod\d{3}_\d{4}_([A-Z0-9]{8})_(\d{4})(\d\d)(\d\d)\.\w+", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Z]{2}\d{6}|[A-Z]{2}\d{5}[A-Z]|[A-Z]\d{7}|\d{8}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ENDS = (".html", ".xhtml", ".htm", ".xml", ".xbrl")


class _File(NamedTuple):
    """What a file gives.

    rows: of table `headcount` but `snapshot`. dropped: figures and documents left out. silent:
    documents that tag no such figure.
    """

    rows: list[dict[str, Any]]
    dropped: tuple[Dropped, ...]
    silent: int


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Rows of table `headcount`.

    Raises:
        GateRefused: gates `archive` (a bomb, a path out of the zip, entities, broken XML),
            `html` (a page without tags), `no_rows`.
    """
    rows = _opened(snapshot.name, data).rows
    yield "headcount", [{**row, "snapshot": snapshot.sha256} for row in rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """Documents without the figure, and figures that are left out."""
    file = _opened(snapshot.name, data)
    silent = (f"{file.silent:,} documents tag no number of employees",) if file.silent else ()
    return Remarks(silent, file.dropped)


@lru_cache(maxsize=1)
def _opened(name: str, data: bytes) -> _File:
    rows, left, silent = list[dict[str, Any]](), Counter[str](), 0
    for document, body in _documents(name, data):
        if FIGURE.encode() not in body:
            silent += 1
            continue
        try:
            rows += _rows(document, body, left, within=data.startswith(ZIP))
        except GateRefused as why:  # one broken document of thousands is none of the others' fault
            if not data.startswith(ZIP):
                raise
            left[f"a document whose {why.gate} is not sound"] += 1
    if not rows:
        raise GateRefused(
            "no_rows",
            f"{name} tags no average number of employees that can be read"
            + "".join(f"; {what}" for what in sorted(left)),
            expected=f"accounts that tag {FIGURE}",
        )
    return _File(rows, tuple(Dropped(w, n) for w, n in sorted(left.items())), silent)


def _documents(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if not data.startswith(ZIP):
        if b"inlineXBRL" not in data and b"xbrl.org/2003/instance" not in data:
            raise GateRefused(
                "html",
                f"{name} holds no tagged accounts",
                expected="a document with the namespace of Inline XBRL, or a zip of such",
                hint="download it from the register's filing history as iXBRL, not as PDF.",
            )
        yield name, data
        return
    for member, body in members(data):
        if member.lower().endswith(_ENDS):
            yield member, body


def _rows(
    document: str, body: bytes, left: Counter[str], *, within: bool
) -> Iterator[dict[str, Any]]:
    """Rows of one document; what is left out is counted."""
    made = facts(body)
    named = _NAMED.fullmatch(document.rpartition("/")[2])
    number = _company(made, named[1].upper() if named else "")
    if not number:
        left["a document whose company number is missing, odd, or not that of its name"] += 1
        return
    day = "-".join(named.groups()[1:]) if named else made.last
    for until, found in _by_period(made.facts, left).items():
        fact, value = found
        place = Locator(fact.start, fact.end, part=document if within else None)
        yield {
            "number": number,
            "document": document,
            "since": fact.since,
            "until": until,
            "value": value,
            "comparative": until < day,
            "locator": str(place),
            "raw": body[fact.start : fact.end].decode("utf-8", "replace"),
        }


def _company(document: Document, named: str) -> str:
    """The company number: that of the contexts, and of the file's name where it has one."""
    said = {text.strip().upper().zfill(8) for text in document.numbers if text.strip()}
    found = said or {named}
    number = next(iter(found)) if len(found) == 1 else ""
    if not _NUMBER.fullmatch(number) or (named and number != named):
        return ""
    return number


def _by_period(found: Iterable[Fact], left: Counter[str]) -> dict[str, tuple[Fact, float]]:
    """The figure of each period, where there is one and no other."""
    by: dict[str, tuple[Fact, float]] = {}
    torn: set[str] = set()
    for fact in found:
        if fact.divided or not (_DAY.fullmatch(fact.since) and _DAY.fullmatch(fact.until)):
            left["a figure of a part of the staff, or of no period"] += 1
            continue
        try:
            value = number_of(fact)
        except Unread as why:
            left[f"a figure that is {why}"] += 1
            continue
        first = by.setdefault(fact.until, (fact, value))
        if first[1] != value:
            torn.add(fact.until)
    for until in torn:
        left["figures of one period that differ"] += 1
        del by[until]
    return by
