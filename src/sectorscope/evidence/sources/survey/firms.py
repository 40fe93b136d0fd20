"""Texts that name a firm or a person's address: told by row and column, never by what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sectorscope.evidence.sources.survey.businesses import normal

_LEGAL = re.compile(
    r"\b[A-Z][\w&'’.-]*(?:\s+(?:[A-Z&][\w&'’.-]*|of|and|the))*?\s+"
    r"(?:Ltd|LTD|Limited|PLC|plc|Plc|LLP|GmbH|Inc|CIC)\b"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_SHORT = 4  # letters under which a name is a word like any other


class Firms:
    """The names of all respondents, to be looked for in what others wrote.

    Args:
        names: (identity, name) of every business, a business as often as it has names.
    """

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._by_word: dict[str, list[tuple[list[str], str]]] = {}
        for identity, name in sorted(set(names)):
            words = normal(name).split()
            if len("".join(words)) >= _SHORT and not "".join(words).isdigit():
                self._by_word.setdefault(words[0], []).append((words, identity))

    def named(self, text: str, by: str) -> bool:
        """Whether a text by one business names another, or any company by its legal form."""
        said = _LEGAL.search(text)
        words = normal(text).split()
        for at, word in enumerate(words):
            for name, identity in self._by_word.get(word, ()):
                if identity != by and words[at : at + len(name)] == name:
                    return True
        return bool(said) and not self._own(said[0] if said else "", by)

    def _own(self, text: str, by: str) -> bool:
        """Whether a company's name is that of the business that wrote it."""
        words = normal(text).split()
        own = [n for names in self._by_word.values() for n, identity in names if identity == by]
        return any(words[-len(name) :] == name for name in own)
