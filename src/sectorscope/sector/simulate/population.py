"""Companies whose truth is known, from a file: what a rehearsal is held on."""

from __future__ import annotations

import csv
import gzip
import io
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sectorscope.concepts.fields import longest
from sectorscope.errors import UsageError
from sectorscope.evidence.refusal import nearest
from sectorscope.sector.learning import Block
from sectorscope.sector.phrases import Phrases

Floats = NDArray[np.float64]

_IN = frozenset({"1", "true", "yes", "y", "in"})
_OUT = frozenset({"0", "false", "no", "n", "out", ""})
_ZIP = b"PK\x03\x04"
_FEW = 20
_SHOWN = 12


@dataclass(frozen=True, eq=False)
class Population:
    """N companies with their truth; `Oracle` alone may read it.

    ids: as the file names them. texts: what is known of each. truth: (N,) in [0, 1]. headcount:
    (N,) above nought. blocks: features. hits: (N,) whether a keyword stands in the text.
    """

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    truth: Floats
    headcount: Floats
    blocks: Sequence[Block] = field(default=())
    hits: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))
    dropped: int = 0

    def __len__(self) -> int:
        """How many companies."""
        return len(self.ids)

    @property
    def total(self) -> float:
        """The truth: headcount of the sector."""
        return float((self.truth * self.headcount).sum())


@dataclass(frozen=True)
class Columns:
    """Which columns of the file say what; id may be left out."""

    truth: str
    headcount: str
    text: str
    id: str = ""


def read(path: Path, columns: Columns, keywords: str = "") -> Population:
    """The companies of a CSV file, gzipped or not.

    Rows without a headcount above nought are left out and counted in `dropped`: a rehearsal needs
    to know the truth.

    Raises:
        UsageError: the file cannot be read, a column is not there, a truth is no share, fewer than
            20 companies are left, or none or all are in the sector.
    """
    rows = list(_rows(path, columns))
    held = [r for r in rows if r[3] > 0]
    population = Population(
        ids=tuple(r[0] for r in held),
        texts=tuple(r[1] for r in held),
        truth=np.array([r[2] for r in held], np.float64),
        headcount=np.array([r[3] for r in held], np.float64),
        hits=Phrases(keywords.split(",")).hits([r[1] for r in held]),
        dropped=len(rows) - len(held),
    )
    _check(path, population)
    return population


def _check(path: Path, population: Population) -> None:
    if len(population) < _FEW:
        raise UsageError(
            f"{path.name} holds {len(population)} companies with a headcount",
            expected=f"at least {_FEW}",
        )
    if not 0 < population.truth.sum() < len(population):
        which = "every" if population.truth.any() else "no"
        raise UsageError(
            f"by {path.name}, {which} company is in the sector", expected="some in, some out"
        )


def _rows(path: Path, columns: Columns) -> Iterator[tuple[str, str, float, float]]:
    seen: set[str] = set()
    for number, row in enumerate(_dicts(path, columns), start=2):
        identity = row[columns.id] if columns.id else str(number)
        if identity in seen:
            raise UsageError(
                f"{path.name}, row {number}: id {identity!r} stands twice", expected="each once"
            )
        seen.add(identity)
        truth = _truth(row[columns.truth], path, number)
        yield identity, row[columns.text] or "", truth, _headcount(row[columns.headcount])


def _dicts(path: Path, columns: Columns) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), restval="")
    try:
        with longest(1 << 24):
            _check_names(path, list(reader.fieldnames or ()), columns)
            yield from reader
    except csv.Error as why:
        raise UsageError(f"{path.name} is no CSV: {why}") from why


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
        if data.startswith(_ZIP):
            raise UsageError(
                f"{path.name} is a workbook or a zip, whatever its name says",
                expected="a CSV file in UTF-8",
                hint="save the sheet as CSV",
            )
        return data.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as why:
        raise UsageError(f"{path} cannot be read ({why})", expected="a CSV file in UTF-8") from why


def _check_names(path: Path, names: Sequence[str], columns: Columns) -> None:
    if not names:
        raise UsageError(f"{path.name} has nothing in it", expected="a header and companies")
    for wanted in (columns.truth, columns.headcount, columns.text, columns.id):
        if wanted and names.count(wanted) != 1:
            many = "has no" if wanted not in names else "has more than one"
            raise UsageError(
                f"{path.name} {many} column {wanted!r}",
                expected="one of " + ", ".join(names[:_SHOWN]),
                hint=nearest(wanted, names) if wanted not in names else "",
            )


def _truth(text: str, path: Path, number: int) -> float:
    told = text.strip().casefold()
    if told in _IN or told in _OUT:
        return float(told in _IN)
    try:
        share = float(told)
    except ValueError:
        share = math.nan
    if not 0 <= share <= 1:
        raise UsageError(
            f"{path.name}, row {number}: truth {text!r}",
            expected="1 or 0, yes or no, true or false, or a share between",
        )
    return share


def _headcount(text: str) -> float:
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        return 0.0
    return value if math.isfinite(value) else 0.0
