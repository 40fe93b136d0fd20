"""What is said of a thing that a text names: each family of cues with what only looks like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate.annotation import REQUIREMENTS, Context
from sectorscope.annotate.context import Contexts
from sectorscope.annotate.cues.scan import pattern, sections, spaced, spelt
from sectorscope.annotate.segments import pieces

MARK = re.compile(r"\[(.+?)\]")


def contexts(marked: str, kind: str = "advert") -> list[Context]:
    """The contexts of the things in square brackets."""
    text, spans, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        spans.append((len(text), len(text) + len(found.group(1))))
        text += found.group(1)
        last = found.end()
    text += marked[last:]
    made = Contexts(text, pieces(text, kind), kind)
    return [made.of(start, end) for start, end in spans]


def told(marked: str, kind: str = "advert") -> str:
    """What is told of each thing: E, D, N, X (hard to find), T, or - where nothing is."""
    letters: list[str] = []
    for context in contexts(marked, kind):
        said = {"essential": "E", "desirable": "D"}.get(context.requirement, "")
        said += "N" * context.negated + "X" * context.difficulty + "T" * context.training
        letters.append(said or "-")
    return " ".join(letters)


def spoken(marked: str) -> str:
    return told(marked, "interview")


# -- requirement ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "You must have [SolidWorks].",
        "You'll need [a driving licence] and [Excel].",
        "[NMC registration] is essential for this post.",
        "[HPLC] experience required.",
        "It is essential that you have [CAD].",
        "Essential: [numeracy]; [IT skills]; good [typing].",
        "Required - [AutoCAD], [Revit].",
        "Minimum [BEng Mechanical Engineering].",
        "[Level 3] as a minimum.",
        "The post is subject to [an enhanced DBS check].",
        "[SIA badge] a must!!",
        "The successful candidate will hold [a PhD].",
        "Please do not apply if you have no [welding] experience.",
        "You can't do this job without [a licence].",
        "Candidates without [IOSH] will not be shortlisted.",
        "Only applicants with [a PGCE] will be considered.",
        "[Degree in Nursing] (E)",
        "[Degree in Nursing] | E | A",
        "You must have [a degree] or equivalent experience.",
        "Either [CAD] or [Catia] is essential.",
        "3+ years of [PLC programming]",
        "Have you got [a PGCE]? You'll need one.",
    ],
)
def test_what_must_be_had_is_essential(marked: str):
    assert set(told(marked).split()) == {"E"}


@pytest.mark.parametrize(
    "marked",
    [
        "Ideally you will have [Catia].",
        "[Python] would be a plus.",
        "[French] an advantage.",
        "[Tableau] is nice to have.",
        "Bonus points if you know [Rust].",
        "It would be great if you had [dementia care] experience.",
        "We'd love to see [Figma] on your CV.",
        "Experience of [SAP] is something we'd love to see.",
        "[Sage] desirable but not essential.",
        "[Sage] is not essential but an advantage.",
        "It is desirable, but by no means essential, that you have [BSL].",
        "The ideal candidate will hold [an HNC].",
        "[First aid certificate] or willingness to work towards.",
        "[MSc] (D)",
        "If you've got [a minibus licence], even better.",
        "[Personal licence] holder? Even better.",
        "[IPAF] preferred. ",
        "Preferably [NVQ 3] trained.",
    ],
)
def test_what_is_welcome_is_desirable(marked: str):
    assert set(told(marked).split()) == {"D"}


@pytest.mark.parametrize(
    "marked",
    [
        "You will be programming [robots] on nights.",
        "Our stack is [Python] and [Django].",
        "The role involves [MIG welding].",
        "You may have [a degree] or you may not.",
        "Would suit somebody with [GCSE Maths].",
        "[Turning], [milling] and [grinding].",
        "Toolmaker required. We use [Mastercam].",
    ],
)
def test_duties_and_what_is_only_named_are_mentioned(marked: str):
    assert set(told(marked).split()) == {"-"}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[SolidWorks] essential, [Catia] an advantage.", "E D"),
        ("You must have [CAD] and ideally [CAM].", "E D"),
        ("[Rust] would be a plus but [Go] is a must.", "D E"),
        ("You must have [CAD], [CAM] and [CNC], [Revit] preferred.", "E E E D"),
        ("[CRM], [typing] and [filing] desirable. [Excel] essential.", "D D D E"),
        ("Required: [CAD]. Preferred: [CAM]. Not needed: [a degree].", "E D N"),
        ("[SQL] (essential), [Go] (nice to have), [Perl] (not needed).", "E D N"),
        ("[Excel] is required, [a degree] is not needed.", "E N"),
        ("[Java] is not required whereas [SQL] is.", "N E"),
        ("[CAD] is a bonus, as is [CAM].", "D D"),
        ("Strong [Excel], knowledge of [Sage] an advantage.", "E D"),
        ("[Scrub] or [recovery]; all of these are essential.", "E E"),
        ("You will be running [the CNC cell]; [Mastercam] is essential.", "- E"),
        ("E: [HNC]\nD: [Six Sigma]", "E D"),
        ("[HNC]. [CAD]. Both essential.", "E E"),
    ],
)
def test_a_cue_reaches_its_own_clause_and_list(marked: str, expected: str):
    assert told(marked) == expected


def test_a_word_in_the_sentence_outweighs_the_heading():
    assert told("Essential\n- [CAD]\n- [CAM] would be a bonus\n- [a degree] is not needed") == (
        "E D N"
    )


def test_letters_that_begin_or_end_one_line_alone_say_nothing():
    assert told("Vitamin [D] and [calcium]\nGrade [welding] E") == "- - -"


# -- negation -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "No [degree] needed.",
        "No previous [kitchen] experience necessary.",
        "[CAD] is not required.",
        "You do not need [a degree].",
        "You don't need to have worked in [a lab] before.",
        "There is no need for [A levels].",
        "We no longer use [Interleaf].",
        "Neither [HGV] nor [ADR] is needed.",
        "[A degree] is by no means necessary.",
        "We are not looking for [coding] experience.",
        "Experience of [welding] is not essential as we will teach you.",
        "Do I need [a degree]? No.",
        "Don't worry if you haven't got [Excel].",
        "Regardless of [qualifications].",
        "It's not a problem if you've never used [Jira].",
    ],
)
def test_what_is_not_needed_is_negated_and_not_required(marked: str):
    context = contexts(marked)[0]
    assert context.negated
    assert context.requirement == "mentioned"
    assert not context.difficulty


@pytest.mark.parametrize(
    "marked",
    [
        "Not only [CAD] but [CAM] is essential.",
        "No less than [five GCSEs] are required.",
        "Don't hesitate to tell us about your [Python].",
        "[Driving licence] with no more than 6 points essential.",
        "You will use [SAP] without doubt.",
        "No agencies. [Excel] essential.",
        "Not just [Word] but [Excel] too.",
    ],
)
def test_what_only_looks_like_a_negation_is_none(marked: str):
    assert not any(context.negated for context in contexts(marked))


# -- difficulty -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "[Welders] are hard to find.",
        "It's hard to find [welders].",
        "[Chefs] are like gold dust.",
        "We can't get [CNC setters] for love nor money.",
        "We struggle to recruit [nurses].",
        "It's the [HNC] level people we struggle with.",
        "There's a real shortage of [toolmakers].",
        "There's nobody coming through with [pneumatics].",
        "We've got a skills gap in [data analysis].",
        "They're not up to speed on [Excel].",
        "They're weak on [report writing].",
        "[Pattern makers] are all retiring and there's no one to replace them.",
        "Our [estimators] get poached.",
        "We haven't got anybody who understands [carbon accounting].",
        "The graduates can't [solder].",
        "What's lacking is, I suppose, [communication skills].",
        "[CNC setters]? Impossible.",
        "[Bricklayers], [roofers], take your pick. Can't get any of them.",
        "INT: Which roles are hardest to fill?\nRESP: Oh, [welders].",
        "INT: Would you say [project management] is a gap?\nRESP: Yes. Big one.",
        "[Sewing machinists]. The last course in the county closed.",
    ],
)
def test_what_is_hard_to_find_or_wanting_is_a_difficulty(marked: str):
    assert set(spoken(marked).split()) == {"X"}


@pytest.mark.parametrize(
    "marked",
    [
        "There's no shortage of [administrators].",
        "We've never had any trouble finding [receptionists].",
        "I wouldn't say we've had a problem with [nurses].",
        "[HGV drivers]? No, no trouble at all now.",
        "Plenty of [designers] about.",
        "INT: Is it hard to get [drivers]?\nRESP: Not any more.",
        "People say there aren't enough [engineers]. Well, not here.",
        "We don't use [welding] on this site.",
        "[A degree] means nothing to me.",
        "[A levels] we're not bothered about.",
        "INT: Do you ask for [a degree]?\nRESP: Not really, no.",
        "There's a myth that you need [a physics degree]. They don't.",
    ],
)
def test_what_is_plentiful_or_not_asked_for_is_negated_without_difficulty(marked: str):
    assert set(spoken(marked).split()) == {"N"}


def test_what_is_set_against_what_is_easy_is_hard():
    assert spoken("The difficulty isn't [coding], it's [requirements gathering].") == "N X"
    assert spoken("[Labourers], no problem. It's [moulders].") == "N X"


def test_an_advert_that_speaks_of_challenges_has_no_difficulty():
    assert told("You enjoy a challenge, solve hard problems and know [Excel].") == "-"
    assert "X" in told("Because of a national shortage of [radiographers] we train our own.")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("They need their [NMC PIN], there's no getting round it.", "E"),
        ("INT: Is it essential they're [Gas Safe]?\nRESP: Oh God yeah.", "E"),
        ("I'd love it if they came with some [Excel].", "D"),
        ("INT: What would your ideal candidate have?\nRESP: [Spray painting].", "D"),
        ("Mandatory for us is [IPAF]. And [a CSCS card].", "E E"),
    ],
)
def test_interviews_say_what_must_be_had_and_what_would_be_nice(marked: str, expected: str):
    assert spoken(marked) == expected


def test_a_question_alone_says_nothing_of_what_it_names():
    assert spoken("INT: Do you struggle to find [welders]?") == "-"
    assert spoken("INT: Is [welding] hard to find?\nRESP: We are in Leeds.") == "-"


def test_what_the_answer_names_itself_is_told_there_alone():
    assert spoken("INT: Is [CAD] a gap?\nRESP: Yes, [CAD] is a nightmare.") == "- X"


# -- training, years, place -----------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    [
        "Full training will be given on [press brakes].",
        "You will work towards [a Level 3 Diploma].",
        "[Barista skills] can be taught.",
        "No experience of [phlebotomy] needed, we will train you.",
    ],
)
def test_training_that_is_offered_is_told(marked: str):
    assert contexts(marked)[0].training


def test_training_needed_is_told_in_interviews_and_a_trained_nurse_is_none():
    assert spoken("We need more training in [leadership].") == "T"
    assert spoken("We put them all through [the Care Certificate].") == "T"
    assert not contexts("You must be [a trained nurse].")[0].training
    assert not contexts("You must have [CAD]. Training in [CAM] is given.")[0].training


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("3+ years of [C#] and [.NET]", [3, 3]),
        ("At least two years' experience in [nursing]", [2]),
        ("Minimum of 5 yrs [CNC turning]", [5]),
        ("2-3 years with [SAP]", [2]),
        ("[Wet spray] essential, at least 3 years", [3]),
        ("Several years in [sales]", [None]),
        ("In the last two years we have built a new [CNC] cell", [None]),
        ("You will gain [a Level 3] within 2 years", [None]),
        ("[A degree] and 4 years of [Java]", [None, 4]),
        ("3 years of [Java], ideally [Scala]", [3, None]),
    ],
)
def test_years_are_of_what_they_are_asked_for(marked: str, expected: list[float | None]):
    assert [context.years for context in contexts(marked)] == expected


def test_a_context_says_where_it_stands_and_who_speaks():
    (context,) = contexts("INT: Any gaps?\nRESP: We lack [welders].", "interview")
    assert (context.segment, context.speaker) == ("respondent", "RESP")
    (context,) = contexts("Duties\n- [Welding]")
    assert (context.segment, context.speaker) == ("duties", None)


# -- robustness -----------------------------------------------------------------------------


@given(
    st.lists(
        st.sampled_from(
            (
                *("no ", "not ", "can't ", "essential", "desirable ", "must ", "hard ", "find "),
                *("CAD", ", ", "; ", ". ", "? ", "\n", "but ", "training ", "years ", "3 ", "(E)"),
                *("INT: ", "RESP: ", "İ", "it's ", "without ", "used to ", "nobody ", " – ", ": "),
            )
        ),
        max_size=40,
    ),
    st.sampled_from(("advert", "interview", "sentence")),
    st.integers(0, 200),
)
def test_any_span_of_any_text_has_a_context(parts: list[str], kind: str, start: int):
    text = "".join(parts)
    made = Contexts(text, pieces(text, kind), kind)
    found = made.of(start, start + 3)
    assert found.requirement in REQUIREMENTS
    assert found == made.of(start, start + 3)


def test_a_cue_is_read_whatever_its_apostrophe_and_case():
    for no in ("You don't need [CAD]", "YOU DON’T NEED [CAD]", "you dont need [CAD]"):
        assert contexts(no)[0].negated


def test_a_letter_that_grows_in_lower_case_moves_nothing():
    assert told("İİİİ essential: [CAD], [CAM] would be a bonus") == told(
        "IIII essential: [CAD], [CAM] would be a bonus"
    )


def test_no_phrase_of_a_topic_hides_a_cue_of_need_or_negation():
    families = ("essential", "desirable", "unneeded", "no", "not", "cannot", "without")
    listed = list(sections("context.txt"))
    cues = [p for named, block in listed if named.split()[0] in families for p in spelt(block)]
    finder = pattern(cues)
    for segment, block in sections("topics.txt"):
        if segment not in ("about_us", "duties", "person_specification"):
            continue  # "we welcome applications from" hides "welcome", and is meant to
        for phrase in spelt(block):
            hidden = finder.search(spaced(phrase.replace("~", " ")))
            assert hidden is None or phrase in cues, (segment, phrase)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("You do not need to know [SAP]; training will be given.", "N"),
        ("You don't have to have [a degree].", "N"),
        ("Desirable:\n- You do not need to understand [SAP].", "N"),
        ("You need to know [SAP].", "-"),
    ],
)
def test_what_nobody_needs_to_know_is_not_asked_for(marked: str, expected: str):
    assert told(marked) == expected
