"""Second stage: every task at once, their gradients added; and a span head alone, to compare."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch
from encoding import student
from encoding.corpus import Tagged
from encoding.distil import schedule
from encoding.spans import firsts
from encoding.teaching import BANK_EVERY, Task, Teaching, tag_loss
from tokenizers import Encoding
from torch import Tensor, nn


@dataclass
class Plan:
    """Steps, and a learning rate that warms up, stays, and cools to nothing at the end.

    `heads` and `chains`: how much faster the span heads learn, and their few transitions.
    """

    steps: int
    rate: float
    warming: int = 20
    cooling: int = 60
    heads: float = 10
    chains: float = 100

    def share(self, step: int) -> float:
        """Share of the rate at a step."""
        return min((step + 1) / self.warming, 1.0, (self.steps - step) / max(1, self.cooling))


def _gradients(
    share: Sequence[Task], of: Sequence[Tensor]
) -> tuple[dict[str, float], list[Tensor]]:
    """Losses by task and their weighted gradients, summed."""
    said, total = {}, [torch.zeros_like(p) for p in of]
    for name, weight, task in share:
        loss = task()
        said[name] = loss.item()
        parts = torch.autograd.grad(weight * loss, of, allow_unused=True)
        total = [a if b is None else a + b for a, b in zip(total, parts, strict=True)]
    return said, total


def run(taught: Teaching, plan: Plan, keep: Callable[[], None]) -> None:
    """Train to the plan's end.

    The two shares of the tasks run in two threads, each with random numbers of its own, and
    their gradients are added in a fixed order: the result does not hang on who is first.
    """
    body = [p for p in taught.model.parameters() if p.requires_grad]
    chains = [taught.head.transitions, taught.green.transitions]
    lines = [*taught.head.linear.parameters(), *taught.green.linear.parameters()]
    every = [*body, *lines, *chains]
    base = [plan.rate, plan.heads * plan.rate, plan.chains * plan.rate]
    groups = [{"params": g, "lr": r} for g, r in zip((body, lines, chains), base, strict=True)]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    said: dict[str, list[float]] = {}
    start = time.time()
    with ThreadPoolExecutor(2) as pool:
        for step in range(plan.steps):
            if step % BANK_EVERY == 0:
                taught.refresh()
                keep()
            for group, rate in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = rate * plan.share(step)
            shares = list(pool.map(lambda s: _gradients(s, every), taught.tasks()))
            for p, *parts in zip(every, *(g for _, g in shares), strict=True):
                p.grad = torch.stack(parts).sum(0)
            nn.utils.clip_grad_norm_(every, 5.0)
            optimiser.step()
            for name, loss in (item for losses_, _ in shares for item in losses_.items()):
                said.setdefault(name, []).append(loss)
            if step % 20 == 0:
                print(_progress(said, step, plan.steps, time.time() - start), flush=True)
    taught.refresh()


def _progress(said: dict[str, list[float]], step: int, last: int, spent: float) -> str:
    means = (f"{k} {sum(v[-20:]) / len(v[-20:]):.3f}" for k, v in said.items())
    return f"step {step}/{last} {spent:.0f}s {' '.join(means)}"


HEAD_BATCH = 64


@torch.no_grad()
def _words(taught: Teaching, sentence: Tagged) -> tuple[Encoding, Tensor]:
    part = student.batch(taught.tokens, [sentence.text])
    return part.encodings[0], taught.states(part)[0, firsts(part.encodings[0])]


def fit_head(taught: Teaching, steps: int, rate: float) -> None:
    """Fit the span head alone, to states that do not change."""
    source = [s for s in taught.lessons.tagged if s.words]
    kept = [_words(taught, s) for s in source]
    optimiser = torch.optim.AdamW(taught.head.parameters(), rate, weight_decay=0.01)
    plan = schedule(optimiser, steps)
    for _ in range(steps):
        drawn = taught.rng.sample(range(len(source)), HEAD_BATCH)
        encodings, words = zip(*(kept[i] for i in drawn), strict=True)
        loss = tag_loss(taught.head, [source[i] for i in drawn], encodings, words)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        plan.step()
