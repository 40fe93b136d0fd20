"""Which labels are names of people: those the vault hides, and those it must not.

A name that was erased is masked in what others said and stops files that hold it, so a word that
labels somebody in every interview ("Manager", "HR") must never be one. Where a label leaves room
for doubt it is no name.
"""

from __future__ import annotations

import re

from sectorscope.evidence.documents.roles import role_word

_RANKS = """
    accountant adviser advisor analyst apprentice architect assessor assistant associate boss buyer
    ceo cfo chair chairman chairwoman chief cio clerk client colleague consultant contact
    contractor coo coordinator cto customer delegate deputy designer developer director driver
    employee employer engineer estimator executive foreman founder freelancer head host lead leader
    lecturer md manager member mentor mechanic officer operative operator owner panellist partner
    planner president principal producer professional proprietor recruiter representative scientist
    secretary specialist staff student supervisor supplier surveyor teacher technician technologist
    trainee trainer trustee tutor volunteer worker manageress
"""
_SIDES = """
    admin administration business colleagues company consortium corporate council department
    directors division employees employers engineering everybody everyone finance firm
    general global group groups hr human it local logistics maintenance management managers
    managing marketing national office operations operational other others owners panel people
    person personnel plant procurement production project purchasing quality regional research
    resources sales senior junior service services site team technical technology warehouse works
    workshop all both he her him she them they we you us voice audience caller guest someone
    somebody anonymous unidentified unnamed redacted first second third another human
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
    section so the their then this to was what when where which who why will with yes your
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december england scotland wales britain ireland uk
    interviewers respondents speakers interviewees participants thanks hello well okay ok
"""
_COMMON = frozenset(f"{_RANKS} {_SIDES} {_MATTERS} {_LABELS}".split())
"""Words that stand before a colon in interviews and name nobody."""

_TITLES = frozenset("dr miss mr mrs ms mx prof professor sir".split())
_NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]\.?")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_MOST, _LEAST, _LOUD = 4, 2, 4  # words of a name; letters of one; of one all in capitals


def is_person(label: str) -> bool:
    """Whether a label looks like a name: capitalised words, none of them common or a role.

    A title before the name and an aside behind it ("Jane Roe (Finance)") do not matter.
    """
    words = [w.strip(",.") if len(w) > _LEAST else w for w in _ASIDE.sub("", label).split()]
    while words and words[0].casefold().strip(".") in _TITLES:
        words = words[1:]
    names = [w for w in words if not _LETTER.fullmatch(w)]
    if not 0 < len(names) <= _MOST or not all(_may_name(w) for w in names):
        return False
    return len(names) > 1 or len(names[0]) >= _LOUD or not names[0].isupper()


def _may_name(word: str) -> bool:
    if not _NAME.fullmatch(word) or not word[0].isupper() or len(word) < _LEAST:
        return False
    parts = {role_word(word), *re.split("['’-]", word.casefold())}
    return not any(is_common(p) for p in parts)


def is_common(word: str) -> bool:
    """Whether a word is one of a role, a side of the table or a matter talked of."""
    return word in _COMMON
