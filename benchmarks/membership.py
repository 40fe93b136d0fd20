"""Membership measured: the final list, calibration, the next company, a register of millions.

    python benchmarks/membership.py lists [--repeats 2] [--no-encoder] [--peer PYTHON]
    python benchmarks/membership.py next [--companies 50000]
    python benchmarks/membership.py register [--companies 5600000]

Without a word all three run, one after the other.

`lists` reports on populations that nothing was chosen on (`members/populations.py` says which);
its truth is the tags of the Techstars file, and SIC classes of South Yorkshire hidden from the
model. Each command names what it leaves out where data or a peer are absent.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.members import calibration, lists, populations, register
from sectorscope.annotate.encoder import Encoder
from sectorscope.errors import ModelError
from sectorscope.sector import stages
from sectorscope.sector.definition import WHOLE, Definition
from sectorscope.sector.frame import Frame, frame
from sectorscope.sector.learning import Block
from sectorscope.sector.membership import (
    Features,
    Labels,
    Learner,
    features,
    memberships,
    register_source,
)
from sectorscope.sector.membership.industries import read
from sectorscope.sector.membership.register import classify
from sectorscope.sector.membership.scorer import Scorer
from sectorscope.study import parse

ROOT = Path(__file__).parents[1]


def floor() -> float:
    """CPU seconds of a fixed piece of work: the machine's noise, told before and after."""
    started = time.process_time()
    held = np.random.default_rng(0).random((400, 400))
    for _ in range(20):
        held = np.linalg.inv(held @ held.T + np.eye(400))
    return time.process_time() - started


def encoder_or_none(wanted: bool) -> Encoder | None:
    """The encoder, if it is wanted and there."""
    try:
        found = Encoder() if wanted else None
        if found is not None:
            found.embed(["a company"])
    except ModelError:
        print("No encoder on this machine: measured without.\n")
        return None
    return found


def told(values: list[float]) -> str:
    """A mean with its interval over populations."""
    low, high = calibration.interval(values)
    return f"{statistics.mean(values):.3f} [{low:.3f}, {high:.3f}]"


def measure_lists(wanted: argparse.Namespace) -> None:
    """The final list and calibration, on what was not tuned on."""
    held = {"Techstars": populations.TECHSTARS, "South Yorkshire": populations.YORKSHIRE}
    for place, path in held.items():
        if not path.is_file():
            print(f"{place} is left out: no folder of real data; set SECTORSCOPE_DATA\n")
            continue
        known = populations.INDUSTRIES if place == "Techstars" else populations.GROUPS
        names = [n for n in populations.REPORTED if n in known]
        for with_it in (False,) if wanted.no_encoder else (False, True):
            encoder = encoder_or_none(with_it)
            if with_it == (encoder is not None):
                of_place(
                    f"{place}, {'with' if encoder else 'without'} encoder", names, encoder, wanted
                )


def of_place(
    title: str, names: list[str], encoder: Encoder | None, wanted: argparse.Namespace
) -> None:
    """One table."""
    print(f"\n### {title}\n")
    print("| population | members | share | F1 | expected | best cut | found | random | peer |")
    print("|---|---|---|---|---|---|---|---|---|")
    marks: dict[str, list[float]] = {k: [] for k in ("f1", "random", "peer", "brier", "ece", "sum")}
    for name in names:
        of = populations.population(name, encoder)
        made = [lists.make(of, seed, batch=wanted.batch) for seed in range(wanted.repeats)]
        other = [
            lists.make(of, seed, lists.at_random, batch=200).f1 for seed in range(wanted.repeats)
        ]
        peer = peers(of, wanted) if encoder is None else None
        own = np.array([(m.f1, m.expected, m.best, m.found) for m in made]).mean(0)
        marks["f1"].append(own[0])
        marks["random"].append(statistics.mean(other))
        marks["peer"] += [] if peer is None else [peer]
        for one in made:
            p, z = one.p[~one.known], of.truth[~one.known].astype(np.float64)
            marks["brier"].append(calibration.brier(p, z))
            marks["ece"].append(calibration.error(p, z))
            marks["sum"].append(calibration.expected(p, z))
        row = " | ".join(f"{v:.2f}" for v in own)
        last = "" if peer is None else f"{peer:.2f}"
        print(
            f"| {of.name} | {of.truth.sum()} | {of.truth.mean():.1%} | {row} | "
            f"{statistics.mean(other):.2f} | {last} |",
            flush=True,
        )
    print(f"\nF1 {told(marks['f1'])}; random review {told(marks['random'])}", end="")
    print(f"; peer {told(marks['peer'])}" if marks["peer"] else "")
    print(
        f"not reviewed: Brier {told(marks['brier'])}, calibration error {told(marks['ece'])}, "
        f"members expected over true {told(marks['sum'])}"
    )


def peers(of: populations.Population, wanted: argparse.Namespace) -> float | None:
    """F1 of scikit-learn's TF-IDF and logistic regression with the same seeds and reviews."""
    if not wanted.peer:
        return None
    asked = [json.dumps(list(of.features.told))]
    for seed in range(wanted.repeats):
        hits, rng = of.features.hints[WHOLE].keyword, np.random.default_rng(seed)
        drawn = stages.seeds(hits, 100, rng).indices
        said = {"seeds": drawn.tolist(), "truth": of.truth.astype(int).tolist()}
        asked.append(json.dumps({**said, "batch": wanted.batch, "reviews": 200}))
    done = subprocess.run(
        [wanted.peer, str(ROOT / "benchmarks" / "members" / "peer.py")],
        input="\n".join(asked) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"the peer is left out: {done.stderr.strip().splitlines()[-1]}")
        wanted.peer = None
        return None
    return statistics.mean(json.loads(line)["f1"] for line in done.stdout.splitlines())


def health() -> Definition:
    """The definition that ships with the template."""
    text = (ROOT / "examples" / "healthtech" / "study.toml").read_text(encoding="utf-8")
    return Definition(parse(text).sector)


def crowd(many: int) -> Frame:
    """A frame of so many companies, names and industries made up as the register is."""
    with tempfile.TemporaryDirectory() as spare:
        path = Path(spare) / "register.csv"
        register.make(path, many, seed=2)
        rows = [row for batch in register_source.batches(path) for row in batch.to_pylist()]
    return frame(
        (
            {
                "id": row["CompanyNumber"],
                "name": row["CompanyName"],
                "text": "",
                "sics": ";".join(read(row[s] for s in register_source.SICS)),
                "snapshot": "made up",
            }
            for row in rows
        ),
        health(),
    )


def labelled(made: Features, n: int, rng: np.random.Generator) -> Labels:
    """Rulings that a made-up reader gives: by the first industry, and by keyword for segments."""
    truth = np.array([bool({"3250", "2660", "2120"} & {c[:4] for c in s}) for s in made.sics])
    seeds = stages.seeds(made.hints[WHOLE].keyword | truth, n, rng)
    rows = seeds.indices
    z = {
        t: (truth[rows] if t == WHOLE else truth[rows] & (rng.random(n) < 0.3)).astype(float)
        for t in made.definition.targets
    }
    return Labels(rows, z, 1 / seeds.chance)


def measure_next(wanted: argparse.Namespace) -> None:
    """From a ruling to the next company: refit of all targets, scores of all, the order."""
    rng = np.random.default_rng(0)
    made = features(crowd(wanted.companies), health())
    vectors = rng.normal(size=(len(made), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    whole = replace(made, blocks=(*made.blocks, Block("vectors", vectors, 0.5)))
    print(f"{len(whole):,} companies, {len(whole.definition.targets)} targets, 384 dimensions too")
    print(f"floor before: {floor():.2f} CPU-s\n")
    print("| rulings | wall s (min / median / max) | CPU s | each tenth: wall, CPU | bound |")
    print("|---|---|---|---|---|")
    for n in (100, 300, 500):
        labels = labelled(whole, n + 10, rng)
        learn = Learner(whole)
        step(learn, labels, n - 1)
        took = [timed(partial(step, learn, labels, n + i)) for i in range(10)]
        anew = took.pop()  # ten rulings after the strengths were chosen, they are chosen again
        wall, cpu = (sorted(t[k] for t in took) for k in (0, 1))
        middle = statistics.median
        print(
            f"| {n} | {wall[0]:.2f} / {middle(wall):.2f} / {wall[-1]:.2f} | "
            f"{cpu[0]:.2f} / {middle(cpu):.2f} / {cpu[-1]:.2f} | "
            f"{anew[0]:.2f}, {anew[1]:.2f} | 0.5 |",
            flush=True,
        )
    print(f"\nfloor after: {floor():.2f} CPU-s")


def step(learn: Learner, labels: Labels, n: int) -> None:
    """All that stands between a ruling and the next company."""
    part = Labels(labels.rows[:n], {t: z[:n] for t, z in labels.z.items()}, labels.weight[:n])
    p = learn(part).p[WHOLE]
    known = np.zeros(len(p), np.bool_)
    known[part.rows] = True
    stages.stage_a(stages.Standing(p, np.ones(len(p)), np.ones(len(p)), known), 20)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and CPU seconds."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def measure_register(wanted: argparse.Namespace) -> None:
    """A register as CSV to probabilities as Parquet, two processes, encoder on candidates."""
    print(f"floor before: {floor():.2f} CPU-s", flush=True)
    with tempfile.TemporaryDirectory() as spare:
        source = Path(spare) / "register.csv"
        took, _ = timed(lambda: register.make(source, wanted.companies))
        size = source.stat().st_size / 2**30
        print(f"{wanted.companies:,} companies made up in {took:.0f} s: {size:.2f} GiB", flush=True)
        encoder = encoder_or_none(not wanted.no_encoder)
        base = crowd(20_000)
        first, second = scorers(base, None), None if encoder is None else scorers(base, encoder)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        wall, own = time.perf_counter(), time.process_time()
        made = classify(source, Path(spare) / "out.parquet", first, second=second, jobs=2)
        wall, own = time.perf_counter() - wall, time.process_time() - own
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = own + child.ru_utime + child.ru_stime - before.ru_utime - before.ru_stime
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + 2 * child.ru_maxrss) / 2**20
    print(
        "\n| companies | read by encoder | wall | CPU | peak memory, all together | least p "
        f"| bound |\n|---|---|---|---|---|---|---|\n| {made.companies:,} | {made.candidates:,} | "
        f"{wall / 60:.1f} min | {cpu / 60:.1f} min | {peak:.2f} GiB | {made.least:.1e} | "
        f"8 min, 4 GiB |\n\nload of the machine (1, 5, 15 minutes): {os.getloadavg()}"
    )
    print(f"floor after: {floor():.2f} CPU-s")


def scorers(base: Frame, encoder: Encoder | None) -> Scorer:
    """Learnt from 300 made-up rulings."""
    known = features(base, health(), encoder)
    return Scorer.of(memberships(known, labelled(known, 300, np.random.default_rng(1))))


def main() -> None:
    """Measure what is asked for, on one thread a process: small matrices gain nothing by two."""
    if "OPENBLAS_NUM_THREADS" not in os.environ:  # it must be set before numpy is met
        alone = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **alone})  # noqa: S606
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked = parser.add_subparsers(required=True)
    for name, work, many in (
        ("lists", measure_lists, 0),
        ("next", measure_next, 50_000),
        ("register", measure_register, 5_600_000),
    ):
        one = asked.add_parser(name)
        one.set_defaults(work=work)
        one.add_argument("--companies", type=int, default=many)
        one.add_argument("--repeats", type=int, default=2)
        one.add_argument("--batch", type=int, default=50, help="rulings between refits")
        one.add_argument("--no-encoder", action="store_true")
        one.add_argument("--peer", help="a Python with scikit-learn")
    each = [sys.argv[1:]] if sys.argv[1:] else [["lists"], ["next"], ["register"]]
    for words in each:
        wanted = parser.parse_args(words)
        wanted.work(wanted)


if __name__ == "__main__":
    main()
