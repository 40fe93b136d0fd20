"""Reading a REFI-QDA project (exchange standard 1.0): an archive, or its bare XML.

The standard asks for `project.qde` and a folder `sources`; programs write other names, other
capitals, byte-order marks and either kind of line end, so any single `.qde` will do.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from xml.etree.ElementTree import Element

from sectorscope.evidence.documents.archive import Archive, tree
from sectorscope.evidence.documents.plain import decode
from sectorscope.evidence.documents.text import line_ends
from sectorscope.evidence.refusal import GateRefused
from sectorscope.evidence.sources.qda.anchoring import place, stated_text
from sectorscope.evidence.sources.qda.counting import Counting, Stated, counting_of
from sectorscope.evidence.sources.qda.model import (
    ORIGIN,
    Code,
    Coding,
    Project,
    Quarantined,
    Selection,
    Source,
    User,
)

_TEXTS = ("TextSource", "Representation", "Transcript")
_SELECTIONS = ("PlainTextSelection", "TranscriptSelection")
_OTHER = {
    "PictureSelection": "in a picture",
    "PDFSelection": "in a PDF's page",
    "AudioSelection": "in sound",
    "VideoSelection": "in film",
}


@lru_cache(maxsize=1)  # remarks, rows and people are read of the same bytes
def read_project(data: bytes) -> Project:
    """The project in these bytes.

    Raises:
        GateRefused: gate `archive`: no project, more than one, or XML that is not sound.
    """
    files = _Files(data)
    root = tree(files.qde)
    if root.tag != "Project":
        raise GateRefused("archive", "the file is no project", expected="a REFI-QDA project")
    reading = _Reading(files, root.get("origin", "").startswith(ORIGIN), _codes(root))
    for element, name in _texts(root):
        reading.source(element, name)
    reading.left_out.update(_OTHER[e.tag] for e in root.iter() if e.tag in _OTHER)
    users = (User(_guid(e), e.get("name", "")) for e in root.iterfind("Users/User"))
    return Project(
        reading.codes,
        tuple(reading.sources),
        tuple(reading.selections),
        tuple(users),
        tuple(reading.quarantined),
        tuple(f"{n} of its selections lie {what}." for what, n in sorted(reading.left_out.items())),
    )


class _Files:
    """The project's XML, and its texts by the last part of their path."""

    def __init__(self, data: bytes) -> None:
        self._zip = Archive(data) if data.startswith(b"PK") else None
        names = self._zip.names if self._zip else ()
        own = [n for n in names if not posixpath.basename(n).startswith("._")]
        projects = [n for n in own if n.lower().endswith(".qde")]
        if self._zip is not None and len(projects) != 1:
            raise GateRefused(
                "archive", f"the archive holds {len(projects)} projects", expected="one .qde"
            )
        self.qde = self._zip.part(projects[0]) if self._zip else data
        self._paths: dict[str, list[str]] = {}
        for name in own:
            self._paths.setdefault(posixpath.basename(name).casefold(), []).append(name)

    def text(self, path: str) -> str | None:
        """A text as it stands, without a mark; None where it is not in the archive."""
        found = self._paths.get(posixpath.basename(path.replace("\\", "/")).casefold(), [])
        if self._zip is None or len(found) != 1:
            return None
        data = self._zip.part(found[0])
        try:
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return decode(data)[0]


@dataclass
class _Reading:
    """What has been read of a project's sources so far."""

    files: _Files
    by_us: bool
    codes: tuple[Code, ...]
    sources: list[Source] = field(default_factory=list[Source])
    selections: list[Selection] = field(default_factory=list[Selection])
    quarantined: list[Quarantined] = field(default_factory=list[Quarantined])
    left_out: Counter[str] = field(default_factory=Counter[str])

    @cached_property
    def known(self) -> frozenset[str]:
        """Guids of the codebook."""
        return frozenset(code.guid for code in self.codes)

    def source(self, element: Element, name: str) -> None:
        """Take in a text and its selections."""
        guid, raw = _guid(element), _text_of(element, self.files)
        chosen = [e for e in element if e.tag in _SELECTIONS]
        if raw is None:
            why = "the text of its source is not in the project"
            self.quarantined += (Quarantined(_guid(e), guid, why) for e in chosen)
            return
        text = line_ends(raw)
        if not guid or guid in {s.guid for s in self.sources}:
            guid = f"{guid}#{len(self.sources) + 1}"
        self.sources.append(Source(guid, name, text))
        stated = [_stated(e, element, text) for e in chosen]
        known = [s for s in stated if s is not None]
        way = Counting(raw) if self.by_us else counting_of(raw, text, known)
        for selected, one in zip(chosen, stated, strict=True):
            self._select(selected, guid, text, one, way)

    def _select(
        self, element: Element, source: str, text: str, stated: Stated | None, way: Counting
    ) -> None:
        guid = _guid(element)
        if stated is None:
            self.quarantined.append(Quarantined(guid, source, "its offsets are no numbers"))
            return
        placed = place(stated, text, way)
        codings = tuple(_codings(element))
        if isinstance(placed, str):
            self.quarantined.append(Quarantined(guid, source, placed))
        elif not {c.code for c in codings} <= self.known:
            why = "it has a code that the codebook lacks"
            self.quarantined.append(Quarantined(guid, source, why))
        else:
            where = (placed.start, placed.end)
            self.selections.append(Selection(guid, source, *where, codings, placed.proof))


def _codes(root: Element) -> tuple[Code, ...]:
    """The codebook flat, wider codes before narrower ones."""

    def under(element: Element, parent: str | None) -> Iterator[Code]:
        for entry in element.iterfind("Code"):
            guid = _guid(entry)
            told = entry.findtext("Description", "")
            codable = entry.get("isCodable", "true").lower() not in ("false", "0")
            yield Code(guid, entry.get("name", ""), parent, told, codable)
            yield from under(entry, guid)

    return tuple(c for codes in root.iterfind("CodeBook/Codes") for c in under(codes, None))


def _texts(root: Element) -> Iterator[tuple[Element, str]]:
    """Elements with a text, each with the name of the source it stands for."""
    for source in (s for sources in root.iterfind("Sources") for s in sources):
        if source.tag in _TEXTS:
            yield source, source.get("name", "")
        for inner in source:
            if inner.tag in _TEXTS:
                yield inner, source.get("name", "") or inner.get("name", "")


def _text_of(element: Element, files: _Files) -> str | None:
    path = element.get("plainTextPath", "")
    found = files.text(path) if path else None
    if found is not None:
        return found
    inline = element.findtext("PlainTextContent")
    return element.get("plainTextContent") if inline is None else inline


def _stated(element: Element, source: Element, text: str) -> Stated | None:
    """A selection's offsets and text; a transcript's selections stand between points in time."""
    start, end = element.get("startPosition", ""), element.get("endPosition", "")
    if element.tag == "TranscriptSelection":
        points = {_guid(p): p.get("position", "") for p in source.iterfind("SyncPoint")}
        start = points.get(element.get("fromSyncPoint", "").lower(), "")
        end = points.get(element.get("toSyncPoint", "").lower(), "")
    told = element.findtext("Description", "")
    quote = stated_text(element.get("name", ""), told, text)
    try:
        return Stated(int(start), int(end), quote)
    except ValueError:
        return None


def _codings(selection: Element) -> Iterator[Coding]:
    for coding in selection.iterfind("Coding"):
        user = coding.get("creatingUser") or selection.get("creatingUser", "")
        made = coding.get("creationDateTime") or selection.get("creationDateTime", "")
        for ref in coding.iterfind("CodeRef"):
            yield Coding(ref.get("targetGUID", "").lower(), user.lower(), made)


def _guid(element: Element) -> str:
    return element.get("guid", "").lower()
