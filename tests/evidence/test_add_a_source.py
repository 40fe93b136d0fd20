"""The page for authors of sources shows a source that works, and its tests can fail."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import sectorscope.testing as contract
from sectorscope.evidence import sources
from sectorscope.evidence.refusal import GATES, GateRefused

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "how-to" / "add-a-source.md").read_text(encoding="utf-8")
NAME = "training_places"


def block(heading: str) -> str:
    """The code under a heading of the page."""
    found = re.search(rf"## \d\. {re.escape(heading)}.*?```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found.group(1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The example's folder, found as one of the package would be."""
    package = tmp_path / "shown"
    inside = package / NAME
    inside.mkdir(parents=True)
    (inside / "source.toml").write_text(block(f"`{NAME}/source.toml`"), encoding="utf-8")
    (inside / "read.py").write_text(block(f"`{NAME}/read.py`"), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    meta = sources._meta(inside / "source.toml", NAME)
    shown = sources.Folder(meta, "shown")
    monkeypatch.setattr(contract, "load", lambda name: {NAME: shown}[name])
    yield inside
    for name in [n for n in sys.modules if n.split(".")[0] == "shown"]:
        del sys.modules[name]


def defined() -> dict[str, Any]:
    """What the page's test module defines."""
    module = ModuleType("shown_tests")
    exec(compile(block("Test it"), "add-a-source.md", "exec"), module.__dict__)  # noqa: S102
    return module.__dict__


@pytest.mark.usefixtures("folder")
def test_the_source_shown_keeps_the_contract():
    defined()["test_districts_and_withheld_figures"]()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("bad", [b"12.5", b"-3", b"n/a", b""])
def test_it_refuses_what_the_page_says_it_refuses(bad: bytes):
    defined()["test_what_is_no_figure_is_refused"](bad)


def test_its_test_sees_an_offset_that_is_wrong(folder: Path):
    text = (folder / "read.py").read_text(encoding="utf-8")
    (folder / "read.py").write_text(text.replace("{row.end};", "{row.end - 1};"), "utf-8")
    with pytest.raises((AssertionError, GateRefused)):
        defined()["test_districts_and_withheld_figures"]()


def test_the_gates_it_names_are_gates():
    (named,) = re.findall(r"GateRefused: gates (.*)\.$", block(f"`{NAME}/read.py`"), re.MULTILINE)
    assert set(re.findall(r"\w+", named)) <= set(GATES)
