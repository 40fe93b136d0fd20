"""Erasure and purge: the one permitted change to evidence, and everything rewritten after it.

A mark is laid first and lifted last. Between the two the study refuses to build, and `finish` goes
on from wherever a killed process left off: each of its steps may be taken twice.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from sectorscope.decisions import DecisionLog
from sectorscope.errors import UsageError
from sectorscope.evidence.erasing import mend, names_in, without
from sectorscope.evidence.sealed import SealedCatalogue, Unlock
from sectorscope.evidence.snapshots import MAPPING, Snapshot
from sectorscope.evidence.sources import load
from sectorscope.pipeline import unfinished
from sectorscope.pipeline.assemble import assemble
from sectorscope.pipeline.compare import Change, compared
from sectorscope.pipeline.making import make_run
from sectorscope.pipeline.outputs import STATE, folder_of, render_profile
from sectorscope.profile import AUDIENCES, Audience, Profile
from sectorscope.store import Store
from sectorscope.study import Study
from sectorscope.vault import Identity

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
    mark = _mark(sealed, identity.pseudonym, 1)
    unfinished.begin(study.path, mark)
    gone = _take_out(study, sealed, identity, today)
    _note(sealed, mark, who, today)
    return _finish(study, mark, before, gone, unlock)


def finish(study: Study, *, who: str, today: date, unlock: Unlock | None = None) -> Erased:
    """Go on with an erasure that was interrupted, from wherever it was.

    Raises:
        UsageError: none was.
        VaultError: the vault cannot be changed.
    """
    mark = unfinished.pending(study.path)
    if mark is None:
        raise UsageError("no erasure is unfinished", expected="one that was interrupted")
    sealed = SealedCatalogue(study.path, unlock)
    if mark.pseudonym == PURGED:
        gone = _forget(study, sealed, today)
    else:
        identity = sealed.vault.find(mark.pseudonym)
        gone = _take_out(study, sealed, identity, today) if identity else _Gone()
    _note(sealed, mark, who, today)
    return _finish(study, mark, {}, gone, unlock)


def purge(study: Study, *, who: str, today: date, unlock: Unlock | None = None) -> Erased:
    """Forget every sealed file whose retention date has passed, and rewrite every run.

    Raises:
        VaultError: the vault cannot be changed, or an erasure is unfinished.
    """
    unfinished.refuse_unfinished(study.path)
    sealed = SealedCatalogue(study.path, unlock)
    due = _due(sealed, today) if sealed.held else ()
    if not due:
        return Erased(0, 0, 0, {})
    before = _profiles(study, unlock)
    mark = _mark(sealed, PURGED, len(due))
    unfinished.begin(study.path, mark)
    gone = _forget(study, sealed, today)
    _note(sealed, mark, who, today)
    return _finish(study, mark, before, gone, unlock)


def _mark(sealed: SealedCatalogue, pseudonym: str, count: int) -> unfinished.Mark:
    return unfinished.Mark(pseudonym, count, len(sealed.vault.audit()))


def _note(sealed: SealedCatalogue, mark: unfinished.Mark, who: str, today: date) -> None:
    """The line of the audit trail, if a killed process did not write it already."""
    if len(sealed.vault.audit()) == mark.audited:
        action = "purge" if mark.pseudonym == PURGED else "erase"
        sealed.vault.note(action, who, today, mark.files)


@dataclass(frozen=True)
class _Gone:
    """What went before the runs: sealed files, and decisions."""

    files: int = 0
    decisions: int = 0


def _take_out(study: Study, sealed: SealedCatalogue, identity: Identity, today: date) -> _Gone:
    """Decisions first, while the names are known that a note or a reason may hold."""
    log = DecisionLog(study.path / "decisions")
    removed = log.forget(identity.pseudonym, naming=names_in(identity))
    replaced = _rewritten(sealed, identity)
    before = sealed.standing()
    with sealed.vault.together():
        sealed.vault.erase(identity, date=today, replacements=replaced)
        mend(sealed, before, replaced, identity)
    return _Gone(len(replaced), removed)


def _due(sealed: SealedCatalogue, today: date) -> tuple[str, ...]:
    """Files whose date has passed; a mapping that another file is still read with stays."""
    due = set(sealed.vault.due(today))
    used = {s.mapping for s in sealed.all() if s.sha256 not in due}
    return tuple(i for i in sealed.vault.due(today) if i not in used)


def _forget(study: Study, sealed: SealedCatalogue, today: date) -> _Gone:
    """Files whose date has passed, and all that is known and decided of those only they hold."""
    due = _due(sealed, today)
    alone = _only_in(sealed, due)
    log = DecisionLog(study.path / "decisions")
    removed = sum(log.forget(pseudonym) for pseudonym in alone)
    with sealed.vault.together():
        for identity in due:
            sealed.vault.forget(identity)
        sealed.vault.unknow(*alone)
    return _Gone(len(due), removed)


def _only_in(sealed: SealedCatalogue, due: Collection[str]) -> list[str]:
    """Pseudonyms of businesses that stand in no file that stays."""
    staying = [s for s in sealed.all() if s.sha256 not in due and s.source != MAPPING]
    present = {
        sealed.vault.pseudonym(person.identity)
        for snapshot in staying
        for person in load(snapshot.source).people(
            snapshot, sealed.read(snapshot), _mapping(sealed, snapshot)
        )
    }
    return [i.pseudonym for i in sealed.vault.identities() if i.pseudonym not in present]


def _finish(
    study: Study,
    mark: unfinished.Mark,
    before: Mapping[Audience, Profile],
    gone: _Gone,
    unlock: Unlock | None,
) -> Erased:
    """Decisions, outputs and runs without the business, then all of them anew; safe to repeat."""
    removed = gone.decisions + DecisionLog(study.path / "decisions").forget(mark.pseudonym)
    written = _written(study)
    for audience in AUDIENCES:  # whoever it was written for, and whether or not that is known
        for path in folder_of(study, audience).glob("*.*"):
            path.unlink()
    runs = _forget_runs(study)
    unfinished.end(study.path)
    made = make_run(study, unlock=unlock)
    for audience, formats in written.items():
        render_profile(study, made, audience=audience, formats=formats)
    after = {a: assemble(study.config, made.run.tables(), a) for a in before}
    changes: dict[Audience, tuple[Change, ...]] = {
        a: tuple(compared(before[a], after[a])) for a in before
    }
    return Erased(removed, runs, gone.files, changes)


def _forget_runs(study: Study) -> int:
    """Remove every run, and what a killed process left of one it was removing."""
    store = Store(study.path)
    runs = store.forget()
    with store.lock():
        for left in (study.path / "build" / "runs").glob("*"):
            shutil.rmtree(left)
    return runs


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
