"""What a column is probably for, told by its header.

It says who answers, how to group them, what they agreed to, or it is the export's bookkeeping.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_KINDS: tuple[tuple[str, str], ...] = (
    (
        "own",
        r"_?(?:id|index|uuid)|_(?:id|uuid|submission_time|index|validation_status|notes|status|"
        r"submitted_by|__version__|tags|attachments|geolocation)|__version__|_version_|"
        r"start|end|today|deviceid|username|formhub/uuid|meta/instanceid|"
        r"start ?time|start ?date|completion ?time|end ?date|timestamp|last modified time|"
        r"recorded ?date|responseid|response id|respondent id|collector id|date created|"
        r"date modified|status|progress|finished|duration.*|ipaddress|ip address|custom data.*|"
        r"recipient.*|externalreference|external data reference|location(?:latitude|longitude)|"
        r"distributionchannel|userlanguage|user language|q_.*|language|total points|"
        r"quiz feedback|points - .*|feedback - .*|grade posted time",
    ),
    ("number", r".*\b(?:company|registration|charity) (?:registration )?(?:number|no)\b.*|crn"),
    (
        "name",
        r"(?:the )?(?:name of (?:your |the )?)?(?:company|business|organi[sz]ation|employer|firm)"
        r"(?:'s)?(?: name)?\??|.*\bname of (?:your|the) (?:company|business|organi[sz]ation|"
        r"employer|firm)\b.*|.*\b(?:company|business|organi[sz]ation|employer|trading) name\b.*",
    ),
    (
        "contact",
        r"(?:.*\b)?(?:e-?mail|telephone|phone|mobile|postcode|post code|postal address|linkedin)"
        r"\b.*|(?:your |contact |first |last |full |sur)?name|.*\bcontact (?:name|details|person)\b"
        r".*|(?:your )?(?:job title|role|position)|.*\byour (?:full )?name\b.*|first_?name|"
        r"last_?name|recipient ?e?mail",
    ),
    ("quote", r".*\b(?:quot(?:e|ed|ing|ation)s?)\b.*"),
    (
        "list",
        r".*\b(?:(?:name|list|acknowledge)(?:d)? (?:us|my|our|you|your)|be (?:named|listed))\b.*",
    ),
    (
        "count",
        r".*\b(?:i|we) (?:consent|agree)\b.*|.*\bdo you (?:consent|agree) to\b.*|.*\bconsent\b.*|"
        r".*\b(?:may|can) we (?:use|count|quote|name|list)\b.*|.*\b(?:permission|permit)\b.*|"
        r".*\bprivacy notice\b.*",
    ),
    ("segments", r".*\b(?:sectors?|industry|industries|nature of (?:your )?business)\b.*"),
    (
        "size_band",
        r".*\b(?:how many (?:people|staff|employees)\b.*\bemploy|number of (?:employees|staff)|"
        r"size of (?:your |the )?(?:business|company|organi[sz]ation)|(?:business|company|"
        r"organi[sz]ation|employer) size|headcount)\b.*|size|size ?band|employees|"
        r".*\bhow many (?:people|staff|employees) (?:work|does|do you (?:currently )?employ)\b.*",
    ),
    (
        "place",
        r"(?:location|district|local authority|town|city|region|place|area)|.*\bwhere (?:is|are) "
        r"(?:your|you|the)\b.*\b(?:based|located)\b.*|.*\bwhich (?:local authority|district|town|"
        r"area|region)\b.*",
    ),
)
_PATTERNS = [(kind, re.compile(pattern)) for kind, pattern in _KINDS]
_DESCRIPTIONS = frozenset({"segments", "size_band", "place"})


def kind(names: Iterable[str]) -> str:
    """What a column of these names is for; empty if it is a question."""
    for name in names:
        said = " ".join(name.replace("_", " ").split()).casefold() if "__" not in name else name
        for which, pattern in _PATTERNS:
            if pattern.fullmatch(said) or pattern.fullmatch(name.casefold()):
                return which
    return ""


def assigned(names: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Columns by what they are for; of sector, size and place the first column only."""
    found: dict[str, list[int]] = {}
    for index, own in enumerate(names):
        which = kind(own)
        if which and not (which in _DESCRIPTIONS and which in found):
            found.setdefault(which, []).append(index)
    return found
