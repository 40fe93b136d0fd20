"""The card that ships beside the model: every figure is `measure.py`'s own."""

from __future__ import annotations

from pathlib import Path

from encoding.export import sha256

ORIGIN = """# The sentence encoder

Origin: all-MiniLM-L6-v2 (sentence-transformers; Apache-2.0; safetensors sha256 begins
53aa5117), cut to three layers of 1,024 neurons, distilled from it, trained on skills in text.
Licence: Apache-2.0.

Data: ESCO 1.1.0 names and descriptions of skills (European Union, reuse with attribution);
SkillSkape train (MIT); SkillSpan train (MIT); Green train (CC-BY-4.0); phrases and sentences
written for this project (`training/phrases`, `training/sentences`). No sentence of a
validation or development split, with one slip: some twenty phrases are, word for word, a short
line of such a split ("teamwork"); retrieval is measured without those lines.

Made by `training/encoder.py`, measured by `training/measure.py`; how, and how to use it:
`training/README.md`. Input `input_ids`, `attention_mask` (texts, pieces), int64; output
`last_hidden_state` (texts, pieces, 384), float32.

It ranks vocabulary labels for English job and course text and marks skill and knowledge spans.
It was not trained on other languages, and not on judging people; it may know nothing of a skill
that ESCO lacks.
"""


FILES = ("encoder.onnx", "spans.npz", "tokenizer.json")
CLOSENESS = "cosine of int8 to float32"


def card(folder: Path, table: str, found: dict) -> str:
    """The card of a model folder from what was measured."""
    files = [folder / name for name in FILES]
    hashes = [f"| `{p.name}` | {p.stat().st_size:,} | `{sha256(p)}` |" for p in files]
    fast = found["speed"]
    rates = [
        f"| {kind} | {s['sentences']:.0f} | {s['adverts']:.1f} | {s['microseconds a piece']:.0f} |"
        for kind, s in fast.items()
    ]
    parts = [
        ORIGIN,
        "| file | bytes | sha256 |",
        "|---|---|---|",
        *hashes,
        "",
        "## Figures",
        "",
        "Development data, in points of a hundred; frozen is the six-layer base, int8 too, with",
        "a span head fitted to it, and the better of two ways to embed labels. Differences are",
        "paired by sentence (2,000 bootstrap draws).",
        "",
        table,
        "",
        "One thread, the best of three passes on two shared AVX2 cores: tokenizer, encoder, span",
        "decoding; an advert is 2,400 characters:",
        "",
        "| | sentences a CPU-second | adverts a CPU-second | microseconds a word piece |",
        "|---|---|---|---|",
        *rates,
        "",
        f"Mean cosine of sentence vectors, int8 to float32: {found[CLOSENESS]:.3f}.",
        "",
    ]
    return "\n".join(parts)
