"""A model folder as the run-time runs it: onnxruntime, one thread, like lengths together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from encoding.evaluate import Head
from tokenizers import Encoding, Tokenizer

BATCH = 16
LONGEST = 128


class Model:
    """Encoder, tokenizer and span head of a folder; another ONNX file of it if one is given."""

    def __init__(self, folder: Path, onnx: Path | None = None) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = str(onnx or folder / "encoder.onnx")
        self.session = onnxruntime.InferenceSession(path, options)
        self.tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokens.enable_truncation(LONGEST)
        with np.load(folder / "spans.npz") as found:
            self.head = Head(found["weight"], found["bias"], found["transitions"])

    def encode(self, texts: Sequence[str]) -> list[tuple[np.ndarray, Encoding]]:
        """Token states (pieces, hidden) and encoding of each text, in their order."""
        encodings = self.tokens.encode_batch(list(texts))
        order = sorted(range(len(texts)), key=lambda i: len(encodings[i].ids))
        found: dict[int, np.ndarray] = {}
        for start in range(0, len(order), BATCH):
            rows = order[start : start + BATCH]
            for row, states in zip(rows, self._run([encodings[i] for i in rows]), strict=True):
                found[row] = states[: len(encodings[row].ids)]
        return [(found[i], e) for i, e in enumerate(encodings)]

    def _run(self, encodings: Sequence[Encoding]) -> np.ndarray:
        shape = (len(encodings), max(len(e.ids) for e in encodings))
        ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, e in enumerate(encodings):
            ids[row, : len(e.ids)] = e.ids
            mask[row, : len(e.ids)] = 1
        return self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
