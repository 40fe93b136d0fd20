"""Small vocabularies of our own making, in the layouts publishers use."""

import csv
import io
import os
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pytest

from sectorscope.concepts import Concept, Vocabulary
from sectorscope.concepts.columns import of
from sectorscope.errors import VocabularyError

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SECTORSCOPE_DATA") or ROOT.parent / "shared" / "data")
ESCO = {v: DATA / "esco" / f"esco-v{v}-classification-en-csv.zip" for v in ("1.1.0", "1.1.1")}
ONET = DATA / "classifications" / "onet_technology_skills.txt"

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="no folder of real data; set SECTORSCOPE_DATA to run this"
)

URI = "http://data.europa.eu/esco/"
SKILL, LOOM, GROUP, ROOT_GROUP = (
    f"{URI}skill/{name}" for name in ("weave", "loom", "textiles", "S")
)
OCCUPATION, ISCO, ISCO_MAJOR = f"{URI}occupation/weaver", f"{URI}isco/C8152", f"{URI}isco/C8"

_SKILL_COLUMNS = (
    "conceptType", "conceptUri", "skillType", "reuseLevel", "preferredLabel", "altLabels",
    "hiddenLabels", "status", "modifiedDate", "scopeNote", "definition", "inScheme", "description",
)  # fmt: skip
_GROUP_COLUMNS = (
    "conceptType", "conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "status",
    "modifiedDate", "scopeNote", "inScheme", "description", "code",
)  # fmt: skip
_OCCUPATION_COLUMNS = (
    "conceptType", "conceptUri", "iscoGroup", "preferredLabel", "altLabels", "hiddenLabels",
    "status", "modifiedDate", "regulatedProfessionNote", "scopeNote", "definition", "inScheme",
    "description", "code",
)  # fmt: skip
_ISCO_COLUMNS = (
    "conceptType", "conceptUri", "code", "preferredLabel", "status", "altLabels", "inScheme",
    "description",
)  # fmt: skip
_BROADER = ("conceptType", "conceptUri", "broaderType", "broaderUri")


def text(columns: Sequence[str], *rows: Mapping[str, str]) -> str:
    made = io.StringIO(newline="")
    writer = csv.DictWriter(made, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return made.getvalue()


def esco_files() -> dict[str, str]:
    """The eight files of 1.1.0, with four skills and groups and three of the occupations' side."""
    return {
        "skills_en.csv": text(
            _SKILL_COLUMNS,
            {
                "conceptUri": SKILL, "preferredLabel": "weave cloth", "skillType": "knowledge",
                "reuseLevel": "sector-specific", "description": "Make cloth\nof threads.",
                "altLabels": "weaving cloth\nweave  fabric\nweave cloth", "hiddenLabels": "weeving",
            },
            {
                "conceptUri": LOOM, "preferredLabel": "tend a loom",
                "skillType": "skill/competence", "definition": "Keep a loom running.",
            },
        ),
        "skillGroups_en.csv": text(
            _GROUP_COLUMNS,
            {"conceptUri": GROUP, "preferredLabel": "textiles", "code": "S9.1"},
            {"conceptUri": ROOT_GROUP, "preferredLabel": "skills", "code": "S"},
        ),
        "skillsHierarchy_en.csv": "Level 0 URI\n" + ROOT_GROUP + "\n",
        "occupations_en.csv": text(
            _OCCUPATION_COLUMNS,
            {
                "conceptUri": OCCUPATION, "preferredLabel": "weaver", "iscoGroup": "8152",
                "code": "8152.3", "altLabels": "handloom weaver",
            },
        ),
        "ISCOGroups_en.csv": text(
            _ISCO_COLUMNS,
            {"conceptUri": ISCO, "preferredLabel": "Weaving machine operators", "code": "8152"},
            {"conceptUri": ISCO_MAJOR, "preferredLabel": "Operators", "code": "8"},
        ),
        "broaderRelationsSkillPillar.csv": text(
            _BROADER,
            {"conceptUri": LOOM, "broaderUri": SKILL},
            {"conceptUri": SKILL, "broaderUri": GROUP},
            {"conceptUri": SKILL, "broaderUri": f"{URI}skill/without-a-row"},
            {"conceptUri": f"{URI}skill/without-a-row", "broaderUri": GROUP},
            {"conceptUri": GROUP, "broaderUri": ROOT_GROUP},
        ),
        "broaderRelationsOccPillar.csv": text(
            _BROADER,
            {"conceptUri": OCCUPATION, "broaderUri": ISCO},
            {"conceptUri": ISCO, "broaderUri": ISCO_MAJOR},
        ),
        "conceptSchemes_en.csv": text(
            ("conceptType", "conceptSchemeUri", "preferredLabel", "title", "description"),
            {"preferredLabel": "ISCO 2008", "title": "", "description": ""},
        ),
    }  # fmt: skip


def esco_12_files() -> dict[str, str]:
    """As 1.2 publishes it: relations named by language, with labels; a code of industry."""
    files = esco_files()
    for stem in ("broaderRelationsSkillPillar", "broaderRelationsOccPillar"):
        rows = csv.DictReader(io.StringIO(files.pop(f"{stem}.csv"), newline=""))
        columns = ("conceptType", "conceptUri", "conceptLabel", "broaderType", "broaderUri")
        files[f"{stem}_en.csv"] = text((*columns, "broaderLabel"), *rows)
    rows = list(csv.DictReader(io.StringIO(files["occupations_en.csv"], newline="")))
    files["occupations_en.csv"] = text(
        ("naceCode", *reversed(_OCCUPATION_COLUMNS)), *({**row, "naceCode": "13.2"} for row in rows)
    )
    return files


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def vocabulary(concepts: Iterable[Concept], scheme: str = "made") -> Vocabulary:
    return Vocabulary(scheme, "1", "CC0-1.0", of(concepts), scheme)


def refused(made: VocabularyError, *words: str) -> None:
    """The error is one line and says these words."""
    said = str(made)
    assert "\n" not in said
    for word in words:
        assert word in said, said
