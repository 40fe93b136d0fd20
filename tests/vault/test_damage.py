"""Whatever part is changed, cut short, swapped or lost: it is said, and nothing more is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from sectorscope.errors import VaultDamaged, VaultError, VaultLocked
from sectorscope.vault import Vault
from tests.vault import made


def _paths(study: Path) -> dict[str, Path]:
    folder = study / "vault"
    names = ("vault.json", "index.sealed", "audit.sealed", "audit.jsonl")
    sealed = max((folder / "files").iterdir(), key=lambda p: (p.stat().st_size, p.name))
    return {name: folder / name for name in names} | {"file": sealed}


def _everything(study: Path) -> None:
    made.picture(Vault.open(study, made.KEY))


def _damaged(study: Path, path: Path, data: bytes) -> str:
    """What is said of a damage; afterwards, the damage mended, all is there."""
    whole, before = path.read_bytes(), made.picture(Vault.open(study, made.KEY))
    path.write_bytes(data)
    disk = made.on_disk(study)
    with pytest.raises(VaultDamaged) as caught:
        _everything(study)
    assert made.on_disk(study) == disk
    assert "nothing was changed" in str(caught.value)
    path.write_bytes(whole)
    assert made.picture(Vault.open(study, made.KEY)) == before
    return str(caught.value)


def _places(data: bytes) -> list[int]:
    """Every byte of what is short; both ends of what is long, and some between."""
    inner = range(40, len(data) - 40, max(1, len(data) // 40))
    return sorted({*range(min(40, len(data))), *inner, *range(max(0, len(data) - 40), len(data))})


@pytest.mark.parametrize(
    ("part", "said"),
    [("index.sealed", "the index"), ("audit.sealed", "seal"), ("file", "the sealed file")],
)
def test_any_byte_of_a_sealed_part(tmp_path: Path, vault: Vault, part: str, said: str):
    path = _paths(tmp_path)[part]
    data = path.read_bytes()
    for place in _places(data):
        changed = bytearray(data)
        changed[place] ^= 0x20
        assert said in _damaged(tmp_path, path, bytes(changed))


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_any_byte_of_the_key_file(tmp_path: Path, vault: Vault, flip: int):
    path = tmp_path / "vault" / "vault.json"
    data = path.read_bytes()
    before = made.picture(vault)
    for place in range(len(data)):
        changed = bytearray(data)
        changed[place] ^= flip
        path.write_bytes(bytes(changed))
        said = _said_on_opening(tmp_path)
        if said:
            assert "vault.json" in said
        else:
            assert json.loads(changed) == json.loads(data)  # white space
    path.write_bytes(data)
    assert made.picture(Vault.open(tmp_path, made.KEY)) == before


def _said_on_opening(study: Path) -> str:
    """What is said of a damage, which is never that the passphrase is wrong."""
    try:
        Vault.open(study, made.KEY)
    except VaultDamaged as why:
        return str(why)
    return ""


@pytest.mark.parametrize("part", ["vault.json", "index.sealed", "audit.sealed", "file"])
def test_cut_short(tmp_path: Path, vault: Vault, part: str):
    path = _paths(tmp_path)[part]
    data = path.read_bytes()
    for length in (0, 1, 3, 4, 20, 40, len(data) // 2, len(data) - 2):
        _damaged(tmp_path, path, data[:length])


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("vault.json", "the key file"),
        ("index.sealed", "the index"),
        ("audit.sealed", "seal"),
        ("file", "the sealed file"),
    ],
)
def test_lost(tmp_path: Path, vault: Vault, part: str, said: str):
    path = _paths(tmp_path)[part]
    path.rename(tmp_path / "away")
    before = made.on_disk(tmp_path)
    assert Vault.exists(tmp_path)
    with pytest.raises(VaultDamaged, match=f"{said}.*is missing"):
        _everything(tmp_path)
    with pytest.raises(VaultError, match="already"):
        Vault.create(tmp_path, made.KEY)
    assert made.on_disk(tmp_path) == before
    (tmp_path / "away").rename(path)
    _everything(tmp_path)


def test_a_key_file_and_an_index_lost_are_not_a_study_without_a_vault(tmp_path: Path, vault: Vault):
    for name in ("vault.json", "index.sealed"):
        (tmp_path / "vault" / name).unlink()
    assert Vault.exists(tmp_path)
    with pytest.raises(VaultError, match="already"):
        Vault.create(tmp_path, made.KEY)


def test_two_sealed_files_that_were_swapped(tmp_path: Path, vault: Vault):
    one, other = sorted((tmp_path / "vault" / "files").iterdir())
    data = one.read_bytes(), other.read_bytes()
    one.write_bytes(data[1])
    other.write_bytes(data[0])
    for entry in vault.entries():
        with pytest.raises(VaultDamaged, match="the sealed file"):
            vault.read(entry.id)
        with pytest.raises(VaultDamaged):  # before its id is looked at, too
            vault._get(vault._now().files[entry.id].file)


def test_the_index_of_another_vault(tmp_path: Path, vault: Vault):
    made.filled(tmp_path / "other")
    shutil.copy(tmp_path / "other/vault/index.sealed", tmp_path / "vault/index.sealed")
    with pytest.raises(VaultDamaged, match="the index"):
        Vault.open(tmp_path, made.KEY)


def test_a_damaged_index_stops_every_change_and_removes_nothing(tmp_path: Path, vault: Vault):
    index = tmp_path / "vault" / "index.sealed"
    index.write_bytes(index.read_bytes()[:-1] + b"?")
    before = made.on_disk(tmp_path)
    for operation in ("seal", "forget", "erase"):
        with pytest.raises(VaultDamaged):
            made.change(vault, operation)
    with pytest.raises(VaultDamaged):
        vault.tidy()
    assert made.on_disk(tmp_path) == before


def test_a_damaged_file_leaves_the_others_readable(tmp_path: Path, vault: Vault):
    path = _paths(tmp_path)["file"]
    path.write_bytes(b"?" + path.read_bytes()[1:])
    first, second = (e.id for e in vault.entries())
    assert {_reads(vault, first), _reads(vault, second)} == {True, False}


def _reads(vault: Vault, identity: str) -> bool:
    try:
        return bool(vault.read(identity))
    except VaultDamaged:
        return False


@pytest.mark.parametrize(("key", "value"), [("n", 2**30), ("r", 10**6), ("p", 0)])
def test_a_key_file_that_would_eat_the_memory(
    tmp_path: Path, vault: Vault, key: str, value: int, monkeypatch: pytest.MonkeyPatch
):
    from sectorscope.vault import header

    monkeypatch.setitem(header.COST, key, value)
    monkeypatch.setattr(header, "_stretched", lambda passphrase, kdf: bytes(32))
    (tmp_path / "vault" / "vault.json").write_bytes(header.make("x", "v", bytes(32)))
    with pytest.raises(VaultDamaged, match="key file"):
        Vault.open(tmp_path, "x")


def test_a_later_version_is_no_damage(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    from sectorscope.vault import header

    monkeypatch.setattr(header, "_FORMAT", 2)
    vault.rekey(made.KEY)
    monkeypatch.undo()
    with pytest.raises(VaultError, match="later version") as caught:
        Vault.open(tmp_path, made.KEY)
    assert not isinstance(caught.value, VaultDamaged | VaultLocked)


def test_a_copy_without_its_empty_folder_still_works(tmp_path: Path):
    vault = Vault.create(tmp_path, made.KEY)
    (tmp_path / "vault" / "files").rmdir()
    assert Vault.open(tmp_path, made.KEY).entries() == []
    assert vault.read(vault.seal(b"x", facts={})) == b"x"
