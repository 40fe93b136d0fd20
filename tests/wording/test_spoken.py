"""Those who said no, what is merged, who took part, whose words a quote is."""

from dataclasses import replace

import pytest

from sectorscope.profile import EvidenceRef, Statement
from sectorscope.wording.check import check
from sectorscope.wording.realise import listed, share
from sectorscope.wording.spoken import attribution, dissent, merged, took_part
from sectorscope.wording.templates import LISTED
from sectorscope.wording.topics import TOPICS, caveat_of, topic_name
from sectorscope.wording.voice import Voice
from tests.support.consulted import ABOUT, VOICE, of_states, question

ROW = EvidenceRef(id="consultation|1", source="survey")
REAL = Voice(
    vintage="2024",
    geography="West Yorkshire",
    definition="version 1",
    refs=lambda row: ROW,
    noun="employers consulted",
    noun_one="employer consulted",
)


def said(yes: int, no: int, other: int = 0, **more: str) -> Statement | None:
    states = ["yes"] * yes + ["no"] * no + [more.pop("state", "blank")] * other
    return dissent(of_states(states).count("q"), question(**more), ABOUT, VOICE)


def test_a_dissent_is_told_beside_a_majority():
    made = said(9, 3)
    assert made is not None
    assert (
        made.text
        == "Several of the reconstructed businesses asked (3 of 12) said no to “Is it so?”."
    )
    assert check(made) is None
    one, two = said(11, 1), said(8, 2, 2)
    assert one is not None
    assert two is not None
    assert one.text == "One reconstructed business of the 12 asked said no to “Is it so?”."
    assert two.text == "Two reconstructed businesses of the 12 asked said no to “Is it so?”."
    assert two.estimates[0].parts == (("said no", 2), ("gave another answer, or none", 10))


def test_a_dissent_says_what_was_asked_whatever_was_answered():
    count = of_states(["yes"] * 9 + ["no"] * 3).count("q")
    asked = question(text="Is “so” so?")
    made = dissent(count, asked, ABOUT, VOICE, says=("answered “worse”", "answered “worse”"))
    assert made is not None
    assert made.text.endswith("(3 of 12) answered “worse” to “Is ‘so’ so?”.")
    assert made.estimates[0].parts[0] == ("answered “worse”", 3)
    assert check(made) is None


def test_the_dissents_evidence_begins_with_those_who_said_no():
    made = said(9, 3)
    assert made is not None
    first = [r.id for r in made.estimates[0].inputs[:3]]
    assert first == ["B09|q|", "B10|q|", "B11|q|"]


@pytest.mark.parametrize(("yes", "no", "other"), [(9, 0, 3), (6, 6, 0), (4, 8, 0), (3, 1, 0)])
def test_no_dissent_without_a_majority_or_without_a_no(yes: int, no: int, other: int):
    assert said(yes, no, other) is None


def test_a_protected_dissent_is_not_told():
    count = of_states(["yes"] * 11 + ["no"]).count("q")
    assert dissent(count, question(), ABOUT, VOICE, protected=True) is None


def test_a_code_that_was_named_has_no_dissent():
    """Nobody says no to what was not asked of: the question's noes are not the code's."""
    count = replace(of_states(["yes"] * 11 + ["no"]).count("q"), code="cad")
    assert dissent(count, question(), ABOUT, VOICE) is None


def test_for_a_number_no_number_is_the_dissent():
    made = said(9, 0, 3, state="unquantified", form="gave_number")
    assert made is not None
    assert made.text.endswith("(3 of 12) could give no number for “Is it so?”.")
    assert said(9, 0, 3, state="unquantified") is None


def test_a_dissent_is_a_statement_of_its_own():
    made, whole = said(9, 3), share(of_states(["yes"] * 9).count("q"), question(), ABOUT, VOICE)
    assert made is not None
    assert made.id != whole.id


def test_merged_issues_are_a_number_and_no_more():
    made = merged(3, "commercial skills", ABOUT, REAL, (ROW,))
    assert made.text == (
        "Three further issues that the employers consulted named are counted under commercial "
        "skills and are not told apart."
    )
    one = merged(1, "commercial skills", ABOUT, REAL, (ROW,))
    assert one.text.startswith("One further issue that the employers consulted named is counted")
    assert check(made) is None
    assert check(one) is None
    slots = {**made.slots, "number": made.slots["number"].but(text="One")}
    one_issue = made.estimates[0].but(value=1)
    assert check(made.but(slots=slots, estimates=(one_issue,), text="")) is not None


def test_who_took_part_is_listed_by_the_alphabet():
    made = took_part(["3M", "beta Ltd", "Acme and Sons"], ABOUT, REAL, (ROW,))
    text = "These of the employers consulted agreed to be named: Acme and Sons; beta Ltd; and 3M."
    assert made.text == text
    assert check(made) is None
    assert took_part(["3 Peaks"], ABOUT, REAL, (ROW,)).text.endswith("named: “3 Peaks”.")


def test_a_quote_is_by_nobody_in_particular():
    assert attribution(REAL) == "An employer consulted"
    assert attribution(VOICE) == "A reconstructed business"


def test_the_three_difficulties_have_their_own_names():
    names = {topic_name(topic) for topic in TOPICS}
    assert names == {"recruitment difficulties", "skill-shortage vacancies", "skills gaps in staff"}


@pytest.mark.parametrize("topic", list(TOPICS))
def test_a_statement_says_which_difficulty_it_is_and_which_not(topic: str):
    asked = question(topic=topic, caveat="Asked in spring.")
    count = of_states(["yes"] * 3).count("q")
    found = share(count, asked, ABOUT, VOICE).caveat
    assert found.startswith(f"Asked in spring. This speaks of {topic_name(topic)}: ")
    named_as_others = found.partition("; not of ")[2]
    assert {t for t in TOPICS if topic_name(t) in named_as_others} == set(TOPICS) - {topic}
    told = listed(
        [count], LISTED, ABOUT, VOICE, literals={"says": "named"}, caveat=caveat_of(asked)
    )
    assert told.caveat == found
    assert not share(count, question(), ABOUT, VOICE).caveat
