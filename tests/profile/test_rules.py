"""Each rule of the profile's types refuses when the value is made, and the honest value passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from sectorscope.profile import (
    Cell,
    Data,
    DataColumn,
    Estimate,
    Filled,
    Gap,
    Profile,
    Quote,
    Slot,
    Statement,
    Uncertainty,
    statement_id,
)
from tests.support.making import (
    EXACT,
    INVENTED,
    REAL,
    SILENT,
    data,
    estimate,
    figure,
    gap,
    invented,
    literal,
    number,
    paragraph,
    profile,
    statement,
)


def refuses(why: str) -> pytest.RaisesExc[ValidationError]:
    """pytest.raises for a rule of a type; `why` is what the reader is told."""
    return pytest.raises(ValidationError, match=why)


def test_the_honest_values_pass():
    assert statement().text == "The sector has 4,200 jobs."
    assert invented().disclosure == "fictional"
    whole = profile(paragraph(statement(), invented()), figure(), gap())
    assert len(list(whole.statements())) == 2


# --- evidence ---------------------------------------------------------------------------


def test_a_statement_without_evidence_is_refused():
    with refuses("evidence"):
        statement(evidence=())


def test_an_estimate_without_inputs_is_refused():
    with refuses("inputs"):
        estimate(inputs=())


def test_a_figure_without_evidence_is_refused():
    with refuses("evidence"):
        figure(evidence=())


def test_evidence_that_is_cited_and_not_resolved_is_refused():
    for block in (paragraph(statement()), figure()):
        with refuses("not resolved"):
            profile(block, known=(INVENTED,))
    with refuses("not resolved"):
        shown = Gap(
            id="g",
            because=Filled(template="Only {n} jobs.", slots={"n": number("4,200")}),
            estimates=(estimate(),),
        )
        profile(shown, known=(INVENTED,))


def test_evidence_an_estimate_rests_on_must_be_resolved_too():
    other = REAL.model_copy(update={"id": "fact|other"})
    with refuses("fact|other"):
        profile(paragraph(statement(estimates=(estimate(inputs=(other,)),))))


def test_evidence_reconstructed_in_one_place_only_is_refused():
    with refuses("one place only"):
        profile(
            paragraph(invented()), known=(INVENTED.model_copy(update={"reconstruction": False}),)
        )


# --- numbers and words of quantity --------------------------------------------------------

TYPED = ("12", "two", "Three", "twelve", "a dozen", "hundred", "million", "half", "the majority")
TYPED += ("most", "several", "a few", "all", "none", "NONE", "٣")


@pytest.mark.parametrize("word", TYPED)
def test_a_number_or_quantity_typed_into_a_template_is_refused(word: str):
    with refuses("outside a slot"):
        Filled(template=f"Of them {word} said so.")
    with refuses("outside a slot"):
        statement(template=f"The sector has {{n}} jobs, {word} of them here.")
    with refuses("outside a slot"):
        Gap(id="g", because=Filled(template="Nothing."), takes=Filled(template=f"Ask {word}."))


@pytest.mark.parametrize("word", ["tenant", "fewer", "mostly", "allowed", "someone", "falling"])
def test_a_word_that_only_holds_one_is_let_pass(word: str):
    assert Filled(template=f"A {word} of the region.").text


@pytest.mark.parametrize("word", ["thirteen", "twenty", "billion", "a quarter", "both", "zero"])
def test_any_other_word_of_quantity_is_refused_too(word: str):
    with refuses("outside a slot"):
        Filled(template=f"Of them {word} said so.")


def test_a_template_cannot_change_what_its_slot_prints():
    with pytest.raises(ValueError, match=r".+"):
        statement(
            template="The sector has {n:.1} jobs.",
            slots={"n": number("12")},
            estimates=(estimate(12),),
        )


@pytest.mark.parametrize("template", ["A {0} of them.", "A {n.kind} of them.", "A {} of them."])
def test_a_template_with_other_fields_than_names_is_refused_by_a_rule(template: str):
    name = template[3:].partition("}")[0]
    with refuses("template"):
        Filled(template=template, slots={name: literal("x")})


def test_a_slot_that_is_not_named_or_not_filled_is_refused():
    with refuses("the slots are"):
        Filled(template="The {a}.", slots={"b": literal("x")})
    with refuses("the slots are"):
        Filled(template="The {a}.")


def test_a_text_that_is_not_its_template_filled_is_refused():
    with refuses("not its template"):
        statement(text="The sector has 5,000 jobs.")


@pytest.mark.parametrize("text", ["12", "4,200", "12 %", "£3", "£3D", "€5-axis"])
def test_a_bare_number_does_not_pass_as_a_name(text: str):
    with refuses("bare number"):
        literal(text)


@pytest.mark.parametrize("text", ["Level 3 NVQs", "COVID-19", "SIC 2007"])
def test_a_name_may_hold_a_number(text: str):
    assert literal(text).text == text


NUMBERS = st.from_regex(r"[1-9][0-9]{0,3}(,[0-9]{3})?(\.[0-9])?", fullmatch=True)
WORDS = st.from_regex(r"[a-zA-Z]{3,9}", fullmatch=True)


@given(NUMBERS, st.sampled_from(["", "-", "\u2011"]), WORDS, st.sampled_from(["", " and 3D", " 5"]))
def test_a_name_may_begin_with_a_number_that_a_word_is_joined_to(
    number: str, joint: str, word: str, after: str
):
    assert literal(number + joint + word + after).text == number + joint + word + after


@given(
    st.sampled_from(["", "(", "£", "−", "+", "~ "]),
    NUMBERS,
    st.sampled_from([" ", " %", "%", "% ", "/", "–", "-5 ", " - ", "m ", "k ", "bn ", ", "]),
    st.sampled_from(["", "engineers", "5-axis", "3D"]),
)
def test_a_figure_does_not_pass_as_a_name_whatever_follows(
    sign: str, number: str, joint: str, word: str
):
    with refuses("bare number"):
        literal(sign + number + joint + word)


@pytest.mark.parametrize("text", ["3D printing", "5-axis machining", "2D and 3D", "4K video"])
def test_a_label_may_begin_with_a_number(text: str):
    assert literal(text).text == text


def test_a_figure_with_its_unit_does_not_pass_as_a_name():
    with refuses("number"):
        literal("4,200 employees")


def test_a_quantifier_holds_no_digit_and_names_its_estimate():
    with refuses("digit"):
        Slot(kind="word", text="8 of", estimate=0)
    with refuses("names no estimate"):
        Slot(kind="word", text="Most")
    with refuses("names no estimate"):
        Slot(kind="number", text="8")


@pytest.mark.parametrize("text", ["2013", "c. 2012-13", "2020–2035", "2011/12"])
def test_a_period_is_a_year_or_years(text: str):
    assert Slot(kind="period", text=text).text == text


@pytest.mark.parametrize("text", ["4,200", "12", "in 2013", "2013 jobs"])
def test_a_number_does_not_pass_as_a_period(text: str):
    with refuses("period"):
        Slot(kind="period", text=text)


def test_a_number_must_show_an_estimate_that_is_there():
    with refuses("not there"):
        statement(estimates=())
    with refuses("does not have"):
        statement(slots={"n": number("4,200", field="low")})


# --- estimates ----------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "high"), [(4300, 5000), (3000, 4100), (5000, 3000)])
def test_an_interval_that_misses_its_value_is_refused(low: float, high: float):
    with refuses("misses"):
        estimate(uncertainty=Uncertainty(kind="rounding", low=low, high=high))


@pytest.mark.parametrize("kind", ["sampling", "credible", "rounding", "sensitivity"])
@pytest.mark.parametrize("bounds", [{}, {"low": 1.0}, {"high": 2.0}])
def test_uncertainty_without_bounds_is_refused(kind: str, bounds: dict[str, float]):
    with refuses("without bounds"):
        Uncertainty(kind=kind, level=0.95, **bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["none_published", "exact"])
@pytest.mark.parametrize("bounds", [{"low": 1.0}, {"high": 2.0}, {"low": 1.0, "high": 2.0}])
def test_bounds_that_nobody_gave_are_refused(kind: str, bounds: dict[str, float]):
    with refuses("nobody gave"):
        Uncertainty(kind=kind, why="x", **bounds)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["none_published", "exact"])
def test_no_interval_needs_a_reason(kind: str):
    with refuses("does not say why"):
        Uncertainty(kind=kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["sampling", "credible"])
def test_an_interval_of_sampling_needs_its_level(kind: str):
    with refuses("level"):
        Uncertainty(kind=kind, low=1, high=2)  # type: ignore[arg-type]
    with refuses("level"):
        Uncertainty(kind=kind, low=1, high=2, level=95)  # type: ignore[arg-type]


def test_a_count_of_more_than_were_asked_is_refused():
    with refuses("counts 13 of 12"):
        estimate(13, n=12, standing="counted", uncertainty=EXACT)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_no_estimate(value: float):
    with pytest.raises(ValidationError):
        estimate(value)


# --- exhibits -----------------------------------------------------------------------------


def test_a_figure_without_alternative_text_is_refused():
    with refuses("alt"):
        figure(alt="")


def test_a_figure_without_data_is_refused():
    with refuses("no data"):
        figure(data=data())
    with refuses("columns"):
        figure(data={"columns": (), "rows": ()})


def test_a_row_of_another_length_is_refused():
    with refuses("another number of cells"):
        Data(columns=(DataColumn(name="a", title="A"),), rows=((Cell(text="x"), Cell(text="y")),))


def test_a_title_with_a_number_is_refused():
    with refuses("holds a number"):
        figure(title="All 12 sizes")


@pytest.mark.parametrize("state", ["withheld", "suppressed", "not_stated"])
def test_a_cell_that_says_nothing_carries_no_value(state: str):
    with refuses("carries its value"):
        Cell(text="withheld", state=state, value=3)  # type: ignore[arg-type]
    assert Cell(text="withheld", state=state).value is None  # type: ignore[arg-type]


def test_a_cell_of_nought_is_no_withheld_cell():
    with refuses("carries its value"):
        Cell(text="withheld", state="withheld", value=0)
    assert Cell(text="0", value=0).state == ""


# --- reconstruction -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"disclosure": "open"},
        {"basis": "consultation"},
        {"basis": "consultation", "disclosure": "open"},
    ],
)
def test_reconstructed_evidence_is_never_passed_off_as_real(change: dict[str, str]):
    with refuses("fictional together"):
        invented(**change)


@pytest.mark.parametrize(
    "change",
    [
        {"disclosure": "fictional"},
        {"basis": "reconstruction"},
        {"basis": "reconstruction", "disclosure": "fictional"},
    ],
)
def test_real_evidence_is_never_called_fictional(change: dict[str, str]):
    with refuses("fictional together"):
        statement(**change)


def test_an_invented_input_of_an_estimate_counts_too():
    with refuses("fictional together"):
        statement(estimates=(estimate(inputs=(INVENTED,)),))


def test_a_reconstructed_sentence_says_so():
    with refuses("does not say so"):
        invented(template="The business was optimistic.")


def test_an_exhibit_is_fictional_if_and_only_if_its_evidence_is():
    with refuses("its evidence is not"):
        figure(disclosure="fictional")
    with refuses("its evidence is not"):
        figure(evidence=(REAL, INVENTED))
    assert figure(evidence=(INVENTED,), disclosure="fictional")


def test_an_invented_quote_is_never_open():
    with pytest.raises(ValidationError):
        Quote(text="We cannot find one.", who="a business", evidence=(INVENTED,), disclosure="open")


# --- identity -----------------------------------------------------------------------------


def test_an_id_that_is_not_the_hash_of_its_subject_is_refused():
    with refuses("id of what it is about"):
        statement(id="0123456789ab")


def test_ids_stand_once_in_a_profile():
    with refuses("stands twice"):
        profile(paragraph(statement(), statement(template="It has {n} jobs.")))
    with refuses("stands twice"):
        profile(gap("sizes"), figure(id="sizes"))


def test_an_id_is_stable_when_wording_and_figures_change():
    before = statement()
    after = statement(
        template="Some {n} people work in it.",
        slots={"n": number("5,000")},
        estimates=(estimate(5000),),
        vintage="2024",
    )
    assert before.id == after.id
    assert before.text != after.text


@pytest.mark.parametrize("part", ["chapter", "question", "subject", "scope"])
def test_an_id_follows_what_the_statement_is_about(part: str):
    assert statement(**{part: "other"}).id != statement().id


def test_parts_of_an_id_do_not_run_together():
    assert statement_id("a", "b", "c", "") != statement_id("a", "bc", "", "")
    assert statement_id("a", "b|c", "", "") != statement_id("a", "b", "c", "")


# --- frozen, and the same after JSON -------------------------------------------------------


def parts_of_a_profile() -> list[tuple[BaseModel, str]]:
    said = statement()
    return [
        (said, "text"),
        (said.estimates[0], "value"),
        (said.estimates[0].uncertainty, "low"),
        (said.slots["n"], "text"),
        (said.evidence[0], "id"),
        (figure(), "alt"),
        (Cell(text="x"), "value"),
        (gap(), "because"),
        (profile(paragraph(said)), "audience"),
    ]


@pytest.mark.parametrize(
    ("value", "name"), parts_of_a_profile(), ids=lambda v: v if isinstance(v, str) else ""
)
def test_nothing_of_a_profile_can_be_assigned(value: BaseModel, name: str):
    with pytest.raises(ValidationError, match="frozen"):
        setattr(value, name, "x")


def test_a_slot_cannot_be_swapped_after_the_check():
    said = statement()
    with pytest.raises(TypeError):
        said.slots["n"] = number("9,999")  # type: ignore[index]


def test_a_field_the_types_do_not_declare_is_refused():
    with refuses("Extra inputs"):
        estimate(confidence="high")


def test_a_profile_is_equal_after_json():
    whole = profile(
        paragraph(
            statement(
                estimates=(
                    estimate(uncertainty=Uncertainty(kind="sampling", low=1, high=9e6, level=0.95)),
                ),
                slots={"n": number("4.2 thousand", scale=1000.0)},
            ),
            invented(),
        ),
        figure(),
        gap(),
    )
    again = Profile.model_validate_json(whole.model_dump_json())
    assert again == whole
    assert again.model_dump_json() == whole.model_dump_json()


def test_json_that_was_tampered_with_is_refused():
    text = profile(paragraph(statement())).model_dump_json()
    for old, new in (("4,200", "9,999"), ('"value":4200.0', '"value":5000.0')):
        assert old in text
        with pytest.raises(ValidationError):
            Profile.model_validate_json(text.replace(old, new, 1))


def test_types_are_what_they_are_called():
    assert isinstance(statement(), Filled)
    assert isinstance(statement(), Statement)
    assert isinstance(estimate(uncertainty=SILENT), Estimate)
