"""Flat lists: the documented shape, the names that count as its names, ids that hold still."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.concepts import Concept, Vocabulary, flat, load
from sectorscope.concepts.flat_header import GROUPS, HEADER, OTHER_NAMES
from sectorscope.concepts.flat_ids import slug
from tests.concepts.made import ROOT

PAGE = (ROOT / "docs" / "reference" / "vocabulary-csv.md").read_text(encoding="utf-8")

FULL = """id,label,kind,parent,definition,alternatives,usage
m,machining,group,,Removing material.,,
m.cnc,CNC milling,,m,"Milling, by a program.",CNC mill; milling on CNC ;CNC milling;,Adverts say CNC
m.hand,hand milling,skill,m;m.cnc,,,
m.miller,miller,Occupation,m,,,
"""


def read(text: str, name: str = "own.csv") -> Vocabulary:
    return flat.read(text.encode(), name)


def ids(text: str) -> list[str]:
    return list(read(text).concepts)


def test_every_column_says_what_it_says():
    made = read(FULL)
    assert made.concepts["m.cnc"] == Concept(
        id="m.cnc",
        label="CNC milling",
        kind="skill",
        alternatives=("CNC mill", "milling on CNC"),
        definition="Milling, by a program.",
        parents=("m",),
        usage="Adverts say CNC",
    )
    assert made.concepts["m.hand"].parents == ("m", "m.cnc")
    assert [c.label for c in made.occupations()] == ["miller"]
    assert [c.label for c in made.groups()] == ["machining"]


def test_a_label_is_enough():
    made = read("label\nwelding\nCNC milling\n")
    assert [(c.id, c.label, c.kind) for c in made.concepts.values()] == [
        ("welding", "welding", "skill"),
        ("cnc_milling", "CNC milling", "skill"),
    ]


def test_excels_mark_and_line_ends_are_no_matter():
    data = b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode()
    assert dict(flat.read(data, "own.csv").concepts) == dict(read(FULL).concepts)


@pytest.mark.parametrize(
    ("column", "other"), [(name, other) for name in OTHER_NAMES for other in OTHER_NAMES[name]]
)
def test_a_column_under_another_name(column: str, other: str):
    header, rest = FULL.split("\n", 1)
    renamed = ",".join(other if name == column else name for name in header.split(","))
    assert dict(read(f"{renamed}\n{rest}").concepts) == dict(read(FULL).concepts)
    assert f"`{other}`" in PAGE


@pytest.mark.parametrize("other", ["Alt Labels", "ALT_LABELS", "alt-labels", "altLabels"])
def test_a_name_is_known_however_it_is_written(other: str):
    assert read(f"label,{other}\nwelding,joining\n").concepts["welding"].alternatives == (
        "joining",
    )


def test_the_page_tells_every_column():
    assert f"`{','.join(HEADER)}`" in PAGE
    assert all(f"`{name}`" in PAGE for name in GROUPS)


def test_the_example_on_the_page_is_one():
    example = PAGE.split("```csv\n")[1].split("```")[0]
    made = read(example)
    assert (made.scheme, made.version, made.licence) == ("own", "1", "CC0-1.0")
    assert made.skills()
    assert made.groups()


@pytest.mark.parametrize("column", GROUPS)
def test_a_column_of_groups_makes_them(column: str):
    made = read(f"name,{column}\nwelding,Metal work\nriveting,metal work\nPython,IT\n")
    assert [(c.id, c.label) for c in made.groups()] == [("metal_work", "Metal work"), ("it", "IT")]
    assert [c.label for c in made.broader("riveting")] == ["Metal work"]


def test_a_group_named_as_a_skill_has_an_id_of_its_own():
    made = read("name,category\nwelding,Riveting!\nriveting,Riveting!\n")
    (group,) = made.groups()
    assert group.id != "riveting"
    assert made.concepts["riveting"].parents == (group.id,)


def test_a_parent_may_be_a_label_and_a_groups_goes_first():
    made = read("id,label,kind,parent\n1,Welding,skill,\n2,welding,group,\n3,TIG,skill,WELDING\n")
    assert made.concepts["3"].parents == ("2",)


def test_three_languages_keep_three_ids():
    assert ids("label\nC\nC++\nC#\n") == ["c", "c_plus_plus", "c_sharp"]


def test_labels_that_would_share_an_id_do_not_whatever_their_order():
    first, second = ids("label\n.NET\nnet\n")
    assert first != second
    assert ids("label\nnet\nwelding\n.NET\n") == [second, "welding", first]


def test_a_made_id_stands_back_for_a_given_one():
    made = read("id,label\nwelding,TIG\n,welding\n")
    assert len(made.concepts) == 2
    assert made.concepts["welding"].label == "TIG"


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_every_label_has_an_id_that_capitals_and_spaces_do_not_change(label: str):
    assert slug(label)
    assert slug(label.strip()) == slug(f"  {label.strip()} ".replace(" ", "  "))


@pytest.mark.parametrize(
    ("name", "scheme", "version"),
    [
        ("uk-skills-v1.2.csv", "uk-skills", "1.2"),
        ("own terms 2025.csv", "own terms", "2025"),
        ("own.csv", "own", "unknown"),
        ("2025.csv", "2025", "2025"),
        ("list10.csv", "list10", "unknown"),
    ],
)
def test_scheme_and_version_are_the_files_own(name: str, scheme: str, version: str):
    made = read("label\nwelding\n", name)
    assert (made.scheme, made.version, made.licence) == (scheme, version, "unknown")


def test_first_lines_tell_more_than_the_name():
    notes = "# A list of ours\n# Scheme: ours\n# version: 3\r\n#licence: OGL-3.0\n\n"
    made = read(f"{notes}label\n# not a note\n", "other-1.0.csv")
    assert (made.scheme, made.version, made.licence) == ("ours", "3", "OGL-3.0")
    assert [c.label for c in made.skills()] == ["# not a note"]


def test_a_file_is_read_by_its_content(tmp_path: Path):
    path = tmp_path / "own.txt"
    path.write_text(FULL)
    assert load(path).scheme == "own"


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip),
            st.lists(st.text(st.characters(exclude_categories=["C"], exclude_characters=";"))),
        ),
        min_size=1,
        unique_by=lambda row: slug(row[0]),
    )
)
def test_what_is_written_is_read(rows: list[tuple[str, list[str]]]):
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(["id", "label", "alternatives"])
    for at, (label, others) in enumerate(rows):
        writer.writerow([str(at), label, ";".join(others)])
    made = read(file.getvalue())
    for concept, (label, others) in zip(made.concepts.values(), rows, strict=True):
        assert concept.label == " ".join(label.split())
        told = [" ".join(other.split()) for other in others]
        expected = [o for o in dict.fromkeys(told) if o and o != concept.label]
        assert list(concept.alternatives) == expected
