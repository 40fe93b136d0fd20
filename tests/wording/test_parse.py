"""What is written can be read back, by a reader that knows nothing of how it was written."""

import ast
import re
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sectorscope.wording.parse
from sectorscope.consultation.counts import Count
from sectorscope.profile import Statement
from sectorscope.wording import templates
from sectorscope.wording.counted import per_cent, percentage
from sectorscope.wording.parse import Claim, Item, ParseError, parse
from sectorscope.wording.realise import About, consistent, listed, share
from sectorscope.wording.rules import word_for
from tests.support.consulted import ABOUT, VOICE, mixes, of_states, question

SETTINGS = settings(max_examples=60, deadline=None)
NOUNS = (VOICE.noun, VOICE.noun_one)
ROOM = Path(sectorscope.wording.parse.__file__).parent
PARTS_OF_THE_PARSER = ("parse", "grammar", "rules", "reading", "numerals")
MOST = 60


def words(k: int, n: int, noes: int = 0) -> str:
    """The design's table (section 6), row by row, the first that holds; "" for k of the n."""
    share_ = Fraction(k, n) if n else Fraction(-1)
    rows = (
        ("one", k == 1),
        ("two", k == 2),
        ("all", k == n and n >= 5),
        ("each", 0 < k == n < 5),
        ("none", noes == n >= 5),
        ("almost all", n >= 10 and share_ >= Fraction(9, 10)),
        ("most", n >= 5 and share_ >= Fraction(3, 4)),
        ("the majority", n >= 5 and share_ > Fraction(1, 2)),
        ("half", k > 0 and share_ == Fraction(1, 2)),
        ("several", k >= 3 and Fraction(15, 100) <= share_ <= Fraction(1, 2)),
        ("a few", k >= 3 and share_ < Fraction(15, 100)),
    )
    return next((word for word, holds in rows if holds), "")


def read(text: str, **known: tuple[str, ...]) -> Claim:
    return parse(text, *NOUNS, **known)  # type: ignore[arg-type]


def counted(k: int, n: int, states: dict[str, int] | None = None, label: str = "it") -> Count:
    row = {"business": "B", "question": "q", "code": label, "state": "yes"}
    return Count("q", "", label, k, n, states or {"yes": k, "blank": n - k}, (row,))


@pytest.mark.parametrize("part", PARTS_OF_THE_PARSER)
def test_the_parser_imports_nothing_of_what_it_checks(part: str):
    tree = ast.parse((ROOM / f"{part}.py").read_text(encoding="utf-8"))
    found = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    own = {f"sectorscope.wording.{name}" for name in PARTS_OF_THE_PARSER}
    foreign = {m for m in found - own if m.partition(".")[0] not in sys.stdlib_module_names}
    assert not foreign


@pytest.mark.parametrize(
    ("form", "rest", "explicit"),
    [
        ("share", "no", True),
        ("share", "unquantified", False),
        ("gave_number", "unquantified", True),
        ("gave_number", "blank", False),
    ],
)
def test_every_share_up_to_sixty_reads_back_as_what_it_was(form: str, rest: str, explicit: bool):
    for n in range(1, MOST + 1):
        for k in range(n + 1):
            count = counted(k, n, {"yes": k, rest: n - k})
            text = share(count, question(form=form), ABOUT, VOICE).text
            claim = read(text)
            assert (claim.form, claim.k, claim.n, claim.whom) == ("share", k, n, "asked"), text
            assert claim.word == words(k, n, n - k if explicit else 0), text
            assert claim.says == ("says so" if claim.word in ("one", "each") else "say so")
            assert ("percent" in claim.figures) <= (n >= 30), text


@SETTINGS
@given(
    mixes().filter(lambda m: set(m) - {"not_asked", "not_applicable"}),
    st.sampled_from(["share", "gave_number"]),
    st.sampled_from([None, "that run a programme"]),
    st.sampled_from(["", "telehealth", "wound management"]),
)
def test_every_mix_of_states_reads_back(
    states: list[str], form: str, whom: str | None, segment: str
):
    made = share(
        of_states(states).count("q"),
        question(form=form, whom=whom),
        About("issues", "q", segment=segment),
        VOICE,
    )
    claim = read(made.text, whoms=(whom,) if whom else ())
    asked = [s for s in states if s not in ("not_asked", "not_applicable")]
    k, n = sum(s in ("yes", "raised_unprompted") for s in asked), len(asked)
    noes = sum(s == "no" or (s == "unquantified" and form == "gave_number") for s in asked)
    assert (claim.k, claim.n, claim.segment) == (k, n, segment)
    assert claim.whom == (whom or "asked")
    assert claim.word == words(k, n, noes)


def test_the_parsers_table_is_the_designs():
    for n in range(MOST + 1):
        for k in range(n + 1):
            for noes in {0, n - k}:
                assert word_for(k, n, noes) == words(k, n, noes), (k, n, noes)


def test_no_word_passes_that_does_not_hold():
    for n in range(1, MOST + 1):
        for k in range(n + 1):
            for word in ("almost all", "most", "the majority", "half", "several", "a few"):
                text = f"{word.capitalize()} of the {VOICE.noun} asked ({k} of {n}) say so."
                holds = words(k, n) == word
                assert reads(text) is holds, text


def reads(text: str, **known: tuple[str, ...]) -> bool:
    try:
        read(text, **known)
    except ParseError:
        return False
    return True


R = "reconstructed businesses"


@pytest.mark.parametrize(
    "text",
    [
        f"Most of the {R} asked (5 of 12) say so.",
        f"Most of the {R} asked (13 of 12) say so.",
        f"The majority of the {R} asked (9 of 12) say so.",
        f"9 of the 12 {R} asked say so.",
        f"All 4 {R} say so.",
        f"Each of the five {R} asked says so.",
        f"None of the 4 {R} asked say so.",
        f"Most of the {R} asked (9 of 12, 75%) say so.",
        f"Most of the {R} asked (22 of 29, 76%) say so.",
        f"Most of the {R} asked (24 of 32, 76%) say so.",
        f"The majority of the {R} asked (97 of 130, 75%) say so.",
        f"most of the {R} asked (9 of 12) say so.",
        f"In telehealth, Most of the {R} asked (9 of 12) say so.",
        "Most of the firms asked (9 of 12) say so.",
        f"Most of the {R} asked say so.",
        f"Most {R} say so.",
        f"CAD came up consistently: several of the {R} asked (5 of 12) named them without being "
        "prompted, in five of the six sub-sectors.",
        f"CAD came up consistently: most of the {R} asked (9 of 12) named them without being "
        "prompted, in one of the six sub-sectors.",
        f"CAD came up consistently: most of the {R} asked (9 of 12) named them without being "
        "prompted, in seven of the six sub-sectors.",
        f"Shortages tended to be specific to one business each: 3 of the 6 named were named by one "
        f"business only, and no issue by more than 2 of the 12 {R} asked.",
        f"Shortages tended to be specific to one business each: 5 of the 6 named were named by one "
        f"business only, and no issue by more than 3 of the 12 {R} asked.",
        f"Shortages tended to be specific to one business each: 5 of the 6 named were named by one "
        f"business only, and no issue by more than 2 of the 7 {R} asked.",
        f"Providers have needs in common to answer: of the 12 {R} asked, these were named by "
        "enough to support an offer: CAD (2 of 12).",
        f"Within skills, the {R} asked named CAD (13 of 12).",
        f"Within skills, the {R} asked named CAD (2 of 12) and IT (3 of 12).",
        f"The reason the {R} gave for it was cost (2 of 3) and time (1 of 3).",
        f"The reasons the {R} gave for it were cost (2 of 3).",
    ],
)
def test_what_does_not_hold_is_refused(text: str):
    assert not reads(text, says=("it",))


def test_a_percentage_stands_from_thirty_asked_on():
    for n in (1, 29, 30, 31, 49, 50, 60):
        for k in range(n + 1):
            text = share(counted(k, n), question(), ABOUT, VOICE).text
            told_by_word_alone = words(k, n) in ("one", "two", "all", "each", "none", "")
            assert ("%" in text) is (n >= 30 and not told_by_word_alone), text


def test_a_percentage_never_prints_a_threshold_it_misses():
    text = share(counted(97, 130), question(), ABOUT, VOICE).text
    assert text == f"The majority of the {R} asked (97 of 130, 74.6%) say so."
    for n in range(30, 330, 7):
        for at in (15, 50, 75, 90, 100):
            for k in {n * at // 100, -(-n * at // 100), n - 1}:
                made = percentage(counted(k, n), VOICE)
                assert made is not None
                shown = Fraction(per_cent(made).strip("%"))
                assert shown not in {15, 50, 75, 90, 100} or shown == Fraction(100 * k, n)


def test_fewer_than_fifty_are_flagged():
    def caveat(n: int) -> str:
        return share(counted(n - 4, n), question(), ABOUT, VOICE).caveat

    assert [bool(caveat(n)) for n in (29, 30, 49, 50)] == [False, True, True, False]


def test_all_of_some_says_of_whom():
    text = share(counted(8, 8), question(whom="that run a programme"), ABOUT, VOICE).text
    assert text == f"All 8 {R} that run a programme say so."


LABELS = st.sampled_from(
    ["CAD", "IT, software", "skill in r and d", "CNC (5-axis)", "Level 3 NVQs", "people skills"]
)


@SETTINGS
@given(st.lists(st.tuples(LABELS, st.integers(1, 60)), min_size=1, max_size=7), st.booleans())
def test_lists_read_back_item_by_item(named: list[tuple[str, int]], within: bool):
    counts = [counted(k, 60, label=label) for label, k in named]
    template = templates.WITHIN if within else templates.LISTED
    given_ = {"label": "wider skills"} if within else {"says": "have sourced, over years,"}
    made = listed(counts, template, ABOUT, VOICE, literals=given_)
    claim = read(made.text, says=tuple(v for k, v in given_.items() if k == "says"))
    ordered = sorted(named, key=lambda pair: -pair[1])
    assert claim.items == tuple(Item(label, k, 60) for label, k in ordered)
    assert (claim.label or claim.says) == next(iter(given_.values()))


@SETTINGS
@given(n=st.integers(1, 60), strata=st.integers(2, 14), data=st.data())
def test_consistently_reads_back(n: int, strata: int, data: st.DataObject):
    k = data.draw(st.integers((n + 1) // 2, n))
    made = consistent(counted(k, n, label="CAD"), strata, 14, ABOUT, VOICE, prompted=False)
    assert made is not None
    claim = read(made.text)
    assert (claim.label, claim.k, claim.n) == ("CAD", k, n)
    assert claim.figures == {"strata": strata, "total": 14}


def test_a_sentence_with_two_readings_is_refused():
    says = f"named by the 12 {R} asked:"
    text = f"The {R} asked {says} CAD (3 of 12)."
    assert not reads(text, says=(says,))
    assert read(text.replace("The", "All the"), says=(says,)).form == "set_small"


def sentence(k: int, n: int) -> Statement:
    return share(counted(k, n), question(), ABOUT, VOICE)


@SETTINGS
@given(n=st.integers(5, 60), data=st.data())
def test_another_number_reads_as_another_claim_or_as_none(n: int, data: st.DataObject):
    k = data.draw(st.integers(0, n))
    text = sentence(k, n).text
    before = read(text)
    place = data.draw(st.sampled_from(list(re.finditer(r"\d+", text))))
    new = data.draw(st.integers(0, 99).map(str).filter(lambda x: x != place.group()))
    changed = text[: place.start()] + new + text[place.end() :]
    assert not reads(changed) or read(changed) != before


@SETTINGS
@given(n=st.integers(5, 60), data=st.data())
def test_a_word_left_out_or_changed_reads_as_another_claim_or_as_none(n: int, data: st.DataObject):
    text = sentence(data.draw(st.integers(0, n)), n).text
    before, parts = read(text), text.split(" ")
    at = data.draw(st.integers(0, len(parts) - 1))
    other = data.draw(st.sampled_from(["", "most", "all", "sector", "not", "x"]))
    changed = " ".join(filter(None, [*parts[:at], other, *parts[at + 1 :]]))
    assert changed == text or not reads(changed) or read(changed) != before
