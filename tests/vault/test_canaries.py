"""Names and answers are planted in a vault: not a byte of it, and not an error, shows them."""

from __future__ import annotations

import base64
import traceback
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sectorscope.errors import SectorscopeError, VaultError
from sectorscope.vault import Consent, Identity, Quote, Vault, keys
from tests.vault import made

OPERATIONS = ("seal", "replace", "note", "forget", "erase", "rekey")


def _forms(canary: str) -> Iterator[bytes]:
    """A canary as it might have been written, in small letters."""
    yield canary.casefold().encode()
    yield canary.casefold().encode("utf-16-le")
    yield canary.encode().hex().encode()
    for shift in range(3):  # base64 of a text that has it somewhere
        coded = base64.b64encode(b" " * shift + canary.encode())
        if len(coded) >= 16:  # of less, too little is left without its ends
            yield coded[4:-4].lower()


def _shown(data: bytes) -> list[str]:
    """The canaries in some bytes, packed ones included."""
    texts = [data.lower(), *(t.lower() for t in _unpacked(data))]
    return [c for c in made.CANARIES if any(f in t for f in _forms(c) for t in texts)]


def _unpacked(data: bytes) -> Iterator[bytes]:
    for start in range(0, min(len(data), 400)):
        for bits in (15, -15, 31):
            reader = zlib.decompressobj(bits)
            try:
                yield reader.decompress(data[start:])
            except zlib.error:
                continue


def test_this_test_can_see():
    text = f"x {made.NAME}"
    for data in (text.encode(), text.encode("utf-16-le"), base64.b64encode(text.encode())):
        assert made.NAME in _shown(data)
    assert made.NAME in _shown(b"head" + zlib.compress(text.encode()))


@pytest.mark.parametrize("operation", ["", *OPERATIONS])
def test_no_byte_on_the_disk_shows_them(tmp_path: Path, vault: Vault, operation: str):
    if operation:
        made.change(vault, operation)
    for name, data in made.on_disk(tmp_path).items():
        assert not _shown(name.encode())
        assert not _shown(data), name
    assert made.KEY.encode() not in b"".join(made.on_disk(tmp_path).values())


def test_not_while_it_is_being_written_either(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
):
    import os

    written: list[bytes] = []
    plain = os.write

    def write(descriptor: int, data: bytes) -> int:
        written.append(bytes(data))
        return plain(descriptor, data)

    monkeypatch.setattr(os, "write", write)
    for operation in OPERATIONS:
        made.change(vault, operation)
    assert len(written) > 10
    assert not [c for data in written for c in _shown(data)]


def test_how_long_and_how_many_words_does_not_show(tmp_path: Path):
    sizes: set[tuple[int, ...]] = set()
    for answer in (b"", b"no", b"we lost eleven wombat engineers" * 100):
        study = tmp_path / str(len(answer))
        vault = Vault.create(study, made.KEY)
        vault.seal(answer, facts={"name": "x" * len(answer)})
        files = made.on_disk(study)
        sizes.add(tuple(len(d) for n, d in sorted(files.items()) if "sealed" in n))
    assert len(sizes) == 1


def _refused(vault: Vault, study: Path) -> list[Callable[[], object]]:
    path = max((study / "vault" / "files").iterdir(), key=lambda p: p.stat().st_size)
    typed = iter([made.NAME, made.FILE])
    found: list[Callable[[], object]] = [
        lambda: vault.know(Identity("B0003", (made.NAME,))),
        lambda: vault.know(Identity("", (made.NAME,))),
        lambda: vault.know(Identity("B0004", (made.NAME, "+"))),
        lambda: vault.know(Identity("B0003", ("C",), (made.PERSON,))) or vault.find(made.PERSON),
        lambda: vault.consent(Consent(made.NAME, "sell", True, made.DAY, made.ANSWER)),
        lambda: vault.may(made.NAME, made.ANSWER),
        lambda: vault.propose(made.NAME, made.ANSWER, " ", made.ANSWER),
        lambda: vault.sign(made.NAME, made.PERSON, made.DAY),
        lambda: vault.note(made.NAME, made.PERSON, made.DAY, 1),
        lambda: vault.note("sealed", made.PERSON, made.DAY, 1),
        lambda: vault.read(made.FILE),
        lambda: vault.forget(made.FILE),
        lambda: vault.replace(made.FILE, made.DATA, {}),
        lambda: vault.seal(made.DATA, facts={"retain_until": made.NAME}),
        lambda: vault.erase(made.IDENTITY, date=made.DAY, replacements={made.FILE: made.DATA}),
        lambda: vault.erase(made.IDENTITY, date=made.DAY) and vault.know(made.IDENTITY),
        lambda: path.write_bytes(b"?") and [vault.read(e.id) for e in vault.entries()],
        lambda: Vault.open(study, made.NAME),
        lambda: keys.passphrase(study, new=True, ask=lambda prompt: next(typed)),
    ]
    return found


def test_no_error_shows_them(tmp_path: Path, vault: Vault):
    for refused in _refused(vault, tmp_path):
        with pytest.raises(SectorscopeError) as caught:
            refused()
        why = caught.value
        text = "".join(traceback.format_exception(why)) + repr(why) + str(vars(why))
        assert not _shown(text.encode())


def test_nothing_that_is_printed_shows_them(vault: Vault):
    shown = [
        vault,
        vault._keys,
        vault._now(),
        vault.identities(),
        vault.entries(),
        vault.consents(made.BUSINESS),
        vault.quotes(),
        vault.find(made.NAME),
        Quote("i", made.BUSINESS, "q", made.ANSWER, made.ANSWER),
        *vault._now().files.values(),
        vault._finder(),
    ]
    assert not _shown("\n".join(map(repr, shown)).encode())
    assert vault._keys.root.hex() not in repr(vault._keys)


def test_a_change_that_fails_half_way_shows_nothing(vault: Vault, tmp_path: Path):
    with pytest.raises(VaultError):
        _fail_half_way(vault)
    assert not [c for data in made.on_disk(tmp_path).values() for c in _shown(data)]


def _fail_half_way(vault: Vault) -> None:
    with vault.together():
        vault.seal(made.DATA + b"2", facts={"name": made.FILE})
        vault.forget("nothing")
