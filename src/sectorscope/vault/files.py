"""Sealed files: what a business sent, byte for byte, under an id that nobody can try out."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sectorscope.errors import VaultDamaged, VaultError
from sectorscope.vault import cipher, disk
from sectorscope.vault.contents import Contents, Kept, check_text
from sectorscope.vault.records import Entry
from sectorscope.vault.room import Room

RETAIN = "retain_until"
"""The fact that says until when a file may be kept: an ISO date, that day included."""


class Files(Room):
    """The sealed files of a vault."""

    def seal(self, data: bytes, *, facts: Mapping[str, str]) -> str:
        """Keep bytes; the same bytes again are kept once, and gain the facts that are new.

        Returns:
            The id: HMAC-SHA256 of the bytes under a key of this vault. A plain hash in the study
            would let anybody who guesses an answer check the guess.

        Raises:
            VaultError: a fact is no text, `retain_until` is no date, or the disk refuses.
        """
        known = _checked(facts)
        identity = self._id(data)
        with self._change() as draft:
            kept = draft.files.get(identity)
            if kept:
                draft.files[identity] = Kept(kept.file, {**kept.facts, **known})
            else:
                draft.files[identity] = Kept(self._put(data), known)
        return identity

    def read(self, identity: str) -> bytes:
        """The bytes that were sealed.

        Raises:
            VaultError: the vault holds no such file.
            VaultDamaged: it is missing or is not what was sealed.
        """
        name = _kept(self._now(), identity).file
        try:
            data = self._get(name)
        except VaultDamaged:
            now = self._now().files.get(identity)
            if now is None or now.file == name:
                raise
            return self.read(identity)  # another process replaced it meanwhile
        if self._id(data) != identity:
            raise disk.damaged(f"the sealed file {name[:8]}…")
        return data

    def entries(self) -> list[Entry]:
        """What is sealed, in the order it came; a file that replaced another has its place."""
        return [Entry(i, dict(kept.facts)) for i, kept in self._now().files.items()]

    def replace(self, old_id: str, data: bytes, facts: Mapping[str, str]) -> str:
        """Put other bytes and facts in a file's place, in one change; the old bytes are gone.

        Raises:
            VaultError: the vault holds no such file, or as `seal`.
        """
        known = _checked(facts)
        identity = self._id(data)
        with self._change() as draft:
            _kept(draft, old_id)
            twin = draft.files.get(identity)
            file = twin.file if twin else self._put(data)
            swap(draft, old_id, identity, Kept(file, known))
        return identity

    def forget(self, identity: str) -> None:
        """Remove a file for good.

        Raises:
            VaultError: the vault holds no such file, or the disk refuses.
        """
        with self._change() as draft:
            _kept(draft, identity)
            del draft.files[identity]

    def due(self, today: datetime.date) -> tuple[str, ...]:
        """Files whose last day of retention is past, in the order they came."""
        days = ((e.id, e.facts.get(RETAIN, "")) for e in self.entries())
        return tuple(i for i, day in days if day and datetime.date.fromisoformat(day) < today)

    def _id(self, data: bytes) -> str:
        return cipher.keyed(self._keys.ids, data).hex()


def swap(draft: Contents, old_id: str, new_id: str, kept: Kept) -> None:
    """Put an entry in another's place, order included."""
    order = [(new_id, kept) if i == old_id else (i, k) for i, k in draft.files.items()]
    twin = new_id != old_id and new_id in draft.files
    draft.files = dict(order if not twin else [p for p in order if p[0] != new_id or p[1] is kept])


def _kept(contents: Contents, identity: str) -> Kept:
    kept = contents.files.get(identity)
    if kept is None:
        raise VaultError("the vault holds no file of that id", hint="the ids that it lists")
    return kept


def _checked(facts: Mapping[str, str]) -> dict[str, str]:
    check_text("a fact of a sealed file", *facts, *facts.values())
    try:
        datetime.date.fromisoformat(facts.get(RETAIN) or "2000-01-01")
    except ValueError:
        raise VaultError(
            f"the fact {RETAIN} is no date", expected="a date such as 2026-11-22"
        ) from None
    return dict(sorted(facts.items()))
