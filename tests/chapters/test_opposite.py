"""The same code, definition and mapping; other answers: the opposite conclusion, by rule."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from sectorscope.profile import Profile
from sectorscope.render.annex import annex
from tests.support.studies import build, code, find, gaps, other_study

CNC = "CNC on the shop floor"
NAMED = {f"S{i:02}": CNC + ", always." for i in range(1, 8)}
OTHERS = {f"S{i:02}": "none" for i in range(8, 13)}
RULING = ("providers", "shortages", "ruling")


def answering(shortages: Mapping[str, str]) -> list[dict[str, str]]:
    """Twelve businesses that agree on nothing the shipped ones say."""
    return [
        {
            "business": name,
            "segments": "surgical_instrumentation",
            "size": "10-49",
            "place": "York",
            "optimism": "no",
            "staff_change": "fewer",
            "shortages": answer,
            "graduate_reliance": "no",
            "graduate_difficulty_had": "yes",
            "apprenticeships_view": "unfavourably",
            "further_education_view": "poor",
            "university_links": "no",
        }
        for name, answer in shortages.items()
    ]


def study_of(folder: Path, shortages: Mapping[str, str], codes: Mapping[str, str]) -> Path:
    """A study whose businesses named these shortages; `codes` are quotes by the code they mean."""
    study = other_study(folder, answering(shortages))
    for name, answer in shortages.items():
        for meant, quote in codes.items():
            if quote in answer:
                code(study, name, "shortages", meant, quote)
    return study


@pytest.fixture(scope="module")
def opposite(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """Seven of twelve name CNC, and one of them marketing."""
    named = NAMED | OTHERS | {"S01": CNC + " and marketing."}
    folder = tmp_path_factory.mktemp("opposite") / "study"
    return build(study_of(folder, named, {"cnc_lathe": CNC, "marketing": "marketing"}))


def test_a_need_in_common_is_an_opportunity_for_providers(opposite: Profile):
    ruling = find(opposite, *RULING)
    assert "Providers have needs in common to answer" in ruling.text
    assert "CNC and lathe skills on the shop floor (7 of 12)" in ruling.text
    assert "dialogue" not in ruling.text
    assert ruling.kind == "recommendation"
    assert [(e.value, e.n) for e in ruling.estimates] == [(7, 12)]


def test_it_is_the_same_statement_saying_the_opposite(opposite: Profile, shipped: Profile):
    ours, theirs = find(opposite, *RULING), find(shipped, *RULING)
    assert ours.id == theirs.id
    assert "no list of opportunities" in theirs.text
    assert "no-list-shortages" in {g.id for g in gaps(shipped)}
    assert "no-list-shortages" not in {g.id for g in gaps(opposite)}


def test_the_codes_follow_the_needs(opposite: Profile, shipped: Profile):
    ruling = find(opposite, *RULING)
    assert {(c.scheme, c.code, c.version) for c in ruling.codes} == {
        ("SOC", "5221", "SOC 2010"),
        ("SIC", "32.50", "SIC 2007"),
        ("level", "Level 3", ""),
        ("SSA", "4.2", "tier 2"),
    }
    assert {c.need for c in ruling.codes} == {"CNC and lathe skills on the shop floor"}
    assert not find(shipped, *RULING).codes


def test_the_annex_lists_the_opportunity(opposite: Profile):
    rows = list(csv.DictReader(io.StringIO(annex(opposite))))
    mine = [r for r in rows if r["statement"] == find(opposite, *RULING).id]
    assert [(r["need"], r["occupation_code"], r["named_by"], r["asked"]) for r in mine] == [
        ("CNC and lathe skills on the shop floor", "5221", "7", "12")
    ]


def test_the_evidence_is_the_seven_and_all_who_were_asked(opposite: Profile):
    refs = find(opposite, *RULING).refs()
    assert len([r for r in refs if r.id.endswith("|cnc_lathe")]) == 7
    assert all(r.reconstruction for r in refs)


@pytest.mark.parametrize(
    ("chapter", "question", "text"),
    [
        ("prospects", "optimism", "None of the 12 reconstructed businesses asked were optimistic"),
        ("prospects", "staff_change", "None of the 12 reconstructed businesses asked expect"),
        ("routes", "graduate_reliance", "None of the 12"),
        ("routes", "graduate_difficulty_had", "All 12 reconstructed businesses have had"),
        ("routes", "apprenticeships_view", "None of the 12"),
        ("provision", "further_education_view", "None of the 12"),
        ("universities", "university_links", "None of the 12"),
    ],
)
def test_every_other_finding_turns_as_well(
    opposite: Profile, chapter: str, question: str, text: str
):
    assert find(opposite, chapter, question).text.startswith(text)


def test_what_nobody_was_asked_is_a_gap(opposite: Profile):
    found = {g.id: g.because.text for g in gaps(opposite)}
    assert "No business was asked" in found["not-asked-skills-needed"]
    assert not [s for s in opposite.statements() if s.question == "skills_needed"]


MIXED = NAMED | OTHERS | {"S08": "Foreign languages.", "S09": "Marketing."}
QUOTES = {"cnc_lathe": CNC, "foreign_languages": "Foreign languages", "marketing": "Marketing"}


def test_a_common_need_among_others_is_an_opportunity_too(tmp_path: Path):
    profile = build(study_of(tmp_path / "study", MIXED, QUOTES))
    assert "(7 of 12)" in find(profile, *RULING).text
    text = find(profile, "issues", "shortages").text
    assert "specific to one business each" not in text
    assert "7 of the 12" in text


PAIRS = {"cnc_lathe": "CNC", "foreign_languages": "French", "marketing": "Marketing"}
IN_PAIRS = dict(zip(NAMED | OTHERS, ["CNC", "French", "Marketing"] * 2 + ["none"] * 6, strict=True))


def test_undecided_gives_its_true_reason(tmp_path: Path):
    profile = build(study_of(tmp_path / "study", IN_PAIRS, PAIRS))
    (found,) = (g for g in gaps(profile) if g.id == "no-ruling-shortages")
    assert "too few" not in found.because.text


def test_too_few_asked_is_undecided(tmp_path: Path):
    few = dict.fromkeys((f"S{i:02}" for i in range(1, 8)), "none") | {"S01": CNC}
    profile = build(study_of(tmp_path / "study", few, {"cnc_lathe": CNC}))
    assert "no-ruling-shortages" in {g.id for g in gaps(profile)}
    assert not list(profile.chapters[-1].statements())
