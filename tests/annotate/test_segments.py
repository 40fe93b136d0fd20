"""Texts cut into pieces: every character once, the right segment, heading and speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.segments import DEMAND, Piece, pieces, spoken
from sectorscope.annotate.segments.pieces import LONGEST

KINDS = ("advert", "course", "company", "interview", "sentence", "anything")
ODD = st.text(
    st.one_of(
        st.sampled_from(" \t\n\r.!?:;,•-*()[]|'\"’“”…\x00\x1c\x85\u2028\ufeff\u202eİßaEQIRN19é🙂"),
        st.characters(),
    ),
    max_size=300,
)


def said(text: str, piece: Piece) -> str:
    return text[piece.start : piece.end]


def cut(text: str, kind: str = "advert") -> list[str]:
    return [said(text, piece) for piece in pieces(text, kind)]


def segments(text: str, kind: str = "advert") -> dict[str, str]:
    return {said(text, piece): piece.segment for piece in pieces(text, kind)}


def requirements(text: str) -> dict[str, str | None]:
    return {said(text, piece): piece.requirement for piece in pieces(text)}


# -- offsets --------------------------------------------------------------------------------


@given(ODD, st.sampled_from(KINDS))
def test_every_character_but_blanks_is_in_one_piece_in_order(text: str, kind: str):
    last = 0
    for piece in pieces(text, kind):
        assert last <= piece.start < piece.end <= len(text)
        assert not text[last : piece.start].strip()
        assert said(text, piece) == said(text, piece).strip()
        last = piece.end
    assert not text[last:].strip()


@given(
    st.lists(
        st.sampled_from(("Q: ", "R: ", "a b. ", "• ", "\n", "E.", "(x) ", "x" * 90, " ")),
        max_size=60,
    )
)
def test_pieces_of_what_looks_like_a_document_cover_it_too(parts: list[str]):
    text = "".join(parts)
    for kind in KINDS:
        made = "".join(said(text, piece) for piece in pieces(text, kind))
        assert "".join(made.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["x" * 9000, "word " * 2000, "a, " * 3000, "\t" * 50 + "x" * 3000])
def test_a_text_without_an_end_is_cut_into_pieces_of_bounded_length(text: str):
    made = pieces(text, "sentence")
    assert len(made) > 1
    assert all(piece.end - piece.start <= LONGEST for piece in made)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t ", "\u2003"])
def test_nothing_has_no_pieces(text: str):
    assert pieces(text) == []


# -- sentences ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "Experience with tools, e.g. Revit or Navisworks.",
        "You will hold a B.Sc. in Biology or a Ph.D. in Chemistry.",
        "Salary is approx. £25k p.a. plus bonus.",
        "Tolerances of 0.5 mm, see www.example.org/a.b for more.",
        "Reporting to Dr. J. Smith in the lab.",
        "Min. 2 yrs in a similar post.",
        "Unit No. 4 on the estate.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(sentence: str):
    assert cut(f"{sentence} Another one follows here.") == [sentence, "Another one follows here."]


def test_a_sentence_ends_before_small_letters_too():
    assert cut("no experience needed. immediate starts. weekly pay") == [
        "no experience needed.",
        "immediate starts.",
        "weekly pay",
    ]


def test_a_letter_of_a_specification_ends_a_sentence_and_an_initial_does_not():
    assert cut("Excel, E. Sage, D. Filing, E.") == ["Excel, E.", "Sage, D.", "Filing, E."]
    assert cut("Knowledge of E. coli is useful.") == ["Knowledge of E. coli is useful."]


def test_bullets_are_pieces_whatever_their_mark_and_on_one_line_too():
    assert cut("• one\n* two\n- three\n– four\n1. five\na) six") == [
        "• one",
        "* two",
        "- three",
        "– four",
        "1. five",
        "a) six",
    ]
    assert cut("Duties • welding • grinding • painting") == [
        "Duties",
        "• welding",
        "• grinding",
        "• painting",
    ]


# -- segments -------------------------------------------------------------------------------

ADVERT = """Maintenance Fitter

Oakley Bearings Ltd, Telford. £34,000

About us
We make bearings for wind turbines.

The role
• Repair hydraulic presses
• Fault find on conveyors

What you'll need
• Time served
• Hydraulics

What's in it for you
25 days off and a pension

Everyone's welcome
Tell us what would help you at interview.

How to apply
Ring the works on Monday."""


def test_headings_open_segments_and_the_first_line_names_the_post():
    found = segments(ADVERT)
    assert found["Maintenance Fitter"] == "title"
    assert found["We make bearings for wind turbines."] == "about_us"
    assert found["• Repair hydraulic presses"] == "duties"
    assert found["• Hydraulics"] == "person_specification"
    assert found["25 days off and a pension"] == "benefits"
    assert found["Tell us what would help you at interview."] == "equal_opportunities"
    assert found["Ring the works on Monday."] == "how_to_apply"


@pytest.mark.parametrize(
    ("sentence", "segment"),
    [
        ("We are a leading supplier of valves with 200 employees.", "about_us"),
        ("25 days' holiday plus bank holidays, company pension and free parking.", "benefits"),
        ("We welcome applications from all sections of the community.", "equal_opportunities"),
        ("Please send your CV to the address below.", "how_to_apply"),
        ("You will be responsible for a team of six fitters.", "duties"),
        ("You must have a counterbalance licence.", "person_specification"),
    ],
)
def test_a_sentence_without_a_heading_is_told_by_its_cues(sentence: str, segment: str):
    assert segments(sentence) == {sentence: segment}


def test_one_paragraph_may_hold_several_segments():
    text = (
        "We are a family firm in Hull. You must have welding experience. "
        "In return you get 28 days' holiday. Send your CV today."
    )
    assert [piece.segment for piece in pieces(text)] == [
        "about_us",
        "person_specification",
        "benefits",
        "how_to_apply",
    ]


def test_cues_of_need_do_not_undo_a_heading():
    text = "Benefits\nYou will need a locker key.\n\nPerson specification\n- Must have CAD"
    assert segments(text)["You will need a locker key."] == "benefits"
    assert segments(text)["- Must have CAD"] == "person_specification"


def test_a_paragraph_of_another_kind_leaves_the_section_it_stands_in():
    text = (
        "Main duties\n- Turning\n- Milling\n\n"
        "We do not discriminate on grounds of age, race or disability.\n\n- Grinding"
    )
    found = segments(text)
    assert found["- Turning"] == found["- Grinding"] == "duties"
    assert found["We do not discriminate on grounds of age, race or disability."] == (
        "equal_opportunities"
    )


def test_a_heading_that_is_not_known_is_told_by_its_words():
    assert segments("Your generous rewards package:\n- A hamper")["- A hamper"] == "benefits"


def test_a_lone_sentence_counts_as_demand_unless_it_is_plainly_something_else():
    for sentence in ("Turning and milling.", "Good with people", "Weld aluminium to BS EN 9606."):
        (piece,) = pieces(sentence, "sentence")
        assert piece.segment == "other"
        assert piece.segment in DEMAND
    (piece,) = pieces("25 days' annual leave and a pension.", "sentence")
    assert piece.segment not in DEMAND


def test_a_companys_own_text_is_not_struck_out_as_about_us():
    (piece,) = pieces("We are a leading maker of castings and we use CNC machining.", "company")
    assert piece.segment in DEMAND


# -- requirement ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "Essential",
        "ESSENTIAL CRITERIA:",
        "Essential skills & experience",
        "You will have:",
        "What we’re looking for",
        "What you'll need (minimum)",
        "Must haves",
        "Requirements",
        "To be considered you must have:",
    ],
)
def test_a_heading_makes_what_stands_under_it_essential(heading: str):
    assert requirements(f"{heading}\n- Welding\n- Turning")["- Turning"] == "essential"


@pytest.mark.parametrize(
    "heading",
    [
        "Desirable",
        "Desirable criteria:",
        "Nice to have",
        "Nice to have (please don't be put off if you haven't)",
        "It would be great if you had:",
        "Bonus points if:",
        "Preferred skills",
        "It'd be lovely if you also had:",
    ],
)
def test_a_heading_makes_what_stands_under_it_desirable(heading: str):
    assert requirements(f"{heading}\n- Welding\n- Turning")["- Turning"] == "desirable"


@pytest.mark.parametrize("heading", ["Person specification", "About you", "Skills", "Duties"])
def test_a_heading_that_says_nothing_of_need_sets_none(heading: str):
    assert requirements(f"{heading}\n- Welding")["- Welding"] is None


def test_a_heading_reaches_to_the_next_one():
    found = requirements("Essential\n- Welding\nDesirable\n- Painting\nBenefits\n- Bonus")
    assert (found["- Welding"], found["- Painting"], found["- Bonus"]) == (
        "essential",
        "desirable",
        None,
    )


def test_essential_over_subheadings_stays_and_under_one_ends_with_it():
    over = requirements("Essential\nQualifications\n- HNC\nExperience\n- Welding")
    assert over["- HNC"] == over["- Welding"] == "essential"
    under = requirements("Qualifications\nEssential\n- HNC\nExperience\n- Welding")
    assert under["- HNC"] == "essential"
    assert under["- Welding"] is None


def test_a_label_before_a_list_reaches_to_the_end_of_its_line():
    found = requirements("Essential: a degree. Chemistry.\nDesirable: Python.\nFull time.")
    assert found["Chemistry."] == "essential"
    assert found["Desirable: Python."] == "desirable"
    assert found["Full time."] is None


# -- interviews -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("INT:", "RESP:"),
        ("Q:", "A:"),
        ("I:", "R:"),
        ("Interviewer:", "Dawn (operations director):"),
        ("Interviewer 1:", "Participant 3:"),
        ("[00:01:12] Moderator:", "[00:01:20] Owner:"),
    ],
)
def test_who_asks_and_who_answers(asks: str, answers: str):
    text = f"{asks} Who is hard to find?\n{answers} Welders. Always."
    made = pieces(text, "interview")
    assert [piece.segment for piece in made] == ["interviewer", "respondent", "respondent"]
    assert made[1].speaker == made[2].speaker
    assert made[1].speaker is not None
    assert made[1].speaker in answers


def test_of_two_speakers_the_one_who_asks_is_the_interviewer():
    text = "Speaker 1: How is it going?\nSpeaker 2: Fine.\nSpeaker 1: And now?\nSpeaker 2: Fine."
    assert [(p.segment, p.speaker) for p in pieces(text, "interview")][:2] == [
        ("interviewer", "Speaker 1"),
        ("respondent", "Speaker 2"),
    ]


def test_what_stands_before_the_first_turn_is_nobodys():
    made = pieces("Recorded by telephone.\nINT: Shall we?\nRESP: Yes.", "interview")
    assert [piece.segment for piece in made] == ["other", "interviewer", "respondent"]


def test_a_colon_in_what_is_said_makes_no_speaker():
    made = pieces("RESP: It comes to this.\nTwo things: people and money.", "interview")
    assert {piece.speaker for piece in made} == {"RESP"}
    assert all(piece.segment == "respondent" for piece in made)


def test_an_interview_without_labels_is_all_answer():
    assert {p.segment for p in pieces("We can't get welders. Never could.", "interview")} == {
        "respondent"
    }


def test_turns_on_one_line_are_parted():
    made = pieces("INT: Any gaps? RESP: Yes, welding. INT: Since when?", "interview")
    assert [piece.segment for piece in made] == ["interviewer", "respondent", "interviewer"]


# -- what a text is ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "INT: What is hard to find?\nRESP: Welders.",
        "Interviewer: So, how is it?\nJane Smith: Hard.\nInterviewer: Oh.\nJane Smith: Yes.",
        "Q: Which roles are hardest to fill?\nA: CNC setters.\nQ: Why?\nA: Nobody trains them.",
        "Ann: Is it hard?\nBob: Yes.\nAnn: Why?\nBob: Pay.",
        "[00:01] Moderator: Tell me.\n[00:09] Respondent: Well.\n"
        "[00:20] Moderator: Go on.\n[00:31] Respondent: No.",
    ],
)
def test_a_transcript_is_known_by_its_turns(text: str):
    assert spoken(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Welder\n\nEssential: TIG\nDesirable: MIG\nSalary: £32k",
        "Consultant: Jane Smith\nEmployer: Acme Ltd\nYou will weld. Interested? Apply now.",
        "Do you like welding? Is it for you?\nMonday: days\nMonday: nights",
        "INT: What is hard to find?",
    ],
)
def test_an_advert_is_no_transcript(text: str):
    assert not spoken(text)


def test_a_check_told_of_under_equality_is_needed_for_the_post():
    found = segments(
        "Equal opportunities\nWe welcome all applicants. This post is subject to an enhanced DBS "
        "check.\nA DBS disclosure bars nobody: we welcome applications from all.\n"
        "You must treat all alike."
    )
    assert found["This post is subject to an enhanced DBS check."] == "person_specification"
    others = {s for text, s in found.items() if "enhanced" not in text}
    assert others == {"equal_opportunities"}
