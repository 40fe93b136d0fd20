"""Tables give rows, Arrow and SQL, from a disk or from memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from sectorscope.errors import SchemaError, StoreError
from sectorscope.schema import TABLES, check, from_rows
from sectorscope.store import Store, Tables
from tests.store.made import codes, facts


@pytest.fixture(params=["disk", "memory"])
def tables(request: pytest.FixtureRequest, tmp_path: Path) -> Tables:
    held = {"code": codes("b", "a"), "fact": facts(2.5, None)}
    if request.param == "memory":
        return Tables.from_arrow(held)
    with Store(tmp_path).begin() as writer:
        for name, data in held.items():
            writer.write(name, data)
        return writer.commit({}).tables()


def test_rows_stand_in_key_order(tables: Tables):
    assert [row["code"] for row in tables.rows("code")] == ["a", "b"]
    assert tables.arrow("code")["code"].to_pylist() == ["a", "b"]


def test_rows_in_order_are_taken_as_they_are_and_a_key_that_stands_twice_is_found_among_them():
    code = TABLES["code"]
    made = codes("b", "a").to_pylist()
    made = [row | {"question": q} for q in "qp" for row in made]
    ordered = from_rows(code, made)
    assert check(code, ordered) is ordered
    assert check(code, ordered.take([3, 0, 2, 1])).equals(ordered)
    for twice in ([0, 0, 1], [0, 1, 1, 2], [1, 0, 1]):
        with pytest.raises(SchemaError, match="key stands already"):
            check(code, ordered.take(twice))


def test_half_a_sign_that_json_left_of_a_text_cut_short_is_one_sign_nobody_knows():
    (row,) = codes("b").to_pylist()
    made = from_rows(TABLES["code"], [row | {"label": "cut \ud83d short \U0001f3af"}])
    assert made["label"].to_pylist() == ["cut \ufffd short \U0001f3af"]


def test_a_number_beyond_those_a_table_holds_is_said():
    (row,) = codes("b").to_pylist()
    with pytest.raises(SchemaError, match="wrong type"):
        from_rows(TABLES["code"], [row | {"order": 10**30}])


def test_rows_are_read_once(tables: Tables):
    assert tables.rows("code") is tables.rows("code")


def test_a_table_that_is_not_held_is_empty(tables: Tables):
    assert tables.has("fact")
    assert not tables.has("assertion")
    assert tables.rows("assertion") == []
    assert tables.arrow("assertion").num_rows == 0
    assert tables.sql("SELECT count(*) AS n FROM assertion") == [{"n": 0}]


def test_sql_takes_parameters_and_joins_tables(tables: Tables):
    query = "SELECT code, value FROM code, fact WHERE value > ? ORDER BY code"
    assert tables.sql(query, [1]) == [{"code": "a", "value": 2.5}, {"code": "b", "value": 2.5}]


def test_a_query_that_names_no_table_is_refused_and_says_why(tables: Tables):
    with pytest.raises(StoreError, match="facts"):
        tables.sql("SELECT * FROM facts")


def test_a_refused_query_does_not_quote_what_a_cell_holds(tables: Tables):
    with pytest.raises(StoreError) as why:
        tables.sql("SELECT CAST(label AS INTEGER) FROM code")
    assert "software" not in str(why.value)


def test_an_unknown_table_is_refused_everywhere(tables: Tables):
    for ask in (tables.rows, tables.arrow, tables.has):
        with pytest.raises(StoreError, match="no table 'codes'"):
            ask("codes")


def test_memory_holds_only_what_is_declared():
    with pytest.raises(StoreError):
        Tables.from_arrow({"codes": codes()})
    with pytest.raises(SchemaError):
        Tables.from_arrow({"fact": codes()})


def _held(study: Path, code: str) -> Tables:
    with Store(study).begin() as writer:
        writer.write("code", codes(code))
        return writer.commit({}).tables()


@pytest.mark.parametrize("folder", ["Skills [2026]", "region=leeds", "it's", "a b"])
def test_a_study_may_live_in_a_folder_of_any_name(tmp_path: Path, folder: Path):
    _held(tmp_path / "Skills 2", "beside")  # what the first name means to a pattern
    held = _held(tmp_path / folder, "a")
    assert len(held.rows("code")[0]) == len(held.sql("SELECT * FROM code")[0])
    assert held.sql("SELECT code FROM code") == [{"code": "a"}]


def test_a_table_of_another_version_is_refused_with_what_to_do(tmp_path: Path):
    with Store(tmp_path).begin() as writer:
        writer.write("code", codes())
        run = writer.commit({})
    pq.write_table(codes().drop_columns(["label"]), run.path / "code.parquet")
    with pytest.raises(StoreError, match="sectorscope build"):
        run.tables().rows("code")


def test_duckdb_is_not_loaded_until_a_query_is_asked():
    script = (
        "import sys; from sectorscope.store import Tables; Tables.from_arrow({}).rows('code');"
        "sys.exit('duckdb' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
