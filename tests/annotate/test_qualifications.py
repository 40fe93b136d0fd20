"""Qualifications and their kin as people write them: span, kind, concept, level, framework."""

import re
from pathlib import Path

import pytest

from sectorscope.annotate.annotation import KINDS
from sectorscope.annotate.qualifications import annotate, concept_of, concepts_of, levels_in

MARK = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")
CASES = [
    line.replace("\\n", "\n")
    for line in Path(__file__)
    .with_name("qualifications.txt")
    .read_text(encoding="utf-8")
    .splitlines()
    if not line.startswith("#")
]


def marked(text: str) -> str:
    """A text with what is found in it marked as the cases are."""
    made, last = "", 0
    for one in annotate(text):
        kind = "" if one.kind == "qualification" else f"{one.kind} "
        told = f"{kind}{one.concept} {one.framework or ''}".strip()
        made += f"{text[last : one.start]}[[{one.text}|{told}]]"
        last = one.end
    return made + text[last:]


@pytest.mark.parametrize("case", CASES)
def test_a_mention_as_it_stands_in_a_text(case: str):
    assert marked(MARK.sub(r"\1", case)) == case


@pytest.mark.parametrize("case", CASES[::7])
def test_a_mention_is_found_whatever_apostrophes_hyphens_and_spaces_are_used(case: str):
    text = MARK.sub(r"\1", case)
    for plain, written in (("'", "’"), ("-", "\u2011"), ("-", "–"), (" ", "\u00a0")):
        found = annotate(text.replace(plain, written))
        assert [(a.start, a.concept) for a in found] == [
            (a.start, a.concept) for a in annotate(text)
        ]


@pytest.mark.parametrize("case", CASES[::7])
def test_lines_around_a_mention_change_nothing(case: str):
    text = MARK.sub(r"\1", case)
    around = f"About us\nWe make things.\n{text}\nHow to apply\nSend us a letter."
    assert [a.concept for a in annotate(around)] == [a.concept for a in annotate(text)]


@pytest.mark.parametrize(
    ("text", "level", "framework"),
    [
        ("GCSE Maths at grade 9", 2, "RQF"),
        ("GCSE Maths grade 4", 2, "RQF"),
        ("GCSE Maths grade 3", 1, "RQF"),
        ("GCSE Maths at grade C", 2, "RQF"),
        ("GCSE Maths at grade D", 1, "RQF"),
        ("GCSEs A*-G", 1, "RQF"),
        ("GCSE Maths", None, "RQF"),
        ("AS level", 3, "RQF"),
        ("A level", 3, "RQF"),
        ("T Level", 3, "RQF"),
        ("BTEC National", 3, "RQF"),
        ("BTEC First", 2, "RQF"),
        ("BTEC", None, "RQF"),
        ("HNC", 4, "RQF"),
        ("HND", 5, "RQF"),
        ("CertHE", 4, "FHEQ"),
        ("DipHE", 5, "FHEQ"),
        ("foundation degree", 5, "FHEQ"),
        ("bachelor's degree", 6, "FHEQ"),
        ("BSc (Hons)", 6, "FHEQ"),
        ("2:1 degree", 6, "FHEQ"),
        ("degree", 6, "FHEQ"),
        ("graduate diploma", 6, "FHEQ"),
        ("master's degree", 7, "FHEQ"),
        ("PGCE", 7, "FHEQ"),
        ("PGDip", 7, "FHEQ"),
        ("PGCert", 7, "FHEQ"),
        ("doctorate", 8, "FHEQ"),
        ("intermediate apprenticeship", 2, "RQF"),
        ("advanced apprenticeship", 3, "RQF"),
        ("higher apprenticeship", None, "RQF"),
        ("degree apprenticeship", None, "RQF"),
        ("Level 5 apprenticeship", 5, "RQF"),
        ("Entry Level 3 Functional Skills", 0, "RQF"),
        ("Functional Skills Level 1", 1, "RQF"),
        ("NVQ 3", 3, "RQF"),
        ("NVQ Level 4", 4, "NQF"),
        ("NVQ 5", 5, "NQF"),
        ("Level 4 NVQ Diploma", 4, "RQF"),
        ("Level 6 NVQ", 6, "RQF"),
        ("Level 3 Diploma (QCF)", 3, "QCF"),
        ("NVQ Level II", 2, "RQF"),
        ("level three", 3, "RQF"),
        ("HNC/HND", 4, "RQF"),
        ("diploma/degree", None, None),
        ("PhD degree", 8, "FHEQ"),
        ("Highers", 6, "SCQF"),
        ("Advanced Higher Physics", 7, "SCQF"),
        ("National 5 Maths", 5, "SCQF"),
        ("SCQF level 8", 8, "SCQF"),
        ("SVQ 3", None, "SCQF"),
        ("HNC (SCQF 7)", 4, "RQF"),
        ("O levels", 2, "NQF"),
    ],
)
def test_the_level_that_words_fix_and_its_framework(
    text: str, level: int | None, framework: str | None
):
    (one,) = annotate(f"We ask for {text}, please.")
    assert (one.text, one.level, one.framework) == (text, level, framework)


def test_every_kind_is_a_kind():
    kinds = {a.kind for case in CASES for a in annotate(MARK.sub(r"\1", case))}
    assert kinds == {"qualification", "title", "registration", "licence", "check"}
    assert kinds < set(KINDS)


def test_a_mention_says_what_it_is_and_why():
    (one,) = annotate("we take Level 3 NVQs")
    assert (one.text, one.label) == ("Level 3 NVQs", "NVQ, level 3")
    assert one.reason == "qualification: NVQ, level 3"
    assert (one.scheme, one.lane, concept_of(one)) == ("RQF", "qualifications", ("nvq", 3))
    assert "level" in one.why


def test_more_that_is_said_makes_a_mention_surer():
    def score(text: str) -> float:
        return annotate(text)[0].score

    assert score("a Level 3") < score("an NVQ") < score("a Level 3 NVQ")
    assert score("a Level 3 NVQ") < score("a Level 3 NVQ in Plumbing")
    assert all(0.5 < a.score < 1 for case in CASES for a in annotate(MARK.sub(r"\1", case)))


def test_one_mention_may_name_several():
    (both,) = annotate("an HNC/HND in Engineering")
    assert concepts_of(both) == (("hnc", 4), ("hnd", 5))
    (levels,) = annotate("NVQ Level 2 or 3")
    assert concepts_of(levels) == (("nvq", 2), ("nvq", 3))
    (one,) = annotate("an HNC")
    assert concepts_of(one) == (("hnc", 4),)


def test_two_mentions_stay_two():
    assert [a.text for a in annotate("A levels or a BTEC")] == ["A levels", "BTEC"]
    assert [a.text for a in annotate("an ONC / HNC")] == ["ONC", "HNC"]
    assert [a.text for a in annotate("ACA/ACCA qualified")] == ["ACA", "ACCA"]
    found = annotate("an NVQ, Level 3 Diploma in Care")
    assert [a.concept for a in found] == ["nvq", "diploma:3"]


def test_levels_of_a_code():
    assert levels_in("Level 4-6") == (4, 5, 6)
    assert levels_in("level 3 or level 5") == (3, 5)
    assert levels_in("Level two") == (2,)
    assert levels_in("") == ()
