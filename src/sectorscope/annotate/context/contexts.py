"""The context of spans of one text, from the pieces they stand in and those around."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from sectorscope.annotate.annotation import Context
from sectorscope.annotate.context import answers
from sectorscope.annotate.context.events import (
    DESIRABLE,
    EASY,
    ESSENTIAL,
    FAINT,
    FIRM,
    HARD,
    MAYBE,
    MENTION,
    TRAIN,
    UNNEEDED,
    Event,
    read,
)
from sectorscope.annotate.context.reach import NEEDS, SUPPLY, closest, nearest, turned
from sectorscope.annotate.context.words import light
from sectorscope.annotate.context.years import Years, asked, years
from sectorscope.annotate.cues import cues
from sectorscope.annotate.segments.pieces import Piece

_MAYBE, _TRAIN, _FIRM = frozenset((MAYBE,)), frozenset((TRAIN,)), frozenset((FIRM,))
_TELLING = frozenset((ESSENTIAL, DESIRABLE, UNNEEDED, HARD, EASY))
_ANSWER, _TOPIC, _BACK = 3, 2, 3
_LABEL = re.compile(r"[^:\n]{1,40}: *")
_OPPOSITE = {HARD: EASY, EASY: HARD, ESSENTIAL: UNNEEDED, DESIRABLE: UNNEEDED, UNNEEDED: ESSENTIAL}
_LISTED = re.compile(r"[\w+#/&' -]+,|[\w+#/&' -]+ and ")
_VERB = re.compile(
    r"(?: (?:people|staff|side|skills|folk|lot|guys|lads|work|stuff|bit|one))? (?:is|are|was|were|has|"
    r"have|had|would|will|can|could|do|does|did|we|you|i|they|that|which|who|came|come|comes|got|"
    r"get|gets|went|work|works|means|helps|costs|because|when|if|in|for|at|from|on)\b"
)
_POSES = re.compile(
    r"\b(?:do|does|did|is|are|must|will|would|should|have|has|can|could) (?:i|we|you|they|it|a|an|the|"
    r"my|any)\b"
)
_PEOPLE = re.compile(
    r"(?:ers|ors|ists|ians|smiths|wrights|men|people|nurses|chefs|cooks|hands|mechanics|graduates|"
    r"apprentices|lads)$"
)
_QUALIFICATION = re.compile(
    r"\b(?:degrees?|gcses?|a[ -]levels?|t[ -]levels?|[ns]vqs?|hn[cd]s?|btecs?|apprenticeships?|city (?:and|&) guilds|"
    r"master'?s|ph\.?ds?|diplomas?|certificates?|level \d|qualifications?|highers?|2:[12]|first|pgce|msc|ba|bsc|ieng|ceng|chartered)\b"
)
_HAS = re.compile(
    r"(?:(?:they|we|he|she|some|lads|people)(?:'ve| have|'s| has)? (?:got|have|has)|(?:come|comes|came|walk|arrive)"
    r"(?: in| out| to us)? with|'ve got) (?:(?:a|an|the|their|some|all the|an old|good) )*$"
)
_DENIALS = frozenset(("no", "not", "cannot", "nobody"))
_SHORT, _LEAD = 90, 60
_ASKING = re.compile(
    r"\b(?:need|needs|needed|useful|important|require[ds]?|requirements?|look for|looking for|"
    r"ask for|insist|use|used|essential|matter|matters|expect|want|necessary|must|have to|"
    r"come into it|care|value|desirable|prefer|bothered)\b"
)
_WISHING = re.compile(r"\b(?:ideal|ideally|prefer|desirable|nice to have|useful|perfect|wish list)\b")
_WANTING = re.compile(
    r"\b(?:can't|cannot|lack|lacking|missing|hardest|hard|difficult|difficulty|difficulties|problem|"
    r"problems|struggle|struggling|gaps?|shortages?|short of|challenge|challenges|worse|weak|"
    r"weakest|issues?|haven't got|not have|scarce|retain|vacancies|pinch|squeeze|squeezed|pain|"
    r"stretched|tight|wanting|need most|most in demand|hardest hit|unfilled|stuck)\b"
)
_SCHOOLING = re.compile(r"\b(?:training|train|trained|upskill|upskilling|courses?|learn|develop)\b")
_DEMANDING = re.compile(
    r"\b(?:must|insist|required?|essential|needed|have to|minimum|non-negotiable|requirements?)\b"
)


class Contexts:
    """The context of any span of a text; what a piece says is read once."""

    def __init__(self, text: str, pieces: Sequence[Piece], kind: str = "advert") -> None:
        """Take a text and its pieces, as `pieces(text, kind)` gives them."""
        self._signs = cues(text)
        self._pieces = pieces
        self._starts = [p.start for p in pieces]
        self._spoken = kind == "interview"
        self._events: dict[int, list[Event]] = {}
        self._years: dict[int, list[Years]] = {}

    def of(self, start: int, end: int) -> Context:
        """The context of `text[start:end]`; where no piece holds it, an empty one."""
        at = bisect_right(self._starts, start) - 1
        if at < 0:
            return Context()
        piece = self._pieces[at]
        if not self._events_of(at) and not self._spoken and piece.segment != "interviewer":
            return self._plain(at, piece, start, end)
        if piece.segment == "interviewer":
            found = self._asked(at, start, end)
        else:
            found = self._said(at, start, end)
        return self._made(at, piece, found, start, end)

    # -- what is made of events ---------------------------------------------------------

    def _plain(self, at: int, piece: Piece, start: int, end: int) -> Context:
        """The context in a piece without cues: the heading's, or what comes after tells."""
        found = self._later(at, start, end, set())
        return self._made(at, piece, found, start, end)

    def _made(self, at: int, piece: Piece, found: set[str], start: int, end: int) -> Context:
        requirement = "mentioned"
        if ESSENTIAL in found:
            requirement = ESSENTIAL
        elif DESIRABLE in found:
            requirement = DESIRABLE
        elif UNNEEDED not in found and EASY not in found:
            requirement = piece.requirement or (DESIRABLE if MAYBE in found else "mentioned")
        number = self._asked_years(at, start, end, requirement)
        if number is not None and requirement == "mentioned" and not self._spoken and not found:
            requirement = ESSENTIAL  # nobody asks for years of what need not be had
        return Context(
            requirement=requirement,
            negated=UNNEEDED in found or EASY in found,
            difficulty=HARD in found,
            training=TRAIN in found,
            years=number,
            segment=piece.segment,
            speaker=piece.speaker,
        )

    def _asked_years(self, at: int, start: int, end: int, requirement: str) -> float | None:
        if "year" not in self._signs.low and "yr" not in self._signs.low:
            return None
        if requirement == "mentioned" and self._spoken:
            return None
        piece = self._pieces[at]
        if at not in self._years:
            self._years[at] = years(self._signs.low, piece.start, piece.end)
        return asked(self._signs.low, self._years[at], start, end)

    # -- a statement ----------------------------------------------------------------------

    def _said(self, at: int, start: int, end: int) -> set[str]:
        """What is said of a span by whoever is not asking."""
        low, events = self._signs.low, self._events_of(at)
        found: set[str] = set()
        if self._question(at) and _POSES.search(low, self._pieces[at].start, start):
            events = [e for e in events if e.what not in NEEDS]
        far, need = closest(low, events, start, end, NEEDS)
        off, supply = self._supply(events, start, end)
        if need and supply and need.what == UNNEEDED and supply.what == HARD:
            need, supply = (need, None) if far <= off else (None, supply)  # never both
        if need is None and supply is None:
            need = nearest(low, events, start, end, NEEDS, loose=True)
        if need:
            found.add(self._firm(need, events, start, end))
        elif nearest(low, events, start, end, _MAYBE):
            found.add(MAYBE)
        if supply:
            found.add(HARD if turned(low, supply, start) else supply.what)
        if self._trained(at, start, end, found):
            found.add(TRAIN)
        return self._later(at, start, end, found)

    def _firm(self, need: Event, events: list[Event], start: int, end: int) -> str:
        """What is wanted of a span; of "strong Excel, Sage an advantage" Excel is not optional."""
        if need.what != DESIRABLE or need.after or self._spoken:
            return need.what
        between = self._signs.low[end : need.start]
        if "," not in between:
            return need.what
        firm = nearest(self._signs.low, events, start, end, _FIRM)
        near = firm and "," not in self._signs.low[min(firm.end, end) : max(firm.start, start)]
        return ESSENTIAL if near else need.what

    def _supply(self, events: list[Event], start: int, end: int) -> tuple[float, Event | None]:
        """What is told of how easily a thing is had, and how far off."""
        if not self._spoken and all(e.what != HARD for e in events):
            return 0.0, None
        return closest(self._signs.low, events, start, end, SUPPLY)

    def _trained(self, at: int, start: int, end: int, found: set[str]) -> bool:
        """Whether training is told of a span; what names nothing reaches no essential one."""
        low, events = self._signs.low, self._events_of(at)
        event = nearest(low, events, start, end, _TRAIN)
        if event is None:
            return False
        if event.bare:
            return ESSENTIAL not in found
        between = (event.end, start) if event.after else (end, event.start)
        return not any(
            e.what in NEEDS and between[0] <= e.start and e.end <= between[1] for e in events
        )

    def _later(self, at: int, start: int, end: int, found: set[str]) -> set[str]:
        """What the sentences around add, where a span's own leaves it open."""
        told = found & _TELLING
        following = self._following(at)
        if told and self._spoken and following and self._denied(following[0]):
            return {_OPPOSITE[f] if f in told and f != UNNEEDED else f for f in found}
        if not told and MENTION not in found:
            found = found | self._around(at, start, end, following, found)
        if TRAIN not in found and not found & {ESSENTIAL, HARD}:
            found = found | self._back(following[:1], _TRAIN)
        return found

    def _denied(self, at: int) -> bool:
        said = self._lows(at)
        return len(said) < _SHORT and answers.denies(said)

    def _around(
        self, at: int, start: int, end: int, following: list[int], found: set[str]
    ) -> set[str]:
        """What is told of a thing whose own sentence tells nothing of it."""
        told = self._answered(at, following) if self._question(at) else self._back(following, _TELLING)
        if told or not self._spoken or TRAIN in found:
            return told
        return self._topic(at, start, end, following)

    def _back(self, following: list[int], kinds: frozenset[str]) -> set[str]:
        """What the next sentences say without naming anything of their own."""
        for near, at in enumerate(following):
            piece = self._pieces[at]
            for event in self._events_of(at):
                if event.what not in kinds:
                    continue
                if event.whole or (
                    near < _TOPIC
                    and event.bare
                    and light(self._signs.low[piece.start : event.start])
                ):
                    return {event.what}
        return set()

    # -- questions ------------------------------------------------------------------------

    def _question(self, at: int) -> bool:
        piece = self._pieces[at]
        return self._signs.low[piece.end - 1] == "?"

    def _answered(self, at: int, following: list[int]) -> set[str]:
        """What the answer to a speaker's own question says: "A degree? Means nothing to me."."""
        piece = self._pieces[at]
        asks = _ASKING.search(self._signs.low, piece.start, piece.end)
        for later in following[:_TOPIC]:
            events = [e for e in self._events_of(later) if e.what in _TELLING]
            told = [e.what for e in events if e.bare or not e.after]
            if told:
                return {told[-1]}
            said = self._lows(later)
            if answers.refuses(said):
                return {UNNEEDED}
            if asks and answers.agrees(said):
                return {ESSENTIAL}
        return set()

    def _asked(self, at: int, start: int, end: int) -> set[str]:
        """What the answer says of a thing that only the question names."""
        low = self._signs.low
        piece = self._pieces[at]
        reply = self._reply(at)
        if not reply:
            return set()
        said = [self._lows(p) for p in reply]
        name = low[start:end]
        if any(name in s for s in said):
            return set()
        found: set[str] = set()
        for later in reply:
            for event in self._events_of(later):
                if event.bare and (event.what in _TELLING or event.what == TRAIN):
                    if not found & _TELLING or event.what == TRAIN:
                        found.add(event.what)
        if found & _TELLING:
            return found
        return found | _framed(low[piece.start : piece.end], answers.opening(said))

    # -- topics of an interview -----------------------------------------------------------

    def _topic(self, at: int, start: int, end: int, following: list[int]) -> set[str]:
        """What a sentence that only names its thing means: by the question, or what comes next."""
        before = self._before(at)
        said = self._lows(at)
        if before is not None and answers.adds(said):
            told = self._last(before)
            if told:
                return {told}
        if following and answers.adds(self._lows(following[0])):
            told = self._last(following[0])
            if told in (HARD, EASY):
                return {told}
        if before is not None and answers.turns(said):
            if any(e.what == EASY for e in self._events_of(before)):
                return {HARD}
        names = self._names(at, start, end)
        framed = self._framing(at) if names else set[str]()
        return framed or self._faint(at, start, end, following, names=names)

    def _last(self, at: int) -> str:
        """The last that a sentence says of anything."""
        told = [e.what for e in self._events_of(at) if e.what in _TELLING or e.what == TRAIN]
        return told[-1] if told else ""

    def _names(self, at: int, start: int, end: int) -> bool:
        """Whether a sentence only names its thing, or begins by naming it."""
        piece = self._pieces[at]
        low = self._lows(at)
        first = piece.end - len(low)
        if not light(_LISTED.sub(" ", self._signs.low[first:start])[-_LEAD:]):
            return False
        return _VERB.match(self._signs.low, end, piece.end) is None

    def _framing(self, at: int) -> set[str]:
        """What the question asked for, if the answer does not begin with no."""
        question = self._asking(at)
        if question is None:
            return set()
        reply = self._reply(question)
        if reply and answers.refuses(self._lows(reply[0])):
            return set()
        return _frame(self._lows(question))

    def _faint(self, at: int, start: int, end: int, following: list[int], *, names: bool) -> set[str]:
        """Difficulty, where two signs of it come together; none of them tells it alone.

        People are named, or a thing is named and nothing more; and here or next there is talk of
        nobody, months, agencies, or of something else that is hard.
        """
        low = self._signs.low
        if _HAS.search(low, self._pieces[at].start, start):
            return set()
        near = [at, *following[: _TOPIC if names else 1]]
        kinds = [e.what for p in near for e in self._events_of(p)]
        if EASY in kinds:
            return set()
        signs = (FAINT in kinds) + (HARD in kinds) + self._denying(near)
        if _QUALIFICATION.search(low, start, end):
            return {HARD} if signs and names else set()
        people = _PEOPLE.search(low, start, end) is not None
        return {HARD} if signs and (signs + people + names > 1 or HARD in kinds) else set()

    def _denying(self, pieces: list[int]) -> bool:
        """Whether anything is denied in some pieces."""
        first, last = self._pieces[pieces[0]], self._pieces[pieces[-1]]
        a = bisect_left(self._signs.starts, first.start)
        b = bisect_left(self._signs.starts, last.end)
        return any(t.family in _DENIALS for t in self._signs.tells[a:b])

    def _asking(self, at: int) -> int | None:
        """The question that a sentence near the beginning of an answer answers."""
        for back in range(at - 1, max(at - 1 - _BACK, -1), -1):
            if self._pieces[back].segment == "interviewer":
                return back if self._question(back) else None
        return None

    def _before(self, at: int) -> int | None:
        if at and self._same(at - 1, at):
            return at - 1
        return None

    def _same(self, one: int, other: int) -> bool:
        """Whether two pieces are of one turn, or of one line where nobody speaks."""
        a, b = self._pieces[one], self._pieces[other]
        if (a.segment, a.speaker) != (b.segment, b.speaker) and self._spoken:
            return False
        return self._spoken or "\n" not in self._signs.low[a.end : b.start]

    def _following(self, at: int) -> list[int]:
        made: list[int] = []
        for later in range(at + 1, min(at + 1 + _ANSWER, len(self._pieces))):
            if not self._same(later - 1, later):
                break
            made.append(later)
        return made

    def _reply(self, at: int) -> list[int]:
        """The first pieces of the answer to a question."""
        made: list[int] = []
        for later in range(at + 1, len(self._pieces)):
            if self._pieces[later].segment == "respondent":
                made.append(later)
            elif made:
                break
            if len(made) == _ANSWER:
                break
        return made

    def _lows(self, at: int) -> str:
        """A piece in lower case, without its speaker's label."""
        piece = self._pieces[at]
        low = self._signs.low[piece.start : piece.end]
        if piece.speaker and low.startswith(piece.speaker.lower()):
            return low.partition(":")[2].lstrip()
        return low

    def _events_of(self, at: int) -> list[Event]:
        if at not in self._events:
            piece = self._pieces[at]
            self._events[at] = read(self._signs, piece.start, piece.end, self._spoken)
        return self._events[at]


def _frame(question: str) -> set[str]:
    """What a question asks about what it will be answered with."""
    for shape, what in _FRAMES:
        if shape.search(question):
            return {what}
    return set()


_FRAMES = ((_WANTING, HARD), (_SCHOOLING, TRAIN), (_WISHING, DESIRABLE), (_DEMANDING, ESSENTIAL))


def _framed(question: str, reply: str) -> set[str]:
    """What yes or no means of a thing in a question, by what was asked."""
    asking = _ASKING.search(question)
    if " without " in question and (answers.agrees(reply) or answers.refuses(reply)):
        return {UNNEEDED if answers.agrees(reply) else ESSENTIAL}
    if answers.refuses(reply):
        return {UNNEEDED} if asking or _WANTING.search(question) else set()
    if not answers.agrees(reply):
        return set()
    return _frame(question) or ({ESSENTIAL} if asking else set())
