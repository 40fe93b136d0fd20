"""Evidence that lies in the vault: what real businesses said, listed and read with its key.

The same small interface as `snapshots.Catalogue`, so that adding and building need not ask where
bytes lie. Hashes are keyed: whoever guesses an answer cannot try it against one. File names, which
may name a business, never leave the vault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from sectorscope.errors import StoreError
from sectorscope.evidence.entry import Snapshot, from_line, to_line
from sectorscope.vault import Vault, passphrase

CONFIDENTIAL = ("qda", "survey", "transcripts")
"""Sources whose files hold what businesses said; real ones are sealed."""

SHOWN_AS = "consultation file"
"""What a sealed file is called outside the vault."""

Unlock = Callable[[], Vault]


class SealedCatalogue:
    """The sealed evidence of one study.

    Args:
        study_dir: The study's folder; `vault/` lies in it.
        unlock: Opens the vault, asking for its key if it must; by default the key is taken from
            the environment or the system's keyring and nobody is asked.
        retain_until: ISO date until which what is put in may be kept; empty for no date.
    """

    def __init__(
        self, study_dir: Path, unlock: Unlock | None = None, *, retain_until: str = ""
    ) -> None:
        self.study_dir = study_dir
        self.retain_until = retain_until
        self._unlock = unlock or (lambda: Vault.open(study_dir, passphrase(study_dir)))

    @property
    def held(self) -> bool:
        """Whether the study has a vault; needs no key."""
        return Vault.exists(self.study_dir)

    @cached_property
    def vault(self) -> Vault:
        """The open vault.

        Raises:
            VaultLocked: there is no key, or it is the wrong one.
        """
        return self._unlock()

    def fingerprint(self) -> str:
        """A hash that changes when anything sealed does; needs no key."""
        return Vault.fingerprint(self.study_dir)

    def all(self) -> list[Snapshot]:
        """Every entry, oldest first."""
        if not self.held:
            return []
        entries = sorted(self.vault.entries(), key=lambda e: int(e.facts["order"]))
        return [_snapshot(e.id, e.facts) for e in entries]

    def current(self) -> list[Snapshot]:
        """The newest entry of each source and name, in the order of source and name."""
        newest = {(s.source, s.name): s for s in self.all()}
        return [newest[key] for key in sorted(newest)]

    def find(self, identity: str) -> Snapshot:
        """The entry of that keyed hash, or its first 12 digits or more.

        Raises:
            StoreError: the vault lists no such bytes.
        """
        known = [s for s in self.all() if identity and s.sha256.startswith(identity)]
        if not known:
            raise StoreError(f"the vault lists no bytes {identity[:12]}")
        return known[-1]

    def read(self, snapshot: Snapshot) -> bytes:
        """The bytes, proved by their seal at every reading.

        Raises:
            VaultDamaged: they are missing or changed.
        """
        return self.vault.read(snapshot.sha256)

    def put(self, entry: Snapshot, data: bytes) -> tuple[Snapshot, bool]:
        """Seal bytes and list them, unless the same are already current under source and name."""
        for old in self.current():
            if _same(old, entry) and self.read(old) == data:
                if self.retain_until:
                    self.vault.seal(data, facts={"retain_until": self.retain_until})
                return old, False
        line = to_line(replace(entry, name=""))
        facts = {"entry": line.encode().hex(), "name": entry.name}  # hex: no word of it is a name
        facts |= {"order": str(_last(self.vault) + 1)}
        if self.retain_until:
            facts["retain_until"] = self.retain_until
        identity = self.vault.seal(data, facts=facts)
        return replace(entry, sha256=identity, sealed=True), True

    def standing(self) -> dict[str, Snapshot]:
        """Every entry by its number, which an erasure leaves as it is."""
        return {e.facts["order"]: _snapshot(e.id, e.facts) for e in self.vault.entries()}

    def restate(self, entry: Snapshot) -> None:
        """Say anew what is known of sealed bytes: their name, mapping, and gates that are open."""
        line = to_line(replace(entry, name="")).encode().hex()
        self.vault.seal(self.read(entry), facts={"entry": line, "name": entry.name})

    def refuse(self, data: bytes, **_: str) -> None:
        """Refused consultation bytes are not kept: the person's own file is untouched."""


def _same(old: Snapshot, entry: Snapshot) -> bool:
    mine = (old.source, old.name, old.mapping)
    return mine == (entry.source, entry.name, entry.mapping)


def _last(vault: Vault) -> int:
    return max((int(e.facts["order"]) for e in vault.entries()), default=0)


def _snapshot(identity: str, facts: Mapping[str, str]) -> Snapshot:
    entry = from_line(bytes.fromhex(facts["entry"]))
    return replace(entry, name=facts["name"], sha256=identity, sealed=True)
