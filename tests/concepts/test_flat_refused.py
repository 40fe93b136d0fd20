"""A flat list that cannot be read says what is wrong, on which line, and what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.concepts import flat
from sectorscope.errors import VocabularyError
from tests.concepts.made import refused

GOOD = b"id,label,parent\n1,machining,\n2,milling,1\n"


def refusal(data: bytes, *words: str) -> None:
    with pytest.raises(VocabularyError) as why:
        flat.read(data, "own.csv")
    refused(why.value, "own.csv", *words)


@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00\x00"])
def test_empty(data: bytes):
    refusal(data, "is empty")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16(encoding: str):
    refusal(GOOD.decode().encode(encoding), "UTF-16", 'save it again as "CSV UTF-8"')


def test_utf_16_of_a_script_without_zeros():
    refusal("焊接\n铣削\n".encode("utf-16"), "UTF-16")


def test_windows_1252():
    refusal("label\ncafé service\n".encode("cp1252"), "byte 9", "UTF-8")


def test_no_text():
    refusal(b"label\nwelding\x00ABCDEFGH\n", "is no text")


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html>\n<html>", b"<html lang='en'>", b"\n  <!-- x --><HTML >"]
)
def test_a_page_saved_as_csv(page: bytes):
    refusal(page + b"<body>label,kind</body></html>", "is a web page")


def test_json_saved_as_csv():
    refusal(b'{"error": "not found"}', "is JSON")


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_the_wrong_delimiter(sign: str):
    data = GOOD.replace(b",", sign.encode())
    refusal(data, "no column 'label'", f"save it with commas; this one has {sign!r}")


def test_no_header():
    refusal(b"welding\nmilling\n", "no column 'label'; its first row is: welding")


def test_a_header_without_rows():
    refusal(b"label,kind\n\n,\n", "a header and no rows")


def test_an_extra_column_is_named_with_what_is_expected():
    refusal(b"label,colour\nwelding,red\n", "'colour' is not known", "id, label, kind, parent")


def test_one_file_out_of_esco():
    refusal(
        b"conceptType,conceptUri,preferredLabel\nx,y,z\n", "'conceptType'", "give ESCO as the zip"
    )


def test_two_columns_of_one_meaning():
    refusal(b"name,skill\nwelding,joining\n", "'name' and 'skill' both mean 'label'")


@pytest.mark.parametrize("row", [b"3", b"3,tapping,1,more"])
def test_a_row_too_short_or_too_long(row: bytes):
    refusal(GOOD + row + b"\n", f"line 4: a row of {row.count(b',') + 1} cells", "expected 3")


def test_an_open_quotation_mark():
    refusal(b'label\n"welding\nmilling\n', "quotation mark")


def test_a_line_of_ten_million_characters():
    refusal(b"label\n" + b"a" * 10_000_000, "line 2")


def test_no_label():
    refusal(b"id,label\n1,\n", "line 2: no label")


def test_an_unknown_kind():
    refusal(b"label,kind\nwelding,hard\n", "line 2: the kind 'hard'", "skill, group, occupation")


def test_an_id_that_stands_twice():
    refusal(b"id,label\n1,welding\n1,milling\n", "'1' stands twice (welding; milling)")


def test_a_label_that_stands_twice_without_ids():
    refusal(b"label\nWelding\nmilling\nwelding\n", "'welding' stands on lines 2 and 4")


def test_a_parent_without_a_row():
    refusal(
        b"id,label,parent\n1,welding,metal\n", "line 2: the parent 'metal' of 'welding'", "no row"
    )


def test_a_parent_that_is_the_label_of_several():
    refusal(b"id,label,parent\n1,metal,\n2,metal,\n3,welding,metal\n", "'metal'", "of several")


def test_lines_keep_their_numbers_under_notes():
    refusal(b"# version: 1\n# licence: x\nid,label\n1,\n", "line 4: no label")


@pytest.mark.parametrize(
    ("rows", "cycle"),
    [
        (b"1,a,1\n", "a > a"),
        (b"1,a,2\n2,b,1\n3,c,1\n", "a > b > a"),
        (b"0,root,\n1,a,0;3\n2,b,1\n3,c,2\n", "a > c > b > a"),
    ],
)
def test_a_cycle(rows: bytes, cycle: str):
    refusal(b"id,label,parent\n" + rows, "stands above itself", cycle)


def test_two_ways_up_are_no_cycle():
    data = b"id,label,parent\n0,root,\n1,a,0\n2,b,0\n3,c,1;2\n"
    assert [c.id for c in flat.read(data, "own.csv").ancestors("3")] == ["1", "2", "0"]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes):
    for begin in (b"", b"label\n", b"id,label,parent\n"):
        try:
            made = flat.read(begin + data, "own.csv")
        except VocabularyError:
            continue
        assert all(concept.label for concept in made.concepts.values())
