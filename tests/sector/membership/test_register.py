"""A register classified: the frame's own probabilities, a chance for all, whole or not at all."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq
import pytest

from sectorscope.errors import EvidenceRefused, SectorscopeError
from sectorscope.sector.membership import features, memberships, register
from sectorscope.sector.membership.register import classify
from sectorscope.sector.membership.scorer import Companies, Scorer
from tests.sector.membership import made

FRAME, KINDS = made.companies(texts=False)
NAMES = [f"{kind} {name}" for kind, name in zip(KINDS, FRAME.names, strict=True)]
HEADER = (
    "CompanyName, CompanyNumber,RegAddress.CareOf,SICCode.SicText_1,SICCode.SicText_2,"
    "SICCode.SicText_3,SICCode.SicText_4,URI"
)


def learnt() -> Scorer:
    truth = made.answers(KINDS)
    known = features(FRAME, made.definition())
    return Scorer.of(memberships(known, made.labels(range(60), truth)))


SCORER = learnt()


def csv(path: Path, header: str = HEADER) -> Path:
    lines = [
        f'"{name}",{number},,"{sics[0]} - said, so",,,,http://x'
        for name, number, sics in zip(FRAME.names, FRAME.ids, FRAME.sics, strict=True)
    ]
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_company_of_the_frame_has_the_frame_s_probability():
    truth = made.answers(KINDS)
    for texts in (True, False):
        frame, _ = made.companies(texts=texts)
        known = memberships(features(frame, made.definition()), made.labels(range(60), truth))
        again = Scorer.of(known)(Companies.of(frame.names, frame.texts, frame.sics))
        for target, p in known.p.items():
            assert np.allclose(again[target], p, atol=1e-6)


def test_with_too_few_rulings_what_is_stated_stands_in_the_register_too():
    known = memberships(
        features(FRAME, made.definition()), made.labels(range(5), made.answers(KINDS))
    )
    again = Scorer.of(known)(Companies.of(FRAME.names, FRAME.texts, FRAME.sics))
    assert np.allclose(again["sector"], known.p["sector"])


def test_every_company_is_written_in_order_with_a_chance(tmp_path: Path):
    done = classify(csv(tmp_path / "r.csv"), tmp_path / "out.parquet", SCORER, jobs=1)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column("CompanyNumber").to_pylist() == list(FRAME.ids)
    assert table.schema.names == ["CompanyNumber", "sector", "implants", "digital", "read"]
    for target in ("sector", "implants", "digital"):
        p = table.column(target).to_numpy()
        assert p.min() > 0
        assert (p <= table.column("sector").to_numpy()).all()
        assert done.members[target] == pytest.approx(p.sum(), rel=1e-5)
    assert (done.companies, done.candidates) == (len(FRAME), 0)


def test_csv_zip_and_parquet_are_read_alike(tmp_path: Path):
    source = csv(tmp_path / "r.csv")
    with zipfile.ZipFile(tmp_path / "r.zip", "w") as held:
        held.write(source, "r.csv")
    pq.write_table(pv.read_csv(source), tmp_path / "r.parquet")
    answers: list[pa.Table] = []
    for name in ("r.csv", "r.zip", "r.parquet"):
        classify(tmp_path / name, tmp_path / "out.parquet", SCORER, jobs=1)
        answers.append(pq.read_table(tmp_path / "out.parquet"))
    assert answers[0].equals(answers[1])
    assert answers[0].equals(answers[2])


def test_two_processes_and_small_batches_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    source = csv(tmp_path / "r.csv")
    classify(source, tmp_path / "one.parquet", SCORER, jobs=1)
    monkeypatch.setattr(register.register_source, "ROWS", 17)
    classify(source, tmp_path / "two.parquet", SCORER, jobs=2)
    assert pq.read_table(tmp_path / "one.parquet").equals(pq.read_table(tmp_path / "two.parquet"))


def test_the_likeliest_are_read_again_and_only_they(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(register.register_source, "ROWS", 17)
    monkeypatch.setattr(
        register._Embedding, "__call__", lambda _, t: np.ones((len(t), 2), np.float32)
    )
    source = csv(tmp_path / "r.csv")
    classify(source, tmp_path / "one.parquet", SCORER, jobs=1)
    done = classify(source, tmp_path / "two.parquet", SCORER, second=SCORER, candidates=30, jobs=1)
    table = pq.read_table(tmp_path / "two.parquet")
    first = pq.read_table(tmp_path / "one.parquet").column("sector").to_numpy()
    chosen = table.column("read").to_numpy(zero_copy_only=False)
    assert done.candidates == chosen.sum() == 30
    assert first[chosen].min() >= first[~chosen].max()
    assert np.allclose(table.column("sector").to_numpy(), first)


def test_a_file_that_is_no_register_is_refused_and_the_target_left_as_it_was(tmp_path: Path):
    target = tmp_path / "out.parquet"
    target.write_bytes(b"before")
    wrong = csv(tmp_path / "r.csv", HEADER.replace("SICCode.SicText_1", "Sector"))
    with pytest.raises(EvidenceRefused, match=r"no column SICCode\.SicText_1"):
        classify(wrong, target, SCORER, jobs=1)
    (tmp_path / "r.zip").write_bytes(b"no zip")
    with pytest.raises(EvidenceRefused, match="cannot be read"):
        classify(tmp_path / "r.zip", target, SCORER, jobs=1)
    torn = tmp_path / "torn.csv"
    torn.write_text(csv(tmp_path / "r.csv").read_text(encoding="utf-8") + "a,b\n", encoding="utf-8")
    with pytest.raises(SectorscopeError, match="cannot be read"):
        classify(torn, target, SCORER, jobs=1)
    assert target.read_bytes() == b"before"
    assert {p.name for p in tmp_path.iterdir()} == {"out.parquet", "r.csv", "r.zip", "torn.csv"}


def test_a_register_without_rows_is_refused(tmp_path: Path):
    source = tmp_path / "r.csv"
    source.write_text(HEADER + "\n", encoding="utf-8")
    with pytest.raises(EvidenceRefused, match="cannot be read"):
        classify(source, tmp_path / "out.parquet", SCORER, jobs=1)
