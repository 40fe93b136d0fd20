"""`review codings --export FILE.qdpx|.jsonld`: codings for other programs, words included."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sectorscope.cli import say
from sectorscope.consultation.anchors import place
from sectorscope.consultation.rulings import Material
from sectorscope.decisions import Decision, DecisionLog
from sectorscope.errors import UsageError
from sectorscope.study import Study

INTERCHANGE = (".qdpx", ".jsonld")


def export_codings(
    study: Study, codes: Iterable[Mapping[str, Any]], held: Material, path: Path, today: date
) -> None:
    """Write the codings in force, with the texts they stand in, for other software.

    Args:
        study: whose decisions are written.
        codes: rows of `code`.
        held: texts, opened.
        path: a new file; `.qdpx` for REFI-QDA, `.jsonld` for W3C Web Annotation.
        today: the date the project is said to be made on.

    Raises:
        UsageError: the file is there already.
    """
    from sectorscope.consultation.qdpx import write_project
    from sectorscope.consultation.webannotation import write_annotations

    if path.exists():
        raise UsageError(f"{path.name} is there already", hint="another name")
    decisions = DecisionLog(study.path / "decisions").in_force("coding")
    codings = list(_codings(decisions, held))
    texts = {c["document"]: c["text"] for c in codings}
    documents = [{"id": i, "text": text} for i, text in sorted(texts.items())]
    users = sorted({c["who"] for c in codings})
    data = (
        write_project(codes, documents, codings, users, made=today)
        if path.suffix.lower() == ".qdpx"
        else write_annotations(codes, documents, codings)
    )
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    say.done(f"{len(codings):,} codings in {len(documents):,} texts written.")
    if held.seal is not None:
        say.note("the file holds words said in confidence; only you can read it")


def _codings(decisions: Iterable[Decision], held: Material) -> Iterator[dict[str, Any]]:
    """Each coding with the text it stands in: the answer itself, or an interview."""
    for decision in decisions:
        body = decision.body
        if not body["code"]:
            continue
        for identity, text in _texts(held, body["business"], body["question"]):
            where = place(body["quote"], text, held.digest)
            if where:
                yield {
                    "document": identity,
                    "text": text,
                    "start": where[0],
                    "end": where[1],
                    "question": body["question"],
                    "code": body["code"],
                    "who": decision.who,
                    "when": decision.when,
                }
                break


def _texts(held: Material, business: str, question: str) -> Iterator[tuple[str, str]]:
    yield f"{business}/{question}", held.answers.get((business, question), "")
    yield from ((d, held.documents[d]) for d, b in sorted(held.owners.items()) if b == business)
