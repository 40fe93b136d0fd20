"""The text of a Word or OpenDocument file: paragraphs and tables, as a reader sees them.

A paragraph is a line, a table's row a line with its cells apart by tabs. What is not in the
text's own flow (text boxes, footnotes, comments) is left out and said. A name in bold, or in a
row's first cell, may be a speaker's label.

Names of elements: ECMA-376 part 1 (WordprocessingML); OASIS OpenDocument 1.3 part 3.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from sectorscope.evidence.documents import labels
from sectorscope.evidence.documents.archive import Archive, tree
from sectorscope.evidence.documents.text import Text, line_ends
from sectorscope.evidence.refusal import GateRefused

_BODY = {"docx": "word/document.xml", "odt": "content.xml"}
_SPACE = re.compile(r"[ \t\r\n]+")

_LEFT_OUT = {
    "txbxContent": "text box",
    "text-box": "text box",
    "footnoteReference": "note",
    "endnoteReference": "note",
    "note": "note",
    "commentReference": "comment",
    "annotation": "comment",
}
_SKIPPED = frozenset(
    {*_LEFT_OUT, "Fallback", "del", "moveFrom", "instrText", "tracked-changes", "annotation-end"}
)
"""Elements whose content is no text of the document: said above, drawn twice, or struck out."""

_DOCX_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
_ODT_SIGNS = {"tab": "\t", "line-break": "\n"}


@dataclass
class _Line:
    """A line of text, and how much of its start is a label by its form (0: nothing)."""

    text: str
    label: int = 0


@dataclass
class _Reader:
    """One document's lines; `left_out` counts what is not among them."""

    is_docx: bool
    bold: frozenset[str] = frozenset()
    left_out: Counter[str] = field(default_factory=Counter[str])

    def lines(self, block: Element) -> Iterator[_Line]:
        for child in block:
            if child.tag in ("p", "h"):
                yield self._paragraph(child)
            elif child.tag in ("tr", "table-row"):
                yield from self._row(child)
            elif child.tag in _SKIPPED:
                self._count(child)
            else:
                yield from self.lines(child)

    def _row(self, row: Element) -> Iterator[_Line]:
        cells = [list(self.lines(c)) for c in _cells(row)]
        texts = ["\n".join(line.text for line in cell) for cell in cells]
        label = len(texts[0]) if len(texts) > 1 and "\n" not in texts[0] else 0
        if any(texts):
            yield _Line("\t".join(texts), label)

    def _paragraph(self, block: Element) -> _Line:
        pieces = list(self._pieces(block, False))
        text = line_ends("".join(words for words, _ in pieces))
        label = 0
        for words, is_bold in pieces:
            if words.strip() and not is_bold:
                break
            label += len(words)
        return _Line(text, min(label, len(text.split("\n")[0])))

    def _pieces(self, block: Element, is_bold: bool) -> Iterator[tuple[str, bool]]:
        """Words within a paragraph, each with whether it is bold."""
        if not self.is_docx and block.text:
            yield _SPACE.sub(" ", block.text), is_bold
        for child in block:
            yield from self._piece(child, is_bold)
            if not self.is_docx and child.tail:
                yield _SPACE.sub(" ", child.tail), is_bold

    def _piece(self, child: Element, is_bold: bool) -> Iterator[tuple[str, bool]]:
        signs = _DOCX_SIGNS if self.is_docx else _ODT_SIGNS
        if child.tag in _SKIPPED:
            self._count(child)
        elif child.tag in signs:
            yield signs[child.tag], is_bold
        elif self.is_docx and child.tag == "t":
            yield child.text or "", is_bold
        elif not self.is_docx and child.tag == "s":
            yield " " * min(int(child.get("c", "1")), 1000), is_bold
        elif child.tag not in ("rPr", "pPr"):
            yield from self._pieces(child, is_bold or self._sets_bold(child))

    def _sets_bold(self, run: Element) -> bool:
        if not self.is_docx:
            return run.get("style-name", "") in self.bold
        sign = run.find("rPr/b")
        return sign is not None and sign.get("val", "true") not in ("0", "false", "off")

    def _count(self, element: Element) -> None:
        if element.tag in _LEFT_OUT:
            self.left_out[_LEFT_OUT[element.tag]] += 1
        elif element.tag in ("Fallback", "del", "moveFrom"):
            return
        for child in element:
            self._count(child)


def read(data: bytes, kind: str) -> Text:
    """Text and turns of a `docx` or `odt`.

    Raises:
        GateRefused: gate `archive`: damaged, encrypted, or no text document inside.
    """
    archive = Archive(data)
    root = _root(archive, kind)
    body = root.find("body") if kind == "docx" else root.find("body/text")
    if body is None:
        raise GateRefused("archive", "the document has no body", expected="a text document")
    bold = frozenset(_bold_styles(root)) if kind == "odt" else frozenset[str]()
    reader = _Reader(kind == "docx", bold)
    try:
        lines = list(reader.lines(body))
    except ValueError as why:
        raise GateRefused("archive", "the document's XML holds a number that is none") from why
    text = "\n".join(line.text for line in lines)
    return Text(text, labels.turns(text, _marked(lines)), _said(reader.left_out))


def _root(archive: Archive, kind: str) -> Element:
    manifest = "META-INF/manifest.xml"
    if kind == "odt" and manifest in archive.names and b"encryption-data" in archive.part(manifest):
        raise GateRefused("archive", "the document is encrypted", hint="save it without a password")
    return tree(archive.part(_BODY[kind]))


def _cells(row: Element) -> list[Element]:
    """A row's cells, whatever wraps them (content controls)."""
    found = list[Element]()
    for child in row:
        if child.tag in ("tc", "table-cell"):
            found.append(child)
        elif child.tag not in _SKIPPED:
            found += _cells(child)
    return found


def _bold_styles(root: Element) -> Iterator[str]:
    """Names of the document's own styles that make text bold."""
    for style in root.iter("style"):
        looks = style.find("text-properties")
        if looks is not None and looks.get("font-weight") in ("bold", "700", "800", "900"):
            yield style.get("name", "")


def _marked(lines: list[_Line]) -> Iterator[labels.Label]:
    at = 0
    for line in lines:
        name = line.text[: line.label].strip().rstrip(":").strip()
        if name:
            yield labels.Label(at, at + line.label, name)
        at += len(line.text) + 1


def _said(left_out: Counter[str]) -> tuple[str, ...]:
    return tuple(
        f"{count} {what}{'' if count == 1 else 'es' if what.endswith('x') else 's'} "
        f"{'was' if count == 1 else 'were'} left out."
        for what, count in sorted(left_out.items())
    )
