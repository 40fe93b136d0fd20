"""Writing the outputs: all or nothing, in one step each."""

from pathlib import Path

import pytest

from sectorscope.errors import UsageError
from sectorscope.render import html as page
from sectorscope.render import write
from sectorscope.render.json import load
from tests.render.sample import sample


def test_three_files_in_the_order_asked_for(tmp_path: Path) -> None:
    written = write(sample(), tmp_path / "out")
    assert [path.name for path in written] == ["profile.html", "profile.json", "annex.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        path.name for path in written
    )
    assert load(written[1].read_text(encoding="utf-8")) == sample()


def test_line_ends_are_the_same_everywhere(tmp_path: Path) -> None:
    assert all(b"\r" not in path.read_bytes() for path in write(sample(), tmp_path))


def test_only_what_is_asked_for(tmp_path: Path) -> None:
    assert [path.name for path in write(sample(), tmp_path, ("json",))] == ["profile.json"]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="html, json, annex"):
        write(sample(), tmp_path / "out", ("json", "docx"))
    assert not (tmp_path / "out").exists()


def test_a_format_that_fails_leaves_the_last_good_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [path.read_bytes() for path in write(sample(), tmp_path)]

    def broken(_: object) -> str:
        raise RuntimeError

    monkeypatch.setattr(page, "html", broken)
    with pytest.raises(RuntimeError):
        write(sample().model_copy(update={"as_of": "2014"}), tmp_path, ("json", "html"))
    assert [p.read_bytes() for p in write(sample(), tmp_path, ())] == []
    names = ("profile.html", "profile.json", "annex.csv")
    assert [(tmp_path / name).read_bytes() for name in names] == before


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(sample(), tmp_path, ("json",))
    assert list(tmp_path.iterdir()) == []
