"""The key to a study's vault: from the environment or the keyring, or asked at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sectorscope.vault import Vault


def unlocker(study_dir: Path, *, make: bool = False) -> Callable[[], Vault]:
    """A function that opens the study's vault when it is needed, and not before.

    Args:
        study_dir: the study's folder.
        make: make a vault where there is none: the passphrase is then asked twice.
    """

    def unlock() -> Vault:
        from sectorscope.vault import Vault, passphrase

        ask = _ask() if sys.stdin.isatty() and sys.stderr.isatty() else None
        if make and not Vault.exists(study_dir):
            return Vault.create(study_dir, passphrase(study_dir, new=True, ask=ask))
        return Vault.open(study_dir, passphrase(study_dir, ask=ask))

    return unlock


def _ask() -> Callable[[str], str]:
    from getpass import getpass

    return lambda prompt: getpass(prompt, stream=sys.stderr)
