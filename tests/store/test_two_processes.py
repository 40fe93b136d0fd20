"""Two processes on one study: the second waits, or says that it cannot."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sectorscope.errors import Busy
from sectorscope.store import Store
from tests.store import killing
from tests.store.made import codes

CHILD = Path(__file__).with_name("child_holder.py")


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, CHILD, tmp_path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=killing.environment(),
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        yield child
        child.kill()


def test_the_second_is_told_whom_it_waited_for(tmp_path: Path, holder: subprocess.Popen[str]):
    said: list[str] = []
    with pytest.raises(Busy, match="another process"), Store(tmp_path).lock(0.1, said.append):
        pass
    assert said == ["another process is building this study; waiting …"]
    assert holder.poll() is None


def test_the_second_goes_on_when_the_first_has_finished(
    tmp_path: Path, holder: subprocess.Popen[str]
):
    said: list[str] = []

    def say(sentence: str) -> None:
        said.append(sentence)
        assert holder.stdin is not None
        holder.stdin.write("let go\n")
        holder.stdin.flush()

    with Store(tmp_path).lock(wait=60, say=say):
        pass
    assert len(said) == 1


def test_the_second_goes_on_when_the_first_is_killed(tmp_path: Path, holder: subprocess.Popen[str]):
    store = Store(tmp_path)
    with store.lock(wait=60, say=lambda _: holder.kill()), store.begin() as writer:
        writer.write("code", codes())
        writer.commit({})
    assert store.current() is not None


def test_reading_waits_for_nobody(tmp_path: Path, holder: subprocess.Popen[str]):
    assert Store(tmp_path).current() is None
    assert Store(tmp_path).runs() == []


def test_nothing_is_said_where_nobody_is_in_the_way(tmp_path: Path):
    said: list[str] = []
    with Store(tmp_path).lock(say=said.append):
        pass
    assert said == []
