"""What codings are reviewed with: the codebook, what was said, and what is suggested.

What was said is read from the evidence, the sealed included, and lives in memory only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sectorscope.consultation.anchors import anchor
from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.counts import UNASKED
from sectorscope.consultation.passages import Answer, Turn
from sectorscope.consultation.rulings import Material
from sectorscope.consultation.suggest import Suggestion, suggest
from sectorscope.evidence.sealed import Unlock
from sectorscope.pipeline.steps import Steps
from sectorscope.store import Tables
from sectorscope.study import Study

Row = Mapping[str, Any]


def material(
    study: Study, tables: Tables, unlock: Unlock | None = None, *, steps: Steps | None = None
) -> Material:
    """The codebook, texts and suggestions of a study.

    Args:
        study: an opened study.
        tables: its tables, up to date.
        unlock: opens the vault, if anything was said in confidence.
        steps: the steps that made the tables, which have read what was said already.

    Raises:
        VaultLocked: something was, and there is no key.
    """
    steps = steps or Steps(study, unlock=unlock)
    responses, documents = steps.words("response"), steps.words("document")
    codebook = Codebook.read(tables.rows)
    proposed = suggest(codebook, _answers(responses, documents, tables.rows("turn")))
    imported = [_imported(row) for row in tables.rows("suggestion")]
    asked = {(r["business"], r["question"]) for r in responses if r["state"] not in UNASKED}
    ticked = {(t["business"], t["question"], t["code"]) for t in tables.rows("tick")}
    sealed = any(s["sealed"] for s in tables.rows("snapshot"))
    digest = steps.sealed.vault.digest if sealed else None
    return Material(
        codebook,
        _once(
            s
            for s in (*imported, *proposed)
            if (s.business, s.question) in asked and (s.business, s.question, s.code) not in ticked
        ),
        {(r["business"], r["question"]): r["raw"] or "" for r in responses},
        {d["id"]: d["text"] or "" for d in documents},
        {d["id"]: d["business"] for d in documents},
        (lambda words, start, end: anchor(words, start, end, digest(words))) if digest else None,
        digest,
        (lambda text: bool(steps.sealed.vault.mentions(text))) if sealed else None,
    )


def _answers(
    responses: Iterable[Row], documents: Iterable[Row], turns: Iterable[Row]
) -> list[Answer]:
    spoken: dict[str, list[Turn]] = {}
    for turn in turns:
        spoken.setdefault(turn["document"], []).append(
            Turn(turn["start"], turn["end"], turn["role"])
        )
    written = [Answer(r["business"], r["question"], r["raw"]) for r in responses if r["raw"]]
    told = [
        Answer(d["business"], "", d["text"], d["id"], tuple(spoken.get(d["id"], ())))
        for d in documents
        if d["text"]
    ]
    return [*written, *told]


def _imported(row: Row) -> Suggestion:
    """A coding that another program made: proposed like any other, and counted as little."""
    own = ("id", "business", "question", "code", "document", "start", "end", "why", "annotator")
    return Suggestion(**{k: row[k] for k in own}, score=row["score"] or 0.0)


def _once(found: Iterable[Suggestion]) -> list[Suggestion]:
    """One suggestion a business, question and code: the imported one, where there are two."""
    kept: dict[tuple[str, str, str], Suggestion] = {}
    for one in found:
        kept.setdefault((one.business, one.question, one.code), one)
    return list(kept.values())
