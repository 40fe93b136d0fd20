"""Sentences on size and overlap are read back by a reader that shares nothing with their writer."""

import ast
from pathlib import Path

import pytest

from sectorscope.profile import Estimate, EvidenceRef, Slot, Statement, Uncertainty
from sectorscope.wording import sized, sized_grammar
from sectorscope.wording.check import check
from sectorscope.wording.reading import ParseError
from sectorscope.wording.sized_grammar import read
from sectorscope.wording.voice import About, Draft, Voice, finish

NUMBERS = {
    "estimate": "4,210", "low": "3,870", "high": "4,550", "strict": "3,900", "strict_low": "3,500",
    "strict_high": "4,300", "broad": "5,100", "broad_low": "4,600", "broad_high": "5,600",
    "floor": "2,310", "members": "31", "drawn": "120", "audited": "118", "known": "180",
    "unresolved": "two", "frame": "41,000", "official": "63,000", "share": "65%",
    "of_first": "14%", "first_low": "11%", "first_high": "17%", "of_second": "5.2%",
    "second_low": "4.1%", "second_high": "6.4%", "either": "9,100", "either_low": "8,700",
    "either_high": "9,500",
}  # fmt: skip
WORDS = {
    "region": "South Yorkshire", "target": "healthcare technologies", "interval": "a 95% interval",
    "first": "healthcare technologies", "second": "creative and digital", "list": "X Trust and Y",
}  # fmt: skip


def templates() -> dict[str, str]:
    named: dict[str, str] = {}
    for name, held in vars(sized).items():
        if name.isupper() and name not in ("INTERVAL", "ASSUMING_ITEM"):
            each = held if isinstance(held, dict) else {"": held}
            named |= {f"{name} {k}".strip(): v for k, v in each.items()}
    return named


@pytest.mark.parametrize("name", templates())
def test_every_template_is_read_back_whole(name: str):
    template = templates()[name]
    if name == "ASSUMING":
        return  # its list has a test of its own
    given = {"members": "one"} if name == "CONFIRMED one" else {}
    said = read(template.format(**(NUMBERS | WORDS | given)))
    fields = {f for f in NUMBERS | WORDS if "{" + f + "}" in template}
    assert {*said.phrases, *said.figures} == fields
    for field in fields & NUMBERS.keys():
        expected = {"two": 2.0, "one": 1.0}.get(given.get(field, NUMBERS[field]))
        plain = given.get(field, NUMBERS[field]).replace(",", "").rstrip("%")
        assert said.figures[field] == (expected if expected is not None else float(plain))
    for field in fields & WORDS.keys():
        assert said.phrases[field] == WORDS[field]


def test_a_list_of_assumptions_is_read_back():
    said = read(
        "The answer moves with what is taken for granted: it would be 10 to 20 if reviewers took "
        "0.25% of outsiders for members; 20 to 22 if they missed 5% of members, more or less; and "
        "8 to 30 if members were 1.3 times likelier to be listed."
    )
    assert said.figures == {
        "low0": 10,
        "high0": 20,
        "low1": 20,
        "high1": 22,
        "low2": 8,
        "high2": 30,
    }
    assert said.phrases["if0"] == "reviewers took 0.25% of outsiders for members"
    assert said.phrases["if2"] == "members were 1.3 times likelier to be listed"


@pytest.mark.parametrize(
    "text",
    [
        "By review and audit, 400 people in X work in Y (a 95% interval: 500 to 600).",
        "Of the 10 companies drawn for the audit 12 were read, after 5 others.",
        "Of the people in A, 140% (11% to 170%) work in businesses that are in B too; of those in "
        "B, 5% (4% to 6%) work in businesses that are in A too.",
        "Of the people in A, 14% (11% to 17%) work in businesses that are in B too; of those in "
        "C, 5% (4% to 6%) work in businesses that are in A too.",
        "By review and audit, about 400 people in X work in Y (a 95% interval: 300 to 600).",
        "The answer moves with what is taken for granted: it would be 30 to 20 if so.",
        "The sector is large.",
    ],
)
def test_what_makes_no_sense_is_refused(text: str):
    with pytest.raises(ParseError):
        read(text)


def test_the_reader_imports_nothing_of_the_writer():
    tree = ast.parse(Path(str(sized_grammar.__file__)).read_text(encoding="utf-8"))
    held = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module}
    own = {m for m in held if m.startswith("sectorscope")}
    assert own == {"sectorscope.wording.numerals", "sectorscope.wording.reading"}


REF = EvidenceRef(id="size|sector", source="companies")
MADE = Estimate(
    label="people", value=4212.0, unit="people", standing="derived", method="audit", n=118,
    uncertainty=Uncertainty(kind="sampling", low=3868, high=4551, level=0.95), inputs=(REF,),
)  # fmt: skip


def said(**changed: Slot) -> Statement:
    slots = {
        "estimate": Slot(kind="number", text="4,210", estimate=0, to=10),
        "low": Slot(kind="number", text="3,870", estimate=0, field="low", to=10),
        "high": Slot(kind="number", text="4,550", estimate=0, field="high", to=10),
        "target": Slot(kind="literal", text="tools"),
        "interval": Slot(kind="literal", text="a 95% interval"),
    }
    voice = Voice("2026", "X", "d", refs=lambda _: REF)
    draft = Draft(sized.SEGMENT, slots | changed, (MADE,))
    return finish(draft, About("sector", "size:segment", "t"), voice, kind="size", basis="model")


def test_a_statement_that_reads_as_it_is_known_passes():
    assert check(said()) is None


def test_a_swapped_end_is_found_out():
    low, high = (said().slots[n] for n in ("low", "high"))
    wrong = check(said(low=high, high=low))
    assert wrong is not None
    assert "does not lie between" in str(wrong)


def test_a_sentence_the_grammar_does_not_know_is_found_out():
    other = said().but(template="There are {estimate} ({low}, {high}) in {target}, {interval}.",
                       text="")  # fmt: skip
    wrong = check(other)
    assert wrong is not None
    assert "no sentence on size" in str(wrong)
