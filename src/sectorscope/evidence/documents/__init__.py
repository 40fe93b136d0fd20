"""The text of a document (docx, odt, txt, md, vtt, srt, pdf) and who speaks where in it.

What a file is, is told by its content; its name only adds a remark where the two disagree. The
text is what the file says, with one sign for a line end, no byte-order mark, and otherwise
untouched: nothing is composed, decomposed or tidied, so that an offset, counted in code points,
stays true.
The same bytes give the same text, except that a PDF's is what the installed pypdf makes of it.
"""

from __future__ import annotations

from functools import lru_cache

from sectorscope.errors import TraceError
from sectorscope.evidence.documents import cues, kinds, labels, office, pdf
from sectorscope.evidence.documents.roles import role_of
from sectorscope.evidence.documents.text import Text, Turn
from sectorscope.evidence.refusal import GateRefused

__all__ = ["Text", "Turn", "extract", "locate_text", "role_of", "whole_text"]

MAX_BYTES = 64 * 2**20
"""A transcript is some 100 kB; with pictures, a few MB."""

MAX_CHARS = 5_000_000
"""Thirty times a day's talk: what passes it is no interview, and would take minutes to read."""


def extract(data: bytes, name: str = "") -> Text:
    """The text of a document, its turns, and what was left out.

    Args:
        data: The file's bytes.
        name: Its file name, or its suffix alone; only a suffix that disagrees is remarked on.

    Raises:
        GateRefused: gates `archive` (no file that can be read safely, encrypted, a kind that is
            not read), `encoding`, `no_rows` (no text in it, such as scanned pages).
    """
    made = _extracted(data)
    remark = kinds.disagreement(made.kind, name)
    return made if not remark else Text(made.text, made.turns, (*made.notes, remark), made.kind)


def locate_text(data: bytes, name: str, start: int, end: int) -> str:
    """The characters `start:end` of a document's text; of a coded project's, of all its texts.

    Raises:
        TraceError: they lie outside the text.
        GateRefused: as `extract`.
    """
    text = whole_text(data, name)
    if not 0 <= start <= end <= len(text):
        raise TraceError(f"characters {start}-{end} lie outside", expected=f"0 to {len(text)}")
    return text[start:end]


def whole_text(data: bytes, name: str = "") -> str:
    """What a locator's `text` is: a document's text, or all texts of a coded project.

    Raises:
        GateRefused: as `extract`.
    """
    if not kinds.is_project(data):
        return extract(data, name).text
    from sectorscope.evidence.sources.qda.project import read_project  # it reads documents too

    return read_project(data).text


@lru_cache(maxsize=2)  # a file's turns are located one by one
def _extracted(data: bytes) -> Text:
    if len(data) > MAX_BYTES:
        raise _too_long(f"{MAX_BYTES // 2**20} MB")
    kind, given, remark = kinds.recognise(data)
    if kind in ("vtt", "srt"):
        made = cues.read(given, kind)
    elif kind in ("docx", "odt"):
        made = office.read(data, kind)
    elif kind == "pdf":
        made = pdf.read(data)
    else:
        made = Text(given, labels.turns(given), (), kind)
    if not made.text.strip():
        raise GateRefused(
            "no_rows",
            "the document holds no text",
            expected="text that can be selected and copied",
            hint="if it is a scan, have its text recognised first",
        )
    if len(made.text) > MAX_CHARS:
        raise _too_long(f"{MAX_CHARS:,} characters")
    return Text(made.text, made.turns, (*made.notes, *remark), kind)


def _too_long(most: str) -> GateRefused:
    return GateRefused("archive", "the document is too long for one", expected=f"at most {most}")
