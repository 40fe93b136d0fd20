"""What sounds like a qualification and is none."""

import pytest

from sectorscope.annotate.qualifications import annotate

TRAPS = """
a high degree of accuracy
to some degree
a degree of difficulty
360 degree feedback
rotate by 20 degrees
30 degrees C
our office is on level 2 of the building
the canteen is on level 2
the clinic is on Level 2 in Radiology
level 30 of the car park
levels 1 to 5 of the car park
a level playing field
A level of skill
A level head
as level as can be
at every level
a good level of English
Entry level position
Level 2 support engineer
2nd line support and Level 3 escalation
Teaching Assistant Level 2
BIM Level 2
the master of ceremonies
she masters the detail
scrum master
master data management
MS Office and MS Project
ma and pa
based in Boston, MA
BA flights from London
a bachelor pad
first class service
first class communication skills
the first in the UK
a 2:1 staffing ratio
at 2:15
version 2.1 of the software
a certificate of attendance
certificate of insurance
a certificate of sponsorship
gas safety certificates for landlords
an award-winning employer
Employer of the Year Award
you will graduate to bigger jobs
graduate scheme
Graduates from any discipline
Graduate Engineer
Apprentice Electrician
What about qualifications?
no formal qualifications needed
Essential Qualifications
a professional qualification
NVQ Assessor wanted
A Level Biology teacher
teaching GCSE Physics
apprenticeship levy
key skills
essential skills
ISO 9001 certification
TV licence
software licences
licensed premises
HGV drivers
FLT Driver
SC football club
NHS qualified staff
VAT registration
register your interest
following NMC guidelines
a firm of chartered accountants
upgrade the software
"""


@pytest.mark.parametrize("text", TRAPS.strip().splitlines())
def test_what_is_no_qualification(text: str):
    assert annotate(text) == ()
    assert annotate(f"We say: {text}. That is all.") == ()


def test_a_trap_beside_a_mention_takes_nothing_from_it():
    found = annotate("A high degree of care, and a degree in Nursing")
    assert [a.text for a in found] == ["degree in Nursing"]


def test_phd_level_is_one():
    assert [a.concept for a in annotate("PhD-level knowledge")] == ["doctorate:8"]
