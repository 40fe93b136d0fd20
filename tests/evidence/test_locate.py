"""A locator leads to what stands there, or says plainly that it leads nowhere."""

import pytest

from sectorscope.errors import TraceError
from sectorscope.evidence.locate import Locator, resolve
from tests.evidence.samples import workbook

DATA = 'id,answer\n1,"Skills, and “more”"\n2,no\n'.encode()
ROW = DATA.index(b"1,")
SPAN = f"bytes={ROW}-{DATA.index(b'2,') - 1}"


def test_bytes_are_the_row_as_it_stands():
    found = resolve(DATA, SPAN)
    assert found.text == '1,"Skills, and “more”"'
    assert DATA[found.start : found.end].decode() == found.text


def test_a_field_is_read_with_the_header_of_the_file():
    found = resolve(DATA, f"{SPAN};field=answer")
    assert (found.text, found.note) == ("Skills, and “more”", "column answer")


def test_characters_are_code_points_of_the_field():
    assert resolve(DATA, f"{SPAN};field=answer;chars=12-18").text == "“more”"


def test_a_cell_is_the_raw_text_of_the_workbook():
    found = resolve(workbook(), "sheet=Ind T1;cell=B7")
    assert (found.text, found.start, found.end) == ("7.125", None, None)


@pytest.mark.parametrize(
    "text",
    [
        "bytes=1-2",
        "bytes=1-2;field=OBS_VALUE",
        "bytes=1-2;field=a%3Bb%25 =c;chars=0-4",
        "sheet=Ind T1;cell=F7",
        "sheet=a%3Bb;cell=AA10",
    ],
)
def test_a_locator_is_written_as_it_was_read(text: str):
    assert str(Locator.parse(text)) == text


@pytest.mark.parametrize(
    ("locator", "says"),
    [
        ("row=3", "no locator"),
        ("bytes=1-2;chars=0-1", "no locator"),
        ("bytes=5-2", "outside"),
        ("bytes=0-9999", "outside"),
        (f"{SPAN};field=anwser", "'answer'"),
        (f"{SPAN};field=answer;chars=0-99", "outside"),
        (f"bytes=0-{len(DATA)};field=answer", "3 records"),
        (f"bytes={ROW}-{ROW + 1};field=answer", "1 fields"),
        ("sheet=Ind T1;cell=F7", "nothing readable"),
    ],
)
def test_a_locator_that_leads_nowhere_says_so(locator: str, says: str):
    with pytest.raises(TraceError, match=says):
        resolve(DATA, locator)


def test_bytes_that_cut_a_character_in_two_are_nowhere():
    at = DATA.index("“".encode()) + 1
    with pytest.raises(TraceError, match="in two"):
        resolve(DATA, f"bytes={at}-{at + 2}")


@pytest.mark.parametrize(
    ("locator", "says"),
    [("sheet=Ind T9;cell=A1", "did you mean 'Ind T")],
)
def test_a_cell_that_is_not_there_is_nowhere(locator: str, says: str):
    with pytest.raises(TraceError, match=says):
        resolve(workbook(), locator)


def test_a_blank_cell_holds_nothing():  # an answer left blank is one
    assert resolve(workbook(), "sheet=Ind T2;cell=Z99").text == ""
