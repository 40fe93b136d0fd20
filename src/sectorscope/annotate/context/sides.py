"""On which side of a cue the thing stands, from the words around the cue.

"Essential" follows its thing, but leads it as a label ("Essential: …") and before "that you have";
"need" leads its thing, but follows it at the end of a clause ("something we don't need").
"""

from __future__ import annotations

import re

from sectorscope.annotate.context.words import light

_ADVERB = (
    r"here|locally|now|round here|around here|these days|at all|any ?more|anywhere|either|"
    r"at the moment|at present|right now|again|yet|though|too|as well|really|nowadays|today|"
    r"in this (?:area|part|town|region|industry|sector|trade|role|job|post|line)[a-z ]{0,20}|"
    r"for love n?or money|in the (?:area|north|south|region|county|trade|industry|role)[a-z ]{0,12}|"
    r"to be honest|to be fair|i think|i'd say|i suppose|you know|if i'm honest|believe me|"
    r"(?:for|to|with) (?:us|me|them|anyone|everyone|everybody)|"
    r"for (?:this|the|all) \w+|in \w+shire|at this (?:stage|level|point)|at the (?:start|outset)|"
    r"on (?:site|paper|the \w+)|from (?:the|day) \w+|before you \w+|by \w+ing"
)
_CLOSES = re.compile(
    rf"[ \t]*(?:$|[.;,!?)\]|\n\u2013\u2014]|-[ \t]|(?:{_ADVERB})[ \t]*"
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
    r"[ \t]+(?:(?:for \w+ |)to (?:have|hold|be|know|possess)\b|(?:that|if) "
    r"(?:you|they|candidates|applicants|the|we|all|any|anyone|everyone|he|she|your)\b|"
    r"(?:skills?|criteria|qualifications?|requirements?|experience|knowledge|attributes|qualities)\b)"
)
_COPULA = re.compile(
    r"([a-z0-9)+#]+)?(?:[ ,]+(?:is|are|was|were|be|been|being|become|becoming|remains?|gets?|getting|"
    r"seems?|proves?|proving|as)|'s|'re)"
    r"(?: (?:also|still|always|really|very|just|so|quite|both|all|absolutely|definitely|certainly|"
    r"probably|actually|often|increasingly|proving|considered|regarded|as|becoming|not|never|been|"
    r"a bit of|no longer|pretty|bit))*(?: (?:an?|the|our|my|your|one))?(?: \w+)? ?$"
)
_DUMMY = frozenset("it there what that this which who here".split())
_NEAR = 72
_STOPS = re.compile(r"[.;,:!?(&\u2013\u2014]|\b(?:as|because|so|but|and|since|though)\b")
_DASH = re.compile(r"[ \t]*[\u2013\u2014|-][ \t]*\w")


def closes(low: str, end: int, stop: int) -> bool:
    """Whether a clause ends after `end`, but for an adverb."""
    return _CLOSES.match(low, end, stop) is not None


def opens(low: str, start: int, at: int) -> bool:
    """Whether nothing of a piece that begins at `start` stands before `at`."""
    return not low[start:at].strip(" \t•*·▪-–—|([")


def bare(low: str, start: int, at: int) -> bool:
    """Whether the clause before `at` names nothing: its thing has been named before."""
    before = _STOPS.split(low[max(start, at - _NEAR) : at])
    return light(before[-1]) and (len(before) > 1 or at - start < _NEAR)


def label(low: str, start: int, at: int, end: int, stop: int) -> bool:
    """Whether a predicate leads what follows: "Essential: …", "Required – …"."""
    if low[end : end + 2].lstrip()[:1] == ":":
        return True
    if not opens(low, start, at):
        return False
    return bool(_DASH.match(low, end, stop)) or not closes(low, end, stop)


def pronoun(low: str, end: int, stop: int) -> bool:
    """Whether a pronoun stands for the thing: "we can't get them"."""
    return _PRONOUN.match(low, end, stop) is not None


def follows(low: str, start: int, at: int, end: int, stop: int) -> bool | None:
    """Whether the thing follows a noun or adjective at `at:end`; nothing where no word tells."""
    subject = _COPULA.search(low, max(start, at - _NEAR), at)
    if _CLAUSE.match(low, end, stop):
        return True
    if subject and (subject.group(1) or "it") not in _DUMMY:
        return False
    of = _OF.match(low, end, stop)
    if of:
        return not closes(low, of.end(), stop)  # "the people we struggle with"
    if _NAMES.match(low, end, stop):
        return True
    return True if subject else None
