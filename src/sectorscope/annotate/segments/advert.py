"""The pieces of an advert, a course page or a company's text, line by line.

A heading opens a segment and may set what is required. Where a paragraph has no heading, the cues
in its sentences tell what it is about; a sentence without any goes with the one before it.
"""

from __future__ import annotations

from bisect import bisect_left

from sectorscope.annotate.cues import Cues, cues
from sectorscope.annotate.segments.headings import LABEL, LONGEST, Heading, known, told
from sectorscope.annotate.segments.pieces import Piece, lines, split

_BULLETS = frozenset("•*·▪◦●○–—-‣➢✓✔o►■□➤")
_SHORT = 100
_ORGANISATION = (
    " ltd",
    " limited",
    " plc",
    " llp",
    "university",
    " trust",
    "council",
    "directorate",
    "faculty",
    "department",
    "school",
    "college",
    " group",
    "academy",
    "(an invented",
    "£",
    "salary",
    "location",
    "hours",
    "closing",
    "ref ",
    "band ",
    "http",
    "www",
)


class _Reader:
    """Where the reading of a text stands."""

    __slots__ = (
        "at",
        "free",
        "heading",
        "kind",
        "made",
        "nested",
        "open",
        "signs",
        "text",
        "titled",
    )

    def __init__(self, text: str, kind: str) -> None:
        self.text, self.kind, self.signs = text, kind, cues(text)
        self.heading = Heading("other")
        self.nested = False  # whether "Essential" stands under "Qualifications", and not over it
        self.made: list[Piece] = []
        self.titled = kind != "advert"
        self.at = 0


def read(text: str, kind: str) -> list[Piece]:
    """The pieces of a text that is no interview."""
    if "\n" not in text and "\r" in text:
        text = text.replace("\r", "\n")
    reader = _Reader(text, kind)
    found = lines(text, 0, len(text))
    if kind == "sentence" or len(found) < 2:
        for start, end in found:
            _paragraph(reader, start, end)
        return reader.made
    previous = 0
    for at, (start, end) in enumerate(found):
        gap = "\n\n" in text[previous:start] if at else False
        following = found[at + 1][0] if at + 1 < len(found) else -1
        _line(reader, start, end, gap, text[following] if following >= 0 else "")
        previous = end
    return reader.made


def _line(reader: _Reader, start: int, end: int, gap: bool, following: str) -> None:
    low = reader.signs.low[start:end]
    bullet = low[0] in _BULLETS and len(low) > 1 and low[1] in " \t"
    if len(low) <= LONGEST and not bullet:
        heading = known(low)
        if heading is None and (
            low[-1] == ":" or (following in _BULLETS and low[-1] not in ".!;,")
        ):
            heading = told(low)
        if heading is not None:
            reader.titled = True
            _open(reader, heading)
            reader.made.append(Piece(start, end, heading.segment, reader.heading.requirement))
            return
        if (
            not reader.titled
            and len(low) <= _SHORT
            and low[-1] not in ".!?:;"
            and not any(o in low for o in _ORGANISATION)
        ):
            reader.titled = True
            reader.made.append(Piece(start, end, "title"))
            return
    if bullet:
        for a, b in split(reader.text, start, end):
            reader.made.append(Piece(a, b, reader.heading.segment, reader.heading.requirement))
        return
    _paragraph(reader, start, end)


def _open(reader: _Reader, heading: Heading) -> None:
    was = reader.heading
    if heading.under and was.requirement and not reader.nested:
        heading = heading._replace(requirement=was.requirement)
    elif heading.requirement:
        reader.nested = was.under
    reader.heading = heading


def _paragraph(reader: _Reader, start: int, end: int) -> None:
    segment, requirement = reader.heading.segment, reader.heading.requirement
    for a, b in split(reader.text, start, end):
        low = reader.signs.low[a:b]
        label = low[: LABEL + 1].partition(":")
        opened = known(label[0]) if label[1] else None
        if opened is not None:
            segment, requirement = opened.segment, opened.requirement
        else:
            found = _topic(reader.signs, a, b)
            if found and (found != "person_specification" or segment != "duties"):
                segment = found
                if found not in ("person_specification", "duties"):
                    requirement = None
        reader.made.append(Piece(a, b, segment, requirement))


def _topic(signs: Cues, start: int, end: int) -> str | None:
    first, last = bisect_left(signs.starts, start), bisect_left(signs.starts, end)
    if first == last:
        return None
    counts: dict[str, int] = {}
    for at in range(first, last):
        segment = signs.tells[at].segment
        if segment:
            counts[segment] = counts.get(segment, 0) + 1
    return max(counts, key=counts.__getitem__) if counts else None
