"""From readings to codings: what follows, what waits, what a person has to settle."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.agreement import agreement
from sectorscope.consultation.assertions import assertions
from sectorscope.consultation.readings import coded, readings
from sectorscope.consultation.settle import AGREED, DIFFER, FOLLOWING, LONE, by_subject, decide
from sectorscope.decisions import Decision
from sectorscope.errors import DecisionError
from tests.consultation.reading import DAY, book, read, settled
from tests.support.consulted import response

SETTINGS = settings(max_examples=120, deadline=None)
KEY = ("B1", "skills", "cad")
RULED = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Bob", "Cat"]),
        st.sampled_from(["B1", "B2", "B3"]),
        st.sampled_from(["cad", "solder"]),
        st.booleans(),
    ),
    max_size=14,
)


def made(rulings: list[tuple[str, str, str, bool]]) -> list[Decision]:
    return [read(who, b, c, said, f"CAD{who}") for who, b, c, said in rulings]


@SETTINGS
@given(RULED, st.sampled_from([True, False, None]))
def test_no_coding_comes_of_a_disagreement_and_every_one_of_agreement(
    rulings: list[tuple[str, str, str, bool]], alone: bool | None
):
    decisions = made(rulings)
    result = settled(*decisions, alone=alone)
    standing = coded([*decisions, *result.write])
    differ = {(d.business, d.question, d.code) for d in result.disagreements}
    for key, read_ in by_subject(readings(decisions)).items():
        verdicts = {r.reading for r in read_}
        assert (key in differ) == (len(verdicts) > 1)
        if len(read_) > 1:
            assert (key in standing) == (verdicts == {"said"})
    assert not standing & differ
    assert not standing & set(result.waiting)


@SETTINGS
@given(RULED, st.sampled_from([True, False, None]))
def test_settling_twice_adds_nothing(rulings: list[tuple[str, str, str, bool]], alone: bool | None):
    decisions = made(rulings)
    first = settled(*decisions, alone=alone)
    again = settled(*decisions, *first.write, alone=alone)
    assert again.write == ()
    assert again.disagreements == first.disagreements


@SETTINGS
@given(RULED)
def test_it_does_not_matter_who_is_who(rulings: list[tuple[str, str, str, bool]]):
    last = {(who, b, c): said for who, b, c, said in rulings}
    swap = {"Ann": "Cat", "Cat": "Ann", "Bob": "Bob"}
    words = {"Ann": "CAD, and some", "Bob": "CAD", "Cat": "Mostly CAD"}
    ordered = [read(w, b, c, said, words[w]) for (w, b, c), said in last.items()]
    mirrored = [read(swap[w], b, c, said, words[w]) for (w, b, c), said in last.items()]
    mirrored.reverse()
    one, other = settled(*ordered), settled(*mirrored)
    assert sorted(d.body.items() for d in one.write) == sorted(d.body.items() for d in other.write)
    assert {d.code for d in one.disagreements} == {d.code for d in other.disagreements}


@SETTINGS
@given(RULED, RULED)
def test_codings_follow_the_readings_as_they_change(
    first: list[tuple[str, str, str, bool]], more: list[tuple[str, str, str, bool]]
):
    """Settled on the way or only at the end, the same is coded."""
    early, late = made(first), made(more)
    between = settled(*early, alone=True).write
    log = [*early, *between, *late]
    stepwise = coded([*log, *settled(*log, alone=True).write])
    assert stepwise == coded(settled(*early, *late, alone=True).write)


def test_one_coder_alone_is_coded_with_the_reading():
    (coding,) = settled(read("Ann", "B1", "cad")).write
    assert (coding.who, coding.why, coding.ruling) == ("Ann", LONE, "raised_unprompted")
    assert coding.body["quote"] == "CAD"


def test_a_lone_reading_waits_where_two_must_read():
    result = settled(read("Ann", "B1", "cad"), alone=False)
    assert (result.write, result.waiting) == ((), (KEY,))


def test_the_second_coder_turns_a_lone_coding_into_an_agreed_one():
    log = [read("Ann", "B1", "cad")]
    log += [*settled(*log).write, read("Bob", "B1", "cad")]
    (coding,) = settled(*log).write
    assert (coding.who, coding.why) == ("Lead", AGREED)


def test_a_lone_coding_is_taken_back_when_the_second_coder_differs():
    log = [read("Ann", "B1", "cad")]
    log += [*settled(*log).write, read("Bob", "B1", "cad", said=False)]
    result = settled(*log)
    (back,) = result.write
    assert (back.ruling, back.why) == ("withdrawn", DIFFER)
    assert coded([*log, back]) == frozenset()
    assert [d.code for d in result.disagreements] == ["cad"]


def test_a_coder_who_thinks_again_takes_the_coding_back():
    log = [read("Ann", "B1", "cad")]
    log += [*settled(*log).write, read("Ann", "B1", "cad", said=False)]
    (back,) = settled(*log).write
    assert back.ruling == "withdrawn"


def test_a_reading_withdrawn_takes_its_coding_with_it():
    log = [read("Ann", "B1", "cad")]
    log += settled(*log).write
    body = log[0].body | {"reading": "withdrawn"}
    log.append(Decision("reading", body, "Ann", DAY, "by mistake"))
    (back,) = settled(*log).write
    assert (back.ruling, back.body["code"]) == ("withdrawn", "cad")


@pytest.mark.parametrize("said", [True, False])
def test_a_named_person_settles_and_that_stands(said: bool):
    log = [read("Ann", "B1", "cad", words="CAD, and"), read("Bob", "B1", "cad", said=False)]
    (differ,) = settled(*log).disagreements
    ruling = decide(differ, said, book(), who="Lead", when=DAY, why="we asked them")
    log.append(ruling)
    assert ruling.who == "Lead"
    assert coded(log) == ({KEY} if said else frozenset())
    for later in (log, [*log, read("Bob", "B1", "cad", said=not said)]):
        assert settled(*later).disagreements == ()
        assert settled(*later).write == ()


@pytest.mark.parametrize("why", ["", *sorted(FOLLOWING)])
def test_a_settlement_gives_a_reason_of_its_own(why: str):
    (differ,) = settled(
        read("Ann", "B1", "cad"), read("Bob", "B1", "cad", said=False)
    ).disagreements
    with pytest.raises(DecisionError):
        decide(differ, True, book(), who="Lead", when=DAY, why=why)


def test_a_coding_nobody_read_for_is_left_alone():
    body = {"business": "B1", "question": "skills", "code": "cad", "quote": "CAD"}
    by_hand = Decision("coding", body | {"state": "yes"}, "Lead", DAY, "as published")
    assert settled(by_hand, read("Ann", "B1", "cad", said=False)).write == ()
    assert settled(by_hand).write == ()


def test_a_closed_question_is_answered_yes_not_raised():
    body = {"business": "B1", "question": "train", "code": "would", "coder": "Ann", "quote": "yes"}
    (coding,) = settled(Decision("reading", body | {"reading": "said"}, "Ann", DAY, "read")).write
    assert coding.ruling == "yes"


def test_nothing_counts_until_it_is_confirmed():
    answers = [response("B1", "yes", "CAD", "skills")]
    log = [read("Ann", "B1", "cad"), read("Bob", "B1", "cad", said=False)]
    for decisions in ([], log, [*log, *settled(*log).write]):
        standing = [d for d in decisions if d.kind == "coding" and d.ruling != "withdrawn"]
        rows = assertions(answers, [{"id": d.id, **d.body} for d in standing])
        assert [r["code"] for r in rows] == [""]


def test_agreement_is_over_what_two_have_read():
    pairs = [(True, True)] * 4 + [(True, False)] + [(False, False)] * 5
    log = [
        read(who, f"B{i}", "cad", said)
        for i, pair in enumerate(pairs)
        for who, said in zip(("Ann", "Bob"), pair, strict=True)
    ]
    log.append(read("Ann", "B99", "cad"))
    whole, cad = agreement(readings(log))
    assert (whole.code, cad.code, cad.coders) == ("", "cad", ("Ann", "Bob"))
    assert (cad.result.pairable, cad.alike) == (10, 9)
    # Krippendorff's nominal alpha by hand: Do = 2/20, De = 2·9·11/(20·19)
    assert cad.result.alpha == pytest.approx(1 - (2 / 20) / (2 * 9 * 11 / (20 * 19)))
    assert cad.result.interval
    assert cad.result.alpha
    assert cad.result.interval.low <= cad.result.alpha <= cad.result.interval.high
    assert agreement(readings(log)) == agreement(reversed(readings(log)))


def test_agreement_of_one_coder_is_none():
    assert agreement(readings([read("Ann", "B1", "cad")])) == ()
