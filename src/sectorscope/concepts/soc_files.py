"""Files of the Office for National Statistics about SOC that a user may have.

Volume 1 of SOC 2020 (structure and descriptions) was read as published. The coding indexes (volume
2 of SOC 2020, the extended index, SOC 2010's) were not at hand when this was written: their columns
are as others' programs read them, and the reader is tested on a small table made in that layout.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from sectorscope.concepts.archive import Archive
from sectorscope.concepts.soc import UNIT, no_group, unit_groups, vocabulary
from sectorscope.concepts.text import no_answer, some, text_of
from sectorscope.concepts.vocabulary import Vocabulary
from sectorscope.errors import VocabularyError

_NO_CODE = re.compile(r"[\s}]*")  # ONS writes "}}}}" where an entry has no code of its own
_HEADER_WITHIN = 20  # rows: workbooks of ONS begin with a title and notes
_TITLE = ("indexocc", "indexoccnaturalwordorder")
_BLANK = "<blank>"
_INDEXOCC = b"INDEXOCC"
_CELLS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
_HEAD = 8_000  # bytes in which a table's header stands


class Coded(NamedTuple):
    """An entry of a coding index: a job title and its codes, "" where it tells none."""

    title: str
    soc2020: str
    soc2010: str
    isco: str


class CodingIndex(NamedTuple):
    """A coding index. version: of SOC, 2020 or 2010. digest: sha256 of the file."""

    version: str
    entries: tuple[Coded, ...]
    digest: str

    def vocabulary(self) -> Vocabulary:
        """Unit groups with the index's titles as alternatives, beside those that ship.

        Raises:
            VocabularyError: a code is no unit group's.
        """
        at = 1 if self.version == "2020" else 2
        return vocabulary(self.version, ((e[at], e.title) for e in self.entries), self.digest)


class UnitGroup(NamedTuple):
    """A group of SOC 2020 as volume 1 describes it; tasks and titles of unit groups alone."""

    code: str
    title: str
    description: str
    tasks: tuple[str, ...]
    titles: tuple[str, ...]


def load_coding_index(path: str | Path) -> CodingIndex:
    """Read ONS's coding index, a workbook or a CSV, of SOC 2020 or of SOC 2010.

    Columns are found by name: INDEXOCC ("Engineer, civil") or its natural word order, ADD and IND
    (what tells jobs of one title apart), SOC 2020 and SOC 2010, and ISCO-08 where it is there.

    Raises:
        VocabularyError: no such file or no coding index; or a code is no unit group's.
    """
    return _index(_bytes(Path(path)), Path(path).name)


def is_index(data: bytes, name: str) -> bool:
    """Whether bytes look like a coding index: a workbook or a table with a column INDEXOCC.

    Raises:
        VocabularyError: it is a workbook that cannot be opened, or unpacks to too much.
    """
    if not data.startswith(b"PK"):
        return _INDEXOCC in data[:_HEAD]
    if b"xl/workbook.xml" not in data:
        return False
    archive = Archive(data, name)
    cells = (p.rpartition("/")[2] for p in archive.paths if _CELLS.fullmatch(p))
    return any(_INDEXOCC.decode() in archive.text(part) for part in cells)


def read(data: bytes, name: str) -> Vocabulary:
    """A coding index as a vocabulary: its unit groups, with its job titles and those that ship.

    Raises:
        VocabularyError: no coding index; or a code is no unit group's.
    """
    return _index(data, name).vocabulary()


def _index(data: bytes, name: str) -> CodingIndex:
    for rows in _tables(data, name):
        header, body = _headed(rows, ("indexocc",))
        if header:
            version = "2020" if _column(header, "soc2020") is not None else "2010"
            entries = tuple(_coded(header, body, version))
            if entries:
                return CodingIndex(version, entries, sha256(data).hexdigest())
    raise VocabularyError(
        f"{name} has no table with a column INDEXOCC, a code and a row below",
        expected="ONS's coding index of SOC 2020 or SOC 2010, as published",
        hint="save the sheet of the index itself as CSV UTF-8",
    )


def load_volume1(path: str | Path) -> tuple[UnitGroup, ...]:
    """Read volume 1 of SOC 2020, the workbook: all groups, in order.

    Raises:
        VocabularyError: no such file, or no such workbook.
    """
    name = Path(path).name
    for rows in _tables(_bytes(Path(path)), name):
        header, body = _headed(rows, ("soc2020unitgroup", "relatedjobtitles"))
        if header:
            return tuple(_described(header, body))
    raise VocabularyError(
        f"{name} has no sheet with the descriptions of SOC 2020",
        expected="ONS's SOC 2020 volume 1 as a workbook, with related job titles",
    )


def _coded(header: Sequence[str], body: Iterable[list[str]], version: str) -> Iterator[Coded]:
    known = set(unit_groups(version))
    places = [_column(header, n) for n in ("soc2020", "soc2010", "isco08codebasedonsoc2020")]
    natural, index, add, ind = (_column(header, n) for n in (_TITLE[1], _TITLE[0], "add", "ind"))
    for row in body:
        codes = ["" if _NO_CODE.fullmatch(c) else c for c in (_cell(row, at) for at in places)]
        code = codes[0] if version == "2020" else codes[1]
        title = entry_title(*(_cell(row, at) for at in (natural, index, add, ind)))
        if not code or not title:
            continue
        if code not in known:
            raise no_group(code, version)
        yield Coded(title, *codes)


def entry_title(natural: str, index: str, add: str = "", ind: str = "") -> str:
    """An entry's job title as it is said, with what tells jobs of one title apart in brackets.

    Args:
        natural: in natural word order; may be empty.
        index: as the index lists it: "Engineer, civil" is a civil engineer, the last part first.
        add: further words.
        ind: the industry.
    """
    parts = (part.strip() for part in reversed(index.split(",")))
    title = natural or " ".join(part for part in parts if part)
    told = [part for part in (add, ind) if part] if title else []
    return f"{title} ({', '.join(told)})" if told else title


def _described(header: Sequence[str], body: Iterable[list[str]]) -> Iterator[UnitGroup]:
    levels = [_column(header, f"soc2020{n}group") for n in ("major", "submajor", "minor", "unit")]
    names = ("soc2020grouptitle", "groupdescription", "tasks", "relatedjobtitles")
    title, about, tasks, titles = (_column(header, name) for name in names)
    for row in body:
        code = next((c for c in (_cell(row, at) for at in levels) if c), "")
        if code:
            lists = (_listed(_cell(row, at)) if len(code) == UNIT else () for at in (tasks, titles))
            yield UnitGroup(code, _cell(row, title), _cell(row, about), *lists)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for line in cell.split("~") if (part := " ".join(line.split())))


def _headed(
    rows: Iterable[list[str]], wanted: Sequence[str]
) -> tuple[list[str], Iterator[list[str]]]:
    """Names of the columns, without case and signs, and what stands below; or nothing."""
    drawn = iter(rows)
    for _, row in zip(range(_HEADER_WITHIN), drawn, strict=False):
        header = [re.sub(r"[\W_]", "", cell).lower() for cell in row]
        if set(wanted) <= set(header):
            return header, drawn
    return [], drawn


def _column(header: Sequence[str], name: str) -> int | None:
    return header.index(name) if name in header else None


def _cell(row: Sequence[str], at: int | None) -> str:
    cell = row[at].strip() if at is not None and at < len(row) else ""
    return "" if cell == _BLANK else cell


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as why:
        raise VocabularyError(
            f"{path} cannot be read ({why.strerror or type(why).__name__})",
            expected="a file of ONS about SOC",
            hint="look at the path",
        ) from why


def _tables(data: bytes, name: str) -> Iterator[Iterable[list[str]]]:
    """Rows of each sheet, or of the CSV; cells as text."""
    if data.startswith(b"PK"):
        yield from _sheets(data, name)
        return
    text = text_of(data, name)
    no_answer(text, name)
    yield _drawn(text, name)


def _drawn(text: str, name: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""))
    except csv.Error as why:
        raise VocabularyError(
            f"{name} is no CSV: {why}", expected="a file of ONS about SOC", hint="download it again"
        ) from why


def _sheets(data: bytes, name: str) -> Iterator[Iterable[list[str]]]:
    import openpyxl

    try:
        book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets: Mapping[str, Any] = {sheet.title: sheet for sheet in book.worksheets}
        for sheet in sheets.values():
            yield [[_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except VocabularyError:
        raise
    except Exception as why:  # openpyxl raises what zip, XML and its own parts raise
        raise VocabularyError(
            f"{name} is no workbook that can be read ({type(why).__name__})",
            expected="an .xlsx as published",
            hint=f"download it again; it begins with {some([repr(data[:8])])}",
        ) from why


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
