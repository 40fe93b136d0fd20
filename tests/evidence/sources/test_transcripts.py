"""An interview is read as one business's document; what was asked comes from the mapping."""

from pathlib import Path
from typing import Any

import pytest

from sectorscope.evidence.documents import locate_text
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot, describe
from sectorscope.evidence.sources import load
from sectorscope.schema import TABLES, from_rows
from sectorscope.testing import check_source
from tests.evidence.documents.made import docx_of

SAID = ["INT: Is it hard to recruit?", "Ann: It is 😀.", "INT: Why?", "Ann: Pay."]
DATA = docx_of(SAID)
MAPPING = b"""# how the interviews are read
title = "Interviews"
interviewer = ["INT"]

[method]
invited = 9
mode = "interview"

[consent]
quote = true
date = 2026-03-01

[[question]]
id = "hard"
chapter = "issues"
form = "raised"
text = "Is it hard to recruit?"
says = "find it hard to recruit"
open = true

[[question.code]]
code = "pay"
label = "pay"

# about skills
[[question]]
id = "skills"
chapter = "skills"
form = "issues"
text = "Which skills?"
says = "name skills"

[interviews."Canary Ltd.docx"]
business = "Canary Ltd"
segments = ["imaging", "software"]
size_band = "1-9"
place = "Leeds"
date = 2026-02-01
not_asked = ["skills"]

[interviews.second]
business = "Canary Ltd"
kind = "notes"

[interviews.silent]
business = "Silent Ltd"
consent = { count = false }
"""


def entry(name: str, data: bytes = DATA) -> Snapshot:
    return describe(data, name=name, source="transcripts", retrieved="2026-11-22")


def rows(name: str, mapping: bytes | None = MAPPING, data: bytes = DATA) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table, made in load("transcripts").read(entry(name, data), data, mapping):
        found.setdefault(table, []).extend(made)
    for table, made in found.items():
        from_rows(TABLES[table], made)
    return found


def test_with_a_mapping_everything_it_says_is_there():
    found = rows("Canary Ltd.docx")
    assert {t: len(r) for t, r in found.items()} == {
        **{"consultation": 1, "question": 2, "code": 1, "consultee": 1},
        **{"response": 2, "document": 1, "turn": 4},
    }
    assert set(found) <= set(load("transcripts").meta.tables)
    (consultee,) = found["consultee"]
    about = ("business", "segments", "size_band", "place")
    assert [consultee[c] for c in about] == ["Canary Ltd", "imaging;software", "1-9", "Leeds"]
    (document,) = found["document"]
    assert (document["id"], document["kind"]) == ("Canary Ltd/1", "transcript")
    assert (document["text"], document["chars"]) == ("\n".join(SAID), len("\n".join(SAID)))
    method = found["consultation"][0]
    counts = ("invited", "responded", "rows", "not_consented")
    assert [method[c] for c in counts] == [9, 1, 3, 1]


@pytest.mark.parametrize("mapping", [None, MAPPING.replace(b'"Canary Ltd.docx"', b"contract")])
def test_it_keeps_every_source_s_promises(mapping: bytes | None):
    check_source("transcripts", DATA, mapping)


def test_a_question_is_asked_and_blank_unless_no_interview_came_to_it():
    states = {r["question"]: (r["state"], r["raw"]) for r in rows("canary ltd.DOCX")["response"]}
    assert states == {"hard": ("blank", None), "skills": ("blank", None)}
    never = MAPPING.replace(b'kind = "notes"', b'not_asked = ["skills"]')
    states = {r["question"]: r["state"] for r in rows("Canary Ltd.docx", never)["response"]}
    assert states == {"hard": "blank", "skills": "not_asked"}


def test_another_interview_of_a_business_adds_its_document_only():
    found = rows("second.docx")
    assert "response" not in found
    assert "consultee" not in found
    assert (found["document"][0]["id"], found["document"][0]["kind"]) == ("Canary Ltd/2", "notes")
    said = load("transcripts").remarks(entry("second.docx"), DATA, MAPPING)
    assert "Another interview with the same business says what it was asked." in said.warnings


def test_every_turn_stands_where_it_says():
    made = rows("Canary Ltd.docx")["turn"]
    assert [(t["role"], t["raw"]) for t in made] == [
        ("interviewer", "Is it hard to recruit?"),
        ("respondent", "It is 😀."),
        ("interviewer", "Why?"),
        ("respondent", "Pay."),
    ]
    for turn in made:
        assert turn["locator"] == f"text;chars={turn['start']}-{turn['end']}"
        assert locate_text(DATA, "a.docx", turn["start"], turn["end"]) == turn["raw"]


def test_the_codebook_is_the_same_whichever_file_is_read_and_names_no_interview():
    first, second = rows("Canary Ltd.docx"), rows("second.docx")
    for table in ("consultation", "question", "code"):
        assert first[table] == second[table]
        for row in first[table]:
            start, end = map(int, row["locator"].removeprefix("bytes=").split("-"))
            assert MAPPING[start:end].decode() == row["raw"]
            assert "Ltd" not in row["raw"]
    assert first["question"][0]["raw"].endswith("open = true")
    assert first["question"][1]["raw"].endswith('says = "name skills"')


TABLE = b'{ id = "hard", chapter = "issues", form = "raised", text = "Hard?", says = "say so"'
INLINE = [
    (b'code = [\n  { code = "pay", label = "pay" },\n]', b"open = true", b'label = "pay" },\n]'),
    (b'code = [{ code = "pay", label = "pay" }]', b"open = true", b'"pay" }]'),
]


@pytest.mark.parametrize(("codes", "before", "ends"), INLINE)
def test_codes_written_within_their_question_stand_where_it_does(
    codes: bytes, before: bytes, ends: bytes
):
    block = b'[[question.code]]\ncode = "pay"\nlabel = "pay"\n'
    found = rows("second.docx", MAPPING.replace(block, b"").replace(before, before + b"\n" + codes))
    (code,) = found["code"]
    assert code["raw"] == found["question"][0]["raw"]
    assert code["raw"].encode().endswith(ends)
    assert not any("Ltd" in row["raw"] for row in found["question"])


def test_questions_in_a_list_stand_where_each_is_written():
    start, end = MAPPING.index(b"[[question]]"), MAPPING.index(b'[interviews."')
    code = b', code = [{ code = "pay", label = "pay" }] }'
    other = TABLE.replace(b'"hard"', b'"skills"') + b" }"
    listed = b"question = [\n  " + TABLE + code + b",\n  " + other + b",\n]\n\n"
    head = MAPPING.index(b"[method]")
    mapping = MAPPING[:head] + listed + MAPPING[head:start] + MAPPING[end:]
    found = rows("second.docx", mapping)
    hard, skills = found["question"]
    assert hard["raw"].encode() == TABLE + code
    assert skills["raw"].encode() == other
    assert [c["raw"] for c in found["code"]] == [hard["raw"]]


def test_questions_in_a_way_that_is_not_followed_stand_at_the_top():
    start, end = MAPPING.index(b"[[question]]"), MAPPING.index(b'[interviews."')
    head = MAPPING.index(b"[method]")
    listed = b'"question" = [' + TABLE + b" }, " + TABLE.replace(b"hard", b"skills") + b" }]\n"
    mapping = MAPPING[:head] + listed + MAPPING[head:start] + MAPPING[end:]
    raws = {r["raw"] for r in rows("second.docx", mapping)["question"]}
    assert raws == {(MAPPING[:head] + listed).decode().rstrip()}


def test_questions_in_two_forms_are_to_be_put_in_one():
    listed = b"question = [" + TABLE + b" }]\n[method]"
    with pytest.raises(GateRefused, match=r"try: put all questions in one form"):
        rows("second.docx", MAPPING.replace(b"[method]", listed))


def test_a_role_that_answers_is_no_contact():
    said = [line.replace("Ann:", "Manager:") for line in SAID]
    for name, names in (("Manager:", ()), ("Jane Roe (Owner):", ("Jane Roe",))):
        data = docx_of([line.replace("Manager:", name) for line in said])
        (person,) = load("transcripts").people(entry("second", data), data, MAPPING)
        assert person.contacts == names


def test_without_a_mapping_nothing_counts_as_asked():
    found = rows("Canary Ltd.docx", None)
    assert found["consultee"][0]["business"] == "Canary Ltd"
    assert not found.get("response")
    assert {"question", "code", "consultation"}.isdisjoint(found)
    said = load("transcripts").remarks(entry("a.docx"), DATA, None)
    assert "No mapping: nothing is known of the business, and nothing counts as asked." in (
        said.warnings
    )


def test_nothing_of_a_business_that_did_not_agree_is_read():
    found = rows("silent.docx")
    assert set(found) == {"consultation", "question", "code"}
    said = load("transcripts").remarks(entry("silent.docx"), DATA, MAPPING)
    assert [d.rows for d in said.dropped] == [1]


def test_the_vault_is_told_who_answered_and_what_they_agreed_to():
    (person,) = load("transcripts").people(entry("Canary Ltd.docx"), DATA, MAPPING)
    assert (person.identity, person.contacts) == ("Canary Ltd", ("Ann",))
    assert person.consents == (
        ("count", True, "2026-03-01"),
        ("quote", True, "2026-03-01"),
        ("list", False, "2026-03-01"),
    )
    assert load("transcripts").without(entry("a"), DATA, MAPPING, frozenset({"x"})) is None


def test_a_text_in_which_nobody_is_seen_to_speak_is_one_turn():
    found = rows("a.txt", None, b"Just notes.")
    (turn,) = found["turn"]
    assert (turn["speaker"], turn["role"], turn["raw"]) == (None, "unknown", "Just notes.")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b"title = ", b"titel = ", "'title'?"),
        (b"place = ", b"palce = ", "'place'?"),
        (b'"notes"', b'"essay"', "'interviews.….kind' is wrong"),
        (b'business = "Silent Ltd"', b'business = " "', "'interviews.….business' is wrong"),
        (b'not_asked = ["skills"]', b'not_asked = ["hm"]', "leaves out 'hm'"),
        (b"[interviews.second]", b'[interviews."CANARY ltd.docx"]', "the same name"),
        (b'id = "skills"', b'id = "hard"', "stands twice"),
        (b'label = "pay"', b'label = "pay"\nparent = "x"', "which is no code"),
        (b'label = "pay"', b'label = "pay"\nexplains = "x"', "which is no code"),
        (b"open = true", b'gate = "x"', "which is no question"),
        (b'title = "I', b'reconstruction = true\ntitle = "I', "a reconstruction whose"),
        (b'title = "I', b"title = [", "no TOML"),
        (b'title = "I', b'title = "\xff', "no TOML"),
    ],
)
def test_a_wrong_mapping_stops_the_file_and_names_no_interview(old: bytes, new: bytes, says: str):
    assert old in MAPPING
    with pytest.raises(GateRefused) as refused:
        rows("second.docx", MAPPING.replace(old, new, 1))
    assert says in str(refused.value)
    assert "canary" not in str(refused.value).lower()
    assert refused.value.__cause__ is None


def test_a_file_the_mapping_does_not_know_is_refused_without_its_name():
    with pytest.raises(GateRefused, match="says nothing of this file") as refused:
        rows("Unknown Ltd.docx")
    assert "Unknown" not in str(refused.value)


def test_reading_needs_no_file_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    rows("Canary Ltd.docx")
    assert not list(tmp_path.iterdir())
