"""Every statement is read back before it is published: what was meant is what a reader reads."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import issue_set
from sectorscope.profile import Slot, Statement, statement_id
from sectorscope.wording import templates
from sectorscope.wording.check import check, is_consulted
from sectorscope.wording.realise import About, consistent, issue_sentence, listed, share
from tests.support.consulted import ABOUT, VOICE, mixes, naming, of_states, question
from tests.support.making import estimate, literal, number, statement

SETTINGS = settings(max_examples=60, deadline=None)


def told(k: int, n: int, **more: str) -> Statement:
    rows = tuple({"business": f"B{i}", "question": "q", "code": ""} for i in range(n))
    return share(Count("q", "", "it", k, n, {"yes": k}, rows), question(**more), ABOUT, VOICE)


@SETTINGS
@given(
    mixes().filter(lambda m: set(m) - {"not_asked", "not_applicable"}),
    st.sampled_from(["share", "gave_number"]),
    st.sampled_from([None, "that run a programme"]),
    st.sampled_from(["", "telehealth"]),
)
def test_whatever_was_said_reads_as_it_is(
    states: list[str], form: str, whom: str | None, segment: str
):
    about = About("issues", "q", segment=segment)
    made = share(of_states(states).count("q"), question(form=form, whom=whom), about, VOICE)
    assert check(made) is None


def test_lists_and_sets_read_as_they_are():
    rows = tuple({"business": f"B{i}", "question": "q", "code": ""} for i in range(12))
    counts = [Count("q", c, f"skill {c}", k, 12, {}, rows) for c, k in (("a", 9), ("b", 3))]
    sets = [
        {"a": ["B0"], "b": ["B1"], "c": ["B2", "B3"]},
        {"a": ["B0"], "b": ["B1"], "c": ["B2", "B3", "B4"], "d": ["B0"]},
        {"a": ["B0"], "b": ["B1"]},
    ]
    made = [
        listed(counts, templates.WITHIN, ABOUT, VOICE, literals={"label": "skills"}),
        listed(counts, templates.REASONS, ABOUT, VOICE, literals={"says": "it being were"}),
        listed(counts, templates.OPPORTUNITIES, ABOUT, VOICE, kind="recommendation"),
        consistent(counts[0], 2, 6, ABOUT, VOICE, prompted=False),
    ]
    for named in sets:
        held = naming(named, 12)
        made.append(issue_sentence(issue_set(held, "q"), held.questions[0], ABOUT, VOICE))
    assert [check(s) for s in made if s is not None] == [None] * len(made)


@SETTINGS
@given(n=st.integers(3, 60), data=st.data())
def test_another_word_in_its_slot_is_noticed(n: int, data: st.DataObject):
    """The types let any word stand in a word slot; the reader does not."""
    made = told(data.draw(st.integers(3, n)), n)
    if "word" not in made.slots:
        return
    others = [
        "Almost all",
        "Most",
        "The majority",
        "Half",
        "Several",
        "A few",
        "None",
        "All",
        "One",
    ]
    word = data.draw(st.sampled_from([w for w in others if w != made.slots["word"].text]))
    slots = {**made.slots, "word": made.slots["word"].but(text=word)}
    assert check(made.but(slots=slots, text="")) is not None


def test_none_takes_an_explicit_no_of_each():
    rows = tuple({"business": f"B{i}", "question": "q", "code": ""} for i in range(6))
    held = Count("q", "", "it", 0, 6, {"no": 6}, rows)
    made = share(held, question(), ABOUT, VOICE)
    assert check(made, noes=6) is None
    assert check(made, noes=5) is not None
    (known,) = made.estimates
    silent = known.but(parts=(("no", 5), ("gave no answer", 1)))
    assert check(made.but(estimates=(silent,))) is not None


def test_a_word_whose_estimate_is_another_is_noticed():
    made = told(12, 12)
    (known,) = made.estimates
    assert made.text.startswith("All 12")
    assert check(made.but(estimates=(known.but(value=11),))) is not None


@pytest.mark.parametrize("word", ["came", "consistently", "without", "sub-sectors"])
def test_another_sentence_is_noticed(word: str):
    rows = tuple({"business": f"B{i}", "question": "q", "code": ""} for i in range(12))
    made = consistent(Count("q", "a", "CAD", 9, 12, {}, rows), 5, 6, ABOUT, VOICE, prompted=False)
    assert made is not None
    changed = made.but(template=made.template.replace(word, "really"), text="")
    assert check(changed) is not None


def test_a_text_that_is_not_its_template_is_noticed():
    made = told(9, 12)
    object.__setattr__(made, "text", made.text.replace("9 of 12", "8 of 12"))
    assert check(made) is not None
    official = statement()
    object.__setattr__(official, "text", official.text.replace("has", "had"))
    assert check(official) is not None


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        (number("4,200"), 4200),
        (number("1.2 million", scale=1e6), 1_150_001),
        (number("£100m"), 100),
        (number("0.3%"), 0.34),
        (number("−5.1%"), -5.13),
        (number("twelve"), 12),
        (number("177 thousand", scale=1e3), 177_200),
    ],
)
def test_numbers_are_read_as_they_are_printed(slot: Slot, value: float):
    made = statement(slots={"n": slot}, estimates=(estimate(value),))
    assert check(made) is None
    moved = made.but(slots={"n": slot}, estimates=(estimate(value),))
    object.__setattr__(moved, "estimates", (estimate(value * 2),))
    assert check(moved) is not None


def test_a_name_may_hold_numbers_and_quantities():
    made = statement(
        template="{name} counts {n} jobs.",
        slots={"name": literal("The survey of Level 3 and most of 2012"), "n": number("4,200")},
    )
    assert check(made) is None


def test_a_quantity_outside_every_slot_is_noticed():
    made = statement()
    for template in ("Some three of {n} jobs.", "Most of {n} jobs.", "Twenty and {n} jobs."):
        text = template.format(n="4,200")
        object.__setattr__(made, "template", template)
        object.__setattr__(made, "text", text)
        assert check(made) is not None


def test_what_is_wrong_names_no_answer():
    made = told(9, 12, says="spoke of Acme Ltd")
    changed = made.but(template=made.template.replace("of", "off"), text="")
    found = check(changed)
    assert found is not None
    assert "Acme" not in str(found)
    assert made.id in str(found)


def test_a_fact_that_was_made_up_is_no_sentence_of_the_consulted():
    made = told(9, 12)
    assert is_consulted(made)
    assert not is_consulted(statement())
    about = {"chapter": made.chapter, "question": "fact:size", "subject": "", "scope": ""}
    fact = made.but(**about, id=statement_id(**about))
    assert not is_consulted(fact)
