"""What questions and answers say of a thing between them, and what a topic that is named means."""

from __future__ import annotations

import re

from sectorscope.annotate.context import answers
from sectorscope.annotate.context.events import (
    DESIRABLE,
    EASY,
    ESSENTIAL,
    FAINT,
    HARD,
    TELLING,
    TRAIN,
    UNNEEDED,
)
from sectorscope.annotate.context.passages import Passages
from sectorscope.annotate.context.words import light

_TOPIC, _LEAD, _BRIEF = 2, 60, 40
_NEEDING = re.compile(
    r"\b(?:need|needs|needed|useful|important|require[ds]?|requirements?|look for|looking for|"
    r"ask for|insist|use|used|essential|matter|matters|expect|want|necessary|must|have to|"
    r"come into it|care|value|desirable|prefer|bothered)\b"
)
_WISHING = re.compile(
    r"\b(?:ideal|ideally|prefer|desirable|nice to have|useful|perfect|wish list)\b"
)
_WANTING = re.compile(
    r"\b(?:can't|cannot|lack|lacking|missing|hardest|hard|difficult|difficulty|difficulties|"
    r"problems?|struggle|struggling|gaps?|shortages?|short of|challenges?|worse|weak|weakest|"
    r"issues?|haven't got|not have|scarce|retain|vacancies|pinch|squeezed?|pain|stretched|tight|"
    r"wanting|need most|most in demand|hardest hit|unfilled|stuck)\b"
)
_HAVING = re.compile(
    r"\b(?:enough|easy|easily|happy with|fixed for|well served|satisfied with|sorted for|strong "
    r"on)\b"
)
_SCHOOLING = re.compile(r"\b(?:training|train|trained|upskill|upskilling|courses?|learn|develop)\b")
_DEMANDING = re.compile(
    r"\b(?:must|insist|required?|essential|needed|have to|minimum|non-negotiable|requirements?)\b"
)
_FRAMES = ((_WANTING, HARD), (_SCHOOLING, TRAIN), (_WISHING, DESIRABLE), (_DEMANDING, ESSENTIAL))
_LISTED = re.compile(r"[\w+#/&' -]+,|[\w+#/&' -]+ and ")
_VERB = re.compile(
    r"(?: (?:people|staff|side|skills|folk|lot|guys|lads|work|stuff|bit|one))? (?:is|are|was|were|"
    r"has|have|had|would|will|can|could|do|does|did|we|you|i|they|that|which|who|came|come|comes|"
    r"got|get|gets|went|works?|means|helps|costs|because|when|if|in|for|at|from|on)\b"
)
_OURS = re.compile(
    r"\b(?:we|i)(?:'ve|'re|'d)?(?: have| are| do| did| also| just| mainly)*"
    r" (?:use|used|do|make|made|sell|run|started|supply|work|build|design|moved|bought|buy|offer|"
    r"teach|employ|doing|making|using)\b"
)
_QUALIFICATION = re.compile(
    r"\b(?:degrees?|gcses?|a[ -]levels?|t[ -]levels?|[ns]vqs?|hn[cd]s?|btecs?|apprenticeships?|"
    r"city (?:and|&) guilds|master'?s|ph\.?ds?|diplomas?|certificates?|level \d|qualifications?|"
    r"highers?|2:[12]|first|pgce|msc|ba|bsc|ieng|ceng|chartered)\b"
)
_HAS = re.compile(
    r"(?:(?:they|we|he|she|some|lads|people)(?:'ve| have|'s| has)? (?:got|have|has)|(?:come|comes|"
    r"came|walk|arrive)(?: in| out| to us)? with|'ve got) "
    r"(?:(?:an?|the|their|some|all the|an old|good) )*$"
)


def asked(passages: Passages, at: int, start: int, end: int) -> set[str]:
    """What the answer says of a thing that only the question names."""
    reply = passages.reply(at)
    said = [passages.said(p) for p in reply]
    name = passages.low[start:end]
    if any(name in s for s in said):
        return set()  # it is told there
    piece = passages.pieces[at]
    told = _yes_or_no(passages.low[piece.start : piece.end], answers.opening(said))
    for event in (e for p in reply for e in passages.events(p) if e.bare):
        if event.what == TRAIN or (event.what in TELLING and not told & TELLING):
            told.add(event.what)
    return told


def answered(passages: Passages, at: int, following: list[int]) -> set[str]:
    """What the answer to a speaker's own question says: "A degree? Means nothing to me."."""
    piece = passages.pieces[at]
    asks = _NEEDING.search(passages.low, piece.start, piece.end)
    for later in following[:_TOPIC]:
        told = [
            e.what for e in passages.events(later) if e.what in TELLING and (e.bare or not e.after)
        ]
        if told:
            return {told[-1]}
        said = passages.said(later)
        if answers.refuses(said):
            return {UNNEEDED}
        if asks and answers.agrees(said):
            return {ESSENTIAL}
    return set()


def topic(passages: Passages, at: int, start: int, end: int, following: list[int]) -> set[str]:
    """What a sentence that only names its thing means: by the question, or what comes next."""
    told = _beside(passages, at, following)
    if told:
        return {told}
    names = _names(passages, at, start, end)
    framed = _framed(passages, at) if names else ""
    if framed:
        return {framed}
    near = [at, *following[: _TOPIC if names else 1]]
    return {HARD} if _hinted(passages, near, start, end, names=names) else set()


def _beside(passages: Passages, at: int, following: list[int]) -> str:
    """What a thing has from the sentence before or after: "And a CSCS card.", "It's moulders."."""
    before, said = passages.before(at), passages.said(at)
    if before is not None and answers.adds(said) and passages.last(before):
        return passages.last(before)
    if following and answers.adds(passages.said(following[0])):
        told = passages.last(following[0])
        if told in (HARD, EASY):
            return told
    if before is not None and answers.turns(said):
        return HARD if any(e.what == EASY for e in passages.events(before)) else ""
    return ""


def _names(passages: Passages, at: int, start: int, end: int) -> bool:
    """Whether a sentence only names its thing, or begins by naming it."""
    stop = passages.pieces[at].end
    first = max(stop - len(passages.said(at)), start - _LEAD)
    if not light(_LISTED.sub(" ", passages.low[first:start])):
        return False
    return _VERB.match(passages.low, end, stop) is None


def _framed(passages: Passages, at: int) -> str:
    """What the question asked for, if the answer does not begin with no."""
    question = passages.question(at)
    if question is None:
        return ""
    reply = passages.reply(question)
    if reply and answers.refuses(passages.said(reply[0])):
        return ""
    return _frame(passages.said(question))


def _hinted(passages: Passages, near: list[int], start: int, end: int, *, names: bool) -> bool:
    """Whether it is hinted that a thing is hard to find, where nothing says so outright.

    Here or next something is denied, something else is hard, or there is talk of months, agencies,
    of those who are old or leave; and the thing is nothing that the speaker says they do or have. A
    qualification is more often told of than wanted: it must be all that the sentence names.
    """
    low = passages.low
    kinds = {e.what for p in near for e in passages.events(p)}
    if EASY in kinds or _HAS.search(low, passages.pieces[near[0]].start, start):
        return False
    signs = (FAINT in kinds) + (HARD in kinds) + passages.denying(near[0], near[-1])
    if not signs:
        return False
    if _QUALIFICATION.search(low, start, end):
        return names
    clause = max(passages.pieces[near[0]].start, low.rfind(",", 0, start), start - _LEAD)
    return _OURS.search(low, clause, start) is None


def _frame(question: str) -> str:
    """What a question asks about what it will be answered with."""
    return next((what for shape, what in _FRAMES if shape.search(question)), "")


def _yes_or_no(question: str, reply: str) -> set[str]:
    """What yes or no means of a thing in a question, by what was asked."""
    no, yes = answers.refuses(reply), answers.agrees(reply)
    if not (no or yes):
        return set()
    if " without " in question:
        return {ESSENTIAL if no else UNNEEDED}
    if _HAVING.search(question):
        return {HARD if no else EASY}
    needing = _NEEDING.search(question)
    if no:
        asks = needing or _WANTING.search(question) or len(question) < _BRIEF
        return {UNNEEDED} if asks else set()
    frame = _frame(question) or (ESSENTIAL if needing else "")
    return {frame} if frame else set()
