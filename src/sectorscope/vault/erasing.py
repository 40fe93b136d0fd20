"""Erasure: a business or person is taken out of everything the vault holds, in one change."""

from __future__ import annotations

import datetime
import os
from collections.abc import Collection, Mapping

from sectorscope.errors import VaultError
from sectorscope.vault.agreed import Agreed
from sectorscope.vault.contents import Contents, Kept
from sectorscope.vault.files import RETAIN, Files, swap
from sectorscope.vault.gazetteer import Gazetteer, words
from sectorscope.vault.names import normalise, without_form
from sectorscope.vault.records import KINDS, Identity, Tombstone

_OURS = {RETAIN, "source"}
"""Facts in the product's own words, whoever happens to be called the same."""

_TELLING = 4
"""Letters from which on a single word of a name, in a file's name, is taken to tell whose it is."""


class Erasing(Files, Agreed):
    """Taking somebody out, and remembering only that it was done."""

    def erase(
        self,
        identity: Identity,
        *,
        date: datetime.date,
        replacements: Mapping[str, bytes | None] | None = None,
    ) -> Tombstone:
        """Erase a business, or, given no names, a person: the contacts that are given.

        Gone are the identity (of a person: the contacts, wherever they stand), its consents and
        quotes, every quote and consent of others that names it or its products, entries of others
        that name it, and facts of sealed files that name it (of those replaced: that hold any word
        of its names). A salted tombstone stays, which no one can read and `know` obeys. The old
        bytes are overwritten and removed; what a disk, a journal or a backup keeps of them is out
        of reach, and sealed.

        Args:
            identity: Whom; what is known under the pseudonym is erased with it.
            date: When.
            replacements: By id, the bytes of a sealed file without them, or None to remove it.

        Raises:
            VaultError: nobody is named, the vault holds no such file, or the disk refuses.
        """
        with self._change() as draft:
            whole = _whole(draft, identity)
            if not (*whole.names, *whole.contacts):
                raise VaultError("nobody is named who could be erased")
            if not draft.files.keys() >= (replacements or {}).keys():
                raise VaultError("the vault holds no file of one of the ids to be replaced")
            self._take_out(draft, whole)
            _strip_facts(draft, whole, replacements or {})
            self._rewrite(draft, replacements or {})
            stone = self._stone(whole, date)
            draft.tombstones.append(stone)
        self._given.clear()
        return stone

    def unknow(self, *pseudonyms: str) -> None:
        """Forget businesses whose files were kept as long as they may be; no tombstone stays.

        Gone are identity, consents and quotes. Nobody asked to be forgotten: the same business may
        be asked again.

        Raises:
            VaultError: the disk refuses.
        """
        with self._change() as draft:
            for pseudonym in pseudonyms:
                draft.identities.pop(pseudonym, None)
            draft.consents = [c for c in draft.consents if c.pseudonym not in pseudonyms]
            draft.quotes = {i: q for i, q in draft.quotes.items() if q.pseudonym not in pseudonyms}

    def tombstoned(self, identity: str) -> datetime.date | None:
        """When a business or person was erased, by any spelling of a name or contact."""
        stone = self.tombstone_of(identity)
        return stone and stone.date

    def _take_out(self, draft: Contents, whole: Identity) -> None:
        if whole.names:
            draft.identities.pop(whole.pseudonym, None)
            draft.consents = [c for c in draft.consents if c.pseudonym != whole.pseudonym]
            own = [q.id for q in draft.quotes.values() if q.pseudonym == whole.pseudonym]
            for identity in own:
                del draft.quotes[identity]
        theirs = _finder(whole, "name", "contact", "product")
        draft.consents = [c for c in draft.consents if not theirs.find(c.words)]
        draft.quotes = {
            i: q for i, q in draft.quotes.items() if not theirs.find(f"{q.words}\n{q.original}")
        }
        named = _finder(whole, "name", "contact")
        for other in list(draft.identities.values()):
            draft.identities[other.pseudonym] = _without(other, named)

    def _rewrite(self, draft: Contents, replacements: Mapping[str, bytes | None]) -> None:
        for old_id, data in replacements.items():
            if data is None:
                del draft.files[old_id]
                continue
            new_id = self._id(data)
            twin = draft.files.get(new_id)
            file = twin.file if twin else self._put(data)
            swap(draft, old_id, new_id, Kept(file, draft.files[old_id].facts))

    def _stone(self, whole: Identity, date: datetime.date) -> Tombstone:
        salt = os.urandom(16).hex()
        names = {normalise(name) for name in (*whole.names, *whole.contacts)}
        return Tombstone(date, salt, tuple(sorted(self._mark(salt, name) for name in names)))


def _strip_facts(draft: Contents, whole: Identity, theirs: Collection[str]) -> None:
    """Blot out facts that name the erased; of their own files, those with any word of a name."""
    named = _finder(whole, "name", "contact")
    entries = (*whole.names, *whole.contacts)
    single = (word for entry in entries for word in words(without_form(entry)))
    any_word = Gazetteer(("name", word) for word in single if len(word) >= _TELLING)
    for identity, kept in draft.files.items():
        finder = any_word if identity in theirs else named
        facts = {
            key: f"erased {kept.file[:8]}" if key not in _OURS and finder.find(value) else value
            for key, value in kept.facts.items()
        }
        draft.files[identity] = Kept(kept.file, facts)


def _whole(draft: Contents, identity: Identity) -> Identity:
    """What is given and, of a business, what is known."""
    known = draft.identities.get(identity.pseudonym)
    if not identity.names or not known:
        return identity
    pairs = ((*known.of_kind(kind), *identity.of_kind(kind)) for kind in KINDS)
    return Identity(identity.pseudonym, *(tuple(dict.fromkeys(pair)) for pair in pairs))


def _finder(whole: Identity, *kinds: str) -> Gazetteer:
    return Gazetteer((kind, entry) for kind in kinds for entry in whole.of_kind(kind))


def _without(other: Identity, named: Gazetteer) -> Identity:
    """Another's entries, without those that name the erased; its own names stay its own."""
    kept = {
        kind + "s": tuple(e for e in other.of_kind(kind) if kind == "name" or not named.find(e))
        for kind in KINDS
    }
    return Identity(other.pseudonym, **kept)
