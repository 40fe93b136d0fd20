"""Gate `units`: figures that cannot be, in the unit they are said to have."""

import pytest

from sectorscope.evidence.gates.scales import units
from sectorscope.evidence.refusal import GateRefused
from tests.evidence.gates.test_rows_gates import statistics


def test_more_jobs_than_people_is_refused():
    units(statistics({"measure": "employment", "value": 66_000_000.0}))
    with pytest.raises(GateRefused, match="employment of Leeds in 2020 is 67,000,000") as why:
        units(statistics({"measure": "employment", "value": 67_000_000.0}))
    assert why.value.gate == "units"
    units(statistics({"measure": "population", "unit": "people", "value": 69_300_000.0}))
