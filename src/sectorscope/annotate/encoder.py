"""The sentence encoder: texts in, a state for each piece of a word out.

An int8 ONNX file that ships in the wheel (its card lies beside it), run by onnxruntime on one
thread. It is loaded when it is first needed; `--fast` never needs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from sectorscope.annotate.stems import Array
from sectorscope.errors import ModelError

FOLDER = Path(__file__).parents[1] / "data" / "model"
_PARTS = ("encoder.onnx", "tokenizer.json", "spans.npz")
_HALVES = re.compile("[\ud800-\udfff]")
_LONGEST = 256
"""Pieces of words that are read of one text; the encoder was trained on sentences."""


class States(NamedTuple):
    """One text, read.

    states: (words, hidden), of each word's first piece. sums: (words + 1, hidden), running sums
    of all pieces' states, so that a window's mean is a difference. pieces: (words + 1,), running
    count of pieces. starts, ends: of the words, code points of the text.
    """

    states: Array
    sums: Array
    pieces: Array
    starts: Array
    ends: Array


class Encoder:
    """The encoder in a folder."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder

    @cached_property
    def digest(self) -> str:
        """sha256 over the encoder's parts: what its vectors are kept under."""
        return sha256(b"".join(self._bytes(name) for name in _PARTS)).hexdigest()

    def read(self, texts: Iterable[str]) -> Iterator[States]:
        """Every text's states, in order; a text without words has none.

        One text at a time: the int8 scale of a batch is that of its largest state, so that what
        is read of one text would depend on the others, and on how many processes share the work.
        """
        for text in texts:
            encoded = self._tokenizer.encode(_whole(text))
            yield _states(encoded, self._run(encoded))

    def embed(self, texts: Sequence[str]) -> Array:
        """Mean state of each text's pieces, of length one, (texts, hidden) float32."""
        made = [
            self._mean(encoded)
            for encoded in self._tokenizer.encode_batch([_whole(t) for t in texts])
        ]
        return unit(np.array(made)) if made else np.zeros((0, 1), np.float32)

    def _mean(self, encoded: Any) -> Array:  # noqa: ANN401 - a tokenizers.Encoding
        return self._run(encoded)[1 : max(len(encoded.ids) - 1, 2)].mean(0)

    def _run(self, encoded: Any) -> Array:  # noqa: ANN401 - a tokenizers.Encoding
        """States of the pieces, (pieces, hidden), the two marks at the ends included."""
        ids = np.array([encoded.ids], np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
        return self._session.run(None, inputs)[0][0]

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        data = self._bytes("encoder.onnx")
        try:
            return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        except Exception as why:  # whatever a damaged graph makes onnxruntime raise
            raise self._damaged("encoder.onnx") from why

    @cached_property
    def _tokenizer(self) -> Any:  # noqa: ANN401 - tokenizers has no types
        from tokenizers import Tokenizer

        data = self._bytes("tokenizer.json")
        try:
            made = Tokenizer.from_str(data.decode())
        except Exception as why:  # tokenizers raises bare Exception
            raise self._damaged("tokenizer.json") from why
        made.no_padding()
        made.enable_truncation(_LONGEST)
        return made

    def spans_head(self) -> dict[str, Array]:
        """Arrays of the span head: weight (hidden, 6), bias (6,), transitions (2, 3, 3)."""
        data = self._bytes("spans.npz")
        try:
            with np.load(BytesIO(data), allow_pickle=False) as held:
                return {name: held[name].astype(np.float32) for name in _HEAD}
        except (ValueError, KeyError, OSError, BadZipFile) as why:
            raise self._damaged("spans.npz") from why

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.folder / name).read_bytes()
        except OSError as why:
            raise ModelError(
                f"the encoder's {name} is missing",
                expected=f"{', '.join(_PARTS)} in the package's data/model",
                hint="--fast, which needs no model, or install sectorscope again",
            ) from why

    def _damaged(self, name: str) -> ModelError:
        return ModelError(
            f"the encoder's {name} is damaged",
            expected="the file that ships in the wheel",
            hint="--fast, which needs no model, or install sectorscope again",
        )


_HEAD = ("weight", "bias", "transitions")


def unit(vectors: Array) -> Array:
    """Rows of length one; a row of zeros stays one."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def _states(encoded: Any, hidden: Array) -> States:  # noqa: ANN401 - a tokenizers.Encoding
    words = np.array([-1 if w is None else w for w in encoded.word_ids], np.int64)
    inner = np.flatnonzero(words >= 0)
    if not len(inner):
        empty = np.zeros(0, np.int64)
        none = np.zeros((0, hidden.shape[1]), np.float32)
        return States(none, np.zeros((1, hidden.shape[1]), np.float32), empty[:0], empty, empty)
    first = inner[np.flatnonzero(np.diff(words[inner], prepend=-1))]
    ends = np.append(first[1:], inner[-1] + 1)
    offsets = np.array(encoded.offsets, np.int64)
    summed = np.cumsum(hidden[: inner[-1] + 1], axis=0, dtype=np.float32)
    sums = np.concatenate([summed[first - 1], summed[inner[-1:]]])
    pieces = np.append(first, inner[-1] + 1)
    return States(hidden[first], sums, pieces, offsets[first, 0], offsets[ends - 1, 1])


def _whole(text: str) -> str:
    """The text with half a surrogate pair, as JSON may hold one, as the sign for what is unknown.

    One character for one: offsets stay what they are.
    """
    return _HALVES.sub("\ufffd", text)
