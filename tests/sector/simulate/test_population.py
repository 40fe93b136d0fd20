"""Reading companies whose truth is known: what is taken, and what a refusal says."""

import gzip
from pathlib import Path

import pytest

from sectorscope.errors import UsageError
from sectorscope.sector.simulate.population import Columns, Population, read

COLUMNS = Columns("member", "staff", "about", "number")
HEAD = "number,member,staff,about"


def rows(n: int = 24) -> list[str]:
    """A header and companies, each third in the sector."""
    return [HEAD] + [f"c{i},{int(i % 3 == 0)},{i + 1},makes things {i}" for i in range(n)]


def written(tmp_path: Path, lines: list[str], name: str = "firms.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def read_of(tmp_path: Path, lines: list[str], keywords: str = "") -> Population:
    return read(written(tmp_path, lines), COLUMNS, keywords)


def refusal(tmp_path: Path, lines: list[str], columns: Columns = COLUMNS) -> str:
    with pytest.raises(UsageError) as why:
        read(written(tmp_path, lines), columns)
    assert why.value.exit_status == 2
    return str(why.value)


def test_companies_are_taken_in_the_order_of_the_file(tmp_path: Path):
    found = read_of(tmp_path, rows())
    assert len(found) == 24
    assert found.ids[:2] == ("c0", "c1")
    assert found.texts[2] == "makes things 2"
    assert found.truth[:4].tolist() == [1, 0, 0, 1]
    assert found.headcount[:3].tolist() == [1, 2, 3]
    assert found.total == sum(i + 1 for i in range(0, 24, 3))
    assert found.dropped == 0


def test_a_byte_order_mark_does_not_hide_the_first_column(tmp_path: Path):
    path = tmp_path / "firms.csv"
    path.write_text("\n".join(rows()), encoding="utf-8-sig")
    assert len(read(path, COLUMNS)) == 24


@pytest.mark.parametrize("name", ["firms.csv.gz", "firms.csv"])
def test_a_gzipped_file_is_read_whatever_it_is_called(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_bytes(gzip.compress("\n".join(rows()).encode()))
    assert len(read(path, COLUMNS)) == 24


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_they_do_on_any_system(tmp_path: Path, end: str):
    path = tmp_path / "firms.csv"
    path.write_bytes(end.join([*rows(), '"c,99",0,7,"two' + end + 'lines"']).encode())
    found = read(path, COLUMNS)
    assert len(found) == 25
    assert found.ids[-1] == "c,99"
    assert found.texts[-1].split() == ["two", "lines"]


def test_without_an_id_column_rows_are_told_apart_by_their_number(tmp_path: Path):
    found = read(written(tmp_path, rows()), Columns("member", "staff", "about"))
    assert found.ids[:2] == ("2", "3")


@pytest.mark.parametrize("staff", ["", "0", "-5", "ten", "10-49", "nan", "inf", "1e999"])
def test_a_headcount_that_is_none_leaves_the_company_out_and_is_counted(tmp_path: Path, staff: str):
    found = read_of(tmp_path, [*rows(), f"c99,1,{staff},text", f"c98,0,{staff},text"])
    assert (len(found), found.dropped) == (24, 2)
    assert "c99" not in found.ids


def test_thousands_may_have_their_comma(tmp_path: Path):
    found = read_of(tmp_path, [*rows(), 'c99,1," 1,234 ",text'])
    assert found.headcount[-1] == 1234


@pytest.mark.parametrize(
    ("told", "truth"),
    [
        ("Yes", 1),
        (" TRUE ", 1),
        ("in", 1),
        ("1.0", 1),
        ("no", 0),
        ("out", 0),
        ("", 0),
        ("0.2", 0.2),
    ],
)
def test_truth_may_be_told_in_words_figures_or_shares(tmp_path: Path, told: str, truth: float):
    assert read_of(tmp_path, [*rows(), f"c99,{told},3,text"]).truth[-1] == truth


@pytest.mark.parametrize("told", ["maybe", "2", "-0.1", "nan", "50%"])
def test_a_truth_that_is_none_is_refused_with_its_row(tmp_path: Path, told: str):
    said = refusal(tmp_path, [*rows(), f"c99,{told},3,text"])
    assert f"firms.csv, row 26: truth {told!r}" in said
    assert "expected 1 or 0, yes or no" in said


def test_a_short_row_has_empty_fields(tmp_path: Path):
    found = read_of(tmp_path, [*rows(), "c99,1,4"])
    assert found.texts[-1] == ""
    assert read_of(tmp_path, [*rows(), "c99,1"]).dropped == 1


def test_keywords_say_who_is_hit(tmp_path: Path):
    lines = [*rows(), "c98,1,5,Ortho care and more", "c99,0,5,Orthopaedics", "c97,1,2,a stent"]
    found = read_of(tmp_path, lines, "ortho care, stent*")
    assert found.hits[-3:].tolist() == [True, False, True]
    assert not found.hits[:-3].any()
    assert not read_of(tmp_path, lines).hits.any()


@pytest.mark.parametrize(
    ("columns", "asked", "meant"),
    [
        (Columns("membr", "staff", "about", "number"), "membr", "member"),
        (Columns("member", "Staf", "about", "number"), "Staf", "staff"),
        (Columns("member", "staff", "abut", "number"), "abut", "about"),
        (Columns("member", "staff", "about", "numbr"), "numbr", "number"),
    ],
)
def test_a_column_that_is_not_there_is_named_beside_the_one_it_may_mean(
    tmp_path: Path, columns: Columns, asked: str, meant: str
):
    said = refusal(tmp_path, rows(), columns)
    assert f"firms.csv has no column {asked!r}" in said
    assert "expected one of number, member, staff, about" in said
    assert f"did you mean {meant!r}?" in said


def test_a_column_that_stands_twice_is_refused(tmp_path: Path):
    said = refusal(tmp_path, [HEAD + ",member", *(line + ",1" for line in rows()[1:])])
    assert "has more than one column 'member'" in said


def test_an_id_that_stands_twice_is_refused(tmp_path: Path):
    said = refusal(tmp_path, [*rows(), "c3,0,5,again"])
    assert "row 26: id 'c3' stands twice; expected each once" in said


def test_too_few_companies_to_rehearse_on_are_refused(tmp_path: Path):
    said = refusal(tmp_path, [*rows(19), "c98,0,,no headcount"])
    assert "holds 19 companies with a headcount; expected at least 20" in said
    assert len(read_of(tmp_path, rows(20))) == 20


@pytest.mark.parametrize(("told", "which"), [("0", "no"), ("1", "every")])
def test_a_sector_of_nobody_or_of_everybody_is_refused(tmp_path: Path, told: str, which: str):
    lines = [HEAD] + [f"c{i},{told},3,text" for i in range(30)]
    said = refusal(tmp_path, lines)
    assert f"{which} company is in the sector; expected some in, some out" in said


def test_a_sector_in_parts_is_taken(tmp_path: Path):
    found = read_of(tmp_path, [HEAD] + [f"c{i},0.5,4,text" for i in range(30)])
    assert found.total == 60


DAMAGED = {
    "absent": None,
    "latin": b"number,member,staff,about\nc1,1,5,caf\xe9\n",
    "cut gzip": gzip.compress("\n".join(rows()).encode())[:-40],
    "spoilt gzip": gzip.compress("\n".join(rows()).encode())[:20] + bytes(60),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, how: str):
    path, data = tmp_path / "firms.csv", DAMAGED[how]
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(
        UsageError, match=r"firms\.csv cannot be read .*expected a CSV file in UTF-8"
    ):
        read(path, COLUMNS)


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(UsageError, match="cannot be read"):
        read(tmp_path, COLUMNS)


def test_an_empty_file_is_refused(tmp_path: Path):
    (tmp_path / "firms.csv").write_bytes(b"")
    with pytest.raises(UsageError, match="nothing in it"):
        read(tmp_path / "firms.csv", COLUMNS)


@pytest.mark.parametrize("before", [[], rows()])
def test_a_field_without_end_is_refused(tmp_path: Path, before: list[str]):
    path = tmp_path / "firms.csv"
    path.write_text("\n".join([*before, 'c99,1,4,"' + "x" * (1 << 24)]) + "x")
    with pytest.raises(UsageError, match=r"firms\.csv is no CSV"):
        read(path, COLUMNS)


def test_a_workbook_under_the_name_of_a_csv_is_called_one(tmp_path: Path):
    path = tmp_path / "firms.csv"
    path.write_bytes(b"PK\x03\x04\x14\x00\x82")
    with pytest.raises(UsageError, match="a workbook or a zip"):
        read(path, COLUMNS)
