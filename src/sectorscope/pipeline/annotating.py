"""The step that annotates a study's documents, where `study.toml` asks for it in `[skills]`.

What was said in confidence is annotated in memory. Of a sealed document nothing of the text is
kept: no words, no speaker, and no label but the vocabulary's own.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pyarrow as pa

from sectorscope.errors import VocabularyError
from sectorscope.evidence.snapshots import Catalogue
from sectorscope.evidence.sources import load
from sectorscope.study import Query, Study

Row = dict[str, Any]

BUILTIN, SERVED = "builtin", "esco"
"""The vocabulary that ships; the source whose queries `vocabulary` may name."""
KIND, ADVERT = "interview", "advert"
"""How documents of a consultation are read: what a business said, whoever wrote it down; and how
vacancies are."""
ASKS, ANSWERS = "interviewer", "respondent"
"""Roles of a turn, and the segments an annotator calls by the same names."""
_COLUMNS = pa.schema([("id", pa.string()), ("text", pa.string()), ("kind", pa.string())])
_AT_ONCE = 64
_NOT_READ = ("page", "templates", "vocabulary", "areas.csv")
"""Shipped data that no annotation follows from; the vocabulary counts only where it is used."""


def fingerprint(study: Study) -> str:
    """A hash of all that annotations follow from, apart from documents and code; "" for none.

    Raises:
        VocabularyError: the study's vocabulary cannot be read.
    """
    wanted = study.config.skills
    if wanted is None:
        return ""
    parts = [repr(wanted), _vocabulary(study), *_shipped(fast=wanted.fast)]
    if not wanted.fast:
        from importlib.metadata import version

        parts += [f"{name} {version(name)}" for name in ("onnxruntime", "tokenizers")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def vocabulary_hash(study: Study) -> str:
    """A hash of the vocabulary alone and its name; "" where nothing is annotated.

    Raises:
        VocabularyError: the study's vocabulary cannot be read.
    """
    wanted = study.config.skills
    return f"{wanted.vocabulary} {_vocabulary(study)}" if wanted is not None else ""


def concepts(study: Study) -> Iterator[Row]:
    """Rows of `concept`: the study's vocabulary, none where nothing is annotated.

    Raises:
        VocabularyError: the study's vocabulary cannot be read.
    """
    if study.config.skills is not None:
        from sectorscope.concepts import load as read
        from sectorscope.concepts.tabled import rows

        yield from rows(read(_source(study)))


def annotated(
    study: Study,
    documents: Iterable[Row],
    turns: Iterable[Row],
    sealed: Collection[str],
    say: Callable[[str], None],
) -> Iterator[Row]:
    """Rows of `annotation`.

    Args:
        study: whose `[skills]` say how; it has some.
        documents: rows of `document` with their texts; one without has no annotation.
        turns: rows of `turn`: they know better than the text who speaks.
        sealed: snapshots that lie in the vault.
        say: told what is being done.
    """
    listed = sorted((d for d in documents if d["text"]), key=lambda d: d["id"])
    if not listed:
        return
    hidden = {d["id"] for d in listed if d["snapshot"] in sealed}
    spoken = _by_document(turns)
    for row in _annotated(study, listed, KIND, say):
        heard = _heard(row, spoken.get(row["document"], ()))
        yield _concealed(heard) if row["document"] in hidden else heard


def advertised(study: Study, adverts: Iterable[Row], say: Callable[[str], None]) -> Iterator[Row]:
    """Rows of `advert_annotation`.

    Args:
        study: whose `[skills]` say how; it has some.
        adverts: ids and texts, each text once.
        say: told what is being done.
    """
    listed = sorted(adverts, key=lambda d: d["id"])
    if listed:
        yield from _annotated(study, listed, ADVERT, say)


def _annotated(
    study: Study, documents: Sequence[Row], kind: str, say: Callable[[str], None]
) -> Iterator[Row]:
    from sectorscope.annotate.annotator import Annotator  # only here: what it loads is heavy
    from sectorscope.annotate.written import mapped

    wanted = study.config.skills
    annotator = Annotator.open(_source(study), fast=wanted is not None and wanted.fast, say=say)
    say(f"annotating {len(documents)} documents")
    for batch in mapped(annotator, _batches(documents, kind)):
        yield from batch.to_pylist()


def _batches(documents: Sequence[Row], kind: str) -> Iterator[pa.RecordBatch]:
    for at in range(0, len(documents), _AT_ONCE):
        rows = [{**d, "kind": kind} for d in documents[at : at + _AT_ONCE]]
        yield pa.RecordBatch.from_pylist(rows, _COLUMNS)


def _by_document(turns: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for turn in sorted(turns, key=lambda t: (t["document"], t["start"])):
        found.setdefault(turn["document"], []).append(turn)
    return found


def _heard(row: Row, turns: Sequence[Row]) -> Row:
    """With the speaker of the turn it stands in; who asks is known there, and was guessed here."""
    at = bisect_right(turns, row["start"], key=lambda t: t["start"]) - 1
    if at < 0 or turns[at]["end"] < row["end"]:
        return row
    role, segment = turns[at]["role"], row["segment"]
    if role == ASKS or (role == ANSWERS and segment == ASKS):
        segment = role
    return row | {"speaker": turns[at]["speaker"], "segment": segment}


def _concealed(row: Row) -> Row:
    return row | {"speaker": None}


def _source(study: Study) -> str | Path:
    """What ships, a file, or what a query of ESCO's service got: its snapshot.

    Raises:
        VocabularyError: the query has not been fetched.
    """
    wanted = study.config.skills
    named = wanted.vocabulary if wanted else BUILTIN
    if named == BUILTIN:
        return BUILTIN
    asked = (q for q in study.config.fetch if (q.source, q.called) == (SERVED, named))
    query = next(asked, None)
    return study.path / named if query is None else _fetched(study, query)


def _fetched(study: Study, query: Query) -> Path:
    """The snapshot of a query of ESCO's service, as it lies in the study."""
    name, catalogue = load(SERVED).fetch(query).name, Catalogue(study.path)
    for snapshot in catalogue.current():
        if (snapshot.source, snapshot.name) == (SERVED, name):
            return catalogue.folder / snapshot.file
    raise VocabularyError(
        f"{query.called}, the vocabulary that study.toml names, has not been fetched",
        expected=f"{name} among the evidence",
        hint=f"sectorscope fetch {SERVED}",
    )


def _vocabulary(study: Study) -> str:
    source = _source(study)
    if isinstance(source, str):
        from sectorscope.concepts import builtin

        return " ".join(hashlib.sha256(data).hexdigest() for data in builtin.parts().values())
    try:
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as why:
        raise VocabularyError(
            f"{source.name}, the vocabulary that study.toml names, cannot be read ({why.strerror})",
            expected="`builtin`, or a file: a path from the study's folder",
            hint="look at `vocabulary` under [skills]",
        ) from why


def _shipped(*, fast: bool) -> Iterator[str]:
    """Hashes of the data that ships with the annotator: coefficients, phrases, the model."""
    for name, file in sorted(_files(files("sectorscope").joinpath("data"))):
        if not (fast and name.endswith(".onnx")):
            yield f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}"


def _files(folder: Traversable, under: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name not in _NOT_READ:
            yield from _files(entry, f"{under}{entry.name}/")
        elif entry.is_file() and entry.name not in _NOT_READ:
            yield f"{under}{entry.name}", entry
