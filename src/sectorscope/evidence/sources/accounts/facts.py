"""What a document of accounts tags as its number of employees, with the period of each figure.

Inline XBRL (`ix:nonFraction` in a page) and XBRL (an element of the figure's own name) are read
alike. Contexts may stand before or after the figures; they say whose accounts these are, over
which days, and whether a figure is of a part only (a member of a dimension). A document type that
declares anything of its own is refused: by it come entities, and by these documents without end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from sectorscope.evidence.refusal import GateRefused

FIGURE = "AverageNumberEmployeesDuringPeriod"
"""The figure's name in the taxonomies of the Financial Reporting Council since 2014."""

MAX_DEPTH = 2_000
_INLINE = "http://www.xbrl.org/"
_SCHEME = "companieshouse.gov.uk"
_TOLD = frozenset({"context", "nonFraction", FIGURE})
"""Elements outside a context that may be of use."""
_MEMBERS = ("explicitMember", "typedMember", "segment", "scenario")


class Fact(NamedTuple):
    """One figure as it is written.

    text: what stands there. form: local name of its format, empty if none. start, end: its bytes.
    since, until: its period, until alone of an instant. divided: of a part of the staff.
    """

    text: str
    form: str
    scale: str
    sign: str
    nil: bool
    start: int
    end: int
    since: str = ""
    until: str = ""
    divided: bool = False


class Document(NamedTuple):
    """numbers: company numbers its contexts name. last: the last day any whole period ends on."""

    facts: tuple[Fact, ...]
    numbers: frozenset[str]
    last: str


@dataclass
class _Context:
    texts: dict[str, str] = field(default_factory=dict)
    number: str = ""
    divided: bool = False

    @property
    def days(self) -> tuple[str, str]:
        since = self.texts.get("startDate", "").strip()
        return since, self.texts.get("endDate", self.texts.get("instant", "")).strip()


@dataclass
class _Open:
    """A figure whose end has not come: `start` is where its first character stands."""

    context: str
    of: Mapping[str, str]
    depth: int
    text: list[str] = field(default_factory=list)
    start: int = -1


class _Reader:
    """Takes expat's events."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.parser = parser
        self.contexts: dict[str, _Context] = {}
        self.found: list[tuple[str, Fact]] = []
        self._context: _Context | None = None
        self._at = ""
        self._scheme = ""
        self._open: list[_Open] = []
        self._depth = 0

    def begin(self, tag: str, of: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise GateRefused("archive", "the document is nested too deep", expected="accounts")
        space, _, name = tag.rpartition(" ")
        if self._context is None and name not in _TOLD:
            return
        plain = {key.rpartition(" ")[2]: value for key, value in of.items()}
        if name == "context":
            self._context = self.contexts.setdefault(plain.get("id", ""), _Context())
        elif self._context is not None:
            self._context.divided |= name in _MEMBERS
            self._at, self._scheme = name, plain.get("scheme", "")
        elif self._is_figure(space, name, plain):
            self._open.append(_Open(plain.get("contextRef", ""), plain, self._depth))
        self._listen()

    def _listen(self) -> None:
        """Take text only where some is wanted: most of a document is none of it."""
        wanted = self._open or self._context is not None
        self.parser.CharacterDataHandler = self.text if wanted else None

    def _is_figure(self, space: str, name: str, of: Mapping[str, str]) -> bool:
        if name == "nonFraction" and space.startswith(_INLINE):
            return of.get("name", "").rpartition(":")[2] == FIGURE
        return name == FIGURE and "contextRef" in of

    def text(self, more: str) -> None:
        for one in self._open:
            if one.start < 0 and more.strip():
                one.start = self.parser.CurrentByteIndex
            one.text.append(more)
        if self._context is not None and self._at:
            texts = self._context.texts
            texts[self._at] = texts.get(self._at, "") + more
            if self._at == "identifier" and _SCHEME in self._scheme:
                self._context.number = texts[self._at]

    def finish(self, tag: str) -> None:
        if self._open or self._context is not None:
            self._close(tag)
        self._depth -= 1

    def _close(self, tag: str) -> None:
        self._at = ""
        if tag.rpartition(" ")[2] == "context":
            self._context = None
        if self._open and self._open[-1].depth == self._depth:
            one = self._open.pop()
            self.found.append((one.context, self._fact(one)))
        self._listen()

    def _fact(self, one: _Open) -> Fact:
        end = self.parser.CurrentByteIndex
        nil = one.of.get("nil", "") in ("true", "1")
        form = one.of.get("format", "").rpartition(":")[2]
        start = one.start if one.start >= 0 else end
        text = "".join(one.text).strip()
        return Fact(text, form, one.of.get("scale", ""), one.of.get("sign", ""), nil, start, end)


def facts(body: bytes) -> Document:
    """Figures of one document, in its order.

    Raises:
        GateRefused: gate `archive`: no sound XML, declarations of its own, nested too deep.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(parser)
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.finish
    parser.StartDoctypeDeclHandler = _no_declarations
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError) as why:
        raise GateRefused("archive", "the document's XML is broken", expected="whole XML") from why
    return _document(reader)


def _no_declarations(_name: str, _system: str | None, _public: str | None, declares: bool) -> None:
    if declares:
        raise GateRefused("archive", "the document declares entities of its own", expected="none")


def _document(reader: _Reader) -> Document:
    contexts = reader.contexts
    made = list[Fact]()
    for name, fact in reader.found:
        context = contexts.get(name, _Context())
        since, until = context.days
        made.append(fact._replace(since=since, until=until, divided=context.divided))
    whole = [c for c in contexts.values() if not c.divided and all(c.days)]
    numbers = frozenset(c.number for c in contexts.values() if c.number.strip())
    return Document(tuple(made), numbers, max((c.days[1] for c in whole), default=""))
