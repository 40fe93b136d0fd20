"""The vault: everything personal, sealed, in one room and one folder of the study.

What a consulted business sent, who it is, what it agreed to, and the words it may be quoted with
lie here under a passphrase, and nowhere else; the rest of the study holds pseudonyms and keyed
digests. Nothing of it is readable without the passphrase: not a name, not how long an answer is,
not whether a given file is among those sealed. What does show: that there is a vault, roughly how
much it holds, how many sealed files, and the audit trail, which says what was done and not with
whom. An older copy of the whole folder, put back, opens as it was; no file can tell that alone.
"""

from __future__ import annotations

from sectorscope.vault.keys import passphrase, remember
from sectorscope.vault.names import normalise
from sectorscope.vault.records import (
    KINDS,
    USES,
    Audited,
    Consent,
    Entry,
    Identity,
    Quote,
    Tombstone,
)
from sectorscope.vault.vault import Vault

__all__ = [
    "KINDS",
    "USES",
    "Audited",
    "Consent",
    "Entry",
    "Identity",
    "Quote",
    "Tombstone",
    "Vault",
    "normalise",
    "passphrase",
    "remember",
]
