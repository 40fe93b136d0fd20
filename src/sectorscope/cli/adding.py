"""`sectorscope add`: each file on its own, so that one refusal does not hold up the others."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sectorscope.cli import say
from sectorscope.errors import EvidenceRefused, UsageError
from sectorscope.evidence.add import Added, add_file
from sectorscope.study import FILE_NAME, Study


def add_files(
    study: Study,
    files: Sequence[Path],
    *,
    source: str,
    mapping: Path | None,
    explain: bool,
    override: str | None,
    why: str | None,
    retrieved: str,
) -> int:
    """Add files one by one and say what came of each; returns how many were refused.

    With `explain` they pass the same gates in a folder that is thrown away.
    """
    with tempfile.TemporaryDirectory() as spare:
        target = Path(spare) if explain else study.path
        if explain:
            shutil.copy(study.path / FILE_NAME, target)
        refused, missing = 0, list[str]()
        for file in files:
            try:
                with say.working(f"adding {file.name}"):
                    added = add_file(
                        target,
                        file,
                        source=source,
                        retrieved=retrieved,
                        mapping_path=mapping,
                        override=override,
                        why=why,
                    )
            except UsageError:
                if file.is_file():
                    raise  # the command itself is wrong, whatever the file
                missing.append(file.name)
            except EvidenceRefused as reason:
                refused += 1
                said = str(reason)
                who = "" if file.name in said else f"{file.name}: "
                say.done(f"refused: {who}{said}")
            else:
                _tell(file, added, explain=explain)
    if missing:
        raise UsageError(f"{', '.join(missing)} cannot be read", expected="files that are there")
    return refused


def _tell(file: Path, added: Added, *, explain: bool) -> None:
    short = added.snapshot.sha256[:12]
    verb = "would be added" if explain else "added"
    if added.already_there and not explain:
        say.done(f"{file.name}: nothing to do, these bytes stand already as {short}.")
    else:
        say.done(f"{file.name}: {verb} as {added.snapshot.source}, snapshot {short}.")
    for warning in added.warnings:
        say.note(warning)
    for dropped in added.dropped:
        say.note(f"left out {dropped.rows} rows: {dropped.what}")
