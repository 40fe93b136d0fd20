"""Erasure and purge: the one permitted change to evidence, and everything rewritten after it.

A mark is laid first and lifted last. Between the two the study refuses to build, and `finish` goes
on from wherever a killed process left off: each of its steps may be taken twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from sectorscope.decisions import DecisionLog
from sectorscope.errors import UsageError
from sectorscope.evidence.erasing import without
from sectorscope.evidence.sealed import SealedCatalogue, Unlock
from sectorscope.evidence.snapshots import MAPPING, Override, Snapshot
from sectorscope.pipeline import unfinished
from sectorscope.pipeline.assemble import assemble
from sectorscope.pipeline.compare import Change, compared
from sectorscope.pipeline.outputs import STATE, folder_of, render_profile
from sectorscope.pipeline.steps import make_run
from sectorscope.profile import Audience, Profile
from sectorscope.store import Store
from sectorscope.study import Study
from sectorscope.vault import Identity

ERASED = Override("values", "a business was erased")
"""A file without a business may hold too few of an answer for its gate; it is read all the same."""

PURGED = "purged"
"""Stands for the pseudonym of nobody: whole files went, not one business."""


@dataclass(frozen=True)
class Erased:
    """What an erasure did: decisions and runs removed, and the sentences that changed.

    changes: by audience, for the audiences a profile had been written for, the public included.
    """

    decisions: int
    runs: int
    files: int
    changes: Mapping[Audience, tuple[Change, ...]]


def erase(
    study: Study, text: str, *, who: str, today: date, unlock: Unlock | None = None
) -> Erased:
    """Remove a business everywhere: sealed bytes, identity, consents, decisions, every run.

    Args:
        study: an opened study.
        text: its name, a name of a contact, or its pseudonym.
        who: who asks for it to be done, for the audit trail.
        today: the day, for the tombstone.
        unlock: opens the vault.

    Raises:
        UsageError: the vault knows nobody of that name.
        VaultError: the vault cannot be changed, or another erasure is unfinished.
    """
    unfinished.refuse_unfinished(study.path)
    sealed = SealedCatalogue(study.path, unlock)
    identity = sealed.vault.find(text) if sealed.held else None
    if identity is None:
        raise UsageError(
            "the vault knows nobody of that name",
            expected="a business's name as it stands in the file, a contact, or a pseudonym",
        )
    before = _profiles(study, unlock)
    unfinished.begin(study.path, identity.pseudonym)
    files = _take_out(sealed, identity, who, today)
    return _finish(study, identity.pseudonym, before, files, unlock)


def finish(study: Study, *, who: str, today: date, unlock: Unlock | None = None) -> Erased:
    """Go on with an erasure that was interrupted, from wherever it was.

    Raises:
        UsageError: none was.
        VaultError: the vault cannot be changed.
    """
    pseudonym = unfinished.pending(study.path)
    if not pseudonym:
        raise UsageError("no erasure is unfinished", expected="one that was interrupted")
    sealed = SealedCatalogue(study.path, unlock)
    if pseudonym == PURGED:
        files = _forget_due(sealed, who, today)
    else:
        identity = sealed.vault.find(pseudonym)
        files = _take_out(sealed, identity, who, today) if identity else 0
    return _finish(study, pseudonym, {}, files, unlock)


def purge(study: Study, *, who: str, today: date, unlock: Unlock | None = None) -> Erased:
    """Forget every sealed file whose retention date has passed, and rewrite every run.

    Raises:
        VaultError: the vault cannot be changed, or an erasure is unfinished.
    """
    unfinished.refuse_unfinished(study.path)
    sealed = SealedCatalogue(study.path, unlock)
    if not sealed.held or not sealed.vault.due(today):
        return Erased(0, 0, 0, {})
    before = _profiles(study, unlock)
    unfinished.begin(study.path, PURGED)
    return _finish(study, PURGED, before, _forget_due(sealed, who, today), unlock)


def _take_out(sealed: SealedCatalogue, identity: Identity, who: str, today: date) -> int:
    replaced = _rewritten(sealed, identity)
    before = {s.sha256 for s in sealed.all()}
    with sealed.vault.together():
        sealed.vault.erase(identity, date=today, replacements=replaced)
        for snapshot in sealed.all():
            if snapshot.sha256 not in before and snapshot.source != MAPPING:
                sealed.overrule(snapshot.sha256, ERASED)  # fewer rows must not shut a gate
    sealed.vault.note("erase", who, today, 1)
    return len(replaced)


def _forget_due(sealed: SealedCatalogue, who: str, today: date) -> int:
    due = sealed.vault.due(today)
    for identity in due:
        sealed.vault.forget(identity)
    if due:
        sealed.vault.note("purge", who, today, len(due))
    return len(due)


def _finish(
    study: Study,
    pseudonym: str,
    before: Mapping[Audience, Profile],
    files: int,
    unlock: Unlock | None,
) -> Erased:
    """Decisions, outputs and runs without the business, then all of them anew; safe to repeat."""
    removed = DecisionLog(study.path / "decisions").forget(pseudonym)
    written = _written(study)
    for audience in written:
        for path in folder_of(study, audience).glob("*.*"):
            path.unlink()
    runs = Store(study.path).forget()
    unfinished.end(study.path)
    made = make_run(study, unlock=unlock)
    for audience, formats in written.items():
        render_profile(study, made, audience=audience, formats=formats)
    after = {a: assemble(study.config, made.run.tables(), a) for a in before}
    changes: dict[Audience, tuple[Change, ...]] = {
        a: tuple(compared(before[a], after[a])) for a in before
    }
    return Erased(removed, runs, files, changes)


def _rewritten(sealed: SealedCatalogue, identity: Identity) -> dict[str, bytes | None]:
    """By id, the new bytes of every sealed file in which the business stands; None to remove it."""
    found: dict[str, bytes | None] = {}
    for snapshot in sealed.all():
        data = sealed.read(snapshot)
        rest = without(sealed.vault, snapshot, data, _mapping(sealed, snapshot), identity)
        if rest != data:
            found[snapshot.sha256] = rest
    return found


def _mapping(sealed: SealedCatalogue, snapshot: Snapshot) -> bytes | None:
    if snapshot.source == MAPPING or not snapshot.mapping:
        return None
    return sealed.read(sealed.find(snapshot.mapping))


def _profiles(study: Study, unlock: Unlock | None) -> dict[Audience, Profile]:
    made = make_run(study, unlock=unlock)
    wanted: tuple[Audience, ...] = ("public", *(a for a in _written(study) if a != "public"))
    return {a: assemble(study.config, made.run.tables(), a) for a in wanted}


def _written(study: Study) -> dict[Audience, tuple[str, ...]]:
    """Audiences that a profile was written for, with its formats."""
    try:
        known = json.loads((study.path / "build" / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {cast("Audience", a): tuple(entry.get("formats", ())) for a, entry in known.items()}
