"""First stage: the student learns to say, token for token, what the base says."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Iterator, Sequence

import torch
from encoding.student import Batch, by_length, padded, pooled, states
from tokenizers import Encoding
from torch import Tensor
from torch.nn.functional import cosine_similarity
from transformers import BertModel

PIECES = 4096
"""Padded word pieces in a batch."""


def shuffled(encodings: Sequence[Encoding], seed: int) -> Iterator[Batch]:
    """Every text once, in batches of like length, the batches in random order."""
    batches = list(by_length(encodings, PIECES))
    random.Random(seed).shuffle(batches)
    for rows in batches:
        yield padded([encodings[i] for i in rows])


def schedule(optimiser: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LambdaLR:
    """Learning rate: up over a tenth of the steps, then down on a cosine to a twentieth."""
    warm = max(1, steps // 10)

    def rate(step: int) -> float:
        if step < warm:
            return (step + 1) / warm
        return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (step - warm) / max(1, steps - warm)))

    return torch.optim.lr_scheduler.LambdaLR(optimiser, rate)


def difference(student: BertModel, teacher: BertModel, part: Batch) -> Tensor:
    """One less the cosine of token states, and of their mean, to the teacher's."""
    with torch.inference_mode():
        target = states(teacher, part)
    target = target.clone()
    found = states(student, part)
    token = (1 - cosine_similarity(found, target, dim=-1)) * part.inner
    whole = 1 - (pooled(found, part) * pooled(target, part)).sum(-1)
    return token.sum() / part.inner.sum() + whole.mean()


def distil(
    student: BertModel, teacher: BertModel, encodings: Sequence[Encoding], rate: float, seed: int
) -> float:
    """Train the student on every text once; the mean difference over the last tenth."""
    batches = list(shuffled(encodings, seed))
    optimiser = torch.optim.AdamW([p for p in student.parameters() if p.requires_grad], rate)
    steps, losses, start = schedule(optimiser, len(batches)), [], time.time()
    student.eval()  # no dropout: the target is exact
    for place, part in enumerate(batches):
        loss = difference(student, teacher, part)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimiser.step()
        steps.step()
        optimiser.zero_grad()
        losses.append(loss.item())
        if place % 20 == 0:
            print(f"distil {place}/{len(batches)} {sum(losses[-20:]) / len(losses[-20:]):.4f} "
                  f"{time.time() - start:.0f}s", flush=True)  # fmt: skip
    last = losses[-max(1, len(losses) // 10) :]
    return sum(last) / len(last)
