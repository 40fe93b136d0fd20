"""What a file is, told by its content; and what is said of files that are not read."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

from sectorscope.evidence.documents.archive import Archive
from sectorscope.evidence.documents.plain import decode
from sectorscope.evidence.refusal import GateRefused

READ = ("docx", "odt", "txt", "md", "vtt", "srt", "pdf")

_SAVE = "save it as docx, odt or plain text"
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an Office file that is encrypted, or of before 2007"),
    (b"{\\rtf", "a file in Rich Text Format"),
    (b"\x1f\x8b", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"ID3", "a sound recording"),
    (b"RIFF", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
"""First bytes of what people add by mistake, and what it is."""

_HEAD = 1024  # bytes in which a PDF may have its mark (Adobe's readers accept that much before it)
_SRT = re.compile(r"\s*(?:\d+[ \t]*\n)?\d{1,2}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->")
_VTT = re.compile(r"WEBVTT(?:[ \t\n]|\Z)")


def recognise(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    """Kind of a document, its text where the bytes are plain text, and remarks on its encoding.

    Raises:
        GateRefused: gates `archive`, `encoding`.
    """
    for mark, what in _FOREIGN:
        if data.startswith(mark):
            raise GateRefused("archive", f"the document is {what}", expected=_all(), hint=_SAVE)
    if data.startswith(b"PK\x03\x04"):
        return _office(data), "", ()
    if b"%PDF-" in data[:_HEAD]:
        return "pdf", "", ()
    text, remark = decode(data)
    if _VTT.match(text):
        return "vtt", text, remark
    return ("srt" if _SRT.match(text) else "txt"), text, remark


@lru_cache(maxsize=2)  # asked for each locator of a file
def is_project(data: bytes) -> bool:
    """Whether the bytes are a project of texts coded in other software, or its bare XML."""
    if data.startswith(b"PK\x03\x04"):
        return any(n.lower().endswith(".qde") for n in Archive(data).names)
    return b"<Project" in data[:_HEAD] and data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")


def disagreement(kind: str, name: str) -> str:
    """A remark where a name's suffix says another kind than the content; else empty."""
    says = PurePath(name).suffix.lower().removeprefix(".") or name.lower()
    same = says == kind or (kind, says) == ("txt", "md")
    return "" if same or says not in READ else f"Its name says {says}; it is read as {kind}."


def _office(data: bytes) -> str:
    archive = Archive(data)
    if "word/document.xml" in archive.names:
        return "docx"
    if "content.xml" in archive.names and _is_text(archive):
        return "odt"
    if is_project(data):
        raise GateRefused(
            "archive", "the file is a coded project", expected=_all(), hint="--as qda"
        )
    raise GateRefused("archive", "the zip archive is no text document", expected=_all(), hint=_SAVE)


def _is_text(archive: Archive) -> bool:
    """Whether an OpenDocument is a text: its `mimetype` says so, or it has none."""
    if "mimetype" not in archive.names:
        return True
    return archive.part("mimetype").strip().startswith(b"application/vnd.oasis.opendocument.text")


def _all() -> str:
    return ", ".join(READ[:-1]) + f" or {READ[-1]}"
