"""What the codes of SIC 2007 are called."""

import re

from sectorscope.concepts.industries import titles


def test_codes_as_companies_give_them_have_titles():
    held = titles()
    assert held["32500"] == "Manufacture of medical and dental instruments and supplies"
    assert held["62012"] == "Business and domestic software development"
    assert held["99999"] == "Dormant company"
    assert len(held) == 809  # 615 classes, 191 subclasses, three of the register's own
    assert all(re.fullmatch(r"\d{5}", code) and title.strip() for code, title in held.items())
