"""O*NET's technology skills: an example is one skill, however many occupations list it."""

from pathlib import Path

import pytest

from sectorscope.concepts import load, onet
from sectorscope.errors import VocabularyError
from tests.concepts.made import ONET, needs_data, refused

HEAD = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
FILE = HEAD + (
    "11-1011.00\tAdobe Acrobat\t43232202\tDocument management software\tY\tN\n"
    '11-1011.00\t"Raiser\'s" Edge\t43232303\tCRM software\tN\tN\n'
    "11-2011.00\tAdobe  Acrobat\t43232202\tDocument management software\tY\tN\n"
    "11-2011.00\tadobe acrobat\t43232112\tDesktop publishing software\tY\tN\n"
    "15-1252.00\tC\t43232403\tLanguages\tY\tN\n"
    "15-1252.00\tC++\t43232403\tLanguages\tY\tN\n"
)


def test_examples_are_skills_under_commodities(tmp_path: Path):
    path = tmp_path / "Technology Skills.txt"
    path.write_text(FILE, encoding="utf-8")
    made = load(path)
    assert (made.scheme, made.version, made.licence) == ("onet", "unknown", "CC-BY-4.0")
    assert [c.label for c in made.skills()] == ["Adobe Acrobat", '"Raiser\'s" Edge', "C", "C++"]
    (acrobat,) = made.by_label("adobe acrobat")
    assert [(c.label, c.code) for c in made.broader(acrobat.id)] == [
        ("Document management software", "43232202"),
        ("Desktop publishing software", "43232112"),
    ]
    assert [c.kind for c in made.groups()] == ["group"] * 4


def test_columns_are_found_by_name():
    rows = [line.split("\t")[::-1] for line in FILE.splitlines()]
    turned = "\n".join("\t".join(row) for row in rows)
    assert onet.is_meant(turned)
    assert len(onet.read(turned.encode(), "x.txt").skills()) == 4


@pytest.mark.parametrize("name", ["db_29_1_technology_skills.txt", "onet-29.1.txt"])
def test_the_version_is_the_names(name: str):
    assert onet.read(FILE.encode(), name).version == "29.1"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD, "a header and no rows"),
        (FILE + "11-1011.00\tWord\n", "line 8: a row of 2 cells"),
        (FILE + "1\tWord\t\tOffice\tN\tN\n1\tWord\t1\t\tN\tN\n", "without a label"),
    ],
)
def test_what_is_wrong_is_named(text: str, words: str):
    with pytest.raises(VocabularyError) as why:
        onet.read(text.encode(), "skills.txt")
    refused(why.value, "skills.txt", words)


@needs_data
@pytest.mark.data
def test_the_published_file():
    made = load(ONET)
    assert len(made.skills()) == 8_745
    assert len(made.groups()) == 135
    assert all(made.broader(c.id) for c in made.skills())
