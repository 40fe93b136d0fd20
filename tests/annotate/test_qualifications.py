"""Qualifications as people write them, with the level where it is stated."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.annotate.qualifications import annotate, concept_of, levels_in


def concepts(text: str) -> list[str]:
    return [a.concept for a in annotate(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("GCSEs or an IGCSE", ["gcse", "gcse"]),
        ("five General Certificates of Secondary Education", ["gcse"]),
        ("A levels, A-levels and an AS level", ["a_level:3", "a_level:3", "as_level:3"]),
        ("T levels, O-levels", ["t_level:3", "o_level:2"]),
        ("Access to HE", ["access_he:3"]),
        ("BTEC, BTEC National at level 3", ["btec", "btec:3"]),
        ("Level 3 NVQs, an NVQ level 2, NVQ4", ["nvq:3", "nvq:2", "nvq:4"]),
        ("levels 2-4 NVQ", ["nvq:2", "nvq:3", "nvq:4"]),
        ("National Vocational Qualifications, SVQ", ["nvq", "svq"]),
        ("City & Guilds level 2 and 3", ["city_and_guilds:2", "city_and_guilds:3"]),
        ("City and Guilds", ["city_and_guilds"]),
        ("a level two diploma", ["diploma:2"]),
        ("HNC/HND", ["hnc:4", "hnd:5"]),
        ("Higher National Certificate or Diploma", ["hnc:4", "diploma"]),
        ("higher national diplomas", ["hnd:5"]),
        ("CertHE and DipHE", ["certificate_he:4", "diploma_he:5"]),
        ("foundation degree, FdSc", ["foundation_degree:5", "foundation_degree:5"]),
        ("a first degree", ["first_degree:6"]),
        ("BSc (Hons), B.Eng, BA", ["first_degree:6"] * 3),
        ("Bachelor’s degree, bachelors", ["first_degree:6"] * 2),
        ("MSc, MBA, master's", ["masters:7"] * 3),
        ("PGCE, PGDip", ["pgce", "postgraduate:7"]),
        ("postgraduate certificate in education", ["pgce"]),
        ("post-graduates", ["postgraduate"]),
        ("PhDs, Ph.D., doctorate", ["doctorate:8"] * 3),
        ("a degree in physics", ["degree"]),
        ("graduates", ["degree"]),
        ("apprentices", ["apprenticeship"]),
        ("advanced apprenticeship", ["apprenticeship:3"]),
        ("intermediate apprenticeships", ["apprenticeship:2"]),
        ("degree apprenticeship", ["apprenticeship"]),
        ("level 4 apprenticeships", ["apprenticeship:4"]),
        ("Level 3", ["level:3"]),
        ("L2 or L3", ["level:2", "level:3"]),
        ("SCQF level 7", ["scqf"]),
        ("Scottish Highers", ["scottish_higher"]),
        ("International Baccalaureate", ["baccalaureate:3"]),
        ("functional skills level 1", ["functional_skills:1"]),
    ],
)
def test_what_is_named(text: str, named: list[str]):
    assert concepts(text) == named
    assert concepts(f"Mostly {text}, we think.") == named


@pytest.mark.parametrize(
    "text",
    [
        "to some degree",
        "a degree of difficulty",
        "90 degrees",
        "30 degrees C",
        "a level playing field",
        "A level of skill",
        "as level as can be",
        "at every level",
        "level 30 of the car park",
        "ma and pa",
        "upgrade the software",
        "",
    ],
)
def test_what_is_no_qualification(text: str):
    assert concepts(text) == []


def test_a_level_and_its_qualification_are_one_mention():
    (one,) = annotate("we take Level 3 NVQs")
    assert (one.text, one.reason) == ("Level 3 NVQs", "qualification: NVQ, level 3")
    assert concept_of(one) == ("nvq", 3)


def test_what_is_not_needed_is_marked():
    (one,) = annotate("We don't need PhDs")
    assert one.negated
    assert not annotate("We need PhDs")[0].negated


def test_levels_of_a_code():
    assert levels_in("Level 4-6") == (4, 5, 6)
    assert levels_in("level 3 or level 5") == (3, 5)
    assert levels_in("Level two") == (2,)
    assert levels_in("") == ()


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("levlLNVQHND gcse3 12-–'’.(🙂BSc\u0301") | st.characters(), max_size=60)
)
def test_any_text_is_read_and_spans_are_its_characters(text: str):
    for one in annotate(text):
        assert text[one.start : one.end] == one.text
        assert one.text
