"""Whole-process cost of a consultation of 300 responses to 60 questions, in the vault.

    python benchmarks/consultation.py [--runs 7]

The survey is generated (tests/consultation/messy.py), with the faults of real ones. The row that
is held to its bound does in one process what an analyst waits for: it adds the file to the vault,
makes the tables, suggests codings and counts everything by sector. Measured like
benchmarks/spine.py: each command a real process, in turn, the floor first and last.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.spine import COMMAND, Case, measure, row
from tests.consultation import messy

CODED = """{ id = "why", column = "#25", form = "raised", says = "said that it was", code = [
  { code = "reasons", label = "reasons", phrases = "reason; because" },
  { code = "market", label = "the market", phrases = "market; demand; orders" } ] },"""
MAPPING = messy.MAPPING.replace('{ id = "why", column = "#25" },', CODED)
"""The mapping of the survey, with codes for its open question: what suggestions are made from."""

KEY = "a passphrase for the benchmark alone"

ALL = """
import datetime, sys
from pathlib import Path
from sectorscope.cli.unlocking import unlocker
from sectorscope.consultation.grouped import counts
from sectorscope.evidence.add import add_file
from sectorscope.pipeline.material import material
from sectorscope.pipeline.steps import Steps
from sectorscope.store import Tables
from sectorscope.study import open_study

study = open_study(".")
unlock = unlocker(study.path, make=True)
add_file(
    study.path, Path("../survey.csv"), source="survey", retrieved="2026-11-01",
    mapping_path=Path("../map.toml"), unlock=unlock,
)
steps = Steps(study, unlock=unlock)
tables = Tables.from_arrow(steps.all())
held = material(study, tables, steps=steps)
found = list(counts(tables.rows, "What sector are you in?"))
assert held.suggestions and found, "nothing was suggested or counted"
"""


def unadded(folder: Path) -> Path:
    """A new study beside the survey and its mapping."""
    target = folder / "study"
    shutil.rmtree(target, ignore_errors=True)
    if not (folder / "survey.csv").exists():
        (folder / "survey.csv").write_bytes(messy.survey(1))
        (folder / "map.toml").write_text(MAPPING, "utf-8")
    new = [*COMMAND, "new", str(target), "--template", "healthtech"]
    subprocess.run(new, cwd=folder, check=True, capture_output=True)
    return target


def added(folder: Path) -> Path:
    """The same with the survey in the vault, and nothing built."""
    target, kept = unadded(folder), folder / "added"
    if not kept.exists():
        add = [*COMMAND, "add", "../survey.csv", "--as", "survey", "--mapping", "../map.toml"]
        subprocess.run(add, cwd=target, check=True, capture_output=True)
        shutil.copytree(target, kept)
    shutil.rmtree(target)
    shutil.copytree(kept, target)
    return target


def built(folder: Path) -> Path:
    """The same, built."""
    kept = folder / "built"
    if not kept.exists():
        shutil.copytree(added(folder), kept)
        subprocess.run([*COMMAND, "build"], cwd=kept, check=True, capture_output=True)
    (kept / "queue.csv").unlink(missing_ok=True)
    return kept


def cases() -> list[Case]:
    """What is measured, in the order it is printed."""
    nothing = [sys.executable, "-c", "pass"]
    add = ["add", "../survey.csv", "--as", "survey", "--mapping", "../map.toml"]
    review = ["review", "codings", "--as", "A", "--export", "queue.csv"]
    return [
        Case("python -c pass (floor)", nothing),
        Case("import, suggestions, estimates", [sys.executable, "-c", ALL], "3 s", unadded),
        Case("add", [*COMMAND, *add], "", unadded),
        Case("build, after add", [*COMMAND, "build"], "", added),
        Case("counts --by, nothing changed", [*COMMAND, "counts", "--by", "sector"], "", built),
        Case("review codings --export", [*COMMAND, *review], "", built),
        Case("python -c pass (floor, again)", nothing),
    ]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7, help="rounds counted, after one warm-up")
    wanted = parser.parse_args()
    os.environ["SECTORSCOPE_VAULT_KEY"] = KEY
    listed = cases()
    with tempfile.TemporaryDirectory() as spare:
        for turn in range(wanted.runs + 1):
            for case in listed:
                measure(case, Path(spare))
                if not turn:  # the warm-up is not counted
                    for figures in (case.cpu, case.wall, case.peak):
                        figures.clear()
    print(f"{wanted.runs} runs each, after one warm-up; min / median / max\n")
    print("| whole process | CPU s | wall s | peak MiB | bound (CPU) |\n|---|---|---|---|---|")
    print("\n".join(map(row, listed)))


if __name__ == "__main__":
    main()
