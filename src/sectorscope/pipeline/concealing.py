"""What leaves the vault for the study's tables: pseudonyms, states, options and numbers.

Words stay behind: no answer, transcript, speaker or file name reaches a derived table. A group a
business is put in ("Other: we make …") is words too, and goes where it names somebody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sectorscope.vault import Vault

Row = dict[str, Any]

OF_A_BUSINESS = frozenset(
    {"consultee", "consultee_group", "response", "tick", "document", "suggestion"}
)
GROUPS = {"consultee": ("segments", "size_band", "place"), "consultee_group": ("value",)}
"""Columns with what a business put itself among, in its own words if it liked."""

UNTOLD = "(not told)"
"""What stands for a group whose name would name somebody."""


def concealed(table: str, rows: Iterable[Row], vault: Vault) -> list[Row]:
    """The rows of a sealed file as the study may hold them."""
    return [_concealed(table, row, vault) for row in rows]


def _concealed(table: str, row: Row, vault: Vault) -> Row:
    kept = dict(row)
    if table in OF_A_BUSINESS:
        kept["business"] = vault.pseudonym(row["business"])
    if table == "document":
        kept["id"] = _renamed(row["id"], row["business"], kept["business"])
    if table in ("turn", "suggestion") and row.get("document"):
        identity, _, number = row["document"].rpartition("/")
        kept["document"] = f"{vault.pseudonym(identity)}/{number}"
    if table == "consultee":
        kept["listed"] = vault.may(kept["business"], "list")
    for column in GROUPS.get(table, ()):
        kept[column] = _unnamed(row[column], vault)
    if "raw" in kept:
        kept["raw"] = None
    if table == "document":
        kept["text"] = None
    if table == "turn":
        kept["speaker"] = None
    return kept


def _unnamed(groups: str | None, vault: Vault) -> str | None:
    """Groups, `;` between them, without those whose name would name somebody."""
    if not groups or not vault.mentions(groups):
        return groups
    told = (UNTOLD if vault.mentions(part) else part for part in groups.split(";"))
    return ";".join(dict.fromkeys(told))


def _renamed(identity: str, business: str, pseudonym: str) -> str:
    return pseudonym + identity.removeprefix(business)
