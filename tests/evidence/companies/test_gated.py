"""The gates see in a large file what they see in a small one, and say it of the same row."""

import pytest

from sectorscope.evidence.companies.gated import look
from sectorscope.evidence.gates import inspect
from sectorscope.evidence.plain import plain
from sectorscope.evidence.refusal import GateRefused
from tests.evidence.firms import cut

FINE = {"CompanyName": "NUMBER #1 (\N{POUND SIGN}5) LTD"}
SPOILT = {
    "a number": ({"CompanyNumber": "1.2E+05"}, {}),
    "an error": ({}, {"CompanyCategory": "#REF!"}),
    "a first cell": ({}, {"CompanyNumber": "#N/A"}),
    "two scales": (
        {"CompanyCategory": "\N{POUND SIGN}1.4 million"},
        {"CompanyCategory": "\N{POUND SIGN}5.2 billion"},
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_cell_is_refused_with_its_row_in_the_whole_file(what: str):
    data = cut(*[FINE] * 40, SPOILT[what][0], *[FINE] * 40, SPOILT[what][1], *[FINE] * 40)
    with pytest.raises(GateRefused) as whole:
        inspect(data, "a.csv")
    assert plain(data) is not None
    with pytest.raises(GateRefused) as found:
        look(data, "a.csv", plain(data))
    assert str(found.value) == str(whole.value)


def test_what_only_looks_spoilt_passes():
    data = cut(*[FINE] * 3, {"Employees_thisyear": "10-Nov", "CompanyName": "1.0E+05 things"})
    inspect(data, "a.csv")
    look(data, "a.csv", plain(data))
