"""The student: a BERT of three layers cut from MiniLM's six, with fewer neurons in each.

Texts go in, token states come out. `Batch` keeps, a text, which states stand for it: the inner
ones, without [CLS] and [SEP], because a window within a sentence has no others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn
from transformers import BertConfig, BertModel

LAYERS = (0, 3, 5)
"""Layers of the base that the student starts from."""
NEURONS = 1024
"""Intermediate neurons kept in each layer, of 1,536."""
LONGEST = 128
"""Word pieces of a training text; longer ones are cut."""


@dataclass(frozen=True)
class Batch:
    """Word pieces of some texts, padded to the longest: ids and masks (texts, pieces)."""

    ids: Tensor
    mask: Tensor
    inner: Tensor
    encodings: list[Encoding]


def tokenizer(path: Path) -> Tokenizer:
    """The tokenizer of a folder, cut to `LONGEST`, unpadded."""
    found = Tokenizer.from_file(str(path / "tokenizer.json"))
    found.no_padding()
    found.enable_truncation(LONGEST)
    return found


def batch(tokens: Tokenizer, texts: Sequence[str], longest: int = LONGEST) -> Batch:
    """Texts as one batch, each cut to `longest` pieces."""
    found = tokens.encode_batch(list(texts))
    for encoding in found:
        encoding.truncate(longest)
    return padded(found)


def padded(encodings: list[Encoding]) -> Batch:
    """Encodings as one batch, padded with zeros."""
    width = max(len(e.ids) for e in encodings)
    ids = torch.zeros(len(encodings), width, dtype=torch.long)
    mask = torch.zeros(len(encodings), width, dtype=torch.long)
    inner = torch.zeros(len(encodings), width)
    for row, e in enumerate(encodings):
        size = len(e.ids)
        ids[row, :size] = torch.tensor(e.ids)
        mask[row, :size] = 1
        inner[row, 1 : size - 1] = 1
    return Batch(ids, mask, inner, encodings)


def by_length(encodings: Sequence[Encoding], pieces: int) -> Iterator[list[int]]:
    """Indices in batches of at most `pieces` padded word pieces, shortest texts first."""
    order = sorted(range(len(encodings)), key=lambda i: len(encodings[i].ids))
    found: list[int] = []
    for i in order:
        if found and len(encodings[i].ids) * (len(found) + 1) > pieces:
            yield found
            found = []
        found.append(i)
    if found:
        yield found


def base(folder: Path) -> BertModel:
    """The frozen base, all six layers."""
    return BertModel.from_pretrained(folder, add_pooling_layer=False).eval()


def empty(folder: Path) -> BertModel:
    """A student without weights of its own yet, its word embeddings not to be trained."""
    found = BertConfig.from_pretrained(folder)
    found.num_hidden_layers, found.intermediate_size = len(LAYERS), NEURONS
    model = BertModel(found, add_pooling_layer=False)
    model.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


def cut(
    model: BertModel,
    use: Tensor,
    layers: Sequence[int] = LAYERS,
    neurons: int = NEURONS,
) -> BertModel:
    """A student of some layers of the base, keeping in each the neurons used most.

    `use` (layers of the base, neurons) is the mean size of what each neuron adds.
    """
    config = BertConfig(**model.config.to_dict())
    config.num_hidden_layers, config.intermediate_size = len(layers), neurons
    student = BertModel(config, add_pooling_layer=False)
    student.embeddings.load_state_dict(model.embeddings.state_dict())
    for place, layer in enumerate(layers):
        state = dict(model.encoder.layer[layer].state_dict())
        kept = use[layer].topk(neurons).indices.sort().values
        for name in ("intermediate.dense.weight", "intermediate.dense.bias"):
            state[name] = state[name][kept]
        state["output.dense.weight"] = state["output.dense.weight"][:, kept]
        student.encoder.layer[place].load_state_dict(state)
    student.embeddings.word_embeddings.weight.requires_grad_(False)
    return student


@torch.inference_mode()
def neuron_use(model: BertModel, batches: Sequence[Batch]) -> Tensor:
    """Mean |activation| times the length of the output weight, each neuron of each layer."""
    use = torch.zeros(len(model.encoder.layer), model.config.intermediate_size)
    hooks = [
        layer.intermediate.register_forward_hook(_adder(use, i))
        for i, layer in enumerate(model.encoder.layer)
    ]
    for part in batches:
        states(model, part)
    for hook in hooks:
        hook.remove()
    lengths = [layer.output.dense.weight.norm(dim=0) for layer in model.encoder.layer]
    return use * torch.stack(lengths)


def _adder(use: Tensor, place: int) -> Callable[..., None]:
    def add(_module: nn.Module, _inputs: tuple, output: Tensor) -> None:
        use[place] += output.abs().sum(dim=(0, 1))

    return add


def states(model: BertModel, part: Batch) -> Tensor:
    """Token states (texts, pieces, 384)."""
    return model(input_ids=part.ids, attention_mask=part.mask).last_hidden_state


def pooled(found: Tensor, part: Batch) -> Tensor:
    """Mean of the inner token states, of length one (texts, 384)."""
    total = (found * part.inner[..., None]).sum(1)
    return nn.functional.normalize(total, dim=-1)


@torch.inference_mode()
def embed(model: BertModel, encodings: Sequence[Encoding], pieces: int = 8192) -> Tensor:
    """Pooled vectors of many texts, in their order (texts, 384)."""
    found = torch.zeros(len(encodings), model.config.hidden_size)
    for rows in by_length(encodings, pieces):
        part = padded([encodings[i] for i in rows])
        found[rows] = pooled(states(model, part), part)
    return found
