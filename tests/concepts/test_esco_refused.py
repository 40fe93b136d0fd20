"""A zip that is none, or not ESCO's, or not whole: what is wrong is named."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.concepts import archive, esco, load
from sectorscope.errors import VocabularyError
from tests.concepts.made import GROUP, LOOM, ROOT_GROUP, SKILL, esco_files, refused, text, zipped

WHOLE = zipped(esco_files())


def refusal(data: bytes, *words: str) -> None:
    with pytest.raises(VocabularyError) as why:
        esco.read(data, "esco-v1.1.0.zip")
    refused(why.value, *words)


def test_no_zip():
    refusal(b"id,label\n1,welding\n", "is no zip")


def test_a_page_saved_as_zip():
    refusal(b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page", "download it again")


@pytest.mark.parametrize("kept", [10, len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_download_that_was_cut_short(kept: int):
    refusal(WHOLE[:kept], "is damaged", "download it again")


def test_a_checksum_that_does_not_fit():
    data = stored(esco_files()).getvalue()
    at = data.index(b"weave cloth")
    refusal(data[:at] + b"W" + data[at + 1 :], "skills_en.csv", "checksum")


def stored(files: dict[str, str]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as plain:
        for name, content in files.items():
            plain.writestr(name, content)
    return made


def test_an_encrypted_member():
    data = bytearray(stored(esco_files()).getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 1)
    refusal(bytes(data), "(it is encrypted)")


def test_an_unknown_compression():
    data = bytearray(zipped(esco_files()))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] = 99
            at = data.find(mark, at + 1)
    refusal(bytes(data), "cannot be unpacked", "compression")


def test_another_zip_says_what_it_holds():
    refusal(
        zipped({"readme.txt": "hello", "data/occupations_en.csv": "x"}),
        "has no skills_en.csv",
        "readme.txt",
        "data/occupations_en.csv",
    )


def test_a_workbook():
    refusal(zipped({"[Content_Types].xml": "<Types/>"}), "save the workbook's sheet as a CSV")


def test_another_language():
    files = {name.replace("_en", "_de"): content for name, content in esco_files().items()}
    refusal(zipped(files), "has no skills_en.csv", "'de'")


@pytest.mark.parametrize("member", ["skillGroups_en.csv", "broaderRelationsOccPillar.csv"])
def test_a_file_that_was_left_out(member: str):
    files = esco_files()
    del files[member]
    refusal(zipped(files), f"has no {member.replace('.csv', '').replace('_en', '')}")


def test_two_releases_in_one_zip():
    files = {f"{v}/{n}": content for v in ("a", "b") for n, content in esco_files().items()}
    refusal(zipped(files), "2 files named skills_en.csv")


def test_a_bomb_by_its_ratio():
    files = esco_files() | {"other.csv": "0" * 20_000_000}
    refusal(zipped(files), "20,000,000 bytes out of")


def test_a_bomb_by_its_total(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000)
    refusal(WHOLE, "would unpack to", "at most 1,000 in all")


def test_a_bomb_that_declares_too_little_is_not_unpacked():
    data = bytearray(zipped(esco_files() | {"skills_en.csv": "0" * 20_000_000}))
    size = (20_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
    refusal(bytes(data), "skills_en.csv", "checksum")


def test_a_missing_column_is_named_beside_those_that_are_there():
    files = esco_files()
    files["skills_en.csv"] = files["skills_en.csv"].replace("preferredLabel", "label", 1)
    refusal(zipped(files), "skills_en.csv has no column 'preferredLabel'", "conceptUri")


def test_semicolons_are_named():
    files = esco_files()
    files["skills_en.csv"] = "conceptUri;preferredLabel\nx;y\n"
    with pytest.raises(VocabularyError, match="save it with commas; this one has ';'"):
        esco.read(zipped(files), "esco.zip")


def test_a_row_that_was_cut_short():
    files = esco_files()
    files["skills_en.csv"] += "KnowledgeSkillCompetence,http://x\r\n"
    with pytest.raises(VocabularyError, match=r"skills_en.csv, line \d+: a row of 2 cells"):
        esco.read(zipped(files), "esco.zip")


def test_an_id_that_stands_twice():
    files = esco_files()
    head, *rows = files["skills_en.csv"].splitlines(keepends=True)
    files["skills_en.csv"] = head + "".join(rows) + "".join(rows)
    refusal(zipped(files), SKILL, "stands twice")


def test_a_cycle_is_told_by_its_labels():
    files = esco_files()
    files["broaderRelationsSkillPillar.csv"] = text(
        ("conceptUri", "broaderUri"),
        {"conceptUri": LOOM, "broaderUri": SKILL},
        {"conceptUri": SKILL, "broaderUri": GROUP},
        {"conceptUri": GROUP, "broaderUri": SKILL},
        {"conceptUri": SKILL, "broaderUri": ROOT_GROUP},
    )
    with pytest.raises(VocabularyError) as why:
        esco.read(zipped(files), "esco.zip")
    said = str(why.value)
    assert "weave cloth > textiles > weave cloth" in said or "textiles > weave cloth > t" in said


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_named_or_does_no_harm(at: int, flip: int):
    data = WHOLE[:at] + bytes([WHOLE[at] ^ flip]) + WHOLE[at + 1 :]
    try:
        made = esco.read(data, "esco.zip")
    except VocabularyError:
        return
    assert dict(made.concepts) == dict(esco.read(WHOLE, "esco.zip").concepts)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_no_zip_and_break_nothing(data: bytes):
    for begin in (b"", b"PK\x03\x04"):
        refusal(begin + data)


def test_a_path_that_is_not_there(tmp_path: Path):
    for path in (tmp_path / "none.zip", tmp_path):
        with pytest.raises(VocabularyError, match="cannot be read"):
            load(path)
