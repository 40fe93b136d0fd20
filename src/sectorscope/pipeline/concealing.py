"""What leaves the vault for the study's tables: pseudonyms, states, options and numbers.

Words stay behind: no answer, transcript, speaker or file name reaches a derived table. A group a
business is put in ("Other: we make …") is words too, and goes where it names somebody.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sectorscope.vault import Vault

Row = dict[str, Any]

OF_A_BUSINESS = frozenset(
    {"consultee", "consultee_group", "response", "tick", "document", "suggestion"}
)
GROUPS = {"consultee": ("segments", "size_band", "place"), "consultee_group": ("value",)}
"""Columns with what a business put itself among, in its own words if it liked."""

WORDS = {"document": ("raw", "text"), "turn": ("raw", "speaker")}
"""Columns with words, by table; `raw` in every other. They stay in the vault."""

UNTOLD = "(not told)"
"""What stands for a group whose name would name somebody."""


class Concealer:
    """Turns rows of sealed files into rows the study may hold; asks the vault once for each name.

    Args:
        vault: the open vault.
    """

    def __init__(self, vault: Vault) -> None:
        self._pseudonym = cache(vault.pseudonym)
        self._listed = cache(lambda business: vault.may(business, "list"))
        self._names = cache(lambda text: bool(vault.mentions(text)))

    def rows(self, table: str, rows: Iterable[Row]) -> list[Row]:
        """The rows of a sealed file as the study may hold them."""
        return [self._row(table, row) for row in rows]

    def _row(self, table: str, row: Row) -> Row:
        kept = dict(row)
        if table in OF_A_BUSINESS:
            kept["business"] = self._pseudonym(row["business"])
        if table == "document":
            kept["id"] = _renamed(row["id"], row["business"], kept["business"])
        if table in ("turn", "suggestion") and row.get("document"):
            identity, _, number = row["document"].rpartition("/")
            kept["document"] = f"{self._pseudonym(identity)}/{number}"
        if table == "consultee":
            kept["listed"] = self._listed(kept["business"])
        for column in GROUPS.get(table, ()):
            kept[column] = self._unnamed(row[column])
        return kept | {column: None for column in WORDS.get(table, ("raw",)) if column in kept}

    def _unnamed(self, groups: str | None) -> str | None:
        """Groups, `;` between them, without those whose name would name somebody."""
        if not groups or not self._names(groups):
            return groups
        told = (UNTOLD if self._names(part) else part for part in groups.split(";"))
        return ";".join(dict.fromkeys(told))


def _renamed(identity: str, business: str, pseudonym: str) -> str:
    return pseudonym + identity.removeprefix(business)
