"""What stands beside a claim: noes, expectations in numbers, weights, and the sector if asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from sectorscope.pipeline import build, make_run
from sectorscope.profile import Audience, Statement
from tests.pipeline import sealed

SECTOR = "[consultation]\nlisted = false\n"
CLAIM = '[[consultation.claims]]\nquestion = "recruited"\nsays = "{}"\n'


def told(
    folder: Path, rows: list[dict[str, str]], more: str, audience: Audience = "internal"
) -> list[Statement]:
    study = sealed.empty(folder, more)
    sealed.add(study, sealed.survey(rows))
    make_run(study, unlock=sealed.key(study))
    return list(build(study, audience=audience).statements())


def forty(yes: int = 36) -> list[dict[str, str]]:
    """Forty makers, most of whom recruited; half of each sector and size."""
    names = [
        f"{first}{last} Works" for first in "ABCDEFGH" for last in ("on", "um", "ix", "el", "ab")
    ]
    return [
        sealed.row(
            name,
            recruited="Yes" if i < yes else "No",
            next_year=("More", "Same", "Fewer")[i % 3],
            sector=("orthopaedics", "biotech")[i % 2],
            employees=("1-9", "10-49")[i % 2],
            wages_low="2" if i < 6 else "",
            wages_likely="3" if i < 6 else "",
            wages_high=str(4 + i) if i < 6 else "",
        )
        for i, name in enumerate(names)
    ]


def about(said: list[Statement], question: str, subject: str) -> list[Statement]:
    return [s for s in said if s.question == question and subject in s.subject]


def test_a_no_is_told_beside_most_and_not_beside_few(tmp_path: Path):
    said = told(tmp_path / "a", sealed.answers(), sealed.REGISTER)
    (no,) = about(said, "recruited", "dissent")
    assert no.text.startswith("One business consulted of the 5 asked said no")
    few = [r | {"Recruited?": "No" if i else "Yes"} for i, r in enumerate(sealed.answers())]
    assert about(told(tmp_path / "b", few, sealed.REGISTER), "recruited", "dissent") == []


def test_expectations_have_a_balance_with_its_interval(tmp_path: Path):
    (one,) = about(told(tmp_path / "a", sealed.answers(), sealed.REGISTER), "staff", "balance")
    values = {e.label: e for e in one.estimates}
    balance = next(e for e in values.values() if e.uncertainty.kind == "credible")
    assert balance.uncertainty.low is not None
    assert balance.uncertainty.high is not None
    assert balance.uncertainty.low < balance.value < balance.uncertainty.high
    assert any(e.value == pytest.approx(0.4) for e in one.estimates)


def test_ranges_say_how_many_gave_none(tmp_path: Path):
    (one,) = about(told(tmp_path / "a", forty(), sealed.REGISTER), "wages", "ranges")
    assert "6 gave a figure and 34 did not" in one.text
    assert {e.value for e in one.estimates} >= {2, 3, 9}


def test_the_weighted_share_stands_beside_the_plain_one_only_with_a_register(tmp_path: Path):
    rows = forty(40)
    rows = [r | {"Recruited?": "No"} if i % 4 == 0 else r for i, r in enumerate(rows)]
    (one,) = about(told(tmp_path / "a", rows, sealed.REGISTER), "recruited", "weighted")
    # All 20 of 10-49 employees and 10 of the 20 below recruited; the register has 300 and 100.
    assert any(e.value in (pytest.approx(0.875), pytest.approx(87.5)) for e in one.estimates)
    assert about(told(tmp_path / "b", forty(30), ""), "recruited", "weighted") == []


def test_a_business_outside_the_register_s_groups_stops_the_weighting(tmp_path: Path):
    rows = forty(30)
    rows[0]["Employees"] = "250+"
    assert about(told(tmp_path / "a", rows, sealed.REGISTER), "recruited", "weighted") == []


# --- the sector ----------------------------------------------------------------------------------


def sector(said: list[Statement]) -> list[Statement]:
    return [s for s in said if "sector" in s.subject]


def examined(said: list[Statement]) -> list[str]:
    return [s.text for s in said if (s.question, s.subject) == ("claims", "examined")]


def test_nothing_is_said_of_the_sector_unless_the_study_asks(tmp_path: Path):
    said = told(tmp_path / "a", forty(), sealed.REGISTER)
    assert sector(said) == []
    assert examined(said) == []


def test_a_claim_that_holds_is_made_with_what_it_assumes(tmp_path: Path):
    said = told(tmp_path / "a", forty(), CLAIM.format("majority") + sealed.REGISTER)
    (one,) = sector(said)
    assert "were not a random sample" in one.text + " ".join(s.text for s in said)
    assert "a trade body's list" in one.text
    assert "times the odds of taking part" in one.text
    assert len(examined(said)) == 1


def test_a_claim_that_does_not_hold_is_examined_and_not_made(tmp_path: Path):
    said = told(tmp_path / "a", forty(22), CLAIM.format("almost_all") + sealed.REGISTER)
    assert sector(said) == []
    assert len(examined(said)) == 1


def test_m_is_what_was_fixed_whether_or_not_it_can_be_read(tmp_path: Path):
    claims = "".join(CLAIM.format(s) for s in ("majority", "most", "almost_all"))
    (line,) = examined(told(tmp_path / "a", forty(), claims + sealed.REGISTER))
    assert "3" in line or "three" in line.lower()


def test_a_random_sample_is_told_without_the_warning(tmp_path: Path):
    drawn = "[consultation]\nrandom_sample = true\npopulation = 400\n" + CLAIM.format("majority")
    (one,) = sector(told(tmp_path / "a", forty(), drawn + sealed.REGISTER))
    assert "were not a random sample" not in one.text
    assert "odds of taking part" not in one.text


def test_a_stratified_consultation_is_judged_by_its_strata(tmp_path: Path):
    strata = '[consultation]\nstrata = "size_band"\n' + CLAIM.format("majority")
    (one,) = sector(told(tmp_path / "a", forty(), strata + sealed.REGISTER))
    assert one.text


def test_a_claim_on_a_code_that_is_not_told_is_not_examined_for_the_public(tmp_path: Path):
    claim = CLAIM.format("few").replace(
        'question = "recruited"', 'question = "scarce"\ncode = "regulatory"'
    )
    study = sealed.empty(tmp_path / "a", claim)  # no register: every small count is protected
    sealed.add(study, sealed.survey())
    sealed.code(study, sealed.WOMBLE, "regulatory", "regulatory")
    make_run(study, unlock=sealed.key(study))
    for audience in ("public", "partner"):
        said = list(build(study, audience=audience).statements())  # type: ignore[arg-type]
        assert "regulatory" not in " ".join(s.text for s in said)
        assert sector(said) == []
