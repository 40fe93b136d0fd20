"""Release: the checklist, the sign-off, the ledger, and the profile as it was released.

What earlier releases forbid to tell again is withheld, and what still may not go out stops the
release. The ledger is written before the study's own log, so that a process killed between leaves
a release too many in the ledger, never one too few.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.scope import Rows, of_the_sector
from sectorscope.consultation.settle import settle
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.disclosure import (
    Cell,
    Facts,
    Item,
    Leak,
    Ledger,
    View,
    audit,
    blocked,
    cells,
    checklist,
    releasable,
    small_cells,
)
from sectorscope.disclosure.suppress import Forbids, policy_of
from sectorscope.errors import VaultError
from sectorscope.evidence.sealed import SealedCatalogue, Unlock
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.pipeline.assemble import assemble, listed
from sectorscope.pipeline.making import make_run
from sectorscope.pipeline.noting import unsupported
from sectorscope.pipeline.outputs import FORMATS
from sectorscope.profile import Audience, DataTable, Figure, Paragraph, Profile
from sectorscope.store import Tables
from sectorscope.study import Study
from sectorscope.vault import Vault

Row = Mapping[str, Any]
OpenLedger = Callable[[Callable[[str], str]], Ledger]
"""Opens the ledger, given what a business is called in every study."""

OPEN_FORMS = ("issues", "raised", "reasons")
NAMED = "method-took-part"
"""The one table that may name businesses: those that agreed to be."""


@dataclass(frozen=True)
class Released:
    """The checklist, whether the release went out, and the files it is made of."""

    items: tuple[Item, ...]
    done: bool
    files: tuple[Path, ...] = ()


def release(
    study: Study,
    *,
    audience: Audience,
    sign: str,
    today: date,
    unlock: Unlock | None = None,
    open_ledger: OpenLedger | None = None,
) -> Released:
    """Run the checklist; if nothing blocks it and somebody signs, release the profile.

    Args:
        study: an opened study.
        audience: to whom.
        sign: who releases it; empty for the checklist alone.
        today: the day of it.
        unlock: opens the vault, if what real businesses said is in the profile.
        open_ledger: opens the ledger; not asked for where nothing real was said.

    Raises:
        VaultLocked: there is no key to the vault or to the ledger.
        VaultDamaged: the ledger is damaged.
        VaultError: the signature names somebody consulted, or the ledger changed meanwhile.
    """
    made = make_run(study, unlock=unlock)
    tables = made.run.tables()
    sealed = any(s["sealed"] for s in tables.rows("snapshot"))
    vault = SealedCatalogue(study.path, unlock).vault if sealed else None
    ledger = open_ledger(_identify(vault)) if vault and open_ledger else None
    view, history = _settled(study, tables, audience, ledger)
    profile = assemble(study.config, tables, audience, history=history, released=True)
    facts = _facts(study, tables, profile, view, ledger, vault, sign)
    items = checklist(profile, facts)
    if blocked(items):
        return Released(items, done=False)
    if vault:  # before anything goes out: the trail refuses to be signed in a business's name
        vault.note("release", sign.strip(), today, len(FORMATS))
    files = _publish(study, profile, view, ledger, sign.strip(), today)
    make_run(study, unlock=unlock)  # the decision to release is one the tables hold too
    return Released(items, done=True, files=files)


def _settled(
    study: Study, tables: Tables, audience: Audience, ledger: Ledger | None
) -> tuple[View, Forbids]:
    """The view to release, and what forbids the rest: the ledger, and what could be worked out."""
    forbidden: set[str] = set()

    def history(told: Sequence[Cell]) -> set[str]:
        return (ledger.forbids(told) if ledger else set[str]()) | forbidden

    while True:
        who = listed(study.config, tables)
        view = releasable(_own(study, tables), study.config, audience, who, history)
        found = {leak.question for leak in _leaks(study, tables, view)} - forbidden
        if not found:
            return view, history
        forbidden |= found


def _leaks(study: Study, tables: Tables, view: View) -> tuple[Leak, ...]:
    """Protected counts that can be worked out from a view."""
    if not view.protected:
        return ()
    rows = _own(study, tables)
    policy = policy_of(rows, study.config, listed(study.config, tables))
    return audit(cells(view), small_cells(rows, policy, view))


def _own(study: Study, tables: Tables) -> Rows:
    """The tables without businesses of other sectors, as the profile is written from."""
    return of_the_sector(tables.rows, [s.id for s in study.config.sector.segment])[0]


def _publish(
    study: Study, profile: Profile, view: View, ledger: Ledger | None, sign: str, today: date
) -> tuple[Path, ...]:
    from sectorscope.render import write

    text = profile.model_dump_json()
    fingerprint = hashlib.sha256(text.encode()).hexdigest()[:16]
    day = today.isoformat()
    if ledger:
        known = {"audience": profile.audience, "date": day, "fingerprint": fingerprint}
        if ledger.record(_to_record(view, ledger), **known):
            raise VaultError(
                "the ledger changed while the release was checked", hint="release again"
            )
    body = {"audience": profile.audience, "fingerprint": fingerprint, "overrides": ""}
    released = Decision("release", body | {"ruling": "released"}, sign, day, "signed off")
    DecisionLog(study.path / "decisions").append(released)
    folder = study.path / "out" / "released" / f"{day}-{profile.audience}-{fingerprint}"
    return tuple(write(profile, folder, FORMATS))


def _to_record(view: View, ledger: Ledger) -> list[Cell]:
    """What the ledger is to hold of a view: of one for internal use, what it lets in.

    Nothing is withheld from internal use, so it may tell what the ledger refuses; the release
    has to stand there all the same, or the ledger would be taken for another.
    """
    told = cells(view)
    refused = set[str]() if view.protected else ledger.forbids(told)
    return [cell for cell in told if cell.question not in refused]


def _facts(  # noqa: PLR0913, PLR0917 - everything a checklist looks at
    study: Study,
    tables: Tables,
    profile: Profile,
    view: View,
    ledger: Ledger | None,
    vault: Vault | None,
    sign: str,
) -> Facts:
    log = DecisionLog(study.path / "decisions")
    told = cells(view) if view.protected else ()
    decided = [(d.body["audience"], d.body["fingerprint"]) for d in log.in_force("release")]
    found = unsupported(study, profile, tables.rows("decision"))
    return Facts(
        view=view,
        overrides=(*_overrides(study, log), *_sealed_overrides(tables)),
        lint=tuple(f"note {i}: “{f.found}”: {f.because}" for i, f in found),
        unsettled=_unsettled(tables, log),
        unread=_unread(tables),
        refusals=ledger.check(told) if ledger else (),
        leaks=_leaks(study, tables, view),
        lost=len(ledger.lost(decided)) if ledger else 0,
        identifying=sum(bool(vault.mentions(t)) for t in _texts(profile)) if vault else 0,
        signed=sign,
    )


def _overrides(study: Study, log: DecisionLog) -> Iterator[tuple[str, str, str]]:
    """Gates that were overruled, and small cells that were let out, with who and when."""
    for snapshot in Catalogue(study.path).current():
        for override in snapshot.overrides:
            who = override.who or "somebody who did not sign"
            yield f"{override.gate} ({override.why})", who, snapshot.retrieved
    for decision in log.in_force("release_cell"):
        yield f"small cells ({decision.why})", decision.who, decision.when


def _sealed_overrides(tables: Tables) -> Iterator[tuple[str, str, str]]:
    """The same of what lies in the vault, which keeps the reason and who gave it."""
    for row in tables.rows("snapshot"):
        for override in json.loads(row["overrides"] or "[]") if row["sealed"] else ():
            said = f"{override['gate']} (of a sealed file; the vault keeps the reason)"
            yield said, "a signature in the vault", row["retrieved"]


def _unsettled(tables: Tables, log: DecisionLog) -> int:
    readings = log.read("reading")
    if not readings:
        return 0
    decisions = [*readings, *log.read("coding")]
    codebook = Codebook.read(tables.rows)
    return len(settle(decisions, codebook, who="-", when="2000-01-01").disagreements)


def _unread(tables: Tables) -> int:
    """Answers in words to open questions of which nobody has coded anything."""
    forms = {q["id"]: q["form"] for q in tables.rows("question")}
    rows = list(tables.rows("assertion"))
    coded = {(r["business"], r["question"]) for r in rows if r["code"]}
    return sum(
        forms.get(r["question"]) in OPEN_FORMS
        and not r["code"]
        and r["state"] == "yes"
        and (r["business"], r["question"]) not in coded
        for r in rows
    )


def _texts(profile: Profile) -> Iterator[str]:
    """Every text of the profile that is made from what was said, names agreed to left out."""
    for block in profile.blocks():
        match block:
            case Paragraph():
                yield from (s.text for s in block.statements)
            case Figure() | DataTable():
                if block.id != NAMED:
                    yield f"{block.title} {block.subtitle} {block.caveat}"
                    yield from (cell.text for row in block.data.rows for cell in row)
            case _:
                yield block.model_dump_json()


def _identify(vault: Vault | None) -> Callable[[str], str]:
    """What a business is called in every study: its first name, folded."""
    from sectorscope.vault import normalise

    def name(pseudonym: str) -> str:
        known = vault.find(pseudonym) if vault else None
        return normalise(known.names[0]) if known and known.names else pseudonym

    return name
