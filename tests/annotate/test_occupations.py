"""Job titles: what they mean, when that is not sure, and where they stand in a text."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.text.occupations import ESCO, held_out, of_esco, of_soc, vocabulary
from sectorscope.annotate import occupations_ranker
from sectorscope.annotate.occupations import Titles
from sectorscope.annotate.occupations_folding import title
from sectorscope.annotate.occupations_text import Occupations
from sectorscope.concepts import Concept, Vocabulary, join, soc
from sectorscope.concepts.columns import of
from sectorscope.errors import VocabularyError


@pytest.fixture(scope="module", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or fills the cache of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("SECTORSCOPE_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="module")
def titles(cache_folder: Path) -> Titles:
    return Titles(soc.vocabulary())


@pytest.fixture(scope="module")
def found(cache_folder: Path) -> Occupations:
    return Occupations()


def made(*concepts: Concept, scheme: str = "esco") -> Vocabulary:
    return Vocabulary(scheme, "1", "", of(concepts), repr(concepts))


AIRPORT = Concept(
    "air", "airport director", "occupation",
    ("airport operations director", "finance director", "director of airports"), code="1120",
)  # fmt: skip
WELDER = Concept(
    "weld", "welder", "occupation",
    ("arc welder", "pipeline welder", "pipeline welding operator"), code="7212",
)  # fmt: skip
SMALL = made(AIRPORT, WELDER)


# --- what a title means ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CNC Setter Operator", "5221"),
        ("Electrician", "5241"),
        ("HGV Class 1 Driver", "8211"),
        ("Teaching Assistant", "6112"),
        ("Healthcare Assistant", "6131"),
        ("Chef de Partie", "5434"),
        ("Quantity Surveyor", "2453"),
        ("PCSO", "6311"),
        ("Lollipop Lady", "9232"),
        ("Health and Safety Advisor", "3582"),
        ("Biomedical Scientist", "2113"),
        ("Full-stack Developer", "2134"),
    ],
)
def test_titles_as_they_are_said_here_are_surely_coded(titles: Titles, text: str, code: str):
    best = titles.rank(text)[0]
    assert (best.code, best.sure) == (code, True)


@pytest.mark.parametrize(
    "text",
    [
        "Senior Welder",
        "Trainee Welder",
        "Lead Welder",
        "Welder (Maternity cover)",
        "Welder x2",
        "2 x Welders",
        "Welder - £15.50 per hour",
        "Welder | £32,000 - £36,000 per annum + benefits",
        "Welder - Leeds",
        "Welder in Stoke-on-Trent",
        "Welder (nights)",
        "Full-time permanent welder",
        "WELDER - days - immediate start",
        "Job title: Welder",
        "Welder Level 3 Apprenticeship",
        "Welder, Band 5, 37.5 hours, ref 20931",
    ],
)
def test_rank_terms_pay_place_and_shift_change_nothing(titles: Titles, text: str):
    assert titles.rank(text)[0].code == "5213"
    assert title(text).bare == "welder"


def test_rank_counts_where_it_makes_another_group(titles: Titles):
    assert titles.rank("Carer")[0].code == "6135"
    assert titles.rank("Senior carer - nights")[0].code == "6136"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crèche Worker", "creche worker"),
        ("Postwoman", "postman"),
        ("Salesperson", "Salesman"),
        ("Co-ordinator", "Coordinator"),
        ("HR Adviser", "Human Resources Advisor"),
        ("Health & Safety Officer", "health and safety officers"),
        ("Lab Technician", "laboratory technician"),
    ],
)
def test_spellings_of_one_title_are_one(one: str, other: str):
    assert title(one) == title(other)


@pytest.mark.parametrize("text", ["Engineer", "Manager", "Officer", "Assistant", "Team Leader"])
def test_a_word_that_many_jobs_share_is_not_sure(titles: Titles, text: str):
    ranked = titles.rank(text)
    assert not any(one.sure for one in ranked)


def test_what_says_of_nobody_what_they_are_is_not_sure(titles: Titles):
    assert not any(one.sure for one in titles.rank("Opportunity in retail"))
    assert Titles(SMALL).rank("pipeline welder")[0].sure
    (best, _) = Titles(SMALL).rank("pipeline welding")
    assert (best.concept, best.sure) == ("weld", False)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Lecturer in Engineering", "lecturer"),
        ("Director of Finance", "director"),
        ("Chef de Partie", "chef"),
        ("Nurse (theatres)", "nurse"),
        ("Senior gas engineer 2", "engineer"),
    ],
)
def test_what_a_person_is_stands_before_of_and_in(text: str, head: str):
    assert title(text).head == head


def test_numbers_that_name_a_job_are_kept():
    assert title("360 operator").bare == "360 operator"
    assert title("7.5 tonne driver").bare != title("driver").bare


def test_ranked_titles_have_probabilities_in_order(titles: Titles):
    ranked = titles.rank("Maintenance Technician", 20)
    scores = [one.score for one in ranked]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) <= 1.001
    assert len({one.concept for one in ranked}) == len(ranked) == 20
    assert all(one.group >= one.score for one in ranked)
    assert len(titles.rank("Maintenance Technician", 3)) == 3


def test_reasons_add_up_to_the_order(titles: Titles):
    first, *others = titles.rank("Gas Service Engineer", 5)
    assert "a name spelt so" in first.why
    assert all(sum(first.why.values()) > sum(one.why.values()) for one in others)


@pytest.mark.parametrize("text", ["", "   \n ", "!!! --- ???", "Жестянщик", "焊工", "مهندس"])
def test_what_says_nothing_means_nothing(titles: Titles, text: str):
    assert titles.rank(text) == ()


def test_a_text_of_ten_thousand_characters_is_read_as_its_beginning(titles: Titles):
    assert (
        titles.rank("Welder " + "and more " * 2_000)[0].code
        == titles.rank(("Welder " + "and more " * 2_000)[:200])[0].code
    )
    assert titles.rank("Welder\n" + "Solicitor " * 2_000)[0].code == "5213"


@given(text=st.text(max_size=300))
def test_no_text_breaks_it(titles: Titles, text: str):
    for one in titles.rank(text, 3):
        assert 0 <= one.score <= one.group <= 1


@pytest.mark.parametrize("piece", ["in leeds ", "night shift ", "senior ", "£1k ", "- uk ", "x2 "])
def test_noise_without_end_is_cut_quickly(piece: str):
    assert len(title(piece * 5_000).full) <= 200


# --- how it is made --------------------------------------------------------------------


def test_an_index_out_of_the_cache_ranks_as_one_just_made(titles: Titles):
    again = Titles(soc.vocabulary())
    for text in ("Gas Engineer", "Ward Clerk", "Stores Person - Days"):
        assert again.rank(text) == titles.rank(text)


def test_a_vocabulary_without_occupations_is_refused():
    with pytest.raises(VocabularyError, match="has no occupation"):
        Titles(made(Concept("weld", "welding")))


def test_meaning_finds_what_no_letter_shares(cache_folder: Path):
    asked: list[int] = []

    def embed(texts: Sequence[str]) -> np.ndarray:
        asked.append(len(texts))
        welds = [any(word in text for word in ("weld", "fusioneer")) for text in texts]
        return np.array([[1.0, 0.0] if weld else [0.0, 1.0] for weld in welds], np.float32)

    text = "Fusioneer of joints"
    assert Titles(SMALL).rank(text)[0].concept == "air"  # by letters
    assert Titles(SMALL, embed, "digest").rank(text)[0].concept == "weld"
    asked.clear()
    Titles(SMALL, embed, "digest").rank(text)
    assert asked == [1]  # the names' vectors were kept


def test_damaged_coefficients_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "ranker.json"
    path.write_text(json.dumps({"soc": {"weights": {}}}), encoding="utf-8")
    monkeypatch.setattr(occupations_ranker, "_file", lambda: path)
    occupations_ranker.weights.cache_clear()
    with pytest.raises(VocabularyError, match="coefficients for job titles cannot be read"):
        occupations_ranker.weights("soc", meaning=False)
    occupations_ranker.weights.cache_clear()


def test_no_test_title_of_the_benchmark_stands_in_its_index():
    kept, held = held_out(of_soc(), 3)
    assert len(held) > 500
    for name, at in held:
        assert title(name).full not in {title(left).full for left in kept[at].names}


@pytest.mark.data
@pytest.mark.skipif(not ESCO.exists(), reason="no ESCO; set SECTORSCOPE_DATA to run this")
def test_most_titles_held_out_of_esco_are_led_to_their_group():
    esco = of_esco(ESCO)
    kept, held = held_out(esco, 20)
    index = Titles(vocabulary(kept, "esco"))
    ranked = [(index.rank(text, 5), esco[at].code) for text, at in held[::12]]
    right = [found[0].code == code for found, code in ranked]
    five = [code in {one.code for one in found} for found, code in ranked]
    assert np.mean(right) >= 0.75
    assert np.mean(five) >= 0.90


# --- where titles stand ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span", "code"),
    [
        ("We are looking for a CNC Machinist to join us.", "CNC Machinist", "5221"),
        ("You will be reporting to the Finance Manager.", "Finance Manager", "1131"),
        ("The role of teaching assistant is rewarding.", "teaching assistant", "6112"),
        ("Join us as a Care Assistant!", "Care Assistant", "6135"),
        ("As a Quantity Surveyor you will price work.", "Quantity Surveyor", "2453"),
        ("We struggle to recruit CNC setters.", "CNC setters", "5221"),
        ("Seeking a highly motivated, experienced welder.", "experienced welder", "5213"),
        ("Senior Dental Nurse - Leeds\nAbout us\nWe care.", "Senior Dental Nurse", "6133"),
        ("Job title: Dental Nurse\nHours: 37", "Dental Nurse", "6133"),
        ("We need a bricklayer or two.", "bricklayer", "5313"),
    ],
)  # fmt: skip
def test_titles_are_found_where_they_are_announced(
    found: Occupations, text: str, span: str, code: str
):
    said = [(one.text, one.detail["soc2020"]) for one in found.annotate(text)]
    assert said == [(span, code)]


@pytest.mark.parametrize(
    "text",
    [
        "The printer is broken and the chef was out.",
        "As a leading producer of steel we employ a welder.",
        "As a welder you will weld.",  # one word after "as a" may be anything
        "He sees himself as a welder.",
        "The Yorkshire dental nurse was here.",  # "hire" begins no word
        "The parole of dental nurses is rare.",
        "We are looking for a great host.",
        "We are looking for an engineer.",
        "We are looking for somebody to help the teaching assistant.",
        "We are recruiting a Quantity Surveyor Assistant Manager.",
        "Looking for an ex-police officer.",
        "We are seeking a chef knife supplier.",
        "You will work as the finance manager's right hand.",
        "We are looking for a CNC\n\nMachinist tools are here.",
        "He was a teaching assistant.",
        "",
        "as a",
        "looking for ",
    ],
)
def test_what_is_no_title_or_not_announced_is_left(found: Occupations, text: str):
    assert found.annotate(text) == ()


def test_a_heading_counts_only_where_the_title_fills_it(found: Occupations):
    assert [a.text for a in found.annotate("Dental Nurse (part time)\nText.")] == ["Dental Nurse"]
    assert found.annotate("What our dental nurse said about the practice she works in\nText.") == ()
    assert found.annotate("Dental nurse.") == ()


def test_a_heading_is_what_the_segments_call_title(found: Occupations):
    text = (
        "Ketterby Dental Nurse Agency\nDental Technician in the old town of Ketterby\n"
        "We care for teeth."
    )
    edges = [0, text.index("\n"), text.index("\nWe")]
    pieces = [
        Piece(0, edges[1], "other"),
        Piece(edges[1] + 1, edges[2], "title"),
        Piece(edges[2] + 1, len(text), "other"),
    ]
    assert [a.text for a in found.annotate(text, pieces)] == ["Dental Technician"]
    assert [a.text for a in found.annotate(text)] == ["Dental Nurse"]


class Piece(NamedTuple):
    start: int
    end: int
    segment: str


def test_what_is_told_of_the_employer_is_passed_over(found: Occupations):
    about, duties = "We are seeking a welder.", "You report to a dental nurse."
    text = f"{about} {duties}"
    pieces = [Piece(0, len(about), "about_us"), Piece(len(about) + 1, len(text), "duties")]
    assert [a.text for a in found.annotate(text, pieces)] == ["dental nurse"]
    assert [a.text for a in found.annotate(text)] == ["welder", "dental nurse"]


def test_an_annotation_says_what_and_why(found: Occupations):
    (one,) = found.annotate("We are seeking a mental health nurse for nights.")
    assert (one.concept, one.label) == ("soc2020.2235", "Registered mental health nurses")
    assert (one.kind, one.scheme, one.level) == ("occupation", "soc2020", None)
    assert one.detail == {"soc2020": "2235", "soc2010": "2231", "isco": None}
    assert 0.8 < one.score < 1
    assert one.reason.endswith("seeking")
    told = 1 / (1 + np.exp(-one.why["a name spelt so"]))
    assert told == pytest.approx(one.score, abs=1e-4)


def test_a_vocabularys_own_occupation_comes_first_with_the_codes_of_both():
    (one,) = Occupations(SMALL).annotate("We are seeking a pipeline welder.")
    assert (one.concept, one.scheme) == ("weld", "esco")
    assert one.detail == {"soc2020": None, "soc2010": None, "isco": "7212"}
    (one,) = Occupations(SMALL).annotate("We are seeking a welder.")
    assert one.detail == {"soc2020": "5213", "soc2010": "5215", "isco": "7212"}


def test_a_label_that_tells_nothing_of_its_occupation_is_not_believed():
    (one,) = Occupations(SMALL).annotate("You report to the Finance Director.")
    assert (one.scheme, one.detail["soc2020"]) == ("soc2020", "1131")


def test_joined_vocabularies_keep_their_schemes():
    own = made(Concept("own.weaver", "master weaver", "occupation", code="x"), scheme="own")
    both = Occupations(join(SMALL, own))
    said = both.annotate("Seeking a welder. Seeking a master weaver.")
    schemes = {one.text: one.scheme for one in said}
    assert schemes == {"welder": "esco", "master weaver": "own"}


def test_a_vocabulary_without_occupations_leaves_soc(found: Occupations):
    text = "We are seeking a dental nurse."
    assert Occupations(made(Concept("weld", "welding"))).annotate(text) == found.annotate(text)


CUES = st.sampled_from(
    ["seeking a welder ", "as a dental nurse ", "job title: chef\n", "reporting to the vicar. "]
)


@given(
    parts=st.lists(
        CUES | st.text(alphabet="İIßﬀéaA \n-–•£’\u0301\u200b😀", max_size=8), max_size=12
    )
)
def test_characters_are_those_of_the_text_as_it_stands(found: Occupations, parts: list[str]):
    text = "".join(parts)
    last = -1
    for one in found.annotate(text):
        assert text[one.start : one.end] == one.text
        assert one.text in {"welder", "dental nurse", "chef", "vicar"}
        assert one.start > last
        last = one.start
