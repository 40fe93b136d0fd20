"""Words of a text with their places, folded so that spellings of one word are one word.

Folded away: case, apostrophe-s, the plural's s, `&` for "and". Kept: everything else; "machining"
and "machine" are two words. Offsets are code points of the text as it stands, whose letters may
be composed or not.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Possessive (`++`), so that no text, however odd, makes it try a word twice.
_WORD = re.compile(
    r"&|[^\W_]++(?:[\u0300-\u036f]++[^\W_]*+)*+(?:['’][^\W_]++)*+(?:(?:\+{1,2}|#)(?![^\W_]))?"
)
_JOINT = re.compile(r"[-\u2010\u2011/]|[ \t\u00a0]*\n?[ \t\u00a0]*")
_CLAUSE = re.compile(r"[.;:!?…—()\[\]]|\n[ \t\u00a0]*\n|\s–\s")
_HYPHENS = frozenset("-\u2010\u2011")
_KEPT_S = ("ss", "us", "is")
_SIBILANT = ("sses", "shes", "ches", "xes")
_SHORT = 3


class Words:
    """The words of a text, folded, in order; places and gaps only where they are asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = words(text)
        self._spans: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self.folded)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Start and end of each word."""
        if not self._spans:  # kept by hand: a cached_property takes a lock for each text
            self._spans = [found.span() for found in _WORD.finditer(self.text)]
        return self._spans

    def raw(self, at: int) -> str:
        """A word as it stands."""
        return self.text[slice(*self.spans[at])]

    def joined(self, at: int) -> bool:
        """Whether the next word may be of the same phrase: a space, hyphen or slash between."""
        return at + 1 < len(self) and _JOINT.fullmatch(self._gap(at)) is not None

    def hyphen(self, at: int) -> bool:
        """Whether nothing but a hyphen parts a word from the next."""
        return at + 1 < len(self) and self._gap(at) in _HYPHENS

    def comma(self, at: int) -> bool:
        """Whether a comma follows a word."""
        return "," in self._gap(at)

    def ends(self, at: int) -> bool:
        """Whether a clause ends with a word."""
        return at + 1 >= len(self) or _CLAUSE.search(self._gap(at)) is not None

    def _gap(self, at: int) -> str:
        following = self.spans[at + 1][0] if at + 1 < len(self) else len(self.text)
        return self.text[self.spans[at][1] : following]


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return list(map(folded, _WORD.findall(text)))


@lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case, apostrophe-s and the plural's s."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'")
    return "and" if plain == "&" else _singular(plain.removesuffix("'s"))


def _singular(word: str) -> str:
    if len(word) <= _SHORT or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies") and len(word) > _SHORT + 1:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(_SIBILANT) else word[:-1]
