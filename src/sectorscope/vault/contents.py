"""The index: all the vault knows, in the one file whose replacement is a change.

A `Contents` is what the index says in memory. Its JSON has keys in a fixed order, so that a change
that changes nothing is seen to be none.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from sectorscope.errors import VaultError
from sectorscope.vault.disk import damaged
from sectorscope.vault.names import normalise
from sectorscope.vault.records import KINDS, Consent, Identity, Quote, Tombstone

PART = "the index (index.sealed)"
_FORMAT = 1


@dataclass(frozen=True, repr=False)
class Kept:
    """A sealed file's name on the disk, which is random, and its facts."""

    file: str
    facts: Mapping[str, str]


@dataclass(repr=False)
class Contents:
    """What the vault holds, the bytes of the sealed files left out."""

    files: dict[str, Kept] = field(default_factory=dict)
    identities: dict[str, Identity] = field(default_factory=dict)
    consents: list[Consent] = field(default_factory=list)
    quotes: dict[str, Quote] = field(default_factory=dict)
    tombstones: list[Tombstone] = field(default_factory=list)

    def copy(self) -> Contents:
        """The same, to be changed; what it holds is frozen."""
        return Contents(
            dict(self.files),
            dict(self.identities),
            list(self.consents),
            dict(self.quotes),
            list(self.tombstones),
        )

    def named(self, name: str) -> Identity | None:
        """The identity that bears a name, in whatever spelling."""
        wanted = normalise(name)
        who = self.identities.values()
        return next((i for i in who if wanted in map(normalise, i.names)), None)

    def gazetteer(self) -> Iterator[tuple[str, str]]:
        """Every name, contact, product and customer, each with its kind."""
        for identity in self.identities.values():
            for kind in KINDS:
                yield from ((kind, entry) for entry in identity.of_kind(kind))

    def to_bytes(self) -> bytes:
        """As JSON."""
        tree = {
            "format": _FORMAT,
            "files": [{"id": i, "file": k.file, "facts": dict(k.facts)} for i, k in _items(self)],
            "identities": [asdict(i) for i in self.identities.values()],
            "consents": [asdict(c) for c in self.consents],
            "quotes": [asdict(q) for q in self.quotes.values()],
            "tombstones": [asdict(t) for t in self.tombstones],
        }
        return json.dumps(tree, default=datetime.date.isoformat).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Contents:
        """From JSON.

        Raises:
            VaultDamaged: it is no index.
            VaultError: a later version wrote it.
        """
        try:
            tree = json.loads(data)
            if tree["format"] == _FORMAT:
                return cls(
                    {f["id"]: Kept(f["file"], f["facts"]) for f in tree["files"]},
                    {i["pseudonym"]: _identity(i) for i in tree["identities"]},
                    [Consent(**_dated(c, "date")) for c in tree["consents"]],
                    {q["id"]: Quote(**_dated(q, "consented", "checked")) for q in tree["quotes"]},
                    [_tombstone(t) for t in tree["tombstones"]],
                )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise damaged(PART) from None
        raise VaultError(
            "the vault was written by a later version", hint="sectorscope of that version"
        )


def check_text(what: str, *values: str) -> None:
    """Refuse what is no text, before it is half way into a change.

    Raises:
        VaultError: one of the values is not text; the value itself is not told.
    """
    for value in values:
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance] -- tables lie
            raise VaultError(f"{what} is {type(value).__name__}", expected="text")


def _items(contents: Contents) -> Iterator[tuple[str, Kept]]:
    yield from contents.files.items()


def _identity(raw: Mapping[str, Any]) -> Identity:
    return Identity(raw["pseudonym"], *(tuple(raw[kind + "s"]) for kind in KINDS))


def _tombstone(raw: Mapping[str, Any]) -> Tombstone:
    return Tombstone(_date(raw["date"]), raw["salt"], tuple(raw["marks"]))


def _dated(raw: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {**raw, **{name: raw[name] and _date(raw[name]) for name in names}}


_date: Callable[[str], datetime.date] = datetime.date.fromisoformat
