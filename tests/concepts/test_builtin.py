"""What ships: every file of the vocabulary, and all of them together, whichever there are."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from sectorscope.concepts import Vocabulary, builtin, load
from sectorscope.concepts.builtin import about, parts
from sectorscope.concepts.flat_header import HEADER
from sectorscope.concepts.vocabulary import folded
from sectorscope.errors import VocabularyError

PARTS = parts()
COMPLETE = set(PARTS) >= set(about().order)


@pytest.fixture(scope="module")
def shipped() -> Vocabulary:
    return load("builtin")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(PARTS[name].decode(), newline="")))


def test_it_says_what_it_is(shipped: Vocabulary):
    assert (shipped.scheme, shipped.version) == ("builtin", "2026.1")
    assert shipped.licence == "CC0-1.0"
    assert len(shipped.digest) == 64
    assert load("builtin").digest == shipped.digest


@pytest.mark.parametrize("name", PARTS)
def test_a_file_has_the_documented_header(name: str):
    assert PARTS[name].split(b"\n")[0].rstrip(b"\r").decode() == ",".join(HEADER)
    assert b"\r" not in PARTS[name] or b"\r\n" in PARTS[name]


@pytest.mark.parametrize("name", PARTS)
def test_parents_are_rows_of_the_same_file(name: str):
    ids = {row["id"] for row in rows(name)}
    assert {p for row in rows(name) for p in row["parent"].split(";") if p} <= ids


@pytest.mark.parametrize("name", PARTS)
def test_ids_are_written_out_and_plain(name: str):
    odd = [r["id"] for r in rows(name) if not _plain(r["id"])]
    assert not odd


def _plain(key: str) -> bool:
    prefix, dot, rest = key.partition(".")
    words = (prefix + rest).replace("_", "")
    return bool(prefix and dot and rest) and words.isascii() and words.isalnum() and key.islower()


def test_an_area_has_a_prefix_of_its_own():
    prefixes = {name: {row["id"].partition(".")[0] for row in rows(name)} for name in PARTS}
    counted = Counter(prefix for found in prefixes.values() for prefix in found)
    assert [prefix for prefix, n in counted.items() if n > 1] == []


def test_no_label_stands_twice(shipped: Vocabulary):
    counted = Counter(folded(c.label) for c in shipped.concepts.values())
    assert [label for label, n in counted.items() if n > 1] == []


def test_no_alternative_is_a_label(shipped: Vocabulary):
    labels = {folded(c.label) for c in shipped.concepts.values()}
    clash = {
        (c.id, a) for c in shipped.concepts.values() for a in c.alternatives if folded(a) in labels
    }
    assert clash == set()


@pytest.mark.parametrize("name", PARTS)
def test_within_an_area_an_alternative_means_one_thing(name: str):
    counted = Counter(
        folded(other) for row in rows(name) for other in row["alternatives"].split(";") if other
    )
    assert [other for other, n in counted.items() if n > 1] == []


def test_every_skill_has_a_definition(shipped: Vocabulary):
    assert [c.id for c in shipped.skills() if len(c.definition.split()) < 5] == []


def test_every_skill_reaches_a_root_that_is_a_group(shipped: Vocabulary):
    lost = [
        c.id
        for c in shipped.skills()
        if not any(a.kind == "group" and not a.parents for a in shipped.ancestors(c.id))
    ]
    assert lost == []


def test_every_group_has_something_in_it(shipped: Vocabulary):
    above = {a.id for c in shipped.skills() for a in shipped.ancestors(c.id)}
    assert [c.id for c in shipped.groups() if c.id not in above] == []


@pytest.mark.xfail(not COMPLETE, reason="not all areas are written yet", strict=False)
def test_there_are_enough_skills_of_every_area(shipped: Vocabulary):
    assert set(PARTS) >= set(about().order)
    assert len(shipped.skills()) >= 1_200


def test_files_that_contradict_each_other_are_refused():
    one, two = b"id,label\na.x,welding\n", b"id,label\na.x,milling\n"
    with pytest.raises(VocabularyError, match=r"'a\.x' stands twice"):
        builtin.read({"one.csv": one, "two.csv": two})
    with pytest.raises(VocabularyError, match="stands above itself: welding > welding"):
        builtin.read({"one.csv": b"id,label,parent\na.x,welding,a.x\n"})


def test_another_version_of_the_same_files_is_another_vocabulary(monkeypatch: pytest.MonkeyPatch):
    before, said = builtin.digest(PARTS), about()
    monkeypatch.setattr(builtin, "about", lambda: said._replace(version="2027.1"))
    assert builtin.digest(PARTS) != before
    monkeypatch.undo()
    assert builtin.digest(dict(list(PARTS.items())[1:])) != before


@pytest.mark.parametrize("text", [None, "", "name = 1\n[[", 'name = "x"\nversion = "1"\n'])
def test_an_incomplete_installation_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
):
    if text is not None:
        (tmp_path / "vocabulary.toml").write_text(text)
    monkeypatch.setattr(builtin, "_folder", lambda: tmp_path)
    with pytest.raises(VocabularyError, match=r"vocabulary\.toml"):
        load("builtin")


def test_an_installation_without_any_area_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    toml = builtin._folder().joinpath("vocabulary.toml").read_bytes()
    (tmp_path / "vocabulary.toml").write_bytes(toml)
    monkeypatch.setattr(builtin, "_folder", lambda: tmp_path)
    with pytest.raises(VocabularyError, match=r"engineering\.csv"):
        load("builtin")
