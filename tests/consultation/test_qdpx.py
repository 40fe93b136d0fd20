"""What is written is read back as it was, and writing it again gives the same bytes."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.consultation.qdpx import document_guid, write_project
from sectorscope.errors import SchemaError
from sectorscope.evidence.snapshots import describe
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.qda.project import read_project

MADE = date(2026, 11, 22)
CODES: list[dict[str, Any]] = [
    {"question": "hard", "code": "pay", "order": 0, "label": "Pay & <conditions>"},
    {
        **{"question": "hard", "code": "low", "order": 1, "label": "low pay", "parent": "pay"},
        "definition": "below\nothers",
    },
    {"question": "hard", "code": "lowest", "order": 2, "label": "lowest", "parent": "low"},
]
LABELS = {c["code"]: c["label"] for c in CODES}


def document(text: str, identity: str = "B1/1") -> dict[str, Any]:
    return {"id": identity, "text": text}


def coding(start: int, end: int, code: str = "pay", **more: str) -> dict[str, Any]:
    made = {"document": "B1/1", "start": start, "end": end, "question": "hard", "code": code}
    return made | {"who": "Coder", "when": "2026-03-01"} | more


def back(data: bytes) -> tuple[Any, ...]:
    """A project as the rows it was written from."""
    project = read_project(data)
    assert not project.quarantined
    names = {c.guid: c.name for c in project.codes}
    users = {u.guid: u.name for u in project.users} | {"": ""}
    identities = {document_guid(i): i for i in ("B1/1", "B2/1")}
    sources = {s.guid: identities[s.guid] for s in project.sources}
    codes = [(c.name, names.get(c.parent or ""), c.description) for c in project.codes]
    texts = {sources[s.guid]: s.text for s in project.sources}
    selections = [
        (sources[s.source], s.start, s.end, names[c.code], users[c.user], c.created)
        for s in project.selections
        for c in s.codings
    ]
    return codes, texts, selections, sorted(users.values())


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), min_size=1)


@given(texts, texts, st.data())
def test_any_text_with_any_selections_comes_back(one: str, two: str, data: st.DataObject):
    held = {"B1/1": one, "B2/1": two}
    chosen: list[dict[str, Any]] = []
    for _ in range(data.draw(st.integers(0, 6))):
        identity = data.draw(st.sampled_from(sorted(held)))
        start = data.draw(st.integers(0, len(held[identity]) - 1))
        end = data.draw(st.integers(start + 1, len(held[identity])))
        code, who = data.draw(st.sampled_from(sorted(LABELS))), data.draw(st.sampled_from("AB"))
        chosen.append(coding(start, end, code, document=identity, who=who))
    documents = [document(text, identity) for identity, text in held.items()]
    made = write_project(CODES, documents, chosen, ["Z"], made=MADE)
    codes, back_texts, selections, users = back(made)
    assert back_texts == held
    expected = [
        (c["document"], c["start"], c["end"], LABELS[c["code"]], c["who"], "2026-03-01T00:00:00Z")
        for c in chosen
    ]
    assert sorted(selections) == sorted(expected)
    assert codes == [
        ("Pay & <conditions>", None, ""),
        ("low pay", "Pay & <conditions>", "below\nothers"),
        ("lowest", "low pay", ""),
    ]
    assert set(users) == {"", "Z", *(c["who"] for c in chosen)}


@pytest.mark.parametrize("text", ["\ufeffmark", "a\x00b\x0cc", "😀e\u0301\u200d", "a\n\n b", "1,3"])
def test_every_selection_of_awkward_texts_comes_back(text: str):
    spans = [(s, e) for s in range(len(text)) for e in range(s + 1, len(text) + 1)]
    made = write_project(CODES, [document(text)], [coding(*s) for s in spans], made=MADE)
    assert [s[1:3] for s in back(made)[2]] == spans


def documents_of(data: bytes) -> list[tuple[str, str]]:
    """Business and text of each document, as they are imported again."""
    entry = describe(data, name="again.qdpx", source="qda", retrieved="2026-11-22")
    read = load("qda").read(entry, data, None)
    return [(r["business"], r["text"]) for table, rows in read if table == "document" for r in rows]


businesses = st.text("ABc19 ./-()", min_size=1).map(str.strip).filter(bool)
identities = st.tuples(businesses, st.sampled_from(["hard", "skills_gap", "1", "12"]))


@given(st.sets(identities, min_size=1))
def test_what_is_imported_again_is_the_same_businesses(given: set[tuple[str, str]]):
    held = [document(f"{b} says {q}", f"{b}/{q}") for b, q in sorted(given)]
    found = documents_of(write_project(CODES, held, [], made=MADE))
    assert sorted(found) == sorted((b, f"{b} says {q}") for b, q in given)


def test_another_program_s_guids_keep_the_texts_apart():
    held = [document("one", "B-ABC/hard"), document("two", "B-ABC/skills")]
    data = write_project(CODES, held, [], made=MADE)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            for number, document_ in enumerate(held):
                text = text.replace(document_guid(document_["id"]).encode(), b"%d" % number, 1)
            new.writestr(name, text)
    assert documents_of(made.getvalue()) == [("B-ABC hard", "one"), ("B-ABC skills", "two")]


def test_a_long_selection_is_named_by_its_beginning():
    text = "word " * 100
    made = write_project(CODES, [document(text)], [coding(0, 499)], made=MADE)
    assert [s[1:3] for s in back(made)[2]] == [(0, 499)]
    assert "…".encode() in made


def test_the_same_rows_in_any_order_give_the_same_bytes():
    documents = [document("one two"), document("three", "B2/1")]
    chosen = [coding(0, 3), coding(4, 7, "low"), coding(0, 3, who="Other")]
    first = write_project(CODES, documents, chosen, ["Coder", "Other"], made=MADE)
    again = write_project(CODES[::-1], documents[::-1], chosen[::-1], made=MADE)
    assert first == again
    other = zipfile.ZipFile(io.BytesIO(first))
    assert {i.date_time for i in other.infolist()} == {(2026, 11, 22, 0, 0, 0)}
    assert [i.filename for i in other.infolist()] == sorted(i.filename for i in other.infolist())


def test_a_code_keeps_its_guid_whatever_else_is_written():
    few = read_project(write_project(CODES[:1], [document("a")], [], made=MADE))
    all_ = read_project(write_project(CODES, [document("b")], [], made=date(2027, 1, 1)))
    assert few.codes[0].guid == all_.codes[0].guid


def test_several_questions_are_codes_above_their_own():
    more = [*CODES, {"question": "skills", "code": "pay", "order": 0, "label": "paying"}]
    project = read_project(write_project(more, [document("a")], [], made=MADE))
    names = {c.guid: c.name for c in project.codes}
    assert [(c.name, names.get(c.parent or ""), c.codable) for c in project.codes] == [
        ("hard", None, False),
        ("Pay & <conditions>", "hard", True),
        ("low pay", "Pay & <conditions>", True),
        ("lowest", "low pay", True),
        ("skills", None, False),
        ("paying", "skills", True),
    ]


@pytest.mark.parametrize(
    ("codes", "documents", "codings", "says"),
    [
        (CODES, [document("a")], [coding(0, 2)], "outside its document"),
        (CODES, [document("a")], [coding(0, 0)], "outside its document"),
        (CODES, [], [coding(0, 1)], "outside its document"),
        (CODES, [document("a")], [coding(0, 1, "gone")], "the codebook lacks"),
        (CODES[1:], [document("a")], [], "wider code is not in the codebook"),
        (CODES, [{"id": "B1/1", "text": None}], [], "has no text"),
        (CODES, [document("a\r\nb")], [], "carriage returns"),
        (CODES, [document("\ud800")], [], "half a character"),
        (CODES, [document("a")], [coding(0, 1, who="\x00")], "control character"),
    ],
)
def test_what_cannot_be_written_is_refused(codes, documents, codings, says: str):  # noqa: ANN001
    with pytest.raises(SchemaError, match=says):
        write_project(codes, documents, codings, made=MADE)
