"""Measure the encoder that ships beside the frozen one it was cut from, both in int8.

    python training/measure.py WORK MODEL [--json FILE] [--card]

WORK/frozen holds the base in int8 with a span head fitted to it (`encoder.py frozen`), MODEL the
folder that ships, WORK/encoder.fp32.onnx the same before quantisation. Intervals are paired
bootstraps over sentences (2,000 draws). Nothing here may be used to choose a setting.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from encoding import card, corpus, evaluate, running  # noqa: E402

DATA = Path(os.environ.get("SECTORSCOPE_DATA", HERE.parent.parent / "shared" / "data"))
DRAWS, SEED = 2000, 4
SKILLSKAPE = 400
"""Sentences of SkillSkape dev that are measured, drawn once: all 1,230 take too long."""
Array = np.ndarray
RAW = argparse.RawDescriptionHelpFormatter


def interval(statistic: Callable[[Array], float], size: int) -> tuple[float, float]:
    """2.5 and 97.5 % of a statistic of resampled row numbers."""
    rng = np.random.default_rng(SEED)
    drawn = [statistic(rng.integers(0, size, size)) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)


def compared(name: str, old: Array, new: Array, of: Callable[[Array], float]) -> dict:
    """A row: both figures, their difference and its paired interval."""
    low, high = interval(lambda rows: of(new[rows]) - of(old[rows]), len(old))
    first, second = of(old), of(new)
    found = {"measure": name, "n": len(old), "frozen": first, "ours": second}
    return found | {"low": low, "high": high}


def labelled() -> dict[str, list[corpus.Labelled]]:
    """Sentences with a label, of each split that measures retrieval.

    Those that are word for word a phrase written for training ("teamwork") are left out.
    """
    taught = {corpus.fold(phrase) for phrase, _ in corpus.phrases(HERE / "phrases")}
    skills, read = DATA / "skills", {}
    for name in ("house", "tech"):
        path = skills / "esco_sentences" / f"{name}_validation_annotations.csv"
        read[name.upper()] = corpus.esco_sentences(path)
    dev = [s for s in corpus.skillskape(skills / "skillskape" / "dev.csv") if s.labels]
    drawn = np.random.default_rng(SEED).permutation(len(dev))[:SKILLSKAPE]
    read["SkillSkape dev"] = [dev[i] for i in sorted(drawn)]
    return {
        name: [s for s in found if s.labels and corpus.fold(s.text) not in taught]
        for name, found in read.items()
    }


def retrieval(frozen: running.Model, ours: running.Model) -> list[dict]:
    """RP@5 by window and by tokens; the frozen model with the better of its two label poolings."""
    concepts = [c.label for c in corpus.concepts(DATA)]
    place, rows = {label: i for i, label in enumerate(concepts)}, []
    tables = [evaluate.pooled(frozen.encode, concepts, specials=s) for s in (False, True)]
    own = evaluate.pooled(ours.encode, concepts)
    pairs: dict[str, list[tuple[Array, Array]]] = {"window": [], "tokens": []}
    for name, read in labelled().items():
        olds = [evaluate.sentences(frozen.encode, t, place, read) for t in tables]
        new = evaluate.sentences(ours.encode, own, place, read)
        for how in new:
            old = max((np.array(o[how]) for o in olds), key=np.mean)
            pairs[how].append((old, np.array(new[how])))
            rows.append(compared(f"RP@5 {name}, {how}", *pairs[how][-1], _mean))
    for how, both in pairs.items():
        old, new = (np.concatenate(side) for side in zip(*both, strict=True))
        rows.append(compared(f"RP@5 all three, {how}", old, new, _mean))
    return rows


def _mean(values: Array) -> float:
    return float(values.mean())


def spans(frozen: running.Model, ours: running.Model) -> list[dict]:
    """Span F1 on SkillSpan dev without the sentences that repeat train."""
    folder = DATA / "skills" / "skillspan"
    seen = {corpus.fold(s.text) for s in corpus.skillspan(folder / "train.json")}
    read = corpus.skillspan(folder / "dev.json", frozenset(seen))
    old, new = (evaluate.span_counts(m.encode, m.head, read) for m in (frozen, ours))
    rows = []
    for name, part in (("both", slice(None)), ("skill", slice(0, 1)), ("knowledge", slice(1, 2))):
        for kind, column in (("strict", 2), ("IoU >= .5", 3)):
            of = _f1_of(column)
            rows.append(compared(f"span F1 {name}, {kind}", old[:, part], new[:, part], of))
    return rows


def _f1_of(column: int) -> Callable[[Array], float]:
    return lambda counts: evaluate.f1(counts, column)


def speed(model: running.Model) -> dict[str, float]:
    """Sentences and adverts (2,400 characters of sentences) a CPU-second, tagging included."""
    read = corpus.skillspan(DATA / "skills" / "skillspan" / "dev.json")
    texts = [s.text for s in read if len(s.words) > 3]
    spent = min(_spent(model, texts) for _ in range(3))
    adverts = sum(len(t) for t in texts) / 2400
    pieces = sum(len(e.ids) for e in model.tokens.encode_batch(texts))
    return {
        "sentences": len(texts) / spent,
        "adverts": adverts / spent,
        "microseconds a piece": spent / pieces * 1e6,
        "pieces a sentence": pieces / len(texts),
    }


def _spent(model: running.Model, texts: list[str]) -> float:
    start = time.process_time()
    for place in range(0, len(texts), 20):  # about an advert at a time
        model.head.tags(model.encode(texts[place : place + 20]))
    return time.process_time() - start


def closeness(small: running.Model, full: running.Model) -> float:
    """Mean cosine of sentence vectors in int8 to those in float32."""
    texts = [s.text for s in labelled()["SkillSkape dev"]]
    one, other = (evaluate.pooled(m.encode, texts) for m in (small, full))
    return float((one * other).sum(-1).mean())


def table(rows: list[dict]) -> str:
    """Rows as Markdown, in points of a hundred."""
    lines = ["| measure | n | frozen | ours | difference (95 %) |", "|---|---|---|---|---|"]
    for r in rows:
        old, new, low, high = (100 * r[k] for k in ("frozen", "ours", "low", "high"))
        gain = f"{new - old:+.1f} ({low:+.1f} to {high:+.1f})"
        lines.append(f"| {r['measure']} | {r['n']} | {old:.1f} | {new:.1f} | {gain} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, and speed and closeness below it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RAW)
    parser.add_argument("work", type=Path)
    parser.add_argument("model", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--card", action="store_true", help="write MODEL/CARD.md")
    options = parser.parse_args()
    frozen, ours = running.Model(options.work / "frozen"), running.Model(options.model)
    full = running.Model(options.model, options.work / "encoder.fp32.onnx")
    rows = retrieval(frozen, ours) + spans(frozen, ours)
    found = {
        "rows": rows,
        "speed": {"frozen": speed(frozen), "ours": speed(ours)},
        "cosine of int8 to float32": closeness(ours, full),
    }
    print(table(rows))
    print(json.dumps({k: v for k, v in found.items() if k != "rows"}, indent=1))
    if options.card:
        text = card.card(options.model, table(rows), found)
        (options.model / "CARD.md").write_text(text, encoding="utf-8", newline="\n")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
