"""The data behind figures: read back it is the data, and it says where it is from."""

import csv as standard
import io
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from sectorscope.profile import DataTable
from sectorscope.render import csv
from tests.render import exhibits
from tests.render.making import cell, data

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
figures = st.floats(allow_nan=False, allow_infinity=False)


def with_data(*rows: tuple[object, ...]) -> DataTable:
    made = data({"a": "A", "b": "B|jobs"}, *rows)
    return exhibits.OFFICIAL.model_copy(update={"data": made})


def read(text: str) -> list[list[str]]:
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("# "))
    return list(standard.reader(io.StringIO(body, newline="")))


@given(st.lists(st.tuples(texts, figures), max_size=6))
def test_numbers_come_back_whole_and_texts_on_one_line(rows: list[tuple[str, float]]) -> None:
    written = csv.exhibit(with_data(*((cell(t, text=t), cell(n)) for t, n in rows)), [])
    back = read(written)
    assert back[0] == ["A", "B (jobs)"]
    assert [float(number) for _, number in back[1:]] == [n for _, n in rows]
    assert [text for text, _ in back[1:]] == [csv.safe(text) for text, _ in rows]


@given(texts)
def test_a_safe_cell_is_no_formula_and_one_line(text: str) -> None:
    made = csv.safe(text)
    assert not made.startswith(("=", "+", "-", "@"))
    assert len(made.splitlines()) <= 1
    assert (
        made.removeprefix("'").split() == text.removeprefix("'").split() or not text.isprintable()
    )


def test_formulas_are_quoted_and_negative_numbers_are_not() -> None:
    written = csv.exhibit(with_data(("+1+1", -5), ("@x", -0.5), ("-a", 1e300)), [])
    assert read(written)[1:] == [["'+1+1", "-5"], ["'@x", "-0.5"], ["'-a", f"{1e300:.0f}"]]
    ((told, _),) = read(csv.exhibit(with_data(("=1+1", -5)), []))[1:]
    assert not told.startswith("=")
    assert "=1+1" in told
    assert told.endswith("(a formula, as the file has it)")


def test_a_withheld_cell_says_that_it_is() -> None:
    assert "withheld" in csv.exhibit(exhibits.SHORTAGES, [])


def test_comments_say_what_it_is() -> None:
    lines = csv.exhibit(exhibits.SHORTAGES, ["Twelve invented businesses"]).splitlines()
    assert lines[0] == "# Every shortage that was named"
    assert lines[2].startswith("# reconstruction: rests on answers invented")
    assert "# source: Twelve invented businesses" in lines


def test_open_data_carry_no_mark_of_reconstruction() -> None:
    assert "# reconstruction" not in csv.exhibit(exhibits.OFFICIAL, [])


def test_a_comment_cannot_smuggle_a_formula_into_a_second_cell() -> None:
    lines = csv.exhibit(with_data(), ["A, =cmd()"]).splitlines()
    assert "# source: A, '=cmd()" in lines


def test_the_address_holds_the_file() -> None:
    text = "# a\nx,“y”\n"
    assert unquote(csv.data_uri(text)) == f"data:text/csv;charset=utf-8,{text}"


def test_what_a_number_alone_does_not_say_stands_beside_it() -> None:
    rows = (
        ("a", cell(2, "2 of 12")),
        ("b", cell(11000, "about 11,000")),
        ("c", cell(2.14, "+2.1")),
    )
    back = read(csv.exhibit(with_data(*rows), []))
    assert back[0] == ["A", "B (jobs)", "B (jobs), as printed"]
    assert [row[1:] for row in back[1:]] == [
        ["2", "2 of 12"],
        ["11000", "about 11,000"],
        ["2.14", "+2.1"],
    ]
