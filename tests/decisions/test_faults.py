"""Whenever the process dies that appends, what was decided before stands and work goes on."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.decisions import Decision, DecisionLog
from tests.decisions.made import coding, release
from tests.store import killing

CHILD = Path(__file__).with_name("child_append.py")
OLD = [coding("old"), coding("older")]
NEW = [coding("new"), coding("newer")]


@pytest.mark.parametrize("how", [killing.BEFORE, killing.HALFWAY])
@pytest.mark.parametrize("torn", [b"", b'{"kind": "cod'])
def test_a_death_at_any_moment_keeps_the_decisions_before(tmp_path: Path, how: str, torn: bytes):
    def prepare(name: str) -> list[object]:
        DecisionLog(tmp_path / name).append(*OLD)
        path = tmp_path / name / "codings.jsonl"
        path.write_bytes(path.read_bytes() + torn)
        return [tmp_path / name]

    seen = {_check(tmp_path / name, torn) for name in killing.deaths(CHILD, prepare, how)}
    # Unless it died on both sides of the write, or within it, this test has looked at nothing.
    assert seen >= ({0, 2} if how == killing.BEFORE else {1})


def _check(folder: Path, torn: bytes) -> int:
    log = DecisionLog(folder)
    found = log.read("coding")
    kept = len(found) - len(OLD)
    assert found == OLD + NEW[:kept]
    assert log.read("release_cell") in ([], [release()])
    _check_that_work_goes_on(log, found)
    assert torn in b"".join(p.read_bytes() for p in folder.glob("codings.jsonl.torn-*"))
    return kept


def _check_that_work_goes_on(log: DecisionLog, found: list[Decision]) -> None:
    log.append(coding("after"), release("after"))
    assert log.read("coding") == [*found, coding("after")]
    assert log.in_force("release_cell")[-1] == release("after")
    assert not log.torn
