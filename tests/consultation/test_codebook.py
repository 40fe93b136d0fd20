"""The codebook: what it holds, and what is said of one that cannot be counted with."""

import pytest

from sectorscope.consultation.codebook import Codebook, Problem
from sectorscope.consultation.topics import MEANS, named, topics_in
from sectorscope.schema.consultation import TOPICS
from tests.consultation.reading import asked, book
from tests.support.consulted import Row, code


def problems(*codes: Row, **of_question: str) -> list[Problem]:
    return list(Codebook([asked("q", **of_question)], codes).check())


def test_a_sound_codebook_has_no_problem():
    assert book().check() == ()
    assert problems(code("a"), code("b", "a"), code("c", "b")) == []


def test_questions_and_codes_are_in_the_questionnaires_order():
    held = Codebook(
        [asked("late", order=2), asked("early", order=1)],
        [code("b", question="early", order=1), code("a", question="early", order=0)],
    )
    assert [q.id for q in held.questions] == ["early", "late"]
    assert [c.code for c in held.codes_of("early")] == ["a", "b"]
    assert held.codes_of("late") == ()
    assert held.code("early", "c") is None
    assert held.question("none") is None


def test_lists_in_a_cell_are_taken_apart():
    held = Codebook([asked("q")], [code("a", phrases=" one ;two;; ", examples=None)])
    assert held.codes[0].phrases == ("one", "two")
    assert held.codes[0].examples == ()


def test_wider_codes_the_nearest_first():
    held = Codebook([asked("q")], [code("a"), code("b", "a"), code("c", "b")])
    assert held.wider("q", "c") == ("b", "a")
    assert held.wider("q", "a") == ()


def test_an_open_question_raises_a_closed_one_says_yes():
    said = {q.id: q.said for q in book().questions}
    assert (said["skills"], said["train"]) == ("raised_unprompted", "yes")


def test_a_parent_that_is_not_there():
    (found,) = problems(code("cad", "enginering"), code("engineering"))
    assert found.wrong
    assert (found.question, found.code) == ("q", "cad")
    assert "did you mean 'engineering'?" in found.said


def test_a_parent_of_another_question_is_not_there():
    held = Codebook([asked("q"), asked("r")], [code("a", "b"), code("b", question="r")])
    assert [p.code for p in held.check()] == ["a"]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_cycle_ends_and_is_wrong(size: int):
    names = [f"c{i}" for i in range(size)]
    codes = [code(n, names[i - 1]) for i, n in enumerate(names)]
    found = problems(*codes, code("below", "c0"))
    assert [p.code for p in found] == names
    assert all(p.wrong for p in found)


def test_a_code_of_no_question():
    (found,) = Codebook([], [code("a")]).check()
    assert found.wrong


def test_a_phrase_of_two_codes_is_said_in_whatever_spelling():
    (found,) = problems(code("a", phrases="e-learning"), code("b", phrases="E-Learnings; other"))
    assert not found.wrong
    assert "'a'" in found.said
    assert found.code == "b"


def test_a_phrase_of_two_questions_is_no_problem():
    held = Codebook([asked("q"), asked("r")], [code("a"), code("a", question="r")])
    assert held.check() == ()


def test_a_phrase_without_a_word_is_said():
    (found,) = problems(code("a", phrases="…"))
    assert "finds nothing" in found.said


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Are any vacancies hard to fill?", "recruitment_difficulty"),
        ("Do you have difficulty recruiting?", "recruitment_difficulty"),
        ("Which skill-shortage vacancies do you have?", "skill_shortage_vacancy"),
        ("Do applicants lack the skills you need?", "skill_shortage_vacancy"),
        ("Are your staff fully proficient?", "skills_gap"),
        ("Is there a skills gap?", "skills_gap"),
    ],
)
def test_how_the_three_difficulties_are_spoken_of(text: str, topic: str):
    assert topics_in(text) == {topic}
    assert problems(text=text, topic=topic) == []
    other = next(t for t in TOPICS if t != topic)
    (found,) = problems(text=text, topic=other)
    assert not found.wrong
    assert "at once" in found.said


def test_a_question_that_asks_two_at_once():
    (found,) = problems(text="Which skills shortages and skills gaps do you have?")
    assert "a skill-shortage vacancy and a skills gap" in found.said


def test_a_code_that_speaks_of_another_difficulty_than_its_question():
    mixed = code("a", phrases="hard to recruit")
    (found,) = problems(mixed, text="What can your staff not do?", topic="skills_gap")
    assert (found.code, found.wrong) == ("a", False)
    assert problems(mixed, topic="recruitment_difficulty") == []
    assert problems(code("a", definition="no skills gap"), topic="recruitment_difficulty") == []


def test_each_difficulty_is_explained_and_named():
    assert set(MEANS) == set(TOPICS)
    assert named(["skills_gap"]) == "a skills gap"
    assert named([]) == ""
