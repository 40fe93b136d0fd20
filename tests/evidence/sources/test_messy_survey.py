"""A survey with the faults of real ones: one command, forty lines of mapping, nothing swallowed."""

from collections import Counter
from functools import cache
from typing import Any

from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.survey.people import people
from sectorscope.evidence.sources.survey.read import remarks
from sectorscope.testing import check_source
from tests.consultation import messy

DATA, MAPPING = messy.survey(), messy.MAPPING.encode()


@cache
def tables() -> dict[str, list[dict[str, Any]]]:
    return dict(check_source("survey", DATA, MAPPING))


def said() -> Remarks:
    return remarks(describe(DATA, name="a", source="survey", retrieved="2026-01-01"), DATA, MAPPING)


def state(number: int, question: str) -> str:
    """The state of a response by its place in the survey, counted from 0."""
    business = f"{9_000_000 + number:08}"
    return next(
        r["state"]
        for r in tables()["response"]
        if (r["business"], r["question"]) == (business, question)
    )


def test_the_survey_is_as_large_and_the_mapping_as_short_as_promised():
    assert (len(messy.rows()), len(messy.QUESTIONS)) == (300, 60)
    assert messy.MAPPING.count("\n") <= 40
    assert messy.survey() == DATA
    assert messy.survey(1) != DATA


def test_every_row_is_accounted_for():
    (held,) = tables()["consultation"]
    assert held["rows"] == 300
    assert held["test_rows"] == 2
    assert held["repeats"] == 4
    assert held["not_consented"] == 6
    businesses = len(tables()["consultee"])
    assert businesses == 300 - 2 - 4 - 6
    assert Counter(r["question"] for r in tables()["response"]) == dict.fromkeys(
        [q["id"] for q in tables()["question"]], businesses
    )


def test_half_of_the_sectors_are_blank_and_four_are_of_the_sector():
    groups = [
        g["value"] for g in tables()["consultee_group"] if g["column"] == "What sector are you in?"
    ]
    assert groups.count("Digital health") == messy.OF_THE_SECTOR
    assert 0.45 < groups.count("") / len(groups) < 0.5
    assert [c["segments"] for c in tables()["consultee"]].count(messy.SEGMENT) == 4


def test_faults_are_told_by_column_and_row():
    warned = "\n".join(said().warnings)
    for line in (
        "rows left out as tests: rows 7, 8",
        "question 'vacancies': 1 answered though not asked (rows 72)",
        "question 'train': 1 hold an answer of another question (rows 104)",
        "question 'export': 1 hold a number (rows 105)",
        "question 'help': 1 hold an e-mail address (rows 103)",
        "question 'recruits': 1 that give no number that can be read, taken as unquantified (rows",
        "question 'why': 1 texts name a firm (rows 102)",
        "38 columns are not read: #34-#61, #63-#72",
        "6 businesses did not agree to be counted and are left out",
    ):
        assert line in warned, line
    assert "with text beyond the options, kept and not coded" in warned


def test_nothing_that_is_surfaced_says_what_stands_there():
    lines = " ".join([*said().warnings, *(d.what for d in said().dropped)]).casefold()
    for secret in ("zyx", "placeholder", "nobody", "invalid", "remark", "orders", "reason 1"):
        assert secret not in lines


def test_silence_is_not_no():
    states = Counter(r["state"] for r in tables()["response"] if r["question"] == "train")
    assert set(states) == {
        "yes",
        "no",
        "blank",
        "not_applicable",
        "dont_know",
        "refused",
        "unquantified",
    }
    assert state(70, "vacancies") == "yes"
    hard = {r["business"]: r["state"] for r in tables()["response"] if r["question"] == "hard"}
    then = {r["business"]: r["state"] for r in tables()["response"] if r["question"] == "vacancies"}
    for business, gate in hard.items():
        shut = gate != "yes" and business != f"{9_000_000 + 70:08}"
        assert (then[business] == "not_asked") == shut


def test_several_choices_are_answers_and_need_no_coding():
    codes = {c["code"] for c in tables()["code"] if c["question"] == "skills"}
    assert "cad_2d_and_3d" in codes
    ticked = {t["code"] for t in tables()["tick"] if t["question"] == "skills"}
    assert ticked == codes


def test_people_are_for_the_vault_alone():
    found = people(describe(DATA, name="a", source="survey", retrieved="2026-01-01"), DATA, MAPPING)
    assert len(found) == 294
    assert {c[1] for p in found for c in p.consents if c[0] == "count"} == {True, False}
    assert all(p.contacts for p in found)
    names = {n for p in found for n in (*p.contacts,)}
    cells = {str(v) for rows in tables().values() for r in rows for v in r.values()}
    assert not names & cells
