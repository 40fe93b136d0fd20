"""Which gates look at the rows a reader gave, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import pyarrow as pa

from sectorscope.evidence.gates.formulas import no_formulas
from sectorscope.evidence.gates.periods import OF_TIME, periods
from sectorscope.evidence.gates.persons import personal as no_persons
from sectorscope.evidence.gates.places import areas, areas_of_flows
from sectorscope.evidence.gates.scales import units
from sectorscope.evidence.gates.sums import step, suppressed, totals
from sectorscope.evidence.gates.verdict import Verdicts

_Look = Callable[[pa.Table], str | None]

OF_STATISTICS: dict[str, _Look] = {
    "areas": areas,
    "units": units,
    "totals": totals,
    "suppressed": suppressed,
    "step": step,
}
"""Gates on table `statistic` by name."""


def examine(
    tables: Mapping[str, pa.Table], noted: Verdicts, *, personal: Collection[str] = ()
) -> None:
    """Look at the rows of a file.

    Args:
        tables: what its reader gave, by table.
        noted: where to note what each gate found, and which of them are open.
        personal: columns that may hold e-mail addresses and mobile numbers.

    Raises:
        GateRefused: gates `personal`, `areas`, `units`, `values` (a period that is none).
    """
    for name in OF_TIME & tables.keys():
        periods(tables[name])
    for table in tables.values():
        noted.ask("personal", lambda table=table: no_persons(table, personal))
        noted.ask("mangled", lambda table=table: no_formulas(table))
    if "statistic" in tables:
        for gate, look in OF_STATISTICS.items():
            noted.ask(gate, lambda look=look: look(tables["statistic"]))
    if "commuting" in tables:
        noted.ask("areas", lambda: areas_of_flows(tables["commuting"]))
