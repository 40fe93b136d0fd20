"""A compressed file is unpacked in memory, never beyond its bound, whatever it declares."""

import contextlib
import gzip
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import TraceError
from sectorscope.evidence import unpacking
from sectorscope.evidence.locate import Locator, resolve
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.unpacking import members, part, parts, unpacked
from tests.evidence.firms import BOOK, gzipped, zipped
from tests.support import filed

TEXT = b"a,b\n1,2\n"


def refused(data: bytes) -> str:
    with pytest.raises(GateRefused) as why:
        unpacked(data)
    assert why.value.gate == "archive"
    return str(why.value)


@given(st.binary(min_size=1, max_size=300))
def test_what_was_packed_comes_back(data: bytes):
    assert unpacked(gzipped(data)) == data
    assert unpacked(zipped(data)) == data
    assert unpacked(gzipped(data) + gzipped(b"more")) == data + b"more"


def test_what_is_not_packed_is_left_alone_and_so_is_a_workbook():
    assert unpacked(TEXT) is TEXT
    assert unpacked(BOOK) is BOOK


def test_a_zip_of_several_files_is_refused_but_not_for_what_a_mac_adds():
    assert "holds 2 files" in refused(zipped(TEXT, "other.csv"))
    assert unpacked(zipped(TEXT, "__MACOSX/._a.csv", ".DS_Store")) == TEXT


@pytest.mark.parametrize("cut", [4, 15, -3])
def test_a_file_that_was_cut_short_is_refused(cut: int):
    assert "damaged, cut short" in refused(gzipped(TEXT)[:cut])
    assert "damaged, cut short" in refused(zipped(TEXT)[:cut])


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "/etc/evil.csv", "C:\\\\evil.csv", "a/../../b.csv"]
)
def test_the_one_file_of_a_zip_has_a_name_that_stays_in_its_folder(name: str):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, TEXT)
    assert "leads out of its folder" in refused(out.getvalue())


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    zeros = bytes(unpacking.SMALL + 1)
    assert "times what it has packed" in refused(gzip.compress(zeros))
    assert "times what it has packed" in refused(zipped(zeros))
    monkeypatch.setattr(unpacking, "MAX_BYTES", 1000)
    assert "unpacks to more than" in refused(gzipped(bytes(range(256)) * 5))


def test_a_bomb_of_many_members_is_refused():
    part = gzip.compress(bytes(2**20))
    assert "times what it has packed" in refused(part * 12)


def test_a_zip_that_declares_less_than_it_holds_is_not_believed():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", bytes(5000))
    data = out.getvalue().replace(struct.pack("<I", 5000), struct.pack("<I", 50))
    with pytest.raises(GateRefused):
        unpacked(data)


def test_a_locator_leads_into_the_file_within():
    assert resolve(gzipped(TEXT), "bytes=4-7;field=b").text == "2"
    assert resolve(zipped(TEXT), "bytes=4-7").text == "1,2"
    with pytest.raises(TraceError):
        resolve(gzipped(TEXT), "bytes=4-70")


# --- zips of many files ----------------------------------------------------------------------


def test_a_locator_leads_into_one_file_of_many():
    data = filed.zipped({"CSV/a;b 50%.csv": TEXT, "other.csv": b"c,d\n3,4\n", "__MACOSX/._x": b"x"})
    assert parts(data) == ("CSV/a;b 50%.csv", "other.csv")
    where = Locator(4, 7, "b", part="CSV/a;b 50%.csv")
    assert Locator.parse(str(where)) == where
    assert resolve(data, str(where)).text == "2"
    assert resolve(data, "part=other.csv;bytes=4-7").text == "3,4"
    with pytest.raises(TraceError):
        resolve(data, "part=gone.csv;bytes=0-1")


@pytest.mark.parametrize("name", ["../a.csv", "x/../../a.csv", "/a.csv", "C:/a.csv", "..\\a.csv"])
def test_a_name_that_leads_out_of_its_folder_is_refused(name: str):
    with pytest.raises(GateRefused, match="leads out of its folder") as why:
        parts(filed.zipped({"good.csv": TEXT, name: TEXT}))
    assert why.value.gate == "archive"


def test_one_file_of_many_is_bounded_by_what_it_has_packed():
    data = filed.zipped({"bomb.csv": bytes(unpacking.SMALL + 1), "good.csv": TEXT})
    assert part(data, "good.csv") == TEXT
    with pytest.raises(GateRefused, match="times what it has packed"):
        part(data, "bomb.csv")
    with pytest.raises(GateRefused, match="holds 2 files"):
        parts(data, 1)


def test_files_that_are_each_small_enough_are_bounded_together():
    half = bytes(unpacking.SMALL // 2 + 1)
    assert [name for name, _ in members(filed.zipped({"a.html": half}))] == ["a.html"]
    with pytest.raises(GateRefused, match="unpacks to more than 9 MB") as why:
        next(members(filed.zipped({"a.html": half, "b.html": half})))
    assert why.value.gate == "archive"


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_zip_of_many_that_was_damaged_is_read_or_refused(at: int, put: int):
    data = filed.zipped({"a.csv": TEXT * 9, "b.csv": TEXT})
    damaged = data[:at] + bytes([put]) + data[at + 1 :]
    with contextlib.suppress(GateRefused):
        assert all(isinstance(part(damaged, name), bytes) for name in parts(damaged))
