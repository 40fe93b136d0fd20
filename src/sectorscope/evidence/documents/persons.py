"""Which labels are names of people: those the vault hides, and those it must not.

A name that was erased is masked in what others said and stops files that hold it, so a word that
labels somebody in every interview ("Manager", "HR") must never be one. Where a label leaves room
for doubt it is no name.
"""

from __future__ import annotations

import re

from sectorscope.evidence.documents.roles import INTERVIEWER, NEUTRAL, RESPONDENT

_RANKS = """
    accountant adviser advisor analyst apprentice architect assessor assistant associate boss buyer
    ceo cfo chair chairman chairwoman chief cio clerk client colleague consultant contact
    contractor coo coordinator cto customer delegate deputy designer developer director driver
    employee employer engineer estimator executive foreman founder freelancer head host lead leader
    lecturer md manager member mentor mechanic officer operative operator owner panellist partner
    planner president principal producer professional proprietor recruiter representative scientist
    secretary specialist staff student supervisor supplier surveyor teacher technician technologist
    trainee trainer trustee tutor vice volunteer worker
"""
_SIDES = """
    admin administration business colleagues company consortium corporate council department
    directors division employees employers engineering everybody everyone finance firm
    general global group groups hr human it local logistics maintenance management managers
    managing marketing national office operations operational other others owners panel people
    person personnel plant procurement production project purchasing quality regional research
    resources sales senior junior service services site team technical technology warehouse works
    workshop all both he her him she them they we you us voice audience caller guest someone
    somebody anonymous unidentified unnamed redacted first second third another ltd limited plc llp
"""
_MATTERS = """
    additional advice agenda aim aims apprenticeship apprenticeships area background barrier
    barriers benefits challenge challenges change changes college comment comments concern concerns
    context current demand details difficulties difficulty digital discussion education equipment
    example experience feedback final finding findings follow further future gap gaps growth hard
    highlights idea ideas impact important industry investment issue issues key labour lesson level
    main market message need needs new next notes observation observations opening opportunities
    opportunity outcome outlook overview pay plan plans point points policy positive priorities
    priority problem problems product products profile programme prospects provider providers
    provision question questions quote quotes reason reasons recommendation recommendations
    recruiting recruitment reply reskilling response responses result results retention risk risks
    sector session shortage shortages size skill skills solution solutions statement step steps
    strategy strength strengths supply support task theme themes threat threats topics training
    trend trends university update upskilling vacancies vacancy views wage wages warm weakness
    weaknesses wider work workforce working
"""
_LABELS = """
    a an and any are as at but by do does for how if in is it no not of on or our part prompt
    section so the their then this to was what when where which who why with yes your
    monday tuesday wednesday thursday friday saturday sunday england scotland wales britain uk
    interviewers respondents speakers interviewees participants thanks hello well okay ok
"""
_ROLES = INTERVIEWER | RESPONDENT | NEUTRAL
_COMMON = _ROLES | frozenset(f"{_RANKS} {_SIDES} {_MATTERS} {_LABELS}".split())
"""Words that stand before a colon in interviews and name nobody."""

_WORDS = """
    angel april art august autumn bill bob brook brooke buck cash chance chase chip chuck clay cliff
    colt crystal daisy dale dawn dean dick don drew earl faith finn ford forest frank gene ginger
    glen grace grant guy hank harry hazel heath heather holly hope hunter iris ivy jack jade jean
    jimmy joy june king lance lane lee lily mark mason max may miles nick norm olive page pat
    patience pearl penny pierce pip prudence ray reed rich rob robin rose ruby rusty sandy scout
    skip sky stew sue summer terry trip van victor violet wade ward will woody
"""
_ALSO_WORDS = frozenset(_WORDS.split())
"""First names that are words too: alone, they would be masked wherever the word stands."""

_TITLES = frozenset(["dr", "miss", "mr", "mrs", "ms", "mx", "prof", "professor", "sir"])
_PARTICLES = "al bin da de del den der di dos du el la le ten ter van von y"
_BETWEEN = frozenset(_PARTICLES.split())
"""What stands between the parts of a name, in small letters."""

_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]\.?")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_MOST, _LEAST, _LOUD = 4, 2, 4  # words of a name; letters of one; of one all in capitals


def person(label: str) -> str:
    """The name in a label that looks like one: capitalised words, none common or a role.

    A title before it and an aside behind it ("Dr Jane Roe (Finance)") are left out. Empty where
    the label is no name, or may be none.
    """
    words = [w.strip(",.") if len(w) > _LEAST else w for w in _ASIDE.sub("", label).split()]
    while words and words[0].casefold().strip(".") in _TITLES:
        words = words[1:]
    names = [w for w in words if not _LETTER.fullmatch(w) and w not in _BETWEEN]
    if not 0 < len(names) <= _MOST or not all(map(_may_name, names)):
        return ""
    return " ".join(words) if len(names) > 1 or _alone(names[0]) else ""


def _alone(name: str) -> bool:
    """Whether one word is a name by itself: neither a word nor an abbreviation."""
    return name.casefold() not in _ALSO_WORDS and (len(name) >= _LOUD or not name.isupper())


def _may_name(word: str) -> bool:
    fits = _NAME.fullmatch(word) and word[0].isupper() and len(word) >= _LEAST
    return bool(fits) and _COMMON.isdisjoint(re.split("['’-]", word.casefold()))
