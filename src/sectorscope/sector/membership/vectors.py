"""Sentence vectors of companies, kept in the user's cache so that each text is read once.

Texts are kept in parts by the beginning of their hash: a company more makes one part anew, not
all. Without the encoder there are no vectors, and everything else stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from sectorscope.annotate.encoder import Encoder, unit
from sectorscope.concepts.cache import Entry, cached, code_version, key_of

Vectors = NDArray[np.float32]

FIRST = 600
"""Characters of a text that are read: what a company does stands in its first sentences."""
_PART, _MOST = 64, 256
"""Texts in a part of the cache, about, and parts at most."""


def vectors(texts: Sequence[str], encoder: Encoder) -> Vectors:
    """Vectors of texts, (N, hidden) float32 of length one; of a text without words, noughts.

    Raises:
        ModelError: the encoder is missing or damaged.
    """
    read = [beginning(text) for text in texts]
    listed = sorted({t for t in read if t}, key=_hash)
    made = [_kept(part, encoder) for part in _parts(listed)]
    if not made:
        return np.zeros((len(read), 1), np.float32)
    held = np.concatenate([*made, np.zeros((1, made[0].shape[1]), np.float32)])
    places = {text: i for i, text in enumerate(t for part in _parts(listed) for t in part)}
    return held[[places.get(t, len(listed)) for t in read]]


def beginning(text: str) -> str:
    """As much of a text as is read, white space made single, not cut within a word."""
    plain = " ".join(text[: 2 * FIRST].split())
    return plain if len(plain) <= FIRST else plain[:FIRST].rsplit(" ", 1)[0]


def centre(vectors: Vectors) -> Vectors:
    """(hidden,) mean of the vectors that are not noughts: what all companies share."""
    held = np.abs(vectors).sum(1) > 0
    return vectors[held].mean(0) if held.any() else np.zeros(vectors.shape[1], np.float32)


def centred(vectors: Vectors, middle: Vectors) -> Vectors:
    """Vectors from a middle, of length one; noughts stay noughts."""
    held = np.abs(vectors).sum(1, keepdims=True) > 0
    return np.where(held, unit(vectors - middle), np.float32(0)).astype(np.float32)


def _parts(listed: Sequence[str]) -> list[list[str]]:
    """Texts by the beginning of their hash; each part in the order of hashes."""
    many = min(_MOST, 1 << max(len(listed) // _PART, 1).bit_length() - 1)
    parts: list[list[str]] = [[] for _ in range(many)]
    for text in listed:
        parts[int(_hash(text)[:4], 16) % many].append(text)
    return [part for part in parts if part]


def _kept(part: Sequence[str], encoder: Encoder) -> Vectors:
    version = code_version(__name__, Encoder.__module__)
    key = key_of("membership", encoder.digest, version, *(_hash(t) for t in part))
    entry = cached(key, lambda: Entry({"vectors": encoder.embed(part).astype(np.float32)}))
    return np.asarray(entry.arrays["vectors"])


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
