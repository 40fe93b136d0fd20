"""Where the passphrase comes from: the environment, the system's keyring, or a person."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from sectorscope.errors import VaultError, VaultLocked
from sectorscope.vault import header

VARIABLE = "SECTORSCOPE_VAULT_KEY"
SERVICE = "sectorscope"
FOLDER = "vault"


def passphrase(
    study_dir: Path, *, new: bool = False, ask: Callable[[str], str] | None = None
) -> str:
    """The passphrase of a study's vault; it is never printed and never logged.

    Args:
        study_dir: The study's folder.
        new: For a vault to be made, or a new passphrase: asked twice, and not from the keyring.
        ask: Asks a person and gives what was typed (`getpass.getpass`); None where nobody can be.

    Raises:
        VaultLocked: there is none, it is empty, or the two that were typed differ.
    """
    found = os.environ.get(VARIABLE, "") or ("" if new else _from_keyring(study_dir))
    if not found and ask:
        found = _asked(ask, new)
    if not found:
        raise VaultLocked(
            "there is no passphrase for the vault",
            hint=f"set {VARIABLE}, or run the command in a terminal, where it can ask",
        )
    return found


def remember(study_dir: Path, secret: str) -> bool:
    """Keep the passphrase in the system's keyring; False where there is none to keep it in."""
    ring, vault = _keyring(), _vault_id(study_dir)
    if ring is None or not vault:
        return False
    try:
        ring.set_password(SERVICE, vault, secret)
    except Exception:  # keyrings fail in ways of their own; none of them is our user's fault
        return False
    return True


def _asked(ask: Callable[[str], str], new: bool) -> str:
    if not new:
        return ask("Passphrase of the vault: ")
    first = ask("New passphrase for the vault (there is no way in without it): ")
    if first and ask("The same again: ") != first:
        raise VaultLocked("the two passphrases differ", hint="again")
    return first


def _from_keyring(study_dir: Path) -> str:
    ring, vault = _keyring(), _vault_id(study_dir)
    if ring is None or not vault:
        return ""
    try:
        return ring.get_password(SERVICE, vault) or ""
    except Exception:  # locked, or no session to ask in: then a person is asked
        return ""


def _keyring() -> Any:  # noqa: ANN401 -- a package that need not be there
    try:
        return import_module("keyring")
    except ImportError:
        return None


def _vault_id(study_dir: Path) -> str:
    try:
        return str(header.read(study_dir / FOLDER)["vault"])
    except VaultError:
        return ""
