"""What may follow a name for a qualification, within one mention.

In any order, each as often as it makes sense: further names ("BTEC" "Diploma"), level, numbers,
"(Hons)", letters in brackets, grade or class, subject, "including …".
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sectorscope.annotate.qualifications import lists, subject
from sectorscope.annotate.qualifications.adjoining import may_adjoin
from sectorscope.annotate.qualifications.form import BODY, GENERIC, Core, spaced
from sectorscope.annotate.qualifications.levels import DEGREE_CLASS, GRADES, LETTERS, LEVELS
from sectorscope.annotate.qualifications.mention import Mention

_MOST_STEPS, _FURTHEST = 16, 6
_GOES_ON = frozenset(" ,(/-:+0123456789")
"""What may come after a name that goes on."""

_STOPS = re.compile(
    r" {1,3}(?:or|and|is|are|was|required|essential|desirable|preferred|would|will|must|needed|who|"
    r"that|but|if|you|we|they|because|from|on|as|preferably|ideally|advantageous|beneficial|before|"
    r"after|then|by|when|once)(?![^\W_])"
    r"|,(?! {0,3}(?:(?:level|lvl|at|to|incl?|which|must|in|grades?|honou?rs|with|an?|min)\b"
    r"|inclu|minimum|(?-i:[2A-G9(L])|pass|merit|distinction|hons))",
    re.IGNORECASE,
)
"""What ends a mention at a glance."""

_END = r"(?![^\W_])"
_GAP = spaced(r" |-")
_AT_LEVEL = spaced(r",? ?(?:\(|(?:at|to)(?: an?)? )|, |(?= \()")
_BARE_NUMBER = spaced(
    rf" ?(?P<digits>[1-7](?: ?(?:[-/&,]|or|and|to) ?[1-7](?![\d.]))*){_END}(?![.:]\d)"
    r"(?! ?(?:x|years?|yrs?|\+|months?|days?|GCSE|A levels?|hours?)\b)(?! ?[+%£])"
)
_NUMBERED = frozenset({"nvq", "svq", "gnvq", "ilm", "cmi", "aat", "cache"})
_UNIT = r"\d{3,4}(?:[-/]\d{1,3}){0,3}"
_NUMBERS = spaced(rf" ?\(?(?:level \d )?{_UNIT}(?: ?(?:,|/|and|&|or) ?{_UNIT})*\)?")
_HONS = spaced(rf",? ?\(?(?:hons\.?|honou?rs)\)?{_END}(?: degrees?{_END})?")
_LETTERS = spaced(r" ?\((?P<letters>RQF|QCF|NQF|(?-i:[A-Z][a-z]*[A-Z][A-Za-z]*))\)")
_SUFFIX = spaced(
    rf"[- ](?:level|standard|calibre){_END}(?! [1-8])"
    r"(?! (?:people|staff|technicians?|engineers?|roles?|jobs?|students?|playing)\b)"
)
_PASSES = spaced(rf" (?:passes|subjects|results){_END}")
_NATIONAL = spaced(rf" (?:(?:higher )?nationals?|firsts?|extended){_END}")
_IN = spaced(
    r" ?,? (?P<word>in|of|for(?= (?:the )?(?-i:[A-Z])))(?P<vague>(?: (?:an?|any))?"
    r"(?: (?:relevant|related|similar|appropriate|suitable|cognate|allied))?)(?P<the> the)?"
    r" (?=[^\W_])"
)
_DIRECT = spaced(r"(?: -|-|:) | ")
_NOT_DIRECT = frozenset({"degree", "qualification", "award", "skills_bootcamp"})
_INCLUDING = spaced(
    r",? ?\(?(?:(?:which )?(?:must |to )?includ(?:ing|es?)|incl?\.?)(?: at least| both)? "
)
_WORD = spaced(r" (?P<word>&|[^\W_][\w'&/.-]*)")
_ANOTHER = re.compile(r" (?:in )?([A-Za-z]+)")
_LETTERED = frozenset({"a_level", "as_level", "scottish_higher", "advanced_higher"})


def grow_right(m: Mention) -> None:
    """Take in all that follows and belongs to the mention."""
    for _ in range(_MOST_STEPS):
        mark = m.text[m.end : m.end + 1]
        if mark not in _GOES_ON or _STOPS.match(m.text, m.end):
            break
        for step in _STEPS:
            if step(m):
                break
        else:
            break
    words = m.words
    m.end -= words.endswith(")") and words.count(")") > words.count("(")
    m.end -= words.endswith(".") and words.count(".") == 1  # of the sentence, and not of "Ph.D."


def _adjoined(m: Mention) -> bool:
    """A further name straight after, or after a stroke: "Level 3" "Diploma", "HNC/HND"."""
    gap = m.match(_GAP)
    core = m.core_at(gap.end()) if gap else None
    if core:
        return may_adjoin(m, core.form) and m.add(core)
    core = m.core_at(m.end + 1) if m.text[m.end] == "/" else None
    if not core or core.form.kind != "qualification":
        return False
    if min(core.form.rank, m.head.rank) < GENERIC:
        return False
    m.strokes = [*(m.strokes or [m.cores[-1].form]), core.form]
    return m.add(core)


def _numbered(m: Mention) -> bool:
    """The numbers of City & Guilds: "706/1 and 706/2"."""
    return m.head.concept == "city_and_guilds" and m.take(m.match(_NUMBERS))


def _levelled(m: Mention) -> bool:
    """A level after it: "NVQ in Care (Level 3)", "NVQ 3", "at level 2"."""
    if m.level_text or m.family in ("class", "level"):
        return False
    found = m.match(_AT_LEVEL)
    core = m.core_at(found.end()) if found else None
    if found and core and core.form is LEVELS and not _begins_another(m, core, found[0]):
        m.add(core)
        m.end += m.text[m.end : m.end + 1] == ")" and "(" in found[0]
        return True
    digits = m.match(_BARE_NUMBER) if m.head.concept in _NUMBERED and len(m.cores) == 1 else None
    m.level_text = digits["digits"] if digits else ""
    return m.take(digits)


def _begins_another(m: Mention, level: Core, sep: str) -> bool:
    """Whether a level after a comma is of what follows: "NVQ, Level 3 Diploma in Care"."""
    further = _ANOTHER.match(m.text, level.end) if "," in sep else None
    return bool(further) and further[1].lower() not in lists.ENDS - {"qualification", "diploma"}


def _honoured(m: Mention) -> bool:
    return m.has("degree") and m.take(m.match(_HONS))


def _lettered(m: Mention) -> bool:
    """Letters in brackets: "(MBA)", "(QCF)"."""
    found = None if m.letters or m.family == "class" else m.match(_LETTERS)
    m.letters = found["letters"] if found else m.letters
    return m.take(found)


def _graded(m: Mention) -> bool:
    if m.grade:
        return False
    found = None
    if m.has("degree", "class"):
        found = m.match(DEGREE_CLASS)
    elif m.has("school", "vocational", "generic"):
        found = m.match(GRADES)
        if not found and m.head.concept in _LETTERED:
            found = m.match(LETTERS)
    m.grade = next((g for g in found.groups() if g), "") if found else ""
    return m.take(found)


def _suffixed(m: Mention) -> bool:
    """The word "level" or "standard", "passes", and what kind of BTEC."""
    if m.take(m.match(_SUFFIX)) or (m.has("school") and m.take(m.match(_PASSES))):
        return True
    found = m.match(_NATIONAL) if m.head.concept == "btec" and not m.size_text else None
    m.size_text = found[0].strip().lower() if found else m.size_text
    return m.take(found)


def _through(m: Mention) -> bool:
    """A name some words on, its subject between: "Level 4 Data Analyst apprenticeship"."""
    if m.head.rank > BODY and m.head.concept not in ("nvq", "btec", "svq"):
        return False
    at, last = m.end, ""
    for n in range(_FURTHEST):
        word = _WORD.match(m.text, at)
        if not word:
            break
        place, low = word.start("word"), word["word"].lower()
        if n and low in ("standard", "standards"):
            return m.add_subject(m.end + 1, word.end())
        core = m.core_at(place)
        if core and core.form.kind == "qualification":
            named = n and last not in lists.JOINERS and core.form.rank >= GENERIC
            return bool(named) and _far(m, place, core)
        if low == "or" or (low in lists.ENDS and not word["word"].isupper()):
            break
        at, last = word.end(), low
    return False


def _far(m: Mention, place: int, core: Core) -> bool:
    """Take in a name that is not adjacent, and what stands between as its subject."""
    return may_adjoin(m, core.form) and m.add_subject(m.end + 1, place) and m.add(core)


def _subjected(m: Mention) -> bool:
    """The subject, after "in" or straight after the name."""
    if len(m.subjects) > 1 or m.family == "named" or m.head.alone == "title":
        return False
    found = m.match(_IN)
    if found and (found["word"].lower() == "in" or m.family in ("generic", "degree")):
        known = bool(found["vague"]) or bool(found["the"] and m.text[found.end()].islower())
        vague = bool(found["vague"])
        end = subject.after(m.text, found.end(), m.taken, known=known, vague=vague)
        return m.add_subject(found.end(), end)
    if m.subjects or m.family == "apprenticeship" or m.head.concept in _NOT_DIRECT:
        return False
    found = m.match(_DIRECT)
    if not found:
        return False
    strict = not found[0].isspace() or m.family in ("level", "body", "class")
    end = subject.straight(m.text, found.end(), m.taken, known=strict)
    return m.add_subject(found.end(), end)


def _including(m: Mention) -> bool:
    """Which subjects are among those counted: "5 GCSEs, including English"."""
    found = m.match(_INCLUDING) if m.has("school") else None
    if not found:
        return False
    end = subject.after(m.text, found.end(), m.taken, known=True)
    added = m.add_subject(found.end(), end)
    m.end += added and m.text[end : end + 1] == ")" and "(" in found[0]
    return added


_STEPS: tuple[Callable[[Mention], bool], ...] = (
    _adjoined,
    _numbered,
    _levelled,
    _honoured,
    _lettered,
    _graded,
    _suffixed,
    _through,
    _subjected,
    _including,
)
