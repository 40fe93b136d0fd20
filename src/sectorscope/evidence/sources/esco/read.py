"""Concepts of ESCO out of answers of its web service.

Each is read as the vocabulary reads it (`concepts/esco_service`), with the bytes its title stands
at: what is found in texts is then traced to what ESCO says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from json import JSONDecodeError
from typing import Any

from sectorscope.concepts import esco
from sectorscope.concepts.columns import Concept
from sectorscope.concepts.esco_answers import Answer, Found, answers, member
from sectorscope.concepts.esco_service import concept, version_of
from sectorscope.concepts.vocabulary import UNKNOWN
from sectorscope.evidence.gates import error_in, inspect
from sectorscope.evidence.nested import Text
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import decode
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Dropped, Remarks

Made = dict[str, Any]
_WHOLE = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class _File:
    """again: concepts that stand in two lists. version: "unknown" where nothing tells it."""

    rows: tuple[Made, ...]
    again: int
    version: str


def read(
    snapshot: Snapshot, data: bytes, mapping: bytes | None = None
) -> Iterator[tuple[str, list[Made]]]:
    """Rows of table `published_concept`.

    Raises:
        GateRefused: gates `empty`, `html`, `encoding`, `json_error`, `truncated`, `no_rows`,
            `values`, `count`, `version`.
    """
    found = _opened(data, snapshot.name, snapshot.overridden)
    yield "published_concept", [row | {"snapshot": snapshot.sha256} for row in found.rows]


def remarks(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> Remarks:
    """That no answer names its version; concepts that stand in two lists."""
    found = _opened(data, snapshot.name, snapshot.overridden)
    said = ("which version of ESCO it is, neither the answers nor the file's name tell",)
    dropped = (Dropped("concepts that stand in another list too", found.again),)
    return Remarks(said if found.version == UNKNOWN else (), dropped if found.again else ())


@lru_cache(maxsize=1)
def _opened(data: bytes, name: str, overridden: frozenset[str]) -> _File:
    """Answer by answer: all of ESCO in every language would not fit into memory as objects."""
    inspect(data, name, table=False)
    text, encoding, mark = decode(data)
    places = Text(text, encoding, mark)
    rows: dict[str, Made] = {}
    versions: set[str] = set()
    counted = _Counted(name)
    for answer in _answers(text, name):
        versions.add(version_of(answer))
        counted.add(answer)
        for one in answer.concepts:
            made = _row(text, one, places)
            rows.setdefault(made["id"], made)
    if "count" not in overridden:
        counted.check()
    if not rows:
        raise GateRefused("no_rows", f"{name} lists no concept", expected="at least one")
    version = _version(versions, name)
    made_of = tuple(row | {"version": version} for row in rows.values())
    return _File(made_of, counted.concepts - len(rows), version)


def _answers(text: str, name: str) -> Iterator[Answer]:
    try:
        yield from answers(text)
    except (ValueError, RecursionError) as why:
        broken = isinstance(why, JSONDecodeError) or '"_embedded"' in text
        raise GateRefused(
            "truncated" if broken else "json_error",
            f"{name} is no whole answer of ESCO's service ({why})",
            expected="an answer with concepts, or a list of them",
            hint="fetch or download it again.",
        ) from why


def _version(versions: set[str], name: str) -> str:
    told = sorted(versions - {""})
    if len(told) > 1:
        raise GateRefused(
            "version",
            f"{name} holds concepts of ESCO {' and '.join(told)[:60]}",
            expected="one version",
        )
    return told[0] if told else esco.version_in(name) or UNKNOWN


@dataclass
class _Counted:
    """Holds lists to what they say of themselves: answers of one list follow one another.

    held, due: concepts of the list that is being read. wrong: a list that does not add up.
    """

    name: str
    concepts: int = 0
    held: int = 0
    due: int = 0
    wrong: tuple[int, int] | None = None

    def add(self, answer: Answer) -> None:
        """One more answer."""
        total = _total(answer, self.name)
        if self.held == self.due:
            self.held, self.due = 0, total
        self.held += len(answer.concepts)
        self.concepts += len(answer.concepts)
        if (total != self.due or self.held > self.due) and self.wrong is None:
            self.wrong = self.held, self.due

    def check(self) -> None:
        """Refuse lists that are not whole.

        Raises:
            GateRefused: gate `count`.
        """
        held, due = self.wrong or (self.held, self.due)
        if self.wrong or held != due:
            raise GateRefused(
                "count",
                f"{self.name} holds {held:,} concepts of a list of {due:,}",
                expected="all of them",
                hint="fetch the query, or add every page as one list.",
            )


def _total(answer: Answer, name: str) -> int:
    said = answer.about.get("total")
    if isinstance(said, int | str) and _WHOLE.fullmatch(str(said)):
        return int(said)
    what = error_in(dict(answer.about))
    raise GateRefused(
        "json_error",
        f"{name} is an error message (“{what}”)" if what else f"{name} does not say its total",
        expected="how many concepts there are",
    )


def _concept(said: Any) -> Concept:  # noqa: ANN401 - as JSON gave it
    try:
        return concept(said)
    except ValueError as why:
        raise GateRefused(
            "values", str(why), expected="an address of ESCO and a name in English"
        ) from why


def _row(text: str, found: Found, places: Text) -> Made:
    """A concept at its title, which is its name in the language asked for, else at its address."""
    made = _concept(found.said)
    titled = isinstance(found.said.get("title"), str)
    first, last = member(text, found.start, "title" if titled else "uri")
    return {
        "id": made.id,
        "label": made.label,
        "kind": made.kind,
        "code": made.code,
        "locator": places.span(first, last),
        "raw": text[first:last],
    }
