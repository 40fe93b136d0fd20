"""The pieces of an advert, a course page or a company's text, line by line.

A heading opens a segment and may set what is required. Where a paragraph has no heading, the cues
in its sentences tell what it is about; a sentence without any goes with the one before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from sectorscope.annotate.cues import cues
from sectorscope.annotate.segments.headings import LABEL, LONGEST, Heading, known, told
from sectorscope.annotate.segments.pieces import Cuts, Piece, lines

_BULLETS = frozenset("•*·▪◦●○–—-‣➢✓✔►■□➤")
_NO_HEADING = frozenset(".;,")
_NO_TITLE = frozenset(".!?:;")
_OF_THE_POST = frozenset(("duties", "person_specification", "other", "title"))
"""Segments of the post itself; the cues of requirement speak for these and for no other."""

_EQUAL, _PERSON = "equal_opportunities", "person_specification"
_CHECK = re.compile(r"\b(?:dbs|crb|bpss|disclosure and barring|security clearance|right to work)\b")
"""What is needed for the post wherever it stands: checks are often told of under equality."""

_NAMELESS = frozenset(("about_us", "duties", "person_specification"))
"""What a sentence of a company's own text is not called: it is all about the company."""

_NO_POST = (
    " ltd", " limited", " plc", " llp", "university", " trust", "council", "directorate",
    "faculty", "department", "school", "college", " group", "academy", "(an invented", "£",
    "salary", "location", "hours", "closing", "ref ", "band ", "http", "www",
)  # fmt: skip
"""What a line holds that names an employer or terms, and not the post."""


class _Reader:
    """Where the reading of a text stands.

    nested: "Essential" stands under "Qualifications", and not over it. titled: the title has been
    read, or none can come.
    """

    __slots__ = ("cuts", "heading", "kind", "made", "nested", "signs", "titled")

    def __init__(self, text: str, kind: str) -> None:
        self.kind, self.signs, self.cuts = kind, cues(text), Cuts(text)
        self.heading = Heading("other")
        self.nested = False
        self.titled = kind in ("course", "company", "sentence")
        self.made: list[Piece] = []


def read(text: str, kind: str) -> list[Piece]:
    """The pieces of a text that is no interview."""
    reader = _Reader(text, kind)
    found = lines(text, 0, len(text))
    if kind == "sentence" or len(found) == 1:
        for start, end in found:
            _paragraph(reader, start, end)
        return reader.made
    last = len(found) - 1
    for at, (start, end) in enumerate(found):
        following = text[found[at + 1][0]] if at < last else ""
        _line(reader, start, end, following)
    return reader.made


def _line(reader: _Reader, start: int, end: int, following: str) -> None:
    """Read a line; following: the sign that the next one begins with."""
    low = reader.signs.low
    bullet = low[start] in _BULLETS and low[start + 1 : start + 2] in (" ", "\t")
    if bullet:
        segment, requirement = reader.heading.segment, reader.heading.requirement
        for a, b in reader.cuts.within(start, end):
            reader.made.append(Piece(a, b, segment, requirement))
        return
    if end - start <= LONGEST and low[end - 1] not in _NO_HEADING:
        heading = _heading(low[start:end], following)
        if heading is not None:
            _open(reader, heading)
            reader.made.append(Piece(start, end, heading.segment, reader.heading.requirement))
            return
        if not reader.titled and _title(low[start:end]):
            reader.titled = True
            reader.made.append(Piece(start, end, "title"))
            return
    _paragraph(reader, start, end)


def _heading(low: str, following: str) -> Heading | None:
    """What a short line opens, if it is a heading."""
    found = known(low)
    if found is None and (low[-1] == ":" or following in _BULLETS):
        found = told(low)
    return found


def _title(low: str) -> bool:
    """Whether a short line before any heading names the post."""
    return low[-1] not in _NO_TITLE and not any(said in low for said in _NO_POST)


def _open(reader: _Reader, heading: Heading) -> None:
    """Put a heading in force; one that may stand under "Essential" leaves that in force."""
    reader.titled = True
    was = reader.heading
    if heading.under and was.requirement and not reader.nested:
        heading = heading._replace(requirement=was.requirement)
    elif heading.requirement:
        reader.nested = was.under and was.requirement is None
    reader.heading = heading


def _paragraph(reader: _Reader, start: int, end: int) -> None:
    """Read a paragraph sentence by sentence; a label or cues may change what it is about."""
    segment, requirement = reader.heading.segment, reader.heading.requirement
    low = reader.signs.low
    for a, b in reader.cuts.within(start, end):
        colon = low.find(":", a, min(a + LABEL, b))
        opened = known(low[a:colon]) if colon > 0 else None
        if opened is not None:
            segment, requirement = opened.segment, opened.requirement
        else:
            found = _topic(reader, a, b, segment)
            if found:
                requirement = requirement if found in _OF_THE_POST else None
                segment = found
        reader.made.append(Piece(a, b, segment, requirement))


def _topic(reader: _Reader, start: int, end: int, segment: str) -> str:
    """What the cues of a sentence say it is about, if they speak against the segment it is in."""
    signs = reader.signs
    first = bisect_left(signs.places, start)
    last = bisect_left(signs.places, end, first)
    if first == last:
        return ""
    counts: dict[str, int] = {}
    for said in signs.segments[first:last]:
        counts[said] = counts.get(said, 0) + 1 + (said not in _OF_THE_POST)
    best = max(counts, key=counts.__getitem__)
    if reader.kind == "company" and best in _NAMELESS:
        return ""
    if best in _OF_THE_POST and segment in _OF_THE_POST and segment != "other":
        return ""
    if segment == _EQUAL and _PERSON in counts and _CHECK.search(signs.low, start, end):
        return _PERSON
    if segment in counts or (best in _OF_THE_POST and _settled(reader, segment)):
        return ""
    return best


def _settled(reader: _Reader, segment: str) -> bool:
    """Whether a heading says that the text is not of the post, which cues of need do not undo."""
    return segment == reader.heading.segment and segment not in _OF_THE_POST
