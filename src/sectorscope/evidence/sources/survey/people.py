"""Who is behind a survey's answers, for the vault; and the file without some of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sectorscope.evidence.rows import decode
from sectorscope.evidence.snapshots import Snapshot
from sectorscope.evidence.sources import Person
from sectorscope.evidence.sources.survey.businesses import normal
from sectorscope.evidence.sources.survey.formats import Line, grid_of
from sectorscope.evidence.sources.survey.reading import Reading, given, reading


def people(snapshot: Snapshot, data: bytes, mapping: bytes | None = None) -> list[Person]:
    """Every business of a survey with its names, contacts and consents, tests left out.

    Those that did not agree to be counted are here too, so that the vault knows that they did
    not. Consents are of the row that counts.

    Raises:
        GateRefused: as `read`.
    """
    found = reading(data, given(mapping))
    return [_person(found, b, lines) for b, lines in sorted(found.rows_of.items())]


def without(
    snapshot: Snapshot, data: bytes, mapping: bytes | None, identities: Iterable[str]
) -> bytes | None:
    """The file without some businesses' rows; None where no row is left.

    Of a CSV file all other lines stay byte for byte. A workbook or an SPSS file is written anew
    as CSV with the same headers, because neither can be cut without rewriting what is around.
    What others wrote about them stays: it is theirs to erase.

    Args:
        snapshot: the file's entry.
        data: the export.
        mapping: bytes of its mapping.
        identities: identities, names or contacts, as given; compared as names are.

    Raises:
        GateRefused: as `read`.
    """
    found = reading(data, given(mapping))
    gone = {normal(i) for i in identities}
    taken = [lines for b, lines in _all_rows(found).items() if _is(found, b, lines, gone)]
    numbers = {line.number for lines in taken for line in lines}
    if numbers and all(r.number in numbers for r in found.sheet.rows):
        return None
    if found.sheet.kind == "csv":
        return _cut(data, [r for r in found.sheet.rows if r.number in numbers])
    return _rewritten(found, data, numbers)


def _person(found: Reading, business: str, lines: Sequence[Line]) -> Person:
    line = found.counted.get(business, lines)[0]
    about, finder = found.rules.business, found.finder
    named = [*found.identities.columns, *(finder.one(n) for n in about.name)]
    contacts = [finder.one(n) for n in about.contact]
    also = [k for k, v in found.rules.same.items() if normal(v) == normal(business)]
    return Person(
        business,
        tuple(dict.fromkeys([*_said(lines, named), *also])),
        tuple(_said(lines, contacts)),
        found.agreed.consents(line),
    )


def _said(lines: Sequence[Line], columns: Sequence[int]) -> list[str]:
    texts = (line.cells[i].strip() for line in lines for i in columns)
    return list(dict.fromkeys(t for t in texts if t))


def _all_rows(found: Reading) -> dict[str, list[Line]]:
    """The rows of every business, tests too: what is erased is erased from those as well."""
    rows: dict[str, list[Line]] = {}
    for line in found.sheet.rows:
        rows.setdefault(found.identities.rows[line.number], []).append(line)
    return rows


def _is(found: Reading, business: str, lines: Sequence[Line], gone: set[str]) -> bool:
    person = _person(found, business, lines)
    return bool(gone & {normal(t) for t in (business, *person.names, *person.contacts)})


def _cut(data: bytes, lines: Sequence[Line]) -> bytes:
    encoding = decode(data)[1]
    ends = ["\r\n".encode(encoding), "\n".encode(encoding), "\r".encode(encoding)]
    kept, at = b"", 0
    for line in sorted(lines, key=lambda one: one.start):
        kept += data[at : line.start]
        end = next((e for e in ends if data[line.end :].startswith(e)), b"")
        at = line.end + len(end)
    return kept + data[at:]


def _rewritten(found: Reading, data: bytes, gone: set[int]) -> bytes:
    """All rows but those, as CSV; an SPSS file's labels come in Qualtrics' three header rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    if found.sheet.kind == "sav":
        columns = found.sheet.columns
        writer.writerow([c.name for c in columns])
        writer.writerow([f"{c.text} - {c.choice}" if c.choice else c.text for c in columns])
        writer.writerow([f'{{"ImportId":"{c.name}"}}' for c in columns])
        writer.writerows(r.cells for r in found.sheet.rows if r.number not in gone)
    else:
        lines = grid_of(data, found.rules.sheet).lines
        writer.writerows(line.cells for line in lines if line.number not in gone)
    return text.getvalue().encode()
