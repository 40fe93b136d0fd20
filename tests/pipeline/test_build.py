"""`build` is a function of evidence, decisions and configuration; it writes nothing."""

from __future__ import annotations

import shutil

import pytest

from sectorscope.errors import EvidenceChanged
from sectorscope.pipeline import build, make_run
from sectorscope.profile import AUDIENCES, Audience, Profile
from sectorscope.study import Study, open_study
from tests.pipeline import shipped


def test_it_writes_nothing_where_nothing_was_built(unbuilt: Study):
    before = shipped.tree(unbuilt.path)
    build(unbuilt)
    assert shipped.tree(unbuilt.path) == before
    assert not (unbuilt.path / "build").exists()


def test_it_writes_nothing_where_a_run_stands(study: Study):
    before = shipped.tree(study.path)
    for audience in AUDIENCES:
        build(study, audience=audience)
    assert shipped.tree(study.path) == before


def test_twice_gives_the_same_profile(unbuilt: Study):
    assert build(unbuilt).model_dump_json() == build(unbuilt).model_dump_json()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_it_is_the_same_whether_a_run_exists_or_not(
    study: Study, unbuilt: Study, audience: Audience
):
    with_run, without = (build(s, audience=audience) for s in (study, unbuilt))
    assert with_run.audience == audience
    assert with_run.model_dump_json() == without.model_dump_json()


def test_a_run_that_no_longer_stands_is_not_used(study: Study, unbuilt: Study):
    for one in (study, unbuilt):
        shipped.change_fact(one, "value = 4200", "value = 4300")
    before = shipped.tree(study.path)
    now = build(study)
    assert any("around 4,300 employees" in s.text for s in now.statements())
    assert now == build(unbuilt)
    assert shipped.tree(study.path) == before


def test_it_does_not_depend_on_the_order_evidence_was_added_in(unbuilt: Study):
    first = build(unbuilt)
    catalogue = unbuilt.path / "evidence" / "catalogue.jsonl"
    lines = catalogue.read_text("utf-8").splitlines(keepends=True)
    assert len(lines) > 2
    catalogue.write_text("".join(reversed(lines)), "utf-8")
    assert build(unbuilt) == first


def test_it_does_not_depend_on_where_the_study_lies(study: Study):
    elsewhere = study.path.parent / "région=nord [2] 'été'"
    shutil.copytree(study.path, elsewhere)
    assert build(open_study(elsewhere)) == build(study)


def test_what_was_built_before_leaves_no_mark(study: Study):
    first = build(study)
    shipped.change_answers(study, "optimism", {"R01": "no"})
    make_run(study)
    shipped.change_answers(study, "optimism", {"R01": "yes"})
    assert [s.text for s in build(study).statements()] == [s.text for s in first.statements()]


@pytest.mark.parametrize("name", shipped.EVIDENCE)
def test_a_changed_byte_is_never_built_from(study: Study, name: str):
    path = study.path / "evidence" / name
    path.write_bytes(path.read_bytes() + b"\n")
    for audience in AUDIENCES:
        with pytest.raises(EvidenceChanged, match=name):
            build(study, audience=audience)
    with pytest.raises(EvidenceChanged, match=name):
        make_run(study)


def test_the_profile_is_read_back_as_it_was(study: Study):
    profile = build(study)
    assert Profile.model_validate_json(profile.model_dump_json()) == profile
