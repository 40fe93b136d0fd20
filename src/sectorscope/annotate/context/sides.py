"""On which side of a cue the thing stands, from the words around the cue.

"Essential" follows its thing, but leads it as a label ("Essential: …") and before "that you have";
"need" leads its thing, but follows it at the end of a clause ("something we don't need").
"""

from __future__ import annotations

import re

from sectorscope.annotate.context.events import (
    DESIRABLE,
    EASY,
    ESSENTIAL,
    HARD,
    TRAIN,
    UNNEEDED,
    Event,
)
from sectorscope.annotate.context.words import light
from sectorscope.annotate.cues.scan import listed

_ADVERB = (
    r"here|locally|now|round here|around here|these days|at all|any ?more|anywhere|either|"
    r"at the moment|at present|right now|again|yet|though|too|as well|really|nowadays|today|"
    r"in this (?:area|part|town|region|industry|sector|trade|role|job|post|line)[a-z ]{0,20}|"
    r"for love n?or money|in the (?:area|north|south|region|county|trade|industry|role)[a-z "
    r"]{0,12}|"
    r"to be honest|to be fair|i think|i'd say|i suppose|you know|if i'm honest|believe me|"
    r"(?:for|to|with) (?:us|me|them|anyone|everyone|everybody)|"
    r"any day(?: of the week)?|all day(?: long)?|tomorrow|anytime|no problem|easily|"
    r"on (?:induction|arrival|the job)|in[ -]house|where (?:required|needed|necessary)|as required|"
    r"throughout|internally|externally|free of charge|at no cost|(?:during|upon|after) \w+|"
    r"for (?:this|the|all) \w+|in \w+shire|at this (?:stage|level|point)|at the (?:start|outset)|"
    r"on (?:site|paper|the \w+)|from (?:the|day) \w+|before you \w+|by \w+ing"
)
_CLOSES = re.compile(
    r"[ \t]*(?:$|[.;!?)\]|\n\u2013\u2014]|,(?! (?:or|and) (?:be|have|hold|shortly|currently|are) "
    r")|-[ \t]|"
    r"(?:be|have|do)[.!]|"
    rf"(?:{_ADVERB})[ \t]*"
    r"(?:$|[.;,!?)|\n\u2013\u2014-]|(?:and|but|so|as|because|if|when|which|that)\b)|"
    r"(?:and|but|so|as|because|since|though|although|if|when|which|while|whereas)\b)"
)
_PRONOUN = re.compile(
    r"[ \t]+(?:(?:any|all|either|both|enough|hold|many|much) of )?"
    r"(?:it|them|'em|that|those|these|this|one|ones|any|either|neither|anyone|anybody|people|"
    r"someone|both)[ \t]*(?:$|[.;,!?)\u2013\u2014]|(?:at all|any ?more|here|now|locally|either|for|"
    r"as|because|so|and|but|on|in|from|before|until|really|whatsoever)\b)"
)
_NAMES = re.compile(
    r"[ \t]*:|(?:[ \t]+for (?:us|me|this \w+|the \w+))?(?:[ \t]+(?:is|are|was|being|includes?|"
    r"including)\b|'s\b)"
)
_OF = re.compile(
    r"[ \t]+(?:of|in|for|with|around|on|when|finding|getting|recruiting|attracting|keeping|hiring|"
    r"sourcing|retaining|filling|to (?:have|hold|be|know|possess|find|get|recruit|fill))\b"
)
_CLAUSE = re.compile(
    r"(?:,? (?:one way or (?:the other|another)|in the slightest|too much|in the least))?"
    r"(?:,?[ \t]+(?:for \w+ |)to (?:have|hold|be(?! honest| fair| frank)|know|possess|demonstrate|"
    r"show|evidence|bring|use|speak)\b|"
    r"(?:,?[ \t]+that|[ \t]+(?:if|whether)) (?:you|you've|you'd|they|they've|candidates|"
    r"applicants|the|we|all|any|"
    r"anyone|someone|somebody|people|everyone|he|she|your)\b|"
    r"[ \t]+(?:skills?|criteria|qualifications?|requirements?|experience|knowledge|attributes|"
    r"qualities)\b)"
)
_COPULAS = listed(
    "is are was were be been being become becoming remain remains get gets getting seem seems "
    "prove "
    "proves proving as"
)
_ADVERBIAL = listed(
    "also still always really very just so quite both all absolutely definitely certainly probably "
    "actually often increasingly proving considered regarded as becoming not never been bit of no "
    "longer pretty"
)
_ARTICLES = listed("a an the our my your one")
_BACK = 9
_LEADS = re.compile(
    r"[^\w]*(?:(?:key|main|minimum|our|the|your|other|additional|job|role|candidate|basic|core|"
    r"skills?|"
    r"experience|qualifications?|and|entry|absolute|personal|technical|specific|is|are|also|it|"
    r"it's|"
    r"would|be|a|an|no|not|highly|knowledge|strictly|really|very|general|formal|legal)\W+)*$"
)
_ADVERBS = ("ideally", "preferably", "hopefully")
_DUMMY = listed("it there what that this which who here we i you say think thing things")
_AMOUNTS = frozenset(("at least", "minimum", "min", "at the very least"))
_LONG = re.compile(r" (?:of )?[\w-]+\+? (?:years?|yrs?)'?(?: experience| exp)?\s*(?:$|[.,;)])")
_PREPOSITIONS = (" of", " for", " on", " in", " with", " over")
_WHOLE = re.compile(
    r"\b(?:all|both|each)(?: (?:of|these|those|them|the|above|three|four|two|are))*\s*$"
)
_COURSE = re.compile(
    r"\s*(?:(?:a|an|the|our|your|their|some|any)\s+)?(?:\w+ ){0,2}"
    r"(?:course|courses|training|programme|workshop|ropes|way|scratch|basics|everything|trade)"
    r"(?: (?:you need(?: to know)?|you go|with us|here))?\s*(?:$|[.;,!?)])"
)
_LEADING = frozenset((ESSENTIAL, EASY, UNNEEDED))
_NEED, _SUPPLY = frozenset((ESSENTIAL, DESIRABLE)), frozenset((HARD, EASY))
_NEAR, _LIGHT = 72, 40
_CONJUNCTIONS = listed("as because but and since though &")
_PRONOUNS = listed("we they it it's you i there he she that")
_ENDING = frozenset(".;,:!?\u2013\u2014")
_PART = re.compile(r"[.;,:!?&\u2013\u2014]")
_DASH = re.compile(r"[ \t]*[\u2013\u2014|-][ \t]*\w")


def turn(low: str, event: Event, side: str, start: int, stop: int, *, leads: bool) -> None:
    """Set on which side of an event its thing stands, in a piece `start:stop`.

    side: ">", "<" or "=" as the cue is listed; leads: after it, where no word tells.
    """
    said = low[event.start : event.end]
    event.amount = said in _AMOUNTS
    if event.what in _SUPPLY and said.endswith(_PREPOSITIONS):
        side = ">"
    if side != ">" and _everything(low, start, event.start):
        event.after, event.bare, event.whole = False, True, True
        return
    event.label = event.what in _NEED and _label(low, event, side, start, stop)
    event.after = event.label or _after(low, event, side, start, stop, leads=leads)
    if not event.after:
        event.bare = event.bare or bare(low, start, event.start)


def _after(low: str, event: Event, side: str, start: int, stop: int, *, leads: bool) -> bool:
    """Whether the thing stands after an event that is no label."""
    end = event.end + (low[event.start : event.end + 1] == "min.")
    if event.amount and _LONG.match(low, end, stop):
        return False
    if _led(low, start, event.start, end):
        return True
    if event.what not in _SUPPLY and _CLAUSE.match(low, end, stop):
        return True
    if _left(low, event, side, end, stop):
        return False
    return side == ">" or _told(low, event, side, start, stop, leads=leads)


def _left(low: str, event: Event, side: str, end: int, stop: int) -> bool:
    """Whether no thing can follow: the clause ends, or a pronoun or "a course" stands for it."""
    if closes(low, end, stop):
        return True
    if side != "<" and _PRONOUN.match(low, end, stop):
        event.bare = True
        return True
    return event.what == TRAIN and _COURSE.match(low, end, stop) is not None


def _told(low: str, event: Event, side: str, start: int, stop: int, *, leads: bool) -> bool:
    """Whether the thing stands after a predicate, a noun or what may be on either side."""
    noun = event.what == TRAIN or (side == "=" and event.what in _SUPPLY)
    tells = _follows(low, start, event.start, event.end, stop, noun=noun)
    if tells is not None:
        return tells
    if leads or (side == "=" and event.what in _LEADING):
        return True
    return side == "=" and event.what in _NEED and bare(low, start, event.start)


def closes(low: str, end: int, stop: int) -> bool:
    """Whether a clause ends after `end`, but for an adverb."""
    return _CLOSES.match(low, end, stop) is not None


def opens(low: str, start: int, at: int) -> bool:
    """Whether nothing of a piece that begins at `start` stands before `at`."""
    return not low[start:at].strip(" \t•*·▪-–—|([")


def bare(low: str, start: int, at: int) -> bool:
    """Whether the clause before `at` names nothing: its thing has been named before."""
    first = max(start, at - _NEAR)
    following = ""
    for word in reversed(low[first:at].split()):
        if word[-1] in _ENDING:
            return True
        if word in _CONJUNCTIONS or (word == "so" and following in _PRONOUNS):
            return True
        if not light(word):
            return False
        following = word
    return first == start


def _label(low: str, event: Event, side: str, start: int, stop: int) -> bool:
    """Whether a cue leads what follows as a label does: "Essential: …", "Required – …"."""
    end = event.end
    if side == ">" and end - event.start == 1:
        return True  # "E – NMC registration"
    if low[end : end + 2].lstrip()[:1] == ":":
        return side != ">" or low[end] == ":"
    if side == ">":
        return False
    dash = _DASH.match(low, end, stop) is not None
    if not opens(low, start, event.start):
        return dash and _LEADS.match(low[start : event.start]) is not None
    return dash or not closes(low, end, stop)


def _led(low: str, start: int, at: int, end: int) -> bool:
    """Whether an adverb leads its thing between commas: "and, preferably, …"."""
    if not low.startswith(_ADVERBS, at) or low[end : end + 1] != ",":
        return False
    before = low[start:at].rstrip()
    return not before or before.endswith((",", "and", "or", "but", ":", ";", "(", "-", "\u2013"))


def _follows(low: str, start: int, at: int, end: int, stop: int, *, noun: bool) -> bool | None:
    """Whether the thing follows what stands at `at:end`; nothing where no word tells.

    noun: it may govern a thing by a preposition: "a shortage of …".
    """
    if _CLAUSE.match(low, end, stop):
        return True
    subject = _subject(low[max(start, at - _NEAR) : at].split()[-_BACK:])
    if subject and subject not in _DUMMY:
        return False
    of = _OF.match(low, end, stop) if noun else None
    if of:  # but: "the people we struggle with", "training is given in all three"
        rest = _PART.split(low[of.end() : min(stop, of.end() + _NEAR)], maxsplit=1)[0]
        return not closes(low, of.end(), stop) and not light(rest)
    if _NAMES.match(low, end, stop):
        return True
    return None if subject is None else True


def _subject(words: list[str]) -> str | None:
    """What a copula before the end of some words tells of, or nothing if there is none."""
    for skipped in (0, 1):
        at = len(words) - 1 - skipped
        if at >= 0 and words[at] in _ARTICLES:
            at -= 1
        while at >= 0 and words[at] in _ADVERBIAL and words[at] not in _COPULAS:
            at -= 1
        if at >= 0 and words[at] in _COPULAS:
            return words[at - 1].strip(",") if at else "it"
        if at >= 0 and words[at].endswith(_SHORT):
            return words[at].partition("'")[0]
    return None


_SHORT = ("'s", "'re")


def _everything(low: str, start: int, at: int) -> bool:
    """Whether "all", "both" or "each of these" stands before `at`."""
    first = max(start, at - _LIGHT)
    if all(low.find(word, first, at) < 0 for word in ("all", "both", "each")):
        return False
    return _WHOLE.search(low, first, at) is not None
