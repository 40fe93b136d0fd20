"""Whole documents through every lane: places, contexts, explanations, and what never changes."""

import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.annotate.annotation import KINDS, REQUIREMENTS, Annotation
from sectorscope.annotate.annotator import Annotator
from sectorscope.annotate.encoder import Encoder
from sectorscope.errors import ModelError, UsageError

ADVERT = (
    "CNC Machinist\n\nAbout us\nWe are a leading maker of project management software.\n\n"
    "Essential:\n• An HNC in Mechanical Engineering\n• CNC milling and TIG welding, 3 years\n\n"
    "Desirable:\n• PostgreSQL\n• CEng\n\nFull UK driving licence. "
    "Enhanced DBS check. NMC registration."
)
FAST = Annotator("builtin", fast=True, rank=5)
FULL = Annotator("builtin", rank=5)
TEXTS = st.text(
    st.sampled_from("welding CNC NVQ level 3 essential:\n•-.,é🙂\u0301") | st.characters(),
    max_size=200,
)


def labelled(annotator: Annotator, text: str = ADVERT) -> dict[str, Annotation]:
    return {a.label: a for a in annotator.document(text).annotations}


@pytest.mark.parametrize("annotator", [FAST, FULL], ids=["fast", "full"])
def test_an_advert_is_read_by_all_lanes(annotator: Annotator):
    found = labelled(annotator)
    assert found["CNC milling"].context.requirement == "essential"
    assert found["PostgreSQL"].context.requirement == "desirable"
    assert {a.kind for a in found.values()} >= {
        "skill", "qualification", "title", "registration", "licence", "check", "occupation",
    }  # fmt: skip
    assert next(a for a in found.values() if a.kind == "qualification").level == 4
    assert not any("project management" in a.text for a in found.values())  # about us is no demand


@pytest.mark.parametrize("annotator", [FAST, FULL], ids=["fast", "full"])
def test_each_annotation_keeps_the_contract(annotator: Annotator):
    made = annotator.document(ADVERT).annotations
    assert len(made) >= 5
    for one in made:
        assert ADVERT[one.start : one.end] == one.text
        assert one.kind in KINDS
        assert one.context.requirement in REQUIREMENTS
        assert 0 < one.score <= 1
        assert one.why
        if one.kind == "skill":
            logit = math.log(one.score / (1 - one.score)) if one.score < 1 else math.inf
            assert sum(one.why.values()) == pytest.approx(logit, abs=0.02) or one.score > 0.999


@pytest.mark.parametrize("annotator", [FAST, FULL], ids=["fast", "full"])
def test_a_subject_of_a_school_is_no_skill_by_itself(annotator: Annotator):
    found = annotator.document("You need A level French, and to speak fluent German.").annotations
    skills = {a.label for a in found if a.kind == "skill"}
    assert [a.text for a in found if a.kind == "qualification"] == ["A level French"]
    assert "German language" in skills
    assert "French language" not in skills


def test_what_the_encoder_marks_is_told_with_its_place():
    text = "About us\nWe teach Java.\n\nSkills\nCommunication skills and knowledge of Python."
    assert {(text[m.start : m.end], m.layer) for m in FULL.marked_spans(text)} == {
        ("Communication skills", "skill"),
        ("Python", "knowledge"),
    }
    with pytest.raises(UsageError, match="marks no spans"):
        list(FAST.marked_spans(text))


def test_a_ranking_is_likeliest_first_and_as_long_as_asked():
    for annotator in (FAST, FULL):
        ranking = annotator.document("TIG welding and CNC milling").ranking
        assert len(ranking) == 5
        assert [r.score for r in ranking] == sorted((r.score for r in ranking), reverse=True)
        assert {"TIG welding", "CNC milling"} <= {r.label for r in ranking[:4]}


@settings(max_examples=60)
@given(TEXTS, st.sampled_from(["advert", "interview", "sentence", "course", "company", "?"]))
def test_whatever_the_text_places_hold(text: str, kind: str):
    for one in FAST.document(text, kind).annotations:
        assert one.text == text[one.start : one.end]
        assert one.text


@settings(max_examples=15)
@given(TEXTS)
def test_whatever_the_text_places_hold_with_the_encoder(text: str):
    for one in FULL.document(text).annotations:
        assert one.text == text[one.start : one.end]
        assert one.text


@pytest.mark.parametrize("annotator", [FAST, FULL], ids=["fast", "full"])
def test_a_document_is_read_the_same_whatever_stands_beside_it(annotator: Annotator):
    others = [(ADVERT, "advert"), ("Welders wanted. " * 40, "advert"), ("", "advert")]
    together = list(annotator.documents(others))
    assert together == [annotator.document(text, kind) for text, kind in others]
    assert together[2].annotations == ()


def test_the_encoder_reads_one_text_the_same_in_any_company():
    encoder = Encoder()
    alone = encoder.embed(["CNC milling"])[0]
    beside = encoder.embed(["a much longer text about something else " * 5, "CNC milling"])[1]
    assert (alone == beside).all()


def test_words_of_the_encoder_stand_where_they_say():
    text = "Welding, naïve 🙂 C++ work"
    (states,) = Encoder().read([text])
    said = [text[a:b] for a, b in zip(states.starts, states.ends, strict=True)]
    assert said[0] == "Welding"
    assert "naïve" in said
    assert len(states.states) == len(said) == len(states.sums) - 1


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "spans.npz"])
@pytest.mark.parametrize("what", ["missing", "damaged"])
def test_a_model_that_is_not_whole_is_named_and_fast_is_offered(
    tmp_path: Path, name: str, what: str
):
    folder = Path(Encoder().folder)
    for path in folder.iterdir():
        if path.name != name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
        elif what == "damaged":
            (tmp_path / name).write_bytes(path.read_bytes()[:100])
    encoder = Encoder(tmp_path)
    with pytest.raises(ModelError, match=rf"{name} is {what}.*--fast"):
        _ = encoder.embed(["x"]), encoder.spans_head(), encoder.digest
