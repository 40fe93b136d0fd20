"""Taking a business out of the log: its lines go, every other byte stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sectorscope.decisions import KINDS, Decision, DecisionLog
from sectorscope.errors import DecisionError

BODY = {
    "business": "B1",
    "question": "q",
    "code": "c",
    "coder": "A",
    "quote": "sealed:0-3:00ff",
    "state": "yes",
    "reading": "said",
}


def made(kind: str, **more: str) -> Decision:
    body = {**dict.fromkeys(KINDS[kind].keys, "x"), **BODY, **more}
    body[KINDS[kind].ruling] = more.get("ruling", KINDS[kind].rulings[0])
    return Decision(kind, {k: body[k] for k in KINDS[kind].keys}, "A", "2026-01-01", "why")


def kept(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.name != ".lock"}


def test_its_readings_and_codings_go_and_nothing_else(tmp_path: Path):
    log = DecisionLog(tmp_path)
    others = [made("coding", business="B2"), made("reading", business="B11"), made("note")]
    log.append(*others)
    before = kept(tmp_path)
    log.append(made("coding"), made("coding", ruling="withdrawn"), made("reading", code="d"))
    log.append(made("coding", business="B3"))
    line = made("coding", business="B3").line + "\n"
    assert log.forget("B1") == 3
    assert kept(tmp_path) == before | {"codings.jsonl": before["codings.jsonl"] + line.encode()}


def test_a_note_that_has_the_same_word_stays(tmp_path: Path):
    log = DecisionLog(tmp_path)
    log.append(made("note", text="B1"), made("release_cell", code="B1"))
    before = kept(tmp_path)
    assert log.forget("B1") == 0
    assert kept(tmp_path) == before


def test_nobody_of_that_name_changes_no_byte(tmp_path: Path):
    log = DecisionLog(tmp_path)
    assert log.forget("B1") == 0
    log.append(made("coding"))
    before = (tmp_path / "codings.jsonl").stat()
    assert log.forget("B") == 0
    assert (tmp_path / "codings.jsonl").stat().st_mtime_ns == before.st_mtime_ns


def test_half_a_line_goes_whoever_it_was_about(tmp_path: Path):
    log = DecisionLog(tmp_path)
    log.append(made("coding", business="B2"))
    whole = kept(tmp_path)
    path = tmp_path / "codings.jsonl"
    path.write_bytes(path.read_bytes() + made("coding").line.encode()[:60])
    (tmp_path / "codings.jsonl.torn-1").write_bytes(b'{"kind": "coding", "body": {"business": "B1"')
    assert log.forget("B1") == 0
    assert kept(tmp_path) == whole


def test_it_can_be_taken_twice(tmp_path: Path):
    log = DecisionLog(tmp_path)
    log.append(made("coding"), made("coding", business="B2"))
    assert [log.forget("B1"), log.forget("B1")] == [1, 0]
    assert [d.body["business"] for d in log.read("coding")] == ["B2"]


@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_a_disk_that_refuses_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
):
    log = DecisionLog(tmp_path)
    log.append(made("coding"), made("coding", business="B2"))
    before = (tmp_path / "codings.jsonl").read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as at:
        at.setattr(os, broken, full)
        with pytest.raises(DecisionError, match="No space left"):
            log.forget("B1")
    assert (tmp_path / "codings.jsonl").read_bytes() == before
    assert log.forget("B1") == 1
