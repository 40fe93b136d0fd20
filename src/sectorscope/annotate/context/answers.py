"""What is said of a thing in the sentences after it, or by the question before it.

"CNC setters? Impossible." "Do you ask for a degree? – Not really." "Toolmakers. You can't get "
"them."
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENING = (
    r"(?:(?:well|oh|er+|erm+|um+|hmm+|mm+|ah|ooh|to be honest|honestly|i mean|look|you know|"
    r"funnily "
    r"enough|actually|god|oh god|christ|right|so|okay|ok|and|but|sadly|luckily|thankfully|frankly)"
    r"[,.\u2026 ]+)*"
)
_NO = re.compile(
    rf"{_OPENING}(?:no|nope|nah|not|never|none|no need|hardly|rarely|it isn't|it's not|we don't|i "
    r"don't|they don't|don't|absolutely not|certainly not|definitely not|most certainly not|"
    r"neither|naw|na|nowhere near|far from it|i wish|if only|not by)\b(?! (?:doubt|question|idea|"
    r"sure|only|just|wonder|kidding|joking))"
)
_YES = re.compile(
    rf"{_OPENING}(?:yes|yeah|yep|yup|aye|absolutely|definitely|of course|certainly|without (?:a )?"
    r"doubt|no doubt|no question|very much|big time|huge|massively|massive|totally|completely|100|"
    r"hundred per ?cent|for sure|too right|you bet|it is|it does|they do|they are|we do|sure|"
    r"always|it can be|can be|sometimes|often|it has been|they can be|increasingly|course|plenty|"
    r"loads|more than|oh yes|indeed|exactly|all the time|every time|every "
    r"day|constantly|big one|"
    r"it's the law|goes without saying|afraid so|very|really|extremely|incredibly)\b"
)
_DENIES = re.compile(
    rf"{_OPENING}(?:not (?:here|for us|round here|any ?more|really|true|in our|in my|so|with us|"
    rf"now|"
    r"at all|strictly|quite|always)|no\b|nope|nah|they don't|it doesn't|it isn't|it's not|they "
    r"aren't|we don't|that's not|that isn't|isn't true|nonsense|rubbish|wrong|i don't (?:agree|"
    r"think "
    r"so|see it|find)|we (?:don't|haven't|didn't) (?:find|found|see|seen)|never been|not something)"
)
_TURNS = re.compile(
    r"(?:(?:no|but|and|so|now|well|oh|er+|um+|i'd say|i think|really|i suppose)[,.]? )*"
    r"(?:it's|its|it is|just|only|mainly|mostly|the|where|what about) "
)
_ALSO = re.compile(
    r"(?:resp[a-z]*: *)?(?:and|plus|also|oh and|or|then|then there's|and then|and then there's|"
    r"same with|same for|"
    r"ditto|likewise|and of course|and obviously|as well as)\b"
)
_THOUGH = re.compile(
    r"\b(?:though|however|on the other hand|different story|another (?:story|matter))\W*$"
)
_TOO = re.compile(r"\b(?:as well|too|also|same with|same|likewise|ditto)\b")


def refuses(low: str) -> bool:
    """Whether an answer begins by saying no."""
    return _NO.match(low) is not None


def agrees(low: str) -> bool:
    """Whether an answer begins by saying yes."""
    return _YES.match(low) is not None


def denies(low: str) -> bool:
    """Whether a sentence takes back what the one before said."""
    return _DENIES.match(low) is not None


def turns(low: str) -> bool:
    """Whether a sentence sets its thing against the one before: "It's moulders", "Cooks though"."""
    return bool(_TURNS.match(low) or _THOUGH.search(low))


def adds(low: str) -> bool:
    """Whether a sentence adds its thing to the one before: "And a CSCS card"."""
    return bool(_ALSO.match(low) or _TOO.search(low))


def opening(parts: Sequence[str]) -> str:
    """The first of an answer's sentences that says anything."""
    return next((p for p in parts if p.strip(" .,!?\u2026-")), "")
