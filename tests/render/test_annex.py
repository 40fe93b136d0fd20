"""The annex: every need by its codes, and nothing a spreadsheet would run."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from sectorscope.profile import ConceptRef, Paragraph, Profile
from sectorscope.render.annex import COLUMNS, NOT_CODED, annex, needs
from tests.render.chapters_skills import MACHINING
from tests.render.making import need, statement
from tests.render.sample import sample


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def coded(*codes: ConceptRef) -> Profile:
    """The sample with one statement, coded so."""
    said = statement(("skills", "coded"), "A reconstructed need.", {}, MACHINING, codes=codes)
    base = sample()
    chapter = base.chapters[2].model_copy(update={"blocks": (Paragraph(statements=(said,)),)})
    return base.model_copy(update={"chapters": (chapter,)})


def test_columns() -> None:
    assert annex(sample()).splitlines()[0] == ",".join(COLUMNS)


def test_a_row_for_each_combination_of_a_needs_codes() -> None:
    rows = [row for row in read(annex(sample())) if row["need"] == "CNC machining"]
    assert [row["occupation_code"] for row in rows] == ["5221", "5223"]
    assert {row["industry_code"] for row in rows} == {"32.50/0"}
    assert {row["level"] for row in rows} == {"Level 3 (RQF)"}
    assert {row["subject_area"] for row in rows} == {"Engineering"}
    assert {(row["named_by"], row["asked"]) for row in rows} == {("5", "12")}


def test_versions_are_named() -> None:
    row = next(row for row in read(annex(sample())) if row["industry_code"] == "32.50/0")
    assert (row["occupation_version"], row["industry_version"]) == ("SOC 2020", "SIC 2007")


def test_a_need_without_a_code_says_so_there() -> None:
    (row,) = [row for row in read(annex(sample())) if row["need"] == "foreign languages"]
    assert row["occupation_code"] == "2129"
    assert (row["industry_code"], row["level"], row["subject_area_code"]) == (NOT_CODED,) * 3


def test_a_need_without_any_code_is_there_all_the_same() -> None:
    (row,) = [row for row in read(annex(sample())) if row["need"] == "communication"]
    scheme = ("occupation_code", "industry_code", "level", "subject_area_code")
    assert {row[name] for name in scheme} == {NOT_CODED}
    assert (row["named_by"], row["asked"]) == ("", "")


def test_every_row_says_that_it_is_a_reconstruction() -> None:
    rows = read(annex(sample()))
    assert rows
    for row in rows:
        assert (row["basis"], row["disclosure"]) == ("reconstruction", "fictional")
        assert "reconstruct" in row["sentence"]


def test_a_code_that_names_no_need_holds_for_every_need_of_its_statement() -> None:
    profile = coded(
        need("lathes", "SOC", "5221"), need("mills", "SOC", "5223"), need("", "SIC", "32.50/0")
    )
    rows = read(annex(profile))
    assert [(r["need"], r["industry_code"]) for r in rows] == [
        ("lathes", "32.50/0"),
        ("mills", "32.50/0"),
    ]


def test_a_profile_without_needs_has_a_header_alone() -> None:
    assert annex(coded()).splitlines() == [",".join(COLUMNS)]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
concepts = st.builds(
    ConceptRef,
    scheme=st.sampled_from(["SOC", "SIC", "SSA", "level", "need", "other"]),
    code=texts,
    label=texts,
    version=texts,
    need=st.sampled_from(["", "lathes", "=HYPERLINK()", "a, b\n“c”"]),
)


@given(st.lists(concepts, max_size=8))
def test_whatever_the_codes_every_need_is_there_and_every_cell_is_safe(
    codes: list[ConceptRef],
) -> None:
    profile = coded(*codes)
    rows = list(csv.reader(io.StringIO(annex(profile), newline="")))
    assert all(len(row) == len(COLUMNS) for row in rows)
    (said,) = profile.statements()
    assert len({row[2] for row in rows[1:]}) == len({" ".join(n.split()) for n in needs(said)})
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
