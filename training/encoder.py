"""Make the sentence encoder that ships in the wheel: distil, train, export.

    python training/encoder.py distil BASE WORK      a student that says what the base says
    python training/encoder.py train  BASE WORK      ESCO names, labelled sentences, spans
    python training/encoder.py frozen BASE WORK      the base in int8 with a span head, to compare
    python training/encoder.py export BASE WORK      int8 ONNX, tokenizer, span head

BASE is the folder of all-MiniLM-L6-v2 (`model.safetensors`, `tokenizer.json`, `config.json`),
WORK a folder for checkpoints. The data folder is SECTORSCOPE_DATA. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from pathlib import Path

import torch
from transformers import BertModel

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from encoding import corpus, distil, export, held, running, student, tasks, train  # noqa: E402
from encoding.teaching import Teaching, Weights  # noqa: E402

MODEL = HERE.parent / "src" / "sectorscope" / "data" / "model"
DATA = Path(os.environ.get("SECTORSCOPE_DATA", HERE.parent.parent / "shared" / "data"))
SEED = 20261125
DISTIL_RATE = 5e-4
DISTIL_PHRASES, DISTIL_DESCRIPTIONS = 65_000, 7_000
"""How many ESCO names and descriptions the first stage reads beside every training sentence."""


HEAD_STEPS, HEAD_RATE = 1200, 3e-3


def sentences(data: Path) -> list[str]:
    """Every training sentence, whatever it teaches."""
    without, skills = corpus.withheld(data), data / "skills"
    return [
        *(s.text for s in corpus.skillskape(skills / "skillskape" / "train.csv", without)),
        *(s.text for s in corpus.skillspan(skills / "skillspan" / "train.json", without)),
        *(s.text for s in corpus.green(skills / "green" / "train.json", without)),
    ]


def distilled(base: Path, work: Path) -> None:
    """First stage: cut the student from the base, teach it the base's token states, save it."""
    rng, tokens, teacher = random.Random(SEED), student.tokenizer(base), student.base(base)
    skills, read = corpus.concepts(DATA), sentences(DATA)
    names = sorted({name for c in skills for name in (c.label, *c.others)})
    about = [c.description for c in skills if c.description]
    sample = [student.batch(tokens, rng.sample(read, 64)) for _ in range(4)]
    sample += [student.batch(tokens, rng.sample(names, 200)) for _ in range(2)]
    model = student.cut(teacher, student.neuron_use(teacher, sample))
    texts = read + rng.sample(names, DISTIL_PHRASES) + rng.sample(about, DISTIL_DESCRIPTIONS)
    distil.distil(model, teacher, tokens.encode_batch(texts), DISTIL_RATE, SEED)
    torch.save(model.state_dict(), work / "distilled.pt")


def teaching(model: BertModel, base: Path, seed: int, full: bool) -> tuple[Teaching, tasks.Held]:
    """A student with what it is to be taught, and what is held out."""
    lessons, out = tasks.lessons(DATA, HERE, full)
    return Teaching(model, student.tokenizer(base), lessons, Weights(), seed), out


FIRST = train.Plan(100, 3e-4, cooling=0, chains=10), Weights()
SECOND = train.Plan(130, 3e-4), Weights(tags=8.0, names=96, tagged=64)
"""The second stage's halves: names and sentences first, then more of the tags beside them."""


def trained(base: Path, work: Path) -> None:
    """Second stage: every task at once; saves the student and its span head."""
    _taught(base, work, "distilled", "first", FIRST)
    taught, out = _taught(base, work, "first", "trained", SECOND)
    print({name: round(value, 3) for name, value in held.report(taught, out).items()})


def _taught(
    base: Path, work: Path, begin: str, end: str, half: tuple[train.Plan, Weights]
) -> tuple[Teaching, tasks.Held]:
    """A student taught on from one saved file into another, its head beside it."""
    model = student.empty(base)
    model.load_state_dict(torch.load(work / f"{begin}.pt"))
    taught, out = teaching(model, base, SEED + (end == "trained"), full=True)
    taught.weights = half[1]
    if (work / f"{begin}_head.pt").exists():
        taught.head.load_state_dict(torch.load(work / f"{begin}_head.pt"))

    def keep() -> None:
        torch.save(model.state_dict(), work / f"{end}.pt")
        torch.save(taught.head.state_dict(), work / f"{end}_head.pt")

    train.run(taught, half[0], keep)
    keep()
    return taught, out


def exported(base: Path, work: Path) -> None:
    """Write what ships, the span head's readiness set on the int8 states."""
    model = student.empty(base)
    model.load_state_dict(torch.load(work / "trained.pt"))
    taught, out = teaching(model, base, SEED, full=True)
    taught.head.load_state_dict(torch.load(work / "trained_head.pt"))
    _written(taught, out, base, MODEL, work / "encoder.fp32.onnx")


def frozen(base: Path, work: Path) -> None:
    """The base as it is, in int8, with a span head fitted to its frozen states."""
    taught, out = teaching(student.base(base), base, SEED, full=True)
    train.fit_head(taught, HEAD_STEPS, HEAD_RATE)
    _written(taught, out, base, work / "frozen", work / "frozen.fp32.onnx")


def _written(taught: Teaching, out: tasks.Held, base: Path, to: Path, full: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    export.onnx(taught.model, full, to / "encoder.onnx")
    export.tokenizer(base, to / "tokenizer.json")
    export.spans(held.head(taught.head), to / "spans.npz")
    small = running.Model(to)
    export.spans(held.ready(small.head, small.encode, out), to / "spans.npz")
    for path in sorted(to.iterdir()):
        print(f"{path.name} {path.stat().st_size:,} bytes sha256 {export.sha256(path)}")


STAGES = {"distil": distilled, "train": trained, "frozen": frozen, "export": exported}


def main() -> None:
    """Run one stage."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("stage", choices=sorted(STAGES))
    parser.add_argument("base", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    options.work.mkdir(parents=True, exist_ok=True)
    STAGES[options.stage](options.base, options.work)


if __name__ == "__main__":
    main()
