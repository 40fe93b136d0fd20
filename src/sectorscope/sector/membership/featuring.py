"""All features of a frame's companies, in blocks that a model of few labels can weigh.

Weights of the blocks were chosen once, on development data, and are part of the method (see
`docs/explanation/membership.md`); what a study's own rulings say is learnt within them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sectorscope.annotate.encoder import Encoder
from sectorscope.sector.definition import Definition
from sectorscope.sector.frame import Frame
from sectorscope.sector.learning import Block
from sectorscope.sector.membership import vectors
from sectorscope.sector.membership.hints import Hints, hints, phrases
from sectorscope.sector.membership.industries import Codes, kinds
from sectorscope.sector.membership.words import Words

WORDS, INDUSTRIES, KEYWORDS, VECTORS, HINTS = "words", "industries", "keywords", "vectors", "hints"

WEIGHTS: Mapping[str, float] = {
    WORDS: 0.8,
    INDUSTRIES: 0.5,
    KEYWORDS: 0.1,
    VECTORS: 0.5,
    HINTS: 0.2,
}
"""Shares of the score's prior variance, relative to each other: chosen on development data."""


@dataclass(frozen=True, eq=False)
class Features:
    """What is known of N companies.

    blocks: matrices of N rows, the same for all targets. names: by block, what a column is called;
    a block of vectors has none. hints: by target, what it says.
    labels, told, sics:
    what the companies are called, name and text together, codes. words, codes, middle:
    what made the blocks, to make the same of other companies.
    """

    blocks: tuple[Block, ...]
    names: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, Hints]
    labels: tuple[str, ...]
    told: Sequence[str]
    sics: tuple[tuple[str, ...], ...]
    definition: Definition
    words: Words
    codes: Codes
    middle: NDArray[np.float32] | None = field(default=None)

    def __len__(self) -> int:
        """How many companies."""
        return len(self.labels)

    def of(self, target: str) -> tuple[Block, ...]:
        """The blocks of one target: those of all, and its own hint."""
        return (*self.blocks, Block(HINTS, self.hints[target].column, WEIGHTS[HINTS]))


def blocks(
    frame: Frame,
    definition: Definition,
    encoder: Encoder | None = None,
    activities: Mapping[str, str] | None = None,
) -> list[Block]:
    """Blocks of features with as many rows as the frame; see `features`."""
    return list(features(frame, definition, encoder, activities).blocks)


def features(
    frame: Frame,
    definition: Definition,
    encoder: Encoder | None = None,
    activities: Mapping[str, str] | None = None,
) -> Features:
    """Features of a frame's companies.

    Args:
        frame: N companies.
        definition: whose keywords and industries are looked for.
        encoder: reads their texts (names, where there is no text); without it there are no
            vectors, and all else stands.
        activities: by SIC code, what is done under it (`industries.activities_of`).

    Raises:
        ModelError: the encoder is missing or damaged.
    """
    told = together(frame.names, frame.texts)
    known, codes = Words.of(told), Codes.of(frame.sics, activities)
    listed, kind = kinds(frame.sics)
    found, keyword_names = phrases(told, definition)
    made = [
        _block(WORDS, known.matrix(told)),
        _block(INDUSTRIES, codes.matrix(listed)[kind]),
        _block(KEYWORDS, found),
    ]
    names = {WORDS: known.names, INDUSTRIES: codes.names, KEYWORDS: keyword_names}
    middle = None
    if encoder is not None:
        read = vectors.vectors(read_by_encoder(frame.names, frame.texts), encoder)
        middle = vectors.centre(read)
        made.append(_block(VECTORS, vectors.centred(read, middle)))
    said = hints(told, listed, kind, definition)
    held = tuple(b for b in made if b.matrix.shape[1])
    return Features(
        held, names, said, frame.names, told, frame.sics, definition, known, codes, middle
    )


def texts_only(
    texts: Sequence[str], encoder: Encoder | None = None, names: Sequence[str] | None = None
) -> list[Block]:
    """Blocks for companies of which nothing is known but texts, and perhaps names: rehearsals."""
    own = names or ("",) * len(texts)
    told = together(own, texts)
    made = [_block(WORDS, Words.of(told).matrix(told))]
    if encoder is not None:
        read = vectors.vectors(read_by_encoder(own, texts), encoder)
        made.append(_block(VECTORS, vectors.centred(read, vectors.centre(read))))
    return [b for b in made if b.matrix.shape[1]]


def together(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Names and texts, one string a company, which no word or phrase runs across."""
    return [f"{name}\n{text}" if text else name for name, text in zip(names, texts, strict=True)]


def read_by_encoder(names: Sequence[str], texts: Sequence[str]) -> list[str]:
    """What the encoder reads of each company: its text, or its name where there is none."""
    return [text or name.title() for name, text in zip(names, texts, strict=True)]


def _block(name: str, matrix: Any) -> Block:  # noqa: ANN401 - an array or a scipy matrix
    held = matrix if isinstance(matrix, np.ndarray) else sparse.csr_matrix(matrix)
    return Block(name, held, WEIGHTS[name])
