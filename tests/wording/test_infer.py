"""The second sentence: only what was issued, and never without what may make it fail."""

import math
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.claims import Asked, Counted, Design, Examined, examine
from sectorscope.consultation.counts import Count
from sectorscope.errors import RuleBroken
from sectorscope.profile import EvidenceRef, Statement
from sectorscope.render import words
from sectorscope.wording.check import check
from sectorscope.wording.infer import Reach, examined_statement, inference
from sectorscope.wording.parse import ParseError, parse
from tests.support.consulted import ABOUT, VOICE, question

SETTINGS = settings(max_examples=40, deadline=None)
REACH = Reach("healthcare technologies", "the region's network")
ROW = EvidenceRef(id="consultation|1", source="survey", reconstruction=True)


def claimed(k: int, n: int, kind: str, design: Design | None = None) -> Examined:
    (made,) = examine([Counted(Asked("q", "", kind), k, n)], 1, design or Design())
    return made


def count(k: int, n: int) -> Count:
    rows = tuple({"business": f"B{i}", "question": "q", "code": ""} for i in range(n))
    return Count("q", "", "it", k, n, {"yes": k}, rows)


def told(k: int, n: int, kind: str, reach: Reach = REACH) -> Statement:
    examined = claimed(k, n, kind, reach.design)
    return inference(examined, count(k, n), question(), ABOUT, VOICE, reach)


def test_what_a_claim_reads_like_under_thirty_asked():
    made = told(17, 18, "the majority")
    assert re.sub(r"than [\d.]+ times", "than R times", made.text) == (
        "Of the businesses in healthcare technologies, the majority say so, that is more than half "
        "of them, at a one-sided level of 0.95 (17 of the 18 reconstructed businesses asked). "
        "These businesses were not a random sample (recruited by the region's network); the "
        "interval assumes they were and leaves out selection error; the claim fails if businesses "
        "answering yes had more than R times the odds of taking part."
    )
    assert "%" not in made.text


def test_the_panel_shows_the_interval_and_says_what_it_leaves_out():
    share, asked, bound, level, odds = told(36, 40, "the majority").estimates
    assert share.uncertainty.kind == "sampling"
    assert share.uncertainty.level == 0.95
    assert words.figure(share) == "90% of businesses"
    assert words.uncertainty(share.uncertainty, share.unit) == (
        "Sampling interval (95%): 76–97% of businesses."
    )
    assert "Wilson 1927" in share.method
    assert "drawn at random; they were not" in share.assumes
    assert words.uncertainty(asked.uncertainty, asked.unit).startswith("Exact: nothing is estimat")
    for figure in (bound, level, odds):  # an interval nobody reckoned is not shown
        read = words.uncertainty(figure.uncertainty, figure.unit)
        assert read == "None published. A figure of the method, fixed beforehand."


def test_under_thirty_asked_the_panel_prints_no_percentage_either():
    share, _, bound, *_ = told(17, 18, "the majority").estimates
    assert words.figure(share) == "0.944 of businesses"
    assert words.uncertainty(share.uncertainty, share.unit) == (
        "Sampling interval (95%): 0.74–1 of businesses."
    )
    assert words.figure(bound) == "0.8 of businesses"


def test_from_thirty_on_the_gating_bound_is_printed():
    examined = claimed(36, 40, "the majority")
    text = told(36, 40, "the majority").text
    assert f"more than half of them and at least {math.floor(100 * examined.bound)}%," in text


def test_fewer_than_fifty_are_flagged():
    assert "Fewer than 50" in told(36, 40, "the majority").caveat
    assert "Fewer than 50" not in told(54, 60, "the majority").caveat


def test_a_claim_from_above_speaks_of_those_who_did_not():
    made = told(2, 40, "a minority")
    assert "a minority say so, that is fewer than half of them and at most " in made.text
    assert "businesses that did not answer yes had more than" in made.text


def test_what_was_not_issued_is_not_told():
    for k, n, kind in ((10, 18, "the majority"), (8, 8, "almost all"), (30, 40, "most")):
        examined = claimed(k, n, kind)
        assert not examined.issued
        with pytest.raises(RuleBroken, match="not issued"):
            inference(examined, count(k, n), question(), ABOUT, VOICE, REACH)
    with pytest.raises(RuleBroken, match="another count"):
        inference(claimed(17, 18, "the majority"), count(16, 18), question(), ABOUT, VOICE, REACH)


def test_a_declared_random_sample_says_so_and_has_no_odds():
    reach = Reach("medtech", design=Design("random", 300))
    made = told(36, 40, "the majority", reach)
    assert "were drawn at random from 300;" in made.text
    assert "not a random sample" not in made.text
    assert "odds" not in made.text
    assert check(made) is None


@SETTINGS
@given(n=st.integers(5, 200), kind=st.sampled_from(["the majority", "most", "a minority", "a few"]))
def test_every_issued_claim_reads_back(n: int, kind: str):
    for k in range(n + 1):
        examined = claimed(k, n, kind)
        if not examined.issued:
            continue
        made = told(k, n, kind)
        assert check(made) is None
        read = parse(made.text, VOICE.noun, VOICE.noun_one)
        assert (read.form, read.word, read.k, read.n) == ("inferred", kind, k, n)
        assert read.phrases["route"] == REACH.route
        assert read.figures["ratio"] <= examined.r_star
        assert ("bound" in read.figures) is (n >= 30)
        break


def reads(text: str) -> bool:
    try:
        parse(text, VOICE.noun, VOICE.noun_one)
    except ParseError:
        return False
    return True


def test_a_changed_word_or_bound_is_noticed():
    made = told(36, 40, "the majority")
    for old, new in (
        ("the majority", "most"),
        ("more than half", "three quarters or more"),
        ("at least", "at most"),
        ("answering yes", "that did not answer yes"),
        ("36", "30"),
        ("not a random sample", "a random sample"),
        ("0.95", "0.9"),
    ):
        changed = made.but()
        object.__setattr__(changed, "text", made.text.replace(old, new, 1))
        assert check(changed) is not None, (old, new)
        assert old == "36" or not reads(changed.text), (old, new)
        with_slots = {
            k: s.but(text=s.text.replace(old, new)) if s.kind != "number" else s
            for k, s in made.slots.items()
        }
        if with_slots != made.slots:
            assert check(made.but(slots=with_slots, text="")) is not None, (old, new)


def test_a_segment_does_not_open_what_is_said_of_the_sector():
    about = replace(ABOUT, segment="telehealth")
    examined = claimed(17, 18, "the majority")
    made = inference(examined, count(17, 18), question(), about, VOICE, REACH)
    assert made.text.startswith("Of the businesses in ")


def test_how_many_were_examined_and_made():
    counts = [Counted(Asked(q, "", "the majority"), k, 18) for q, k in (("a", 17), ("b", 9))]
    claims = examine(counts, 5)
    made = examined_statement(claims, "medtech", ABOUT, VOICE, (ROW,))
    assert made.text == (
        "Of the five claims about medtech that were fixed before the reconstructed businesses "
        "answered, one could be made; the expected share of false ones among those made is held "
        "to 0.05."
    )
    assert check(made) is None
    none = examined_statement(examine(counts[1:], 3), "medtech", ABOUT, VOICE, (ROW,))
    assert "three claims" in none.text
    assert "0 could be made" in none.text
    assert check(none) is None
