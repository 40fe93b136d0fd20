"""The engine of one machine keeps the contract, in one process and in several."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sectorscope.engine import Engine, Local
from sectorscope.engine.ordered import in_order
from sectorscope.errors import EngineError
from tests.cli.command import environment
from tests.engine.contract import ROWS, TARGET, Contract, dying, parquet


class TestInOneProcess(Contract):
    @pytest.fixture
    def engine(self) -> Callable[[int], Engine]:
        return lambda batch: Local(batch=batch)


class TestInSeveral(Contract):
    @pytest.fixture
    def engine(self) -> Callable[[int], Engine]:
        return lambda batch: Local(jobs=2, batch=batch)

    def test_a_process_that_dies_is_a_sentence(self, tmp_path: Path):
        source = parquet(tmp_path / "in.parquet", ROWS)
        with pytest.raises(EngineError, match="ended before its time"):
            Local(jobs=2).map_batches(dying, source, tmp_path / "out.parquet", schema=TARGET)
        assert [p.name for p in tmp_path.iterdir()] == ["in.parquet"]


def test_a_long_table_is_never_whole_in_memory(tmp_path: Path):
    """What was drawn and not yet written stays within a row group, however long the table is."""
    schema = pa.schema([("n", pa.int64())])
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(pa.table({"n": range(400_000)}, schema), source, row_group_size=10_000)
    met: list[int] = []

    def counting(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            met.append(batch.num_rows)
            yield batch

    Local(batch=1000).map_batches(counting, source, target, schema=schema)
    with pq.ParquetFile(target) as file:
        groups = [file.metadata.row_group(i).num_rows for i in range(file.metadata.num_row_groups)]
        assert max(groups) <= 66_000
        assert len(groups) >= 6
        assert file.read()["n"].to_pylist() == list(range(400_000))
    assert set(met) == {1000}


MEASURED = """
import sys
from pathlib import Path
import pyarrow as pa
from sectorscope.annotate.texts import batched, documents
from sectorscope.engine import Local
schema = pa.schema([("id", pa.int64()), ("text", pa.string())])
def same(batches):
    yield from batches
most = lambda: int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1])
before = most()
if sys.argv[1] == "engine":
    Local().map_batches(same, Path("in.parquet"), Path("out.parquet"), schema=schema)
else:
    sum(len(batch) for batch in batched(documents(sys.argv[1])))
print(pa.default_memory_pool().max_memory() // 1000, most() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell")
@pytest.mark.parametrize("what", ["engine", "in.parquet", "in.jsonl"])
def test_one_large_row_group_or_file_is_not_held_whole(tmp_path: Path, what: str):
    """180 MB of texts: what Arrow and the process hold at most, in kB.

    Held whole they were twice 180 MB (bytes and values). What the process's allocators keep back
    differs from run to run by 40 MB, so only Arrow's own account is held to a tight bound.
    """
    text, rows = "You will need CAD. " * 400, 24_000
    if what == "in.jsonl":
        line = json.dumps({"id": 1, "text": text}) + "\n"
        (tmp_path / what).write_text(line * rows, "utf-8")
    else:
        texts = pa.array([f"{text}{n}" for n in range(rows)])
        table = pa.table({"id": range(rows), "text": texts})
        plain: dict[str, Any] = {"compression": "none", "use_dictionary": False}
        pq.write_table(table, tmp_path / "in.parquet", row_group_size=rows, **plain)
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, what],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=True,
    )
    arrow, process = map(int, done.stdout.split())
    assert arrow < 60_000
    assert process < 200_000


# --- the order of things ---------------------------------------------------------------------


def whose(add: int, n: int) -> tuple[int, int]:
    return n + add, os.getpid()


def drawn(most: int, log: list[int]) -> Iterator[int]:
    for n in range(most):
        log.append(n)
        yield n
    raise ValueError("the last")


@pytest.mark.parametrize("jobs", [1, 2])
def test_answers_come_in_order_and_before_a_fault_of_the_items(jobs: int):
    answers = in_order(partial(whose, 1000), drawn(30, []), jobs=jobs)
    told = [next(answers) for _ in range(30)]
    assert [n for n, _ in told] == list(range(1000, 1030))
    assert ({who for _, who in told} == {os.getpid()}) is (jobs == 1)
    with pytest.raises(ValueError, match="the last"):
        next(answers)


@pytest.mark.parametrize(("jobs", "ahead"), [(1, 1), (2, 4)])
def test_items_are_not_drawn_far_ahead(jobs: int, ahead: int):
    log: list[int] = []
    answers = in_order(partial(whose, 0), drawn(1000, log), jobs=jobs)
    assert next(answers)[0] == 0
    assert len(log) == ahead
    cast("Generator[object]", answers).close()
    assert len(log) == ahead


def test_one_item_needs_no_other_process():
    assert list(in_order(partial(whose, 0), [1], jobs=8)) == [(1, os.getpid())]
    assert list(in_order(partial(whose, 0), [], jobs=8)) == []
