"""Which concept of a new version could stand for one that is gone: the nearest by label."""

from __future__ import annotations

from difflib import get_close_matches

from sectorscope.concepts.columns import Concept
from sectorscope.concepts.vocabulary import Vocabulary, folded

ALIKE, ALIKE_WORD = 0.85, 0.8
"""How alike (difflib's ratio) two labels must be for one to be proposed for the other, and a word
of the old to some word of the new. Between two random thousands of ESCO's skills, where nothing
succeeds anything, the first alone proposed 18, such as Malay for Catalan; with the second, 1."""
MOST_PAIRS = 1_000_000
"""Of a gone label and an added one, that are compared for likeness: ten seconds' worth. Of two
vocabularies that have little in common, only what bears the same label is proposed."""


class Successors:
    """Proposals from one version to another."""

    def __init__(self, old: Vocabulary, new: Vocabulary) -> None:
        self._new = new
        self._added: dict[str, dict[str, Concept]] = {}
        for key, concept in new.concepts.items():
            if key not in old.concepts:
                self._added.setdefault(concept.kind, {})[folded(concept.label)] = concept
        gone = sum(key not in new.concepts for key in old.concepts)
        self._few = gone * sum(map(len, self._added.values())) <= MOST_PAIRS

    def of(self, gone: Concept) -> tuple[Concept | None, str]:
        """The successor of a concept that is gone, and how it was found; None and "" without one.

        Of several that bear the label, the one of the same kind and code; if that leaves several
        there is none to propose.
        """
        for how, found in (
            ("label", self._named(gone, gone.label)),
            ("alternative", self._by_alternatives(gone)),
            ("alike", self._alike(gone)),
        ):
            if found is not None:
                return found, how
        return None, ""

    def _named(self, gone: Concept, label: str) -> Concept | None:
        """The one concept whose own label it is."""
        named = [c for c in self._new.by_label(label) if c.kind == gone.kind]
        own = [c for c in named if folded(c.label) == folded(label)]
        same = [c for c in own if c.code == gone.code]
        return _only(same) or _only(own)

    def _by_alternatives(self, gone: Concept) -> Concept | None:
        """The one that knows the label as another name, or whose label is another name of it."""
        knows = [c for c in self._new.by_label(gone.label) if c.kind == gone.kind]
        named = [self._named(gone, other) for other in gone.alternatives]
        return _only(knows) or _only([c for c in named if c])

    def _alike(self, gone: Concept) -> Concept | None:
        """The added one whose label is most like it; namesakes were too many or none before."""
        added = self._added.get(gone.kind, {}) if self._few else {}
        label = folded(gone.label)
        close = get_close_matches(label, added, n=1, cutoff=ALIKE)
        fits = bool(close) and close[0] != label and _same_words(label, close[0])
        return added[close[0]] if fits else None


def _same_words(old: str, new: str) -> bool:
    """Whether each word of a label is there in the other, if in another form."""
    words = new.split()
    return all(get_close_matches(word, words, n=1, cutoff=ALIKE_WORD) for word in old.split())


def _only(found: list[Concept]) -> Concept | None:
    by_id = {concept.id: concept for concept in found}
    return next(iter(by_id.values())) if len(by_id) == 1 else None
