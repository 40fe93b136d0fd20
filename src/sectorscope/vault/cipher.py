"""How bytes are sealed, and the keys that do it.

A random data key is wrapped by a key made from the passphrase; everything else is done with
sub-keys of the data key, one for each purpose (HKDF-SHA256, RFC 5869), so that none can stand in
for another. Sealing is AES-256-GCM with a random nonce (NIST SP 800-38D: safe for 2**32 sealings
under one key); the authenticated data names the vault and the part, so that two sealed files that
were swapped, or one brought from another vault, do not open.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass

from sectorscope.errors import VaultError
from sectorscope.vault.disk import damaged

KEY_BYTES = 32
LEAST_FILE = 4 * 1024
LEAST_INDEX = 64 * 1024
LARGEST = 2**30  # one call of the cipher takes 2**31 - 1 bytes, and so does a small machine
_MAGIC = b"SSV1"
_NONCE = 12
_LENGTH = 8


@dataclass(frozen=True, repr=False)
class Keys:
    """The sub-keys of one vault, by what each is for."""

    vault: str
    root: bytes  # the data key itself: to wrap it anew, and for nothing else
    files: bytes
    index: bytes
    ids: bytes
    pseudonyms: bytes
    scopes: bytes
    digests: bytes
    tombstones: bytes
    audit: bytes

    @classmethod
    def derive(cls, data_key: bytes, vault: str) -> Keys:
        """The sub-keys of a data key."""
        purposes = list(cls.__dataclass_fields__)[2:]
        return cls(vault, data_key, **{p: _sub_key(data_key, vault, p) for p in purposes})


def seal(key: bytes, data: bytes, aad: str, *, least: int = 0) -> bytes:
    """Bytes that only the key opens, padded to one of few lengths of at least `least`.

    Raises:
        VaultError: there are too many of them.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(data) > LARGEST:
        raise VaultError("a file of more than 1 GiB cannot be sealed", hint="it in parts")
    length = padded(len(data) + _LENGTH, least)
    plain = len(data).to_bytes(_LENGTH, "big") + data + bytes(length - _LENGTH - len(data))
    nonce = os.urandom(_NONCE)
    return _MAGIC + nonce + AESGCM(key).encrypt(nonce, plain, aad.encode())


def unseal(key: bytes, sealed: bytes, aad: str, part: str) -> bytes:
    """What was sealed.

    Raises:
        VaultDamaged: it was not sealed so, with this key, as this part; or not a byte is as it was.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    start = len(_MAGIC) + _NONCE
    if not sealed.startswith(_MAGIC) or len(sealed) < start + 16 + _LENGTH:
        raise damaged(part)
    try:
        plain = AESGCM(key).decrypt(sealed[len(_MAGIC) : start], sealed[start:], aad.encode())
    except InvalidTag:
        raise damaged(part) from None
    length = int.from_bytes(plain[:_LENGTH], "big")
    return plain[_LENGTH : _LENGTH + length]


def padded(length: int, least: int = 0) -> int:
    """The length something is padded to, so that its own tells little.

    Padmé (Nikitin and others 2019, "Reducing metadata leakage from encrypted files and
    communication with PURBs"): the last bits of the length are rounded away, all but about log2 of
    its logarithm; at most 12 % is added, and a length of up to L takes O(log log L) bits to tell.
    """
    length = max(length, least, 2)
    exponent = length.bit_length() - 1
    low_bits = (1 << (exponent - exponent.bit_length())) - 1 if exponent > 1 else 0
    return (length + low_bits) & ~low_bits


def keyed(key: bytes, *parts: str | bytes) -> bytes:
    """HMAC-SHA256 of several parts, each with its length so that none runs into the next."""
    raw = [p if isinstance(p, bytes) else p.encode("utf-8", "surrogatepass") for p in parts]
    return hmac.digest(key, b"".join(len(r).to_bytes(8, "big") + r for r in raw), "sha256")


def _sub_key(data_key: bytes, vault: str, purpose: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    info = f"sectorscope vault 1 {purpose}".encode()
    return HKDF(SHA256(), KEY_BYTES, vault.encode(), info).derive(data_key)
