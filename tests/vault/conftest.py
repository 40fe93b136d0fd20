"""For every test of the vault: keys that cost little, and no passphrase of the machine's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.vault import Vault, header, keys
from tests.vault import made


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(header.COST, "n", 16)
    monkeypatch.delenv(keys.VARIABLE, raising=False)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return made.filled(tmp_path)
