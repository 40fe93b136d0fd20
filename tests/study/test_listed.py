"""A list of a query may stand in a file of the study."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.study import Query
from sectorscope.study.listed import listed


def read(folder: Path, **numbers: object) -> object:
    query = Query.model_validate({"source": "s", "id": "a", "numbers": numbers, "other": ["x"]})
    made = listed(query, folder)
    assert (made.id, made.asked["other"]) == ("a", ["x"])
    return made.asked["numbers"]


def test_each_line_is_an_entry(tmp_path: Path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf01234567\r\n\r\n SC123456 \r\n")
    assert read(tmp_path, file="a.txt") == ["01234567", "SC123456"]


def test_a_column_of_a_table_is_a_list(tmp_path: Path):
    text = 'Name, CRN \n"Acme, Ltd",01234567\nBolt,\n"Two\nlines",SC123456\nshort\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert read(tmp_path, file="a.csv", column="CRN") == ["01234567", "SC123456"]


def test_entries_that_mean_something_else_are_left_alone(tmp_path: Path):
    assert read(tmp_path, file="a", level="b") == {"file": "a", "level": "b"}
    assert read(tmp_path, file=["a"]) == {"file": ["a"]}


@pytest.mark.parametrize(
    ("data", "entry", "says"),
    [
        (b"", {"file": "a.csv"}, "a.csv lists nothing"),
        (b"", {"file": "a.csv", "column": "CRN"}, "no table with commas"),
        (b"CRN\n", {"file": "a.csv", "column": "CRN"}, "lists nothing"),
        (b"Number\n1\n", {"file": "a.csv", "column": "CRN"}, "no column 'CRN'; it has Number"),
        ("CRN\n1".encode("utf-16"), {"file": "a.csv"}, "no text in UTF-8"),
        (b"x", {"file": "b.csv"}, "has no file b.csv"),
        (b"x", {"file": ""}, "has no file"),
        (b"x", {"file": "../a.csv"}, "has no file ../a.csv"),
    ],
)
def test_what_is_no_list_is_said(tmp_path: Path, data: bytes, entry: dict[str, str], says: str):
    study = tmp_path / "study"
    study.mkdir()
    (study / "a.csv").write_bytes(data)
    (tmp_path / "a.csv").write_bytes(b"1")
    with pytest.raises(ValueError, match=says):
        read(study, **entry)
