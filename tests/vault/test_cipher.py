"""What is sealed comes back, for the key and the place it was sealed for and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import VaultDamaged, VaultError
from sectorscope.vault import cipher

KEY = bytes(range(32))
SIZES = st.integers(0, 2**40)


@given(data=st.binary(max_size=5000), least=st.integers(0, 9000))
def test_any_bytes_come_back(data: bytes, least: int):
    assert cipher.unseal(KEY, cipher.seal(KEY, data, "a", least=least), "a", "x") == data


@given(data=st.binary(max_size=64), where=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_no_bit_can_be_changed(data: bytes, where: int, bit: int):
    sealed = bytearray(cipher.seal(KEY, data, "a"))
    sealed[where % len(sealed)] ^= 1 << bit
    with pytest.raises(VaultDamaged, match="the part of the vault is damaged"):
        cipher.unseal(KEY, bytes(sealed), "a", "the part")


@given(data=st.binary(max_size=64), keep=st.floats(0, 0.99))
def test_nothing_can_be_cut_off(data: bytes, keep: float):
    sealed = cipher.seal(KEY, data, "a")
    with pytest.raises(VaultDamaged):
        cipher.unseal(KEY, sealed[: int(len(sealed) * keep)], "a", "x")


def test_another_key_or_place_does_not_open_it():
    sealed = cipher.seal(KEY, b"x", "a")
    with pytest.raises(VaultDamaged):
        cipher.unseal(bytes(32), sealed, "a", "x")
    with pytest.raises(VaultDamaged):
        cipher.unseal(KEY, sealed, "b", "x")


def test_the_same_bytes_are_never_sealed_alike():
    assert cipher.seal(KEY, b"x", "a") != cipher.seal(KEY, b"x", "a")


@given(SIZES)
def test_padding_adds_at_most_an_eighth(length: int):
    assert max(length, 2) <= cipher.padded(length) <= max(length, 2) * 1.125


@given(SIZES, SIZES)
def test_a_longer_one_is_never_padded_to_less(one: int, other: int):
    assert (one <= other) <= (cipher.padded(one) <= cipher.padded(other))


def test_lengths_tell_little():
    lengths = {len(cipher.seal(KEY, bytes(n), "a", least=4096)) for n in range(0, 100_000, 50)}
    assert len(lengths) <= 100  # of 2000
    assert len(cipher.seal(KEY, b"", "a", least=4096)) == len(
        cipher.seal(KEY, bytes(4088), "a", least=4096)
    )


def test_more_than_one_call_takes_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cipher, "LARGEST", 10)
    with pytest.raises(VaultError, match="1 GiB"):
        cipher.seal(KEY, bytes(11), "a")


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_parts_of_a_digest_do_not_run_into_one_another(one: list[str], other: list[str]):
    assert (cipher.keyed(KEY, *one) == cipher.keyed(KEY, *other)) == (one == other)


def test_every_purpose_and_every_vault_has_its_own_key():
    keys = [cipher.Keys.derive(KEY, vault) for vault in ("a", "b")]
    names = [n for n in cipher.Keys.__dataclass_fields__ if n not in {"vault", "root"}]
    assert len({getattr(k, n) for k in keys for n in names}) == 2 * len(names)
    assert KEY not in {getattr(k, n) for k in keys for n in names}
