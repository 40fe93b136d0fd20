"""Vaults to test with, and the names planted in them that may turn up nowhere else."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from sectorscope.errors import VaultError
from sectorscope.vault import Consent, Identity, Vault, header

DAY = datetime.date(2026, 1, 31)
LATER = datetime.date(2026, 3, 1)
KEY = "correct horse battery"
OTHER_KEY = "staple"

NAME = "Quibblethwaite Prosthetics Ltd"
PERSON = "Zebedee Ramsbottom-Vole"
PRODUCT = "Flimjaw"
CUSTOMER = "Grimpenmire General"
ANSWER = "we lost eleven wombat engineers"
FILE = "quibblethwaite-interview.docx"
CANARIES = (NAME, PERSON, PRODUCT, CUSTOMER, ANSWER, FILE, "Quibblethwaite", "Ramsbottom", "wombat")

WORDS = "We lost eleven engineers."
BUSINESS = "B0001"
IDENTITY = Identity(BUSINESS, (NAME,), (PERSON,), (PRODUCT,), (CUSTOMER,))
OTHER = Identity("B0002", ("Other Devices plc",), ("Ann Other",), (), (NAME,))
DATA = f"{NAME}: {ANSWER}".encode() * 20
PLAIN = b"nothing in particular"


def cheap() -> None:
    """Make new vaults with a key that costs next to nothing: tests make hundreds."""
    header.COST.update(n=16)


def filled(study: Path) -> Vault:
    """A vault with something of everything."""
    vault = Vault.create(study, KEY)
    with vault.together():
        vault.know(IDENTITY, OTHER)
        vault.seal(DATA, facts={"name": FILE, "source": "survey", "retain_until": "2027-01-31"})
        vault.seal(PLAIN, facts={"name": "b.txt"})
        vault.consent(
            Consent(BUSINESS, "count", True, DAY),
            Consent(BUSINESS, "list", True, DAY),
            Consent(BUSINESS, "quote", True, DAY, WORDS),
        )
        quote = vault.propose(BUSINESS, "needs", WORDS, ANSWER)
        vault.sign(quote.id, "A. Analyst", DAY)
    vault.note("sealed", "A. Analyst", DAY, 2)
    return vault


def picture(vault: Vault) -> dict[str, Any]:
    """All a vault tells, to compare."""
    return {
        "files": [(e.id, dict(e.facts), vault.read(e.id)) for e in vault.entries()],
        "identities": vault.identities(),
        "consents": vault.consents(BUSINESS),
        "quotes": vault.quotes(),
        "fit": vault.quotes(fit=True),
        "erased": vault.tombstoned(NAME),
        "audit": vault.audit(),
    }


def on_disk(study: Path) -> dict[str, bytes]:
    """Every file of the vault, by its path, the lock left out."""
    folder = study / "vault"
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != ".lock")
    return {str(p.relative_to(folder)): p.read_bytes() for p in paths}


def change(vault: Vault, operation: str) -> None:
    """One of the changes that may be cut off."""
    first = vault.entries()[0]
    if operation == "seal":
        vault.seal(b"more" * 5000, facts={"name": "c"})
    elif operation == "replace":
        vault.replace(first.id, b"other", {"name": "d"})
    elif operation == "forget":
        vault.forget(first.id)
    elif operation == "erase":
        vault.erase(IDENTITY, date=LATER, replacements={first.id: b"redacted"})
    elif operation == "rekey":
        vault.rekey(OTHER_KEY)
    elif operation == "note":
        vault.note("erased", "A. Analyst", LATER, 1)
    else:
        raise VaultError(operation)
