"""Whole-process cost of the spine: CPU, wall time and peak memory of the commands a user runs.

    python benchmarks/spine.py [--runs 7]

Each command runs as a real process, in turn with the others, round by round, so that a machine
that drifts drifts for all of them. The first rows are the floor: the same interpreter doing
nothing, before and after, which is the machine's noise. Figures are the operating system's own
accounting of each finished process (user + system CPU seconds, largest resident size; the latter
cannot read less than this script itself, from which each process starts).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("SECTORSCOPE_DATA") or ROOT.parent / "shared" / "data")
STUDY = ROOT / "examples" / "leeds-healthtech-2013"
COMMAND = [sys.executable, "-c", "from sectorscope.cli import main; main()"]
MEBI = 1024 * 1024


@dataclass
class Case:
    """A command, how its folder is made ready, its bound, and what was measured."""

    name: str
    argv: list[str]
    bound: str = ""
    ready: Callable[[Path], Path] = lambda folder: folder
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    peak: list[float] = field(default_factory=list)


def fresh(folder: Path) -> Path:
    """The shipped study with nothing derived."""
    target = folder / "study"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(STUDY, target, ignore=shutil.ignore_patterns("build", "out"))
    return target


def built(folder: Path) -> Path:
    """The shipped study, built and rendered."""
    target = folder / "built"
    if not target.exists():
        shutil.copytree(STUDY, target, ignore=shutil.ignore_patterns("build", "out"))
        subprocess.run([*COMMAND, "profile"], cwd=target, check=True, capture_output=True)
    return target


def west_yorkshire(folder: Path) -> Path:
    """The second study, from real data, with nothing derived."""
    added, target = folder / "added", folder / "wy"
    if not added.exists():
        sys.path.insert(0, str(ROOT))
        from tests.studies.west_yorkshire import make

        make(added, DATA)
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(added, target)
    return target


def measure(case: Case, folder: Path) -> None:
    """Run the command once and record what it cost."""
    where = case.ready(folder)
    started = time.perf_counter()
    process = subprocess.Popen(
        case.argv, cwd=where, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{case.name}: exit status {os.waitstatus_to_exitcode(status)}")
    case.wall.append(time.perf_counter() - started)
    case.cpu.append(used.ru_utime + used.ru_stime)
    case.peak.append(used.ru_maxrss / 1024)  # Linux counts in KiB


def cases() -> list[Case]:
    """What is measured, in the order it is printed."""
    nothing = [sys.executable, "-c", "pass"]
    return [
        Case("python -c pass (floor)", nothing),
        Case("import sectorscope", [sys.executable, "-c", "import sectorscope"], "0.2 s"),
        Case("sectorscope --help", [*COMMAND, "--help"], "0.5 s"),
        Case("shipped study, evidence to page", [*COMMAND, "profile"], "5 s, 400 MB", fresh),
        *(
            [Case("West Yorkshire, evidence to page", [*COMMAND, "profile"], "", west_yorkshire)]
            if DATA.is_dir()
            else []
        ),
        Case("profile, nothing changed", [*COMMAND, "profile"], "1 s", built),
        Case("build, nothing changed", [*COMMAND, "build"], "1 s", built),
        Case("rederive", [*COMMAND, "rederive"], "", built),
        Case("python -c pass (floor, again)", nothing),
    ]


def row(case: Case) -> str:
    """One line of the table: min, median and max."""

    def three(values: list[float], form: str) -> str:
        return " / ".join(form.format(f(values)) for f in (min, statistics.median, max))

    return (
        f"| {case.name} | {three(case.cpu, '{:.2f}')} | {three(case.wall, '{:.2f}')} | "
        f"{three(case.peak, '{:.0f}')} | {case.bound} |"
    )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7, help="rounds counted, after one warm-up")
    wanted = parser.parse_args()
    listed = cases()
    with tempfile.TemporaryDirectory() as spare:
        folder = Path(spare)
        for turn in range(wanted.runs + 1):
            for case in listed:
                measure(case, folder)
                if not turn:  # the warm-up is not counted
                    for figures in (case.cpu, case.wall, case.peak):
                        figures.clear()
        sizes = {p.name: p.stat().st_size for p in sorted((built(folder) / "out").iterdir())}
    if not DATA.is_dir():
        print("West Yorkshire is left out: no folder of real data; set SECTORSCOPE_DATA\n")
    print(f"{wanted.runs} runs each, after one warm-up; min / median / max\n")
    print("| whole process | CPU s | wall s | peak MiB | bound (CPU) |\n|---|---|---|---|---|")
    print("\n".join(map(row, listed)))
    print("\n| output | size | bound |\n|---|---|---|")
    for name, size in sizes.items():
        print(f"| {name} | {size / MEBI:.2f} MiB | {'1.5 MB' if name.endswith('html') else ''} |")


if __name__ == "__main__":
    main()
