"""Documents in: every form gives the same documents, and a fault is told with its place."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.annotate import texts
from sectorscope.annotate.decoding import decoded, lines
from sectorscope.annotate.listed import from_csv, from_json
from sectorscope.annotate.texts import Document, batched, documents
from sectorscope.errors import TextRefused, UsageError

Rows = list[tuple[Any, Any, Any]]
ROWS: Rows = [
    ("a", "CAD, “CNC”; and\nHNC\tyes", "advert"),
    ("b", "", "interview"),
    ("a", "the same id again: £5", "odd kind"),
    ("z", "x" * 200_000, "course"),
]


def json_lines(rows: Rows, *, ascii_: bool = False) -> bytes:
    told = [dict(zip(("id", "text", "kind"), row, strict=True)) for row in rows]
    return "".join(json.dumps(t, ensure_ascii=ascii_) + "\n" for t in told).encode()


def csv_of(rows: Rows, sign: str = ",") -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=sign)
    writer.writerows([("id", "text", "kind"), *rows])
    return text.getvalue().encode()


def parquet_of(rows: Rows) -> bytes:
    columns = dict(zip(("id", "text", "kind"), map(list, zip(*rows, strict=True)), strict=True))
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, row_group_size=2)
    return out.getvalue()


def write(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def read(folder: Path, name: str, data: bytes, kind: str = "advert") -> list[Document]:
    return list(documents(write(folder, name, data), kind))


FORMS = {
    "a.jsonl": json_lines(ROWS),
    "b.JSON": json_lines(ROWS, ascii_=True),
    "c.csv": csv_of(ROWS),
    "d.csv": csv_of(ROWS, ";"),
    "e.tsv": csv_of(ROWS, "\t"),
    "f.csv": b"\xef\xbb\xbf" + csv_of(ROWS),
    "g.jsonl": json_lines(ROWS).decode().encode("utf-16"),
    "h.csv": csv_of(ROWS).decode().encode("utf-16-le"),
    "i.parquet": parquet_of(ROWS),
    "j.jsonl": b"\n\n" + json_lines(ROWS).replace(b"\n", b"\r\n"),
    "k.csv": csv_of(ROWS).replace(b"id,text,kind", b' ID ,"Text",KIND'),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_the_same_documents(tmp_path: Path, name: str):
    assert read(tmp_path, name, FORMS[name]) == ROWS


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(json_lines(ROWS))))
    assert list(documents("-")) == ROWS


def test_a_folder_is_read_by_the_paths_within_it(tmp_path: Path):
    for name in ("b/two.MD", "b/one.html", "a.txt", ".hidden/x.txt", "b/.x.txt", "b/no.docx"):
        write(tmp_path, name, name.encode())
    found = list(documents(str(tmp_path), "course"))
    assert found == [(n, n, "course") for n in ("a.txt", "b/one.html", "b/two.MD")]


def test_a_text_alone_is_one_document(tmp_path: Path):
    assert read(tmp_path, "x.txt", b"CAD\r\n") == [("x.txt", "CAD\r\n", "advert")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt"])
def test_nothing_is_no_documents(tmp_path: Path, name: str):
    wanted = [("a.txt", "", "advert")] if name == "a.txt" else []
    assert read(tmp_path, name, b"") == wanted
    assert read(tmp_path, "b.csv", b"id,text\n") == []
    assert read(tmp_path, "b.jsonl", b"\n \n") == []


def test_a_document_that_does_not_say_its_kind_has_the_one_given(tmp_path: Path):
    data = b'{"id":7,"text":""}\n{"id":"b","text":"","kind":null}\n{"id":"c","text":"","kind":""}'
    assert read(tmp_path, "a.jsonl", data, "course") == [
        (7, "", "course"),
        ("b", "", "course"),
        ("c", "", "course"),
    ]
    assert read(tmp_path, "a.csv", b"text,id\nCAD,1\n", "company") == [("1", "CAD", "company")]


@given(
    st.lists(
        st.tuples(
            st.text(min_size=1) | st.integers(),
            st.text(st.characters(exclude_categories=())),
            st.sampled_from(("advert", "course")),
        ),
        max_size=5,
    )
)
def test_json_lines_give_back_any_text(rows: Rows):
    """Lone surrogates too, which only an escape can say."""
    stream = io.BytesIO(json_lines(rows, ascii_=True))
    assert list(from_json(lines(stream, "x"), "x", "k")) == rows


@given(
    st.lists(
        st.tuples(st.text(min_size=1), st.text(), st.sampled_from(("advert", "course"))),
        max_size=5,
    )
)
def test_csv_gives_back_any_text(rows: Rows):
    stream = io.BytesIO(csv_of(rows))
    assert list(from_csv(lines(stream, "x"), "x", "k")) == rows


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(data: bytes):
    for read_ in (from_json, from_csv):
        with suppress(TextRefused):
            list(read_(lines(io.BytesIO(data), "x"), "x", "k"))
    with suppress(TextRefused):
        assert len(decoded(data, "x")) <= len(data)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("résumé £5".encode("cp1252"), "résumé £5"),
        ("Инженер по качеству на заводе, опыт работы".encode("koi8-r"), None),
        (b"half a pair: \xed\xa0\xbd", "half a pair: \ud83d"),
        (b"caf\xc3\xa9 caf\xe9", None),
        ("CAD £".encode("utf-16"), "CAD £"),
        ("CAD £".encode("utf-16-be"), "CAD £"),
        (b"\xff\xfe\x00", "�"),
        (b"a\x00b\x01c", "a\x00b\x01c"),
    ],
)
def test_any_encoding_is_read(data: bytes, text: str | None):
    got = decoded(data, "x.txt")
    assert got == text if text is not None else got
    assert "".join(lines(io.BytesIO(data), "x")) == got


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.jsonl", b'{"id":1,"text":"x"}\n{"id":', ("a.jsonl, line 2: not JSON",)),
        ("a.jsonl", b"[" * 100_000, ("a.jsonl, line 1: not JSON",)),
        ("a.jsonl", b'[{"id":1,"text":""}]', ("line 1: a list, no object", '{"id"')),
        ("a.jsonl", b"\n7\n", ("line 2: a number, no object",)),
        ("a.jsonl", b"null", ("line 1: null, no object",)),
        ("a.jsonl", b'{"id":1}', ("line 1: there is no `text`",)),
        ("a.jsonl", b'{"id":1,"text":null}', ("line 1: there is no `text`",)),
        ("a.jsonl", b'{"id":1,"text":["x"]}', ("line 1: the `text` is a list",)),
        ("a.jsonl", b'{"text":"x"}', ("line 1: there is no `id`",)),
        ("a.jsonl", b'{"id":true,"text":"x"}', ("line 1: the `id` is true or false",)),
        ("a.jsonl", b'{"id":1,"text":"x","kind":3}', ("line 1: the `kind` is a number",)),
        ("a.csv", b"id,body\n1,x\n", ("a.csv has no column 'text'", "rename one of: id, body")),
        ("a.csv", b"nothing\n", ("no column 'id' and no column 'text'", "nothing")),
        ("a.csv", b"id,text\n1,a,b\n", ("line 2: a row of 3 cells", "2, as the header has")),
        ("a.csv", b'id,text\n1,x\n2,"a\nb', ("a.csv, line 4", "quotation mark")),
        ("a.parquet", b"PAR1", ("a.parquet cannot be read as Parquet",)),
        ("a.jsonl", parquet_of(ROWS), ("a.jsonl is Parquet, whatever its name says",)),
        ("a.csv", b"PK\x03\x04xx", ("a.csv is a zip or an Office file",)),
        ("a.txt", b"%PDF-1.7", ("a.txt is a PDF",)),
    ],
)
def test_a_fault_is_told_with_its_place(
    tmp_path: Path, name: str, data: bytes, words: tuple[str, ...]
):
    with pytest.raises(TextRefused) as refused:
        read(tmp_path, name, data)
    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"id": ["a"], "body": ["x"]}, "a.parquet has no column 'text'"),
        ({"id": ["a", "b"], "text": ["x", None]}, "a.parquet, row 2: there is no `text`"),
        ({"id": [1.5], "text": ["x"]}, "row 1: the `id` is a number"),
    ],
)
def test_a_table_that_is_wrong_is_told(tmp_path: Path, columns: dict[str, Any], words: str):
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    with pytest.raises(TextRefused, match=words):
        list(documents(str(tmp_path / "a.parquet")))


def test_what_stands_before_a_fault_is_given_first(tmp_path: Path):
    drawn = documents(write(tmp_path, "a.jsonl", json_lines(ROWS[:2]) + b"nonsense"))
    assert [next(drawn), next(drawn)] == ROWS[:2]
    with pytest.raises(TextRefused, match="line 3"):
        next(drawn)


@pytest.mark.parametrize("name", ["gone.jsonl", "notes.docx", "LICENCE"])
def test_a_file_of_no_kind_that_is_read_is_wrong_use(tmp_path: Path, name: str):
    if not name.startswith("gone"):
        write(tmp_path, name, b"x")
    with pytest.raises(UsageError, match=rf"{name}.*\.jsonl.*\.csv.*\.parquet"):
        documents(str(tmp_path / name))


def test_a_folder_without_texts_is_refused(tmp_path: Path):
    write(tmp_path, "a.docx", b"x")
    with pytest.raises(TextRefused, match=r"holds no text.*\.txt"):
        documents(str(tmp_path))


# --- batches -----------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 40), max_size=60))
def test_batches_hold_everything_in_order_and_not_too_much(sizes: list[int]):
    found = [Document(i, "x" * size, "advert") for i, size in enumerate(sizes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "MOST_DOCUMENTS", 7)
        patch.setattr(texts, "MOST_CHARS", 50)
        made = list(batched(found))
    assert [one for batch in made for one in batch] == found
    assert all(0 < len(batch) <= 7 for batch in made)
    assert all(len(b) == 1 or sum(len(d.text) for d in b) <= 50 for b in made)


def test_a_batch_is_drawn_when_it_is_wanted():
    log: list[int] = []

    def endless() -> Iterable[Document]:
        while True:
            log.append(len(log))
            yield Document(len(log), "", "advert")

    assert len(next(batched(endless()))) == 64
    assert len(log) == 65
