"""What the student is punished for: a wrong label for a phrase, a sentence, a span; wrong tags."""

from __future__ import annotations

import torch
from torch import Tensor, nn

TEMPERATURE = 0.05
SHARPNESS = 12.0
"""How much a token near a label counts above its neighbours in a sentence's score."""
FORBIDDEN = -1e4
TAGS = 3
"""O, B, I."""


def info_nce(logits: Tensor, right: Tensor, ignore: Tensor) -> Tensor:
    """Each right column against all that are neither right nor ignored, mean over right pairs.

    All three are (rows, columns); `right` and `ignore` are truth values.
    """
    wrong = logits.masked_fill(right | ignore, float("-inf")).logsumexp(1, keepdim=True)
    loss = torch.logaddexp(logits, wrong) - logits
    return loss[right].mean()


def token_scores(states: Tensor, inner: Tensor, labels: Tensor) -> Tensor:
    """Sentences against labels: token cosines, weighted by their own softmax (texts, labels)."""
    cosines = nn.functional.normalize(states, dim=-1) @ labels.T
    weights = (SHARPNESS * cosines).masked_fill(inner[..., None] == 0, float("-inf")).softmax(1)
    return (weights * cosines).sum(1)


class SpanHead(nn.Module):
    """A linear layer from word states to tags of each layer, and a chain over each (CRF)."""

    def __init__(self, hidden: int, layers: int) -> None:
        super().__init__()
        self.layers = layers
        self.linear = nn.Linear(hidden, layers * TAGS)
        self.transitions = nn.Parameter(torch.zeros(layers, TAGS, TAGS))
        barred = torch.zeros(TAGS, TAGS)
        barred[0, 2] = FORBIDDEN  # no I after O
        self.register_buffer("barred", barred)
        self.register_buffer("first", torch.tensor([0.0, 0.0, FORBIDDEN]))

    def forward(self, words: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Mean negative log-likelihood of tags (texts, layers, words) given states of words."""
        scores = self.linear(words).unflatten(-1, (self.layers, TAGS)).transpose(1, 2)
        chain = self.transitions + self.barred
        path = self._path(scores, tags, mask, chain)
        return (self._all(scores, mask, chain) - path).sum() / mask.sum()

    def _path(self, scores: Tensor, tags: Tensor, mask: Tensor, chain: Tensor) -> Tensor:
        emitted = scores.gather(-1, tags[..., None])[..., 0] * mask[:, None]
        layer = torch.arange(self.layers)[None, :, None]
        moved = chain[layer, tags[..., :-1], tags[..., 1:]] * mask[:, None, 1:]
        return emitted.sum(-1) + moved.sum(-1) + self.first[tags[..., 0]]

    def _all(self, scores: Tensor, mask: Tensor, chain: Tensor) -> Tensor:
        found = scores[:, :, 0] + self.first
        for place in range(1, scores.shape[2]):
            step = (found[..., None] + chain[None]).logsumexp(-2) + scores[:, :, place]
            found = torch.where(mask[:, place, None, None] > 0, step, found)
        return found.logsumexp(-1)
