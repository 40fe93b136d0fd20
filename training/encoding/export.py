"""From a trained student to what ships: int8 ONNX, tokenizer, span head."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from encoding.evaluate import Head
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertModel

LAYERS = ("skill", "knowledge")
TAGS = ("O", "B", "I")


class Interface(nn.Module):
    """What the run-time calls: ids and mask in, token states out."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Token states (texts, pieces, hidden)."""
        kinds = torch.zeros_like(ids)
        found = self.model(input_ids=ids, attention_mask=mask, token_type_ids=kinds)
        return found.last_hidden_state


def onnx(model: BertModel, full: Path, small: Path) -> None:
    """Write the model in float32 and, quantised for machines without VNNI, in int8.

    Weights have seven bits (`reduce_range`), because AVX2's int8 product saturates at eight.
    """
    model.eval()
    model.set_attn_implementation("eager")  # what the exporter turns into plain operators
    ids = torch.randint(1000, 2000, (2, 8))
    shape = {0: "texts", 1: "pieces"}
    torch.onnx.export(
        Interface(model),
        (ids, torch.ones_like(ids)),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=["last_hidden_state"],
        dynamic_axes=dict.fromkeys(("input_ids", "attention_mask", "last_hidden_state"), shape),
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(full, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def tokenizer(base: Path, target: Path) -> None:
    """The base's tokenizer without its padding and cutting, which the run-time decides."""
    found = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    found["padding"] = found["truncation"] = None
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    target.write_text(text + "\n", encoding="utf-8", newline="\n")


def spans(head: Head, target: Path) -> None:
    """The span head, float32: weight, bias, transitions, and the names of layers and tags."""
    np.savez(
        target,
        weight=head.weight.astype(np.float32),
        bias=head.bias.astype(np.float32),
        transitions=head.transitions.astype(np.float32),
        layers=np.array(LAYERS),
        tags=np.array(TAGS),
    )


def sha256(path: Path) -> str:
    """Hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
