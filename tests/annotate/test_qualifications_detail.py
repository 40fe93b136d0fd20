"""What a mention says beside its level: body, size, grade, count, equal, towards, part."""

import pytest

from sectorscope.annotate.qualifications import annotate


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("a City & Guilds Level 3 Diploma", "awarding_body", "City & Guilds"),
        ("BTEC Level 3", "awarding_body", "Pearson"),
        ("CIPD Level 5", "awarding_body", "CIPD"),
        ("XYZA Level 5 Diploma", "awarding_body", "XYZA"),
        ("BIM Level 2 Diploma", "awarding_body", None),
        ("RQF Level 3 Diploma", "awarding_body", None),
        ("Level 3 Diploma", "size", "diploma"),
        ("Level 3 Certificate in Care", "size", "certificate"),
        ("Level 3 Award in Care", "size", "award"),
        ("Level 3 Extended Diploma", "size", "extended diploma"),
        ("an HNC", "size", None),
        ("GCSE Maths at grade 4 or above", "grade", "4"),
        ("GCSE Maths (A*-C)", "grade", "A*-C"),
        ("A levels at BBC", "grade", "BBC"),
        ("a 2:1 degree", "grade", "2:1"),
        ("BEng Mechanical Engineering, 2:2", "grade", "2:2"),
        ("Merit in BTEC Level 3 Construction", "grade", "Merit"),
        ("five GCSEs", "count", "five"),
        ("3 A levels", "count", "3"),
        ("A levels", "count", None),
        ("a degree or equivalent", "equivalent", True),
        ("a degree (or equivalent)", "equivalent", True),
        ("an HNC or similar", "equivalent", True),
        ("a degree or a car", "equivalent", None),
        ("working towards an NVQ 3", "working_towards", True),
        ("a degree or working towards", "working_towards", True),
        ("studying for an HNC", "working_towards", True),
        ("You work. A degree is needed", "working_towards", None),
        ("part-qualified ACCA", "part", True),
        ("ACCA part qualified", "part", True),
        ("ACCA qualified", "part", None),
        ("Level 4 Data Analyst apprenticeship", "standard", "Data Analyst"),
        ("SVQ 3", "stated", 3),
        ("NVQ 2 or 3", "also", ("nvq:3",)),
        ("MCIPD or equivalent", "equivalent", True),
        ("working towards CEng", "working_towards", True),
        ("CEng or working towards", "working_towards", True),
        ("CEng status, or working towards it", "working_towards", True),
        ("CEng / IEng or working towards", "working_towards", True),
        ("Chartered Engineer (CEng) or able to work towards it", "working_towards", True),
        ("MRICS qualified or working towards", "working_towards", True),
        ("CEng with IMechE, or working towards", "working_towards", True),
        ("an HNC and able to work towards tight deadlines", "working_towards", None),
        ("CEng and Ability to work towards it", "working_towards", None),
        ("an HNC with experience of working towards net zero", "working_towards", None),
    ],
)
def test_what_is_said_beside_the_level(text: str, name: str, value: object):
    assert annotate(text)[0].detail.get(name) == value


@pytest.mark.parametrize(
    ("text", "label"),
    [("SVQ 3", "SVQ 3"), ("SVQ Level 2 in Care", "SVQ 2"), ("NVQ 3", "NVQ, level 3")],
)
def test_the_number_of_an_svq_is_not_called_a_level(text: str, label: str):
    (one,) = annotate(text)
    assert one.label == label
    assert (one.level is None) is ("level" not in one.label)


def test_what_is_not_said_is_not_there():
    (one,) = annotate("a PhD")
    assert dict(one.detail) == {"type": "doctorate"}
