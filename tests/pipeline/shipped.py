"""The shipped study, copied to be built, and the changes a person would make to it."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sectorscope.decisions import Decision, DecisionLog
from sectorscope.evidence.add import add_file
from sectorscope.evidence.snapshots import Catalogue, Snapshot
from sectorscope.pipeline import make_run
from sectorscope.study import Study, open_study

SHIPPED = Path(__file__).parents[2] / "examples" / "leeds-healthtech-2013"
WHEN = "2026-11-22"

EVIDENCE = sorted(p.name for p in (SHIPPED / "evidence").glob("[0-9a-f]*-*"))
"""File names of the shipped evidence."""


def copy(folder: Path) -> Path:
    """The study as it ships: what was derived in a checkout stays behind."""
    return shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("build", "out", ".lock"))


def build_in(folder: Path) -> Path:
    """A copy with its first run."""
    make_run(open_study(copy(folder)))
    return folder


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and bytes: equal only if nothing was written."""
    files = (p for p in folder.rglob("*") if p.is_file())
    return {str(p.relative_to(folder)): (p.stat().st_mtime_ns, p.read_bytes()) for p in files}


def snapshot(study: Study, source: str) -> Snapshot:
    """The current snapshot of a source that has one."""
    (found,) = (s for s in Catalogue(study.path).current() if s.source == source)
    return found


def change_facts(study: Study, change: Callable[[str], str]) -> None:
    """Add the facts again with other text; they supersede those that stand."""
    old = snapshot(study, "facts")
    text = Catalogue(study.path).read(old).decode()
    assert change(text) != text
    add_file(study.path, change(text).encode(), name=old.name, source="facts", retrieved=WHEN)


def change_fact(study: Study, old: str, new: str) -> None:
    """Add the facts again with one passage replaced."""
    change_facts(study, lambda text: text.replace(old, new))


def change_answers(study: Study, question: str, answers: dict[str, str]) -> None:
    """Add the answers again, some businesses having answered one question otherwise."""
    catalogue = Catalogue(study.path)
    old = snapshot(study, "survey")
    rows = list(csv.DictReader(io.StringIO(catalogue.read(old).decode())))
    for row in rows:
        row[question] = answers.get(row["business"], row[question])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    mapping = catalogue.find(str(old.mapping))
    path = study.path / mapping.name
    path.write_bytes(catalogue.read(mapping))
    data = text.getvalue().encode()
    more = {"source": "survey", "retrieved": WHEN, "mapping_path": path}
    add_file(study.path, data, name=old.name, **more)  # type: ignore[arg-type]
    path.unlink()


def withdraw(study: Study, **subject: str) -> list[Decision]:
    """Take the codings back whose bodies say this; those that were taken back."""
    log = DecisionLog(study.path / "decisions")
    mine = [d for d in log.in_force("coding") if subject.items() <= d.body.items()]
    assert mine, subject
    gone = [replace(d, body={**d.body, "state": "withdrawn"}, why="not said") for d in mine]
    log.append(*gone)
    return mine
