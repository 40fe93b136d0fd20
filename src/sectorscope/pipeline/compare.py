"""Comparing builds: `rederive` against nothing at all, `diff` against an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from sectorscope.errors import Differs, StoreError
from sectorscope.evidence.sealed import Unlock
from sectorscope.pipeline.assemble import assemble
from sectorscope.pipeline.changed import SAME, Beneath, Between
from sectorscope.pipeline.making import PUBLIC
from sectorscope.pipeline.steps import Steps
from sectorscope.pipeline.vocabularies import VocabularyMove, moved
from sectorscope.profile import DataTable, EvidenceRef, Figure, Profile, Statement
from sectorscope.render.json import json as to_json
from sectorscope.store import Run, Store, Tables, content_hash
from sectorscope.study import Study

INPUTS = ("study.toml", "evidence", "vault", "decisions", "draws", "feeds", "sectorscope", "skills")


@dataclass(frozen=True)
class Rederived:
    """A rebuild from nothing that agreed: content hashes by table, and what else was compared."""

    tables: Mapping[str, str]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A sentence, figure or table that differs between two runs, and why.

    before, after: its text or title; empty where it does not stand in that run.
    because: pieces of evidence that came, went or changed under it, or "other words".
    beneath: the records and decisions themselves, as the profile's audience may see them.
    """

    id: str
    kind: Literal["changed", "new", "gone"]
    before: str
    after: str
    because: tuple[str, ...]
    beneath: Beneath = field(default_factory=Beneath)


def rederive(study: Study, unlock: Unlock | None = None) -> Rederived:
    """Rebuild everything from evidence and decisions, beside the study, and compare.

    Compares the content hash of every table with the current run's manifest and with its files,
    and the public profile with the run's frozen one and with `out/profile.json` if it is there.

    Raises:
        Differs: something is not the same; names what.
        EvidenceChanged: a byte of evidence is not what was added.
        StoreError: there is no run yet, or a table's file is damaged.
        VaultLocked: evidence lies in the vault, and there is no key.
    """
    run = Store(study.path).current()
    if run is None:
        raise StoreError("the study has not been built", hint="sectorscope build")
    run.verify()
    made = Steps(study, unlock=unlock).missing({})
    hashes = {name: content_hash(name, table) for name, table in made.items()}
    held = {name: entry["hash"] for name, entry in run.manifest["tables"].items()}
    wrong = sorted(n for n in hashes.keys() | held.keys() if hashes.get(n) != held.get(n))
    profile = assemble(study.config, Tables.from_arrow(made), "public")
    documents = dict(_documents(study.path, run))
    wrong += [n for n, text in documents.items() if not _same(profile, n, text)]
    if wrong:
        raise Differs(
            f"rebuilt from nothing, these differ from run {run.id}: " + ", ".join(wrong),
            hint="sectorscope build and profile, if evidence, decisions or the version changed "
            "since; if not, this is a defect",
        )
    return Rederived(hashes, tuple(documents))


def diff(study: Study, before: str | None = None, after: str | None = None) -> list[Change]:
    """The sentences, then the figures and tables, that changed between two runs.

    Args:
        study: an opened study.
        before: the earlier run, by number; the last but one if not given.
        after: the later run; the last if not given.

    Raises:
        StoreError: no such run, or fewer than two.
    """
    old, new = _two(Store(study.path), before, after)
    then, now = _frozen(old), _frozen(new)
    between = Between(study.path, (old, then), (new, now))
    was, is_now = _rests(then), _rests(now)
    return [
        replace(c, beneath=between.beneath(was.get(c.id, ()), is_now.get(c.id, ())))
        for c in compared(then, now)
    ]


def compared(then: Profile, now: Profile) -> list[Change]:
    """The sentences, then the figures and tables, in which one profile differs from another."""
    was = {s.id: s for s in then.statements()}
    is_now = {s.id: s for s in now.statements()}
    changes = [
        Change(i, "new", "", s.text, ("not said before",))
        if i not in was
        else Change(i, "changed", was[i].text, s.text, _why(was[i], then, s, now))
        for i, s in is_now.items()
        if i not in was or was[i].text != s.text
    ]
    gone = (s for i, s in was.items() if i not in is_now)
    changes += (Change(s.id, "gone", s.text, "", ("no longer said",)) for s in gone)
    return [*changes, *_exhibits(then, now)]


def _rests(profile: Profile) -> dict[str, tuple[EvidenceRef, ...]]:
    """What each sentence, figure and table rests on, by its id."""
    exhibits = (b for b in profile.blocks() if isinstance(b, Figure | DataTable))
    return {s.id: s.refs() for s in profile.statements()} | {b.id: b.evidence for b in exhibits}


def _exhibits(then: Profile, now: Profile) -> list[Change]:
    """Figures and tables whose cells changed, came or went."""
    was, is_now = (
        {b.id: b for b in p.blocks() if isinstance(b, Figure | DataTable)} for p in (then, now)
    )
    changes: list[Change] = []
    for identity in [*is_now, *(i for i in was if i not in is_now)]:
        old, new = was.get(identity), is_now.get(identity)
        if old and new and old.data != new.data:
            moved = sum(a != b for a, b in zip(_cells(old), _cells(new), strict=False))
            moved += abs(len(_cells(old)) - len(_cells(new)))
            why = (f"{moved} cell{'s' * (moved != 1)} changed",)
            changes.append(Change(identity, "changed", old.title, new.title, why))
        elif new and not old:
            changes.append(Change(identity, "new", "", new.title, ("not shown before",)))
        elif old and not new:
            changes.append(Change(identity, "gone", old.title, "", ("no longer shown",)))
    return changes


def _cells(exhibit: Figure | DataTable) -> list[str]:
    return [cell.text for row in exhibit.data.rows for cell in row]


def inputs_changed(study: Study, before: str | None = None, after: str | None = None) -> list[str]:
    """Which of configuration, evidence, decisions and version differ between two runs."""
    old, new = _two(Store(study.path), before, after)
    return [n for n in INPUTS if old.inputs.get(n) != new.inputs.get(n)]


def vocabulary_moved(
    study: Study, before: str | None = None, after: str | None = None
) -> VocabularyMove | None:
    """What changed in the vocabulary between two runs; None where nothing did, or none is kept."""
    return moved(study, *_two(Store(study.path), before, after))


def _two(store: Store, before: str | None, after: str | None) -> tuple[Run, Run]:
    runs = store.runs()
    if before or after:
        later = store.run(after) if after else runs[-1]
        earlier = [r for r in runs if int(r.id) < int(later.id)]
        if not before and not earlier:
            raise StoreError(f"there is no run before {later.id} to compare it with")
        return store.run(before) if before else earlier[-1], later
    if len(runs) < 2:  # noqa: PLR2004 - a difference takes two
        raise StoreError(
            f"the study has {len(runs) or 'no'} run" + "s" * (len(runs) != 1),
            expected="two to compare",
            hint="sectorscope build, after something changed",
        )
    return runs[-2], runs[-1]


def _frozen(run: Run) -> Profile:
    text = run.text(PUBLIC)
    if text is None:
        raise StoreError(f"run {run.id} holds no profile", hint="sectorscope build")
    return Profile.model_validate_json(text)


def _why(was: Statement, then: Profile, now: Statement, later: Profile) -> tuple[str, ...]:
    old, new = _raw(was, then), _raw(now, later)
    moved = [f"{i} changed" for i in old.keys() & new.keys() if old[i] != new[i]]
    came = [f"{i} came" for i in new.keys() - old.keys()]
    went = [f"{i} went" for i in old.keys() - new.keys()]
    return tuple(sorted([*moved, *came, *went])) or (SAME,)


def _raw(statement: Statement, profile: Profile) -> dict[str, str | None]:
    items = {e.id: e for e in profile.evidence.items}
    return {r.id: items[r.id].raw for r in statement.refs()}


def _documents(folder: Path, run: Run) -> Iterable[tuple[str, str]]:
    yield PUBLIC, run.text(PUBLIC) or ""
    rendered = folder / "out" / "profile.json"
    if rendered.is_file():
        yield "out/profile.json", rendered.read_text(encoding="utf-8")


def _same(profile: Profile, name: str, text: str) -> bool:
    return text == (profile.model_dump_json() if name == PUBLIC else to_json(profile))
