"""Sentences: true k and n always printed, British lists, and no roughness at the edges."""

import re
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sectorscope.consultation.counts import Count
from sectorscope.consultation.issues import issue_set
from sectorscope.profile import Filled, Slot, Statement
from sectorscope.wording import templates
from sectorscope.wording.check import check
from sectorscope.wording.quantifiers import number_word, quantifier
from sectorscope.wording.realise import (
    About,
    concepts,
    consistent,
    issue_sentence,
    join,
    listed,
    share,
)
from tests.support.consulted import (
    ABOUT,
    VOICE,
    code,
    mixes,
    naming,
    of_states,
    question,
)

SETTINGS = settings(max_examples=60, deadline=None)


def reads_well(text: str):
    assert text[0].isupper() or text[0].isdigit()
    assert text.endswith(".")
    assert not text.endswith("..")
    assert "  " not in text
    assert text == text.strip()
    assert not re.search(r"[{}]|\s[.,;:]", text)


def prints(text: str, number: int) -> bool:
    """Whether a number stands in a text, in digits or in words."""
    forms = {f"{number:,}", number_word(number), "none" if number == 0 else number_word(number)}
    return any(re.search(rf"(?<![\w,]){f}(?!\w|,\d)", text, re.IGNORECASE) for f in forms)


def said(states: list[str], **more: str) -> tuple[Statement, int, int]:
    """The sentence for some states, with k and n counted here on their own."""
    count = of_states(states).count("q", label="it")
    asked = [s for s in states if s not in ("not_asked", "not_applicable")]
    k = sum(s in ("yes", "raised_unprompted") for s in asked)
    return share(count, question(**more), ABOUT, VOICE), k, len(asked)


@SETTINGS
@given(mixes().filter(lambda m: set(m) - {"not_asked", "not_applicable"}))
def test_a_share_prints_the_true_k_and_n(states: list[str]):
    statement, k, n = said(states)
    reads_well(statement.text)
    assert prints(statement.text, n)
    # "All 12 …" and "Each of the three …" print one number that is both.
    assert prints(statement.text, k) or (k == n and re.match("All|Each", statement.text))
    assert "%" not in statement.text or n >= 30
    estimate, *_ = statement.estimates
    assert (estimate.value, estimate.n) == (k, n)
    assert sum(v for _, v in estimate.parts) == n


def test_every_count_up_to_sixty_reads_well_and_prints_itself():
    for n in range(1, 61):
        for k in range(n + 1):
            for rest in ("no", "dont_know"):
                count = Count(
                    "q",
                    "",
                    "it",
                    k,
                    n,
                    {"yes": k, rest: n - k},
                    ({"business": "B", "question": "q", "code": ""},),
                )
                text = share(count, question(), ABOUT, VOICE).text
                word = quantifier(k, n, n - k if rest == "no" else 0).name
                reads_well(text)
                assert prints(text, n), text
                assert prints(text, k) or word in ("all", "each"), text
                if word not in ("otherwise", "one", "two"):
                    assert text.lower().startswith(word), text


def test_none_is_said_of_explicit_noes_only():
    assert said(["no"] * 6)[0].text.startswith("None of the 6 ")
    assert said(["no"] * 5 + ["blank"])[0].text.startswith("0 of the 6 ")


def test_for_a_number_unquantified_is_the_explicit_no():
    states = ["unquantified"] * 6
    assert said(states, form="gave_number")[0].text.startswith("None of the 6 ")
    assert said(states)[0].text.startswith("0 of the 6 ")


def test_one_business_takes_the_singular():
    assert (
        said(["yes"] + ["no"] * 7)[0].text == "One reconstructed business of the 8 asked says so."
    )
    assert (
        said(["yes"] * 2 + ["no"] * 6)[0].text
        == "Two reconstructed businesses of the 8 asked say so."
    )


def test_a_segment_opens_the_sentence():
    about = About("skills", "q", segment="telehealth")
    text = share(of_states(["yes"] * 3).count("q"), question(), about, VOICE).text
    assert text == "In telehealth, each of the three reconstructed businesses asked says so."


def count(label: str, k: int, n: int = 12) -> Count:
    rows = tuple({"business": f"B{i}", "question": "q", "code": label} for i in range(n))
    return Count("q", label, label, k, n, {}, rows)


def test_consistently_prints_its_strata_beside_the_word_that_holds():
    made = consistent(count("CAD", 9), 5, 6, ABOUT, VOICE, prompted=False)
    assert made is not None
    assert made.text == (
        "CAD came up consistently: most of the reconstructed businesses asked (9 of 12) named them "
        "without being prompted, in five of the six sub-sectors."
    )
    assert consistent(count("CAD", 5), 5, 6, ABOUT, VOICE, prompted=False) is None
    assert consistent(count("CAD", 9), 5, 6, ABOUT, VOICE, prompted=True) is None


@SETTINGS
@given(n=st.integers(1, 60), strata=st.integers(2, 6), data=st.data())
def test_consistently_prints_true_figures(n: int, strata: int, data: st.DataObject):
    k = data.draw(st.integers((n + 1) // 2, n))
    made = consistent(count("CAD", k, n), strata, 6, ABOUT, VOICE, prompted=False)
    assert made is not None
    reads_well(made.text)
    assert prints(made.text, k)
    assert prints(made.text, n)
    assert f"in {number_word(strata)} of the six" in made.text


def test_one_count_is_told_in_digits_or_in_words():
    made = consistent(count("CAD", 3, 3), 2, 6, ABOUT, VOICE, prompted=False)
    assert made is not None
    assert "3 of the three" not in made.text


def test_a_segment_lowers_whatever_opened_the_sentence():
    about = About("skills", "q", segment="telehealth")
    made = consistent(count("people skills", 9), 5, 6, about, VOICE, prompted=False)
    assert made is not None
    assert made.text.startswith("In telehealth, people skills came up")


@SETTINGS
@given(st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_a_list_prints_every_count_most_named_first(ks: list[int]):
    counts = [count(f"skill {chr(97 + i)}", k, 60) for i, k in enumerate(ks)]
    made = listed(counts, templates.LISTED, ABOUT, VOICE, literals={"says": "named"})
    reads_well(made.text)
    assert [int(k) for k in re.findall(r"\((\d+) of 60\)", made.text)] == sorted(ks, reverse=True)
    assert [e.value for e in made.estimates] == sorted(ks, reverse=True)


def test_equals_keep_the_codebooks_order():
    made = listed(
        [count("b", 2), count("a", 2)], templates.LISTED, ABOUT, VOICE, literals={"says": "named"}
    )
    assert made.text.index("b (2") < made.text.index("a (2")


SPELLED = templates.catalogue()


@pytest.mark.parametrize(
    "name",
    list(SPELLED),
)
def test_no_template_says_a_number_or_quantity_of_its_own(name: str):
    template = SPELLED[name].format(0) if name == "ITEM" else SPELLED[name]
    fields = {f for _, f, *_ in Formatter().parse(template) if f}
    slots = {f: Slot(kind="literal", text="x") for f in fields}
    assert Filled(template=template, slots=slots).text


@pytest.mark.parametrize(
    ("parts", "heavy", "text"),
    [
        (["a"], False, "a"),
        (["a", "b"], False, "a and b"),
        (["a", "b", "c"], False, "a, b and c"),
        (["a", "b", "c and d"], True, "a; b; and c and d"),
        (["a", "c and d"], True, "a and c and d"),
    ],
)
def test_lists_are_joined_as_in_british_prose(parts: list[str], heavy: bool, text: str):
    assert join(parts, heavy=heavy) == text


def test_a_list_of_items_that_hold_an_and_takes_semicolons():
    counts = [count("IT", 3), count("business and project management", 2), count("CAD", 1)]
    text = listed(counts, templates.LISTED, ABOUT, VOICE, literals={"says": "named"}).text
    assert "IT (3 of 12); business and project management (2 of 12); and CAD (1 of 12)." in text


def issue_text(
    named: dict[str, list[str]], asked: int, parents: dict[str, str] | None = None
) -> str:
    held = naming(named, asked, parents)
    made = issue_sentence(issue_set(held, "q"), held.questions[0], ABOUT, VOICE)
    reads_well(made.text)
    return made.text


SCATTERED = {"a": ["B0"], "b": ["B1"], "c": ["B2", "B3"]}


def test_the_set_of_issues_is_told_with_its_figures():
    assert issue_text(SCATTERED, 12) == (
        "Shortages tended to be specific to one business each: 2 of the 3 named were named by one "
        "business only, and no issue by more than 2 of the 12 reconstructed businesses asked."
    )


@pytest.mark.parametrize("asked", [7, 12])
def test_a_set_named_in_lower_case_opens_its_sentence_with_a_capital(asked: int):
    found = issue_set(naming(SCATTERED, asked), "q")
    row = question(form="issues", says="skills in short supply")
    made = issue_sentence(found, row, ABOUT, VOICE)
    assert made.text.startswith("Skills in short supply ")
    assert check(made) is None


@pytest.mark.parametrize(
    ("says", "told"), [("Shortages", "shortages"), ("IT shortages", "IT shortages")]
)
def test_behind_a_segment_the_set_goes_on_in_lower_case(says: str, told: str):
    about = About("issues", "q", segment="telehealth")
    found = issue_set(naming(SCATTERED, 12), "q")
    made = issue_sentence(found, question(form="issues", says=says), about, VOICE)
    assert made.text.startswith(f"In telehealth, {told} tended to be")
    assert check(made) is None


def test_too_few_to_speak_of_as_a_set_are_listed():
    for named, asked in ((SCATTERED, 7), ({"a": ["B0"], "b": ["B1"]}, 12)):
        text = issue_text(named, asked)
        assert "specific to one business each" not in text
        assert text.startswith(
            f"Shortages named by the {asked} reconstructed businesses asked: skill"
        )


def test_issues_in_common_are_told_with_the_most_common():
    text = issue_text({**SCATTERED, "d": ["B4", "B5", "B6", "B7"]}, 12)
    assert "specific to one business each" not in text
    assert re.search(r"skill d, by 4 of the 12", text)


def test_issues_shared_at_the_wider_level_only_are_told_by_that_level():
    named = {c: [f"B{i}"] for i, c in enumerate("abcdef")}
    text = issue_text(named, 12, dict.fromkeys(named, "wide"))
    assert "skill wide" in text


def test_concepts_keep_code_label_version_and_need():
    entry = code(
        "cnc",
        label="CNC",
        occupations="5221 Setters; 5223 Fitters",
        soc="SOC 2010",
        level="Level 3",
    )
    found = [(c.scheme, c.code, c.label, c.version, c.need) for c in concepts([entry])]
    assert found == [
        ("SOC", "5221", "Setters", "SOC 2010", "CNC"),
        ("SOC", "5223", "Fitters", "SOC 2010", "CNC"),
        ("level", "Level 3", "", "", "CNC"),
    ]


def test_a_need_without_codes_keeps_its_name_and_what_is_no_need_has_none():
    (only,) = concepts([code("x", label="patience"), code("y", need=False, level="Level 3")])
    assert (only.scheme, only.need) == ("need", "patience")
