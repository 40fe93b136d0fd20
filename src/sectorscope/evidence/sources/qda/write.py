"""Writing a REFI-QDA project: the same project gives the same bytes.

A selection whose place is proved carries its text as its name, so that whoever reads it can prove
it again; one that is not proved is not made to look so. The archive is not compressed, because
what a compressor makes differs from one machine to the next.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sectorscope.errors import SchemaError
from sectorscope.evidence.documents.text import line_ends
from sectorscope.evidence.sources.qda.model import ORIGIN, Code, Project, Selection, Source, guid_of

_SPACE = "urn:QDA-XML:project:1.0"
_LONGEST = 200  # characters of a selection's text in its name
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold (W3C, production 2)."""


def write(project: Project, *, made: date, name: str) -> bytes:
    """A project as a `.qdpx`; what is quarantined, and notes, are not written.

    Args:
        project: What to write; its guids are kept.
        made: The date it is said to be made on.
        name: What the project is called.

    Raises:
        SchemaError: a name XML cannot hold, or a text whose line ends are not single characters.
    """
    files = {f"sources/{_file(s)}": _bytes(s) for s in project.sources}
    files["project.qde"] = _qde(project, made, name)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            info = zipfile.ZipInfo(path, (max(made.year, 1980), made.month, made.day, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o100600 << 16  # alike on every system
            archive.writestr(info, files[path])
    return held.getvalue()


def _qde(project: Project, made: date, name: str) -> bytes:
    when = f"{made.isoformat()}T00:00:00Z"
    about = {"xmlns": _SPACE, "name": _sound(name), "origin": ORIGIN, "creationDateTime": when}
    root = Element("Project", about)
    users = SubElement(root, "Users")
    for user in project.users:
        SubElement(users, "User", {"guid": user.guid, "name": _sound(user.name)})
    _codes(SubElement(SubElement(root, "CodeBook"), "Codes"), project.codes)
    sources = SubElement(root, "Sources")
    for source in project.sources:
        path = f"internal://{_file(source)}"
        held = {"guid": source.guid, "name": _sound(source.name), "plainTextPath": path}
        element = SubElement(sources, "TextSource", held)
        for selection in project.selections:
            if selection.source == source.guid:
                _selection(element, selection, source.text)
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True)


def _codes(parent: Element, codes: Iterable[Code]) -> None:
    """Codes below each other, in the order they are given."""
    listed = list(codes)
    made: dict[str | None, Element] = {None: parent}
    while listed:
        ready = [c for c in listed if c.parent in made]
        if not ready:
            raise SchemaError("a code's wider code is not in the codebook")
        for code in ready:
            held = {"guid": code.guid, "name": _sound(code.name)}
            held["isCodable"] = str(code.codable).lower()
            made[code.guid] = SubElement(made[code.parent], "Code", held)
            if code.description:
                SubElement(made[code.guid], "Description").text = _sound(code.description)
        listed = [c for c in listed if c.guid not in made]


def _selection(parent: Element, selection: Selection, text: str) -> None:
    held = {"guid": selection.guid}
    name = _name(text[selection.start : selection.end])
    if name and selection.proof == "text":
        held["name"] = name
    held |= {"startPosition": str(selection.start), "endPosition": str(selection.end)}
    element = SubElement(parent, "PlainTextSelection", held)
    for coding in selection.codings:
        given = {"guid": guid_of("coding", selection.guid, coding.code, coding.user)}
        given |= {"creatingUser": coding.user} if coding.user else {}
        given |= {"creationDateTime": coding.created} if coding.created else {}
        made = SubElement(element, "Coding", given)
        SubElement(made, "CodeRef", {"targetGUID": coding.code})


def _name(quote: str) -> str:
    """A selection's text; the beginning of a long one; nothing where XML cannot hold it."""
    if not quote.strip() or _NO_XML.search(quote):
        return ""
    return quote if len(quote) <= _LONGEST else quote[:_LONGEST].rstrip() + "…"


def _sound(name: str) -> str:
    if _NO_XML.search(name):
        raise SchemaError("a name holds a control character", expected="text that XML can hold")
    return line_ends(name)


def _file(source: Source) -> str:
    """A file name that is safe whatever the guid is made of."""
    return f"{guid_of('text', source.guid)}.txt"


def _bytes(source: Source) -> bytes:
    if "\r" in source.text:
        raise SchemaError("a text to write has carriage returns", expected="single line ends")
    try:
        mark = "\ufeff" if source.text.startswith("\ufeff") else ""  # readers take one away
        return (mark + source.text).encode("utf-8")
    except UnicodeEncodeError:
        raise SchemaError("a text to write holds half a character", expected="Unicode") from None
