"""Everybody who is measured, opened once, and what they said, kept for all tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from benchmarks.text import draws, sets
from benchmarks.text.ours import MODES, Ours
from benchmarks.text.peer_phrases import Phrases
from benchmarks.text.peer_vectors import Vectors
from benchmarks.text.said import Said, Sayer
from sectorscope.annotate.encoder import Encoder
from sectorscope.annotate.indexed import indexed
from sectorscope.annotate.vectors import vectors
from sectorscope.concepts import Vocabulary, load
from sectorscope.errors import ModelError, SectorscopeError

PEERS = (
    "Peers, written anew from their documentation, in our words and code: *phrases, as SkillNER* "
    "(whole names, then scored parts of names), *of these whole names alone*, *vectors, as "
    "esco-skill-extractor* (each sentence's most similar label where the cosine passes .6, by the "
    "encoder that ships here)."
)


class Bench:
    """All that sections share: the vocabulary, our modes, the peers, the number of draws."""

    def __init__(self, number: int) -> None:
        """`number` of bootstrap draws."""
        self.number = number
        self.missing: dict[str, str] = {}
        self._said: dict[tuple[str, str], Said] = {}
        self._weights: dict[tuple[str, ...], draws.Array] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """ESCO 1.1.0."""
        return load(sets.ESCO)

    @cached_property
    def ours(self) -> dict[str, Ours]:
        """Our modes; one of which a part does not ship yet is among the missing."""
        made: dict[str, Ours] = {}
        for name, mode in MODES.items():
            try:
                made[name] = Ours(sets.ESCO, mode)
            except SectorscopeError as why:
                self.missing[name] = str(why)
        return made

    @cached_property
    def peers(self) -> dict[str, Sayer]:
        """The peers by name."""
        skills = self.vocabulary.skills()
        made: dict[str, Sayer] = {
            "phrases, as SkillNER": Phrases(skills),
            "of these whole names alone": Phrases(skills, partial=False),
        }
        try:
            labels = vectors(indexed(self.vocabulary), Encoder()).labels
            made["vectors, as esco-skill-extractor"] = Vectors(skills, labels)
        except ModelError as why:
            self.missing["vectors, as esco-skill-extractor"] = str(why)
        return made

    @property
    def sayers(self) -> dict[str, Sayer]:
        """Ours, then the peers."""
        return {**self.ours, **self.peers}

    def said(self, name: str, texts: Iterable[str]) -> list[Said]:
        """What somebody says of each text; asked once."""
        return [self._one(name, text) for text in texts]

    def _one(self, name: str, text: str) -> Said:
        key = name, text
        if key not in self._said:
            self._said[key] = self.sayers[name].say(text)
        return self._said[key]

    def weights(self, texts: Sequence[str]) -> draws.Array:
        """Bootstrap weights of sentences, the same whoever is measured on them."""
        key = tuple(texts)
        if key not in self._weights:
            self._weights[key] = draws.weights(texts, self.number)
        return self._weights[key]

    def left_out(self) -> str:
        """Who could not be opened, and why; empty where nobody."""
        return "".join(f"*{name}* is left out: {why}\n\n" for name, why in self.missing.items())
