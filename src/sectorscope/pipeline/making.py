"""A study's run brought up to date: steps whose inputs stand are taken over from the last one.

All tables end in the public profile, which is frozen in the run beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from sectorscope.evidence.sealed import Unlock
from sectorscope.pipeline.inputs import inputs
from sectorscope.pipeline.steps import Say, Steps
from sectorscope.pipeline.unfinished import refuse_unfinished
from sectorscope.schema import TABLES
from sectorscope.store import Run, Store, Tables
from sectorscope.study import Study

PUBLIC = "profile.public.json"


@dataclass(frozen=True)
class Made:
    """What `make_run` did.

    changed: False if every input stood and the current run was left as it is.
    read: tables read anew. kept: tables taken over from the last run.
    """

    run: Run
    changed: bool
    read: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def tables_of(study: Study, unlock: Unlock | None = None) -> Tables:
    """The study's tables: the current run's if nothing changed since, else made in memory."""
    current = Store(study.path).current()
    if current is not None and _stands(current, inputs(study)) and current.intact():
        return current.tables()
    return Tables.from_arrow(Steps(study, unlock=unlock).missing({}))


def make_run(study: Study, *, say: Say | None = None, unlock: Unlock | None = None) -> Made:
    """Bring the study's run up to date, under its lock; skip what has not changed.

    Args:
        study: an opened study.
        say: told what is being read, and if another process must be waited for.
        unlock: opens the vault, if what lies in it has changed.

    Raises:
        Busy: another process builds the study and does not finish.
        EvidenceChanged: a byte of evidence is not what was added.
        VaultLocked: something in the vault changed, and there is no key.
        VaultError: an erasure was begun and not finished.
    """
    store = Store(study.path)
    with store.lock(say=say):
        refuse_unfinished(study.path)
        wanted = inputs(study)
        current = store.current()
        if current is not None and not current.intact():
            current = None  # nothing of a damaged run is taken over
        if current is not None and _stands(current, wanted):
            return Made(current, changed=False)
        return _write(study, store, current, wanted, Steps(study, say, unlock))


def _write(
    study: Study, store: Store, last: Run | None, wanted: dict[str, str], steps: Steps
) -> Made:
    from sectorscope.pipeline.assemble import assemble  # it loads every chapter and type

    keys = steps.keys()
    standing = last.inputs if last else {}
    kept = {n for n in TABLES if standing.get(f"table:{n}") == keys[f"table:{n}"]}
    with store.begin() as writer:
        held: dict[str, pa.Table] = {}
        if last is not None:
            for name in sorted(kept):
                writer.reuse(name, last)
                held[name] = last.tables().arrow(name)
        for name, table in steps.missing(held).items():
            writer.write(name, table)
            held[name] = table
        profile = assemble(study.config, Tables.from_arrow(held), "public")
        writer.write_text(PUBLIC, profile.model_dump_json())
        run = writer.commit(wanted | keys)
    read = tuple(n for n in TABLES if n not in kept)
    return Made(run, changed=True, read=read, kept=tuple(sorted(kept)))


def _stands(run: Run, wanted: Mapping[str, str]) -> bool:
    return all(run.inputs.get(name) == value for name, value in wanted.items())
