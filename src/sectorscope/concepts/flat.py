"""A flat list as CSV: the one documented shape, for published lists and for a study's own terms.

The page on it is docs/reference/vocabulary-csv.md; the tests hold the two together.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import PurePath
from typing import NamedTuple

from sectorscope.concepts.columns import Concept, of
from sectorscope.concepts.flat_header import read_header
from sectorscope.concepts.flat_ids import Placed, with_ids, with_parents
from sectorscope.concepts.text import rows, text_of
from sectorscope.concepts.vocabulary import UNKNOWN, Vocabulary, folded
from sectorscope.concepts.wellformed import acyclic, unique
from sectorscope.errors import VocabularyError

KINDS = ("skill", "group", "occupation")
"""What a row can be; the first if it does not say."""

_NOTES = re.compile(r"(?:[ \t]*#[^\r\n]*(?:\r\n|\r|\n|\Z))*")
_TOLD = re.compile(r"#\s*(scheme|version|licence)\s*:\s*(\S[^\r\n]*?)\s*(?=[\r\n]|\Z)", re.I)
_VERSION = re.compile(r"[\W_]*(?<![a-z\d.])v?(\d+(?:\.\d+)+|20\d\d)(?![a-z\d.])[\W_]*", re.I)


def read(data: bytes, name: str) -> Vocabulary:
    """The vocabulary in a CSV.

    Args:
        data: the file's bytes.
        name: its name: the scheme's, and the version if it has one, unless first lines say others.

    Raises:
        VocabularyError: the bytes are no such CSV, or its concepts contradict one another.
    """
    text = text_of(data, name)
    columns = of(concepts(text, name))
    acyclic(columns, name)
    told = _named(PurePath(name).stem) | _told(text)
    return Vocabulary(
        told["scheme"], told["version"], told["licence"], columns, sha256(data).hexdigest()
    )


def concepts(text: str, name: str) -> list[Concept]:
    """The concepts of a CSV; groups that only a column of groups names come last.

    Raises:
        VocabularyError: see `read`; cycles alone are not looked for.
    """
    drawn = rows(_without_notes(text), name)
    header = read_header(next(drawn, (0, []))[1], name)
    placed = [_placed(_Row(name, line, header.cells(cells))) for line, cells in drawn]
    if not placed:
        raise VocabularyError(f"{name} has a header and no rows", expected="a concept a row")
    found = with_parents(with_ids(placed, name), name, groups=header.groups)
    unique(found, name)
    return found


class _Row(NamedTuple):
    name: str
    line: int
    cells: dict[str, str]


def _placed(row: _Row) -> Placed:
    """A row as a concept: its id may be missing, its parents are as they were written."""
    cells = {column: " ".join(cell.split()) for column, cell in row.cells.items()}
    if not cells["label"]:
        raise VocabularyError(f"{row.name}, line {row.line:,}: no label", expected="one a row")
    concept = Concept(
        id=cells["id"],
        label=cells["label"],
        kind=_kind(row, cells["kind"]),
        alternatives=tuple(a for a in _several(cells["alternatives"]) if a != cells["label"]),
        definition=cells["definition"],
        parents=_several(cells["parent"]),
        usage=cells["usage"],
    )
    return Placed(row.line, concept)


def _kind(row: _Row, cell: str) -> str:
    kind = folded(cell) or KINDS[0]
    if kind not in KINDS:
        raise VocabularyError(
            f"{row.name}, line {row.line:,}: the kind {cell!r}",
            expected=f"{', '.join(KINDS)}, or nothing for a {KINDS[0]}",
        )
    return kind


def _several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, each once."""
    return tuple(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))


def _without_notes(text: str) -> str:
    """The text with its first lines of notes blank, so that lines keep their numbers."""
    notes = _NOTES.match(text)
    end = notes.end() if notes else 0
    return re.sub(r"[^\r\n]", "", text[:end]) + text[end:]


def _told(text: str) -> dict[str, str]:
    """What first lines such as `# version: 1.2` say."""
    notes = _NOTES.match(text)
    return {name.lower(): value for name, value in _TOLD.findall(notes[0] if notes else "")}


def _named(stem: str) -> dict[str, str]:
    version = _VERSION.search(stem)
    scheme = (stem[: version.start()] + stem[version.end() :]) if version else stem
    return {
        "scheme": scheme or stem,
        "version": version[1] if version else UNKNOWN,
        "licence": UNKNOWN,
    }
