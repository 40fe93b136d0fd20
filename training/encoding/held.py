"""Figures on what is held out of training: what settings are chosen by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from encoding import evaluate, student
from encoding.losses import SpanHead
from encoding.tasks import Held
from encoding.teaching import Teaching
from tokenizers import Encoding

SENTENCES = 200


def head(found: SpanHead) -> evaluate.Head:
    """A trained head in numpy, the barred transition in its transitions."""
    return evaluate.Head(
        found.linear.weight.detach().numpy().T.copy(),
        found.linear.bias.detach().numpy().copy(),
        (found.transitions + found.barred).detach().numpy().copy(),
    )


SHIFTS = np.arange(-2.0, 1.01, 0.25)


def ready(found: evaluate.Head, encode: evaluate.Encode, held: Held) -> evaluate.Head:
    """The head with each layer's O as likely as serves strict and half F1 on held-out best."""
    encoded = encode([s.text for s in held.tagged])
    bias = found.bias.copy()
    for layer in range(len(found.transitions)):

        def score(shift: float, layer: int = layer) -> float:
            moved = found.bias.copy()
            moved[3 * layer] += shift
            tried = evaluate.Head(found.weight, moved, found.transitions)
            counts = evaluate.span_counts(lambda _: encoded, tried, held.tagged)[:, layer]
            return evaluate.f1(counts, 2) + evaluate.f1(counts, 3)

        bias[3 * layer] += max(SHIFTS, key=score)
    return evaluate.Head(found.weight, bias, found.transitions)


def encoder(teaching: Teaching) -> evaluate.Encode:
    """The student as something that encodes texts."""

    @torch.inference_mode()
    def encode(texts: Sequence[str]) -> list[tuple[np.ndarray, Encoding]]:
        teaching.model.eval()
        encodings = teaching.tokens.encode_batch(list(texts))
        found: list[np.ndarray | None] = [None] * len(texts)
        for rows in student.by_length(encodings, 4096):
            part = student.padded([encodings[i] for i in rows])
            for row, states in zip(rows, student.states(teaching.model, part), strict=True):
                found[row] = states[: len(encodings[row].ids)].numpy()
        return [(s, e) for s, e in zip(found, encodings, strict=True) if s is not None]

    return encode


def report(teaching: Teaching, held: Held) -> dict[str, float]:
    """Every held-out figure."""
    encode, place = encoder(teaching), teaching.place
    labels = evaluate.pooled(encode, teaching.labels)
    pairs = [[(n, place[x]) for n, x in some] for some in (held.names, held.unseen)]
    by = evaluate.sentences(encode, labels, place, held.labelled[:SENTENCES])
    counts = evaluate.span_counts(encode, head(teaching.head), held.tagged)
    return {
        "names MRR": float(np.mean(evaluate.names(encode, labels, pairs[0]))),
        "unseen MRR": float(np.mean(evaluate.names(encode, labels, pairs[1]))),
        "RP@5 window": float(np.mean(by["window"])),
        "RP@5 tokens": float(np.mean(by["tokens"])),
        "skill strict": evaluate.f1(counts[:, 0], 2),
        "skill half": evaluate.f1(counts[:, 0], 3),
        "knowledge strict": evaluate.f1(counts[:, 1], 2),
        "knowledge half": evaluate.f1(counts[:, 1], 3),
        "both strict": evaluate.f1(counts, 2),
        "both half": evaluate.f1(counts, 3),
    }
