"""What is read in whole columns is what is read sign by sign, or it is not read so."""

from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sectorscope.evidence import plain as room
from sectorscope.evidence.columns import csv_columns
from sectorscope.evidence.plain import plain
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.rows import rows_with_offsets

HEAD = b'name,"of, what"\r\n'


def signs(data: bytes) -> tuple[list[tuple[str, ...]], list[str]] | str:
    """Cells and places as `rows` has them; the gate that it refuses by."""
    try:
        found = list(rows_with_offsets(data)[1])
    except GateRefused as why:
        return why.gate
    cells = [tuple(row.values.values()) for row in found]
    return cells, [f"bytes={row.start}-{row.end}" for row in found]


def arrays(data: bytes) -> tuple[list[tuple[str, ...]], list[str]] | str:
    """The same by way of `plain`."""
    try:
        read = csv_columns(data, None, plain(data))
    except GateRefused as why:
        return "" if why.gate == "no_rows" else why.gate
    columns = (column.to_pylist() for column in read.cells.values())
    return list(zip(*columns, strict=True)), read.places.to_pylist()


CELL = st.sampled_from(["", "a", "é", "7", '"x"', '"x,y"', '"x\ny"', '"x\r\ny"', '"x ""y"""', '""'])
ODD = st.sampled_from(['"x" ', 'x"y', '"x""', "x\ry", '"x\ry"', "\x01", " ", '"""x"', '""x"', "\f"])
END = st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "\r"])
ROW = st.tuples(CELL | ODD, CELL, END).map(lambda r: f"{r[0]},{r[1]}{r[2]}")


@given(st.lists(ROW, max_size=12).map("".join), st.integers(1, 9))
@example('"a","b"\r\n"c\r\nd","e"', 4)
@example('"a""","b"\n"""c",d\n', 1)
def test_both_ways_give_the_same_cells_at_the_same_bytes(text: str, block: int):
    data = HEAD + text.encode()
    expected = signs(data)
    with patch.object(room, "BLOCK", block):
        found = arrays(data)
    assert found == (expected if expected != ([], []) else "")


@given(st.lists(st.tuples(CELL, CELL).map(",".join), min_size=1, max_size=9), st.integers(1, 9))
def test_cells_in_quotation_marks_are_plain_wherever_a_block_ends(rows: list[str], block: int):
    data = HEAD + "\n".join(rows).encode()
    with patch.object(room, "BLOCK", block):
        found = plain(data)
    said = signs(data)
    assert found is not None
    assert not isinstance(said, str)
    assert [f"bytes={a}-{b}" for a, b in zip(found.starts, found.ends, strict=True)] == said[1]


@pytest.mark.parametrize(
    "text",
    [
        'x"y,z\n',
        '"x"y,z\n',
        '"x,z\n',
        "x\ry,z\n",
        "\x01,z\n",
        "\N{POUND SIGN},z\n",
    ],
    ids=["mark within", "mark before the end", "open", "return", "control", "not UTF-8"],
)
def test_what_could_be_read_otherwise_is_not_plain(text: str):
    assert plain(HEAD + text.encode("latin-1")) is None


def test_bytes_that_are_no_text_are_found_far_from_the_header():
    data = HEAD + b"caf\xc3\xa9,x\n" * 20_000
    assert plain(data) is not None
    assert plain(data + b"caf\xe9,x\n") is None


@pytest.mark.parametrize(
    ("row", "broken"), [("x,y\n", False), ('"x\ny",z\n', True), ('"x\ry",z\n', True)]
)
def test_a_line_that_ends_within_a_cell_is_told(row: str, broken: bool):
    found = plain(HEAD + row.encode())
    assert found is not None
    assert found.broken is broken
