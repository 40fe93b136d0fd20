"""The text of a document is what it says, its offsets hold, and unsafe files are refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sectorscope.errors import SectorscopeError, TraceError
from sectorscope.evidence.documents import archive, extract, locate_text
from sectorscope.evidence.refusal import GateRefused
from tests.evidence.documents.made import W, docx, docx_of, odt, paragraph, pdf, run, zipped

SAID = [
    "INT: Is it hard to recruit?",
    "Ann Example: It is. “Very” 😀 e\u0301",
    "INT: Why?",
    "Ann Example: Pay.",
]
TEXT = "\n".join(SAID)
ODT_LINES = "".join(f"<text:p>{line}</text:p>" for line in SAID)
VTT = """WEBVTT - made up

STYLE
::cue { color: red }

NOTE nothing to hear: 00:00

a-1
00:00:01.000 --> 00:00:02.500 align:start
<v INT>Is it <i>hard</i></v>

00:00:02.500 --> 00:00:04.000
<v INT>to recruit?</v>

00:04.000 --> 00:06.000
<v.loud Ann Example>It is &amp; was.
<v INT>Why?
"""
SRT = """1
00:00:01,000 --> 00:00:02,500
- Int: Is it hard

2
00:00:02,500 --> 00:00:04,000
{\\an8}to <i>recruit</i>?

3
00:00:04,000 --> 00:00:06,000
>> ANN: It is.
>> INT: Why?

4
00:00:06,000 --> 00:00:07,000
>> ANN: Pay.
"""


def turns(data: bytes) -> list[tuple[str | None, str]]:
    made = extract(data)
    return [(t.speaker, made.text[t.start : t.end]) for t in made.turns]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (TEXT.encode(), "txt"),
        (TEXT.replace("\n", "\r\n").encode("utf-8-sig"), "txt"),
        (TEXT.replace("\n", "\r").encode(), "txt"),
        (TEXT.encode("utf-16"), "txt"),
        (TEXT.encode("utf-16-le"), "txt"),
        (TEXT.encode("utf-32"), "txt"),
        (docx_of(SAID), "docx"),
        (odt(ODT_LINES), "odt"),
    ],
)
def test_every_format_gives_the_same_text_and_turns(data: bytes, kind: str):
    made = extract(data, f"a.{kind}")
    assert (made.text, made.kind, made.notes) == (TEXT, kind, ())
    assert turns(data) == [
        ("INT", "Is it hard to recruit?"),
        ("Ann Example", "It is. “Very” 😀 e\u0301"),
        ("INT", "Why?"),
        ("Ann Example", "Pay."),
    ]


def test_windows_1252_is_read_and_said():
    made = extract("Café “x”? no: café – “yes”".encode("cp1252"))
    assert made.text == "Café “x”? no: café – “yes”"
    assert made.notes == ("Its encoding was taken to be cp1252.",)


def test_other_encodings_are_guessed():
    words = "Мы не можем найти инженеров, потому что зарплата слишком низкая. " * 4
    assert extract(words.encode("cp1251")).text == words


def test_a_name_that_disagrees_with_the_content_is_remarked_on():
    assert extract(TEXT.encode(), "talk.docx").notes == ("Its name says docx; it is read as txt.",)
    assert extract(TEXT.encode(), "talk.md").notes == ()


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(
            lambda s: s.strip() and s[0] != "\ufeff"
        ),
        min_size=1,
        max_size=5,
    ),
    st.data(),
)
def test_offsets_are_code_points_of_the_text_whatever_it_is_written_in(lines, data):  # noqa: ANN001
    text = "\n".join(lines)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    plain = ["x" + line for line in lines]  # so that no line looks like a file of another kind
    for made, said in (
        (docx_of(lines), text),
        ("\r\n".join(plain).encode(), "\n".join(plain)),
        ("\n".join(plain).encode("utf-16"), "\n".join(plain)),
    ):
        if "\ufffe" in said or "\uffff" in said:
            continue  # XML cannot hold them
        found = extract(made)
        assert found.text == said
        assert locate_text(made, "a", start, end) == said[start:end]
        for turn in found.turns:
            assert found.text[turn.start : turn.end].strip() == found.text[turn.start : turn.end]


def test_outside_the_text_nothing_is_located():
    with pytest.raises(TraceError, match="outside"):
        locate_text(TEXT.encode(), "a.txt", 0, len(TEXT) + 1)


def test_webvtt_gives_speech_without_times_and_marks():
    made = extract(VTT.encode())
    assert made.text == "Is it hard to recruit?\nIt is & was.\nWhy?"
    assert [(t.speaker, t.began) for t in made.turns] == [
        ("INT", "00:00:01.000"),
        ("Ann Example", "00:04.000"),
        ("INT", "00:04.000"),
    ]
    assert "-->" not in made.text


def test_subrip_gives_speech_by_its_labels():
    made = extract(SRT.encode())
    assert made.text == "Is it hard to recruit?\nIt is.\nWhy?\nPay."
    assert [(t.speaker, t.began) for t in made.turns] == [
        ("Int", "00:00:01.000"),
        ("ANN", "00:00:04.000"),
        ("INT", "00:00:04.000"),
        ("ANN", "00:00:06.000"),
    ]


def test_subtitles_without_speakers_are_one_turn_of_nobody():
    data = b"1\n00:00:01,000 --> 00:00:02,000\nyes\n\n2\n00:00:02,000 --> 00:00:03,000\nno\n"
    assert turns(data) == [(None, "yes no")]


def test_a_word_document_says_what_was_left_out():
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>aside</w:t></w:r></w:p></w:txbxContent></w:pict>"
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    again = f"<AlternateContent><Choice>{box}</Choice><Fallback>{box}</Fallback></AlternateContent>"
    struck = "<w:del><w:r><w:t>never</w:t></w:r></w:del>"
    made = extract(docx(paragraph(run("said"), f"<w:r>{again}</w:r>", note, struck, run(" so"))))
    assert made.text == "said so"
    assert made.notes == ("1 note was left out.", "1 text box was left out.")


def test_tables_tabs_and_breaks_stay_where_they_are():
    cell = "<w:tc><w:p>{}</w:p></w:tc>"
    row = "<w:tr>" + cell.format(run("Ann")) + cell.format(run("yes")) + "</w:tr>"
    made = extract(
        docx(paragraph(run("a"), "<w:r><w:tab/><w:br/></w:r>", run("b")), f"<w:tbl>{row}</w:tbl>")
    )
    assert made.text == "a\t\nb\nAnn\tyes"


def test_bold_names_and_first_cells_are_speakers():
    bold = [paragraph(run(n, bold=True), run(f" {w}")) for n, w in (("Ann", "a"), ("Bo", "b"))]
    assert turns(docx(*bold, *bold)) == [("Ann", "a"), ("Bo", "b"), ("Ann", "a"), ("Bo", "b")]
    cells = "".join(f"<w:tc>{paragraph(run(c))}</w:tc>" for c in ("Ann", "yes"))
    table = f"<w:tbl><w:tr>{cells}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    assert turns(docx(table)) == [("Ann", "yes"), ("Ann", "yes")]


def test_an_open_document_is_read_as_shown():
    style = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    name = '<text:span text:style-name="T1">Ann</text:span>'
    line = f'<text:p>{name}<text:s text:c="2"/>a\n   b</text:p>'
    left = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        "<text:p>x<draw:frame><draw:text-box><text:p>aside</text:p></draw:text-box></draw:frame>"
        "<text:note><text:p>foot</text:p></text:note><text:line-break/>y</text:p>"
        "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
    )
    made = extract(odt(line + line + left, style))
    assert made.text == "Ann  a b\nAnn  a b\nx\ny\none"
    assert made.notes == ("1 note was left out.", "1 text box was left out.")
    assert [t.speaker for t in made.turns] == ["Ann", "Ann"]


def test_a_pdf_gives_its_text_and_says_which_pages_have_none():
    made = extract(pdf(["INT: Why?", "", "A: Pay."]))
    assert made.text.split() == ["INT:", "Why?", "A:", "Pay."]
    assert made.notes == ("No text on page 2.",)
    assert [t.speaker for t in made.turns] == ["INT", "A"]


ENTITY = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document {W}>&e;</w:document>'
DEEP = f"<w:document {W}>" + "<w:p>" * 300 + "</w:p>" * 300 + "</w:document>"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (pdf(["secret"], locked=True), "encrypted"),
        (pdf(["", ""]), "pictures of pages"),
        (b"%PDF-1.7\n1 0 obj\ngarbage", "cannot be read"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted, or of before 2007"),
        (b"{\\rtf1 hello}", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"PK\x03\x04broken", "no readable zip"),
        (zipped({"word/document.xml": ENTITY.encode()}), "document type"),
        (zipped({"word/document.xml": DEEP.encode()}), "nested too deep"),
        (zipped({"word/document.xml": b"<a><b></a>"}), "XML is broken"),
        (zipped({"word/document.xml": b"<a/>"}), "no body"),
        (zipped({"xl/workbook.xml": b"<a/>"}), "no text document"),
        (zipped({"p.qde": b"<a/>"}), "--as qda"),
        (odt("", parts={"META-INF/manifest.xml": b"<m><encryption-data/></m>"}), "encrypted"),
        (odt('<text:p><text:s text:c="many"/></text:p>'), "a number that is none"),
        (docx_of([" "]), "holds no text"),
        (b" \n ", "holds no text"),
        (b"abc\x00\x01def\x02", "control character"),
    ],
)
def test_what_cannot_be_read_safely_is_refused_in_a_sentence(data: bytes, says: str):
    with pytest.raises(GateRefused) as refused:
        extract(data, "Canary Ltd.docx")
    assert says in str(refused.value)
    assert "Canary" not in str(refused.value)
    assert "secret" not in str(refused.value)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch):
    bomb = zipped({"word/document.xml": b"<a>" + b" " * 3_000_000})
    assert len(bomb) < 10_000
    monkeypatch.setattr(archive.Archive.__init__, "__kwdefaults__", {"limit": 1_000_000})
    with pytest.raises(GateRefused, match="unpacks to more"):
        extract(bomb)


def test_an_archive_of_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MAX_PARTS", 3)
    with pytest.raises(GateRefused, match="unpacks to more"):
        extract(zipped({f"word/{n}": b"" for n in range(4)}))


@pytest.mark.parametrize("data", [docx_of(SAID), odt(ODT_LINES), pdf(["yes"]), VTT.encode()])
def test_damaged_bytes_are_refused_and_never_a_traceback(data: bytes):
    step = max(1, len(data) // 80)
    for at in range(0, len(data), step):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :]):
            with contextlib.suppress(SectorscopeError):
                extract(damaged)
