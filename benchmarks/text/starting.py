"""The table of `startup.py`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.text import sets
from benchmarks.text.ours import RANK
from benchmarks.text.tables import table, three

RUNS = 5

HEAD = f"""### Start-up

Whole processes that open ESCO 1.1.0 and annotate one sentence; {RUNS} runs, in turn, least /
median / most; one run where nothing is cached yet, which builds what the mode needs. Bounds: warm
1.5 s and 700 MB; first built in under 60 s.
"""


def report() -> Iterator[str]:
    """The section, in parts."""
    script = Path(__file__).with_name("startup.py")
    arguments = [sys.executable, str(script), str(sets.ESCO), str(RANK), str(RUNS)]
    told = subprocess.run(arguments, check=True, capture_output=True, text=True)
    yield HEAD
    made = json.loads(told.stdout)
    yield table(("whole process", "wall s", "CPU s", "peak MiB"), map(_row, made.items()))


def _row(item: tuple[str, list[dict[str, float] | None]]) -> list[str]:
    who, runs = item
    held = [run for run in runs if run]
    if not held:
        return [who, "failed", "", ""]
    forms = {"wall": "{:.2f}", "cpu": "{:.2f}", "peak": "{:.0f}"}
    return [who, *(three([run[name] for run in held], form) for name, form in forms.items())]
