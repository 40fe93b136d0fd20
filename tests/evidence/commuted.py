"""Good files of commuting: as Census 2021 has it, and as Nomis answers of 2011."""

from tests.support.commuting import odwp, of_2011, packed, wf01bew

GOOD = {
    "commuting": ("commuting", odwp(), None),
    "commuting, the zip": ("commuting", packed(), None),
    "nomis, flows": ("nomis", of_2011().answer(), None),
    "nomis, flows by sex": ("nomis", of_2011(sexes=True).answer(), None),
    "nomis, flows of output areas' table": ("nomis", wf01bew().answer(), None),
}
"""Name, source, bytes, mapping."""
