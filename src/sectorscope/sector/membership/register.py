"""A whole register classified: words and codes for everybody, sentence vectors for candidates.

The register is read as a stream, worked at in processes, and written as Parquet in the same
order. Of each company the first reading gives probabilities; the likeliest are read again with the
encoder, whose probabilities then stand. Nobody's is nought: an audit may meet anybody.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from sectorscope.annotate.encoder import FOLDER, Encoder
from sectorscope.engine.ordered import in_order
from sectorscope.sector.definition import WHOLE
from sectorscope.sector.learning import Floats
from sectorscope.sector.membership import register_source
from sectorscope.sector.membership.industries import read
from sectorscope.sector.membership.register_source import NAME, NUMBER, SICS
from sectorscope.sector.membership.scorer import Companies, Scorer
from sectorscope.sector.membership.vectors import beginning

CANDIDATES = 30_000
"""Companies that are read with the encoder: what a run on a laptop can bear."""
_CHUNK = 256
_POOL = 4
READ = "read"
"""The column that says whether the encoder read a company's name."""


@dataclass(frozen=True)
class Classified:
    """What was done.

    companies, candidates: how many. least: the smallest probability given. members: by target, the
    sum of the probabilities.
    """

    companies: int
    candidates: int
    least: float
    members: Mapping[str, float]


def classify(
    source: Path,
    target: Path,
    scorer: Scorer,
    *,
    second: Scorer | None = None,
    candidates: int = CANDIDATES,
    jobs: int = 2,
) -> Classified:
    """Put probabilities on every company of a register.

    Args:
        source: the register: CSV, its zip, or Parquet.
        target: the Parquet to write: number, a column each target, `read`; it stands whole or as
            it was.
        scorer: learnt without vectors.
        second: learnt with vectors, for the candidates; without it nobody is read again.
        candidates: how many of the likeliest (in the sector) are.
        jobs: processes.

    Raises:
        EvidenceRefused: the source cannot be read.
        EngineError: a process died.
    """
    first = target.with_name(f".{target.name}.{os.getpid()}.first")
    whole = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        best = _first(source, first, scorer, candidates if second else 0, jobs)
        again = _again(best, second, jobs) if second is not None else {}
        made = _second(first, whole, scorer, best, again)
        os.replace(whole, target)  # noqa: PTH105 - at one stroke; Path hides the call
    finally:
        for spare in (first, whole):
            with suppress(OSError):
                spare.unlink(missing_ok=True)
    return made


@dataclass(frozen=True, eq=False)
class _Likeliest:
    """The likeliest companies met so far: their rows of the register, p, names and industries."""

    rows: NDArray[np.int64]
    p: Floats
    told: pa.Table

    @classmethod
    def of(cls, parts: Sequence[_Likeliest], most: int) -> _Likeliest:
        """The likeliest of several; of equals, the first in the register."""
        rows = np.concatenate([part.rows for part in parts])
        p = np.concatenate([part.p for part in parts])
        told = pa.concat_tables([part.told for part in parts])
        kept = np.sort(np.lexsort((rows, -p))[:most])
        return cls(rows[kept], p[kept], told.take(pa.array(kept)))


@dataclass(frozen=True, eq=False)
class _Reading:
    """Work on one batch: its probabilities, and its likeliest companies."""

    scorer: Scorer
    most: int

    def __call__(self, batch: pa.RecordBatch) -> tuple[pa.RecordBatch, _Likeliest]:
        made = self.scorer(companies(batch))
        columns = {t: pa.array(p.astype(np.float32)) for t, p in made.items()}
        p = made[WHOLE]
        rows = np.argsort(-p, kind="stable")[: self.most]
        told = pa.Table.from_batches([batch.take(pa.array(rows)).select([NAME, *SICS])])
        scored = pa.RecordBatch.from_pydict({NUMBER: batch.column(NUMBER), **columns})
        return scored, _Likeliest(rows, p[rows], told)


def companies(batch: pa.RecordBatch) -> Companies:
    """A batch of the register as companies: each different list of industries is read once."""
    coded = [batch.column(name).dictionary_encode() for name in SICS]
    key = np.zeros(batch.num_rows, np.int64)
    for column in coded:
        key = key * (len(column.dictionary) + 1) + column.indices.to_numpy(zero_copy_only=False)
    _, first, kind = np.unique(key, return_index=True, return_inverse=True)
    listed = [column.take(pa.array(first)).to_pylist() for column in coded]
    kinds = tuple(read(texts) for texts in zip(*listed, strict=True))
    return Companies(batch.column(NAME), kinds, kind.astype(np.int64))


def _first(source: Path, target: Path, scorer: Scorer, most: int, jobs: int) -> _Likeliest:
    """Write first probabilities of all, and keep the likeliest."""
    schema = pa.schema([(NUMBER, pa.string()), *((t, pa.float32()) for t in scorer.answers)])
    empty = pa.schema([(n, pa.string()) for n in (NAME, *SICS)]).empty_table()
    held = [_Likeliest(np.zeros(0, np.int64), np.zeros(0), empty)]
    start = 0
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for scored, best in in_order(
            _Reading(scorer, most), register_source.batches(source), jobs=jobs
        ):
            writer.write_batch(scored.select(schema.names))
            held.append(_Likeliest(best.rows + start, best.p, best.told))
            start += scored.num_rows
            if len(held) > _POOL:
                held = [_Likeliest.of(held, most)]
    return _Likeliest.of(held, most)


@dataclass(frozen=True)
class _Embedding:
    """Work on some texts: their vectors."""

    folder: Path

    def __call__(self, texts: list[str]) -> NDArray[np.float32]:
        return self._encoder.embed(texts).astype(np.float32)

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self.folder)


def _again(best: _Likeliest, second: Scorer, jobs: int) -> dict[str, Floats]:
    """Probabilities of the likeliest, read with the encoder."""
    if not len(best.rows):
        return {}
    batch = best.told.combine_chunks().to_batches()[0]
    title = pc.call_function("utf8_title", [batch.column(NAME)]).to_pylist()
    texts = [beginning(name) for name in title]
    chunks = [texts[i : i + _CHUNK] for i in range(0, len(texts), _CHUNK)]
    vectors = np.concatenate(list(in_order(_Embedding(FOLDER), chunks, jobs=jobs)))
    return second(companies(batch), vectors)


def _second(
    first: Path, target: Path, scorer: Scorer, best: _Likeliest, again: Mapping[str, Floats]
) -> Classified:
    """The same rows, with what the second reading says of those it read."""
    totals = dict.fromkeys(scorer.answers, 0.0)
    least, start = 1.0, 0
    with pq.ParquetFile(first) as file:
        schema = file.schema_arrow.append(pa.field(READ, pa.bool_()))
        with pq.ParquetWriter(target, schema, compression="zstd") as writer:
            for batch in file.iter_batches(register_source.ROWS):
                made = _updated(batch, best.rows - start, again)
                writer.write_batch(made.select(schema.names))
                for t in totals:
                    p = made.column(t).to_numpy()
                    totals[t] += float(p.sum(dtype=np.float64))
                    least = min(least, float(p.min(initial=1.0)))
                start += batch.num_rows
    return Classified(start, len(best.rows) if again else 0, least, totals)


def _updated(
    batch: pa.RecordBatch, rows: NDArray[np.int64], again: Mapping[str, Floats]
) -> pa.RecordBatch:
    here = (rows >= 0) & (rows < batch.num_rows)
    flags = np.zeros(batch.num_rows, np.bool_)
    flags[rows[here]] = bool(again)
    columns: dict[str, Any] = {NUMBER: batch.column(NUMBER), READ: pa.array(flags)}
    for name in batch.schema.names[1:]:
        p = batch.column(name).to_numpy().copy()
        if again:
            p[rows[here]] = again[name][here].astype(np.float32)
        columns[name] = pa.array(p)
    return pa.RecordBatch.from_pydict(columns)
