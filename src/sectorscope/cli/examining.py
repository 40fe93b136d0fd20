"""What `doctor` finds in a study: each part by itself, so that one fault hides no other."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from sectorscope.cli.finding import Finding, counted
from sectorscope.cli.retrieving import jobs_of
from sectorscope.decisions import KINDS, DecisionLog
from sectorscope.errors import (
    DecisionError,
    EvidenceChanged,
    SectorscopeError,
    StudyError,
    VaultLocked,
)
from sectorscope.evidence.sharing import LARGE
from sectorscope.evidence.snapshots import Catalogue, Snapshot
from sectorscope.pipeline import unfinished
from sectorscope.sector.review import draws
from sectorscope.store import Store
from sectorscope.study import find, open_study
from sectorscope.vault import Vault, header, passphrase
from sectorscope.vault.keys import FOLDER as VAULT

LEFT = ("evidence/.unfinished-*", "evidence/refused/.unfinished-*", "build/runs/.writing-*",
        "build/runs/.going-*", "decisions/draws/*.writing")  # fmt: skip
"""What a process that was killed leaves; each is cleared by the next that writes there."""


def examined(path: Path | None) -> Iterator[Finding]:
    """Everything looked at in the study at a path, or here or above; a note where there is none."""
    try:
        folder = find(path or Path.cwd())
    except StudyError:
        standing = "note" if path is None else "broken"
        yield Finding("study", standing, "none here or above", "sectorscope new, or --study PATH")
        return
    yield _settings(folder)
    yield from _evidence(folder)
    yield _left(folder)
    yield from _decisions(folder)
    yield from _vault(folder)
    yield _run(folder)


def _settings(folder: Path) -> Finding:
    try:
        study = open_study(folder)
    except SectorscopeError as why:
        where = why.found.replace(str(folder) + os.sep, "").partition(":")[0]
        return Finding(
            "study.toml", "broken", f"it cannot be read: {where}", "sectorscope build says more"
        )
    if study.config.fetch and study.config.region.places:
        try:
            jobs_of(study, None)
        except SectorscopeError as why:
            return Finding("study.toml", "broken", why.found, why.hint or why.expected)
    return Finding("study.toml", "good", "every setting is known")


def _evidence(folder: Path) -> Iterator[Finding]:
    """Each file's bytes, those of earlier snapshots too: `diff` and `trace` lead there."""
    catalogue = Catalogue(folder)
    try:
        listed, current = catalogue.all(), {s.sha256 for s in catalogue.current()}
    except SectorscopeError as why:
        yield Finding("evidence", "broken", why.found, why.hint)
        return
    needed = current | {s.mapping for s in catalogue.current() if s.mapping}
    every = {s.sha256: s for s in listed}
    lost = [sha for sha, s in every.items() if not _whole(catalogue, s)]
    wrong = [sha for sha in lost if sha in needed]
    if wrong:
        told = f"{len(wrong)} of {counted(len(every), 'file')} gone or changed"
        named = ", ".join(sorted(sha[:12] for sha in wrong))
        hint = "bring them back, or add the originals again"
        yield Finding("evidence", "broken", f"{told} ({named})", hint)
    else:
        yield Finding("evidence", "good", f"{counted(len(every) - len(lost), 'file')} as added")
    if len(lost) > len(wrong):
        told = f"{counted(len(lost) - len(wrong), 'earlier file')} gone or changed"
        yield Finding("evidence", "note", f"{told}; nothing that stands rests on it")
    yield from _shared(folder, listed)


def _whole(catalogue: Catalogue, snapshot: Snapshot) -> bool:
    try:
        catalogue.read(snapshot)
    except (EvidenceChanged, OSError):
        return False
    return True


def _shared(folder: Path, listed: list[Snapshot]) -> Iterator[Finding]:
    """Large files: one with the cache's, or a copy of the study's own, which is as good."""
    large = {folder / "evidence" / s.file for s in listed if s.bytes >= LARGE}
    links = [path.stat().st_nlink for path in sorted(large) if path.exists()]
    if links:
        own = sum(n == 1 for n in links)
        told = (
            f"{counted(len(links) - own, 'large file')} linked to the cache, {own} the study's own"
        )
        yield Finding("shared", "good", told)


def _left(folder: Path) -> Finding:
    left = sum(1 for pattern in LEFT for _ in folder.glob(pattern))
    with suppress(ValueError, OSError):
        if unfinished.pending(folder) is not None:
            return Finding(
                "unfinished",
                "broken",
                "an erasure was begun and not finished",
                "sectorscope erase --finish",
            )
    if left:
        told = f"{counted(left, 'file')} half written, unless another process is at work"
        return Finding("unfinished", "note", told, "nothing: the next command clears them")
    return Finding("unfinished", "good", "nothing was left half written")


def _decisions(folder: Path) -> Iterator[Finding]:
    log = DecisionLog(folder / "decisions")
    number, wrong = 0, list[str]()
    for kind in KINDS.values():
        try:
            number += len(log.read(kind.name))
        except DecisionError as why:
            line = why.found.partition(": ")[0].rpartition(", line ")[2]
            wrong.append(f"{kind.file}, line {line}" if line.isdigit() else kind.file)
    if wrong:
        hint = "bring the file back from a copy of the study, or from git"
        yield Finding("decisions", "broken", f"cannot be read: {'; '.join(wrong)}", hint)
        return
    if log.torn:
        told = "the last was cut off while it was written, and does not count"
        yield Finding("decisions", "note", told, "decide it again")
    yield Finding("decisions", "good", f"{number:,} read")
    yield from _draws(log, folder / "decisions")


def _draws(log: DecisionLog, folder: Path) -> Iterator[Finding]:
    wrong, hints = list[str](), set[str]()
    drawn = log.in_force("draw")
    for decision in drawn:
        try:
            draws.read(decision, folder)
        except DecisionError as why:
            wrong.append(decision.body["csv"][:12])
            hints.add(why.hint)
    if wrong:
        told = f"{len(wrong)} of {counted(len(drawn), 'file')} missing or altered"
        named = ", ".join(sorted(wrong))
        yield Finding("draws", "broken", f"{told} ({named})", min(hints))
    elif drawn:
        yield Finding("draws", "good", f"{counted(len(drawn), 'file')} as drawn")


def _vault(folder: Path) -> Iterator[Finding]:
    """Whether it opens and holds what was sealed; nobody is asked for a passphrase."""
    if not Vault.exists(folder):
        return
    if os.name != "nt" and (folder / VAULT).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        told = "others on this machine may look into its folder, where all is sealed"
        yield Finding("vault", "note", told, "chmod 700 vault")
    try:
        header.read(folder / VAULT)
        Vault.fingerprint(folder)
        key = passphrase(folder)
    except VaultLocked:
        told = "locked: no passphrase in the environment or the keyring, and nobody was asked"
        yield Finding("vault", "note", told, "set SECTORSCOPE_VAULT_KEY to have it looked into")
        return
    except SectorscopeError as why:
        yield Finding("vault", "broken", why.found, why.hint)
        return
    try:
        vault = Vault.open(folder, key)
        held = [len(vault.read(entry.id)) for entry in vault.entries()]
    except SectorscopeError as why:
        yield Finding("vault", "broken", why.found, why.hint)
        return
    yield Finding(
        "vault", "good", f"it opens, and all {counted(len(held), 'file')} of it are whole"
    )


def _run(folder: Path) -> Finding:
    try:
        run = Store(folder).current()
    except SectorscopeError as why:
        return Finding("build", "broken", why.found, why.hint)
    if run is None:
        return Finding("build", "note", "nothing was built yet", "sectorscope build")
    if not run.intact():
        told = f"run {run.id} is damaged; nothing of it is used"
        return Finding("build", "note", told, "sectorscope build, which makes it anew")
    return Finding("build", "good", f"run {run.id} is whole")
