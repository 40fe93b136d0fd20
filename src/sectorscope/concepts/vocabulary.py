"""A vocabulary: concepts of one version of one scheme, or of several put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from sectorscope.concepts.columns import AND, Columns, Concept, of
from sectorscope.errors import VocabularyError

UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Concepts, and which version of which scheme they are.

    scheme: `esco`, `builtin`, `onet` or the file's own name. version, licence: "unknown" where
    nothing tells them. concepts: by id, in the order of the file. digest: sha256 of the bytes
    they were read from. parts: the vocabularies it was joined from, else empty.
    """

    scheme: str
    version: str
    licence: str
    concepts: Columns
    digest: str
    parts: tuple[Vocabulary, ...] = ()

    def skills(self) -> tuple[Concept, ...]:
        """All concepts of kind `skill`, in order."""
        return self._of_kind("skill")

    def occupations(self) -> tuple[Concept, ...]:
        """All concepts of kind `occupation`, in order."""
        return self._of_kind("occupation")

    def groups(self) -> tuple[Concept, ...]:
        """All concepts of kind `group`, in order."""
        return self._of_kind("group")

    def by_label(self, text: str) -> tuple[Concept, ...]:
        """Concepts of that label, whatever its capitals and spaces.

        Those that have it as an alternative or hidden label only if it is nobody's own.
        """
        key = folded(text)
        keys = self._labels.get(key) or self._other_labels.get(key, ())
        return tuple(self.concepts[key] for key in keys)

    def broader(self, key: str) -> tuple[Concept, ...]:
        """The nearest group above a concept on each way up, nearest first.

        Raises:
            VocabularyError: there is no concept of that id.
        """
        return tuple(c for c in self._above(key, lambda c: c.kind == "group") if c.kind == "group")

    def ancestors(self, key: str) -> tuple[Concept, ...]:
        """Everything above a concept, nearest first, each once.

        Raises:
            VocabularyError: there is no concept of that id.
        """
        return tuple(self._above(key, lambda _: False))

    def origin(self, key: str) -> Vocabulary:
        """The vocabulary a concept came from: its scheme, version and licence.

        Raises:
            VocabularyError: there is no concept of that id.
        """
        self._concept(key)
        return next((part.origin(key) for part in self.parts if key in part.concepts), self)

    def _of_kind(self, kind: str) -> tuple[Concept, ...]:
        pairs = zip(self.concepts, self.concepts.column("kind"), strict=True)
        return tuple(self.concepts[key] for key, is_ in pairs if is_ == kind)

    def _concept(self, key: str) -> Concept:
        try:
            return self.concepts[key]
        except KeyError:
            raise VocabularyError(
                f"no concept has the id {key!r}",
                expected=f"one of the {len(self.concepts):,} of {self.scheme} {self.version}",
                hint="`by_label`, or compare the versions if it is an older one's",
            ) from None

    def _above(self, key: str, stop: Callable[[Concept], bool]) -> Iterator[Concept]:
        """Concepts above one, level by level; nothing above those where it stops."""
        seen = {key}
        level = [self._concept(key)]
        while level:
            above = [p for c in level for p in c.parents if not (p in seen or seen.add(p))]
            found = [self.concepts[p] for p in above]
            yield from found
            level = [c for c in found if not stop(c)]

    @cached_property
    def _labels(self) -> dict[str, tuple[str, ...]]:
        return _index(zip(self.concepts.column("label"), self.concepts, strict=True))

    @cached_property
    def _other_labels(self) -> dict[str, tuple[str, ...]]:
        columns = [self.concepts.column(name) for name in ("alternatives", "hidden")]
        rows = ((cell, key) for cells in columns for cell, key in zip(cells, self.concepts))  # noqa: B905
        return _index((label, key) for cell, key in rows if cell for label in cell.split(AND))


def folded(label: str) -> str:
    """A label without regard to capitals and spaces."""
    return " ".join(label.casefold().split())


def join(*vocabularies: Vocabulary) -> Vocabulary:
    """Several vocabularies as one, in that order; `origin` tells where a concept is from.

    Raises:
        VocabularyError: there is none, or two have a concept of the same id.
    """
    if not vocabularies:
        raise VocabularyError("no vocabulary to join", expected="at least one")
    if len(vocabularies) == 1:
        return vocabularies[0]
    _no_clash(vocabularies)
    digest = sha256("\n".join(v.digest for v in vocabularies).encode()).hexdigest()
    named = (dict.fromkeys(getattr(v, name) for v in vocabularies) for name in _NAMED)
    scheme, licence = (" + ".join(names) for names in named)
    version = " + ".join(v.version for v in vocabularies)
    concepts = of(concept for v in vocabularies for concept in v.concepts.values())
    return Vocabulary(scheme, version, licence, concepts, digest, vocabularies)


_NAMED = ("scheme", "licence")


def _no_clash(vocabularies: tuple[Vocabulary, ...]) -> None:
    seen: dict[str, Vocabulary] = {}
    for vocabulary in vocabularies:
        for key in vocabulary.concepts:
            if key in seen:
                raise VocabularyError(
                    f"the id {key!r} stands in {seen[key].scheme} and in {vocabulary.scheme}",
                    expected="ids that differ",
                    hint="give the ids of your own terms a prefix, such as `own.`",
                )
            seen[key] = vocabulary


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Ids by folded label, each once."""
    found: dict[str, dict[str, None]] = {}
    for label, key in pairs:
        found.setdefault(folded(label), {})[key] = None
    return {label: tuple(keys) for label, keys in found.items()}
