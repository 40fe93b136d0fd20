"""SOC as it ships, and ONS's files about it: codes found, and what is wrong named."""

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from sectorscope.concepts import load, soc
from sectorscope.concepts.soc_files import load_coding_index, load_volume1
from sectorscope.errors import VocabularyError
from tests.concepts.made import DATA, needs_data, refused

VOLUME1 = DATA / "classifications" / "soc2020_vol1.xlsx"
HEADER = "UNIQUE ID,SOC_2010,SOC_2020,INDEXOCC,ADD,IND,ISCO-08 code based on SOC2020"
INDEX = "\n".join((
    HEADER,
    'a1,2425,2433,"Scientist, data",,,2120',
    'a2,8131,8141,"Assembler, motor",electric,,8212',
    'a3,8132,8142,"Assembler, motor",,engineering,8211',
    'a4,,}}}},"Assembler, see Fitter",,,',
    'a5,5215,5213,"Welder, pipe, mobile",,,7212',
))  # fmt: skip


def test_it_has_the_published_number_of_groups_at_every_level():
    levels = Counter(len(code) for code in soc.structure("2020"))
    assert levels == {1: 9, 2: 26, 3: 104, 4: 412}
    assert len(soc.unit_groups("2010")) == 369
    assert soc.structure()["5213"] == "Welding trades"
    assert soc.structure("2010")["5215"] == "Welding trades"


def test_every_unit_group_stands_under_its_three_wider_groups():
    made = soc.vocabulary()
    assert len(made.occupations()) == 412
    for unit in made.occupations():
        above = [group.code for group in made.ancestors(unit.id)]
        assert above == [unit.code[:3], unit.code[:2], unit.code[:1]]


@pytest.mark.parametrize(
    ("title", "code"),
    [("Welder", "5213"), ("staff nurse", "2237"), ("PCSO", "6311"), ("Lollipop lady", "9232")],
)
def test_titles_as_they_are_said_here_find_their_group(title: str, code: str):
    assert [unit.code for unit in soc.vocabulary().by_label(title)] == [code]


def test_titles_cover_every_group_and_stand_in_it_once():
    titles = soc.shipped_titles()
    assert set(titles) == set(soc.unit_groups())
    assert sum(map(len, titles.values())) >= 1_500
    for code, listed in titles.items():
        assert len({title.casefold() for title in listed}) == len(listed), code


def test_2010_is_told_where_the_group_fixes_it_and_nowhere_else():
    older = soc.in_2010()
    assert older["5213"] == "5215"
    assert older["2235"] == "2231"  # mental health nurses were nurses
    assert "1131" not in older  # finance managers, and bank managers, who were apart
    assert "3544" not in older  # data analysts had no group
    assert set(older) <= set(soc.unit_groups("2020"))
    assert set(older.values()) <= set(soc.unit_groups("2010"))


def test_another_version_is_refused():
    with pytest.raises(VocabularyError) as why:
        soc.structure("2000")
    refused(why.value, "2000", "2020 or 2010")


def test_a_coding_index_is_read_with_what_tells_titles_apart(tmp_path: Path):
    path = tmp_path / "index.csv"
    path.write_text(INDEX, encoding="utf-8")
    made = load_coding_index(path)
    assert made.version == "2020"
    assert [(e.title, e.soc2020, e.soc2010, e.isco) for e in made.entries] == [
        ("data Scientist", "2433", "2425", "2120"),
        ("motor Assembler (electric)", "8141", "8131", "8212"),
        ("motor Assembler (engineering)", "8142", "8132", "8211"),
        ("mobile pipe Welder", "5213", "5215", "7212"),
    ]


def test_an_index_becomes_a_vocabulary_beside_what_ships(tmp_path: Path):
    path = tmp_path / "index.csv"
    path.write_text(INDEX, encoding="utf-8")
    made = load_coding_index(path).vocabulary()
    assert [c.code for c in made.by_label("mobile pipe welder")] == ["5213"]
    assert [c.code for c in made.by_label("TIG welder")] == ["5213"]
    assert made.digest != soc.vocabulary().digest


def test_a_workbook_with_notes_above_and_codes_as_numbers_is_read(tmp_path: Path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Notes of the publisher"])
    sheet = book.create_sheet("SOC2020 coding index")
    sheet.append(["The coding index"])
    sheet.append([])
    sheet.append(["SOC 2010", "SOC 2020", "INDEXOCC", "INDEXOCC NATURAL WORD ORDER", "ADD", "IND"])
    sheet.append([3539, 3544, "Analyst, data", "data analyst", None, None])
    sheet.append([2136, 2134.0, "Analyst, data", "data analyst", "computing", None])
    path = tmp_path / "index.xlsx"
    book.save(path)
    made = load_coding_index(path)
    assert [(e.title, e.soc2020, e.soc2010) for e in made.entries] == [
        ("data analyst", "3544", "3539"),
        ("data analyst (computing)", "2134", "2136"),
    ]


def test_an_index_of_2010_is_known_by_its_columns(tmp_path: Path):
    path = tmp_path / "index.csv"
    path.write_text('SOC 2010,INDEXOCC,IND,ADD\n5215,"Welder, pipe",,\n', encoding="utf-8")
    made = load_coding_index(path)
    assert made.version == "2010"
    assert [c.code for c in made.vocabulary().by_label("pipe welder")] == ["5215"]
    assert made.vocabulary().scheme == "soc2010"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is empty"),
        ("<!doctype html><html><body>Moved</body></html>", "a web page"),
        ("job,code\nwelder,5213\n", "no table with a column INDEXOCC"),
        (HEADER + "\n", "no table with a column INDEXOCC"),
        ('SOC 2020,INDEXOCC\n5215,"Welder, pipe"\n', "'5215' is no unit group of SOC 2020"),
        ("PK\x03\x04 and no more", "no workbook"),
        (f'SOC 2020,INDEXOCC\n2134,"{"x" * 200_000}"\n', "field larger than field limit"),
    ],
)
def test_what_is_no_index_is_named(tmp_path: Path, text: str, words: str):
    path = tmp_path / "index.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError) as why:
        load_coding_index(path)
    refused(why.value, words)


def test_no_file_is_named(tmp_path: Path):
    with pytest.raises(VocabularyError) as why:
        load_coding_index(tmp_path / "nowhere.csv")
    refused(why.value, "nowhere.csv", "No such file")


def test_a_workbook_that_is_not_volume_1_is_refused(tmp_path: Path):
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["SOC 2020 Unit Group", "title"])
    book.save(held)
    path = tmp_path / "other.xlsx"
    path.write_bytes(held.getvalue())
    with pytest.raises(VocabularyError) as why:
        load_volume1(path)
    refused(why.value, "other.xlsx", "descriptions of SOC 2020")


@pytest.mark.data
@needs_data
def test_volume_1_as_published_has_the_structure_that_ships():
    groups = load_volume1(VOLUME1)
    assert {g.code: g.title.strip() for g in groups} == dict(soc.structure("2020"))
    welders = next(g for g in groups if g.code == "5213")
    assert len(welders.tasks) > 3
    assert len(welders.titles) >= 3
    assert welders.description.startswith("Welding trades workers join metal")
    assert not next(g for g in groups if g.code == "52").titles


def test_an_index_is_a_vocabulary_wherever_one_may_be_named(tmp_path: Path):
    path = tmp_path / "index.csv"
    path.write_text(INDEX, encoding="utf-8")
    made = load(path, cache=False)
    assert (made.scheme, made.version) == ("soc2020", "2020")
    assert [c.code for c in made.by_label("mobile pipe welder")] == ["5213"]
    book = openpyxl.Workbook()
    book.worksheets[0].append(["SOC 2020", "SOC 2010", "INDEXOCC"])
    book.worksheets[0].append([2134, 2136, "Engineer, software"])
    book.save(tmp_path / "index.xlsx")
    kept = [load(tmp_path / "index.xlsx") for _ in range(2)]
    assert [c.code for v in kept for c in v.by_label("software engineer")] == ["2134"] * 2


def test_a_workbook_that_is_no_index_is_still_told_what_to_do(tmp_path: Path):
    book = openpyxl.Workbook()
    book.worksheets[0].append(["skill", "level"])
    book.save(tmp_path / "skills.xlsx")
    with pytest.raises(VocabularyError) as why:
        load(tmp_path / "skills.xlsx")
    refused(why.value, "a CSV with a column `label`")
