"""Where the subject of a qualification begins and ends."""

import pytest

from sectorscope.annotate.qualifications import annotate


@pytest.mark.parametrize(
    ("text", "span", "subject"),
    [
        ("a degree in Physics is essential", "degree in Physics", "Physics"),
        ("a degree in Physics or a related subject", "degree in Physics", "Physics"),
        ("a degree in physics, please", "degree in physics", "physics"),
        ("degree in Physics (or equivalent)", "degree in Physics", "Physics"),
        (
            "HND in Mechanical, Electrical or Manufacturing Engineering required",
            "HND in Mechanical, Electrical or Manufacturing Engineering",
            "Mechanical, Electrical or Manufacturing Engineering",
        ),
        ("NVQ 3 in Health and Social Care and a car", None, "Health and Social Care"),
        ("BSc in Chemistry and five years' experience", "BSc in Chemistry", "Chemistry"),
        ("HNC in Electronics and soldering skills", "HNC in Electronics", "Electronics"),
        ("BSc in Chemistry, HPLC and GMP", "BSc in Chemistry", "Chemistry"),
        ("degree in Computer Science with Python", None, "Computer Science"),
        ("a life sciences degree", "life sciences degree", "life sciences"),
        ("an IT related degree", "IT related degree", "IT related"),
        ("business, statistics or mathematics based degree", None, None),
        ("BSc Quantity Surveying as a minimum", "BSc Quantity Surveying", "Quantity Surveying"),
        ("HNC Childhood Practice is an advantage", "HNC Childhood Practice", "Childhood Practice"),
        ("HNC Design Engineer wanted", "HNC", None),
        ("a first degree in a relevant subject", "first degree", None),
        ("a degree in a STEM subject", "degree in a STEM subject", "STEM subject"),
        ("a degree in itself", "degree", None),
        ("a professional degree", "degree", None),
        ("your maths GCSE", "maths GCSE", "maths"),
        ("Level 4 Data Analyst apprenticeship", None, "Data Analyst"),
        ("Diploma in Care\nPhysics graduates", "Diploma in Care", "Care"),
    ],
)
def test_the_subject(text: str, span: str | None, subject: str | None):
    one = annotate(text)[0]
    assert span is None or one.text == span
    assert subject is None or one.detail.get("subject") == subject
    assert subject or span != one.text or "subject" not in one.detail


def test_a_subject_stops_where_something_else_is_asked_for():
    found = annotate("a degree in Nursing and NMC registration")
    assert [a.text for a in found] == ["degree in Nursing", "NMC registration"]
    found = annotate("BEng in Mechatronics or HND in Electronics")
    assert [a.text for a in found] == ["BEng in Mechatronics", "HND in Electronics"]
