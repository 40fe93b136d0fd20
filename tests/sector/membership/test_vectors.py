"""Vectors: each text read once, kept under the encoder's digest, absent without harm."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import pytest

from sectorscope.annotate.encoder import Encoder
from sectorscope.sector.membership import features, memberships, vectors
from tests.sector.membership import made


class Standin:
    """Reads letters: a vector of how often each stands."""

    digest = "stand-in"

    def __init__(self) -> None:
        self.read: list[str] = []

    def embed(self, texts: list[str]) -> np.ndarray:
        self.read += texts
        counts = np.array([[t.lower().count(c) for c in "abcdefghij"] for t in texts], np.float32)
        return counts / np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)


@pytest.fixture
def encoder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Standin:
    monkeypatch.setenv("SECTORSCOPE_CACHE", str(tmp_path))
    return Standin()


def read(texts: list[str], by: Standin) -> np.ndarray:
    return vectors.vectors(texts, cast("Encoder", by))


def test_each_different_text_is_read_once_ever(encoder: Standin):
    first = read(["abc", "bad", "abc"], encoder)
    assert sorted(encoder.read) == ["abc", "bad"]
    assert (read(["abc", "bad", "abc"], encoder) == first).all()
    assert len(encoder.read) == 2


def test_a_company_more_makes_a_part_anew_and_not_all(encoder: Standin):
    texts = [f"text {i} {'abcdefghij'[i % 10]}" for i in range(300)]
    read(texts, encoder)
    encoder.read.clear()
    read([*texts, "one more"], encoder)
    assert 0 < len(encoder.read) < 200


def test_rows_follow_the_texts_and_a_text_of_nothing_is_nought(encoder: Standin):
    made = read(["bb", "", "aa"], encoder)
    assert made[0].argmax() == 1
    assert not made[1].any()
    assert made[2].argmax() == 0
    assert not read(["", ""], encoder).any()


def test_a_long_text_is_read_to_the_end_of_a_word():
    said = vectors.beginning("word " * 400)
    assert len(said) <= vectors.FIRST
    assert said.endswith("word")


def test_vectors_are_told_from_what_all_share():
    held = np.array([[1, 0.1], [1, -0.1], [0, 0]], np.float32)
    centred = vectors.centred(held, vectors.centre(held))
    assert np.allclose(centred, [[0, 1], [0, -1], [0, 0]], atol=1e-6)


def test_a_frame_with_the_encoder_has_one_block_more_and_answers(encoder: Standin):
    frame, kinds = made.companies()
    known = features(frame, made.definition(), cast("Encoder", encoder))
    assert [b.name for b in known.blocks] == ["words", "industries", "keywords", "vectors"]
    for block in known.blocks:
        matrix = block.matrix
        norms = (matrix.multiply(matrix) if hasattr(matrix, "multiply") else matrix**2).sum(1)
        assert np.sqrt(np.asarray(norms)).max() < 1 + 1e-5
    said = memberships(known, made.labels(range(40), made.answers(kinds)))
    assert said.basis() == "learnt"
