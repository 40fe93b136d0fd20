"""The analyst's notes: written, checked against what they cite, taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sectorscope.chapters import CHAPTERS
from sectorscope.decisions import WITHDRAWN, Decision, DecisionLog
from sectorscope.errors import UsageError
from sectorscope.evidence.sealed import SealedCatalogue, Unlock
from sectorscope.pipeline.making import PUBLIC
from sectorscope.profile import Profile, Statement
from sectorscope.store import Run
from sectorscope.study import Study
from sectorscope.wording.lint import Finding, lint

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """A note as kept: its id, and what the sentences it cites do not support."""

    id: str
    findings: tuple[Finding, ...]


def add_note(  # noqa: PLR0913 - a decision's fields, each by its name
    study: Study,
    run: Run,
    chapter: str,
    text: str,
    cites: Sequence[str],
    *,
    who: str,
    when: str,
    why: str = "",
    unlock: Unlock | None = None,
) -> Written:
    """Keep a note; what its citations do not support is told, and blocks a release.

    Args:
        study: an opened study.
        run: its current run, whose sentences may be cited.
        chapter: where it stands.
        text: the paragraph.
        cites: ids of statements, or the starts of them.
        who: who signs.
        when: ISO date.
        why: a reason, where there is one to give.
        unlock: opens the vault, where there is one: a note may name nobody it knows.

    Raises:
        UsageError: no such chapter or statement, no text, nothing cited, or somebody is named.
        VaultLocked: there is a vault, and no key.
    """
    known = [identity for identity, *_ in CHAPTERS]
    if chapter not in known:
        raise UsageError(f"there is no chapter {chapter!r}", expected="one of " + ", ".join(known))
    if not text.strip():
        raise UsageError("the note is empty", expected="a paragraph")
    sealed = SealedCatalogue(study.path, unlock)
    if sealed.held and sealed.vault.mentions(f"{text}\n{why}"):
        raise UsageError("the note names somebody who was consulted", expected="nobody named")
    profile = Profile.model_validate_json(run.text(PUBLIC) or "")
    cited = [_cited(profile, c) for c in cites]
    if not cited:
        raise UsageError("the note cites nothing", expected="a sentence", hint="--cite STATEMENT")
    ids = ";".join(dict.fromkeys(s.id for s in cited))
    identity = sha256(f"{chapter}\n{text}\n{ids}".encode()).hexdigest()[:12]
    body = {"id": identity, "chapter": chapter, "text": text.strip(), "cites": ids}
    reason = why or "an analyst's own paragraph"
    decision = Decision("note", body | {"ruling": "stands"}, who, when, reason)
    DecisionLog(study.path / "decisions").append(decision)
    return Written(identity, lint(text, cited, sector_nouns=nouns(study)))


def withdraw_note(study: Study, identity: str, *, who: str, when: str, why: str = "") -> None:
    """Take a note back.

    Raises:
        UsageError: no note of that id stands.
    """
    log = DecisionLog(study.path / "decisions")
    standing = {d.body["id"]: d for d in log.in_force("note")}
    if identity not in standing:
        raise UsageError(f"no note {identity!r} stands", expected="one of " + ", ".join(standing))
    body = standing[identity].body | {"ruling": WITHDRAWN}
    log.append(Decision("note", body, who, when, why or "withdrawn"))


def unsupported(
    study: Study, profile: Profile, decisions: Iterable[Row]
) -> tuple[tuple[str, Finding], ...]:
    """What notes in force say that their citations do not support: note id and finding."""
    said = {s.id: s for s in profile.statements()}
    found: list[tuple[str, Finding]] = []
    for row in decisions:
        if row["kind"] == "note":
            body = json.loads(row["body"])
            cited = [said[i] for i in body["cites"].split(";") if i in said]
            findings = lint(body["text"], cited, sector_nouns=nouns(study))
            found += [(body["id"], finding) for finding in findings]
    return tuple(found)


def nouns(study: Study) -> tuple[str, ...]:
    """What the study calls its sector, for the check of notes."""
    return (study.config.sector.name,)


def _cited(profile: Profile, start: str) -> Statement:
    wanted = start.rpartition("#")[2].removeprefix("s-")
    found = [s for s in profile.statements() if wanted and s.id.startswith(wanted)]
    if len(found) != 1:
        raise UsageError(
            f"{len(found) or 'no'} sentences have an id that begins with {wanted!r}",
            expected="one; the page gives each sentence's address",
        )
    return found[0]
