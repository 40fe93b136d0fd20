"""Who is behind the answers: pseudonyms, identities, and what may not be said of them."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable
from itertools import count
from typing import Literal, overload

from sectorscope.errors import VaultErased, VaultError
from sectorscope.vault import cipher
from sectorscope.vault.contents import Contents, check_text
from sectorscope.vault.gazetteer import Gazetteer, words
from sectorscope.vault.names import normalise
from sectorscope.vault.records import KINDS, Identity, Tombstone
from sectorscope.vault.room import Room

_LETTERS = 8
_SCOPED_LETTERS = 12


class People(Room):
    """The identities of a vault."""

    _gazetteer: tuple[list[tuple[str, str]], Gazetteer] = ([], Gazetteer(()))

    def pseudonym(self, identity: str) -> str:
        """What a business is called in the study: the same for every spelling of its name.

        Forty bits of a keyed hash of the name (or the pseudonym under which the name is known
        already). Should two businesses share them, the second to be asked for gets others; `know`
        makes that last, so a pseudonym is used only together with it.

        Raises:
            VaultError: there is no name.
        """
        name = _normalised(identity)
        now = self._now()
        known = now.identities.get(identity.strip()) or now.named(identity)
        if known:
            return known.pseudonym
        if name not in self._given:
            taken = {*now.identities, *self._given.values()}
            tries = (self._letters(name, str(n)) for n in count())
            self._given[name] = next(p for p in tries if p not in taken)
        return self._given[name]

    def scoped_pseudonym(self, scope: str, identity: str) -> str:
        """What a business is called within one scope, such as one audience or one quote.

        Without the key, nothing links the names a business bears in two scopes. Sixty bits: among
        a thousand businesses, two share a name with a chance of one in 10**12.

        Raises:
            VaultError: there is no name.
        """
        own = self.pseudonym(identity)
        return "B" + _base32(cipher.keyed(self._keys.scopes, scope, own), _SCOPED_LETTERS)

    def digest(self, *parts: str) -> str:
        """A keyed digest, 16 hexadecimal digits: equal for equal texts, useless to guess with."""
        return cipher.keyed(self._keys.digests, *parts).hex()[:16]

    def know(self, *identities: Identity) -> None:
        """Keep who a pseudonym stands for; what is known of it already is added to.

        Raises:
            VaultErased: one of the names or contacts was erased.
            VaultError: there is no pseudonym, an entry has no letter or digit, a name is another
                business's, or the disk refuses.
        """
        with self._change() as draft:
            for identity in map(_checked, identities):
                self._refuse_erased(identity)
                _refuse_taken(draft, identity)
                old = draft.identities.get(identity.pseudonym, identity)
                draft.identities[identity.pseudonym] = _merged(old, identity)

    def identities(self) -> tuple[Identity, ...]:
        """Everybody who is known, in the order they came."""
        return tuple(self._now().identities.values())

    def find(self, text: str) -> Identity | None:
        """Who bears this pseudonym, name or contact.

        Raises:
            VaultError: the contact is that of several businesses.
        """
        now = self._now()
        if found := now.identities.get(text.strip()) or now.named(text):
            return found
        wanted = normalise(text)
        who = [i for i in now.identities.values() if wanted in map(normalise, i.contacts)]
        if len(who) > 1:
            raise VaultError(
                f"the contact is that of {len(who)} businesses", expected="one business's name"
            )
        return who[0] if who else None

    def gazetteer(self) -> tuple[str, ...]:
        """Every name, contact, product and customer: what no public output may contain."""
        return tuple(sorted({entry for _, entry in self._now().gazetteer()}))

    @overload
    def mentions(self, text: str, *, reveal: Literal[False] = False) -> list[str]: ...
    @overload
    def mentions(self, text: str, *, reveal: Literal[True]) -> list[tuple[str, str]]: ...
    def mentions(self, text: str, *, reveal: bool = False) -> list[str] | list[tuple[str, str]]:
        """Which kinds of gazetteer entries a text contains, in the order of `KINDS`.

        Args:
            text: Any text.
            reveal: Give the entries too, as (kind, entry): for the vault's own people only.
        """
        found = self._finder().find(text)
        if reveal:
            return sorted(found, key=lambda pair: KINDS.index(pair[0]))
        kinds = {kind for kind, _ in found}
        return [kind for kind in KINDS if kind in kinds]

    def tombstone_of(self, identity: str) -> Tombstone | None:
        """The tombstone of a business or person that was erased."""
        name = normalise(identity)
        stones = self._now().tombstones
        return next((t for t in stones if self._mark(t.salt, name) in t.marks), None)

    def _mark(self, salt: str, name: str) -> str:
        return cipher.keyed(self._keys.tombstones, salt, name).hex()

    def _letters(self, *parts: str) -> str:
        return "B" + _base32(cipher.keyed(self._keys.pseudonyms, *parts), _LETTERS)

    def _finder(self) -> Gazetteer:
        entries = list(self._now().gazetteer())
        if self._gazetteer[0] != entries:
            self._gazetteer = entries, Gazetteer(entries)
        return self._gazetteer[1]

    def _refuse_erased(self, identity: Identity) -> None:
        for name in (*identity.names, *identity.contacts):
            if stone := self.tombstone_of(name):
                raise VaultErased(
                    f"data of a business or person that was erased on {stone.date} is among this",
                    expected="none of theirs",
                    hint="take it out of the file",
                )


def _checked(identity: Identity) -> Identity:
    """The identity, its entries without odd spacing; one that could not be found is refused."""
    check_text("a pseudonym", identity.pseudonym)
    entries = {kind + "s": _tidy(kind, identity.of_kind(kind)) for kind in KINDS}
    if not identity.pseudonym.strip():
        raise VaultError("an identity has no pseudonym")
    return Identity(identity.pseudonym.strip(), **entries)


def _tidy(kind: str, entries: Iterable[str]) -> tuple[str, ...]:
    entries = tuple(entries)
    check_text(f"a {kind}", *entries)
    if not all(map(words, entries)):
        raise VaultError(f"a {kind} has neither letter nor digit, and could not be guarded")
    return tuple(dict.fromkeys(" ".join(entry.split()) for entry in entries))


def _merged(old: Identity, new: Identity) -> Identity:
    pairs = ((*old.of_kind(kind), *new.of_kind(kind)) for kind in KINDS)
    return Identity(new.pseudonym, *(tuple(dict.fromkeys(pair)) for pair in pairs))


def _refuse_taken(draft: Contents, identity: Identity) -> None:
    for name in identity.names:
        other = draft.named(name)
        if other and other.pseudonym != identity.pseudonym:
            raise VaultError(
                f"a name of {identity.pseudonym} is known as that of {other.pseudonym}",
                hint="one pseudonym for both, if they are one business",
            )


def _normalised(identity: str) -> str:
    name = normalise(identity)
    if not name:
        raise VaultError("there is no name to make a pseudonym of")
    return name


def _base32(raw: bytes, letters: int) -> str:
    return b32encode(raw).decode()[:letters]
