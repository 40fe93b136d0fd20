"""The CSVs of the dataset's zip: by name, each row with the bytes it stands at.

The file of courses has columns of one name (`HECOS` five times, `LDCS` three): the second and those
after it are told apart by their number, and no locator names a column.
"""

from __future__ import annotations

from collections.abc import Iterator

from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GateRefused, check_columns
from sectorscope.evidence.rows import Row, cells, decode, rows_with_offsets
from sectorscope.evidence.unpacking import ZIP, part, parts


class Files:
    """The files of a zip by what they are called, whatever folder they lie in.

    Raises:
        GateRefused: gate `archive`.
    """

    def __init__(self, data: bytes) -> None:
        if not data.startswith(ZIP):
            inspect(data, "the file", table=False)
            raise GateRefused(
                "archive", "the file is no zip", expected="the dataset as it is published"
            )
        self._data = data
        self._named = {_bare(one): one for one in parts(data)}

    def name(self, file: str) -> str:
        """What a file is called within the zip.

        Raises:
            GateRefused: gate `archive`: it is not there.
        """
        if _bare(file) not in self._named:
            raise GateRefused(
                "archive",
                f"the zip holds no {file}",
                expected="the dataset as it is published, in CSV",
                hint="it is published as XML too; take the CSV.",
            )
        return self._named[_bare(file)]

    def rows(self, file: str) -> tuple[tuple[str, ...], Iterator[Row]]:
        """Names of the columns, and the rows.

        Raises:
            GateRefused: gates `archive`, `encoding`, `no_rows`, `rows`, `columns`.
        """
        data = part(self._data, self.name(file))
        text, encoding, mark = decode(data)
        first = text.lstrip("\r\n").splitlines()[:1]
        if not first:
            raise GateRefused("no_rows", f"{file} is empty", expected="a header and rows")
        names = _numbered(cells(first[0], ","))
        old = len(first[0].encode(encoding))
        start = mark + len(text[: text.index(first[0])].encode(encoding))
        head = ",".join(f'"{n}"' for n in names).encode(encoding)
        renamed = data[:start] + head + data[start + old :]
        shift = len(head) - old
        header, found = rows_with_offsets(renamed)
        return header.names, (Row(r.values, r.start - shift, r.end - shift) for r in found)

    def held(self, file: str, needed: tuple[str, ...]) -> Iterator[dict[str, str]]:
        """Cells of each row; none where the zip lacks the file.

        Raises:
            GateRefused: as `rows`; gate `columns` where one that is needed is not there.
        """
        if _bare(file) not in self._named:
            return
        header, found = self.rows(file)
        check_columns(header, needed=needed, known=header, name=file)
        yield from (row.values for row in found)


def _bare(name: str) -> str:
    return name.replace("\\", "/").rpartition("/")[2].casefold()


def _numbered(names: list[str]) -> list[str]:
    """Names of which none stands twice: `HECOS`, `HECOS 2` and so on."""
    plain = [n.strip().replace('"', "") for n in names]
    return [
        n if n not in plain[:at] else f"{n} {plain[:at].count(n) + 1}" for at, n in enumerate(plain)
    ]
