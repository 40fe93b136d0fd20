"""Skills, qualifications and context in texts: how accurate, how fast, how sure; beside peers.

    python benchmarks/skills.py [--only SECTION …] [--draws 1000] [--held-back]

Prints Markdown. Every accuracy and every speed is of the mode it is printed for, everybody is
measured in the same run, and `reliability.svg` is written anew. One thread throughout.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterator
from pathlib import Path

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before anything that counts cores is imported
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.text import (  # noqa: E402
    accuracy,
    calibration,
    linear,
    sets,
    spans,
    speed,
    starting,
    uk,
)
from benchmarks.text.bench import Bench  # noqa: E402

SECTIONS = ("accuracy", "spans", "uk", "speed", "calibration", "linear")
DRAWS = 1000


def main() -> None:
    """Measure, and print as it comes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--only", choices=SECTIONS, nargs="+", default=SECTIONS)
    parser.add_argument("--draws", type=int, default=DRAWS, help="of the bootstrap")
    parser.add_argument(
        "--held-back", action="store_true", help="the UK test half too: figures only, at the end"
    )
    wanted = parser.parse_args()
    if not sets.ESCO.is_file():
        print("Left out: no folder of real data; set SECTORSCOPE_DATA")
        return
    print(_machine(wanted.draws))
    bench = Bench(wanted.draws)
    for name in (name for name in SECTIONS if name in wanted.only):
        for part in _section(name, bench, held_back=wanted.held_back):
            if part:
                print(part, flush=True)


def _section(name: str, bench: Bench, *, held_back: bool) -> Iterator[str]:
    if name == "uk":
        yield from uk.report(bench, held_back=held_back)
    elif name == "speed":
        yield from speed.report(bench)
        yield from starting.report()
    else:
        sections = {"accuracy": accuracy, "spans": spans}
        sections |= {"calibration": calibration, "linear": linear}
        yield from sections[name].report(bench)


def _machine(draws: int) -> str:
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores{load}; Python "
        f"{platform.python_version()}; {draws:,} draws.\n"
    )


if __name__ == "__main__":
    main()
