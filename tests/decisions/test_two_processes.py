"""Two processes that decide at once: the second waits, or says that it cannot."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from sectorscope.decisions import DecisionLog
from sectorscope.errors import Busy
from tests.decisions.made import coding
from tests.store import killing

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


def _go_on(holder: subprocess.Popen[str]) -> None:
    assert holder.stdin is not None
    holder.stdin.write("go on\n")
    holder.stdin.flush()


def test_the_second_says_that_it_cannot(tmp_path: Path, holder: subprocess.Popen[str]):
    log = DecisionLog(tmp_path)
    with pytest.raises(Busy, match="another process"):
        log.append(coding("c"), wait=0.1)
    _go_on(holder)
    holder.wait()
    assert log.read("coding") == [coding("a"), coding("b")]


def test_the_second_waits_for_the_first(tmp_path: Path, holder: subprocess.Popen[str]):
    log = DecisionLog(tmp_path)
    Timer(0.2, _go_on, [holder]).start()  # any delay will do: both orders pass
    log.append(coding("c"), wait=60)
    assert log.read("coding") == [coding("a"), coding("b"), coding("c")]


def test_the_second_goes_on_when_the_first_is_killed(tmp_path: Path, holder: subprocess.Popen[str]):
    log = DecisionLog(tmp_path)
    Timer(0.2, holder.kill).start()
    log.append(coding("c"), wait=60)
    assert log.read("coding")[-1] == coding("c")
