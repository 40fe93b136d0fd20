"""The log keeps every decision in order, and tells which are in force."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.decisions import DecisionLog
from sectorscope.errors import DecisionError
from tests.decisions.made import coding, release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "decisions"


@pytest.fixture
def log(folder: Path) -> DecisionLog:
    return DecisionLog(folder)


def test_a_new_study_has_no_decisions_and_asking_makes_nothing(log: DecisionLog, folder: Path):
    assert log.read("coding") == log.in_force("coding") == []
    assert not log.torn
    assert log.fingerprint() == log.fingerprint()
    assert not folder.exists()


def test_decisions_are_kept_in_order_one_file_a_kind(log: DecisionLog, folder: Path):
    log.append(coding("b"), release(), coding("a"))
    log.append(coding("c"))
    assert log.read("coding") == [coding("b"), coding("a"), coding("c")]
    assert log.read("release_cell") == [release()]
    lines = (folder / "codings.jsonl").read_bytes().split(b"\n")
    assert lines == [coding(c).line.encode() for c in "bac"] + [b""]
    assert (folder / "release_cells.jsonl").exists()


@settings(max_examples=30, deadline=None)
@given(quotes=st.lists(st.text() | st.sampled_from(["a\nb", "\r", "\u2028", "\x00", '"\\'])))
def test_any_text_comes_back(quotes: list[str]):
    made = [coding(quote=quote) for quote in quotes]
    with TemporaryDirectory() as folder:
        log = DecisionLog(Path(folder))
        log.append(*made)
        assert log.read("coding") == made


def test_the_last_decision_on_a_subject_is_in_force(log: DecisionLog):
    log.append(coding("a", quote="first"), coding("b"), coding("a", quote="second"))
    assert log.in_force("coding") == [coding("b"), coding("a", quote="second")]
    assert len(log.read("coding")) == 3


def test_a_withdrawn_decision_is_not_in_force_until_it_is_made_again(log: DecisionLog):
    log.append(release("x"), release("y"), release("x", ruling="withdrawn"))
    assert log.in_force("release_cell") == [release("y")]
    log.append(release("x"))
    assert log.in_force("release_cell") == [release("y"), release("x")]


def test_every_field_of_the_subject_counts(log: DecisionLog):
    log.append(coding(), coding(business="B08"), coding(question="reasons"), coding("testing"))
    assert len(log.in_force("coding")) == 4


def test_an_unknown_kind_is_refused(log: DecisionLog):
    for ask in (log.read, log.in_force):
        with pytest.raises(DecisionError, match="coding"):
            ask("codings")


def test_the_fingerprint_changes_with_every_decision(log: DecisionLog):
    seen = {log.fingerprint()}
    for one in (coding("a"), coding("a"), release(), coding("a", state="withdrawn")):
        log.append(one)
        seen.add(log.fingerprint())
    assert len(seen) == 5


def test_a_torn_last_line_is_no_decision(log: DecisionLog, folder: Path):
    log.append(coding("a"))
    before = log.fingerprint()
    path = folder / "codings.jsonl"
    path.write_bytes(path.read_bytes() + coding("b").line.encode())  # whole but for its new line
    assert log.torn
    assert log.read("coding") == [coding("a")]
    assert log.fingerprint() == before


def test_nothing_is_glued_to_a_torn_line_and_nothing_of_it_is_lost(log: DecisionLog, folder: Path):
    path = folder / "codings.jsonl"
    log.append(coding("a"))
    for torn in (b'{"kind": "cod', b"\xe2"):
        path.write_bytes(path.read_bytes() + torn)
        log.append(coding("b"))
        assert not log.torn
    assert log.read("coding") == [coding("a"), coding("b"), coding("b")]
    assert (folder / "codings.jsonl.torn-1").read_bytes() == b'{"kind": "cod'
    assert (folder / "codings.jsonl.torn-2").read_bytes() == b"\xe2"


@pytest.mark.parametrize(
    "bad", [b"", b"{", b"<<<<<<< HEAD", b"\xff", b'{"kind": "coding"}', release().line.encode()]
)
def test_a_malformed_line_elsewhere_is_refused_by_file_and_number(
    log: DecisionLog, folder: Path, bad: bytes
):
    log.append(coding("a"))
    path = folder / "codings.jsonl"
    path.write_bytes(path.read_bytes() + bad + b"\n" + coding("b").line.encode() + b"\n")
    with pytest.raises(DecisionError, match=r"codings\.jsonl, line 2"):
        log.read("coding")


def test_a_file_that_git_gave_other_line_ends_still_reads(log: DecisionLog, folder: Path):
    log.append(coding("a"), coding("b"))
    path = folder / "codings.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert log.read("coding") == [coding("a"), coding("b")]


def test_a_full_disk_is_told_and_leaves_the_log_as_it_was(
    log: DecisionLog, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    log.append(coding("a"))
    plain = os.write
    monkeypatch.setattr(os, "write", lambda file, data: plain(file, data[:9]))
    with pytest.raises(DecisionError, match="a part"):
        log.append(coding("b"), coding("c"))
    monkeypatch.undo()
    assert log.read("coding") == [coding("a")]
    assert not log.torn


def test_decisions_of_a_kind_are_written_in_one_call_and_synced(
    log: DecisionLog, monkeypatch: pytest.MonkeyPatch
):
    calls: list[str] = []
    _listen(monkeypatch, calls, "write")
    _listen(monkeypatch, calls, "fsync")
    log.append(coding("a"), coding("b"))
    assert calls[:2] == ["write", "fsync"]
    assert calls.count("write") == 1


def _listen(monkeypatch: pytest.MonkeyPatch, calls: list[str], name: str) -> None:
    plain = getattr(os, name)

    def call(*args: object) -> object:
        calls.append(name)
        return plain(*args)

    monkeypatch.setattr(os, name, call)


def test_the_clock_is_never_read(log: DecisionLog):
    log.append(replace(coding(), when="1999-12-31"))
    assert log.read("coding")[0].when == "1999-12-31"


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path):
    (tmp_path / "decisions").write_text("a file", encoding="utf-8")
    with pytest.raises(DecisionError, match="cannot be used"):
        DecisionLog(tmp_path / "decisions").append(coding())
