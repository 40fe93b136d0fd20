"""Suggestions: what is proposed from which words, for which question, and what is left out."""

import random
import time
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.codebook import Codebook
from sectorscope.consultation.suggest import Answer, Subject, Suggestion, Turn, subject, suggest
from sectorscope.schema import TABLES
from tests.consultation.reading import ANSWERS, asked, book, material
from tests.support.consulted import Row, code

SKILLS = "soldering welding CAD sales marketing coding software design testing law"
SETTINGS = settings(max_examples=60, deadline=None)


def codes_of(*answers: Answer, ruled: Collection[Subject] = ()) -> list[tuple[str, str]]:
    return [(s.question, s.code) for s in suggest(book(), answers, ruled=ruled)]


def one(text: str, *codes: Row, question: str = "q", **more: str) -> list[Suggestion]:
    held = Codebook([asked(question, **more)], codes)
    return suggest(held, [Answer("B1", question, text)])


def test_labels_phrases_and_examples_lead_to_suggestions():
    cad = code("cad", label="drawing", phrases="CAD; SolidWorks", examples="technical drawings")
    for text, rule in [
        ("a drawing", "label “drawing”"),
        ("some Solidworks", "phrase “SolidWorks”"),
        ("technical drawing", "example “technical drawings”"),
    ]:
        (found,) = one(text, cad)
        assert (found.code, found.annotator, found.why) == ("cad", "lexical", rule)


def test_a_label_is_found_without_its_last_word_skills():
    (found,) = one("we need soldering", code("s", label="soldering skills"))
    assert found.why == "label “soldering”"


def test_the_span_is_the_words():
    for found in material().suggestions:
        text = ANSWERS[found.business, found.question]
        assert text[found.start : found.end].casefold().rstrip("s") in (
            "cad",
            "soldering",
            "hnd",
        ) or (text[found.start : found.end] == "Level 3 NVQ")


def test_the_row_is_a_row_of_the_table_and_holds_no_words_of_the_answer():
    columns = {c.name for c in TABLES["suggestion"].columns} - {"snapshot", "locator", "raw"}
    for found in suggest(book(), [Answer("B9", "skills", "Zanzibar CAD Zanzibar")]):
        assert set(found.row) == columns
        assert "Zanzibar" not in repr(found)


def test_a_negated_mention_is_proposed_last():
    found = [s for s in material().suggestions if s.code == "cad"]
    assert [(s.business, s.negated) for s in found] == [("B1", False), ("B2", True)]
    assert found[0].score > found[1].score


def test_what_nobody_said_is_not_proposed():
    assert not [s for s in material().suggestions if s.business == "B3"]


def test_one_suggestion_a_business_question_and_code_at_the_best_place():
    (found,) = one("no CAD. But CAD, yes CAD", code("cad", label="CAD"))
    assert (found.start, found.negated) == (12, False)
    assert found.why.endswith("; 2 more")


def test_what_was_ruled_on_is_left_out():
    answer = Answer("B1", "skills", "CAD and soldering")
    assert codes_of(answer, ruled={("B1", "skills", "cad")}) == [("skills", "solder")]
    assert codes_of(answer, ruled={("B2", "skills", "cad")}) == [
        ("skills", "cad"),
        ("skills", "solder"),
    ]


def test_a_question_without_codes_has_no_suggestions():
    held = Codebook([asked("q")], [])
    assert suggest(held, [Answer("B1", "q", "CAD"), Answer("B1", "gone", "CAD")]) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Higher National Diploma", ["hnd"]),
        ("a Level 3 NVQ", ["nvq_3"]),
        ("NVQs", ["nvq_3"]),
        ("NVQ level 2", []),
        ("anything at level 5", ["hnd"]),
        ("BTEC at level 3", ["nvq_3"]),
        ("a degree", []),
    ],
)
def test_qualifications_by_name_or_by_level(text: str, wanted: list[str]):
    found = suggest(book(), [Answer("B1", "quals", text)])
    assert [s.code for s in found] == wanted


def test_a_level_alone_scores_less_than_the_qualification():
    by_level, by_name = (
        suggest(book(), [Answer("B1", "quals", text)])[0]
        for text in ("level 5", "Higher National Diploma")
    )
    assert by_level.score < by_name.score
    assert "by the level alone" in by_level.why
    assert by_name.annotator == "qualifications"


def test_a_degree_suggests_a_first_degree():
    (found,) = one("a degree", code("d", label="first degrees"), role="qualifications")
    assert found.code == "d"
    assert one("a degree", code("d", label="first degrees")) == []


def interview(*turns: tuple[str, str], question: str = "") -> Answer:
    text, marks = "", list[Turn]()
    for role, said in turns:
        marks.append(Turn(len(text), len(text) + len(said), role))
        text += said + "\n\n"
    return Answer("B1", question, text, "B1-1", tuple(marks))


ASKS_SKILLS = ("interviewer", "So which skills matter to your business most?")
ASKS_QUALS = ("interviewer", "And which qualifications do you seek?")


def test_only_respondents_are_read():
    found = suggest(
        book(), [interview(ASKS_SKILLS, ("interviewer", "CAD?"), ("respondent", "No."))]
    )
    assert found == []


def test_what_is_said_answers_the_question_that_was_put():
    said = ("respondent", "CAD and an HND.")
    assert codes_of(interview(ASKS_SKILLS, said)) == [("skills", "cad")]
    assert codes_of(interview(ASKS_QUALS, said)) == [("quals", "hnd")]
    assert codes_of(interview(ASKS_SKILLS, ("respondent", "Hm."), ASKS_QUALS, said)) == [
        ("quals", "hnd")
    ]


def test_a_probe_leaves_the_question_standing_and_another_question_ends_it():
    probe = ("interviewer", "Could you say more about that?")
    other = ("interviewer", "How did the move to larger premises in the valley go?")
    said = ("respondent", "CAD and an HND.")
    assert codes_of(interview(ASKS_SKILLS, probe, said)) == [("skills", "cad")]
    assert codes_of(interview(ASKS_SKILLS, other, said)) == [("skills", "cad"), ("quals", "hnd")]


def test_where_the_question_is_not_known_every_open_one_is_looked_at_with_less_certainty():
    found = suggest(book(), [interview(("respondent", "CAD, an HND and we would train."))])
    assert [(s.question, s.code) for s in found] == [("skills", "cad"), ("quals", "hnd")]
    known = suggest(book(), [interview(ASKS_SKILLS, ("respondent", "CAD"))])[0]
    assert found[0].score < known.score
    assert "not known" in found[0].why


def test_a_document_of_one_question_is_read_for_it_alone():
    assert codes_of(interview(("respondent", "CAD, HND"), question="quals")) == [("quals", "hnd")]
    assert codes_of(Answer("B1", "", "CAD, HND", "B1-1")) == [("skills", "cad"), ("quals", "hnd")]


def test_speakers_of_unknown_role_are_read_where_nobody_is_known_to_answer():
    assert codes_of(interview(("unknown", "CAD"))) == [("skills", "cad")]
    assert codes_of(interview(("unknown", "CAD"), ("respondent", "Hm"))) == []


def test_offsets_are_of_the_whole_document():
    answer = interview(ASKS_SKILLS, ("respondent", "CAD"))
    (found,) = suggest(book(), [answer])
    assert answer.text[found.start : found.end] == "CAD"
    assert found.document == "B1-1"


@SETTINGS
@given(st.permutations(list(ANSWERS.items())))
def test_ids_and_order_do_not_hang_on_the_order_of_answers(
    order: list[tuple[tuple[str, str], str]],
):
    found = suggest(book(), [Answer(b, q, text) for (b, q), text in order])
    assert found == list(material().suggestions)
    assert len({s.id for s in found}) == len({subject(s) for s in found}) == len(found)


def test_best_first_within_each_question_of_the_questionnaire():
    found = material().suggestions
    assert [s.question for s in found] == sorted([s.question for s in found], reverse=True)
    for question in ("skills", "quals"):
        scores = [s.score for s in found if s.question == question]
        assert scores == sorted(scores, reverse=True)


def test_three_hundred_businesses_and_sixty_questions_take_about_a_second():
    rng = random.Random(1)
    skills = SKILLS.split()
    rest = "we find it hard to get people here because most of them go elsewhere"
    questions = [
        asked(f"q{i}", order=i, role="qualifications" if i % 10 == 0 else None) for i in range(60)
    ]
    codes = [
        code(
            s.lower(),
            question=q["id"],
            order=i,
            label=f"{s} skills",
            phrases=f"{s} people; good {s}",
        )
        for q in questions
        for i, s in enumerate(skills)
    ]
    answers = [
        Answer(
            f"B{b}",
            q["id"],
            " ".join([*rng.choices(rest.split(), k=10), *rng.choices(skills, k=1)]),
        )
        for b in range(300)
        for q in questions
    ]
    held = Codebook(questions, codes)
    began = time.process_time()
    found = suggest(held, answers)
    spent = time.process_time() - began
    print(f"{len(answers):,} answers, {len(found):,} suggestions, {spent:.2f} s of CPU")
    assert len(found) == len(answers)
    assert spent < 3
