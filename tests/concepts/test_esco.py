"""ESCO's zip as published, whichever of its layouts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sectorscope.concepts import Vocabulary, load
from tests.concepts.made import (
    ESCO,
    GROUP,
    ISCO,
    ISCO_MAJOR,
    LOOM,
    OCCUPATION,
    ROOT_GROUP,
    SKILL,
    esco_12_files,
    esco_files,
    needs_data,
    zipped,
)


def loaded(folder: Path, files: dict[str, str], name: str = "esco-v1.1.0.zip") -> Vocabulary:
    path = folder / name
    path.write_bytes(zipped(files))
    return load(path)


@pytest.mark.parametrize("files", [esco_files, esco_12_files])
def test_skills_groups_and_occupations_are_told_apart(
    tmp_path: Path, files: Callable[[], dict[str, str]]
):
    made = loaded(tmp_path, files())
    assert made.scheme == "esco"
    assert [c.id for c in made.skills()] == [SKILL, LOOM]
    assert [c.id for c in made.groups()] == [GROUP, ROOT_GROUP, ISCO, ISCO_MAJOR]
    assert [c.id for c in made.occupations()] == [OCCUPATION]


def test_a_skill_has_all_that_esco_says_of_it(tmp_path: Path):
    skill = loaded(tmp_path, esco_files()).concepts[SKILL]
    assert skill.label == "weave cloth"
    assert skill.alternatives == ("weaving cloth", "weave fabric")  # its own label is none
    assert skill.hidden == ("weeving",)
    assert skill.definition == "Make cloth\nof threads."
    assert (skill.type, skill.reuse) == ("knowledge", "sector-specific")
    assert skill.parents == (GROUP,)  # not the one that has no row


def test_a_definition_stands_in_for_a_description(tmp_path: Path):
    assert loaded(tmp_path, esco_files()).concepts[LOOM].definition == "Keep a loom running."


def test_the_way_up_goes_through_skills_to_groups(tmp_path: Path):
    made = loaded(tmp_path, esco_files())
    assert [c.id for c in made.broader(LOOM)] == [GROUP]
    assert [c.id for c in made.ancestors(LOOM)] == [SKILL, GROUP, ROOT_GROUP]


@pytest.mark.parametrize("files", [esco_files, esco_12_files])
def test_an_occupation_keeps_its_isco_group(tmp_path: Path, files: Callable[[], dict[str, str]]):
    made = loaded(tmp_path, files())
    assert made.concepts[OCCUPATION].code == "8152"
    assert [(c.id, c.code) for c in made.broader(OCCUPATION)] == [(ISCO, "8152")]


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("ESCO dataset - v1.1.1 - classification - en - csv.zip", "1.1.1"),
        ("esco-v1.1.0-classification-en-csv.zip", "1.1.0"),
        ("esco_1.2.zip", "1.2"),
        ("esco-1.2.1.zip", "1.2.1"),
        ("ESCO_dataset_v1.2.0.zip", "1.2.0"),
        ("download.zip", "unknown"),
        ("2024.05.15 download.zip", "unknown"),
        ("esco (1).zip", "unknown"),
    ],
)
def test_the_version_is_told_by_the_name_or_not_at_all(tmp_path: Path, name: str, version: str):
    assert loaded(tmp_path, esco_files(), name).version == version


def test_the_version_is_told_by_a_folder_in_the_zip(tmp_path: Path):
    files = {f"ESCO dataset - v1.2.0/{name}": text for name, text in esco_files().items()}
    assert loaded(tmp_path, files, "download.zip").version == "1.2.0"


def test_what_the_release_says_of_itself_goes_before_its_name(tmp_path: Path):
    files = esco_files()
    files["conceptSchemes_en.csv"] = files["conceptSchemes_en.csv"].replace(
        "ISCO 2008", "ESCO v1.2.0"
    )
    assert loaded(tmp_path, files, "esco-v1.1.0.zip").version == "1.2.0"


def test_collections_and_relations_are_let_be(tmp_path: Path):
    files = esco_files() | {
        "digitalSkillsCollection_en.csv": "conceptUri\nx\n",
        "occupationSkillRelations.csv": "occupationUri,skillUri\nx,y\n",
    }
    assert len(loaded(tmp_path, files).concepts) == 7


@needs_data
@pytest.mark.data
@pytest.mark.parametrize(
    ("version", "skills", "groups", "occupations"),
    [("1.1.0", 13_891, 1_262, 3_008), ("1.1.1", 13_896, 1_259, 3_007)],
)
def test_the_published_releases(version: str, skills: int, groups: int, occupations: int):
    made = load(ESCO[version])
    assert made.version == version
    assert len(made.skills()) == skills
    assert len(made.groups()) == groups
    assert len(made.occupations()) == occupations
    assert all(len(c.code) == 4 and c.code.isdigit() for c in made.occupations())
    assert all(made.broader(c.id) for c in (*made.skills(), *made.occupations()))
    (haskell,) = made.by_label("haskell")
    assert haskell.type == "knowledge"
    assert "computer programming" in [c.label for c in made.ancestors(haskell.id)]
