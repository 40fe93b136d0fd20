"""Whole processes that annotate one sentence: wall, CPU and peak memory, and the first build.

    python benchmarks/text/startup.py VOCABULARY RANK RUNS

Prints JSON. A process of its own that imports nothing large: on Linux a child's largest resident
size cannot read less than that of whom it was started from.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time

SENTENCE = "You will need experience of Python programming and of managing budgets."
CODE = """
import sys
from sectorscope.annotate.annotator import Annotator
fast, rank = sys.argv[2] == "fast", int(sys.argv[3])
found = Annotator.open(sys.argv[1], fast=fast, rank=rank).document(sys.argv[4], "sentence")
assert found.annotations, "nothing was found"
"""
Row = dict[str, float]


def run(arguments: list[str], **environment: str) -> Row | None:
    """What one process cost; None where it failed."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024  # Linux counts in KiB
    return None if process.returncode else {"wall": wall, "cpu": cpu, "peak": peak}


def main(vocabulary: str, rank: str, runs: str) -> None:
    """Measure everything and print it."""
    modes = {"fast": ("fast", "0"), "fast, ranked": ("fast", rank), "full": ("full", rank)}
    asked = {who: ["-c", CODE, vocabulary, *how, SENTENCE] for who, how in modes.items()}
    made: dict[str, list[Row | None]] = {"python -c pass (floor)": []}
    for who, arguments in asked.items():
        with tempfile.TemporaryDirectory() as empty:
            made[f"{who}, nothing cached"] = [run(arguments, SECTORSCOPE_CACHE=empty)]
        run(arguments)  # now the user's own cache is warm
        made[who] = []
    for _ in range(int(runs)):
        made["python -c pass (floor)"].append(run(["-c", "pass"]))
        for who, arguments in asked.items():
            made[who].append(run(arguments))
    print(json.dumps(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
