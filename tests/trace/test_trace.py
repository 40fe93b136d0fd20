"""Finding the statement a person means, and saying so when its evidence no longer bears it."""

from __future__ import annotations

import pytest

from sectorscope.errors import EvidenceChanged, TraceError
from sectorscope.pipeline import build, make_run
from sectorscope.profile import Profile, Statement
from sectorscope.study import Study
from sectorscope.trace import trace, trace_in
from tests.pipeline import shipped


@pytest.fixture
def profile(study: Study) -> Profile:
    return build(study)


def about(profile: Profile, question: str) -> Statement:
    (found,) = (s for s in profile.statements() if s.question == question)
    return found


def shortest(profile: Profile, identity: str) -> str:
    """The shortest beginning that only one statement has."""
    others = [s.id for s in profile.statements() if s.id != identity]
    lengths = range(1, len(identity) + 1)
    return next(p for n in lengths if not any(o.startswith(p := identity[:n]) for o in others))


@pytest.mark.parametrize("form", ["{}", "s-{}", "#s-{}", "profile.html#s-{}"])
def test_by_id_and_by_address(study: Study, profile: Profile, form: str):
    wanted = about(profile, "optimism")
    assert trace(study, form.format(wanted.id)).statement == wanted


@pytest.mark.parametrize("form", ["{}", "#s-{}"])
def test_by_the_beginning_of_its_id(study: Study, profile: Profile, form: str):
    wanted = about(profile, "optimism")
    assert trace(study, form.format(shortest(profile, wanted.id))).statement == wanted


def test_a_beginning_that_several_have_names_them(study: Study, profile: Profile):
    several = [s.id for s in profile.statements() if s.id.startswith("9")]
    assert len(several) > 1
    with pytest.raises(TraceError) as why:
        trace(study, "9")
    assert all(i in str(why.value) for i in several)
    assert str(why.value).startswith(f"{len(several)} statements begin with '9'")


@pytest.mark.parametrize("wanted", ["000000000000", "zzz", "", "#", "#s-", "out/profile.html"])
def test_one_that_is_not_there(study: Study, wanted: str):
    with pytest.raises(TraceError, match=r"no statement .*\b[Tt]ry: .*out/profile\.json"):
        trace(study, wanted)


def test_it_needs_no_run(unbuilt: Study):
    wanted = about(build(unbuilt), "optimism")
    assert len(trace(unbuilt, wanted.id).steps) == 12
    assert not (unbuilt.path / "build").exists()


def test_it_follows_what_stands_now_not_what_was_built(study: Study, profile: Profile):
    shipped.change_answers(study, "optimism", {"R01": "no"})
    found = trace(study, about(profile, "optimism").id)
    assert "11 of 12" in found.statement.text
    assert [s.found.text for s in found.steps].count("yes") == 11


def test_a_decision_withdrawn_after_the_build_bears_nothing(study: Study, profile: Profile):
    was = about(profile, "graduate_fields")
    (gone,) = shipped.withdraw(
        study, business="R10", question="graduate_fields", code=codes(profile, was)[0]
    )
    with pytest.raises(TraceError, match=f"decision {gone.id} is no longer in force"):
        trace_in(study, profile, was)
    now = trace(study, was.id)
    assert gone.id not in {s.evidence.decision.id for s in now.steps if s.evidence.decision}
    assert now.statement.text != was.text
    make_run(study)
    assert trace(study, was.id) == now


def codes(profile: Profile, statement: Statement) -> list[str]:
    """Codes that decisions gave to one business's answer beneath a statement."""
    ids = [r.id for r in statement.refs() if "|R10|" in r.id]
    return [i.rpartition("|")[2] for i in ids]


def test_a_statement_of_other_text_than_stands_there_is_refused(study: Study, profile: Profile):
    wanted = about(profile, "optimism")
    items = [
        e.model_copy(update={"raw": "no"}) if e.id == wanted.refs()[0].id else e
        for e in profile.evidence.items
    ]
    book = profile.evidence.model_copy(update={"items": tuple(items)})
    with pytest.raises(TraceError, match=r"\|R01\|optimism\|"):
        trace_in(study, profile.model_copy(update={"evidence": book}), wanted)


@pytest.mark.parametrize("name", shipped.EVIDENCE)
def test_a_changed_byte_is_said(study: Study, profile: Profile, name: str):
    path = study.path / "evidence" / name
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    with pytest.raises(EvidenceChanged, match=name):
        trace(study, about(profile, "optimism").id)
