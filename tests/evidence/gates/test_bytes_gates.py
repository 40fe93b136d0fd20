"""Gates on bytes beside those in `test_gates`: spoilt codes, scales of money, cut JSON, notices."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.columns import columns_of
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.refusal import GATES, GateRefused
from sectorscope.evidence.rows import rows_with_offsets
from tests.evidence.samples import DATA, needs_data, table


def refused(data: bytes, name: str = "a.csv") -> GateRefused:
    with pytest.raises(GateRefused) as why:
        inspect(data, name)
    assert why.value.gate in GATES
    return why.value


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"CompanyNumber,n\n1.0E+05,3\n", "'1.0E+05' in column 'CompanyNumber'"),
        (b"size_band,n\n10-Nov,3\n", "a band that became a date"),
        (b"size_band,n\nJan-49,3\n", "a band that became a date"),
        (b"area,n\nLeeds,#REF!\n", "an error of a spreadsheet"),
        (b"area,n\nLeeds,########\n", "an error of a spreadsheet"),
        ("code;n\n6,2E+04;3\n4.1E+05;2\n".encode("utf-16"), "'4.1E+05' in column 'code'"),
    ],
)
def test_what_a_spreadsheet_has_spoilt_is_refused(data: bytes, says: str):
    why = refused(data)
    assert why.gate == "mangled"
    assert says in str(why)


@pytest.mark.parametrize(
    "data",
    [
        b"code,value\nA,1.0E+05\n",
        b"month,n\nNov-25,3\n",
        b"date,n\n10-Nov,3\n",
        b"name,n\n#1 Ltd,3\n",
    ],
)
def test_figures_and_dates_of_that_form_pass(data: bytes):
    inspect(data, "a.csv")


def test_amounts_of_one_column_in_two_scales_are_refused():
    data = "firm,raised\nA,£1.4 million\nB,£5.2 billion\n".encode()
    why = refused(data)
    assert why.gate == "units"
    assert "£1.4 million beside £5.2 billion" in str(why)


def test_amounts_of_two_columns_may_differ_in_scale():
    inspect("firm,raised,worth\nA,£1.4 million,£5.2 billion\n".encode(), "a.csv")


def test_json_nested_beyond_reason_is_refused_and_no_traceback():
    assert refused(b"[" * 200_000 + b"]" * 200_000).gate == "json_error"


def test_json_that_breaks_off_is_refused():
    assert refused(b'[{"a": 1}, {"a"').gate == "truncated"
    assert refused(b'{"results": [{"a": 1}').gate == "truncated"


def test_a_notice_above_the_header_is_no_header():
    data = b"Figures are provisional, as of May\nyear,area,level,n\n2024,Leeds,3,5\n"
    header, rows = rows_with_offsets(data)
    (row,) = rows
    assert header.names == ("year", "area", "level", "n")
    assert data[row.start : row.end] == b"2024,Leeds,3,5"


def test_a_short_row_is_still_refused():
    _, rows = rows_with_offsets(b"a,b,c\n1,2,3\n1,2\n")
    with pytest.raises(GateRefused) as why:
        list(rows)
    assert why.value.gate == "rows"


def gate_of(read: Callable[[], Any]) -> Any:  # noqa: ANN401 - what was read, or which gate was shut
    try:
        return read()
    except GateRefused as why:
        return why.gate


cells = st.text(st.sampled_from(["a", "1", ",", '"', " ", "é", "\n", "\r", ";"]), max_size=6)


@given(
    st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)
def test_both_ways_of_reading_a_csv_give_the_same(rows: list[tuple[str, str, str]], end: str):
    data = table(("x", "y", "z"), rows).replace(b"\n", end.encode())
    wanted = gate_of(lambda: list(rows_with_offsets(data)[1]))
    found = gate_of(lambda: columns_of(data))
    if isinstance(wanted, str):
        assert found in (wanted, "no_rows")
        return
    if not wanted:
        assert found == "no_rows"
        return
    assert not isinstance(found, str)
    header = rows_with_offsets(data)[0]
    assert found.names == header.names
    assert found.places.to_pylist() == [f"bytes={r.start}-{r.end}" for r in wanted]
    for name in header.names:
        assert found.cells[name].to_pylist() == [r.values[name] for r in wanted]


@needs_data
@pytest.mark.parametrize("file", sorted(p.name for p in (DATA / "bad_responses").glob("*")))
def test_the_real_wrong_answers_are_refused(file: str):
    data = (DATA / "bad_responses" / file).read_bytes()
    assert refused(data, file).gate in ("html", "json_error", "empty", "no_rows")
    if data:
        assert refused(gzip.compress(data), file).gate == "archive"


def test_the_list_of_wrong_answers_is_not_empty_where_there_is_data():
    assert not DATA.is_dir() or len(list(Path(DATA / "bad_responses").iterdir())) >= 5
