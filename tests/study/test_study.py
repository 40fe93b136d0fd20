"""`study.toml` is strict: what is wrong is named where it stands, with the nearest known key."""

import re
from pathlib import Path

import pytest

from sectorscope.errors import StudyError
from sectorscope.study import Config, open_study, parse
from tests.support.studies import EMPTY, SHIPPED

GOOD = """\
[study]
id = "vale"
title = "A sector"
as_of = 2026-01-01
period = "2026"

[sector]
name = "healthcare technologies"
definition = "version 1"

[[sector.segment]]
id = "first"
label = "the first"

[[sector.segment]]
id = "second"
label = "the second"

[region]
name = "West Vale"
places = [
  { code = "E1", name = "One" },
  { code = "E2", name = "Two" },
]
"""


def refused(text: str) -> str:
    with pytest.raises(StudyError) as why:
        parse(text)
    return str(why.value)


def spoiled(old: str, new: str) -> str:
    """The good file with one passage replaced."""
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def place(text: str, passage: str) -> str:
    """Where a passage stands, as messages say it."""
    before = text[: text.index(passage)]
    return f"line {before.count(chr(10)) + 1}, column {len(before) - before.rfind(chr(10))}:"


def test_the_good_file_is_read():
    config = parse(GOOD)
    assert [s.id for s in config.sector.segment] == ["first", "second"]
    assert config.study.as_of.isoformat() == "2026-01-01"
    assert config.official.comparator == ""


@pytest.mark.parametrize("study", [SHIPPED, EMPTY], ids=lambda p: p.name)
def test_the_studies_that_ship_are_read(study: Path):
    assert open_study(study).config.study.id == study.name


@pytest.mark.parametrize(
    ("old", "new", "wrong", "near"),
    [
        ("[region]\nname", "[region]\ngeografy", "geografy", "geography"),
        ('definition = "version 1"', 'definition = "x"\nrubrik = "y"', "rubrik", "rubric"),
        (
            'label = "the second"',
            'label = "x"\ncross_cuting = true',
            "cross_cuting",
            "cross_cutting",
        ),
        ("places = [", "plaices = [", "plaices", "places"),
        ("[region]", "[regoin]", "regoin", "region"),
        ('[[sector.segment]]\nid = "first', '[[sector.segmnt]]\nid = "first', "segmnt", "segment"),
        ("[study]", '[oficial]\narea = "x"\n[study]', "oficial", "official"),
        ('name = "Two" }', 'name = "Two", nmae = "x" }', "nmae", "name"),
    ],
)
def test_an_unknown_key_is_found_with_line_column_and_the_near_one(
    old: str, new: str, wrong: str, near: str
):
    text = spoiled(old, new)
    says = refused(text)
    # A header is pointed at where it opens: at its bracket or at its name.
    head = next((h for h in (f"sector.{wrong}]]", f"{wrong}]") if h in text), wrong)
    where = place(text, head)
    assert where in says or (head != wrong and where.partition(",")[0] in says)
    assert repr(wrong) in says
    assert f"did you mean {near!r}?" in says


def test_a_key_like_no_other_lists_what_is_known():
    text = spoiled("[region]", "[region]\nzzz = 1")
    says = refused(text)
    assert place(text, "zzz") in says
    assert "did you mean" not in says
    assert "geography, name, places" in says


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('id = "vale"', 'id = "Not An Id"', "study.id"),
        ("as_of = 2026-01-01", 'as_of = "soon"', "study.as_of"),
        ('title = "A sector"', "title = 3", "study.title"),
        ('label = "the second"', "label = 3", "sector.segment.1.label"),
        ('geography = "g"', "geography = 3", "region.geography"),
    ],
)
def test_a_value_of_the_wrong_kind_is_found(old: str, new: str, what: str):
    text = spoiled("[region]\n", '[region]\ngeography = "g"\n').replace(old, new)
    says = refused(text)
    assert place(text, new) in says
    assert what in says


def test_a_list_that_is_none_is_found():
    text = re.sub(r"places = \[.*\]", 'places = "all"', GOOD, flags=re.DOTALL)
    assert place(text, "places") in refused(text)


@pytest.mark.parametrize(
    ("line", "table", "what"),
    [
        ('id = "vale"\n', "study]", "study.id"),
        ('definition = "version 1"\n', "sector]\nname", "sector.definition"),
        ('label = "the second"\n', 'sector.segment]]\nid = "second"', "sector.segment.1.label"),
    ],
)
def test_a_missing_key_is_told_at_its_table(line: str, table: str, what: str):
    text = spoiled(line, "")
    says = refused(text)
    assert f"{what!r} is missing" in says
    assert place(text, table) in says


def test_a_missing_key_is_told_at_its_own_entry_of_a_list():
    text = spoiled('label = "the first"\n', "")
    assert place(text, 'sector.segment]]\nid = "first"') in refused(text)


def test_a_wrong_value_in_an_inline_table_is_told_on_its_line():
    text = spoiled('code = "E1"', "code = 1")
    assert place(text, "code = 1") in refused(text)


@pytest.mark.parametrize("text", ["[study\n", "id = ", "[study]\n[study]\n", "\x00"])
def test_what_is_no_toml_is_said_to_be_none(text: str):
    assert "is not TOML" in refused(text)


def test_an_empty_file_lacks_everything():
    assert "'study' is missing" in refused("")


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_the_marks_of_windows_do_no_harm(tmp_path: Path, prefix: bytes, ends: str):
    (tmp_path / "study.toml").write_bytes(prefix + GOOD.replace("\n", ends).encode())
    assert open_study(tmp_path).config == parse(GOOD)
    wrong = spoiled("[region]", '[region]\ngeografy = "x"')
    (tmp_path / "study.toml").write_bytes(prefix + wrong.replace("\n", ends).encode())
    with pytest.raises(StudyError, match=place(wrong, "geografy")):
        open_study(tmp_path)


def test_what_is_no_utf_8_is_refused_by_name(tmp_path: Path):
    (tmp_path / "study.toml").write_bytes(GOOD.replace("One", "Ön").encode("latin-1"))
    with pytest.raises(StudyError, match=r"study\.toml cannot be read"):
        open_study(tmp_path)


def test_a_study_is_found_from_within(tmp_path: Path):
    (tmp_path / "study.toml").write_text(GOOD, encoding="utf-8")
    inner = tmp_path / "evidence" / "deep"
    inner.mkdir(parents=True)
    assert open_study(inner).path == tmp_path.resolve()


def test_no_study_at_all_says_what_to_try(tmp_path: Path):
    with pytest.raises(StudyError, match=r"no study\.toml in .*sectorscope new"):
        open_study(tmp_path)


def test_a_configuration_cannot_be_changed_in_place():
    config = parse(GOOD)
    with pytest.raises(ValueError, match="frozen"):
        config.study.title = "x"


# --- every key of the shipped file, mistyped -----------------------------------------------

TEXT = (SHIPPED / "study.toml").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def keys() -> list[tuple[int, int, str]]:
    """Line, column and name of every key and header of the shipped file."""
    found = [
        (number, match.start(1), match.group(1))
        for number, line in enumerate(LINES, 1)
        if not line.lstrip().startswith("#")
        for match in re.finditer(r"(?:^|[{,]\s*)(\w+)\s*=", line)
    ]
    heads = [
        (number, match.start(1), match.group(1))
        for number, line in enumerate(LINES, 1)
        if (match := re.match(r"\[+(?:\w+\.)?(\w+)\]", line))
    ]
    return sorted(found + heads)


def mistyped(key: str) -> list[str]:
    """A letter doubled, a letter dropped, two swapped."""
    typos = {key + key[-1], key[:-1], key[1] + key[0] + key[2:]}
    return sorted(t for t in typos if t and t not in {key, *Config.model_fields})


CASES = [pytest.param(number, column, key, id=f"{number}-{key}") for number, column, key in keys()]


@pytest.mark.parametrize(("number", "column", "key"), CASES)
def test_any_mistyped_key_of_the_shipped_file_is_told_on_its_line(
    number: int, column: int, key: str
):
    for typo in mistyped(key):
        line = LINES[number - 1]
        lines = LINES.copy()
        lines[number - 1] = line[:column] + typo + line[column + len(key) :]
        says = refused("\n".join(lines))
        assert f"line {number}, column " in says
        assert repr(typo) in says
