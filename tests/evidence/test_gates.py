"""Each gate is shut by what it is named for, and says in one sentence what was found."""

import gzip

import pytest

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GATES, GateRefused, check_columns, nearest
from tests.evidence.samples import BAD, FACTS, TIDY, trimmed, workbook


def refused(data: bytes, name: str) -> GateRefused:
    with pytest.raises(EvidenceRefused) as why:
        inspect(data, name)
    assert isinstance(why.value, GateRefused)
    assert why.value.gate in GATES
    assert "\n" not in str(why.value)
    return why.value


@pytest.mark.parametrize("name", BAD)
def test_the_five_wrong_answers_are_refused(name: str):
    gate, data = BAD[name]
    why = refused(data, name)
    assert why.gate == gate
    assert str(why).startswith(f"{name} ")


def test_a_page_is_named_by_its_title_and_the_rows_it_would_have_been():
    said = str(refused(BAD["help_page.csv"][1], "help_page.csv"))
    assert "titled “API - A Service”" in said
    assert "whose 1,888 lines would have been taken for rows" in said


@pytest.mark.parametrize(
    ("data", "name", "gate"),
    [
        (b"\xef\xbb\xbf \r\n", "a.csv", "empty"),
        (b"\x00\x00\x00", "a.csv", "empty"),
        (b'[{"a": 1}]', "a.csv", "json_error"),
        (b'{"error": {"message": "no key"}}', "a.csv", "json_error"),
        (b"only one line", "a.csv", "no_rows"),
        (b"a,b\n1,\x81\n", "a.csv", "encoding"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "a.csv", "archive"),
        (workbook(), "a.csv", "archive"),
        (b"a,b\n1,2\n", "a.xlsx", "archive"),
        (b"PK\x03\x04 and nothing", "a.xlsx", "archive"),
        ("<html>".encode("utf-16"), "a.toml", "html"),
    ],
)
def test_other_shapes_are_refused_by_name(data: bytes, name: str, gate: str):
    assert refused(data, name).gate == gate


def test_an_error_message_is_quoted():
    assert "“not found”" in str(refused(BAD["not_found.csv"][1], "a.csv"))


@pytest.mark.parametrize(
    ("data", "name"),
    [(trimmed(), "a.csv"), (TIDY, "a.txt"), (FACTS, "a.toml"), (workbook(), "a.XLSX")],
)
def test_data_passes(data: bytes, name: str):
    inspect(data, name)


def test_a_missing_column_suggests_the_one_that_was_meant():
    with pytest.raises(GateRefused, match=r"no column 'OBS_VALUE'.*'OBS_VALU'"):
        check_columns(["DATE", "OBS_VALU"], needed=["OBS_VALUE"], known=["DATE"], name="a.csv")


def test_an_unknown_column_suggests_the_known_one():
    with pytest.raises(GateRefused, match=r"'Datte'.*did you mean 'DATE'"):
        check_columns(["DATE", "Datte"], needed=["DATE"], known=["DATE"], name="a.csv")


def test_nothing_near_suggests_nothing():
    assert nearest("zzz", ["DATE"]) == ""
