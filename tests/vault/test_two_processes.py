"""Two processes with one vault: neither loses what the other did."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from sectorscope.errors import Busy
from sectorscope.vault import Vault, room
from tests.store import killing
from tests.vault import made

HOLDER = Path(__file__).with_name("child_holder.py")
SEALING = Path(__file__).with_name("child_sealing.py")


@pytest.fixture
def holder(tmp_path: Path, vault: Vault) -> Iterator[subprocess.Popen[str]]:
    child = subprocess.Popen(
        [sys.executable, HOLDER, tmp_path],
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


def test_the_second_says_that_it_cannot(
    vault: Vault, holder: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(room, "WAIT", 0.1)
    with pytest.raises(Busy, match="another process is changing the vault"):
        vault.seal(b"ours", facts={})
    with pytest.raises(Busy):
        vault.note("sealed", "A. Analyst", made.DAY, 1)
    _go_on(holder)
    holder.wait()
    assert [vault.read(e.id) for e in vault.entries()][2:] == [b"theirs"]


def test_the_second_reads_meanwhile_and_takes_nothing_away(
    tmp_path: Path, vault: Vault, holder: subprocess.Popen[str]
):
    before = made.picture(vault)
    assert made.picture(Vault.open(tmp_path, made.KEY)) == before  # opening tidies, but not now
    _go_on(holder)
    assert holder.wait() == 0
    assert [vault.read(e.id) for e in vault.entries()][2:] == [b"theirs"]


def test_the_second_waits_for_the_first(vault: Vault, holder: subprocess.Popen[str]):
    Timer(0.2, _go_on, [holder]).start()  # any delay will do: both orders pass
    vault.seal(b"ours", facts={})
    assert {vault.read(e.id) for e in vault.entries()} >= {b"theirs", b"ours"}


def test_the_second_goes_on_when_the_first_is_killed(
    tmp_path: Path, vault: Vault, holder: subprocess.Popen[str]
):
    Timer(0.2, holder.kill).start()
    vault.seal(b"ours", facts={})
    assert [vault.read(e.id) for e in vault.entries()][2:] == [b"ours"]
    assert len(list((tmp_path / "vault" / "files").iterdir())) == 3


def test_two_at_once_lose_nothing(tmp_path: Path, vault: Vault):
    children = [
        subprocess.Popen([sys.executable, SEALING, tmp_path, who], env=killing.environment())
        for who in ("first", "second")
    ]
    assert [child.wait() for child in children] == [0, 0]
    expected = {f"{who} {n}" for who in ("first", "second") for n in range(10)}
    again = Vault.open(tmp_path, made.KEY)
    assert {again.read(e.id).decode() for e in again.entries()[2:]} == expected
    assert {i.names[0] for i in again.identities()[2:]} == expected
    assert len(again.audit()) == 21
    assert made.picture(again) == made.picture(vault)  # which was open all the while
