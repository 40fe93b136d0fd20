"""A model folder as the run-time runs it: onnxruntime on one thread, one text at a time.

The int8 scale of a batch is that of its largest state: texts read together would change each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from encoding.evaluate import Head
from tokenizers import Encoding, Tokenizer

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
        return [(self._run(e), e) for e in encodings]

    def _run(self, encoding: Encoding) -> np.ndarray:
        ids = np.array([encoding.ids], dtype=np.int64)
        return self.session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
