"""The vault of a study: made, opened, told apart from others, given a new passphrase."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from sectorscope.errors import Busy, VaultError
from sectorscope.vault import cipher, disk, header
from sectorscope.vault.audit import Auditing
from sectorscope.vault.contents import PART
from sectorscope.vault.erasing import Erasing
from sectorscope.vault.keys import FOLDER
from sectorscope.vault.room import FILES, INDEX, LOCK, MARKER, SUFFIX, locked, write_new

NONE = "none"


class Vault(Erasing, Auditing):
    """An opened vault: sealed files, identities, consents, quotes, tombstones, audit trail.

    Every method that changes something either does it whole or, whatever happens, not at all.
    """

    @staticmethod
    def exists(study_dir: Path) -> bool:
        """Whether the study has a vault, a damaged one included."""
        folder = study_dir / FOLDER
        half_made = (folder / MARKER).exists()
        return (folder / header.FILE_NAME).exists() or (not half_made and bool(_remains(folder)))

    @classmethod
    def create(cls, study_dir: Path, passphrase: str) -> Vault:
        """Make an empty vault in a study and open it.

        Raises:
            VaultError: there is one already, or the disk refuses.
            VaultLocked: the passphrase is empty.
        """
        folder = study_dir / FOLDER
        vault, data_key = os.urandom(16).hex(), os.urandom(cipher.KEY_BYTES)
        header_bytes = header.make(passphrase, vault, data_key)
        with disk.refusing("the vault's folder cannot be made"):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            disk.sync_folder(study_dir)
        with locked(FileLock(folder / LOCK, mode=0o600)):
            if cls.exists(study_dir):
                raise VaultError("the study has a vault already", hint="its passphrase")
            with disk.refusing("the vault cannot be made"):
                keys = cipher.Keys.derive(data_key, vault)
                write_new(folder, header_bytes, keys)
        return cls(folder, keys)

    @classmethod
    def open(cls, study_dir: Path, passphrase: str) -> Vault:
        """Open a study's vault.

        Raises:
            VaultError: there is none.
            VaultLocked: the passphrase does not open it.
            VaultDamaged: the key file or the index is missing or not what was written.
        """
        if not cls.exists(study_dir):
            raise VaultError("the study has no vault")
        folder = study_dir / FOLDER
        found = header.read(folder)
        data_key = header.open_with(found, passphrase)
        vault = cls(folder, cipher.Keys.derive(data_key, found["vault"]))
        with suppress(VaultError, Busy):  # a full or read-only disk is no reason not to read
            vault._tidy_at_once()
        return vault

    @staticmethod
    def fingerprint(study_dir: Path) -> str:
        """A hash that changes whenever what the vault holds changes; it needs no passphrase.

        Raises:
            VaultDamaged: the index is missing.
            VaultError: it cannot be read.
        """
        if not Vault.exists(study_dir):
            return NONE
        return sha256(disk.read(study_dir / FOLDER / INDEX, PART)).hexdigest()

    def rekey(self, new_passphrase: str) -> None:
        """Let another passphrase open the vault, and the old one no more.

        The data key stays, and with it every id, pseudonym and digest of the study. Whoever has
        both the old passphrase and an old copy of `vault.json` can therefore still read.

        Raises:
            VaultLocked: the new passphrase is empty.
            Busy: another process is changing the vault.
            VaultError: the disk refuses; then the old passphrase holds.
        """
        made = header.make(new_passphrase, self._keys.vault, self._keys.root)
        with self._locked(), disk.refusing("the passphrase could not be changed"):
            disk.replace_synced(self._folder / header.FILE_NAME, made)

    def _tidy_at_once(self) -> None:
        """Clear what a killed process left, unless somebody is at work this moment."""
        with self._locked(wait=0):
            self._clear(self._load()[1])


def _remains(folder: Path) -> list[Path]:
    """Parts of a vault, whether or not its key file is there."""
    return [p for p in (folder / INDEX, *(folder / FILES).glob("*" + SUFFIX)) if p.exists()]
