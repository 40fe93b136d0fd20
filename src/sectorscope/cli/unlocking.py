"""The key to a study's vault, and to the ledger: from the environment or the keyring, or asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sectorscope.disclosure import Ledger
    from sectorscope.vault import Vault

LEDGER_KEY = "SECTORSCOPE_LEDGER_KEY"
"""The ledger's own passphrase; without it the vault's opens, or makes, the ledger."""


def unlocker(study_dir: Path, *, make: bool = False) -> Callable[[], Vault]:
    """A function that opens the study's vault when it is needed, and not before.

    Args:
        study_dir: the study's folder.
        make: make a vault where there is none: the passphrase is then asked twice.
    """

    @cache  # opening costs a third of a second, on purpose; once is enough
    def unlock() -> Vault:
        from sectorscope.vault import Vault

        if make and not Vault.exists(study_dir):
            return Vault.create(study_dir, _key(study_dir, True))
        return Vault.open(study_dir, _key(study_dir, False))

    return unlock


def ledger_of(study_dir: Path, study: str) -> Callable[[Callable[[str], str]], Ledger]:
    """A function that opens the ledger, or makes one, given what businesses are called.

    Args:
        study_dir: the study's folder; its vault's passphrase serves where the ledger has none.
        study: the study's id.
    """

    def opened(identify: Callable[[str], str]) -> Ledger:
        from sectorscope.disclosure import Ledger, ledger_folder

        key = os.environ.get(LEDGER_KEY) or _key(study_dir, False)
        return Ledger.open(ledger_folder(), key, study, identify, new=True)

    return opened


@cache
def _key(study_dir: Path, new: bool) -> str:
    """The vault's passphrase; asked once a command, where it has to be."""
    from sectorscope.vault import passphrase

    ask = _ask() if sys.stdin.isatty() and sys.stderr.isatty() else None
    return passphrase(study_dir, new=new, ask=ask)


def _ask() -> Callable[[str], str]:
    from getpass import getpass

    return lambda prompt: getpass(prompt, stream=sys.stderr)
