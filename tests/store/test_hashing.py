"""A content hash says what a table holds and nothing else."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sectorscope.errors import StoreError
from sectorscope.schema import TABLES, Column, Table
from sectorscope.store import content_hash
from sectorscope.store.hashing import fingerprint, ordered_hash
from tests.store.made import codes, facts

TEXT = st.text(max_size=8) | st.sampled_from(["", "\\N", "\\", "\t", "\n", "a\tb", "\\t", "\x00"])
CELLS = {
    "text": TEXT,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(),
    "truth": st.booleans(),
}
FACT = TABLES["fact"]


def _row(key: str) -> st.SearchStrategy[dict[str, Any]]:
    cells = {c.name: CELLS[c.type] for c in FACT.columns if c.name != "id"}
    cells = {n: s | st.none() if _may_be_missing(n) else s for n, s in cells.items()}
    return st.fixed_dictionaries({"id": st.just(key), **cells})


def _may_be_missing(name: str) -> bool:
    return next(c.missing for c in FACT.columns if c.name == name)


ROWS = st.lists(TEXT, unique=True, max_size=5).flatmap(
    lambda keys: st.tuples(*(_row(key) for key in keys)).map(list)
)


def _arrow(rows: list[dict[str, Any]], size: int = 100) -> pa.Table:
    parts = [rows[n : n + size] for n in range(0, len(rows), size)]
    made = [pa.RecordBatch.from_pylist(part, schema=FACT.schema) for part in parts]
    return pa.Table.from_batches(made, schema=FACT.schema)


@settings(max_examples=50, deadline=None)
@given(rows=ROWS, size=st.integers(1, 3), data=st.data())
def test_the_order_and_the_chunks_rows_come_in_do_not_count(
    rows: list[dict[str, Any]], size: int, data: st.DataObject
):
    shuffled = data.draw(st.permutations(rows))
    assert content_hash("fact", _arrow(shuffled, size)) == content_hash("fact", _arrow(rows))


def test_nor_how_many_rows_are_turned_to_text_at_a_time(monkeypatch: pytest.MonkeyPatch):
    table = facts(*range(10))
    whole = content_hash("fact", table)
    monkeypatch.setattr("sectorscope.store.hashing._AT_ONCE", 3)
    assert content_hash("fact", table) == whole


@settings(max_examples=50, deadline=None)
@given(rows=ROWS, data=st.data())
def test_a_change_of_any_cell_changes_it(rows: list[dict[str, Any]], data: st.DataObject):
    assume(rows)
    row = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(FACT.schema.names))
    other = data.draw(_row(data.draw(TEXT)))[name]
    assume(repr(other) != repr(rows[row][name]))  # repr: nan is nan, and -0.0 is not 0.0
    assume(name != "id" or other not in [r["id"] for r in rows])
    changed = [{**r, name: other} if n == row else r for n, r in enumerate(rows)]
    assert content_hash("fact", _arrow(changed)) != content_hash("fact", _arrow(rows))


@pytest.mark.parametrize("text", ["", "\\N", "\\\\N", "None", "null"])
def test_missing_differs_from_every_text(text: str):
    assert content_hash("code", codes(parent=None)) != content_hash("code", codes(parent=text))


def test_cells_cannot_run_into_each_other():
    one = codes(parent="a\tb", explains="c")
    other = codes(parent="a", explains="b\tc")
    assert content_hash("code", one) != content_hash("code", other)


def test_it_is_the_hash_of_the_text_the_room_promises():
    # Changed only on purpose: with it, every kept run stops verifying.
    columns = [Column(type_, type_, "", missing=True) for type_ in CELLS]
    table = Table("sample", "", ("text",), tuple(columns))
    cells = [["a\tb\\c\n", "é"], [-1, None], [0.1, 1e22], [None, True]]
    data = pa.table(dict(zip(CELLS, cells, strict=True)), schema=table.schema)
    text = (
        "text:text\tinteger:integer\tnumber:number\ttruth:truth\n"
        "a\\tb\\\\c\\n\t-1\t0.1\t\\N\t\n"
        "é\t\\N\t1e+22\ttrue\t\n"
    )
    assert ordered_hash(table, data) == sha256(text.encode()).hexdigest()


def test_numbers_are_written_as_the_shortest_decimal_that_reads_back():
    assert content_hash("fact", facts(0.1 + 0.2)) != content_hash("fact", facts(0.3))


def test_an_unknown_table_is_refused_with_the_near_one():
    with pytest.raises(StoreError, match="fact"):
        content_hash("facts", facts(1))


def test_other_columns_are_refused():
    with pytest.raises(StoreError, match="columns"):
        content_hash("fact", codes())


def test_a_fingerprint_sees_names_and_hashes_and_not_their_order():
    assert fingerprint({"a": "1", "b": "2"}) == fingerprint({"b": "2", "a": "1"})
    assert fingerprint({"a": "1", "b": "2"}) != fingerprint({"a": "2", "b": "1"})
