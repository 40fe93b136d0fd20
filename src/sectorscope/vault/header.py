"""`vault.json`: how the passphrase becomes a key, and the data key wrapped by it.

It says nothing of what the vault holds. Its checksum tells damage from a wrong passphrase: without
it, one changed byte of the salt would look as if the passphrase had been mistyped.

scrypt (RFC 7914, which recommends r = 8 and p = 1) with N = 2**16 takes 64 MiB and, measured, 0.3 s
of CPU for each guess; OWASP asks for 2**17 (or 2**16 twice) for passwords on a server. Parameters
are read from the file, so that `rekey` can raise them in a vault that is already there.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from sectorscope.errors import VaultError, VaultLocked
from sectorscope.vault import disk
from sectorscope.vault.cipher import KEY_BYTES

FILE_NAME = "vault.json"
PART = "the key file (vault.json)"
COST = {"n": 2**16, "r": 8, "p": 1}
_FORMAT = 1
_SALT = 16
_MOST = {"n": 2**20, "r": 32, "p": 16}  # a changed file must not eat the machine's memory

Header = Mapping[str, Any]


def make(passphrase: str, vault: str, data_key: bytes) -> bytes:
    """The file for a data key, wrapped by a passphrase.

    Raises:
        VaultLocked: the passphrase is empty.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    kdf = {"name": "scrypt", **COST, "salt": os.urandom(_SALT).hex()}
    bound: dict[str, Any] = {"format": _FORMAT, "vault": vault, "kdf": kdf}
    nonce = os.urandom(12)
    wrapped = AESGCM(_stretched(passphrase, kdf)).encrypt(nonce, data_key, _plain(bound))
    header = bound | {"cipher": "AES-256-GCM", "nonce": nonce.hex(), "wrapped": wrapped.hex()}
    header["checksum"] = sha256(_plain(header)).hexdigest()
    return json.dumps(header, indent=1).encode() + b"\n"


def read(folder: Path) -> Header:
    """The file of a vault's folder.

    Raises:
        VaultDamaged: it is missing or not as it was written.
        VaultError: it cannot be read, or a later version wrote it.
    """
    data = disk.read(folder / FILE_NAME, PART)
    try:
        header = cast("dict[str, Any]", json.loads(data))
        rest = {key: value for key, value in header.items() if key != "checksum"}
        sound = header["checksum"] == sha256(_plain(rest)).hexdigest()
        later = header["format"] != _FORMAT
        sound = sound and (later or all(0 < header["kdf"][k] <= _MOST[k] for k in _MOST))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise disk.damaged(PART) from None
    if not sound:
        raise disk.damaged(PART)
    if later:
        raise VaultError("the vault was made by a later version", hint="that version")
    return header


def open_with(header: Header, passphrase: str) -> bytes:
    """The data key.

    Raises:
        VaultLocked: the passphrase is empty or not the one.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    bound = {key: header[key] for key in ("format", "vault", "kdf")}
    key = AESGCM(_stretched(passphrase, header["kdf"]))
    nonce, wrapped = bytes.fromhex(header["nonce"]), bytes.fromhex(header["wrapped"])
    try:
        return key.decrypt(nonce, wrapped, _plain(bound))
    except InvalidTag:
        raise VaultLocked(
            "the passphrase does not open this vault; nothing was changed",
            hint="look for a stray blank, at SECTORSCOPE_VAULT_KEY and at the system's keyring",
        ) from None


def _stretched(passphrase: str, kdf: Mapping[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # The same letters typed on another system may arrive composed or not.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    if not secret:
        raise VaultLocked("the passphrase is empty", expected="at least one character")
    salt = bytes.fromhex(kdf["salt"])
    return Scrypt(salt, KEY_BYTES, kdf["n"], kdf["r"], kdf["p"]).derive(secret)


def _plain(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()
