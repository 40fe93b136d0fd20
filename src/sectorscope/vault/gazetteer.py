"""Finding in a text what no public output may contain: names, contacts, products, customers.

Text and entries are taken apart into words, and runs of words are compared written together: so
"Medi-Scan", "Medi Scan" and "MediScan" are one, whatever the case and the accents, and "Scan" in
"scandal" is none. It errs towards finding.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from sectorscope.vault.names import without_form

_WORD = re.compile(r"[^\W_]+")
_SHORT = 4
"""An entry of fewer characters, such as "BT", is found only with its own case and words."""


class Gazetteer:
    """Entries, each with its kind, ready to be looked for."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._long: dict[str, list[tuple[str, str]]] = {}
        self._short: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for kind, entry in entries:
            for spelling in dict.fromkeys((entry, without_form(entry))):
                self._learn(kind, entry, words(spelling))
        self._longest = max(map(len, self._long), default=0)
        self._most_words = max(map(len, self._short), default=0)

    def find(self, text: str) -> list[tuple[str, str]]:
        """The entries that occur, each once, in the order they were given within each place."""
        found: dict[tuple[str, str], None] = {}
        spelled = words(text)
        folded = [word.casefold() for word in spelled]
        for start in range(len(spelled)):
            for joined in self._runs(folded, start):
                found.update(dict.fromkeys(self._long.get(joined, ())))
            for end in range(start + 1, start + self._most_words + 1):
                found.update(dict.fromkeys(self._short.get(tuple(spelled[start:end]), ())))
        return list(found)

    def _learn(self, kind: str, entry: str, spelled: tuple[str, ...]) -> None:
        joined = "".join(spelled)
        if len(joined) < _SHORT:
            place = self._short.setdefault(spelled, []) if spelled else []
        else:
            place = self._long.setdefault(joined.casefold(), [])
        if (kind, entry) not in place:
            place.append((kind, entry))

    def _runs(self, folded: list[str], start: int) -> Iterator[str]:
        joined = ""
        for place in range(start, len(folded)):
            joined += folded[place]
            if len(joined) > self._longest:
                return
            yield joined


def words(text: str) -> tuple[str, ...]:
    """The words of a text, their case kept, without accents, hyphens and invisible characters."""
    flat = unicodedata.normalize("NFKD", text)
    seen = (c for c in flat if unicodedata.category(c) not in {"Mn", "Cf"})
    return tuple(_WORD.findall("".join(seen)))
