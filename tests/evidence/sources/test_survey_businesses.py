"""Whose a row is: repeats, tests, consent, people, and the file without some of them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Override, Snapshot, describe
from sectorscope.evidence.sources import Remarks
from sectorscope.evidence.sources.survey.businesses import normal
from sectorscope.evidence.sources.survey.read import read, remarks
from sectorscope.evidence.sources.survey.testrows import is_trial
from tests.evidence.samples import table
from tests.evidence.sources.test_survey_formats import as_xlsx

HEADER = ("When", "Number", "Firm", "Mail", "Agree", "Hard?", "Why?")
TOML = """
question = [
  { id = "hard", column = "Hard?", form = "share" },
  { id = "why", column = "Why?", form = "raised" },
]
[business]
id = ["Number", "Firm"]
contact = "Mail"
"""

Row = tuple[str, str, str, str, str, str, str]


def entry(data: bytes) -> Snapshot:
    return describe(data, name="a.csv", source="survey", retrieved="2026-01-01")


def row(number: str, firm: str, **more: str) -> Row:
    cells = {"When": "2026-01-01", "Mail": f"{len(firm)}@zyx.invalid", "Agree": "Yes"}
    cells |= {"Hard?": "Yes", "Why?": "a reason"} | {"Number": number, "Firm": firm} | more
    return tuple(cells[h] for h in HEADER)  # type: ignore[return-value]


def tables(rows: Sequence[Row], mapping: str = TOML) -> dict[str, list[dict[str, Any]]]:
    data = table([h if h != "When" else "Timestamp" for h in HEADER], rows)
    return dict(read(entry(data), data, mapping.encode()))


def surfaced(rows: Sequence[Row], mapping: str = TOML) -> Remarks:
    data = table([h if h != "When" else "Timestamp" for h in HEADER], rows)
    return remarks(entry(data), data, mapping.encode())


def states(rows: Sequence[Row], mapping: str = TOML) -> dict[str, str]:
    found = tables(rows, mapping)["response"]
    return {r["business"]: r["state"] for r in found if r["question"] == "hard"}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (("1", "Zyx"), ("1", "Another"), True),  # one number is one business
        (("1", "Zyx"), ("2", "Zyx"), False),  # two numbers are two, whatever they are called
        (("1", "Zyx Ltd"), ("", " zyx LIMITED. "), True),  # no number: the name tells
        (("", "Zyx"), ("", "ZYX  plc"), True),
        (("", "Zyx"), ("", "Zyxx"), False),
        (("", ""), ("", ""), False),
    ],
)
def test_rows_are_one_business_by_number_then_by_name(
    first: tuple[str, str],
    second: tuple[str, str],
    same: bool,
):
    assert len(states([row(*first), row(*second, **{"Why?": "b"})])) == (1 if same else 2)


def test_a_name_that_two_numbers_have_is_nobodys_row():
    found = states([row("1", "Zyx"), row("2", "Zyx"), row("", "Zyx")])
    assert sorted(found) == ["1", "2", "Zyx"]


def test_names_the_mapping_ties_are_one_business_under_the_name_it_gives():
    tied = TOML.replace("\n[business]", '\nsame = { "Old Zyx" = "New Qux" }\n[business]')
    rows = [row("", "Old Zyx Ltd"), row("", "NEW QUX", **{"Hard?": "No"}), row("7", "New Qux")]
    assert len(states(rows)) == 3 - 1  # the number 7 has the name New Qux
    assert list(states(rows, tied)) == ["New Qux"]


@given(st.text(max_size=20), st.sampled_from(["Ltd", "limited", "PLC", "LLP", "Ltd."]))
def test_the_legal_form_and_blanks_tell_no_names_apart(name: str, form: str):
    if normal(name):
        assert normal(f"  {name}  {form}") == normal(name)


ANSWERS = st.lists(
    st.tuples(st.integers(1, 28), st.sampled_from(["Yes", "No", ""])), min_size=1, max_size=6,
    unique_by=lambda one: one[0],
)  # fmt: skip


@given(ANSWERS, st.randoms(), st.sampled_from(["latest", "first", "combine"]))
def test_the_order_of_the_rows_does_not_choose_among_repeats(
    answers: list[tuple[int, str]],
    random: Any,  # noqa: ANN401
    rule: str,
):
    made = [
        row("1", "Zyx", When=f"2026-01-{d:02}", **{"Hard?": a, "Why?": f"{d}"}) for d, a in answers
    ]
    mapping = f'repeats = "{rule}"\n{TOML}'
    one_way = states(made, mapping)
    random.shuffle(made)
    assert states(made, mapping) == one_way
    dated = [a for _, a in sorted(answers)]
    filled = [a for a in dated if a]
    wanted = {"latest": dated[-1], "first": dated[0], "combine": (filled or [""])[-1]}[rule]
    assert one_way["1"] == {"Yes": "yes", "No": "no", "": "blank"}[wanted]


def test_a_row_begun_and_left_does_not_replace_a_whole_one():
    blank = {"Hard?": "", "Why?": "", "Agree": "", "Mail": "", "Firm": ""}
    rows = [row("1", "Zyx", When="2026-01-01"), row("1", "", **{"When": "2026-01-02", **blank})]
    assert states(rows) == {"1": "yes"}


def test_answers_that_contradict_each_other_are_surfaced():
    rows = [row("1", "Zyx"), row("1", "Zyx", When="2026-01-02", **{"Hard?": "No"})]
    said = surfaced(rows)
    assert (
        "question 'hard': 1 businesses answered it differently at different times (rows 3)"
        in said.warnings
    )
    assert ("answers of a business that answered again", 1) in [
        (d.what, d.rows) for d in said.dropped
    ]
    assert tables(rows)["consultation"][0]["repeats"] == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("01/03/2026 9:05", "02/03/2026 08:00"),
        ("3/1/2026 10:00", "3/13/2026 9:00"),
        ("46000.5", "46001.25"),
    ],
)
def test_dates_of_every_export_are_put_in_order(written: str, day: str):
    rows = [row("1", "Zyx", When=day, **{"Hard?": "No"}), row("1", "Zyx", When=written)]
    assert states(rows) == {"1": "no"}


@pytest.mark.parametrize(
    ("name", "trial"),
    [
        *(
            (n, True)
            for n in (
                "Test",
                "test company",
                "TESTING 123",
                "asdf",
                "asdfgh",
                "test test",
                "Test ltd",
            )
        ),
        *((n, True) for n in ("test@zyx.invalid", "someone@example.com", "a@test.com")),
        *(
            (n, False)
            for n in (
                "Test Bay Instruments",
                "Testo Ltd",
                "Contest",
                "Barton",
                "Foods",
                "a@testo.invalid",
            )
        ),
    ],
)
def test_only_clear_tests_are_tests(name: str, trial: bool):
    assert is_trial(name) == trial


def test_test_rows_are_left_out_and_told_by_rule():
    rows = [row("1", "Zyx"), row("", "Test"), row("2", "Qux", Mail="x@example.com")]
    assert list(states(rows)) == ["1"]
    said = surfaced(rows)
    assert [(d.what, d.rows) for d in said.dropped] == [
        ("rows whose name or address is a test's", 2)
    ]
    assert "rows left out as tests: rows 3, 4" in said.warnings
    assert list(states(rows, f"keep_tests = true\n{TOML}")) == ["1", "Test", "2"]


def test_the_mapping_may_say_which_rows_are_tests():
    rows = [row("1", "Zyx"), row("2", "Qux", Agree="trial")]
    stated = f'test_rows = {{ column = "Agree", values = "Trial" }}\n{TOML}'
    assert list(states(rows, stated)) == ["1"]


def test_a_form_sent_twice_by_nobody_is_one():
    anonymous = TOML.partition("[business]")[0]
    long = {"Why?": "nobody applies for our jobs"}
    rows = [row("1", "Zyx", **long), row("1", "Zyx", When="2026-01-05", **long)]
    assert len(states(rows, anonymous)) == 1
    assert len(states([row("1", "Zyx"), row("1", "Zyx", When="2026-01-05")], anonymous)) == 2


def test_a_text_that_names_a_firm_is_surfaced_and_never_shown():
    rows = [
        row("1", "Zyx Widgets"),
        row("2", "Qux Gadgets", **{"Why?": "ask zyx widgets, they know"}),
        row("3", "Vexx", **{"Why?": "like Placeholder and Sons Ltd does"}),
        row("4", "Wux Things", **{"Why?": "we at Wux Things Ltd cannot hire"}),
    ]
    said = " ".join(surfaced(rows).warnings)
    assert "question 'why': 2 texts name a firm (rows 3, 4)" in said
    for secret in ("zyx", "placeholder", "qux", "wux"):
        assert secret not in said.casefold()


def test_segments_are_named_by_the_mapping_and_groups_keep_the_rest():
    rows = [("Zyx", "Digital health;Food", "Yes"), ("Qux", "", "No")]
    data = as_xlsx([("Firm", "Sector", "Q"), *rows, ("Vex", "Prefer not to say", "No")])
    mapping = """
question = [{ id = "q", column = "Q" }]
[business]
id = "Firm"
segments = "Sector"
segment_names = { "Digital health" = "telehealth" }
"""
    found = dict(read(entry(data), data, mapping.encode()))
    assert [c["segments"] for c in found["consultee"]] == ["telehealth", "", ""]
    assert [g["value"] for g in found["consultee_group"]] == ["Digital health;Food", "", ""]


SECTORS = """
question = [{ id = "q", column = "Q" }]
business = { id = "Firm", segments = "Sector", segment_names = { "Health" = "telehealth" } }
consent = { count = true, quote = { column = "Quote?", yes = "Yes" } }
"""


@pytest.mark.parametrize(
    ("sectors", "quotes", "says"),
    [
        (["Health", "Health"], "No", ""),
        (["Health", ""], "No", "sector: 1 left it blank"),
        (["Health", "Food"], "No", "sector: 1 are of none that the mapping names"),
        (["Food", ""], "No", "sector: 1 left it blank, 1 are of none that the mapping names"),
        (["Health", "Health"], "Yes", "2 businesses may be asked to agree to a quote"),
    ],
)
def test_nobody_is_told_of_none(sectors: list[str], quotes: str, says: str):
    rows = [(f"Zyx {n}", sector, "Yes", quotes) for n, sector in enumerate(sectors)]
    data = as_xlsx([("Firm", "Sector", "Q", "Quote?"), *rows])
    found = remarks(entry(data), data, SECTORS.encode()).warnings
    told = [w for w in found if w.startswith("sector:") or "quote" in w]
    assert [w.startswith(says) for w in told] == [True] * bool(says)
    assert not any(w.startswith("sector:") and w != says for w in told)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ('repeats = "newest"', "'repeats' is wrong"),
        ('question_ = "x"', "unknown entry 'question_'"),
        ('question = [{ id = "a", gate = "b" }, { id = "b", gate = "a" }]', "in a circle"),
        ('question = [{ id = "a", gate = { asks = "b" } }]', "is wrong"),
        ('question = [{ id = "a", gate = "b" }]', "gated by 'b'"),
    ],
)
def test_a_mapping_is_strict(change: str, says: str):
    with pytest.raises(GateRefused, match=says):
        tables([row("1", "Zyx")], change + ("\n" + TOML if "question =" not in change else ""))


def test_an_override_of_values_surfaces_what_would_refuse():
    data = table(HEADER, [row("1", "Zyx", **{"Hard?": "perhaps"})])
    with pytest.raises(GateRefused, match="does not explain"):
        list(read(entry(data), data, TOML.encode()))
    opened = replace(entry(data), overrides=(Override("values", "one of one"),))
    found = dict(read(opened, data, TOML.encode()))
    assert [r["state"] for r in found["response"]] == ["unquantified", "yes"]


def test_addresses_made_anonymous_alike_are_no_trials():
    rows = [row(str(n), f"Firm {chr(65 + n)}x", Mail=f"p{n}@example.org") for n in range(24)]
    assert len(tables(rows)["consultee"]) == 24
    assert len(tables([*rows, row("90", "Test")])["consultee"]) == 24  # a trial by its name still
    real = [row(str(n), f"Firm {chr(65 + n)}x") for n in range(24)]
    assert len(tables([*real, row("91", "Firm Zz", Mail="me@example.org")])["consultee"]) == 24
