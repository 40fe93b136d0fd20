"""Answers of ESCO's service: the same vocabulary as the CSV of the same concepts, or refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sectorscope.concepts import Vocabulary, load
from sectorscope.concepts.columns import NAMES
from sectorscope.errors import VocabularyError
from tests.concepts.made import GROUP, LOOM, SKILL, URI, esco_files, refused, zipped
from tests.support.replay.esco import Esco


def loaded(folder: Path, *answers: bytes, name: str = "esco.json") -> Vocabulary:
    path = folder / name
    path.write_bytes(b"[" + b",".join(answers) + b"]\n")
    return load(path, cache=False)


def told(made: Vocabulary) -> list[dict[str, Any]]:
    """Every concept with all that is said of it, by its id."""
    rows = [{name: getattr(c, name) for name in NAMES} for c in made.concepts.values()]
    return sorted(rows, key=lambda row: row["id"])


def one(**changes: Any) -> bytes:  # noqa: ANN401
    """An answer with one skill."""
    skill = {"uri": SKILL, "preferredLabel": {"en": "weave cloth"}, **changes}
    return json.dumps({"total": 1, "_embedded": {SKILL: skill}}).encode()


def test_it_is_the_vocabulary_that_the_zip_of_the_same_concepts_is(tmp_path: Path):
    (tmp_path / "esco-v1.2.0.zip").write_bytes(zipped(esco_files()))
    published = load(tmp_path / "esco-v1.2.0.zip", cache=False)
    served = loaded(tmp_path, *Esco(esco_files()).whole())
    assert told(served) == told(published)
    assert (served.scheme, served.version) == (published.scheme, published.version)
    assert served.licence == published.licence


def test_the_way_up_and_the_names_are_those_of_the_zip(tmp_path: Path):
    made = loaded(tmp_path, *Esco(esco_files()).whole())
    assert [c.id for c in made.broader(LOOM)] == [GROUP]
    assert [c.id for c in made.by_label("weaving cloth")] == [SKILL]
    assert not made.by_label("weben")


def test_half_a_sign_in_a_name_is_one_sign_nobody_knows(tmp_path: Path):
    made = loaded(tmp_path, one(preferredLabel={"en": "weave \ud83d"}))
    assert [c.label for c in made.skills()] == ["weave \ufffd"]


def test_an_answer_by_itself_and_one_of_a_search_are_read_too(tmp_path: Path):
    (single, *_) = Esco(esco_files()).whole()
    (tmp_path / "page.json").write_bytes(single)
    assert [c.id for c in load(tmp_path / "page.json", cache=False).skills()] == [SKILL, LOOM]
    found = list(json.loads(single)["_embedded"].values())
    searched = json.dumps({"total": 2, "_embedded": {"results": found}}).encode()
    assert [c.id for c in loaded(tmp_path, searched).skills()] == [SKILL, LOOM]


def test_a_concept_of_two_lists_stands_once(tmp_path: Path):
    assert len(loaded(tmp_path, one(), one(title="again")).concepts) == 1


def test_the_scheme_tells_a_group_of_skills_whether_or_not_it_has_a_code(tmp_path: Path):
    for scheme, code, kind in (
        ("skills-hierarchy", None, "group"),
        ("member-skills", "S1", "skill"),
    ):
        links = {"isInScheme": [{"uri": f"{URI}concept-scheme/{scheme}"}]}
        made = loaded(tmp_path, one(_links=links, code=code))
        assert made.concepts[SKILL].kind == kind


def test_something_behind_an_answer_is_refused(tmp_path: Path):
    (tmp_path / "a.json").write_bytes(one() + b" {}")
    with pytest.raises(VocabularyError, match="something follows"):
        load(tmp_path / "a.json", cache=False)


def test_where_no_scheme_is_told_a_code_makes_a_group_of_skills(tmp_path: Path):
    assert [c.kind for c in loaded(tmp_path, one()).concepts.values()] == ["skill"]
    grouped = loaded(tmp_path, one(code="S1.2")).concepts[SKILL]
    assert (grouped.kind, grouped.code) == ("group", "S1.2")


def test_an_occupation_under_another_has_the_isco_group_its_code_begins_with(tmp_path: Path):
    uri = f"{URI}occupation/handloom-weaver"
    said = {"uri": uri, "preferredLabel": {"en": "handloom weaver"}, "code": "8152.3.1"}
    answer = json.dumps({"_embedded": {uri: said}}).encode()
    assert loaded(tmp_path, answer).concepts[uri].code == "8152"


@pytest.mark.parametrize(
    ("name", "version"),
    [("esco-v1.2.0.json", "1.2.0"), ("esco.json", "unknown")],
)
def test_where_no_address_names_the_version_the_file_may(tmp_path: Path, name: str, version: str):
    assert loaded(tmp_path, one(), name=name).version == version


def linked(version: str) -> bytes:
    return one(_links={"self": {"href": f"https://x.example/?selectedVersion=v{version}"}})


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ((one()[:-30],), "fetch it again"),
        ((one(uri="http://example.org/a"),), "no concept's"),
        ((one(uri=None),), "no concept's"),
        ((one(preferredLabel={"de": "weben"}),), "no name in English"),
        ((b'{"_embedded": {}}',), "holds no concept"),
        ((b'{"_embedded": 3}',), "fetch it again"),
        ((b'{"_embedded": {"a": 3}}',), "begins no concept"),
        ((linked("1.1.0"), linked("1.2.0")), "1.1.0 and 1.2.0"),
        ((one() + one(),), "fetch it again"),
    ],
)
def test_what_is_no_answer_is_refused_in_one_line(
    tmp_path: Path, answers: tuple[bytes, ...], says: str
):
    with pytest.raises(VocabularyError) as why:
        loaded(tmp_path, *answers)
    refused(why.value, says)


def test_other_json_is_still_said_to_be_no_vocabulary(tmp_path: Path):
    (tmp_path / "a.json").write_bytes(b'{"error": "BadInputException"}')
    with pytest.raises(VocabularyError, match="is JSON"):
        load(tmp_path / "a.json", cache=False)
