"""What one encoder learns: to name phrases, sentences and spans, and to tag words.

Each task draws a batch and gives its loss. Wrong answers are the labels of
the batch and others that lie near its texts in the vocabulary as last embedded (`bank`).
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from encoding import losses, student
from encoding.corpus import Marked, Tagged, fold
from encoding.spans import firsts, tag_rows
from encoding.tasks import Lessons
from tokenizers import Encoding, Tokenizer
from torch import Tensor, nn
from transformers import BertModel

CUT = 64
"""Pieces of a labelled or tagged sentence that are read: nine in ten are shorter."""
CUT_ALONE = 40
"""Pieces of a name or description that are read."""
LONG = 60
"""Characters from which a text is embedded apart, so that names are not padded to it."""
ALIKE = 4
"""A batch is one of this many slices, by length, of a larger draw: so that little is padded."""
SENTENCES, MADE, GREEN = 24, 32, 16
"""Texts of a step in the tasks of these names."""
HARD, NEAREST, BANK_EVERY = 128, 6, 50
"""Wrong labels beside the batch's own, drawn from so many nearest to each text; and after how
many steps the bank in which they are sought is embedded again."""
NEAR = 0.75
"""A label nearer than this to a right one is no wrong answer to a sentence labelled by hand."""


Task = tuple[str, float, Callable[[], Tensor]]
"""Name, weight and loss."""


@dataclass
class Weights:
    """How much each task counts, and how many names and tagged sentences a step reads."""

    pairs: float = 1.0
    sentences: float = 1.0
    spans: float = 1.0
    tags: float = 2.0
    green: float = 1.0
    names: int = 144
    tagged: int = 32


class Teaching:
    """The student, its heads, and the vocabulary as it stands in it."""

    def __init__(
        self, model: BertModel, tokens: Tokenizer, lessons: Lessons, weights: Weights, seed: int
    ) -> None:
        self.model, self.tokens, self.lessons, self.weights = model, tokens, lessons, weights
        self.noisy = copy.deepcopy(model, {id(p): p for p in model.parameters()}).train()
        self.model.eval()
        # Two threads: each draws from its own, or what is drawn would hang on who is first.
        self.rng, self.other = random.Random(seed), random.Random(seed + 1)
        self.head = losses.SpanHead(model.config.hidden_size, 2)
        self.green = losses.SpanHead(model.config.hidden_size, 1)
        self.labels = [c.label for c in lessons.concepts]
        self.place = {label: i for i, label in enumerate(self.labels)}
        self.encoded = tokens.encode_batch(self.labels)
        self.bank = torch.zeros(0)

    def refresh(self) -> None:
        """Embed the vocabulary with the student as it is."""
        self.bank = student.embed(self.model, self.encoded).clone()

    def states(self, part: student.Batch, dropout: bool = False) -> Tensor:
        """Token states, with dropout where the same sentences come again and again."""
        return student.states(self.noisy if dropout else self.model, part)

    def embedded(self, texts: Sequence[str]) -> Tensor:
        """Pooled vectors of texts, the long ones cut."""
        part = student.batch(self.tokens, texts, CUT_ALONE)
        return student.pooled(self.states(part), part)

    def alike(self, rng: random.Random, source: Sequence[Any], size: int) -> list[Any]:
        """Sentences of like length, each as likely to come as any other."""
        drawn = sorted(rng.sample(source, ALIKE * size), key=lambda s: len(s.text))
        place = rng.randrange(ALIKE) * size
        return drawn[place : place + size]

    def pairs(self) -> Tensor:
        """Names and descriptions to labels, and back."""
        drawn = self.lessons.pairs(self.other, self.weights.names)
        long = [i for i, (text, _) in enumerate(drawn) if len(text) > LONG]
        short = [i for i in range(len(drawn)) if i not in set(long)]
        texts = torch.zeros(len(drawn), self.bank.shape[1])
        for rows in (short, long):
            if rows:
                texts[rows] = self.embedded([drawn[i][0] for i in rows])
        labels = self.embedded([label for _, label in drawn])
        right = torch.eye(len(drawn), dtype=torch.bool)
        shared = self._shared(drawn)
        places, others = self.hard(texts, [label for _, label in drawn], self.other, HARD)
        inside = texts @ labels.T / losses.TEMPERATURE
        outside = texts @ others.T / losses.TEMPERATURE
        column = {place: j for j, place in enumerate(places)}
        alias = torch.zeros_like(outside, dtype=torch.bool)
        for row, (text, _) in enumerate(drawn):
            for label in self.lessons.sharing.get(fold(text), ()):
                if self.place[label] in column:
                    alias[row, column[self.place[label]]] = True
        every = torch.cat([inside, outside], 1)
        none = torch.zeros_like(alias)
        to = losses.info_nce(every, torch.cat([right, none], 1), torch.cat([shared, alias], 1))
        return to + 0.5 * losses.info_nce(inside.T, right, shared.T)

    def hard(
        self, queries: Tensor, gold: Sequence[str], rng: random.Random, size: int
    ) -> tuple[list[int], Tensor]:
        """Places and fresh vectors of labels that the bank holds near some query, `gold` apart.

        They are embedded again as the student is now: against vectors it has moved away from, it
        would learn to move, not to tell labels apart.
        """
        near = (queries.detach() @ self.bank.T).topk(NEAREST, dim=1).indices
        places = sorted(set(near.flatten().tolist()) - {self.place[label] for label in gold})
        places = rng.sample(places, min(size, len(places)))
        with torch.no_grad():
            return places, self.embedded([self.labels[place] for place in places])

    def _shared(self, drawn: Sequence[tuple[str, str]]) -> Tensor:
        shared = torch.zeros(len(drawn), len(drawn), dtype=torch.bool)
        column = {label: j for j, (_, label) in enumerate(drawn)}
        for i, (text, own) in enumerate(drawn):
            for label in self.lessons.sharing.get(fold(text), set()) - {own}:
                if label in column:
                    shared[i, column[label]] = True
        return shared

    def sentences(self) -> Tensor:
        """Sentences to the labels they were given as a whole."""
        drawn = self.alike(self.rng, self.lessons.labelled, SENTENCES)
        part = student.batch(self.tokens, [s.text for s in drawn], CUT)
        gold = sorted({label for s in drawn for label in s.labels})
        found = self.states(part, True)
        some, others = self.hard(student.pooled(found, part), gold, self.rng, HARD)
        vectors = torch.cat([self.embedded(gold), others])
        scores = losses.token_scores(found, part.inner, vectors)
        right = torch.tensor([[label in s.labels for label in gold] for s in drawn])
        near = self.bank[[self.place[label] for label in gold]] @ self.bank.T > NEAR
        close = (right.float() @ near.float()) > 0
        inside = close[:, [self.place[label] for label in gold]] & ~right
        none = torch.zeros(len(drawn), len(some), dtype=torch.bool)
        ignore = torch.cat([inside, close[:, some]], 1)
        return losses.info_nce(scores / losses.TEMPERATURE, torch.cat([right, none], 1), ignore)

    def spans(self) -> Tensor:
        """Spans within sentences to their labels, and sentences to the labels of their spans."""
        drawn = [m for m in self.lessons.made(self.rng, MADE) if any(s[2] for s in m.spans)]
        part = student.batch(self.tokens, [m.text for m in drawn])
        found = self.states(part)
        rows, masks, golds = _span_masks(drawn, part)
        spans = nn.functional.normalize((found[rows] * masks[..., None]).sum(1), dim=-1)
        gold = sorted(set(golds))
        vectors = self.embedded(gold)
        column = torch.tensor([gold.index(label) for label in golds])
        right = nn.functional.one_hot(column, len(gold)).bool()
        _, others = self.hard(spans, gold, self.rng, HARD)
        every = spans @ torch.cat([vectors, others]).T / losses.TEMPERATURE
        none = torch.zeros(len(every), len(others), dtype=torch.bool)
        ignore = torch.zeros_like(every, dtype=torch.bool)
        first = losses.info_nce(every, torch.cat([right, none], 1), ignore)
        whole = torch.zeros(len(drawn), len(gold), dtype=torch.bool)
        whole[rows, column] = True
        scores = losses.token_scores(found, part.inner, vectors) / losses.TEMPERATURE
        return first + 0.5 * losses.info_nce(scores, whole, torch.zeros_like(whole))

    def tags(
        self, rng: random.Random, head: losses.SpanHead, source: Sequence[Tagged], size: int
    ) -> Tensor:
        """Tags of words."""
        drawn = self.alike(rng, source, size)
        part = student.batch(self.tokens, [s.text for s in drawn], CUT)
        found = self.states(part, True)
        words = [s[firsts(e)] for s, e in zip(found, part.encodings, strict=True)]
        return tag_loss(head, drawn, part.encodings, words)

    def tasks(self) -> list[list[Task]]:
        """Name, weight and loss of each task, in two shares of like cost."""
        w, lessons = self.weights, self.lessons
        return [
            [
                ("pairs", w.pairs, self.pairs),
                ("green", w.green, lambda: self.tags(self.other, self.green, lessons.green, GREEN)),
            ],
            [
                ("sentences", w.sentences, self.sentences),
                ("spans", w.spans, self.spans),
                ("tags", w.tags, lambda: self.tags(self.rng, self.head, lessons.tagged, w.tagged)),
            ],
        ]


def tag_loss(
    head: losses.SpanHead,
    drawn: Sequence[Tagged],
    encodings: Sequence[Encoding],
    words: Sequence[Tensor],
) -> Tensor:
    states = nn.utils.rnn.pad_sequence(list(words), batch_first=True)
    size, width = states.shape[:2]
    mask = torch.zeros(size, width)
    tags = torch.zeros(size, head.layers, width, dtype=torch.long)
    for row, (s, e) in enumerate(zip(drawn, encodings, strict=True)):
        mask[row, : len(words[row])] = 1
        tags[row, :, : len(words[row])] = torch.tensor(tag_rows(s, e))
    return head(states, tags, mask)


def _span_masks(
    drawn: Sequence[Marked], part: student.Batch
) -> tuple[list[int], Tensor, list[str]]:
    rows, masks, labels = [], [], []
    for row, (sentence, e) in enumerate(zip(drawn, part.encodings, strict=True)):
        for start, end, label in sentence.spans:
            mask = torch.zeros(part.ids.shape[1])
            for i, (a, b) in enumerate(e.offsets):
                mask[i] = float(b > a and a < end and b > start)
            if label and mask.any():
                rows.append(row)
                masks.append(mask)
                labels.append(label)
    return rows, torch.stack(masks), labels
