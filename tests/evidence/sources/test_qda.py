"""A coded project: selections stand on their words, or are quarantined and counted."""

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import SectorscopeError
from sectorscope.evidence.documents import locate_text, whole_text
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.snapshots import Snapshot, describe
from sectorscope.evidence.sources import load
from sectorscope.evidence.sources.qda.masking import masked
from sectorscope.evidence.sources.qda.model import Project
from sectorscope.evidence.sources.qda.project import read_project
from sectorscope.schema import TABLES, from_rows
from tests.evidence.sources.qdpx_made import at_path, qde, qdpx, selection, source

TEXT = "INT: Why 😀?\nAnn: The pay is low.\nINT: So?\nAnn: The pay. It is low pay."
PAY = TEXT.index("The pay is low")
MAPPING = b"""
title = "Interviews"
interviewer = ["INT"]

[[question]]
id = "hard"
chapter = "issues"
form = "issues"
text = "What is hard?"
says = "name"

[[question.code]]
code = "conditions"
label = "pay & conditions"

[interviews."Canary Ltd"]
business = "Canary Ltd"

[interviews.Other]
business = "Other Ltd"
"""


def placed(project: Project) -> list[tuple[str, str]]:
    texts = {s.guid: s.text for s in project.sources}
    return [(texts[s.source][s.start : s.end], s.proof) for s in project.selections]


def why(project: Project) -> list[str]:
    return [q.why for q in project.quarantined]


def utf16(text: str, at: int) -> int:
    return len(text[:at].encode("utf-16-le")) // 2


def test_codes_users_and_texts_are_read():
    project = read_project(qdpx(qde(source(TEXT, selection(PAY, PAY + 7, "The pay")))))
    assert [(c.guid, c.name, c.parent, c.codable) for c in project.codes] == [
        ("c-pay", "Pay & conditions", None, True),
        ("c-low", "Low pay", "c-pay", True),
        ("c-4", "4 ways", None, False),
    ]
    assert project.codes[0].description == "what is paid"
    assert [(u.guid, u.name) for u in project.users] == [("u-1", "Coder One")]
    assert [(s.name, s.text) for s in project.sources] == [("Canary Ltd", TEXT)]
    (chosen,) = project.selections
    assert (chosen.start, chosen.end, chosen.proof) == (PAY, PAY + 7, "text")
    assert [(c.code, c.user, c.created) for c in chosen.codings] == [
        ("c-pay", "u-1", "2026-03-01T10:00:00Z")
    ]


@pytest.mark.parametrize("name", ["project.qde", "PROJECT.QDE", "My study/anything.qde"])
def test_any_single_project_will_do(name: str):
    assert read_project(qdpx(qde(source(TEXT)), name, files={"__MACOSX/._x.qde": b"x"})).sources
    assert read_project(b"\xef\xbb\xbf" + qde(source(TEXT))).sources


@pytest.mark.parametrize("path", ["internal://T1.txt", "sources/t1.TXT", "relative://a/T1.txt"])
@pytest.mark.parametrize("folder", ["sources", "Sources", "x/sources"])
def test_texts_are_found_by_name_with_or_without_a_mark(path: str, folder: str):
    project = qde(at_path(selection(PAY, PAY + 7, "The pay"), path=path))
    data = qdpx(project, files={f"{folder}/T1.txt": TEXT.encode("utf-8-sig")})
    assert placed(read_project(data)) == [("The pay", "text")]


@pytest.mark.parametrize("in_file", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("counted", [1, 2])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("last", [False, True])
def test_the_way_of_counting_is_told_from_the_texts(
    in_file: str, counted: int, wide: bool, last: bool
):
    def as_counted(at: int) -> int:
        return (utf16(TEXT, at) if wide else at) + TEXT[:at].count("\n") * (counted - 1)

    chosen = []
    for number, words in enumerate(("Why 😀?", "The pay is low", "So?\nAnn: The", "low pay")):
        at = TEXT.index(words)
        start, end = as_counted(at), as_counted(at + len(words)) - last
        chosen.append(selection(start, end, words, guid=f"S-{number}"))
    data = qdpx(
        qde(at_path(*chosen)), files={"sources/T1.txt": TEXT.replace("\n", in_file).encode()}
    )
    project = read_project(data)
    assert project.sources[0].text == TEXT
    assert placed(project) == [
        (w, "text") for w in ("Why 😀?", "The pay is low", "So?\nAnn: The", "low pay")
    ]


def test_offsets_within_a_character_place_nothing():
    text = "😀 one 😀 two"
    known = [selection(3, 6, "one"), selection(10, 13, "two", guid="S-2")]
    project = read_project(qde(source(text, *known, selection(1, 6, guid="S-3"))))
    assert placed(project) == [("one", "text"), ("two", "text")]
    assert [(q.guid, q.why) for q in project.quarantined] == [
        ("s-3", "its offsets lie outside the text")
    ]


def test_names_that_are_cut_or_squeezed_state_a_text_too():
    names = ("The pay  is\nlow", "The pay is…", "The pay ...", "The pay is")
    chosen = [selection(PAY, PAY + 14, n, guid=f"S-{i}") for i, n in enumerate(names)]
    assert placed(read_project(qde(source(TEXT, *chosen)))) == [("The pay is low", "text")] * 4


@pytest.mark.parametrize("name", ["", " ", f"{PAY},{PAY + 3}", "s1", "Selection 12", "Quotation"])
def test_a_selection_that_states_no_text_stands_on_its_offsets_alone(name: str):
    project = read_project(qde(source(TEXT, selection(PAY, PAY + 3, name))))
    assert placed(project) == [("The", "offsets")]


def test_a_description_counts_only_where_the_text_holds_it():
    told = "<Description>{}</Description>"
    for words, proof in (("The pay is low", "moved"), ("my remark", "offsets")):
        chosen = selection(0, 3, more=told.format(words))
        assert placed(read_project(qde(source(TEXT, chosen))))[0][1] == proof


def test_a_text_that_moved_is_found_where_it_stands():
    for start in (0, 5, 40):
        project = read_project(qde(source(TEXT, selection(start, start + 14, "The pay is low"))))
        assert placed(project) == [("The pay is low", "moved")]
    cut = read_project(qde(source(TEXT, selection(0, 14, "The pay is…"))))
    assert placed(cut) == [("The pay is low", "moved")]


def test_of_several_places_only_a_clearly_nearest_is_meant():
    text = "low pay" + "." * 100 + "low pay"
    near = read_project(qde(source(text, selection(10, 17, "low pay"))))
    assert [(s.start, s.proof) for s in near.selections] == [(0, "moved")]
    between = read_project(qde(source(text, selection(53, 60, "low pay"))))
    assert why(between) == ["its text stands at several places, none of them nearest by far"]
    assert not between.selections


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (selection(0, 9, "Canary said this"), "its text is nowhere in the source"),
        (selection(0, 999), "its offsets lie outside the text"),
        (selection(-1, 3), "its offsets lie outside the text"),
        (selection(9, 3), "its offsets lie outside the text"),
        (selection(3, 3), "it selects nothing"),
        (selection("x", 3), "its offsets are no numbers"),
        (selection(0, 3, code="gone"), "it has a code that the codebook lacks"),
    ],
)
def test_what_cannot_be_placed_is_quarantined_by_guid(chosen: str, says: str):
    project = read_project(qde(source(TEXT, chosen)))
    assert [(q.guid, q.source, q.why) for q in project.quarantined] == [("s-1", "t-1", says)]
    assert not project.selections
    assert "anary" not in repr(project.quarantined)


def test_a_text_that_is_not_in_the_project_quarantines_its_selections():
    project = read_project(qdpx(qde(source(TEXT, guid="T-2"), at_path(selection(0, 3)))))
    assert why(project) == ["the text of its source is not in the project"]
    assert len(project.sources) == 1


def test_a_transcript_of_sound_is_read_by_its_points_in_time():
    inner = (
        f"<Transcript guid='R-1' plainTextPath='internal://T1.txt'>"
        f"<SyncPoint guid='P-1' position='{PAY}'/><SyncPoint guid='P-2' position='{PAY + 7}'/>"
        "<TranscriptSelection guid='S-9' fromSyncPoint='P-1' toSyncPoint='P-2'>"
        "<Coding><CodeRef targetGUID='C-PAY'/></Coding></TranscriptSelection></Transcript>"
        "<AudioSelection guid='S-8'/>"
    )
    sound = f"<AudioSource guid='A-1' name='Talk'>{inner}</AudioSource>"
    project = read_project(qdpx(qde(sound), files={"sources/T1.txt": TEXT.encode()}))
    assert placed(project) == [("The pay", "offsets")]
    assert project.sources[0].name == "Talk"
    assert project.notes == ("1 of its selections lie in sound.",)


ENTITY = '<!DOCTYPE Project [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (qdpx(qde(), files={"b.qde": b"x"}), "holds 2 projects"),
        (qdpx(b"x", "a.txt"), "holds 0 projects"),
        (qde(head=ENTITY), "document type"),
        (b"<CodeBook/>", "no project"),
        (b"PK\x03\x04", "no readable zip"),
        (qde(codes="<Codes>" + "<Code>" * 300 + "</Code>" * 300 + "</Codes>"), "too deep"),
    ],
)
def test_what_is_no_sound_project_is_refused(data: bytes, says: str):
    with pytest.raises(GateRefused, match=says):
        read_project(data)


def test_damaged_bytes_are_refused_and_never_a_traceback():
    data = qdpx(qde(at_path(selection(PAY, PAY + 7))), files={"sources/T1.txt": TEXT.encode()})
    for good in (data, qde(source(TEXT, selection(PAY, PAY + 7)))):
        for at in range(0, len(good), 7):
            for damaged in (good[:at], good[:at] + bytes([good[at] ^ 0x15]) + good[at + 1 :]):
                with contextlib.suppress(SectorscopeError):
                    list(load("qda").read(entry(damaged), damaged, None))


# --- as a source ---------------------------------------------------------------------------


def entry(data: bytes) -> Snapshot:
    return describe(data, name="study.qdpx", source="qda", retrieved="2026-11-22")


def rows(data: bytes, mapping: bytes | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for table, made in load("qda").read(entry(data), data, mapping):
        found.setdefault(table, []).extend(made)
    for table, made in found.items():
        assert table in load("qda").meta.tables
        from_rows(TABLES[table], made)
    return found


LOW = TEXT.index("low pay")
TWO = qdpx(
    qde(
        source(TEXT, selection(PAY, PAY + 7, "The pay"), selection(LOW, LOW + 7, code="c-low")),
        source("Other text: the pay.", selection(12, 19, "the pay"), name="Other", guid="T-2"),
    )
)


def test_each_coding_is_a_suggestion_at_its_words():
    found = rows(TWO)
    said = [(s["business"], s["code"], s["raw"], s["score"]) for s in found["suggestion"]]
    assert said == [
        ("Canary Ltd", "pay_conditions", "The pay", 1.0),
        ("Canary Ltd", "low_pay", "low pay", None),
        ("Other", "pay_conditions", "the pay", 1.0),
    ]
    assert {s["annotator"] for s in found["suggestion"]} == {"Coder One"}
    texts = {d["id"]: d["text"] for d in found["document"]}
    for table in ("suggestion", "turn"):
        for row in found[table]:
            start, end = map(int, row["locator"].removeprefix("text;chars=").split("-"))
            assert locate_text(TWO, "x.qdpx", start, end) == row["raw"]
            assert texts[row["document"]][row["start"] : row["end"]] == row["raw"]
    assert whole_text(TWO) == "\n".join(texts.values())


def test_without_a_mapping_all_codes_answer_one_question():
    found = rows(TWO)
    assert [q["id"] for q in found["question"]] == ["interview"]
    assert [(c["code"], c["parent"]) for c in found["code"]] == [
        ("pay_conditions", None),
        ("low_pay", "pay_conditions"),
        ("code_4_ways", None),
    ]
    assert {r["state"] for r in found["response"]} == {"blank"}
    assert found["consultation"][0]["responded"] == 2


def test_a_mapping_names_businesses_questions_and_codes():
    found = rows(TWO, MAPPING)
    assert [(s["business"], s["question"], s["code"]) for s in found["suggestion"]] == [
        ("Canary Ltd", "hard", "conditions"),
        ("Other Ltd", "hard", "conditions"),
    ]
    assert {t["role"] for t in found["turn"] if t["speaker"] == "INT"} == {"interviewer"}
    said = load("qda").remarks(entry(TWO), TWO, MAPPING)
    assert [(d.what, d.rows) for d in said.dropped] == [
        ("coding by a code that the mapping does not have", 1)
    ]


def test_a_source_the_mapping_does_not_know_is_refused_without_its_name():
    with pytest.raises(GateRefused, match="nothing of source t-2") as refused:
        rows(TWO, MAPPING.replace(b"interviews.Other", b"interviews.Else"))
    assert "Other" not in str(refused.value)


def test_what_was_quarantined_is_said_by_guid_and_counted():
    data = qde(source(TEXT, selection(0, 5, "Canary said"), selection(1, 3, guid="S-2")))
    said = load("qda").remarks(entry(data), data, None)
    assert "Quarantined: s-1." in said.warnings
    assert "1 selections state no text to check their place by." in said.warnings
    assert [(d.what, d.rows) for d in said.dropped] == [
        ("selection: its text is nowhere in the source", 1)
    ]
    assert "Canary" not in repr(said)


def test_a_business_that_did_not_agree_is_left_out():
    never = MAPPING.replace(b'"Other Ltd"', b'"Other Ltd"\nconsent = { count = false }')
    found = rows(TWO, never)
    assert {d["business"] for d in found["document"]} == {"Canary Ltd"}
    assert {s["business"] for s in found["suggestion"]} == {"Canary Ltd"}


def test_a_suggestion_s_id_cannot_be_tried_against_a_business():
    first, second = (
        {s["id"] for s in dict(load("qda").read(key, TWO, None))["suggestion"]}
        for key in (entry(TWO), entry(TWO + b"\0"))
    )
    assert first.isdisjoint(second)  # it hangs on the snapshot's hash, which is keyed if sealed


def test_one_business_can_be_taken_out_of_the_project():
    kept = load("qda").without(entry(TWO), TWO, None, frozenset({"Canary Ltd"}))
    assert kept is not None
    found = rows(kept)
    assert [s["raw"] for s in found["suggestion"]] == ["the pay"]
    assert b"Canary" not in kept
    assert b"low pay" not in kept
    everyone = frozenset({"Canary Ltd", "Other"})
    assert load("qda").without(entry(TWO), TWO, None, everyone) is None
    names = [(p.identity, p.contacts) for p in load("qda").people(entry(TWO), TWO, None)]
    assert names == [("Canary Ltd", ("Ann",)), ("Other", ())]


def test_writing_anew_proves_nothing_that_was_not_proved():
    data = qde(
        source(TEXT, selection(1, 3), selection(0, 14, "The pay is low")), source("x", guid="T-2")
    )
    assert [s.proof for s in read_project(data).selections] == ["offsets", "moved"]
    kept = load("qda").without(entry(data), data, None, frozenset({"nobody"}))
    assert kept is not None
    assert [s.proof for s in read_project(kept).selections] == ["offsets", "offsets"]


def test_masking_keeps_every_selection_on_its_words():
    made = masked(TWO, lambda text: text.replace("Ann", "xxx"), made=date(2026, 1, 1))
    assert b"Ann" not in made
    assert placed(read_project(made)) == [
        ("The pay", "text"),
        ("low pay", "offsets"),
        ("the pay", "text"),
    ]
    assert masked(TWO, str, made=date(2026, 1, 1)) is TWO


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.data())
def test_wherever_the_words_stand_their_offsets_hold(text: str, data: st.DataObject):
    text = "".join(c for c in text if c not in "\ufffe\uffff") + " the very words 😀"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = qdpx(
        qde(at_path(selection(start, end, text[start:end]))), files={"a/T1.txt": text.encode()}
    )
    project = read_project(made)
    for chosen in project.selections:
        found = project.sources[0].text[chosen.start : chosen.end]
        assert chosen.proof == "offsets" or found.split() == text[start:end].split()
