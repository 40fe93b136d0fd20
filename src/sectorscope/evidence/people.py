"""Who answered: told to the vault when a file is added, and to nobody else.

A business that was erased stays erased: a file that holds it again is refused with the reason. No
message of this part names a file or a business.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import PurePath

from sectorscope.errors import EvidenceRefused
from sectorscope.evidence.entry import Snapshot
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources import Folder, Person
from sectorscope.vault import Consent, Identity, Vault

_QUOTED = re.compile("“[^”]*”")
"""What a refusal quotes of the file itself."""

_LEAST_STEM = 4  # letters of a stem below which it stands in other words by chance


@contextmanager
def nameless(file_name: str) -> Generator[None]:
    """Let no refusal name the file: interviews are called after the business.

    Raises:
        EvidenceRefused: whatever was refused within, without the name.
    """
    try:
        yield
    except EvidenceRefused as why:
        raise _unnamed(why, file_name) from None


def _unnamed(why: EvidenceRefused, file_name: str) -> EvidenceRefused:
    stem = PurePath(file_name).stem
    names = [n for n in (file_name, stem if len(stem) >= _LEAST_STEM else "") if n]
    words = [re.compile(rf"(?<!\w)(?:the )?{re.escape(n)}(?!\w)") for n in names]

    def said(text: str) -> str:
        text = _QUOTED.sub("“…”", text)
        for word in words:
            text = word.sub("the file", text)
        return text

    parts = {"expected": said(why.expected), "hint": said(why.hint)}
    if isinstance(why, GateRefused):
        found = said(why.found).removesuffix(f" (gate {why.gate})")
        return GateRefused(why.gate, found, **parts)
    return type(why)(said(why.found), **parts)


def refuse_erased(
    vault: Vault, reader: Folder, entry: Snapshot, data: bytes, mapping: bytes | None
) -> None:
    """Refuse a file with the answers of a business that was erased.

    Raises:
        GateRefused: gate `erased`, with the dates of erasure and how many businesses.
    """
    names = (n for p in reader.people(entry, data, mapping) for n in (p.identity, *p.names))
    dates = sorted({str(d) for n in names if (d := vault.tombstoned(n))})
    if dates:
        raise GateRefused(
            "erased",
            f"the file holds answers of a business that was erased on {', '.join(dates)}",
            expected="nobody who asked to be forgotten",
            hint="take its rows out and add the file again.",
        )


def remember(
    vault: Vault, reader: Folder, entry: Snapshot, data: bytes, mapping: bytes | None
) -> None:
    """Tell the vault who answered, and what each of them consented to."""
    people: Iterable[Person] = reader.people(entry, data, mapping)
    identities: list[Identity] = []
    consents: list[Consent] = []
    for person in people:
        pseudonym = vault.pseudonym(person.identity)
        names = tuple(dict.fromkeys((*person.names, person.identity)))  # the first is shown
        identities.append(Identity(pseudonym, names, tuple(person.contacts), (), ()))
        consents += (
            Consent(pseudonym, use, given, date.fromisoformat(when or entry.retrieved))
            for use, given, when in person.consents
        )
    vault.know(*identities)
    vault.consent(*consents)
