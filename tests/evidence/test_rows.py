"""Rows come with the exact bytes they stand at, whatever the file is written in."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.evidence.locate import Locator, resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import rows_with_offsets

ASCII = "".join(map(chr, range(0x20, 0x7F))) + "\r\n\t"
WESTERN = ASCII + "£é–’€"
anything = st.sampled_from(WESTERN) | st.characters(exclude_categories=("Cs", "Cc"))
LETTERS = {
    "utf-8": anything,
    "utf-8-sig": anything,
    "utf-16": anything,
    "utf-16-le": st.sampled_from(ASCII),  # without a mark it is told by its zeros
    "utf-16-be": st.sampled_from(ASCII),
    "cp1252": st.sampled_from(WESTERN),
}
READ_AS = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[list[str]], bytes, str]:
    encoding = draw(st.sampled_from(sorted(LETTERS)))
    cell = st.text(LETTERS[encoding], max_size=12)
    # Another delimiter in a header's name would make the file ambiguous, even to a person.
    name = st.text(LETTERS[encoding], min_size=1, max_size=9).filter(
        lambda n: not set(n) & set(";\t|")
    )
    names = draw(st.lists(name, min_size=2, max_size=5, unique=True))
    rows = draw(st.lists(st.lists(cell, min_size=len(names), max_size=len(names)), max_size=6))
    text = io.StringIO(newline="")
    # Unless told to quote everything, the csv module leaves a lone \r bare before a \n.
    ends = draw(st.sampled_from(("\n", "\r\n", "\r")))
    quoting = csv.QUOTE_MINIMAL if ends == "\r\n" and draw(st.booleans()) else csv.QUOTE_ALL
    writer = csv.writer(text, lineterminator=ends, quoting=quoting)
    writer.writerows([names, *rows])
    return [names, *rows], text.getvalue().encode(encoding), encoding


@settings(deadline=None)  # a busy machine is no defect
@given(tables())
def test_every_cell_is_found_again_at_its_locator(made: tuple[list[list[str]], bytes, str]):
    written, data, encoding = made
    header, drawn = rows_with_offsets(data)
    found = list(drawn)
    for row in found:
        for name, value in row.values.items():
            locator = str(Locator(row.start, row.end, name))
            assert Locator.parse(locator) == Locator(row.start, row.end, name)
            assert resolve(data, locator).text == value
            middle = len(value) // 2
            cut = str(Locator(row.start, row.end, name, (middle, len(value))))
            assert resolve(data, cut).text == value[middle:]
    # ASCII reads the same in all; a few signs of Windows-1252 side by side are valid UTF-8.
    if encoding != "cp1252" or header.encoding == "cp1252":
        assert header.encoding == READ_AS.get(encoding, encoding)
        assert [list(header.names), *(list(r.values.values()) for r in found)] == written


def test_offsets_are_bytes_of_the_row_without_its_line_end():
    data = b'\xef\xbb\xbfa,b\r\n\r\n\xc3\xa9,"x\r\ny ""z"""\r\n1,2'
    header, rows = rows_with_offsets(data)
    assert (data[header.start : header.end], header.mark) == (b"a,b", 3)
    assert [data[r.start : r.end] for r in rows] == [b'\xc3\xa9,"x\r\ny ""z"""', b"1,2"]


def test_windows_text_that_is_no_utf8_is_read_as_such():
    header, rows = rows_with_offsets("name,pay\nCafé,£5\n".encode("cp1252"))
    assert (header.encoding, next(rows).values) == ("cp1252", {"name": "Café", "pay": "£5"})


def test_semicolons_are_told_by_the_header():
    header, rows = rows_with_offsets(b"a;b;c\n1,5;2;3\n")
    assert (header.delimiter, next(rows).values["a"]) == (";", "1,5")


@pytest.mark.parametrize(
    ("data", "gate"),
    [
        (b"a,b\n1,2\n3\n", "rows"),
        (b"a,b\n1,2,3\n", "rows"),
        (b'a,b\n1,"2\n', "rows"),
        (b"a,a\n1,2\n", "columns"),
        (b"a,b\n1,\x812\n", "encoding"),
        (b"a,b\n1,\x002\n", "encoding"),
        (b"\xff\xfea\x00,\x00b\x00\n\x00\x00", "encoding"),
        (b"\n \n"[:1], "no_rows"),
    ],
)
def test_what_is_no_table_is_refused_by_the_gate_of_its_name(data: bytes, gate: str):
    with pytest.raises(GateRefused) as refused:
        list(rows_with_offsets(data)[1])
    assert refused.value.gate == gate
