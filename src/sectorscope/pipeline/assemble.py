"""A profile from tables: the chapters' blocks, and every piece of evidence they cite, resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from pydantic import ValidationError

from sectorscope.chapters import CHAPTERS, Desk, method
from sectorscope.chapters import Chapter as Write
from sectorscope.chapters.desk import CONFIDENTIAL, evidence_id
from sectorscope.chapters.feeds import gaps
from sectorscope.chapters.notes import notes
from sectorscope.consultation.scope import of_the_sector
from sectorscope.disclosure.suppress import Forbids, releasable
from sectorscope.errors import SectorscopeError, StudyError
from sectorscope.evidence.refusal import nearest
from sectorscope.evidence.sealed import Unlock
from sectorscope.evidence.sources import load
from sectorscope.pipeline.feeding import beside, labelled, unwell
from sectorscope.pipeline.knowing import known_by
from sectorscope.pipeline.labels import LABELS, MADE_OF_A_FILE, decided_by, rulings
from sectorscope.pipeline.making import tables_of
from sectorscope.pipeline.nearby import near
from sectorscope.profile import (
    Audience,
    Basis,
    Block,
    Chapter,
    DecisionCard,
    Evidence,
    EvidenceBook,
    EvidenceRef,
    Gap,
    Note,
    Paragraph,
    Profile,
    SnapshotCard,
    SourceCard,
)
from sectorscope.store import Tables, content_hash
from sectorscope.store.hashing import fingerprint
from sectorscope.study import Config, Study
from sectorscope.wording.check import check

Row = Mapping[str, Any]

_READER = "a reader of the study"
_READ = {
    "membership": "read by the study's definition",
    "draw": "drawn before anybody looked",
    "definition": "kept when companies were first drawn under it",
}
"""Kinds of decision whose signer and reason stay inside the study, and what is said instead."""


def build(study: Study, *, audience: Audience = "public", unlock: Unlock | None = None) -> Profile:
    """The profile of a study for one audience.

    Nothing is written: tables are those of the current run if nothing has changed since, and are
    made in memory otherwise.

    Args:
        study: an opened study.
        audience: who it is for.
        unlock: opens the vault, if tables must be made from what lies in it.

    Raises:
        EvidenceChanged: a byte of evidence is not what was added.
        EvidenceRefused, DecisionError, SchemaError: evidence or decisions cannot be read.
    """
    return assemble(study.config, tables_of(study, unlock), audience)


def listed(config: Config, tables: Tables) -> frozenset[str] | None:
    """Pseudonyms of the participants that a public list names; None where there is no list."""
    if not config.consultation.listed:
        return None
    return frozenset(c["business"] for c in tables.rows("consultee") if c["listed"])


def assemble(
    config: Config,
    tables: Tables,
    audience: Audience,
    *,
    history: Forbids | None = None,
    released: bool = False,
) -> Profile:
    """The profile for one audience.

    Chapters are written from the releasable view of the tables: they see nothing protected.

    Args:
        config: the study's configuration.
        tables: its tables; one that is not held counts as empty.
        audience: who it is for; withholding follows it.
        history: what earlier releases forbid to tell again.
        released: whether it is released; what real businesses said is a draft until then.

    Raises:
        SectorscopeError: a chapter broke a rule of the profile's types.
    """
    _check_settings(config, tables)
    print_ = _fingerprint(tables, audience)
    held = near(config, tables)
    known = known_by(held, config.study.as_of)
    tables = known.tables
    rows, elsewhere = of_the_sector(tables.rows, [s.id for s in config.sector.segment])
    view = releasable(rows, config, audience, listed(config, tables), history)
    kept_back = tuple(q for q in tables.rows("question") if q["id"] in view.questions)
    desk = Desk(view.rows, config, audience, view, kept_back, elsewhere)
    chapters = tuple(_chapter(desk, identity, title, write) for identity, title, write in CHAPTERS)
    said = {s.id for c in chapters for s in c.statements()}
    chapters = tuple(c.but(blocks=(*c.blocks, *notes(desk, c.id, said))) for c in chapters)
    amiss = unwell(replace(desk, rows=held.rows))
    chapters = beside(labelled(chapters, amiss, tables), known.labels)
    boxes = (*method(desk), *gaps(amiss), *known.gaps(config.study.as_of))
    blocks = [*(b for c in chapters for b in c.blocks), *boxes]
    for statement in (s for c in chapters for s in c.statements()):
        if wrong := check(statement):  # every sentence is read back, by a reader of its own
            raise wrong
    return Profile(
        scope=desk.scope,
        as_of=config.study.as_of.isoformat(),
        audience=audience,
        chapters=chapters,
        method=boxes,
        evidence=_book(desk, tables, blocks),
        citation=_citation(desk, audience, print_) + _draft(desk, released),
        fingerprint=print_,
    )


def _chapter(desk: Desk, identity: str, title: str, write: Write) -> Chapter:
    try:
        return Chapter(id=identity, title=title, blocks=tuple(write(desk)))
    except ValidationError as why:
        reason = str(why.errors()[0]["msg"]).removeprefix("Value error, ")
        raise SectorscopeError(
            f"chapter {identity!r} made what no profile may hold: {reason.rstrip('.')}",
            hint="please report it as a defect, with the kind of evidence that was added last",
        ) from why


def _fingerprint(tables: Tables, audience: Audience) -> str:
    """A hash of the tables; outside the study, of those nobody has to guess at."""
    from sectorscope.schema import ANNOTATIONS, CONSULTATION, TABLES

    held = [n for n in TABLES if tables.has(n)]
    if audience != "internal" and any(s["sealed"] for s in tables.rows("snapshot")):
        kept_back = {"snapshot", "decision", *(t.name for t in (*CONSULTATION, *ANNOTATIONS))}
        held = [n for n in held if n not in kept_back]
    return fingerprint({n: content_hash(n, tables.arrow(n)) for n in held})


def _citation(desk: Desk, audience: str, print_: str) -> str:
    about = desk.config.study
    invented = " Rests in part on a reconstruction." if desk.scope.reconstruction else ""
    return (
        f"{about.title}. Sector skills profile, {audience}, as of {about.as_of.isoformat()} "
        f"({about.period}). Made with Sectorscope from evidence {print_[:12]}.{invented}"
    )


def _draft(desk: Desk, released: bool) -> str:
    """What a profile with real answers says of itself until it has been through the checklist."""
    sealed = any(s["sealed"] for s in desk.snapshots.values())
    return " Draft: not released, and not to be passed on." if sealed and not released else ""


def _check_settings(config: Config, tables: Tables) -> None:
    """Refuse settings of the consultation that name what is not there.

    Raises:
        StudyError: a claim on an unknown code, a register of an unknown segment.
    """
    asked = config.consultation
    questions = {q["id"] for q in tables.rows("question")}
    codes = {(c["question"], c["code"]) for c in tables.rows("code")}
    for claim in asked.claims:
        named = claim.question in questions  # one that is not (yet, or any more) asked is a gap
        if named and claim.code and (claim.question, claim.code) not in codes:
            known = {code for question, code in codes if question == claim.question}
            raise _unknown("a claim names code", claim.code, known)
    segments = {s.id for s in config.sector.segment}
    for name in asked.businesses.segments if asked.businesses and segments else ():
        if name not in segments:
            raise _unknown("the register names segment", name, segments)


def _unknown(what: str, name: str, known: Iterable[str]) -> StudyError:
    hint = nearest(name, known)
    return StudyError(
        f"study.toml, [consultation]: {what} {name!r}", expected="one that is there", hint=hint
    )


def _refs(blocks: Iterable[Block]) -> dict[str, EvidenceRef]:
    found: dict[str, EvidenceRef] = {}
    for block in blocks:
        match block:
            case Paragraph():
                refs = [r for s in block.statements for r in s.refs()]
            case Gap():
                refs = [*block.evidence, *(r for e in block.estimates for r in e.inputs)]
            case Note():
                refs = []
            case _:
                refs = list(block.evidence)
        found |= {r.id: r for r in refs}
    return found


def _book(desk: Desk, tables: Tables, blocks: list[Block]) -> EvidenceBook:
    refs = _refs(blocks)
    wanted: dict[str, set[str]] = {}
    for identity in refs:
        wanted.setdefault(identity.partition("|")[0], set()).add(identity)
    decisions = {d["id"]: d for d in tables.rows("decision")} | rulings(tables)
    items: list[Evidence] = []
    for table, ids in wanted.items():
        for row in tables.rows(table):
            if (identity := evidence_id(table, row)) in ids:
                items.append(_evidence(desk, table, row, refs[identity], decisions))
    items += (_kept_back(desk, refs[i]) for i in wanted.get(CONFIDENTIAL, ()) if i == CONFIDENTIAL)
    items.sort(key=lambda e: e.id)
    used = sorted({e.snapshot for e in items if e.snapshot})
    return EvidenceBook(
        items=tuple(items),
        sources=_sources(items),
        snapshots=tuple(_snapshot(desk.snapshots[s]) for s in used),
    )


def _kept_back(desk: Desk, ref: EvidenceRef) -> Evidence:
    """What lies in the vault, as others may see it: which consultation, and nothing of it."""
    titles = (m["title"] for m in desk.consultation.method)
    label = "; ".join(dict.fromkeys(titles)) or "A consultation of businesses"
    return Evidence(
        id=ref.id, source=ref.source, label=f"{label}: see how businesses were consulted"
    )


def _evidence(
    desk: Desk, table: str, row: Row, ref: EvidenceRef, decisions: Mapping[str, Row]
) -> Evidence:
    decided = decisions.get(decided_by(table, row))
    whole = table in MADE_OF_A_FILE
    return Evidence(
        id=ref.id,
        source=ref.source,
        label=LABELS[table](desk, row),
        snapshot=row["snapshot"],
        locator=None if whole else row["locator"],
        raw=None if whole else row["raw"],
        reconstruction=ref.reconstruction,
        decision=shown(decided, desk.audience) if decided else None,
    )


def shown(decided: Row, audience: Audience) -> DecisionCard:
    """A decision as an audience may see it.

    Outside the study nobody needs to know which person read a company, or what they noted of it:
    that it was read, when, and under which draw, is what the size rests on.
    """
    card = DecisionCard(**{k: decided[k] for k in ("id", "kind", "who", "when", "why")})
    if audience == "internal" or card.kind not in _READ:
        return card
    return card.but(who=_READER, why=_READ[card.kind])


def _sources(items: Iterable[Evidence]) -> tuple[SourceCard, ...]:
    invented = {e.source: e.reconstruction for e in items}
    cards = list[SourceCard]()
    for name in sorted(invented):
        meta = load(name).meta
        basis = cast("Basis", "reconstruction" if invented[name] else meta.basis)
        cards.append(
            SourceCard(
                name=name,
                title=meta.title,
                publisher=meta.publisher,
                licence=meta.licence,
                basis=basis,
                url=meta.url or None,
            )
        )
    return tuple(cards)


def _snapshot(row: Row) -> SnapshotCard:
    fields = ("sha256", "source", "name", "bytes", "retrieved", "reconstruction")
    return SnapshotCard(**{k: row[k] for k in fields})
