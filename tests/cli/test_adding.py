"""What `add` says of files that it refuses: of one's own files nobody can ask a service again."""

from pathlib import Path
from typing import Any

import pytest

from sectorscope.cli import adding
from sectorscope.cli.adding import add_files
from sectorscope.study import Study
from tests.pipeline import sealed


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return sealed.empty(tmp_path / "study")


def said(study: Study, capsys: pytest.CaptureFixture[str], source: str, *files: Path) -> str:
    asked: dict[str, Any] = {"mapping": None, "override": None, "why": None, "explain": True}
    add_files(study, files, source=source, retrieved="2026-11-22", **asked)
    out = capsys.readouterr()
    return out.out + out.err


@pytest.mark.parametrize("source", ["survey", "transcripts", "qda"])
def test_an_empty_file_of_ones_own_is_to_be_saved_again(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str
):
    (tmp_path / "e.txt").write_bytes(b"")
    told = said(study, capsys, source, tmp_path / "e.txt")
    assert "file 1 of 1: the file is empty (0 bytes) (gate empty)" in told
    assert "save or export it again" in told
    assert "service" not in told


def test_an_empty_answer_of_a_service_is_to_be_asked_for_again(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "e.csv").write_bytes(b"")
    assert "ask the service again" in said(study, capsys, "nomis", tmp_path / "e.csv")


def test_a_refusal_of_one_file_leaves_who_overrules_the_next_as_it_was(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    seen: list[str] = []
    add = adding.add_file

    def watched(*given: Any, **more: Any) -> Any:  # noqa: ANN401
        seen.append(more["who"])
        return add(*given, **more)

    monkeypatch.setattr(adding, "add_file", watched)
    (tmp_path / "e.csv").write_bytes(b"")
    asked: dict[str, Any] = {"mapping": None, "override": None, "why": None, "explain": True}
    files = [tmp_path / "e.csv"] * 2
    add_files(study, files, source="nomis", retrieved="2026-11-22", who="A. Nalyst", **asked)
    assert seen == ["A. Nalyst"] * 2
