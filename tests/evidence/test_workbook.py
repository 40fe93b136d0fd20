"""A workbook is read without trusting its zip or its XML."""

import io
import zipfile

import pytest

from sectorscope.evidence import workbook as room
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.workbook import Workbook, open_workbook
from tests.evidence.samples import workbook


def rezipped(change: dict[str, bytes], base: bytes | None = None) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(base or workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change.pop(name, old.read(name)))
        for name, data in change.items():
            new.writestr(name, data)
    return out.getvalue()


STRINGS = b"<sst><si><t>A</t><rPh><t>x</t></rPh><r><t>B</t></r></si></sst>"


def sheet(cells: str) -> bytes:
    body = (
        f"<x:worksheet xmlns:x='m'><x:sheetData><x:row>{cells}</x:row></x:sheetData></x:worksheet>"
    )
    return rezipped({"xl/worksheets/sheet1.xml": body.encode(), "xl/sharedStrings.xml": STRINGS})


def test_sheets_are_listed_in_order():
    assert list(open_workbook(workbook()).sheets)[:3] == ["Warning", "Info", "Ind T1"]


def test_cells_of_every_kind_are_raw_text():
    data = sheet(
        "<x:c r='A1'><x:v>0.10000000000000001</x:v></x:c>"
        "<x:c r='C1' t='inlineStr'><x:is><x:r><x:t>a</x:t></x:r><x:t>b</x:t></x:is></x:c>"
        "<x:c r='D1' t='str'><x:f>X()</x:f><x:v>text</x:v></x:c><x:c r='E1'/>"
    )
    cells = Workbook(data).cells("Warning")
    assert cells["A1"] == "0.10000000000000001"
    assert (cells["C1"], cells["D1"], "E1" in cells) == ("ab", "text", False)


def test_how_a_word_is_pronounced_is_no_part_of_it():
    cells = Workbook(sheet("<x:c r='A1' t='s'><x:v>0</x:v></x:c>")).cells("Warning")
    assert cells == {"A1": "AB"}


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04",
        workbook()[:-200],
        rezipped({"xl/workbook.xml": b"<sheets><sheet"}),
        rezipped({"xl/workbook.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        rezipped(
            {
                "xl/workbook.xml": "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a><a/>".encode(
                    "utf-16"
                )
            }
        ),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes):
    with pytest.raises(GateRefused) as why:
        Workbook(data)
    assert why.value.gate == "archive"


def test_a_string_that_is_not_there_is_refused():
    with pytest.raises(GateRefused, match="broken"):
        Workbook(sheet("<x:c r='A1' t='s'><x:v>99999</x:v></x:c>")).cells("Warning")


def test_a_part_damaged_within_is_refused():
    data = bytearray(workbook())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        part = opened.getinfo("xl/worksheets/sheet3.xml")
    for at in range(part.header_offset + 60, part.header_offset + 120):
        data[at] ^= 0xFF
    with pytest.raises(GateRefused, match="cannot be read"):
        Workbook(bytes(data)).cells("Ind T1")


def test_a_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch):
    bomb = rezipped({"xl/media/huge.bin": bytes(3 * 2**20)})
    monkeypatch.setattr(room, "MAX_BYTES", 2 * 2**20)
    with pytest.raises(GateRefused, match="more than can be"):
        Workbook(bomb)


def test_a_bomb_that_declares_little_is_refused_by_what_it_holds(monkeypatch: pytest.MonkeyPatch):
    data = workbook()
    book = Workbook(data)
    monkeypatch.setattr(book, "_left", 1_000)
    with pytest.raises(GateRefused, match="more than can be"):
        book.cells("Occ T2")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(room, "MAX_PARTS", 3)
    with pytest.raises(GateRefused, match="more than can be"):
        Workbook(workbook())
