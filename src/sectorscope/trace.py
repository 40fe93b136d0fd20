"""Trace: from a statement to its estimates, to rows or characters, to the bytes of a snapshot.

Every step is taken again, not read from the profile: the bytes are hashed, the locator is followed
into them, and what stands there is compared with what the statement rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sectorscope.chapters.desk import CONFIDENTIAL
from sectorscope.decisions import DecisionLog
from sectorscope.errors import TraceError
from sectorscope.evidence.fetching import fetched
from sectorscope.evidence.fetching.fetched import Fetched
from sectorscope.evidence.locate import Located, resolve
from sectorscope.evidence.sealed import SealedCatalogue, Unlock
from sectorscope.evidence.snapshots import Catalogue, Snapshot
from sectorscope.pipeline import build
from sectorscope.profile import AUDIENCES, Evidence, Profile, Statement
from sectorscope.study import Study


@dataclass(frozen=True)
class Step:
    """One piece of evidence followed to its bytes.

    fetched: the retrieval that brought them, with its address; None if a person added them.
    """

    evidence: Evidence
    snapshot: Snapshot
    found: Located
    fetched: Fetched | None = None


@dataclass(frozen=True)
class Trace:
    """A statement and all it rests on, each piece followed to bytes."""

    statement: Statement
    steps: tuple[Step, ...]


def trace(study: Study, statement_id: str, unlock: Unlock | None = None) -> Trace:
    """Follow a statement down to the bytes, into the vault if it leads there.

    Args:
        study: an opened study.
        statement_id: its id, the start of one, or its address (`#s-…`).
        unlock: opens the vault.

    Raises:
        TraceError: there is no such statement, or what stands at a locator is not what the
            statement rests on.
        EvidenceChanged: a snapshot's bytes are gone or changed.
        VaultLocked: it leads into the vault, and there is no key.
    """
    wanted = statement_id.rpartition("#")[2].removeprefix("s-")
    for audience in AUDIENCES:
        profile = build(study, audience=audience, unlock=unlock)
        found = [s for s in profile.statements() if wanted and s.id.startswith(wanted)]
        if len(found) == 1:
            return _followed(study, profile, found[0], unlock)
        if found:
            raise TraceError(
                f"{len(found)} statements begin with {wanted!r}",
                expected="one of " + ", ".join(s.id for s in found),
            )
    raise TraceError(
        f"no statement {statement_id!r} in this study",
        hint="the page gives each sentence's address; so does out/profile.json (`id`)",
    )


def _followed(study: Study, profile: Profile, statement: Statement, unlock: Unlock | None) -> Trace:
    """The trace; where others may not follow a sentence, those who hold the key may."""
    if any(r.id == CONFIDENTIAL for r in statement.refs()):
        profile = build(study, audience="internal", unlock=unlock)
        within = [s for s in profile.statements() if s.id == statement.id]
        if not within:
            raise TraceError(f"statement {statement.id} is said outside the study only")
        statement = within[0]
    return trace_in(study, profile, statement, unlock)


def trace_in(
    study: Study, profile: Profile, statement: Statement, unlock: Unlock | None = None
) -> Trace:
    """Follow one statement of a profile that is already built."""
    items = {e.id: e for e in profile.evidence.items}
    _check_decisions(study, (items[r.id] for r in statement.refs()))
    sealed = {s.sha256 for s in profile.evidence.snapshots if s.bytes is None}
    catalogue, vault = Catalogue(study.path), SealedCatalogue(study.path, unlock)

    def step(evidence: Evidence) -> Step:
        if evidence.snapshot in sealed:  # nothing that lies in the vault was ever fetched
            return _step(vault, evidence)
        found = _step(catalogue, evidence)
        return replace(found, fetched=fetched.of(study.path, found.snapshot))

    return Trace(statement, tuple(step(items[r.id]) for r in statement.refs()))


def _step(catalogue: Catalogue | SealedCatalogue, evidence: Evidence) -> Step:
    if evidence.snapshot is None:
        raise TraceError(f"evidence {evidence.id} leads to no bytes for this audience")
    snapshot = catalogue.find(evidence.snapshot)
    if evidence.locator is None:  # made of the whole file, whose bytes are proved all the same
        size = len(catalogue.read(snapshot))
        return Step(evidence, snapshot, Located("", 0, size, "the whole file"))
    found = resolve(catalogue.read(snapshot), evidence.locator, snapshot.name)
    kept = evidence.raw is not None  # of a whole list of companies no row is kept twice
    if kept and found.text != evidence.raw and not snapshot.sealed:  # sealed words are kept nowhere
        raise TraceError(
            f"at {evidence.locator} of {snapshot.name} stands not what {evidence.id} rests on",
            hint="sectorscope build",
        )
    return Step(evidence, snapshot, found)


def _check_decisions(study: Study, pieces: Iterable[Evidence]) -> None:
    cards = {e.decision.id: e.decision for e in pieces if e.decision}
    if not cards:
        return
    log = DecisionLog(study.path / "decisions")
    known = {d.id for kind in {c.kind for c in cards.values()} for d in log.in_force(kind)}
    if lost := sorted(cards.keys() - known):
        raise TraceError(f"decision {lost[0]} is no longer in force", hint="sectorscope build")
