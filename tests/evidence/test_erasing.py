"""A file without one business: what is its own goes, its name in others' words is masked."""

from __future__ import annotations

import io
import tomllib
from pathlib import Path

import pytest

from sectorscope.evidence.erasing import masked_name, without
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources.qda.project import read_project
from sectorscope.study import Study
from sectorscope.vault import Identity
from tests.evidence.documents.made import docx_of
from tests.evidence.sources.qdpx_made import qde, qdpx, source
from tests.pipeline import sealed
from tests.pipeline.test_sealed import INTERVIEWS

ERASED = Identity("", ("Hexapod Ltd",), ("Ann Oyster",))


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return sealed.empty(tmp_path / "study")


def rest(
    study: Study, data: bytes, name: str, source: str, mapping: str, who: Identity = ERASED
) -> bytes | None:
    vault = sealed.catalogue(study).vault
    known = Identity(vault.pseudonym(who.names[0]), who.names, who.contacts)
    vault.know(known)
    entry = describe(data, name=name, source=source, retrieved=sealed.WHEN)
    return without(vault, entry, data, mapping.encode() if mapping else None, known)


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("HEXAPOD LTD poached", "xxxxxxxxxxx poached"),
        ("Hexapod poached", "xxxxxxx poached"),
        ("a hexapod walks", "a hexapod walks"),
        ("Hexapods poached", "Hexapods poached"),
        ("ask ann  oyster!", "ask xxxxxxxxxxx!"),
        ("Annoyster", "Annoyster"),
    ],
)
def test_its_name_is_masked_letter_for_letter_and_no_other_word_is(
    study: Study, said: str, masked: str
):
    before = sealed.survey([sealed.row("Others plc", what_is_hard_to_find=said)])
    after = rest(study, before, "a.csv", "survey", sealed.MAPPING)
    assert after == before.replace(said.encode(), masked.encode())


def test_a_file_it_is_not_in_is_not_touched(study: Study):
    spoken = docx_of(["INT: Why?", "Ann: Pay."])
    assert rest(study, sealed.survey(), "a.csv", "survey", sealed.MAPPING) == sealed.survey()
    mapping = INTERVIEWS.replace("zorblaxian-talk", "a")
    assert rest(study, spoken, "a.docx", "transcripts", mapping) == spoken


def test_every_row_of_its_own_goes_and_the_others_keep_every_byte(study: Study):
    rows = [sealed.row("Hexapod"), *sealed.answers(), sealed.row("HEXAPOD LIMITED")]
    after = rest(study, sealed.survey(rows), "a.csv", "survey", sealed.MAPPING)
    assert after == sealed.survey()


def test_text_in_another_encoding_stays_in_it(study: Study):
    before = sealed.survey([sealed.row("Others", what_is_hard_to_find="Hexapod Ltd, é")])
    wide = before.decode().encode("utf-16")
    after = rest(study, wide, "a.csv", "survey", sealed.MAPPING)
    assert after is not None
    assert after.decode("utf-16") == before.decode().replace("Hexapod Ltd", "x" * 11)


def test_its_own_interview_goes_whole(study: Study):
    mapping = INTERVIEWS.replace("Zorblaxian Widgets Ltd", "Hexapod Ltd")
    spoken = docx_of(["INT: Why?", "Ann: Pay."])
    assert rest(study, spoken, "zorblaxian-talk.docx", "transcripts", mapping) is None


def test_another_s_interview_becomes_its_text_with_the_name_masked(study: Study):
    spoken = docx_of(["INT: Why?", "Bo: Hexapod Ltd pays."])
    after = rest(study, spoken, "quibbletree-talk.docx", "transcripts", INTERVIEWS)
    assert after == b"INT: Why?\nBo: xxxxxxxxxxx pays."


def test_a_project_keeps_its_other_texts(study: Study):
    mapping = INTERVIEWS.replace("Zorblaxian Widgets Ltd", "Hexapod Ltd")
    both = qde(
        source("Gone.", name="zorblaxian-talk", guid="T-1"),
        source("Hexapod Ltd pays.", name="quibbletree-talk", guid="T-2"),
    )
    after = rest(study, qdpx(both), "a.qdpx", "qda", mapping)
    assert after is not None
    assert [s.text for s in read_project(after).sources] == ["xxxxxxxxxxx pays."]


def test_a_mapping_forgets_its_interviews_and_keeps_the_rest(study: Study):
    mapping = INTERVIEWS.replace("Zorblaxian Widgets Ltd", "HEXAPOD")
    after = rest(study, mapping.encode(), "m.toml", "mapping", "")
    assert after is not None
    told, before = tomllib.loads(after.decode()), tomllib.loads(mapping)
    del before["interviews"]["zorblaxian-talk"]
    assert told == before


def test_a_mapping_that_says_nothing_of_it_is_not_touched(study: Study):
    for mapping in (INTERVIEWS, sealed.MAPPING, "no = [toml"):
        assert rest(study, mapping.encode(), "m.toml", "mapping", "") == mapping.encode()


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("hexapod-talk.docx", "xxxxxxx-talk.docx"),
        ("2026_HEXAPOD_LTD.docx", "2026_xxxxxxxxxxx.docx"),
        ("hexapods.csv", "hexapods.csv"),
    ],
)
def test_its_name_in_a_file_s_name_is_masked_whatever_the_case(name: str, masked: str):
    assert masked_name(name, ERASED) == masked


def test_a_workbook_that_names_it_becomes_text(study: Study):
    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(list(sealed.COLUMNS))
    said = sealed.row("Others plc", what_is_hard_to_find="Hexapod Ltd, again")
    book.active.append(list(said.values()))
    book.save(out)
    after = rest(study, out.getvalue(), "a.xlsx", "survey", sealed.MAPPING)
    assert after is not None
    assert b"xxxxxxxxxxx, again" in after
