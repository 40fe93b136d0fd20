"""`sectorscope add`: each file on its own, so that one refusal does not hold up the others."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sectorscope.cli import say
from sectorscope.cli.explaining import explained
from sectorscope.cli.unlocking import unlocker
from sectorscope.errors import EvidenceRefused, UsageError
from sectorscope.evidence.add import Added, add_file
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sealed import CONFIDENTIAL, Unlock
from sectorscope.study import FILE_NAME, Study

if TYPE_CHECKING:
    from sectorscope.vault import Vault


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
    retain_until: str = "",
    who: str = "",
) -> int:
    """Add files one by one and say what came of each; returns how many were refused.

    With `explain` they pass the same gates in a folder that is thrown away. What goes into the
    vault is not named: an interview's file is called after the business.
    """
    with tempfile.TemporaryDirectory() as spare:
        target = Path(spare) if explain else study.path
        if explain:
            shutil.copy(study.path / FILE_NAME, target)
        unlock = _rehearsing(target) if explain else _unlocked_once(study.path)
        refused, missing = 0, list[str]()
        for number, file in enumerate(files, 1):
            called = f"file {number} of {len(files)}" if source in CONFIDENTIAL else file.name
            try:
                with say.working(f"adding {called}"):
                    added = add_file(
                        target,
                        file,
                        source=source,
                        retrieved=retrieved,
                        mapping_path=mapping,
                        override=override,
                        why=why,
                        unlock=unlock,
                        retain_until=retain_until,
                        who=who,
                    )
            except UsageError:
                if file.is_file():
                    raise  # the command itself is wrong, whatever the file
                missing.append(called)
            except EvidenceRefused as reason:
                refused += 1
                said = _said(reason, own=source in CONFIDENTIAL)
                about = "" if called in said else f"{called}: "
                say.done(f"refused: {about}{said}")
                if explain and isinstance(reason, GateRefused):
                    explained(reason.verdicts, hidden=source in CONFIDENTIAL)
            else:
                name = file.name if not added.snapshot.sealed else called
                _tell(name, added, explain=explain)
    if missing:
        raise UsageError(f"{', '.join(missing)} cannot be read", expected="files that are there")
    return refused


def _said(reason: EvidenceRefused, *, own: bool) -> str:
    """Why a file is refused; a file of one's own came from no service that could be asked again."""
    if not (own and isinstance(reason, GateRefused) and reason.gate == "empty"):
        return str(reason)
    found = reason.found.removesuffix(f" (gate {reason.gate})")
    hint = "save or export it again, and look whether it opens with something in it."
    return str(GateRefused(reason.gate, found, expected="what businesses said", hint=hint))


def _rehearsing(folder: Path) -> Unlock:
    """A vault that is thrown away with its folder, under a key nobody knows."""

    @cache
    def unlock() -> Vault:
        from secrets import token_hex

        from sectorscope.vault import Vault

        return Vault.create(folder, token_hex(32))

    return unlock


def _unlocked_once(study_dir: Path) -> Unlock:
    """Opens or makes the study's vault at the first file that needs it, and asks once."""
    return cache(unlocker(study_dir, make=True))


def _tell(name: str, added: Added, *, explain: bool) -> None:
    snapshot = added.snapshot
    verb = "would be " * explain + ("sealed in the vault" if snapshot.sealed else "added")
    if added.already_there and not explain:
        say.done(f"{name}: nothing to do, these bytes stand already as {snapshot.sha256[:12]}.")
    else:
        say.done(f"{name}: {verb} as {snapshot.source}, snapshot {snapshot.sha256[:12]}.")
    if explain:
        explained(added.verdicts, hidden=snapshot.sealed)
    for warning in added.warnings:
        say.note(warning)
    for dropped in added.dropped:
        say.note(f"left out {dropped.rows} rows: {dropped.what}")
