"""What an analyst's note may say: nothing that no statement it cites supports."""

from dataclasses import replace

import pytest

from sectorscope.consultation.counts import Count
from sectorscope.profile import Statement
from sectorscope.wording import templates
from sectorscope.wording.lint import lint
from sectorscope.wording.realise import listed, share
from sectorscope.wording.spoken import dissent
from sectorscope.wording.voice import About
from tests.support.consulted import ABOUT, VOICE, of_states, question
from tests.support.making import estimate, literal, number, statement

NOUNS = ("healthcare technologies", "medtech firms")


def count(label: str, k: int, n: int = 12) -> Count:
    rows = tuple({"business": f"B{i}", "question": "q", "code": label} for i in range(n))
    return Count("q", label, label, k, n, {}, rows)


MOST = share(count("it", 9), question(says="look for CAD"), ABOUT, VOICE)
GROWTH = share(count("it", 8), question(says="expect growth"), About("issues", "g"), VOICE)
REASONS = listed(
    [count("cost", 5), count("time", 3)],
    templates.REASONS,
    About("issues", "r"),
    VOICE,
    literals={"says": "looking elsewhere"},
)
SECTOR = statement(
    template="The sector of {what} has {n} jobs.",
    slots={"n": number("4,200"), "what": literal("x")},
)
FALL = statement(
    question="change",
    template="There were {n}% fewer jobs.",
    slots={"n": number("4.2")},
    estimates=(estimate(4.2),),
)


def kinds(text: str, *cited: Statement) -> list[str]:
    return [f.kind for f in lint(text, cited, sector_nouns=NOUNS)]


@pytest.mark.parametrize(
    "text",
    [
        "Most look for CAD.",
        "Mostly CAD was looked for.",
        "9 of the 12 look for CAD.",
        "Nine of the twelve looked for CAD, nine out of twelve.",
        "Colleges could ask the reconstructed businesses what they mean by CAD.",
        "The employers asked may mean other things by it.",
        "The 12 businesses may mean other things by it.",
        "These businesses may mean other things by it.",
        "A course in CAD would answer what was said.",
    ],
)
def test_what_a_cited_statement_says_may_be_said(text: str):
    assert kinds(text, MOST) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10 of the 12 look for CAD.", "numeral"),
        ("Ten of the twelve look for CAD.", "numeral"),
        ("75% look for CAD.", "numeral"),
        ("12% look for CAD.", "numeral"),
        ("Seventy-five per cent look for CAD.", "numeral"),
        ("Three quarters look for CAD.", "numeral"),
        ("Three in four look for CAD.", "numeral"),
        ("Twice as much CAD is looked for.", "quantifier"),
        ("Nearly all look for CAD.", "quantifier"),
        ("The majority look for CAD.", "quantifier"),
        ("Many look for CAD.", "quantifier"),
        ("Some look for CAD.", "quantifier"),
        ("CAD is often looked for.", "quantifier"),
        ("Several look for CAD.", "quantifier"),
        ("Everyone looks for CAD.", "quantifier"),
        ("Demand for CAD is rising.", "trend"),
        ("Demand for CAD is growing.", "trend"),
        ("The increase in demand is plain.", "trend"),
        ("Demand for CAD has declined.", "trend"),
        ("CAD has been looked for since.", "trend"),
        ("CAD is looked for more than before.", "trend"),
        ("CAD is still looked for.", "trend"),
        ("CAD is looked for because lathes are old.", "cause"),
        ("CAD is looked for due to old lathes.", "cause"),
        ("As a result CAD is looked for.", "cause"),
        ("Old lathes led to CAD.", "cause"),
        ("CAD is driven by exports.", "cause"),
        ("The sector looks for CAD.", "sector"),
        ("Businesses look for CAD.", "sector"),
        ("Employers look for CAD.", "sector"),
        ("Firms in the region look for CAD.", "sector"),
        ("The industry’s habit is CAD.", "sector"),
        ("Healthcare technologies need CAD.", "sector"),
        ("Medtech firms need CAD.", "sector"),
    ],
)
def test_what_no_cited_statement_says_is_found(text: str, kind: str):
    found = lint(text, [MOST], sector_nouns=NOUNS)
    assert kind in [f.kind for f in found]
    assert all(text[f.start : f.end] == f.found for f in found)
    assert all(f.because for f in found)


def test_nothing_cited_supports_nothing():
    assert kinds("Most of the 12 look for CAD.") == ["quantifier", "numeral"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Growth is expected, and rising demand with it.", GROWTH),
        ("The reason given is cost; because of it they look elsewhere.", REASONS),
        ("It has 4,200 jobs, and the sector is that small.", SECTOR),
        ("Jobs declined by 4.2%.", FALL),
    ],
)
def test_trends_causes_and_sectors_are_supported_by_statements_of_them(text: str, cited: Statement):
    assert kinds(text, cited) == []
    assert kinds(text, MOST) != []


def test_a_fall_supports_no_rise():
    assert kinds("Jobs are rising.", FALL) == ["trend"]
    assert kinds("Jobs are falling.", GROWTH) == ["trend"]


def test_what_the_consulted_said_supports_nothing_of_the_sector():
    default = replace(VOICE, noun="reconstructed businesses of the sector there")
    made = share(count("it", 9), question(), ABOUT, default)
    assert "the sector" in made.text
    assert kinds("Most of the sector say so.", made) == ["sector"]


def test_more_than_a_number_is_no_trend():
    said = share(count("it", 9), question(says="need more than IT"), ABOUT, VOICE)
    assert kinds("Demand is rising.", said) == ["trend"]


def test_words_that_say_the_same_support_each_other_and_no_others():
    every = share(count("it", 12), question(), ABOUT, VOICE)
    assert kinds("Everyone asked says so.", every) == []
    assert kinds("Most of those asked say so.", every) == ["quantifier"]
    few = share(count("it", 3, 24), question(), ABOUT, VOICE)
    assert kinds("A handful say so.", few) == []
    assert kinds("Few say so.", few) == ["quantifier"]


def test_a_question_quoted_in_a_dissent_supports_nothing():
    """What was asked is not what was said: three said no to growth, and nobody spoke of it."""
    asked = question(text="Do you expect growth because of exports?")
    against = dissent(of_states(["yes"] * 9 + ["no"] * 3).count("q"), asked, ABOUT, VOICE)
    assert against is not None
    assert "growth because of exports" in against.text
    assert kinds("There was growth.", against) == ["trend"]
    assert kinds("This is because of exports.", against) == ["cause"]
    answered = dissent(
        of_states(["yes"] * 9 + ["no"] * 3).count("q"),
        asked,
        ABOUT,
        VOICE,
        says=("answered “decline”", "answered “decline”"),
    )
    assert answered is not None
    assert kinds("There was growth.", answered) == ["trend"]
    assert kinds("Several spoke of decline.", answered) == []
