"""A file too large to lie in memory is read in pieces, and gives what it gives in one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import TraceError
from sectorscope.evidence import large as room
from sectorscope.evidence.companies.tables import csv_sheets, joined
from sectorscope.evidence.large import large
from sectorscope.evidence.locate import resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from tests.evidence.firms import gzipped, register, zipped
from tests.evidence.samples import WHEN

SOURCE = "companies_house"
PACKED = (bytes, gzipped, zipped)
BD = b'postcodes = ["BD"]'
FIRMS = register(
    *(
        {
            "CompanyName": f'NO {n}, THE "GREAT"\nAND CO' if n % 3 else f"FIRM {n} \u00e9",
            "CompanyNumber": f"{n:08}",
            "RegAddress.PostCode": f"{'BD' if n % 2 else 'LS'}{1 + n % 9} {n % 10}AA",
        }
        for n in (*range(40), 3, 39)
    )
)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files from a hundred bytes on are large, and come in pieces of some rows."""
    monkeypatch.setattr(room, "MAX_BYTES", 100)
    monkeypatch.setattr(room, "PIECE", 1_500)


def read(data: bytes, mapping: bytes | None = None) -> list[dict[str, Any]]:
    entry = describe(data, name="register.zip", source=SOURCE, retrieved=WHEN)
    ((_, rows),) = load(SOURCE).read(entry, data, mapping)
    return [dict(row) for row in rows]


def remarks(data: bytes, mapping: bytes | None = None) -> object:
    entry = describe(data, name="register.zip", source=SOURCE, retrieved=WHEN)
    return load(SOURCE).remarks(entry, data, mapping)


@pytest.mark.parametrize("mapping", [None, BD])
@pytest.mark.parametrize("pack", PACKED)
def test_rows_places_and_remarks_are_those_of_the_file_in_one(
    monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes], mapping: bytes | None
):
    data = pack(FIRMS)
    whole, said = read(data, mapping), remarks(data, mapping)
    monkeypatch.setattr(room, "MAX_BYTES", 100)
    monkeypatch.setattr(room, "PIECE", 1_500)
    again = pack(FIRMS + b"\n")  # other bytes, so that nothing remembered answers
    found = read(again, mapping)
    same = ("snapshot",)
    assert [{k: v for k, v in r.items() if k not in same} for r in found] == [
        {k: v for k, v in r.items() if k not in same} for r in whole
    ]
    assert remarks(again, mapping) == said
    assert len(whole) == (20 if mapping else 40)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("pack", PACKED)
def test_a_place_leads_to_the_record_and_to_its_cells(pack: Callable[[bytes], bytes]):
    data = pack(FIRMS)
    rows = read(data)
    at = [resolve(data, row["locator"] + ";field=CompanyName").text for row in rows]
    assert [name.replace("\n", " ") for name in at] == [row["name"] for row in rows]
    assert resolve(data, rows[-1]["locator"]).text in FIRMS.decode()
    with pytest.raises(TraceError, match="lie outside"):
        resolve(data, "bytes=0-999999")
    with pytest.raises(TraceError, match="no column"):
        resolve(data, rows[0]["locator"] + ";field=Name")


CELLS = st.text(st.sampled_from('ab\u00e9 ,"\n'), max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=60), st.integers(200, 600))
def test_whatever_stands_in_cells(rows: list[tuple[str, str]], size: int):
    data = b"first,second\r\n" + b"".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row).encode() + b"\r\n"
        for row in rows
    )
    whole = joined(list(csv_sheets(data, "a", list)))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(room, "MAX_BYTES", 0)
        patched.setattr(room, "PIECE", size)
        parts = list(csv_sheets(data, "a", list))
    found = joined(parts)
    assert found.cells == whole.cells
    assert found.locators.equals(whole.locators)
    assert len(parts) >= len(data) // size


@pytest.mark.usefixtures("small")
def test_lines_are_counted_across_pieces():
    file = large(FIRMS)
    assert file is not None
    for end in (0, 1, 1_499, 1_500, 1_501, len(FIRMS)):
        assert file.lines(end) == FIRMS[:end].count(b"\n")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("data", "gate", "says"),
    [
        (FIRMS + b'"never closed' + b"x" * 2_000, "rows", "never closed"),
        (FIRMS.replace(b"FIRM 36", b'FIRM "36'), "rows", "not written plainly"),
        (FIRMS.replace(b"FIRM 6", b"\xff\xfe 6"), "rows", "not written plainly"),
        (zipped(FIRMS)[:-30], "archive", "damaged, cut short"),
        (gzipped(FIRMS)[:500] + gzipped(FIRMS)[-4:], "archive", "damaged, cut short"),
        (zipped(FIRMS, "other.csv"), "archive", "holds 2 files"),
    ],
    ids=["open", "odd", "bytes", "cut zip", "cut gzip", "two"],
)
def test_what_cannot_be_read_for_sure_is_refused(data: bytes, gate: str, says: str):
    with pytest.raises(GateRefused, match=says) as why:
        read(data)
    assert why.value.gate == gate


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("pack", [gzipped, zipped])
def test_it_never_fills_a_disk(monkeypatch: pytest.MonkeyPatch, pack: Callable[[bytes], bytes]):
    bomb = pack(b"a,b\n" * 1_000_000)
    with pytest.raises(GateRefused, match="unpacks to more than") as why:
        large(bomb)
    assert why.value.gate == "archive"
    monkeypatch.setattr(room, "MOST", 1_000)
    with pytest.raises(GateRefused, match="unpacks to more than"):
        large(pack(FIRMS))


@pytest.mark.usefixtures("small")
def test_a_spoilt_cell_says_in_which_part_of_the_file_it_stands():
    spoilt = FIRMS.replace(b",00000030,", b",1.2E+05,")
    assert spoilt != FIRMS
    with pytest.raises(GateRefused, match=r"register.zip, from byte [\d,]+ on"):
        read(spoilt)


def test_a_small_file_is_not_taken_to_the_disk():
    assert large(FIRMS) is None
    assert large(zipped(FIRMS)) is None
    assert large(gzipped(FIRMS)) is None
