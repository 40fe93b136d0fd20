"""How long a rehearsal takes: `sectorscope size simulate`, as a whole process, all six procedures.

    python benchmarks/rehearsal.py [--repeats 200] [--companies 5851]

Descriptions of an accelerator's companies, some of them twice where more are asked for than there
are; HR technology is the sector. With the encoder, whose reading of the texts is in the time, and
without. CPU is of the command and its children; the machine's noise stands before and after, as a
fixed piece of work, and the load of the machine with it.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.size import noise
from benchmarks.sizing import told
from benchmarks.sizing.populations import DATA

COMMAND = [sys.executable, "-c", "from sectorscope.cli import main; main()", "size", "simulate"]
ASKED = told.REPORTED[0][0]
BOUND = "10 min after encoding"


def frame(path: Path, companies: int) -> None:
    """Write the companies as a CSV."""
    held = told.accelerator(ASKED, encoder=False)
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file)
        write.writerow(("id", "text", "member", "staff"))
        for n in range(companies):
            i = n % len(held)
            row = (n, held.texts[i], int(held.truth[i]), int(held.headcount[i]))
            write.writerow(row)


def rehearsed(path: Path, repeats: int, *more: str) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and the answer's coverage of one whole process."""
    named = ("--truth", "member", "--headcount", "staff", "--text", "text", "--id", "id")
    asked = (*named, "--keywords", ASKED.keywords, "--seeds", "100", "--reviews", "200")
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [*COMMAND, str(path), *asked, "--repeats", str(repeats), "--seed", "1", "--json", *more],
        check=True,
        capture_output=True,
        text=True,
    )
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    answer = json.loads(done.stdout)
    assert (answer["repeats"], len(answer["procedures"])) == (repeats, 6), answer
    return wall, cpu, answer["procedures"]["review_then_audit"]["coverage"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--repeats", type=int, default=200)
    parser.add_argument("--companies", type=int, default=5_851)
    asked = parser.parse_args()
    if not DATA.is_dir():
        print("The companies are not here: set SECTORSCOPE_DATA.")
        return
    print(f"before: {noise()}; load {os.getloadavg()[0]:.1f}\n")
    print("| companies | repeats | encoder | wall, min | CPU, min | bound | coverage of ours |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.csv"
        frame(path, asked.companies)
        for how, more in (("yes", ()), ("no", ("--fast",))):
            wall, cpu, coverage = rehearsed(path, asked.repeats, *more)
            print(
                f"| {asked.companies:,} | {asked.repeats} | {how} | {wall / 60:.1f} | "
                f"{cpu / 60:.1f} | {BOUND} | {coverage:.1%} |",
                flush=True,
            )
    print(f"\nafter: {noise()}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
