"""The audit trail: anybody can read it, the passphrase proves it, and it has no content."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sectorscope.errors import VaultDamaged, VaultError
from sectorscope.vault import Audited, Vault
from tests.vault import made


@pytest.fixture
def trail(tmp_path: Path, vault: Vault) -> Path:
    for n in range(3):
        vault.note("purged", "A. Analyst", made.LATER, n)
    return tmp_path / "vault" / "audit.jsonl"


def test_it_says_what_was_done_when_by_whom_and_to_how_many(trail: Path, vault: Vault):
    found = vault.audit()
    assert found[0] == Audited(made.DAY, "sealed", "A. Analyst", 2)
    assert [a.count for a in found[1:]] == [0, 1, 2]
    first = json.loads(trail.read_text().splitlines()[0])
    assert set(first) == {"n", "date", "action", "who", "count", "chain"}


@pytest.mark.parametrize("line", [0, 1, 3])
def test_a_line_taken_out_shows(trail: Path, vault: Vault, line: int):
    lines = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join(lines[:line] + lines[line + 1 :]))
    _shows(vault)
    vault.note("purged", "A. Analyst", made.LATER, 9)  # and goes on showing
    _shows(vault)


def test_a_trail_taken_away_shows(trail: Path, vault: Vault):
    trail.unlink()
    _shows(vault)


def test_lines_in_another_order_show(trail: Path, vault: Vault):
    lines = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    _shows(vault)


def test_any_byte_changed_shows(trail: Path, vault: Vault):
    data, before = trail.read_bytes(), vault.audit()
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= 0x01
        trail.write_bytes(bytes(changed))
        _shows(vault)
    trail.write_bytes(data)
    assert vault.audit() == before


def test_a_line_of_the_same_number_from_another_copy_shows(
    tmp_path: Path, trail: Path, vault: Vault
):
    shutil.copytree(tmp_path / "vault", tmp_path / "copy" / "vault")
    copy = Vault.open(tmp_path / "copy", made.KEY)
    for count, here in ((1, vault), (9, copy)):
        here.note("purged", "A. Analyst", made.LATER, count)
        here.note("sealed", "A. Analyst", made.LATER, 1)
    lines = trail.read_bytes().splitlines(keepends=True)
    theirs = (tmp_path / "copy/vault/audit.jsonl").read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join([*lines[:-2], theirs[-2], lines[-1]]))
    _shows(vault)


def test_a_line_somebody_adds_without_the_key_shows(trail: Path, vault: Vault):
    last = json.loads(trail.read_text().splitlines()[-1])
    with trail.open("a") as file:
        file.write(json.dumps(last | {"n": last["n"] + 1}) + "\n")
    _shows(vault)


def test_what_a_killed_process_began_to_write_is_no_line(trail: Path, vault: Vault):
    before = vault.audit()
    with trail.open("ab") as file:
        file.write(b'{"n": 5, "da')
    assert vault.audit() == before
    vault.note("purged", "A. Analyst", made.LATER, 9)
    assert [a.count for a in vault.audit()[len(before) :]] == [9]


@pytest.mark.parametrize(
    ("action", "who"),
    [
        ("Sealed it.", "A"),
        ("", "A"),
        ("erased flimjaw", "A"),
        ("sealed", ""),
        ("sealed", "A\nB"),
        ("sealed", "x" * 81),
        ("sealed", f"for {made.PERSON}"),
    ],
)
def test_it_takes_no_content(trail: Path, vault: Vault, action: str, who: str):
    before = trail.read_bytes()
    with pytest.raises(VaultError, match="note") as caught:
        vault.note(action, who, made.DAY, 1)
    assert made.PERSON not in str(caught.value)
    assert trail.read_bytes() == before


def test_a_note_changes_nothing_the_study_is_built_from(tmp_path: Path, vault: Vault):
    before = Vault.fingerprint(tmp_path)
    vault.note("purged", "A. Analyst", made.LATER, 9)
    assert Vault.fingerprint(tmp_path) == before


def _shows(vault: Vault) -> None:
    with pytest.raises(VaultDamaged, match="the audit trail"):
        vault.audit()
